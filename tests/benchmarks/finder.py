"""``python -m tests.benchmarks.finder [--json]``: the finder on messages it has never seen, beside simpler ones.

Printed: accuracy by language and difficulty, verdicts, red flags, and the time and memory it takes.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from bot.finder.encode import Encoder
from bot.finder.find import Finder
from bot.finder.grams import index
from bot.finder.open import open_encoder, open_finder
from bot.finder.taught import NONE, Taught, load_taught
from bot.knowledge.load import default_folder, load
from bot.knowledge.model import Knowledge
from bot.knowledge.plain import words
from bot.settings import read_settings
from tests.finder.messages import Unseen, unseen

Ranking = list[str]
"""Labels, best first; ``NONE`` is one of them where a method can say so."""
Rank = Callable[[str], Ranking]

_WARMTH = 25.0
"""Of the softmax over the nearest messages."""


def by_titles(knowledge: Knowledge) -> Rank:
    """Fuzzy matching of the titles."""
    titles = {id: list(scenario.title.root.values()) for id, scenario in knowledge.scenarios.items()}

    def rank(text: str) -> Ranking:
        score = {id: max(fuzz.token_set_ratio(text, title) for title in each) for id, each in titles.items()}
        return sorted(score, key=lambda id: -score[id])

    return rank


def by_full_text(taught: Taught) -> Rank:
    """Stemmed full-text search over the messages (SQLite FTS5, porter), the best hits first."""
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE said USING fts5(text, label UNINDEXED, tokenize='porter unicode61')")
    table.executemany("INSERT INTO said VALUES (?, ?)", [(each.text, each.label) for each in _told(taught)])

    def rank(text: str) -> Ranking:
        query = " OR ".join(f'"{word}"' for word in words(text)) or '"-"'
        hits = table.execute("SELECT label FROM said WHERE said MATCH ? ORDER BY rank LIMIT 300", (query,))
        return list(dict.fromkeys([*(label for (label,) in hits), *taught.scenarios]))

    return rank


def by_nearest(taught: Taught, likenesses: Iterable[Callable[[str], Any]]) -> Rank:
    """Softmax over the nearest messages of each label; several likenesses are joined by their geometric mean."""
    labels = np.array([each.label for each in _told(taught)])
    names = [*taught.scenarios, NONE]
    members = [labels == name for name in names]
    likenesses = list(likenesses)

    def rank(text: str) -> Ranking:
        chances = np.ones(len(names))
        for likeness in likenesses:
            near = likeness(text)
            strength = np.array([np.sort(near[rows])[-8:].mean() for rows in members])
            powers = np.exp(_WARMTH * (strength - strength.max()))
            chances *= powers / powers.sum()
        return [names[i] for i in np.argsort(-chances)]

    return rank


def by_finder(finder: Finder) -> Rank:
    """Ours."""

    def rank(text: str) -> Ranking:
        found = finder.explain(text, nearest=0)
        scored = {**{each.id: each.score for each in found.finding.scenarios}, NONE: found.none}
        return sorted(scored, key=lambda label: -scored[label])

    return rank


def accuracy(rank: Rank, messages: list[Unseen]) -> dict[str, float]:
    """In scope: right first, right among three. Out of scope: none on top (where the method can say so)."""
    ranked = [(each.scenario, rank(each.text)) for each in messages]
    inside = [(wanted, [label for label in found if label != NONE]) for wanted, found in ranked if wanted]
    outside = [found for wanted, found in ranked if not wanted]
    made = {
        "first": sum(found[0] == wanted for wanted, found in inside) / len(inside),
        "three": sum(wanted in found[:3] for wanted, found in inside) / len(inside),
    }
    return made | ({"none": sum(found[0] == NONE for found in outside) / len(outside)} if outside else {})


def verdicts(finder: Finder, messages: list[Unseen]) -> dict[str, float]:
    """How often each verdict is given and right; see the issue's terms in the printed table."""
    found = [(each, finder.explain(each.text, nearest=0)) for each in messages]
    inside = [(each, one) for each, one in found if each.scenario]
    outside = [one for each, one in found if not each.scenario]
    sure = [(each, one) for each, one in found if one.finding.verdict == "match"]
    return {
        "match given, in scope": sum(one.finding.verdict == "match" for _, one in inside) / len(inside),
        "match right": sum(each.scenario == one.finding.scenarios[0].id for each, one in sure) / len(sure),
        "none, in scope": sum(one.finding.verdict == "none" for _, one in inside) / len(inside),
        "none or none on top, out of scope": sum(
            one.finding.verdict == "none" or one.none > one.finding.scenarios[0].score for one in outside
        )
        / len(outside),
        "choose or none, right one offered": sum(each.scenario in one.finding.choices for each, one in inside)
        / len(inside),
    }


def red_flags(finder: Finder, messages: list[Unseen]) -> dict[str, float]:
    """Recall by level, false alarms among what has none."""
    seen = [(each, finder.find(each.text).red_flag) for each in messages]
    shares = {
        "recall": [flag is not None for each, flag in seen if each.red_flag],
        "recall, now": [flag is not None for each, flag in seen if each.red_flag == "now"],
        "recall, law": [flag is not None for each, flag in seen if each.red_flag == "law"],
        "false alarms": [flag is not None for each, flag in seen if not each.red_flag],
        "false alarms, look-alikes": [
            flag is not None for each, flag in seen if not each.red_flag and each.part == "safety"
        ],
    }
    return {name: sum(flags) / len(flags) for name, flags in shares.items() if flags}


