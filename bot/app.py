"""The composition root: settings -> knowledge, words, finder -> client. Nothing else wires the house together."""

import secrets
from collections.abc import Callable
from pathlib import Path

from bot.failures import DataError
from bot.finder.open import open_finder
from bot.knowledge.load import default_folder, load
from bot.knowledge.lookup import Lookup
from bot.settings import Settings
from bot.surface.client import Wayside
from bot.surface.commands import clause, compare, help, privacy, scenario, which_clauses
from bot.surface.desk import Desk
from bot.surface.errors import Funnel
from bot.surface.words import Locales

_COMMANDS = (scenario, clause, compare, which_clauses, help, privacy)


def create_bot(settings: Settings, *, reference: Callable[[], str] = lambda: secrets.token_hex(3)) -> Wayside:
    """The whole bot, not yet connected. ``reference`` makes the short numbers that name a failure to a person.

    Raises KnowledgeError or LocaleError for unusable files, DataError for an unusable data folder.
    """
    _prepare(settings.data_dir)
    desk = create_desk(settings)
    bot = Wayside(desk, Funnel(desk.locales, reference), settings.data_dir)
    for command in _COMMANDS:
        command.install(bot.tree, bot.router, desk)
    return bot


def create_desk(settings: Settings) -> Desk:
    """Knowledge, finder and words, without Discord. Raises KnowledgeError or LocaleError."""
    folder = settings.knowledge_dir or default_folder()
    knowledge = load(folder)
    locales = Locales(knowledge.languages)
    return Desk(knowledge, Lookup(knowledge), open_finder(folder, knowledge, settings.cache_dir), locales)


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise DataError(f"The data folder {folder} cannot be written: {error.strerror}.") from None
