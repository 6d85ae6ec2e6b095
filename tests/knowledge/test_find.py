"""A coach's own words -> the situation they mean, and nothing of them is kept."""

import pickle
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.find import Finder
from bot.knowledge.model import Knowledge

SCENARIOS = {
    "unlawful-aims",
    "romantic-feelings",
    "conflict-of-interest",
    "client-ends",
    "no-value-or-referral",
    "death-or-incapacity",
    "unfit-to-practise",
    "bias",
}


@pytest.fixture(scope="module")
def finder(knowledge: Knowledge) -> Finder:
    """A finder fitted to our own phrasings."""
    return Finder(knowledge)


@pytest.mark.parametrize(
    ("text", "scenario"),
    [
        ("I think I'm falling for my client", "romantic-feelings"),
        ("i think i’m FALLING for my client!!", "romantic-feelings"),
        ("Je crois que je tombe amoureuse de mon client", "romantic-feelings"),
        ("je crois que je tombe amoureux d'une cliente", "romantic-feelings"),
        ("my client wants to stop the coaching", "client-ends"),
        ("ma cliente veut arrêter le coaching", "client-ends"),
        ("my client needs a therapist, not a coach", "no-value-or-referral"),
        ("what happens to my clients if I die", "death-or-incapacity"),
    ],
)
def test_a_plain_sentence_finds_its_situation(finder: Finder, text: str, scenario: str) -> None:
    finding = finder.find(text)
    assert (finding.verdict, finding.scenarios[0].id) == ("match", scenario)


def test_each_phrasing_leads_to_its_own_situation_or_offers_it(finder: Finder, knowledge: Knowledge) -> None:
    missed: list[tuple[str, str]] = []
    total = 0
    for scenario in knowledge.scenarios.values():
        for phrases in scenario.phrasings.values():
            for phrase in phrases:
                total += 1
                finding = finder.find(phrase)
                if finding.verdict == "none" or scenario.id not in finding.choices:
                    missed.append((scenario.id, phrase))
    assert len(missed) <= total // 50, missed


@pytest.mark.parametrize(
    "text",
    [
        "I think I'm falling for my client",
        "where is the link for the next meetup",
        "client",
        "",
    ],
)
def test_a_finding_ranks_all_eight_with_scores_from_0_to_1(finder: Finder, text: str) -> None:
    finding = finder.find(text)
    scores = [ranked.score for ranked in finding.scenarios]
    assert {ranked.id for ranked in finding.scenarios} == SCENARIOS
    assert len(scores) == 8
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert sum(scores) <= 1.0001
    offered = [ranked for ranked in finding.scenarios[:3] if ranked.score >= 0.4 * scores[0]]
    assert finding.choices == tuple(ranked.id for ranked in offered)


def test_words_between_two_situations_offer_a_choice(finder: Finder) -> None:
    finding = finder.find("thinking about ending things with this client")
    assert finding.verdict == "choose"
    assert len(finding.choices) in (2, 3)
    assert finding.scenarios[0].score < finder.find("I think I'm falling for my client").scenarios[0].score


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t ", id="blanks"),
        pytest.param("asdf qwer zxcv jkl", id="gibberish"),
        pytest.param("🙂🙃👩‍👩‍👧🏳️‍🌈", id="emoji"),
        pytest.param("…!?—«»§$%&/()=", id="punctuation"),
        pytest.param("أظن أنني وقعت في حب عميلي", id="right to left"),
        pytest.param("私はクライアントが好きです", id="Japanese"),
        pytest.param("\u202e\u2066\u200b\ufeff\x00\x07", id="controls"),
        pytest.param("\ud83d", id="half a character"),
        pytest.param("@everyone <@&1> `/help` ||x||", id="Discord's own signs"),
        pytest.param("0" * 10_000, id="10,000 digits"),
        pytest.param("what time is it in Lisbon", id="another question"),
        pytest.param("quel temps fera-t-il dimanche", id="une autre question"),
        pytest.param("\u0301" * 10_000, id="10,000 accents without a letter"),
        pytest.param("ﷺ" * 10_000, id="10,000 ligatures that unfold"),
    ],
)
def test_what_means_no_situation_is_none_and_quickly(finder: Finder, text: str) -> None:
    start = time.perf_counter()
    finding = finder.find(text)
    assert time.perf_counter() - start < 1
    assert finding.verdict == "none"
    assert finding.red_flag is None


