"""The benchmark runs, and the one figure that is a promise rather than a speed holds: nothing is kept per message."""

from tests.benchmarks.__main__ import measure, table


async def test_every_figure_is_there_and_memory_does_not_grow() -> None:
    figures = await measure(quick=True)
    rates = {name: row for name, row in figures.items() if "ratio" in row}
    assert len(rates) == 6
    assert all(row["ratio"] > 0 and row["cpu_us"] > 0 for row in rates.values())
    memory = figures["memory"]
    assert memory["after_mib"] - memory["before_mib"] < 2
    assert f"{memory['interactions']:,} interactions" in table(figures)
