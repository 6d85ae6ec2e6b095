"""``wayside`` as an operator calls it: a process of its own, with an environment of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def wayside(*arguments: str | Path, cwd: Path = ROOT, **settings: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``wayside <arguments>`` in ``cwd`` with these settings and no other; returns its exit code and output."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("WAYSIDE_", "DISCORD_"))}
    # The finder is learned once for all tests.
    cache = {"WAYSIDE_CACHE_DIR": os.environ["WAYSIDE_CACHE_DIR"]} if "WAYSIDE_CACHE_DIR" in os.environ else {}
    given = cache | {name: str(value) for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=cwd,
        env={**ours, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **given},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