def test_10_000_characters_of_sense_are_read_quickly(finder: Finder) -> None:
    start = time.perf_counter()
    finding = finder.find("I think I'm falling for my client. " * 300)
    assert time.perf_counter() - start < 1
    assert finding.scenarios[0].id == "romantic-feelings"


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_no_text_breaks_the_finder(finder: Finder, text: str) -> None:
    finding = finder.find(text)
    assert finding.verdict in ("match", "choose", "none")
    assert len(finding.scenarios) == 8


def test_the_same_words_always_lead_to_the_same_finding(finder: Finder, knowledge: Knowledge) -> None:
    text = "my client asked me for a favour that feels wrong"
    assert finder.find(text) == finder.find(text) == Finder(knowledge).find(text)


def test_nothing_of_the_words_is_kept(finder: Finder) -> None:
    before = pickle.dumps(finder)
    finder.find("My client Zsuzsannaqx told me she loves me, and I want to die")
    after = pickle.dumps(finder)
    assert after == before
    assert b"suzsannaqx" not in after


# Red flags


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("he said he wants to kill himself", "now"),
        ("I WANT TO DIE", "now"),
        ("she is suicidal, what now?", "now"),
        ("Elle parle de mettre fin à ses jours.", "now"),
        ("ELLE PARLE DE METTRE FIN A SES JOURS", "now"),
        ("mon client a des idées noires", "now"),
        ("mon client a des idees noires", "now"),
        (unicodedata.normalize("NFD", "mon client a des idées noires"), "now"),
        ("j’ai envie\nde   mourir", "now"),
        ("I got a subpoena for my notes", "law"),
        ("On me menace d'une mise en demeure", "law"),
        ("un juge d’instruction veut mes notes", "law"),
        ("I can't sleep because of this client", "supervisor"),
        ("I can’t sleep because of this client", "supervisor"),
        ("j'ai peur de ma cliente", "supervisor"),
        ("there is a lawsuit and he wants to die", "now"),
        ("I am afraid of my client, there is a court order", "law"),
        ("I'm dying to tell you, this deadline is killing me", None),
        ("je me tue au travail", None),
        ("she diets", None),
        ("the court orders were fine", None),
        ("I think I'm falling for my client", None),
    ],
)
def test_red_flags_in_any_language_case_and_accent_the_gravest_first(
    finder: Finder, text: str, level: str | None
) -> None:
    assert finder.find(text).red_flag == level


def test_a_red_flag_is_seen_whatever_the_situation(finder: Finder) -> None:
    finding = finder.find("I think I'm falling for my client and I want to die")
    assert finding.red_flag == "now"
    assert finding.scenarios[0].id == "romantic-feelings"


def test_every_red_flag_of_the_files_is_seen(finder: Finder, knowledge: Knowledge) -> None:
    lists = {
        "now": knowledge.red_flags.now,
        "law": knowledge.red_flags.law,
        "supervisor": knowledge.red_flags.supervisor,
    }
    missed = [
        (level, phrase)
        for level, by_language in lists.items()
        for phrases in by_language.values()
        for phrase in phrases
        if finder.find(f"Well… {phrase}, you know.").red_flag != level
    ]
    assert missed == []


def test_a_red_flag_at_the_end_of_a_long_message_is_seen(finder: Finder) -> None:
    assert finder.find("So much has happened this year. " * 60 + "I want to die").red_flag == "now"


def test_a_red_flag_in_styled_letters_is_seen(finder: Finder) -> None:
    assert finder.find("𝗜 𝗪𝗮𝗻𝘁 𝘁𝗼 𝗗𝗶𝗲").red_flag == "now"


@pytest.mark.parametrize(
    "idiom",
    [
        "my boss is going to kill me",
        "I should cut myself some slack",
        "I wrote her a goodbye letter to close our coaching",
        "my client wants to kill the project",
        "je vais me tuer au travail",
    ],
)
def test_an_idiom_is_no_red_flag(finder: Finder, idiom: str) -> None:
    assert finder.find(idiom).red_flag is None
