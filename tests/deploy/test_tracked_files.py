"""Nothing in the repository names a package registry's host, or a path of the machine it was written on."""

import re
from pathlib import Path

import pytest

from tests.deploy.project import ROOT, lacking, run, tool

# Put together here, so that this file does not hold what it looks for.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "crates" + ".io",
    "docker" + ".io",
    "ghcr" + ".io",
    "quay" + ".io",
    "golang" + ".org",
    "deb." + "debian.org",
    "security." + "debian.org",
    "archive.ubuntu" + ".com",
]
FOLDERS = [
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/ho" + "me/",
    "/Us" + "ers/",
    "/tm" + "p/wv",
    "/opt/py" + "pi",
    "/opt/wh" + "eels",
]
FORBIDDEN = re.compile("|".join([*map(re.escape, HOSTS), *(rf"(?<![\w.]){re.escape(path)}" for path in FOLDERS)]))


def wrong(text: str) -> list[str]:
    """``line: what`` for each host or path in the text."""
    return [f"{n}: {found[0]}" for n, line in enumerate(text.splitlines(), 1) if (found := FORBIDDEN.search(line))]


def tracked() -> list[Path]:
    """The files that are, or are about to be, in the repository."""
    if not (ROOT / ".git").exists():
        lacking("not a git checkout")
    listed = run(tool("git", "apt-get install git"), "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    assert listed.returncode == 0, listed.stderr
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_file_names_a_registry_s_host_or_a_folder_of_a_machine() -> None:
    files = tracked()
    assert len(files) > 50
    faults: list[str] = []
    for path in files:
        text = path.read_bytes().decode("utf-8", errors="ignore")
        faults += [f"{path.relative_to(ROOT)}:{fault}" for fault in wrong(text)]
    assert faults == []


@pytest.mark.parametrize(
    "text", [f"index-url = https://{HOSTS[0]}/simple", f"see {FOLDERS[0]}main", f'"{FOLDERS[1]}.x"']
)
def test_one_that_did_would_be_seen(text: str) -> None:
    assert len(wrong(f"a line\n{text}\n")) == 1


def test_an_address_that_only_looks_like_one_is_let_be() -> None:
    assert wrong("https://example.com/home/page and https://discord.com/developers and ../a/path/in/progress") == []
