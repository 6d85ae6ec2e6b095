"""The bot goes by the clock of the simulated Discord."""

import pytest

from bot.settings import Settings
from bot.surface.client import Wayside
from tests.conftest import Town
from tests.journeys.posting.posts import World, on_its_clock


@pytest.fixture
def world() -> World:
    return []


@pytest.fixture
def simcord_bot(settings: Settings, world: World) -> Wayside:
    return on_its_clock(settings, world)


@pytest.fixture
async def town(town: Town, world: World) -> Town:
    world.append(town.env)
    return town
