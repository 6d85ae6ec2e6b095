"""The cards of cases for peers at their longest: people's words are cut or refused to fit, ours has to fit beside."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bot.community.cases import HAPPENED, HOPED, MOST, REASON, Case, State, begin
from bot.storage.cases import Kept
from bot.surface.cards import Card
from bot.surface.desk import Desk
from bot.surface.views.case_posted import asked_card, line_card, posted_card, told_card
from bot.surface.views.case_queue import WORST_DETAILS, decided_card, queue_card, queue_end_card
from bot.surface.views.cases import (
    case_danger_card,
    case_details_card,
    over_card,
    own_cases_card,
    preview_card,
    sent_card,
    too_long_card,
    withdraw_card,
)
from bot.surface.views.lead import Lead
from bot.surface.words import Words

_NOW = datetime(2030, 12, 31, tzinfo=UTC)
_ID, _MANY = "x" * 16, 2**63 - 1
_CHANNEL = f"<#{_MANY}>"
_URL = f"https://discord.com/channels/{_MANY}/{_MANY}/{_MANY}"


def cases_cards(desk: Desk, words: Words) -> Iterator[tuple[str, Callable[[], Card]]]:
    """Each of them in one language, by name; what shows a whole case beside every language it may be written in."""
    for state in State:
        mine = [_kept(words, state)] * (MOST + 2)
        yield f"own cases {state}", lambda m=mine: own_cases_card(words, m[:1], taken=False)
        yield f"withdraw {state}", lambda m=mine: withdraw_card(words, m[0])
        yield f"told {state}", lambda m=mine: told_card(words, m[0].case, "*" * 200, _URL)
    yield "many own cases", lambda: own_cases_card(words, _different(words), taken=True)
    yield "no own cases", lambda: own_cases_card(words, [], taken=True)
    yield "case danger", lambda: case_danger_card(desk, words, _ID, "")
    yield "case details", lambda: case_details_card(words, _ID, ["*" * 200] * 9)
    yield "case sent", lambda: sent_card(words, tell=True)
    yield "case too long", lambda: too_long_card(words, _ID)
    yield "case left standing", lambda: over_card(words, "case-left-standing", links=" ".join([_URL] * MOST))
    for author in desk.locales:
        waiting = _kept(author, State.WAITING)
        beside = f"beside {author.language}"
        yield f"preview {beside}", lambda a=author, w=waiting: preview_card(words, a, w, Lead(red_flag="law"))
        yield (
            f"queue {beside}",
            lambda a=author, w=waiting: queue_card(words, a, w, 99, 99, WORST_DETAILS, changed=True),
        )
    yield "posted case", lambda: posted_card(words, _kept(words, State.APPROVED).case, _ID)
    yield "asked", lambda: asked_card(words, _kept(words, State.APPROVED).case)
    for line in ("closed", "withdrawn"):
        yield f"case {line}", lambda each=line: line_card(words, f"case-line-{each}")
    missing = [words(f"post-without-{each}") for each in ("thread", "poll")]
    yield "approved", lambda: decided_card(words, words("queue-approved", channel=_CHANNEL), *missing, url=_URL)
    yield "end of the queue", lambda: queue_end_card(words, 99)


def _different(words: Words) -> list[Kept]:
    return [_kept(words, state)._replace(id=f"{n}{_ID[1:]}") for n, state in enumerate(State)]


def _kept(words: Words, state: State) -> Kept:
    """A case as long as the window takes it, in this state."""
    case: Case = begin(_MANY, words.language, "w" * HAPPENED, "w" * HOPED, _NOW)
    if state is not State.DRAFT:
        case = case.send(_NOW, tell=True).edit(case.happened, case.hoped)
    if state is State.DECLINED:
        case = case.decline("*" * REASON, _NOW)
    if state in (State.APPROVED, State.POSTED, State.WITHDRAWN):
        case = case.approve(_MANY).noted(_MANY, _MANY)
    if state in (State.POSTED, State.WITHDRAWN):
        case = case.posted(_MANY, _NOW)
    return Kept(_ID, _MANY, _MANY, case.withdraw() if state is State.WITHDRAWN else case)
