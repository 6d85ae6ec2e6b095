"""SIGKILL at random moments: no acknowledged answer is lost, and no button is dead afterwards.

``WAYSIDE_KILLS`` says how many. A failure names the seed of its folder; ``WAYSIDE_SEED`` begins with that one.
"""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.app import create_database
from bot.reflection.keeping import from_text
from bot.reflection.service import Open
from bot.reflection.session import Session
from bot.settings import read_settings
from bot.storage.reflections import Reflections
from bot.surface.desk import Desk
from bot.surface.ids import decode
from bot.surface.views.reflection import screen
from tests.faults.walker import walked

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed here")

_PROJECT = Path(__file__).parents[2]
_KILLS = int(os.environ.get("WAYSIDE_KILLS", "100"))
_SEED = int(os.environ.get("WAYSIDE_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
_LANES = 2
_LIVES = 10
"""Kills on one data folder, before the next begins with an empty one."""
_GUIDES = ("client-ends", "no-value-or-referral", "bias", "unfit-to-practise")


class Life:
    """What one process said before it was killed; ``written`` is what earlier ones had acknowledged."""

    def __init__(self, written: dict[str, str]) -> None:
        self.owner = 0
        self.written = written
        self.about = ""
        """The control that was used last."""
        self.pending: list[str] = []
        """The step and the words that were under way and are not acknowledged."""
        self.screens = 0
        self.screen: list[dict[str, Any]] | None = None
        """The last one the person saw."""

    def hear(self, line: dict[str, Any]) -> None:
        """Take in a line of the walker."""
        assert "failed" not in line, line["failed"]
        self.owner = line.get("owner", self.owner)
        if "about" in line:
            self.about, self.pending = line["about"], line["wrote"] or []
        if "shown" in line:
            self.screen = line["shown"]
            self.screens += 1
            if self.pending:
                step, text = self.pending
                self.written[step] = text
            self.pending = []


class Lane:
    """A walker, and the folders it walks in one after the other."""

    def __init__(self, walker: subprocess.Popen[bytes], folder: Path, errors: Path, desk: Desk) -> None:
        self._walker = walker
        self._folder = folder
        self._errors = errors
        self._desk = desk

    def run(self, seed: int, kills: int) -> int:
        """Kill so many times; returns how many screens were seen before."""
        starts = range(0, kills, _LIVES)
        return sum(self._on_a_fresh_folder(seed + start, min(_LIVES, kills - start)) for start in starts)

    def _on_a_fresh_folder(self, seed: int, kills: int) -> int:
        dice, folder = random.Random(seed), self._folder / str(seed)
        guide, last_screen, screens = dice.choice(_GUIDES), None, 0
        written: dict[str, str] = {}
        owner = 0
        for number in range(kills + 1):
            job = {"folder": str(folder), "guide": guide, "seed": seed + number, "life": number, "screen": last_screen}
            life = Life(written)
            try:
                self._live(job, life, dice, last=number == kills)
                assert not owner or life.owner in (0, owner), "simcord gave Noor another id"
                owner = owner or life.owner
                if owner and (kept := asyncio.run(self._kept(folder, owner))):
                    written = self._compare(kept, life)
                else:
                    assert not written, "the reflection is gone"
            except AssertionError as error:
                raise AssertionError(f"WAYSIDE_SEED={seed}, life {number}, {guide}: {error}") from error
            last_screen = life.screen or last_screen
            screens += life.screens
        return screens

    def _live(self, job: dict[str, Any], life: Life, dice: random.Random, *, last: bool) -> None:
        """Let a walker live until a random moment: while it starts, between two steps, or within one."""
        assert self._walker.stdin is not None
        self._walker.stdin.write(f"{json.dumps(job)}\n".encode())
        self._walker.stdin.flush()
        lines = self._lines()
        process = next(lines)["process"]
        early = not last and dice.random() < 0.15
        more = 20 if last else dice.randrange(1, 30)
        while not early and more and (line := next(lines, None)):
            life.hear(line)
            more -= 1
        time.sleep(dice.uniform(0, 1.2) if early else dice.uniform(0, 0.06))
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        for line in lines:
            life.hear(line)
        assert "[error" not in self._errors.read_text()

    def _lines(self) -> Iterator[dict[str, Any]]:
        assert self._walker.stdout is not None
        for line in self._walker.stdout:
            said = json.loads(line)
            if said.get("ended"):
                return
            yield said

    async def _kept(self, folder: Path, owner: int) -> Open | None:
        """What the real storage reads after the kill."""
        async with create_database(read_settings(WAYSIDE_DATA_DIR=folder)) as database:
            found = await Reflections(database).of_owner(owner)
        assert len(found) <= 1
        if not found:
            return None
        session = from_text(found[0].text, found[0].revision)
        return Open(found[0].id, owner, session, self._desk.knowledge.guides[session.guide], found[0].touched)

    def _compare(self, kept: Open, life: Life) -> dict[str, str]:
        """All that was acknowledged is kept, and at most one step that was not; returns the words that are kept."""
        session = kept.session
        words = _words(session)
        for step, text in life.written.items():
            allowed = {text, life.pending[1]} if life.pending and life.pending[0] == step else {text}
            assert words.get(step) in allowed, f"the answer to {step} is lost"
        seen = _seen(life.screen or [])
        if seen.turn is None:
            return words
        ahead = session.turn - seen.turn
        # A screen sent anew is drawn for the turn in which that is noted, and may be seen before.
        assert ahead in (0, 1) or (ahead == -1 and "/reflect/" in life.about), f"{ahead} steps ahead of the last screen"
        if ahead == 0:
            drawn = screen(self._desk, self._desk.locales["en"], kept, read_settings().retention_days)
            assert seen == _seen(drawn.to_components())
        return words


class Seen(NamedTuple):
    """A screen as a person sees it, and the turn it was drawn for."""

    turn: int | None
    controls: list[tuple[str, int | None]]
    texts: list[str]


def _seen(components: list[Any]) -> Seen:
    parts = list(walked(components))
    controls = [(each["custom_id"], each.get("style")) for each in parts if "custom_id" in each]
    actions = [action for custom_id, _ in controls if (action := decode(custom_id))]
    turns = [each.arguments[1] for each in actions if each.name.startswith("r-") and each.arguments[1:]]
    turn = next((int(each) for each in turns if each.isdecimal()), None)
    return Seen(turn, controls, [each["content"] for each in parts if each["type"] == 10])


def _words(session: Session) -> dict[str, str]:
    both = {**session.answers, **session.outline}
    return {id: answer.value for id, answer in both.items() if isinstance(answer.value, str)}


@contextmanager
def _walking(folder: Path, desk: Desk) -> Iterator[Lane]:
    errors = folder / "errors.txt"
    folder.mkdir()
    # One thread, so that the process can be forked.
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(_PROJECT)}
    command = (sys.executable, "-m", "tests.faults.walker")
    with (
        errors.open("wb") as log,
        subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log) as walker,
    ):
        try:
            yield Lane(walker, folder, errors, desk)
        finally:
            walker.kill()


def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_no_button_is_dead(tmp_path: Path, desk: Desk) -> None:
    shares = [_KILLS // _LANES + (lane < _KILLS % _LANES) for lane in range(_LANES)]
    with (
        ThreadPoolExecutor(_LANES) as pool,
        _walking(tmp_path / "a", desk) as one,
        _walking(tmp_path / "b", desk) as two,
    ):
        seeds = (_SEED, _SEED + 500_000)
        working = [pool.submit(lane.run, *each) for lane, *each in zip((one, two), seeds, shares, strict=True)]
        screens = [each.result() for each in working]
    # Not every life comes as far as a screen, but walks that go nowhere would prove nothing.
    assert sum(screens) >= _KILLS
