"""What in a note could point to a person: shown back once before anything is saved. It reads shapes, never names."""

import re
from collections.abc import Callable, Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|eu|[a-z]{2}(?=/))\b\S*", re.IGNORECASE
)
_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>|(?<![\w.])@\w[\w.]+")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE | re.ASCII)
"""ISO 13616: country, two check digits, 11 to 30 letters and digits, often written in fours."""
_REGIONS = ("FR", "GB", "US", "DE", "ES", "CH")
"""Where a number without its country code may be at home: the countries of our languages."""


def identifying(text: str) -> tuple[str, ...]:
    """E-mail addresses, IBANs, links, mentions and phone numbers in ``text``, as written, each once, in that order."""
    found: list[str] = []
    rest = text
    for look in _LOOKS:
        for part in list(look(rest)):
            found.append(part.strip(" .,;"))
            rest = rest.replace(part, " ")  # an address is not a mention as well
    return tuple(dict.fromkeys(found))


def _matching(pattern: re.Pattern[str]) -> Callable[[str], Iterator[str]]:
    return lambda text: (match[0] for match in pattern.finditer(text))


def _ibans(text: str) -> Iterator[str]:
    for match in _IBAN.finditer(text):
        # A short word that follows looks like one more group: the sum says where the number ends.
        groups = match[0].split(" ")
        shorter = (" ".join(groups[:end]) for end in range(len(groups), 0, -1))
        if found := next(filter(_sums_up, shorter), None):
            yield found


def _sums_up(written: str) -> bool:
    """ISO 7064, MOD 97-10: letters count from 10, the first four characters stand last."""
    compact = written.replace(" ", "")
    return len(compact) > 14 and int("".join(str(int(each, 36)) for each in compact[4:] + compact[:4])) % 97 == 1


def _phone_numbers(text: str) -> Iterator[str]:
    seen: set[tuple[int, int]] = set()
    for region in _REGIONS:
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.VALID):
            if not any(start < match.end and match.start < end for start, end in seen):
                seen.add((match.start, match.end))
                yield match.raw_string


_LOOKS = (_matching(_EMAIL), _ibans, _matching(_LINK), _matching(_MENTION), _phone_numbers)
