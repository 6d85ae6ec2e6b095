"""The composition root: settings -> knowledge, words, finder -> client. Nothing else wires the house together."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
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
from bot.storage.cases import Cases
from bot.storage.communities import Communities
from bot.storage.database import Database
from bot.storage.digests import Digests
from bot.storage.drafts import Drafts
from bot.storage.erasure import Erasure
from bot.storage.keys import keys_of
from bot.storage.lookups import Lookups
from bot.storage.members import Members
from bot.storage.posts import Posts
from bot.storage.reflections import Reflections as KeptReflections
from bot.storage.series import AllSeries
from bot.surface.cases.authoring import Authoring
from bot.surface.cases.deciding import Deciding
from bot.surface.cases.publishing import Publishing
from bot.surface.cases.tending import Tending
from bot.surface.cases.unkept import Unkept
from bot.surface.client import Wayside
from bot.surface.commands import (
    case,
    cases,
    clause,
    compare,
    help,
    insights,
    meetups,
    post,
    preferences,
    privacy,
    reflect,
    scenario,
    schedule,
    which_clauses,
)
from bot.surface.commands import settings as server_settings
from bot.surface.counting import Counting
from bot.surface.desk import Desk
from bot.surface.digest import choosing
from bot.surface.digest.choosing import DigestChoice
from bot.surface.digest.sending import Digesting
from bot.surface.errors import Funnel
from bot.surface.log_channel import LogChannel
from bot.surface.meetups import Meetups
from bot.surface.moderators import Moderators
from bot.surface.posting import private
from bot.surface.posting.composing import Composing
from bot.surface.posting.posting import Posting
from bot.surface.preferred import Preferring
from bot.surface.reflection import ending, moves, writing
from bot.surface.reflection.reflecting import Reflecting
from bot.surface.series.firing import Firing
from bot.surface.series.planning import Planning
from bot.surface.series.telling import Telling
from bot.surface.words import Locales
from bot.surface.zones import Zones


@dataclass(frozen=True)
class _House:
    """What the rooms share. ``clock`` gives the time in UTC, ``ids`` names that nobody can guess."""

    bot: Wayside
    desk: Desk
    database: Database
    members: Members
    communities: Communities
    moderators: Moderators
    log_channel: LogChannel
    reflecting: Reflecting
    counting: Counting
    meetups: Meetups
    clock: Callable[[], datetime]
    ids: Callable[[], str]


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
    person, ``ids`` the names of reflections, posts, series and cases, which nobody can guess; ``clock`` gives the time
    in UTC. Raises KnowledgeError or LocaleError for unusable files, DataError for an unusable data folder.
    """
    _prepare(settings.data_dir)
    desk = desk or create_desk(settings)
    database = create_database(settings)
    members, communities = Members(database, clock), Communities(database, clock)
    reflections = Reflections(KeptReflections(database), desk.knowledge.guides, _flag_reader(desk), clock, ids)
    reflecting = Reflecting(desk, reflections, members, settings.retention_days)
    counting = Counting(Lookups(database), communities, clock)
    funnel, preferring = Funnel(desk.locales, reference), Preferring(members, communities)
    bot = Wayside(desk, funnel, reflecting, preferring, counting, database, settings.data_dir)
    house = _House(
        bot,
        desk,
        database,
        members,
        communities,
        Moderators(desk),
        LogChannel(desk, communities),
        reflecting,
        counting,
        Meetups(clock),
        clock,
        ids,
    )
    bot.chores["noting which servers were left"] = bot.part
    _install_look_ups(house)
    _install_reflections(house)
    _install_posts(house)
    authoring = _install_cases(house)
    privacy.install(bot.tree, bot.router, desk, reflecting, authoring, Erasure(database, members))
    _install_preferences(house)
    return bot


def _install_look_ups(house: _House) -> None:
    bot, desk, counting, moderators = house.bot, house.desk, house.counting, house.moderators
    for command in (clause, help):
        command.install(bot.tree, bot.router, desk)
    for command in (scenario, compare, which_clauses):
        command.install(bot.tree, bot.router, desk, counting)
    insights.install(bot.tree, bot.router, desk, moderators, counting, house.log_channel)
    meetups.install(bot.tree, bot.router, desk, house.meetups, moderators, house.clock)
    bot.chores["deleting old counts of look-ups"] = counting.forget_old


def _install_reflections(house: _House) -> None:
    bot, reflecting = house.bot, house.reflecting
    reflect.install(bot.tree, bot.router, reflecting)
    for controls in (moves, writing, ending):
        controls.install(bot.router, reflecting)
    bot.chores["deleting idle reflections"] = lambda: reflecting.tell_idle(bot)


def _install_posts(house: _House) -> None:
    """Posts by hand, weekly series, and the settings that both heed."""
    bot, desk, moderators, log_channel = house.bot, house.desk, house.moderators, house.log_channel
    clock, ids, communities = house.clock, house.ids, house.communities
    composing = Composing(communities, house.meetups, clock)
    drafts, posts, series = Drafts(house.database), Posts(house.database), AllSeries(house.database)
    zones = Zones(desk.knowledge.languages, clock)
    posting = Posting(desk, moderators, composing, log_channel, drafts, posts, clock, ids)
    post.install(bot.tree, bot.router, posting)
    private.install(bot.router, desk)
    planning = Planning(desk, moderators, series, log_channel, zones, clock, ids)
    schedule.install(bot.tree, bot.router, planning)
    server_settings.install(bot.tree, bot.router, desk, moderators, communities, log_channel, zones)
    firing = Firing(desk, series, communities, composing, Telling(log_channel), clock, ids)
    bot.rounds["posting what is due"] = lambda: firing.tick(bot)
    bot.chores["deleting what is kept of posts"] = posting.sweep


def _install_cases(house: _House) -> Authoring:
    bot, desk, clock, log_channel = house.bot, house.desk, house.clock, house.log_channel
    kept, unkept = Cases(house.database), Unkept()
    publishing = Publishing(desk, kept, Posts(house.database), clock)
    tending = Tending(desk, kept, publishing, log_channel, clock)
    authoring = Authoring(desk, kept, publishing, unkept, clock, house.ids)
    case.install(bot.tree, bot.router, authoring)
    deciding = Deciding(desk, house.moderators, kept, publishing, tending, unkept, log_channel, clock)
    cases.install(bot.tree, bot.router, deciding)
    bot.chores["closing cases for peers"] = lambda: tending.close(bot)
    bot.chores["telling moderators of cases"] = lambda: tending.announce(bot)
    bot.chores["finishing cases that were interrupted"] = lambda: tending.finish(bot)
    bot.chores["telling authors of decisions"] = lambda: tending.tell(bot)
    return authoring


def _install_preferences(house: _House) -> None:
    """A person's own choices, and the digest that they may choose."""
    bot, desk, digests = house.bot, house.desk, Digests(house.database)
    choice = DigestChoice(desk, digests, house.communities, house.clock)
    preferences.install(bot.tree, bot.router, desk, house.members, choice)
    choosing.install(bot.router, choice, house.reflecting)
    digesting = Digesting(desk, digests, house.communities, house.members, house.meetups, house.clock)
    bot.chores["sending weekly digests"] = lambda: digesting.tick(bot)


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
