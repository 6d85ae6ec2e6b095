"""The notation of red flags: what a phrase reads as, what it finds, and what takes it back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.finder.red_flags import LEVELS, Phrases, RedFlags, places
from bot.finder.taught import Lessons, red_flags_of
from bot.knowledge.load import default_folder, load
from bot.knowledge.plain import words


def found(phrase: str, text: str) -> bool:
    """Is ``phrase`` in ``text``?"""
    return any(Phrases([phrase]).found(words(text)))


def level(
    text: str,
    now: tuple[str, ...] = (),
    law: tuple[str, ...] = (),
    supervisor: tuple[str, ...] = (),
    idioms: tuple[str, ...] = (),
    denials: tuple[str, ...] = (),
) -> str | None:
    """The level seen in ``text`` by these lists."""
    flag = RedFlags({"now": now, "law": law, "supervisor": supervisor}, idioms, denials).seen(text)
    return flag.level if flag else None


# What a phrase finds


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        pytest.param("end it all", "I want to end it all.", id="words one after the other"),
        pytest.param("end it all", "End it all", id="at the very beginning"),
        pytest.param("end it all", "END... it, all!!", id="whatever stands between them"),
        pytest.param("End It All", "end it all", id="whatever the case of the phrase"),
        pytest.param("kill/hurt myself", "I could hurt myself", id="another way"),
        pytest.param("kill/hurt myself/himself", "he will kill himself", id="ways in two places"),
        pytest.param("a/cut* myself", "cutting myself", id="one way with an ending"),
        pytest.param("suicid*", "suicide", id="an ending"),
        pytest.param("suicid*", "suicid", id="no ending at all"),
        pytest.param("hurt* me", "he is hurting me", id="an ending before another word"),
        pytest.param("d* it", "do it", id="one letter and an ending"),
        pytest.param("i do", "and I do", id="words of one letter and of two"),
        pytest.param("better off ... without me", "better off without me", id="a gap of no word"),
        pytest.param("better off ... without me", "better off a b c d without me", id="a gap of four words"),
        pytest.param("a ... b ... c", "a x x b x x x c", id="two gaps"),
        pytest.param("a ... b c", "a b x b c", id="a gap that goes past the first likeness"),
        pytest.param("don't want", "I don’t want", id="a curly apostrophe"),
        pytest.param("don't want", "I don t want", id="an apostrophe forgotten"),
        pytest.param("don't/doesn't want", "she doesn't want", id="ways of two words each"),
        pytest.param("l'ami*", "l'amitié", id="an apostrophe and an ending"),
        pytest.param("self-harm*", "self harming", id="a hyphen"),
        pytest.param("me tuer", "ME TÜER", id="an accent too many"),
        pytest.param("décès", "deces", id="an accent too few"),
        pytest.param("mise à mort", "la MISE A MORT", id="accents and capitals"),
        pytest.param("aggressiv*", "ＡＧＧＲＥＳＳＩＶ", id="wide letters"),
        pytest.param("strasse", "Straße", id="a sharp s"),
        pytest.param("cœur", "CŒUR", id="a ligature"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        pytest.param("end it all", "end all of it", id="another order"),
        pytest.param("end it all", "end it", id="a word missing at the end"),
        pytest.param("end it all", "end it after all", id="a word between"),
        pytest.param("die", "diet", id="a longer word"),
        pytest.param("die", "indie", id="the end of a word"),
        pytest.param("suicid*", "antisuicidal", id="the middle of a word"),
        pytest.param("kill/hurt myself", "kill hurt", id="ways are not one after the other"),
        pytest.param("kill/hurt* myself", "killing myself", id="the ending of another way"),
        pytest.param("better ... without me", "better a b c d e without me", id="a gap of five words"),
        pytest.param("don't want", "I do want", id="half of a contraction"),
        pytest.param("a ... b", "b a", id="a gap backwards"),
        pytest.param("suicid*", "", id="nothing said"),
    ],
)
def test_a_phrase_is_not_found(phrase: str, text: str) -> None:
    assert not found(phrase, text)


def test_it_is_said_which_phrase_stands_where() -> None:
    assert list(Phrases(["to die", "end ... all"]).found(words("I want to die and end it all"))) == [
        ("to die", 2, 4),
        ("end ... all", 5, 8),
    ]


def test_a_phrase_is_found_each_time_it_is_said() -> None:
    assert [start for _, start, _ in Phrases(["die"]).found(words("die or die"))] == [0, 2]


def test_places_name_whole_words_beginnings_and_gaps() -> None:
    first, second = places("Kill/cut* ... myself")
    assert (first.whole, first.begun, first.after_gap) == ({"kill"}, ("cut",), False)
    assert (second.whole, second.begun, second.after_gap) == ({"myself"}, (), True)


@pytest.mark.parametrize(
    "phrase",
    [
        pytest.param("", id="nothing"),
        pytest.param("   ", id="blanks"),
        pytest.param("...", id="a gap alone"),
        pytest.param("... without me", id="a gap first"),
        pytest.param("better off ...", id="a gap last"),
        pytest.param("better ... ... me", id="two gaps in a row"),
        pytest.param("better … me", id="a gap of one character"),
        pytest.param("better .. me", id="a gap of two dots"),
        pytest.param("*", id="a star alone"),
        pytest.param("kill *", id="a star without its word"),
        pytest.param("!?", id="no word"),
        pytest.param("kill/", id="a slash without another way"),
        pytest.param("kill//hurt", id="two slashes"),
        pytest.param("/", id="a slash alone"),
        pytest.param("don't/dont want", id="ways of two words and of one"),
    ],
)
def test_what_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"\.\.\. stands between words|as many words as the first"):
        places(phrase)


@given(st.text(alphabet="ab'*/. …é-", max_size=20))
def test_a_phrase_is_read_or_refused_and_nothing_else(phrase: str) -> None:
    try:
        read = places(phrase)
    except ValueError:
        return
    assert read
    assert not read[0].after_gap
    assert all(place.whole or place.begun for place in read)


@given(st.lists(st.from_regex(r"[a-zà-öø-ÿ]{1,6}", fullmatch=True), min_size=1, max_size=6))
def test_plain_words_find_themselves(said: list[str]) -> None:
    assert found(" ".join(said), "before " + " ".join(said) + " after")


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(text: str) -> None:
    assert level(text, now=("a ... b*", "c'd/e'f")) in (None, "now")


# Levels


def test_the_levels_go_from_the_gravest_down() -> None:
    assert LEVELS == ("now", "law", "supervisor")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("drunk, police, suicide", "now"),
        ("suicide, police, drunk", "now"),
        ("drunk and the police came", "law"),
        ("drunk", "supervisor"),
        ("sober", None),
    ],
)
def test_the_gravest_level_counts_wherever_it_stands(text: str, expected: str | None) -> None:
    assert level(text, now=("suicid*",), law=("police",), supervisor=("drunk",)) == expected


def test_a_phrase_in_two_levels_is_of_the_graver() -> None:
    assert level("a knife", now=("knife",), law=("knife",)) == "now"


def test_the_phrase_that_was_seen_is_told_as_it_was_written() -> None:
    flag = RedFlags({"now": ["Kill/hurt* ... Myself"], "law": (), "supervisor": ()}, (), ()).seen("hurting only myself")
    assert flag == ("now", "Kill/hurt* ... Myself")


def test_what_is_seen_stands_anywhere_in_a_long_message() -> None:
    assert level("So much has happened this year. " * 500 + "I want to die", now=("want to die",)) == "now"


# Idioms


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I am dying to go", id="around the phrase"),
        pytest.param("dying to", id="and nothing else"),
        pytest.param("DYING, to know", id="whatever the case"),
    ],
)
def test_an_idiom_takes_back_the_phrase_it_covers(text: str) -> None:
    assert level(text, now=("dying",), idioms=("dying to",)) is None


def test_an_idiom_as_long_as_the_phrase_covers_it() -> None:
    assert level("to die for", now=("to die for",), idioms=("to die for",)) is None


@pytest.mark.parametrize(
    ("text", "idiom"),
    [
        pytest.param("I want to die for you", "die for", id="the end of it"),
        pytest.param("how I want to die", "want to", id="the beginning of it"),
        pytest.param("dying to know if she is dying", "dying to", id="another time it is said"),
        pytest.param("dying to go, suicide", "dying to", id="another phrase"),
        pytest.param("dying of it to", "dying to", id="an idiom that is not said"),
    ],
)
def test_an_idiom_takes_back_nothing_else(text: str, idiom: str) -> None:
    assert level(text, now=("want to die", "dying", "suicid*"), idioms=(idiom,)) == "now"


def test_an_idiom_with_a_gap_covers_what_stands_in_the_gap() -> None:
    assert level("killing some time", now=("killing",), idioms=("killing ... time",)) is None
    assert level("he makes me die laughing", now=("die",), idioms=("makes ... laughing",)) is None


def test_two_idioms_that_touch_do_not_cover_together() -> None:
    assert level("one two three", now=("one two three",), idioms=("one two", "two three")) == "now"


def test_what_is_left_when_an_idiom_has_taken_back_the_gravest_still_counts() -> None:
    assert level("dying to call the police", now=("dying",), law=("police",), idioms=("dying to",)) == "law"


def test_an_idiom_takes_back_a_phrase_of_any_level() -> None:
    lists = {"law": ("police",), "supervisor": ("drunk",), "idioms": ("grammar police", "punch drunk")}
    assert level("the grammar police is punch drunk", **lists) is None


# Denials


@pytest.mark.parametrize("between", ["", "a ", "a b ", "a b c "])
def test_a_denial_up_to_three_words_before_takes_a_phrase_back(between: str) -> None:
    assert level(f"she denies {between}suicide", now=("suicid*",), denials=("denies",)) is None


def test_a_denial_four_words_before_does_not() -> None:
    assert level("she denies a b c d suicide", now=("suicid*",), denials=("denies",)) == "now"


@pytest.mark.parametrize("text", ["suicide, she denies", "suicide denies", "she deniesx suicide"])
def test_a_denial_afterwards_or_in_another_word_does_not(text: str) -> None:
    assert level(text, now=("suicid*",), denials=("denies",)) == "now"


def test_a_denial_may_be_several_words() -> None:
    lists = {"now": ("suicid*",), "denials": ("no thoughts/signs of",)}
    assert level("no signs of suicide", **lists) is None
    assert level("no suicide, signs of suicide", **lists) == "now"


def test_a_denial_takes_back_only_what_follows_it_closely() -> None:
    text = "no suicide last year but now, since the move, it is suicide again"
    assert level(text, now=("suicid*",), denials=("no",)) == "now"


def test_a_denial_inside_the_phrase_does_not_take_it_back() -> None:
    assert level("I do not want to live", now=("not want to live",), denials=("not",)) == "now"


def test_a_denied_danger_leaves_what_is_not_denied() -> None:
    lists = {"now": ("suicid*",), "law": ("police",), "denials": ("not",)}
    assert level("not suicide, she said, but then came the police", **lists) == "law"


# Our own lists


@pytest.fixture(scope="module")
def ours() -> tuple[Lessons, RedFlags]:
    """Our own red flags, as they are written and ready for searching."""
    lessons = Lessons.read(default_folder(), load(default_folder()))
    return lessons, red_flags_of(lessons.red_flags[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I want to kill myself", "now"),
        ("JE VEUX MOURIR", "now"),
        ("sie will sich umbringen", "now"),
        ("quiere suicidarse", "now"),
        ("i dont want to be alive", "now"),
        ("the police called me about a client", "law"),
        ("I'm dying to try this model", None),
        ("we killed it in the demo", None),
        ("she denies any thoughts of suicide", None),
        ("how do I change my nickname", None),
    ],
)
def test_what_our_own_lists_see(ours: tuple[Lessons, RedFlags], text: str, expected: str | None) -> None:
    flag = ours[1].seen(text)
    assert (flag.level if flag else None) == expected


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_every_level_has_phrases_in_every_language(ours: tuple[Lessons, RedFlags], language: str) -> None:
    file = ours[0].red_flags[1]
    assert all(getattr(file, key)[language] for key in (*LEVELS, "idioms", "denials"))


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_our_own_examples_are_many_in_every_language(ours: tuple[Lessons, RedFlags], language: str) -> None:
    examples = ours[0].red_flags[1].examples
    assert len(examples.now[language]) >= 100
    assert len(examples.law[language]) >= 50
    assert len(examples.harmless[language]) >= 100
