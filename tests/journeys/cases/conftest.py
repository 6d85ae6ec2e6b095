"""A server that takes cases, and a bot that goes by its clock."""

import pytest

from bot.settings import Settings
from bot.surface.client import Wayside
from tests.conftest import Town
from tests.journeys.cases.peers import Peers
from tests.journeys.posting.posts import World, on_its_clock
from tests.journeys.threads import as_in_discord


@pytest.fixture
def world() -> World:
    return []


@pytest.fixture
def simcord_bot(settings: Settings, world: World) -> Wayside:
    return on_its_clock(settings, world)


@pytest.fixture
async def peers(town: Town, world: World) -> Peers:
    """A server that takes cases."""
    world.append(town.env)
    as_in_discord(town.env)
    return await Peers(town).open()
