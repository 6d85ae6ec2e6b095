"""A post before it is sent is kept as text and comes back the same; a damaged one is refused, not guessed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.community.draft import INTRODUCTION, Draft, from_json

ID = st.integers(1, 2**63 - 1)
DRAFTS = st.builds(
    Draft,
    topic=st.sampled_from(["scenario:bias", "clause:icf-2025:3.6", "question:bias:2"]),
    channel=ID,
    languages=st.sampled_from([("en",), ("fr", "en")]),
    introduction=st.text(max_size=INTRODUCTION),
    tags=st.lists(ID, max_size=5).map(tuple),
)


@given(DRAFTS)
def test_what_is_kept_comes_back_the_same(draft: Draft) -> None:
    assert from_json(draft.to_json()) == draft


def test_half_a_character_comes_back_too() -> None:
    draft = Draft("scenario:bias", 1, ("en",), "cut in the middle: \ud83d")
    assert from_json(draft.to_json()) == draft


def test_what_it_looks_like_at_first() -> None:
    draft = Draft("scenario:bias", 1, ("en",))
    assert (draft.introduction, draft.tags) == ("", ())


def test_a_change_leaves_the_rest_and_the_draft_before_it() -> None:
    draft = Draft("scenario:bias", 1, ("en",), "Good morning", (7,))
    changed = draft.changed(languages=("en", "fr"))
    assert changed == Draft("scenario:bias", 1, ("en", "fr"), "Good morning", (7,))
    assert draft.languages == ("en",)
    with pytest.raises(TypeError):
        draft.changed(colour="red")


def test_introductions_are_kept_readable_not_as_escapes() -> None:
    # A sealed row must not grow sixfold for Arabic or Japanese.
    assert "مرحبا" in Draft("scenario:bias", 1, ("en",), "مرحبا").to_json()


@pytest.mark.parametrize("missing", ["topic", "channel", "languages", "introduction", "tags"])
def test_a_draft_that_lacks_something_is_refused(missing: str) -> None:
    kept = json.loads(Draft("scenario:bias", 1, ("en",)).to_json())
    del kept[missing]
    with pytest.raises(KeyError):
        from_json(json.dumps(kept))


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "7", '"text"', '{"languages": 1, "tags": []}'])
def test_what_is_no_draft_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        from_json(text)
