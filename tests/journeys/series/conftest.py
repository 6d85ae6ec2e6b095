"""A bot that goes by the simulated clock, someone who reads French, and a Discord that fails when told to."""

import pytest
from simcord.actors import MemberActor

from bot.settings import Settings
from bot.surface.client import Wayside
from tests.conftest import Town
from tests.journeys.series.cut_off import Fate, watch
from tests.journeys.series.scheduling import clocked, french_moderator
from tests.journeys.threads import as_in_discord


@pytest.fixture
def simcord_bot(settings: Settings) -> Wayside:
    return clocked(settings)


@pytest.fixture
def lucie(town: Town) -> MemberActor:
    return french_moderator(town)


@pytest.fixture
def fate(town: Town, monkeypatch: pytest.MonkeyPatch) -> Fate:
    as_in_discord(town.env)
    return watch(monkeypatch)
