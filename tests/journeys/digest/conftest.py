"""A server in Paris that offers the digest."""

import pytest

from bot.settings import Settings
from bot.surface.client import Wayside
from tests.conftest import Town
from tests.journeys.digest.weekly import PARIS, hold, offer
from tests.journeys.series.scheduling import clocked


@pytest.fixture
def simcord_bot(settings: Settings) -> Wayside:
    return clocked(settings)


@pytest.fixture
async def town(town: Town) -> Town:
    """A server in Paris that offers the digest."""
    hold(town.bot)
    await offer(town, zone=PARIS, digest=True)
    return town
