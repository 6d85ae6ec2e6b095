"""The review of all cards, which editors run as ``wayside knowledge check``: every card, in every language, once."""

import ast
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import bot
from bot.app import create_desk
from bot.community.cases import HAPPENED, HOPED, REASON
from bot.community.community import Community
from bot.community.draft import INTRODUCTION, Draft
from bot.reflection.service import Open
from bot.settings import read_settings
from bot.storage.inventory import INVENTORY
from bot.surface.cards import Card
from bot.surface.checks.every_card import every_card
from bot.surface.checks.misfits import misfits
from bot.surface.checks.reflection import full_session
from bot.surface.desk import Desk
from bot.surface.views.about import erase_card, erased_card, exported_card
from bot.surface.views.case_windows import Texts, case_window, decline_window, edit_window
from bot.surface.views.meetups import calendar_card
from bot.surface.views.post_preview import introduction_window, over_card
from bot.surface.views.posted import poll
from bot.surface.views.reflection_close import ended_card, file_card, not_saved_card
from bot.surface.views.reflection_list import chat_card, closed_card, opened_card, reflections_card
from bot.surface.views.reflection_modals import note_window, outline_window
from bot.surface.views.scenarios import OwnWords
from bot.surface.views.settings import WRITTEN, setting_window
from bot.surface.words import Words
from tests.knowledge.editor import Folder
from tests.surface.rendered import BUTTON, faults, of_type, text_of

LANGUAGES = ("en", "fr")
ID = "x" * 16
URL = "https://discord.com/channels/1/2/3"
SURFACE = Path(bot.__file__).parent / "surface"


def test_every_card_of_our_own_is_within_the_limits(desk: Desk) -> None:
    found: dict[str, list[str]] = {}
    names: list[str] = []
    for name, make, *_ in every_card(desk):
        names.append(name)
        if wrong := faults(make()):
            found[name] = wrong
    assert found == {}
    assert len(names) == len(set(names))
    assert misfits(desk) == []


def test_the_review_walks_every_clause_and_situation_in_each_language(desk: Desk) -> None:
    names = {card.name for card in every_card(desk)}
    for language in LANGUAGES:
        assert {f"{language} clause {ref}" for ref in desk.knowledge.clauses} <= names
        for id in desk.knowledge.scenarios:
            assert {f"{language} scenario {id} {tab}" for tab in ("codes", "view", "ask", "paths")} <= names
            assert f"{language} comparison {id}" in names
        assert {f"{language} {name}" for name in ("help", "privacy", "sources", "scenarios")} <= names


def test_it_walks_every_post_in_each_language_and_in_both(desk: Desk) -> None:
    names = {card.name for card in every_card(desk)}
    posts = [f"clause-{ref.replace(':', '-')}" for ref in desk.knowledge.clauses] + ["meetups"]
    for id, scenario in desk.knowledge.scenarios.items():
        posts += [f"scenario-{id}", f"comparison-{id}"]
        posts += [f"question-{id}-{n + 1}" for n in range(len(scenario.questions))]
    for languages in ("en en", "en en+fr", "fr fr", "fr fr+en"):
        reader, written = languages.split()
        for post in posts:
            assert {f"{reader} {kind}post {post} {written}" for kind in ("", "thread ")} <= names
    narrow = "post comparison-bias fr+en with icf-2020, gcoe-2021"
    assert f"fr {narrow}" in names, "a server that shows one edition of each code posts longer cards"


