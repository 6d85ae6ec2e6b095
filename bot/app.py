"""The composition root: settings -> knowledge, words, finder -> client. Nothing else wires the house together."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.failures import DataError
from bot.finder.open import open_finder
from bot.knowledge.guide import Level
from bot.knowledge.load import default_folder, load
from bot.knowledge.lookup import Lookup
from bot.reflection.service import ReadFlag, Reflections
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.erasure import Erasure
from bot.storage.keys import keys_of
from bot.storage.members import Members
from bot.storage.reflections import Reflections as KeptReflections
from bot.surface.client import Wayside
from bot.surface.commands import clause, compare, help, preferences, privacy, reflect, scenario, which_clauses
from bot.surface.desk import Desk
from bot.surface.errors import Funnel
from bot.surface.reflection import ending, moves, writing
from bot.surface.reflection.reflecting import Reflecting
from bot.surface.words import Locales

_LOOK_UPS = (scenario, clause, compare, which_clauses, help)


def create_bot(
    settings: Settings,
    *,
    desk: Desk | None = None,
    reference: Callable[[], str] = lambda: secrets.token_hex(3),
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ids: Callable[[], str] = lambda: secrets.token_urlsafe(12),
) -> Wayside:
    """The whole bot, not yet connected; it opens its database when it logs in.

    ``desk``: one made of the same files already. ``reference`` makes the short numbers that name a failure to a
    person, ``ids`` the names of reflections, which nobody can guess; ``clock`` gives the time in UTC. Raises
    KnowledgeError or LocaleError for unusable files, DataError for an unusable data folder.
    """
    _prepare(settings.data_dir)
    desk = desk or create_desk(settings)
    database = create_database(settings)
    members = Members(database, clock)
    reflections = Reflections(KeptReflections(database), desk.knowledge.guides, _flag_reader(desk), clock, ids)
    reflecting = Reflecting(desk, reflections, members, settings.retention_days)
    bot = Wayside(desk, Funnel(desk.locales, reference), reflecting, members, database, settings.data_dir)
    for command in _LOOK_UPS:
        command.install(bot.tree, bot.router, desk)
    reflect.install(bot.tree, bot.router, reflecting)
    for controls in (moves, writing, ending):
        controls.install(bot.router, reflecting)
    privacy.install(bot.tree, bot.router, desk, reflecting, Erasure(database, members))
    preferences.install(bot.tree, bot.router, desk, members)
    return bot


def create_database(settings: Settings) -> Database:
    """The database of these settings, not yet open."""
    return Database(settings.database_file, keys_of(settings.given_keys, settings.data_dir))


def create_desk(settings: Settings) -> Desk:
    """Knowledge, finder and words, without Discord. Raises KnowledgeError or LocaleError."""
    folder = settings.knowledge_dir or default_folder()
    knowledge = load(folder)
    locales = Locales(knowledge.languages)
    finder = open_finder(folder, knowledge, settings.cache_dir)
    # Learning may use every processor; finding is too short for it, and the threads would only wait for each other.
    limit: Any = import_module("threadpoolctl").threadpool_limits
    limit(1)
    return Desk(knowledge, Lookup(knowledge), finder, locales)


def _flag_reader(desk: Desk) -> ReadFlag:
    async def read(text: str) -> Level | None:
        found = await desk.find(text)
        return Level(found.red_flag) if found.red_flag else None

    return read


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise DataError(f"The data folder {folder} cannot be written: {error.strerror}.") from None
