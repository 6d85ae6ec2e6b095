"""A case for peers: what it says, how it stands, and who may bring it where.

A case knows its author, because the author may withdraw it. Nothing that is shown to others is made from that.
"""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

HAPPENED, HOPED = 1800, 400
"""Characters of the two texts: together they fit into one message."""
REASON = 300
"""Characters of a moderator's sentence to the author."""
MOST = 3
"""Cases that a member may have under way in a server at once, drafts among them."""
DRAFT_STAYS, STAYS = timedelta(days=1), timedelta(days=30)
"""How long a draft waits, and how long a case stays after it was sent, posted or declined."""

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")


class State(StrEnum):
    """How a case stands; the values are kept in clear and are parts of Fluent ids."""

    DRAFT = "draft"
    WAITING = "waiting"
    """For a moderator to decide."""
    APPROVED = "approved"
    """On its way to the channel."""
    POSTED = "posted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    """By its author, while what was posted is still being taken down."""


class Who(StrEnum):
    """Who takes a step."""

    AUTHOR = "author"
    MODERATOR = "moderator"
    BOT = "bot"


OPEN = frozenset({State.DRAFT, State.WAITING, State.APPROVED, State.POSTED})
"""States that count for ``MOST``."""


class Step(NamedTuple):
    """``who`` takes it, from one of the states ``before``, to ``after``; None: to where the case stands already."""

    who: Who
    before: tuple[State, ...]
    after: State | None


STEPS = {
    "rewrite": Step(Who.AUTHOR, (State.DRAFT,), State.DRAFT),
    "send": Step(Who.AUTHOR, (State.DRAFT,), State.WAITING),
    "edit": Step(Who.MODERATOR, (State.WAITING,), State.WAITING),
    "approve": Step(Who.MODERATOR, (State.WAITING,), State.APPROVED),
    "decline": Step(Who.MODERATOR, (State.WAITING,), State.DECLINED),
    "noted": Step(Who.BOT, (State.APPROVED,), State.APPROVED),
    "put_back": Step(Who.BOT, (State.APPROVED,), State.WAITING),
    "posted": Step(Who.BOT, (State.APPROVED,), State.POSTED),
    "told": Step(Who.BOT, (State.POSTED, State.DECLINED), None),
    "rework": Step(Who.AUTHOR, (State.DECLINED,), State.DRAFT),
    "withdraw": Step(Who.AUTHOR, (State.APPROVED, State.POSTED), State.WITHDRAWN),
    "still_at": Step(Who.BOT, (State.WITHDRAWN,), State.WITHDRAWN),
}
"""Every step there is, by the name of the method. Deleting is none: its author may at any time, and time does."""


class NotNow(Exception):
    """This step does not lead on from where the case stands."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case.

    Attributes:
        author: a Discord user id. It leaves this object only to reach the author.
        language: in which it was written, and is posted.
        happened: what happened; at most HAPPENED characters when it comes from our window.
        hoped: what the author would like to hear from peers; at most HOPED.
        closes: when it is deleted, in UTC, rounded down: it says the day, for a draft the hour, and no more.
        sent: when it was sent to the moderators; orders their queue.
        tell: the author asked to be told by direct message.
        owed: and has not been told of the last decision yet.
        edited: a moderator has changed the wording.
        reason: a moderator's sentence, when it was declined.
        channel: where it is to be posted, or is.
        place: the channel or thread that the card is in; in a forum its own thread.
        message, poll: ids of the card and of the poll, once they are there.
    """

    author: int
    language: str
    happened: str
    hoped: str
    closes: datetime
    state: State = State.DRAFT
    sent: datetime | None = None
    tell: bool = False
    owed: bool = False
    edited: bool = False
    reason: str = ""
    channel: int | None = None
    place: int | None = None
    message: int | None = None
    poll: int | None = None

    def rewrite(self, language: str, happened: str, hoped: str, now: datetime) -> "Case":
        """The draft with other words; it waits anew."""
        texts = {"language": language, "happened": happened, "hoped": hoped}
        return self._to("rewrite", **texts, closes=_hour(now + DRAFT_STAYS))

    def send(self, now: datetime, *, tell: bool) -> "Case":
        """The draft, given to the moderators. ``tell``: its author wants to hear by direct message."""
        return self._to("send", sent=now, tell=tell, closes=_day(now + STAYS))

    def edit(self, happened: str, hoped: str) -> "Case":
        """The case in a moderator's words."""
        return self._to("edit", happened=happened, hoped=hoped, edited=True)

    def approve(self, channel: int) -> "Case":
        """The case, to be posted in ``channel``."""
        return self._to("approve", channel=channel)

    def decline(self, reason: str, now: datetime) -> "Case":
        """The case, sent back with a sentence."""
        return self._to("decline", reason=reason, owed=self.tell, closes=_day(now + STAYS))

    def noted(self, place: int, message: int) -> "Case":
        """The approved case, with where its card is."""
        return self._to("noted", place=place, message=message)

    def put_back(self) -> "Case":
        """The approved case, waiting again: Discord did not take it."""
        return self._to("put_back")

    def posted(self, poll: int | None, now: datetime) -> "Case":
        """The case, posted; ``poll`` None where Discord took none."""
        return self._to("posted", poll=poll, owed=self.tell, closes=_day(now + STAYS))

    def told(self) -> "Case":
        """The case, its author told of the decision."""
        return self._to("told", owed=False)

    def rework(self, now: datetime) -> "Case":
        """The declined case as a draft again, all its author's own."""
        fresh = {"sent": None, "tell": False, "owed": False, "reason": "", "edited": False}
        return self._to("rework", **fresh, closes=_hour(now + DRAFT_STAYS))

    def withdraw(self) -> "Case":
        """The approved or posted case, to be taken down."""
        return self._to("withdraw", owed=False)

    def still_at(self, place: int | None, message: int | None, poll: int | None) -> "Case":
        """The withdrawn case, with where its card still is."""
        return self._to("still_at", place=place, message=message, poll=poll)

    def to_json(self) -> str:
        """As text to seal; state and closing time stand beside it."""
        kept = {name: getattr(self, name) for name in _SEALED}
        return json.dumps({**kept, "sent": self.sent.isoformat() if self.sent else None}, ensure_ascii=False)

    def _to(self, name: str, **changes: Any) -> "Case":
        step = STEPS[name]
        if self.state not in step.before:
            raise NotNow(f"{name} from {self.state}")
        return replace(self, state=step.after or self.state, **changes)


_SEALED = (
    "author",
    "language",
    "happened",
    "hoped",
    "sent",
    "tell",
    "owed",
    "edited",
    "reason",
    "channel",
    "place",
    "message",
    "poll",
)


def begin(author: int, language: str, happened: str, hoped: str, now: datetime) -> Case:
    """A draft."""
    return Case(author, language, happened, hoped, _hour(now + DRAFT_STAYS))


def from_json(text: str, state: str, closes: datetime) -> Case:
    """What ``to_json`` made. Raises ValueError, TypeError or KeyError for anything else."""
    kept: dict[str, Any] = {name: value for name, value in json.loads(text).items() if name in _SEALED}
    sent = datetime.fromisoformat(kept.pop("sent")) if kept["sent"] else kept.pop("sent")
    return Case(**kept, sent=sent, state=State(state), closes=closes)


def tidy(text: str) -> str:
    """What somebody typed: what can be seen of it, without blank ends, with one blank line where there were many."""
    lines = ("".join(_visible(each) for each in line) for line in text.splitlines())
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _visible(character: str) -> str:
    """Any space as a plain one; nothing of what changes the direction or the place of others."""
    return " " if character.isspace() else character if character.isprintable() else ""


def _day(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _hour(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
