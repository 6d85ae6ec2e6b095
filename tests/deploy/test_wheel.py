"""The wheel carries what the bot knows and says, and works from any folder."""

import json
import sys
import zipfile
from pathlib import Path

import pytest

from tests.deploy.project import ROOT, run, said

PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", folder, ROOT)
    assert done.returncode == 0, said(done)
    [built] = folder.glob("wayside-*.whl")
    return built


def files(folder: str, *suffixes: str) -> set[str]:
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.suffix in suffixes}
    assert found
    return {path for path in found if "/." not in path}


def test_it_carries_all_knowledge_all_words_all_code_and_the_demo_s_page(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    knowledge = {f"bot/knowledge/data{path.removeprefix('knowledge')}" for path in files("knowledge", ".yaml")}
    assert knowledge - inside == set()
    assert files("bot", ".py", ".ftl", ".typ", ".html", ".css", ".js", ".svg") - inside == set()


def test_it_carries_no_picture_no_test_and_no_secret(wheel: Path) -> None:
    inside = [Path(name) for name in zipfile.ZipFile(wheel).namelist()]
    assert {path.parts[0].split("-")[0] for path in inside} == {"bot", "wayside"}
    assert [path for path in inside if path.suffix in PICTURES or path.suffix in {".key", ".db", ".env"}] == []


def test_it_finds_a_situation_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    there = {"PYTHONPATH": str(tmp_path / "installed")}
    where = run(sys.executable, "-c", "import bot; print(bot.__file__)", cwd=Path("/"), env=there)
    assert where.stdout.startswith(str(tmp_path)), "the installed bot is asked, not the one of this folder"
    words = "I think I'm falling for my client"
    done = run(sys.executable, "-m", "bot", "find", words, "--json", cwd=Path("/"), env=there)
    assert done.returncode == 0, said(done)
    assert json.loads(done.stdout)["scenarios"][0]["id"] == "romantic-feelings"
