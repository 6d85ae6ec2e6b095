"""A server with hours that pass at once."""

import pytest

from bot.settings import Settings
from bot.surface.client import Wayside
from tests.conftest import Town, bot_of
from tests.journeys.meetups.meeting import Hours, TimedTown


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def simcord_bot(settings: Settings, hours: Hours) -> Wayside:
    return bot_of(settings, reference=lambda: "a1b2c3", clock=hours)


@pytest.fixture
async def town(town: Town, hours: Hours) -> TimedTown:
    hours.env = town.env
    return TimedTown(**vars(town), hours=hours)
