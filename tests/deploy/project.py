"""The project as files, and the tools that check them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def tool(name: str, install: str) -> str:
    """The path of a program, from this environment or the machine.

    Without it the test is skipped; with ``WAYSIDE_REQUIRE_TOOLS=1``, as in CI, it fails.
    """
    beside = Path(sys.executable).parent
    found = shutil.which(name, path=f"{beside}{os.pathsep}{os.environ['PATH']}")
    return found or lacking(f"{name} is not here: {install}")


def lacking(reason: str) -> str:
    """End the test: skipped, or failed where tools are required."""
    if os.environ.get("WAYSIDE_REQUIRE_TOOLS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def run(
    *command: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, whatever it answers. ``env`` adds to this process's environment."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def said(done: subprocess.CompletedProcess[str]) -> str:
    """All that a program printed."""
    return done.stdout + done.stderr
