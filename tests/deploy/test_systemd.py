"""The systemd unit, as systemd itself reads it."""

import configparser
import shutil
from pathlib import Path

import pytest

from bot.failures import Exit
from tests.deploy.project import DEPLOY, run, said, tool

UNIT = DEPLOY / "systemd" / "wayside.service"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The root folder of a machine with the unit, what it waits for, and a program where the page installs it."""
    units = tmp_path / "etc/systemd/system"
    units.mkdir(parents=True)
    shutil.copy(UNIT, units)
    for name in ("basic", "multi-user", "network-online", "shutdown", "sysinit"):
        (units / f"{name}.target").write_text("[Unit]\n")
    program = tmp_path / "opt/wayside/venv/bin/wayside"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return tmp_path


def verify(machine: Path) -> str:
    """Everything that systemd has to say about the unit there; nothing when it is content."""
    program = tool("systemd-analyze", "apt-get install systemd")
    done = run(program, "verify", "--man=no", f"--root={machine}", "wayside.service")
    return said(done) or ("" if done.returncode == 0 else f"exit {done.returncode}")


def test_systemd_has_nothing_to_say_about_the_unit(machine: Path) -> None:
    assert verify(machine) == ""


def test_systemd_would_complain_about_a_misspelt_line(machine: Path) -> None:
    unit = machine / "etc/systemd/system/wayside.service"
    unit.write_text(UNIT.read_text().replace("TimeoutStopSec=", "TimeoutStopSecs="))
    assert "TimeoutStopSecs" in verify(machine)


def test_systemd_would_complain_if_the_program_were_elsewhere(machine: Path) -> None:
    (machine / "opt/wayside/venv/bin/wayside").unlink()
    assert "/opt/wayside/venv/bin/wayside" in verify(machine)


def service() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return parser["Service"]


def test_systemd_starts_the_bot_again_unless_a_person_has_to_mend_something() -> None:
    mendable = {code for code in Exit if code is not Exit.FAULT}
    assert {int(code) for code in service()["RestartPreventExitStatus"].split()} == mendable
    assert service()["Restart"] == "on-failure"


def test_systemd_waits_longer_for_the_end_than_the_bot_takes() -> None:
    from bot.surface import client

    assert client._FINISH_SECONDS < int(service()["TimeoutStopSec"]) <= 30


def test_the_page_puts_everything_where_the_unit_looks_for_it() -> None:
    page = (DEPLOY / "README.md").read_text(encoding="utf-8")
    program, token = service()["ExecStart"].split()[0], service()["LoadCredential"].split(":")[1]
    assert f"python3 -m venv {Path(program).parents[1]}\n" in page
    assert f"/dev/stdin {token}\n" in page
    assert f"WAYSIDE_DATA_DIR=/var/lib/{service()['StateDirectory']} " in page