def test_it_makes_cards_at_their_longest(desk: Desk) -> None:
    made = {card.name: card.make() for card in every_card(desk) if "with" not in card.name}
    texts = {name: text_of(card) for name, card in made.items()}
    assert texts["en post comparison-bias en+fr"].count("@\u200bhere") == INTRODUCTION // len("@here")
    assert texts["fr all series, resting: nothing"].count("Comodoro Rivadavia") == 20
    assert texts["fr post meetups fr+en"].count("https://discord.com/events/") == 5
    assert len(texts["en posted case"]) > HAPPENED + HOPED
    assert "https://example.org/xxx" in texts["en settings decided"]
    labels = {each.get("label") for each in of_type(made["en scenario bias codes"], BUTTON)}
    assert "Post in this channel" in labels, "moderators have one button more"
    for holding in INVENTORY:
        assert desk.locales["fr"](f"privacy-kept-{holding.holds}") in texts["fr privacy"]


# What the review need not make, for nothing of the knowledge is in it


def small_cards(desk: Desk, words: Words) -> dict[str, Callable[[], Card]]:
    """The other cards at their longest, by name."""
    guide = next(iter(desk.knowledge.guides.values()))
    opened = Open(ID, 1, full_session(desk, guide), guide, datetime(2030, 12, 1, tzinfo=UTC))
    endings = ("file-given", "discarded", "gone", "gone-idle", "unopenable", "notice-later")
    each_guide = enumerate(desk.knowledge.guides.values())
    full = [opened._replace(id=f"{n}", guide=each, session=full_session(desk, each)) for n, each in each_guide]
    return {
        "exported": lambda: exported_card(words, "wayside-data.json"),
        "erase": lambda: erase_card(words),
        "erased": lambda: erased_card(words, 1),
        "nothing erased": lambda: erased_card(words, 0),
        "calendar": lambda: calendar_card(words, "meetups.ics"),
        "cancelled": lambda: over_card(words, "post-cancelled"),
        "expired": lambda: over_card(words, "post-expired"),
        "perhaps": lambda: over_card(words, "post-perhaps", channel=f"<#{2**63}>"),
        "reflections": lambda: reflections_card(desk, words, full),
        "no reflections": lambda: reflections_card(desk, words, []),
        "opened": lambda: opened_card(words, URL),
        "closed": lambda: closed_card(words, guide.id),
        "typed": lambda: chat_card(words, opened, any_open=True),
        "typed beside another": lambda: chat_card(words, None, any_open=True),
        "typed beside none": lambda: chat_card(words, None, any_open=False),
        "not saved": lambda: not_saved_card(words, ID, "outline"),
        "files": lambda: file_card(words, "file-ready", dict.fromkeys(("a.pdf", "a.md", "a.ics"), b"")),
        "worksheet": lambda: file_card(words, "worksheet-ready", {"a.pdf": b""}),
        **{ending: lambda e=ending: ended_card(words, e, days="90") for ending in endings},
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_small_cards_are_within_the_limits(desk: Desk, language: str) -> None:
    made = {name: faults(make()) for name, make in small_cards(desk, desk.locales[language]).items()}
    assert {name: wrong for name, wrong in made.items() if wrong} == {}


def test_no_maker_of_cards_is_forgotten() -> None:
    called: set[str] = set()
    for path in (*(SURFACE / "checks").glob("*.py"), Path(__file__)):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        views = {
            name.name: f"{str(node.module).rpartition('.')[2]}.{name.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("bot.surface.views.")
            for name in node.names
        }
        named = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        called |= {views[name] for name in named & set(views)}
    made = makers_of("Card")
    assert len(made) > 40
    # What a stranger typed stands on the first: see test_safe.py. The other is one of the screens.
    assert made - called == {"clause.nearby_card", "reflection_close.close_screen"}


def makers_of(what: str) -> set[str]:
    """``view.function`` for every function of the views that returns such a thing."""
    return {
        f"{path.stem}.{node.name}"
        for path in (SURFACE / "views").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Name) and node.returns.id == what
        if not node.name.startswith("_")
    }


# Windows


