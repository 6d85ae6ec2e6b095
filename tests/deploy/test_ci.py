"""CI would notice: a wall that is crossed, a language that is missing, a browser test that is skipped."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from bot.failures import Exit
from tests.deploy.project import ROOT, run, said, tool


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A throw-away copy of what the checks read."""
    leave = shutil.ignore_patterns("__pycache__", ".schema")
    for folder in ("bot", "knowledge"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def walls(copy: Path) -> tuple[int, str]:
    program = tool("lint-imports", "pip install import-linter")
    done = run(program, "--no-cache", cwd=copy, env={"PYTHONPATH": str(copy)})
    return done.returncode, said(done)


def add(line: str, file: Path) -> None:
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")


def test_the_walls_stand(copy: Path) -> None:
    code, words = walls(copy)
    assert code == 0, words


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("bot/knowledge/model.py", "import discord"),
        ("bot/finder/find.py", "import sqlalchemy"),
        ("bot/surface/cards.py", "import bot.app"),
        ("bot/surface/views/clause.py", "import bot.surface.commands.clause"),
    ],
)
def test_a_crossed_wall_is_seen(copy: Path, file: str, line: str) -> None:
    add(line, copy / file)
    code, words = walls(copy)
    assert code == 1, words
    assert "BROKEN" in words


def knowledge_check(copy: Path) -> tuple[int, str]:
    folder = {"WAYSIDE_KNOWLEDGE_DIR": str(copy / "knowledge")}
    done = run(sys.executable, "-m", "bot", "knowledge", "check", "--strict", cwd=copy, env=folder)
    return done.returncode, said(done)


def test_the_knowledge_is_sound(copy: Path) -> None:
    assert knowledge_check(copy) == (0, "")


def test_a_missing_language_is_seen_by_file_line_and_key(copy: Path) -> None:
    file = copy / "knowledge/scenarios/bias.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    french = next(n for n, line in enumerate(lines) if line.lstrip().startswith("fr:"))
    file.write_text("".join(lines[:french] + lines[french + 1 :]), encoding="utf-8")
    code, words = knowledge_check(copy)
    assert code == Exit.KNOWLEDGE, words
    assert "scenarios/bias.yaml:" in words


def test_a_browser_test_without_a_browser_fails_where_one_is_required() -> None:
    test = "tests/demo/test_page.py::test_a_visitor_comes_in_as_noor_and_reads_the_channel"
    nowhere = {"WAYSIDE_CHROMIUM": os.devnull, "WAYSIDE_REQUIRE_BROWSER": "1"}
    done = run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test, env=nowhere)
    assert done.returncode == 1, said(done)
    assert "is not here" in said(done)
