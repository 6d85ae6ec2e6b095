"""deploy/README.md says what the code does: settings, exit codes, commands, and files that exist."""

import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import typer
from pydantic.fields import FieldInfo

from bot.cli import app
from bot.failures import Exit
from bot.settings import Settings
from tests.deploy.project import DEPLOY, ROOT

PAGE = (DEPLOY / "README.md").read_text(encoding="utf-8")
PAGES = {"deploy/README.md": PAGE}
if (ROOT / "README.md").exists():
    PAGES["README.md"] = (ROOT / "README.md").read_text(encoding="utf-8")

SETTINGS = {str(field.alias): field for field in Settings.model_fields.values()}


def table(*columns: str) -> list[list[str]]:
    """The rows under the page's table with these columns."""
    head = "| " + " | ".join(columns) + " |"
    assert PAGE.count(head) == 1
    rows = PAGE.split(head)[1].splitlines()[2:]
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[: rows.index("")]]
    assert all(len(row) == len(columns) for row in cells)
    return cells


def default(field: FieldInfo) -> str:
    """As the page shows it; the only one that is computed is the cache folder."""
    if field.default_factory:
        assert field.alias == "WAYSIDE_CACHE_DIR"
        return "the user's cache folder, such as `~/.cache/wayside`"
    return "none" if field.default is None else f"`{field.default}`"


def test_the_page_lists_every_setting_with_its_default_in_the_order_of_the_code() -> None:
    rows = table("name", "default", "meaning")
    expected = [(f"`{name}`", default(field)) for name, field in SETTINGS.items()]
    assert [(name, shown) for name, shown, _ in rows] == expected


def test_the_page_names_every_value_that_a_setting_can_take() -> None:
    meanings = {name.strip("`"): meaning for name, _, meaning in table("name", "default", "meaning")}
    for name, field in SETTINGS.items():
        if get_origin(field.annotation) is Literal:
            assert {*re.findall(r"`([^`]+)`", meanings[name])} == {*get_args(field.annotation)}, name


def test_every_setting_that_the_page_uses_exists() -> None:
    used = set(re.findall(r"\b(?:WAYSIDE|DISCORD)_[A-Z_]+\b", PAGE))
    assert used - {f"{name}_FILE" for name in SETTINGS} == set(SETTINGS)


def test_the_page_lists_every_exit_code() -> None:
    rows = table("code", "name", "meaning")
    expected = [("0", "success"), *((str(int(code)), code.name.lower()) for code in Exit)]
    assert [(code, name) for code, name, _ in rows] == expected


def commands(group: Any, *path: str) -> dict[str, Any]:
    """Every command by its full name, such as ``knowledge check``."""
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        found |= {" ".join((*path, name)): command} if inner is None else commands(command, *path, name)
    return found


KNOWN = commands(typer.main.get_command(app))


def mentions(text: str) -> list[tuple[str, set[str]]]:
    """What is written in code after ``wayside``: a command's words and its long options."""
    text = text.replace("\\\n", " ")
    code = re.findall(r"```(?:sh)?\n(.*?)```", text, re.DOTALL)
    code += re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    program = re.compile(r"(?:^|[\s/]|python -m bot)wayside((?: [a-z-]+)+)(.*)")
    lines = [line.split(" #")[0].split(" && ") for piece in code for line in piece.splitlines()]
    found: list[tuple[str, set[str]]] = []
    for part in (part for line in lines for part in line):
        # The words that systemctl and journalctl take after the unit's name are theirs.
        if (match := program.search(part)) and not re.search(r"\b(systemctl|journalctl)\b", part):
            words = match[1].split()
            options = {word for word in (*words, *match[2].split()) if word.startswith("--")}
            found.append((" ".join(word for word in words if not word.startswith("-")), options))
    return found


def test_every_command_in_the_pages_exists_with_its_options() -> None:
    seen = 0
    for page, text in PAGES.items():
        for words, options in mentions(text):
            matching = [name for name in KNOWN if f"{words} ".startswith(f"{name} ")]
            assert matching, f"{page}: wayside {words}"
            takes = {option for param in KNOWN[matching[0]].params for option in (*param.opts, *param.secondary_opts)}
            assert options <= takes, f"{page}: wayside {words} {options}"
            seen += 1
    assert seen > 5


def test_every_command_is_in_one_of_the_pages() -> None:
    mentioned = {words for text in PAGES.values() for words, _ in mentions(text)}
    missing = [name for name in KNOWN if not any(f"{words} ".startswith(f"{name} ") for words in mentioned)]
    assert missing == []


def test_the_reader_of_pages_sees_commands_as_they_are_written() -> None:
    text = '`wayside run` `sudo systemctl stop wayside` `--rm wayside commands sync`, and `wayside find "a b" --json`\n'
    text += (
        "```sh\nsudo env A=b \\\n    /opt/venv/bin/wayside knowledge check --strict\n.venv/bin/x && y/wayside demo\n```"
    )
    assert mentions(text) == [
        ("knowledge check", {"--strict"}),
        ("demo", set()),
        ("run", set()),
        ("commands sync", set()),
        ("find", {"--json"}),
    ]


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_links_to_or_uses_exists(page: str) -> None:
    here = (ROOT / page).parent
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", PAGES[page])
    assert [link for link in links if not (here / link).exists()] == []
    own = {Path(line) for line in (DEPLOY / ".gitignore").read_text().splitlines() if line.startswith("/")}
    used = {Path(path) for path in re.findall(r"\bdeploy/[\w./-]+\w", PAGES[page])}
    assert [path for path in used if not (ROOT / path).exists() and Path("/", path.name) not in own] == []
