"""SIGKILL at random moments: no acknowledged answer is lost, and no button is dead afterwards.

``WAYSIDE_KILLS`` says how many. A failure prints the seed of its folder; ``WAYSIDE_SEED`` starts from it again.
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
from typing import Any

import pytest

from bot.app import create_database
from bot.reflection.keeping import from_text
from bot.reflection.session import Session
from bot.settings import read_settings
from bot.storage.reflections import Reflections

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed here")

_PROJECT = Path(__file__).parents[2]
_KILLS = int(os.environ.get("WAYSIDE_KILLS", "30"))
_SEED = int(os.environ.get("WAYSIDE_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
_LANES = 2
_LIVES = 10
"""Kills on one data folder, before the next begins with an empty one."""
_GUIDES = ("client-ends", "no-value-or-referral", "bias", "unfit-to-practise")


class Life:
    """What one process said before it was killed."""

    def __init__(self) -> None:
        self.owner = 0
        self.done: dict[str, Any] | None = None
        """The last acknowledged step."""
        self.written: dict[str, str] = {}
        """Every acknowledged written answer."""
        self.pending: list[str] = []
        """The step and the words that were under way."""
        self.steps = 0

    def hear(self, line: dict[str, Any]) -> None:
        """Take in a line of the walker."""
        self.owner = line.get("owner", self.owner)
        if "failed" in line:
            raise AssertionError(line["failed"])
        if "about" in line:
            self.pending = line["wrote"] or []
        if "done" in line:
            self.done, self.pending, self.steps = line, [], self.steps + 1
            if line["wrote"]:
                self.written.update([line["wrote"]])


class Lane:
    """A walker, and the folders it walks in one after the other."""

    def __init__(self, walker: subprocess.Popen[bytes], folder: Path, errors: Path) -> None:
        self._walker = walker
        self._folder = folder
        self._errors = errors

    def run(self, seed: int, kills: int) -> int:
        """Kill so many times; returns how many steps were acknowledged before."""
        steps = 0
        for start in range(0, kills, _LIVES):
            steps += self._on_a_fresh_folder(seed + start, min(_LIVES, kills - start))
        return steps

    def _on_a_fresh_folder(self, seed: int, kills: int) -> int:
        dice = random.Random(seed)
        folder, guide, screen = self._folder / str(seed), dice.choice(_GUIDES), None
        owners: set[int] = set()
        kept: Session | None = None
        steps = 0
        for number in range(kills + 1):
            job = {"folder": str(folder), "guide": guide, "seed": seed + number, "life": number, "screen": screen}
            life = Life()
            if kept:  # what an earlier life left is acknowledged
                life.written = _words(kept)
            try:
                self._live(job, life, dice, last=number == kills)
                kept = asyncio.run(_kept(folder, life.owner)) if life.owner else kept
                _compare(kept, life)
            except AssertionError as error:
                raise AssertionError(f"WAYSIDE_SEED={seed}, life {number}, {guide}: {error}") from error
            owners |= {life.owner} - {0}
            assert len(owners) <= 1
            screen = life.done["screen"] if life.done else screen
            steps += life.steps
        return steps

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


@contextmanager
def _walking(folder: Path) -> Iterator[Lane]:
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
            yield Lane(walker, folder, errors)
        finally:
            walker.kill()


async def _kept(folder: Path, owner: int) -> Session | None:
    """What the real storage reads after the kill."""
    async with create_database(read_settings(WAYSIDE_DATA_DIR=folder)) as database:
        found = await Reflections(database).of_owner(owner)
    assert len(found) <= 1
    return from_text(found[0].text, found[0].revision) if found else None


def _compare(kept: Session | None, life: Life) -> None:
    """Everything acknowledged is there, and at most one step that was not."""
    if life.done is None:
        return
    assert kept is not None, "the reflection is gone"
    words = _words(kept)
    for step, text in life.written.items():
        allowed = {text, life.pending[1]} if life.pending and life.pending[0] == step else {text}
        assert words.get(step) in allowed, f"the answer to {step} is lost"
    ahead = kept.turn - life.done["turn"]
    assert ahead in (0, 1), f"{ahead} steps ahead of the last screen"
    answers = {id: _plain(answer.value) for id, answer in (kept.answers | kept.outline).items()}
    before = life.done["answers"]
    changed = [id for id in answers.keys() | before.keys() if answers.get(id) != before.get(id)]
    assert len(changed) <= ahead, f"changed without being acknowledged: {changed}"
    if not ahead:
        assert kept.place == life.done["place"]


def _words(session: Session) -> dict[str, str]:
    both = session.answers | session.outline
    return {id: answer.value for id, answer in both.items() if isinstance(answer.value, str)}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_no_button_is_dead(tmp_path: Path) -> None:
    shares = [_KILLS // _LANES + (lane < _KILLS % _LANES) for lane in range(_LANES)]
    with ThreadPoolExecutor(_LANES) as pool, _walking(tmp_path / "a") as one, _walking(tmp_path / "b") as two:
        seeds = (_SEED, _SEED + 500_000)
        working = [pool.submit(lane.run, *each) for lane, *each in zip((one, two), seeds, shares, strict=True)]
        steps = [each.result() for each in working]
    # Not every life comes as far as a step, but a walk that goes nowhere would prove nothing.
    assert sum(steps) >= _KILLS