_TIMED = """
import asyncio, sys, time, json, resource
from pathlib import Path
started = time.perf_counter()
pages = lambda: int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
from bot.knowledge.load import default_folder, load
from tests.finder.messages import unseen
folder = default_folder(); knowledge = load(folder); before = pages(); opening = time.perf_counter()
from bot.finder.open import open_finder
finder = open_finder(folder, knowledge, Path(sys.argv[1])); finder.find("a first one")
opened = time.perf_counter() - opening
took = []
for message in unseen():
    at = time.perf_counter(); finder.find(message.text); took.append(time.perf_counter() - at)
took.sort()
async def gaps():
    # How long an event loop that finds beside itself, as the bot does, keeps anybody else waiting.
    waited, done = [], asyncio.Event()
    async def beat():
        while not done.is_set():
            at = time.perf_counter()
            await asyncio.sleep(0.001)
            waited.append(time.perf_counter() - at - 0.001)
    heart = asyncio.create_task(beat())
    for message in unseen():
        await asyncio.to_thread(finder.find, message.text)
    done.set()
    await heart
    return sorted(waited)
waited = asyncio.run(gaps())
print(json.dumps({
    "loop_waits_p99_ms": waited[len(waited) * 99 // 100] * 1e3,
    "loop_waits_most_ms": waited[-1] * 1e3,
    "open_seconds": opened,
    "p50_ms": took[len(took) // 2] * 1e3,
    "p99_ms": took[len(took) * 99 // 100] * 1e3,
    "added_mib": pages() - before, "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def timing(cache: Path) -> dict[str, float]:
    """A fresh process with one thread for multiplying, on the cache in ``cache``."""
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"} if any(cache.iterdir()) else {}
    done = subprocess.run(
        [sys.executable, "-c", _TIMED, str(cache)],
        env=os.environ | one_thread,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _told(taught: Taught) -> list[Any]:
    return [each for each in taught.messages if each.label is not None]


def _encoded(encoder: Encoder, taught: Taught) -> Callable[[str], Any]:
    meant = np.array([encoder.encode(each.text) for each in _told(taught)])
    return lambda text: meant @ encoder.encode(text)


def measure() -> dict[str, Any]:
    """All figures."""
    folder, cache = default_folder(), read_settings().cache_dir
    knowledge = load(folder)
    taught = load_taught(folder, knowledge)
    finder = open_finder(folder, knowledge, cache)
    encoder = open_encoder(cache)
    assert encoder is not None
    grams, meaning = index([each.text for each in _told(taught)]), _encoded(encoder, taught)

    def letters(text: str) -> Any:
        return grams.likeness(grams.spell(text))

    methods: dict[str, Rank] = {
        "titles, fuzzy": by_titles(knowledge),
        "full-text search": by_full_text(taught),
        "letters (TF-IDF), softmax": by_nearest(taught, [letters]),
        "encoder, softmax": by_nearest(taught, [meaning]),
        "geometric mean of both": by_nearest(taught, [letters, meaning]),
        "Wayside": by_finder(finder),
    }
    messages = unseen("finder")
    slices = {
        **{language: [each for each in messages if each.lang == language] for language in ("en", "fr", "de", "es")},
        **{level: [each for each in messages if each.difficulty == level] for level in ("easy", "medium", "hard")},
    }
    with tempfile.TemporaryDirectory() as empty:
        cold = timing(Path(empty))
        warm = timing(Path(empty))
    return {
        "messages": len(messages),
        "methods": {name: accuracy(rank, messages) for name, rank in methods.items()},
        "slices": {name: accuracy(methods["Wayside"], each) for name, each in slices.items()},
        "verdicts": verdicts(finder, messages),
        "red_flags": red_flags(finder, unseen()),
        "red_flags_by_language": {
            language: red_flags(finder, [each for each in unseen() if each.lang == language])
            for language in ("en", "fr", "de", "es")
        },
        "cold": cold,
        "warm": warm,
    }


def table(figures: dict[str, Any]) -> str:
    """The figures as a person reads them."""
    lines = [f"{figures['messages']} unseen messages{'':18}first  three  none when none"]
    for name, row in (*figures["methods"].items(), *figures["slices"].items()):
        lines.append(f"  {name:38}" + "  ".join(f"{row[key]:.3f}" for key in ("first", "three", "none") if key in row))
    for title in ("verdicts", "red_flags"):
        lines += ["", title.replace("_", " "), *(f"  {name:38}{value:.3f}" for name, value in figures[title].items())]
    for language, row in figures["red_flags_by_language"].items():
        lines.append(f"  {language}: recall {row['recall']:.3f}, false alarms {row['false alarms']:.3f}")
    for title in ("cold", "warm"):
        lines += ["", f"{title} start", *(f"  {name:38}{value:.2f}" for name, value in figures[title].items())]
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    made = measure()
    sys.stdout.write((json.dumps(made, indent=2) if parser.parse_args().json else table(made)) + "\n")
