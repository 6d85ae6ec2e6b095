"""``python -m tests.benchmarks [--json] [--quick]``: print the table."""

import argparse
import asyncio
import gc
import json
import logging
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot.app import create_bot
from bot.settings import read_settings
from tests.benchmarks.loopback import Loopback
from tests.process.real_process import end, wayside
from tests.process.stand_in import stand_in

_IN_FLIGHT = 50


def empty_bot() -> discord.Client:
    """The yardstick: a client with one command that answers one word."""
    client = discord.Client(intents=discord.Intents(guilds=True), max_messages=None)
    tree = app_commands.CommandTree(client)

    @tree.command(description="The yardstick")
    async def empty(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("ok", ephemeral=True)

    return client


async def rate(at: Loopback, act: Callable[[], None], count: int) -> tuple[float, float]:
    """Interactions a second, and CPU microseconds each, for ``count`` of them, fifty in flight."""
    done = at.session.answered
    started, cpu = time.perf_counter(), time.process_time()
    for sent in range(0, count, _IN_FLIGHT):
        for _ in range(min(_IN_FLIGHT, count - sent)):
            act()
        await at.settle(done + min(sent + _IN_FLIGHT, count))
    elapsed, used = time.perf_counter() - started, time.process_time() - cpu
    return count / elapsed, used / count * 1e6


def memory_mib(process: int | str = "self") -> float:
    """Resident memory of a process, in MiB (Linux)."""
    gc.collect()
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


async def start_up(rounds: int = 3) -> dict[str, float]:
    """The real process: seconds from start to READY (the library then waits 2 s of its own), and MiB idle."""
    seconds: list[float] = []
    idle = 0.0
    with tempfile.TemporaryDirectory() as folder:
        async with stand_in() as discord_here:
            for _ in range(rounds):
                discord_here.connected.clear()
                started = time.perf_counter()
                async with wayside(discord_here.port, Path(folder), "run") as process:
                    await asyncio.wait_for(discord_here.connected.wait(), 30)
                    seconds.append(time.perf_counter() - started)
                    idle = memory_mib(process.pid)
                    process.terminate()
                    await end(process)
    return {"seconds": min(seconds), "idle_mib": idle}


async def measure(*, quick: bool) -> dict[str, Any]:
    """All figures. Each round stands beside one of the yardstick, on the same machine; the median round counts."""
    count, rounds = (500, 2) if quick else (4000, 5)
    growth = 2_000 if quick else 100_000
    with tempfile.TemporaryDirectory() as folder:
        bots = [create_bot(read_settings(WAYSIDE_DATA_DIR=folder)) for _ in range(2)]
        async with (
            bots[0].database,
            bots[1].database,
            Loopback(empty_bot()) as yardstick,
            Loopback(bots[0], unechoed=True) as ours,
            Loopback(bots[1]) as echoed,
        ):
            acts: dict[str, Callable[[], None]] = {
                "/clause icf 3.6": lambda: ours.slash("clause", code="icf", number="3.6"),
                "card button (a tab)": lambda: ours.press("w1/scenario/romantic-feelings/paths"),
                "card button (a clause)": lambda: ours.press("w1/clause/icf-2025:3.6/romantic-feelings"),
                "/scenario by title": lambda: ours.slash("scenario", situation="romantic-feelings"),
                "/clause, answer echoed": lambda: echoed.slash("clause", code="icf", number="3.6"),
                "/scenario in own words": lambda: ours.slash(
                    "scenario", situation="I think I'm falling for my client and I do not know what to do"
                ),
            }
            figures: dict[str, Any] = {}
            for name, act in acts.items():
                pairs = []
                for _ in range(rounds):
                    base = await rate(yardstick, lambda: yardstick.slash("empty"), count)
                    pairs.append((base, await rate(echoed if "echoed" in name else ours, act, count)))
                base, mine = sorted(pairs, key=lambda pair: pair[1][0] / pair[0][0])[len(pairs) // 2]
                figures[name] = {
                    "per_second": mine[0],
                    "cpu_us": mine[1],
                    "empty_per_second": base[0],
                    "empty_cpu_us": base[1],
                    "ratio": mine[0] / base[0],
                }
            before = memory_mib()
            await rate(ours, acts["/clause icf 3.6"], growth // 2)
            await rate(ours, acts["card button (a tab)"], growth // 2)
            after = memory_mib()
        figures["memory"] = {"before_mib": before, "after_mib": after, "interactions": growth}
    figures["start"] = await start_up()
    return figures


def table(figures: dict[str, Any]) -> str:
    """The figures for a person."""
    lines = [f"{'':26}{'a second':>10}{'CPU µs':>9}{'empty/s':>10}{'ratio':>8}"]
    for name, row in figures.items():
        if isinstance(row, dict) and "ratio" in row:
            lines.append(
                f"{name:26}{row['per_second']:10.0f}{row['cpu_us']:9.0f}{row['empty_per_second']:10.0f}{row['ratio']:8.2f}"
            )
    memory = figures["memory"]
    lines.append(f"memory: {memory['before_mib']:.1f} MiB before and {memory['after_mib']:.1f} MiB after")
    lines.append(f"        {memory['interactions']:,} interactions (this process)")
    lines.append(
        f"start:  {figures['start']['seconds']:.2f} s to READY; {figures['start']['idle_mib']:.0f} MiB idle (bot alone)"
    )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--quick", action="store_true", help="few rounds, to see that it runs")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)
    figures = asyncio.run(measure(quick=arguments.quick))
    sys.stdout.write((json.dumps(figures, indent=2) if arguments.json else table(figures)) + "\n")


if __name__ == "__main__":
    main()
