"""What the moderators of one server have decided."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Community:
    """The settings of a server; the defaults are those of a server nobody has set up.

    Attributes:
        language: of what is posted, and for readers whose own language we lack; None: the first language we have.
        second_language: beside it in bilingual posts; None: posts are in one language unless somebody says otherwise.
        country: id in ``crisis-lines.yaml``, whose numbers come first for members who chose none.
        zone: IANA time zone of series and of the digest, such as ``Europe/Paris``; None: not chosen yet.
        registration_url: where members sign up for meetups; None: the article's.
        editions: ids of the editions shown, such as ``icf-2025``; empty: all.
        log_channel: where posts and settings changes are noted and moderators are told of trouble.
        cases_channel: where cases for peers are posted; None: the server takes none.
        insights: look-ups are counted, without anyone's id.
        digest: members may ask for the weekly digest.
    """

    language: str | None = None
    second_language: str | None = None
    country: str | None = None
    zone: str | None = None
    registration_url: str | None = None
    editions: tuple[str, ...] = ()
    log_channel: int | None = None
    cases_channel: int | None = None
    insights: bool = False
    digest: bool = False


UNSET = Community()
"""A server nobody has set up; also what counts outside servers."""
