"""``wayside knowledge export --json``: the shape other programs rely on."""

import json
from typing import Any

import pytest

from bot.knowledge.export import export
from bot.knowledge.model import Knowledge


@pytest.fixture(scope="module")
def exported(knowledge: Knowledge) -> dict[str, Any]:
    """The export as another program reads it."""
    return json.loads(json.dumps(export(knowledge)))


def by(entries: list[dict[str, Any]], key: str) -> dict[str, dict[str, Any]]:
    """Entries by their id; fails when one stands twice."""
    found = {entry[key]: entry for entry in entries}
    assert len(found) == len(entries)
    return found


def test_an_edition_in_the_agreed_shape(exported: dict[str, Any]) -> None:
    editions = by(exported["editions"], "id")
    assert list(editions) == ["icf-2025", "icf-2020", "gcoe-2021"]
    icf = editions["icf-2025"]
    assert {key: icf[key] for key in ("id", "code", "title", "publisher", "effective", "current")} == {
        "id": "icf-2025",
        "code": "icf",
        "title": "ICF Code of Ethics (2025)",
        "publisher": "International Coaching Federation (ICF)",
        "effective": "2025-04-01",
        "current": True,
    }
    assert icf["url"].startswith("https://coachingfederation.org/")
    assert [edition["current"] for edition in editions.values()] == [True, False, True]


def test_a_clause_in_the_agreed_shape(exported: dict[str, Any]) -> None:
    clause = by(exported["clauses"], "ref")["icf-2020:24"]
    assert {
        "ref",
        "edition",
        "number",
        "section",
        "summary",
        "evidence",
        "published",
        "counterparts",
        "then_now",
    } <= set(clause)
    assert (clause["edition"], clause["number"], clause["evidence"], clause["published"]) == (
        "icf-2020",
        "24",
        "E",
        True,
    )
    assert clause["section"] == "Responsibility for professionalism"
    assert clause["then_now"] == ["icf-2025:3.6"]
    assert clause["counterparts"] == ["gcoe-2021:2.19"]
    assert set(clause["summary"]) == {"en", "fr"}
    assert clause["succession"]["grade"] == "A"


def test_a_clause_split_in_two_leads_to_both_and_back(exported: dict[str, Any]) -> None:
    clauses = by(exported["clauses"], "ref")
    assert clauses["icf-2020:7"]["then_now"] == ["icf-2025:2.4", "icf-2025:2.5"]
    assert clauses["icf-2025:2.4"]["then_now"] == ["icf-2020:7"]
    assert clauses["icf-2025:2.5"]["then_now"] == ["icf-2020:7"]
    assert clauses["icf-2025:1.1"]["then_now"] == ["icf-2020:1", "icf-2020:2"]


def test_a_situation_in_the_agreed_shape(exported: dict[str, Any]) -> None:
    scenario = by(exported["scenarios"], "id")["romantic-feelings"]
    assert scenario["cited"] == ["gcoe-2021:2.19", "icf-2020:24"]
    assert "icf-2025:3.4" in scenario["related"]
    assert scenario["title"]["en"] == "You are falling in love with a client"
    assert set(scenario["title"]) == {"en", "fr"}
    assert set(scenario["paths"]) == {"explore", "adjust", "refer", "pause", "end"}
    assert all(set(question) == {"en", "fr"} for question in scenario["questions"])


def test_everything_is_in_it(exported: dict[str, Any]) -> None:
    counts: dict[str, int] = {}
    for clause in exported["clauses"]:
        counts[clause["edition"]] = counts.get(clause["edition"], 0) + 1
    assert counts == {"icf-2025": 24, "icf-2020": 28, "gcoe-2021": 53}
    assert len(exported["scenarios"]) == 8
    assert exported["languages"] == ["en", "fr"]
    assert [code["id"] for code in exported["codes"]] == ["icf", "gcoe"]
    assert {"thesis", "article", "community", "sources"} <= set(exported)


def test_every_reference_in_it_leads_somewhere(exported: dict[str, Any]) -> None:
    refs = set(by(exported["clauses"], "ref"))
    editions = set(by(exported["editions"], "id"))
    used = {ref for clause in exported["clauses"] for ref in (*clause["counterparts"], *clause["then_now"])}
    used |= {ref for scenario in exported["scenarios"] for ref in (*scenario["cited"], *scenario["related"])}
    assert used <= refs
    assert {clause["edition"] for clause in exported["clauses"]} == editions
