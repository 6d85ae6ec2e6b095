"""Load, advance, save: one step of a reflection is one read and one compare-and-swap."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol
from weakref import WeakValueDictionary

from cachetools import TTLCache

from bot.knowledge.guide import OUTLINE, GuideFile, Level
from bot.reflection.details import identifying
from bot.reflection.keeping import Unreadable, from_text, to_text
from bot.reflection.kept import Kept
from bot.reflection.session import Event, Outlined, Session, Shown, Wrote, advance, fitted

ReadFlag = Callable[[str], Awaitable[Level | None]]
"""Words -> the red flag in them; reads beside the event loop and keeps nothing."""

_HELD_SECONDS = 15 * 60
"""As long as Discord lets a private answer be edited."""
_HELD = 1000


class Store(Protocol):
    """Where sessions are kept, sealed. Every method may raise StorageUnavailable: then nothing was changed."""

    async def add(self, kept: Kept) -> None: ...  # noqa: D102 - see the class

    async def get(self, id: str) -> Kept | None: ...  # noqa: D102

    async def save(self, id: str, revision: int, text: str, touched: datetime) -> bool:
        """Replace the text kept at ``revision``; False when it has moved on or is gone."""
        ...

    async def remove(self, id: str, revision: int | None = None) -> bool:
        """Delete it; with a ``revision``, only if it stands there still. False when it has moved on or is gone."""
        ...

    async def of_owner(self, owner: int) -> list[Kept]: ...  # noqa: D102

    async def untouched_since(self, moment: datetime) -> list[Kept]: ...  # noqa: D102

    async def remove_untouched_since(self, moment: datetime) -> int: ...  # noqa: D102


class Open(NamedTuple):
    """A reflection under way."""

    id: str
    owner: int
    session: Session
    guide: GuideFile
    touched: datetime
    left: Shown | None = None
    """The message that showed it before, when the last step was taken on another one."""


class Written(NamedTuple):
    """What was written, by field, and the turn of the answers its writer had before their eyes (0 for none)."""

    texts: Mapping[str, str]
    seen: int


class Held(NamedTuple):
    """Words that are not saved yet: ``details`` in them could point to a person, or the store did not answer."""

    id: str
    field: str
    written: Written
    details: tuple[str, ...]
    sure: bool
    """Their writer has seen the details and wants the words kept as they are."""


class Gone(Exception):
    """There is no such reflection any more."""


class Unopenable(Exception):
    """It is there, but cannot be read any more: its guide was taken away, or its key is another."""


class NotYours(Exception):
    """It belongs to another person."""


class Reflections:
    """Every reflection under way. ``clock`` gives the time in UTC, ``ids`` a new id nobody can guess."""

    def __init__(
        self,
        store: Store,
        guides: Mapping[str, GuideFile],
        read_flag: ReadFlag,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
    ) -> None:
        self._store = store
        self._guides = guides
        self._read_flag = read_flag
        self._clock = clock
        self._ids = ids
        self._beginning: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._held: TTLCache[tuple[int, str, str], Held] = TTLCache(_HELD, _HELD_SECONDS)
        """Words not saved yet: in memory alone, a quarter of an hour at most."""

    def now(self) -> datetime:
        """The time, in UTC."""
        return self._clock()

    def today(self) -> date:
        """The day, in UTC."""
        return self._clock().date()

    async def begin(self, owner: int, guide: str, shown: Shown | None, country: str = "") -> Open:
        """A new reflection at the question about danger; one already under way on the same guide goes on instead.

        Raises KeyError for an unknown guide.
        """
        # One at a time, for "Start" may be pressed twice at once.
        async with self._beginning.setdefault(owner, asyncio.Lock()):
            mine = await self.of(owner)
            if each := next((each for each in mine if each.session.guide == guide), None):
                return each if same_message(each.session.shown, shown) else await self.seen_at(each.id, owner, shown)
            moment = self._clock()
            session = Session(guide, shown=shown, country=country)
            opened = Open(self._ids(), owner, session, self._guides[guide], moment)
            await self._store.add(Kept(opened.id, owner, 0, to_text(session), moment, moment))
            return opened

    async def of(self, owner: int) -> list[Open]:
        """The person's reflections, the one touched last first."""
        kept = [self._read(each) for each in await self._store.of_owner(owner)]
        return [each for each in kept if each]

    async def get(self, id: str, owner: int) -> Open:
        """The reflection ``id``. Raises Gone, NotYours or Unopenable, as everything that takes an ``id``."""
        kept = await self._store.get(id)
        if kept is None:
            raise Gone
        if kept.owner != owner:
            raise NotYours
        opened = self._read(kept)
        if opened is None:
            raise Unopenable
        return opened

    async def act(self, id: str, owner: int, event: Event, *, turn: int | None, shown: Shown | None = None) -> Open:
        """Let ``event`` happen on the screen drawn for ``turn``; on an older screen nothing happens.

        ``turn`` None: the event counts on whatever screen, as words do. ``shown``: where the person acted, if it can
        be found again. Raises Gone or NotYours.
        """
        while True:
            opened = await self.get(id, owner)
            session = opened.session
            if turn is not None and turn != session.turn:
                return opened
            after = advance(session, opened.guide, event)
            if after == session:
                return opened
            after = replace(after, shown=shown or session.shown)
            if saved := await self._save(opened, after):
                return saved
            # Someone was faster, on another device or with a second click: look again at what is there now.

    async def submit(
        self,
        id: str,
        owner: int,
        field: str,
        written: Written,
        *,
        sure: bool = False,
        shown: Shown | None = None,
    ) -> Open | Held:
        """Save written words, after they were read for danger and for what could point to a person.

        ``field``: the step they answer, or OUTLINE. ``sure``: they were shown back and are to be kept as they are.
        Until they are saved they are held in memory, so that nobody has to write them twice. Raises Gone or NotYours.
        """
        self._held[owner, id, field] = Held(id, field, written, (), sure)
        try:
            await self.get(id, owner)
        except (Gone, NotYours, Unopenable):
            self.forget(owner, id)
            raise
        text = "\n".join(written.texts.values())
        details, flag = await asyncio.gather(asyncio.to_thread(identifying, text), self._read_flag(text))
        # Where someone may be in danger, help comes first and nothing else is asked.
        if details and not sure and flag is not Level.NOW:
            held = self._held[owner, id, field] = Held(id, field, written, details, sure)
            return held
        event = (
            Outlined(written.texts, written.seen, flag)
            if field == OUTLINE
            else Wrote(field, written.texts[field], written.seen, flag)
        )
        opened = await self.act(id, owner, event, turn=None, shown=shown)
        self._held.pop((owner, id, field), None)
        return opened

    def held(self, id: str, owner: int, field: str) -> Held | None:
        """Words not saved yet, or None when they are forgotten."""
        return self._held.get((owner, id, field))

    async def seen_at(self, id: str, owner: int, shown: Shown | None) -> Open:
        """Note where the reflection is shown now. The turn goes up by one: draw the screen of what is returned."""
        while True:
            opened = await self.get(id, owner)
            if saved := await self._save(opened, replace(opened.session.next_turn(), shown=shown)):
                return saved

    async def end(self, id: str, owner: int, turn: int | None = None) -> Open | None:
        """Delete it; returns what it was. With a ``turn``, only if it stands there still: else None."""
        opened = await self.get(id, owner)
        if not await self._store.remove(id, turn) and turn is not None:
            return None
        self.forget(owner, id)
        return opened

    def forget(self, owner: int, id: str | None = None) -> None:
        """Let go of the words not saved yet, of one reflection or of all that are the person's."""
        for key in [key for key in self._held if key[0] == owner and id in (None, key[1])]:
            self._held.pop(key, None)

    async def idle(self, days: int) -> list[Open]:
        """Delete what nobody has touched for ``days`` days; returns it, so that its message can say so."""
        moment = self._clock() - timedelta(days=days)
        old = await self._store.untouched_since(moment)
        await self._store.remove_untouched_since(moment)
        read = [each for each in map(self._read, old) if each]
        # Somebody may have come back to one in this very moment.
        return [each for each in read if await self._store.get(each.id) is None]

    async def _save(self, opened: Open, session: Session) -> Open | None:
        """What it is now, or None when someone was faster."""
        # A clock that was set back must not make what was just touched look long left.
        touched = max(self._clock(), opened.touched)
        if not await self._store.save(opened.id, opened.session.turn, to_text(session), touched):
            return None
        left = None if same_message(opened.session.shown, session.shown) else opened.session.shown
        return opened._replace(session=session, touched=touched, left=left)

    def _read(self, kept: Kept) -> Open | None:
        try:
            session = from_text(kept.text, kept.revision)
        except Unreadable:
            return None
        guide = self._guides.get(session.guide)
        return Open(kept.id, kept.owner, fitted(session, guide), guide, kept.touched) if guide else None


def same_message(one: Shown | None, other: Shown | None) -> bool:
    """Whether both are one message, in whatever language."""
    return (one and one[:2]) == (other and other[:2])