def windows(desk: Desk, words: Words) -> dict[str, Any]:
    """Every window as Discord gets it, with as much in it as it can hold."""
    made: dict[str, Any] = {
        "own words": OwnWords(words),
        "introduction": introduction_window(words, Draft("", 1, ("en",), "i" * INTRODUCTION), ID),
        "a case": case_window(words, ID, Texts("h" * HAPPENED * 2, "h" * HOPED * 2)),
        "a case again": case_window(words, ID, Texts("h", "h"), anew=False),
        "editing a case": edit_window(words, ID, 9, Texts("h" * HAPPENED, "h" * HOPED)),
        "declining a case": decline_window(words, ID, "9", "r" * REASON * 2),
    }
    decided = Community(
        zone="America/Argentina/ComodRivadavia", registration_url="https://example.org/".ljust(400, "x")
    )
    for name in WRITTEN:
        made[name] = setting_window(words, decided, name)
    for guide in desk.knowledge.guides.values():
        session = full_session(desk, guide)
        made[f"{guide.id} outline"] = outline_window(words, guide, ID, session)
        for step in guide.steps:
            if step.kind == "note":
                made[f"{guide.id} {step.id}"] = note_window(words, guide, ID, step, "w" * 5000, 9)
    return {name: window.to_dict() for name, window in made.items()}


def window_faults(window: dict[str, Any]) -> list[str]:
    """Whatever Discord would refuse of a window, and what we had to cut so that it takes it."""
    found = ["title"] * (not 1 <= len(window["title"]) <= 45) + ["id"] * (not 1 <= len(window["custom_id"]) <= 100)
    found += ["components"] * (not 1 <= len(window["components"]) <= 5)
    asked = [each for each in window["components"] if each["type"] == 18]
    fields = [each["component"] for each in asked]
    found += ["no field"] * (not fields) + ["field twice"] * (len({each["custom_id"] for each in fields}) < len(fields))
    for label, field in zip(asked, fields, strict=True):
        found += [f"label {label}"] * (not 1 <= len(label["label"]) <= 45 or "…" in label["label"])
        hint = label.get("description") or ""
        found += [f"hint {hint}"] * (len(hint) > 100 or "…" in hint)
        found += [f"field {field}"] * (not 1 <= field["max_length"] <= 4000)
        found += [f"placeholder {field}"] * (len(field.get("placeholder") or "") > 100)
        found += [f"too much in {field}"] * (len(field.get("value") or "") > field["max_length"])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_window_is_within_the_limits_and_nothing_of_ours_is_cut(desk: Desk, language: str) -> None:
    made = windows(desk, desk.locales[language])
    assert {name: wrong for name, window in made.items() if (wrong := window_faults(window))} == {}
    assert len(made) > 20


def test_no_maker_of_windows_is_forgotten() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    makers = {each.partition(".")[2] for each in makers_of("Window")}
    assert len(makers) >= 7
    assert [maker for maker in makers if not re.search(rf"\b{maker}\(words", here)] == []


# Polls


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("en", "fr"), ("fr", "en")])
def test_the_poll_is_within_the_limits(desk: Desk, languages: tuple[str, ...]) -> None:
    asked = poll([desk.locales[each] for each in languages])
    # Discord, "Poll Resource": characters of the question and of an answer, answers, days.
    assert 1 <= len(asked.question) <= 300
    assert len(asked.answers) == 5
    assert [each.text for each in asked.answers if not 1 <= len(each.text) <= 55] == []
    assert asked.duration.days == 7
    assert not asked.multiple


# By file and place


def test_a_text_too_long_for_a_post_in_two_languages_is_named_by_its_own_file(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "knowledge")
    folder.edit("scenarios/bias.yaml", r"(?m)^difference:\n  en: .*$", "difference:\n  en: " + "long " * 250)
    edited = create_desk(read_settings(WAYSIDE_KNOWLEDGE_DIR=folder.path))
    found = misfits(edited)
    assert {(each.file, each.loc) for each in found} == {("scenarios/bias.yaml", ("difference",))}
    assert all("post comparison-bias" in each.message for each in found)
    assert any("limit of 4000 characters" in each.message for each in found)
