"""README.md and deploy/README.md name the bot's commands and permissions as the code has them."""

import re

import pytest
from discord import Permissions

from bot.surface.desk import Desk
from bot.surface.posting.reach import ALL_NEEDED
from tests.deploy.project import DEPLOY, ROOT
from tests.surface.test_commands import COMMANDS, FOR_MODERATORS


def test_the_front_page_lists_every_command_with_whom_it_is_for() -> None:
    page = ROOT / "README.md"
    if not page.exists():
        pytest.skip("the wheel's tests come without the front page")
    rows = re.findall(r"^\| (?:`/([a-z]+)`|\"(.+)\") \| (everyone|moderators) \| .+ \|$", page.read_text("utf-8"), re.M)
    names = {name or menu: who for name, menu, who in rows}
    roots = {name.split()[0] for name in COMMANDS}
    assert set(names) == {*roots, "Which clauses apply?"}
    assert {name for name, who in names.items() if who == "moderators"} == FOR_MODERATORS
    assert len(rows) == len(names)


def test_the_operator_s_page_names_every_permission_that_posts_need(desk: Desk) -> None:
    words, page = desk.locales["en"], " ".join((DEPLOY / "README.md").read_text(encoding="utf-8").split())
    (asked,) = re.findall(r"with the permissions (.+?); for the user install", page)
    ids = {f"permission-{name.replace('_', '-')}" for name in ALL_NEEDED.VALID_FLAGS if getattr(ALL_NEEDED, name)}
    needed = {words(id) for id in ids & set(words.ids)}
    assert len(needed) == ALL_NEEDED.value.bit_count()
    # Discord says "View Channel" of one channel, as the bot does, and "View Channels" of a server.
    assert {*re.findall(r"\*\*(.+?)\*\*", asked.replace("View Channels", "View Channel"))} == needed


def test_the_bot_has_a_name_for_every_permission_that_posts_need(desk: Desk) -> None:
    flags = {name for name in ALL_NEEDED.VALID_FLAGS if getattr(ALL_NEEDED, name)}
    for words in desk.locales:
        named = {id.removeprefix("permission-").replace("-", "_") for id in words.ids if id.startswith("permission-")}
        assert named <= flags
        assert Permissions(**dict.fromkeys(named, True)) == ALL_NEEDED
