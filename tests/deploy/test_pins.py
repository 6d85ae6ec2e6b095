"""The pins: everything that pyproject.toml asks for has one version, and it is the same in both files."""

import re
import tomllib
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.deploy.project import DEPLOY, ROOT

Pins = dict[str, Requirement]


def pins(name: str) -> Pins:
    text = (DEPLOY / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split(" --hash")[0] for line in text.splitlines() if line and not line.startswith("#")]
    found = [Requirement(line) for line in lines]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def version(pin: Requirement) -> str:
    [specifier] = pin.specifier
    assert specifier.operator == "=="
    return specifier.version


def asked_for() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for: under "" what the bot needs, under an extra's name what that one adds."""
    project: Any = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = {"": project["dependencies"], **project["optional-dependencies"]}
    return {name: [Requirement(line) for line in lines] for name, lines in lists.items()}


def unmet(requirements: list[Requirement], by: Pins) -> list[str]:
    """The requirements without a pin, or with one they do not allow."""
    names = [(canonicalize_name(requirement.name), requirement) for requirement in requirements]
    return [
        str(requirement)
        for name, requirement in names
        if name not in by or not requirement.specifier.contains(version(by[name]))
    ]


def test_everything_that_any_extra_asks_for_is_pinned_to_a_version_it_allows() -> None:
    lists = asked_for()
    assert {"", "demo", "test"} <= set(lists)
    assert unmet([requirement for each in lists.values() for requirement in each], pins("constraints.txt")) == []


def test_everything_that_the_bot_needs_is_pinned_for_the_image() -> None:
    assert unmet(asked_for()[""], pins("requirements.txt")) == []


def test_a_pin_that_is_missing_or_too_old_would_be_seen() -> None:
    by = {"pyyaml": Requirement("PyYAML==6.0.1")}
    assert unmet([Requirement("PyYAML>=6.0.2"), Requirement("typer"), Requirement("pyyaml")], by) == [
        "PyYAML>=6.0.2",
        "typer",
    ]


def test_both_files_agree() -> None:
    image, everything = pins("requirements.txt"), pins("constraints.txt")
    assert {name: str(pin) for name, pin in image.items()}.items() <= {n: str(p) for n, p in everything.items()}.items()


def test_every_pin_of_the_image_has_hashes_and_nothing_else_does() -> None:
    text = (DEPLOY / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines()[1:]:
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+", line), line[:80]
    assert "--hash" not in (DEPLOY / "constraints.txt").read_text(encoding="utf-8")


def test_the_image_is_spared_the_demo_and_the_tests() -> None:
    assert not {"simcord", "pytest", "playwright"} & set(pins("requirements.txt"))
