"""What our own files promise: the clauses, their grades, the map between editions, the article's citations."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml

from bot.knowledge.export import export
from bot.knowledge.load import default_folder
from bot.knowledge.model import Clause, Knowledge
from bot.knowledge.plain import plain, words

ICF_2025 = [
    *("1.1", "1.2"),
    *(f"2.{n}" for n in range(1, 9)),
    *(f"3.{n}" for n in range(1, 9)),
    *("4.1", "4.2", "4.3"),
    *("5.1", "5.2", "5.3"),
]
ICF_2020 = [str(number) for number in range(1, 29)]
GCOE_2021 = [
    *("1.A", "1.B", "1.C", "1.D", "1.E"),
    *(f"2.{n}" for n in range(1, 29)),
    *(f"3.{n}" for n in range(1, 13)),
    *(f"4.{n}" for n in range(1, 9)),
]
NUMBERS = {"icf-2025": (24, ICF_2025), "icf-2020": (28, ICF_2020), "gcoe-2021": (53, GCOE_2021)}

GCOE_GRADES = {
    "S": "2.12 2.14 2.19 2.24 2.25 2.26 2.28 3.5 4.2",
    "F": (
        "1.A 1.B 1.C 1.D 1.E "
        "2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 2.10 2.11 2.13 2.15 2.16 2.18 2.20 2.22 "
        "3.1 3.2 3.3 3.4 3.8 "
        "4.1 4.3"
    ),
    "O": "2.17 2.21 2.23 2.27 3.6 3.7 3.9 3.10",
    "R": "3.11 3.12 4.4 4.5 4.6 4.7 4.8",
}

# 2020 number -> 2025 numbers and grade: A both read, B lives on in an unnumbered passage, U nothing follows.
SUCCESSION: dict[str, tuple[list[str], str]] = {
    "1": (["1.1"], "A"),
    "2": (["1.1"], "A"),
    "3": (["2.1"], "A"),
    "4": (["2.2"], "A"),
    "5": (["2.3"], "A"),
    "6": (["3.2"], "A"),
    "7": (["2.4", "2.5"], "A"),
    "8": (["4.3"], "A"),
    "9": (["1.2"], "A"),
    "10": (["3.1"], "A"),
    "11": (["4.1"], "A"),
    "12": (["3.8"], "A"),
    "13": ([], "U"),
    "14": ([], "B"),
    "15": (["2.6"], "A"),
    "16": ([], "B"),
    "17": (["4.2"], "A"),
    "18": (["3.3"], "A"),
    "19": (["2.7"], "A"),
    "20": (["5.1"], "A"),
    "21": (["5.2"], "A"),
    "22": ([], "B"),
    "23": (["3.4"], "A"),
    "24": (["3.6"], "A"),
    "25": (["3.5"], "A"),
    "26": (["2.8"], "A"),
    "27": ([], "U"),
    "28": (["5.3"], "A"),
}

# The clauses that the article quotes, in its order; whole numbers are ICF 2020, the others the Global Code.
CITED = {
    "unlawful-aims": ["gcoe-2021:2.12", "gcoe-2021:2.14", "icf-2020:5"],
    "romantic-feelings": ["gcoe-2021:2.19", "icf-2020:24"],
    "conflict-of-interest": ["gcoe-2021:2.24"],
    "client-ends": ["gcoe-2021:2.25", "icf-2020:9"],
    "no-value-or-referral": ["icf-2020:8", "gcoe-2021:2.26"],
    "death-or-incapacity": ["gcoe-2021:2.28"],
    "unfit-to-practise": ["gcoe-2021:4.2", "icf-2020:17"],
    "bias": ["gcoe-2021:3.5", "icf-2020:25"],
}


# Editions and clauses


@pytest.mark.parametrize("edition", NUMBERS)
def test_every_clause_of_an_edition_is_published_and_no_other(knowledge: Knowledge, edition: str) -> None:
    count, numbers = NUMBERS[edition]
    shown = [clause.number for clause in knowledge.published(knowledge.editions[edition])]
    assert shown == numbers
    assert len(shown) == count


def test_there_are_these_codes_and_editions_and_no_others(knowledge: Knowledge) -> None:
    assert {code.id: [each.id for each in code.editions] for code in knowledge.codes.values()} == {
        "icf": ["icf-2025", "icf-2020"],
        "gcoe": ["gcoe-2021"],
    }
    assert list(knowledge.clauses) == [f"{edition}:{n}" for edition in NUMBERS for n in NUMBERS[edition][1]]


def test_the_newest_edition_of_each_code_is_the_one_shown_first(knowledge: Knowledge) -> None:
    assert {code.id: code.current.id for code in knowledge.codes.values()} == {"icf": "icf-2025", "gcoe": "gcoe-2021"}
    assert knowledge.editions["icf-2025"].effective == date(2025, 4, 1)


def test_global_code_grades_are_those_of_the_research(knowledge: Knowledge) -> None:
    found: dict[str, list[str]] = {}
    for clause in knowledge.editions["gcoe-2021"].clauses:
        found.setdefault(clause.evidence.value, []).append(clause.number)
    assert {grade: " ".join(numbers) for grade, numbers in found.items()} == GCOE_GRADES


def test_both_icf_editions_were_read_whole(knowledge: Knowledge) -> None:
    graded = {clause.evidence.value for clause in knowledge.clauses.values() if clause.code == "icf"}
    assert graded == {"E"}


def test_whatever_is_unconfirmed_says_what_is_in_doubt(knowledge: Knowledge) -> None:
    unconfirmed = [clause for clause in knowledge.clauses.values() if clause.evidence.value in "OR"]
    assert len(unconfirmed) == 15
    assert [clause.ref for clause in unconfirmed if clause.doubt is None] == []


@pytest.mark.parametrize(("language", "newer"), [("en", "newer edition"), ("fr", "édition plus récente")])
def test_the_global_code_says_that_a_newer_edition_is_reported(knowledge: Knowledge, language: str, newer: str) -> None:
    notice = knowledge.editions["gcoe-2021"].notice
    assert notice is not None
    assert newer in notice[language]


@pytest.mark.parametrize("number", SUCCESSION)
def test_what_became_of_an_icf_clause_of_2020(knowledge: Knowledge, number: str) -> None:
    numbers, grade = SUCCESSION[number]
    now = knowledge.clauses[f"icf-2020:{number}"].successor
    assert now is not None
    assert (list(now.to), now.grade) == ([f"icf-2025:{each}" for each in numbers], grade)


def test_a_clause_without_a_number_today_says_where_it_went(knowledge: Knowledge) -> None:
    gone = [clause for clause in knowledge.editions["icf-2020"].clauses if clause.successor and not clause.successor.to]
    assert [clause.number for clause in gone] == ["13", "14", "16", "22", "27"]
    assert [clause.number for clause in gone if clause.successor is None or clause.successor.change is None] == []


def test_what_2025_added_is_marked_as_new(knowledge: Knowledge) -> None:
    new = [clause.ref for clause in knowledge.clauses.values() if clause.new]
    assert new == ["icf-2025:2.5", "icf-2025:3.7", "icf-2025:5.1"]


def test_then_and_now_are_told_from_both_sides_and_stay_within_the_code(knowledge: Knowledge) -> None:
    pairs = [(clause, knowledge.clauses[ref]) for clause in knowledge.clauses.values() for ref in clause.then_now]
    assert len(pairs) == 2 * 24
    assert [(one.ref, two.ref) for one, two in pairs if one.ref not in two.then_now] == []
    assert [(one.ref, two.ref) for one, two in pairs if one.code != two.code or one.edition == two.edition] == []


def test_counterparts_are_told_from_both_sides_and_lead_to_another_code(knowledge: Knowledge) -> None:
    pairs = [(clause, knowledge.clauses[ref]) for clause in knowledge.clauses.values() for ref in clause.counterparts]
    assert pairs
    assert [(one.ref, two.ref) for one, two in pairs if one.ref not in two.counterparts] == []
    assert [(one.ref, two.ref) for one, two in pairs if one.code == two.code or not two.published] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("gcoe-2021:2.19", "icf-2025:3.6", id="romance"),
        pytest.param("gcoe-2021:2.25", "icf-2025:1.2", id="the client ends"),
        pytest.param("gcoe-2021:2.26", "icf-2025:4.3", id="someone else helps better"),
        pytest.param("gcoe-2021:4.2", "icf-2025:4.2", id="fitness"),
        pytest.param("gcoe-2021:3.5", "icf-2025:3.5", id="bias"),
        pytest.param("gcoe-2021:2.14", "icf-2025:2.3", id="limits of secrecy"),
        pytest.param("gcoe-2021:2.24", "icf-2025:3.3", id="conflict of interest"),
    ],
)
def test_the_codes_meet_where_the_article_sets_them_side_by_side(knowledge: Knowledge, one: str, other: str) -> None:
    assert other in knowledge.clauses[one].counterparts
    assert one in knowledge.clauses[other].counterparts


def test_no_summary_is_longer_than_200_characters(knowledge: Knowledge) -> None:
    lengths = {
        (clause.ref, language): len(text)
        for clause in knowledge.clauses.values()
        for language, text in clause.summary.root.items()
    }
    assert len(lengths) == 2 * 105
    assert {place: length for place, length in lengths.items() if length > 200} == {}


def test_no_two_clauses_of_an_edition_say_the_same(knowledge: Knowledge) -> None:
    for edition in knowledge.editions.values():
        for language in knowledge.languages:
            assert len({clause.summary[language] for clause in edition.clauses}) == len(edition.clauses)


# Scenarios


def test_the_eight_situations_stand_in_the_order_of_the_article(knowledge: Knowledge) -> None:
    assert list(knowledge.scenarios) == list(CITED)


@pytest.mark.parametrize("scenario", CITED)
def test_a_situation_cites_exactly_what_the_article_quotes(knowledge: Knowledge, scenario: str) -> None:
    assert list(knowledge.scenarios[scenario].cited) == CITED[scenario]


@pytest.mark.parametrize("scenario", CITED)
def test_what_we_add_stays_apart_and_can_be_shown(knowledge: Knowledge, scenario: str) -> None:
    related = knowledge.scenarios[scenario].related
    assert related
    assert not set(related) & set(CITED[scenario])
    offered = [knowledge.clauses[ref] for ref in (*CITED[scenario], *related)]
    assert [clause.ref for clause in offered if not clause.published] == []
    today = [each for clause in offered for each in knowledge.today(clause)]
    assert [clause.ref for clause in today if not clause.published] == []


@pytest.mark.parametrize("scenario", CITED)
def test_a_situation_asks_three_to_five_questions_and_shows_five_paths(knowledge: Knowledge, scenario: str) -> None:
    file = knowledge.scenarios[scenario]
    for language in knowledge.languages:
        asked = {question[language] for question in file.questions}
        assert 3 <= len(asked) <= 5
        assert all("?" in question for question in asked)
    assert list(file.paths.model_dump()) == ["explore", "adjust", "refer", "pause", "end"]


def test_the_referral_heading_carries_no_false_negation_into_french(knowledge: Knowledge) -> None:
    title = knowledge.scenarios["no-value-or-referral"].title["fr"]
    reason = plain(title.partition(", ou ")[2])
    assert "a besoin d un autre professionnel" in reason
    assert not {"n", "ne", "pas"} & set(reason.split())


# Texts


def test_no_french_text_turns_a_coach_into_a_sports_trainer() -> None:
    french = list(_french())
    assert len(french) > 300
    assert [text for text in french if {"entraineur", "entraineurs", "entraineuse"} & set(words(text))] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_text_is_there_in_each_language(knowledge: Knowledge, language: str) -> None:
    texts = list(_texts(export(knowledge)))
    assert len(texts) > 300
    assert [text for text in texts if not text.get(language, "").strip()] == []
    assert {key for text in texts for key in text} == {"en", "fr"}


def test_french_texts_were_written_not_copied(knowledge: Knowledge) -> None:
    assert [text for text in _texts(export(knowledge)) if text["en"] == text["fr"]] == []


def test_each_edition_links_to_its_publisher(knowledge: Knowledge) -> None:
    hosts = {"icf": "https://coachingfederation.org/", "gcoe": "https://www.globalcodeofethics.org/"}
    for edition in knowledge.editions.values():
        assert edition.url.startswith(hosts[edition.code])


def test_the_links_to_the_article_and_to_the_community(knowledge: Knowledge) -> None:
    assert knowledge.about.article.url == "https://solutionsacademy.com/blog/when-to-fire-a-client"
    assert knowledge.about.community.url == "https://solutionsacademy.com/registration"


def test_the_sources_name_the_official_pages(knowledge: Knowledge) -> None:
    urls = {source.url for source in knowledge.sources}
    assert len(urls) == len(knowledge.sources)
    assert {edition.url for edition in knowledge.editions.values()} <= urls
    assert knowledge.about.article.url in urls


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_thesis_speaks_of_respect(knowledge: Knowledge, language: str) -> None:
    assert "respect" in knowledge.about.thesis[language]


def test_whoever_is_in_danger_is_sent_to_the_emergency_number_and_a_directory(knowledge: Knowledge) -> None:
    lines = knowledge.crisis_lines
    assert all("112" in lines.emergency[language] for language in knowledge.languages)
    assert lines.directory.url == "https://findahelpline.com"


def test_every_country_has_an_emergency_number(knowledge: Knowledge) -> None:
    countries = knowledge.crisis_lines.countries
    assert len(countries) >= 15
    assert [
        country.id for country in countries if not re.fullmatch(r"\d{3}(, \d{2,3})*|\d{2,3}", country.emergency)
    ] == []


def test_every_country_has_a_name_in_every_written_language_and_stands_once(knowledge: Knowledge) -> None:
    countries = knowledge.crisis_lines.countries
    for language in knowledge.about.languages:
        assert all(country.name[language].strip() for country in countries)
        assert len({country.name[language] for country in countries}) == len(countries)
    assert len({country.id for country in countries}) == len(countries)


def test_whoever_types_in_a_language_sees_a_country_of_theirs_at_once(knowledge: Knowledge) -> None:
    spoken = {language for country in knowledge.crisis_lines.countries for language in country.spoken}
    assert spoken == set(knowledge.about.understood)


def test_every_crisis_line_has_a_number_and_says_what_it_is_for(knowledge: Knowledge) -> None:
    lines = [line for country in knowledge.crisis_lines.countries for line in country.lines]
    assert len(lines) >= 20
    assert [line.number for line in lines if sum(map(str.isdigit, line.number)) < 3] == []
    assert [line.number for line in lines for words in line.purpose.root.values() if not words.strip()] == []


def test_the_numbers_were_looked_up_on_a_day_that_has_been_written_down(knowledge: Knowledge) -> None:
    assert knowledge.crisis_lines.checked >= date(2025, 1, 1)


# Languages


def test_people_may_type_in_four_languages_and_read_two(knowledge: Knowledge) -> None:
    assert knowledge.about.languages == ("en", "fr")
    assert knowledge.about.understood == ("en", "fr", "de", "es")


# What leads from a clause to a situation


def _ids(knowledge: Knowledge, clause: Clause) -> list[str]:
    return [scenario.id for scenario in knowledge.scenarios_with(clause)]


def test_a_clause_of_today_is_in_the_situations_of_its_forerunner(knowledge: Knowledge) -> None:
    assert _ids(knowledge, knowledge.clauses["icf-2020:24"]) == ["romantic-feelings"]
    assert _ids(knowledge, knowledge.clauses["icf-2025:3.6"]) == ["romantic-feelings"]


def test_the_situation_that_cites_a_clause_comes_before_those_that_add_it(knowledge: Knowledge) -> None:
    found = _ids(knowledge, knowledge.clauses["gcoe-2021:2.26"])
    assert found == ["no-value-or-referral", "unfit-to-practise"]


def test_a_situation_shows_clauses_as_they_stand_today_with_cited_ones_first(knowledge: Knowledge) -> None:
    shown = [clause.ref for clause in knowledge.shown_in(knowledge.scenarios["romantic-feelings"])]
    assert shown[:2] == ["icf-2025:3.6", "gcoe-2021:2.19"]
    assert "icf-2020:24" not in shown
    assert {"icf-2025:3.4", "icf-2025:4.1", "icf-2025:4.2", "gcoe-2021:2.18"} <= set(shown[2:])
    assert len(shown) == len(set(shown))


def _texts(value: Any) -> Iterator[dict[str, str]]:
    """Every ``{language: text}`` inside ``value``."""
    if isinstance(value, dict):
        if "en" in value and isinstance(value["en"], str):
            yield value
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _french() -> Iterator[str]:
    """What we wrote ourselves; what people type may well say "entraîneur"."""
    folder = default_folder()
    ours = [folder / name for name in ("about.yaml", "crisis-lines.yaml", "sources.yaml")]
    for path in [*ours, *sorted(folder.glob("codes/*.yaml")), *sorted(folder.glob("scenarios/*.yaml"))]:
        yield from _below_fr(yaml.safe_load(path.read_text(encoding="utf-8")))


def _below_fr(value: Any, inside: bool = False) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _below_fr(inner, inside or key == "fr")
    elif isinstance(value, list):
        for inner in value:
            yield from _below_fr(inner, inside)
    elif inside and isinstance(value, str):
        yield value
