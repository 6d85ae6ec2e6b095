"""What a button does is written on it, and comes back unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.surface.ids import Action, decode, encode

parts = st.text(alphabet=st.characters(exclude_characters="/", exclude_categories=["Cs"]), max_size=20)


@given(name=parts.filter(bool), arguments=st.lists(parts, max_size=3))
def test_an_action_comes_back_as_it_was_written(name: str, arguments: list[str]) -> None:
    custom_id = encode(name, *arguments)
    assert len(custom_id) <= 100
    assert decode(custom_id) == Action(name, tuple(arguments))


def test_the_form_is_fixed_for_buttons_already_sent() -> None:
    assert encode("clause", "icf-2025:3.6", "bias") == "w1/clause/icf-2025:3.6/bias"
    assert decode("w1/clause/icf-2025:3.6/bias") == Action("clause", ("icf-2025:3.6", "bias"))


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "w1",
        "/",
        "clause/icf-2025:3.6",
        "w0/clause",
        "w2/clause",
        "W1/clause",
        " w1/clause",
        "reflection:next:17",
        "a3f9c2d17be04c55",
        "\u202ew1/clause",
        "🙂" * 100,
    ],
)
def test_an_id_from_elsewhere_or_from_another_version_is_not_ours(custom_id: str) -> None:
    assert decode(custom_id) is None


@given(st.text(max_size=100))
def test_no_id_breaks_the_reading(custom_id: str) -> None:
    action = decode(custom_id)
    assert action is None or custom_id == "/".join(("w1", action.name, *action.arguments))


def test_100_characters_fit_and_101_do_not() -> None:
    assert len(encode("x", "y" * 95)) == 100
    with pytest.raises(ValueError, match="action x does not fit"):
        encode("x", "y" * 96)


@pytest.mark.parametrize("arguments", [("a/b",), ("", "/"), ("bias", "../clause")])
def test_a_stroke_inside_a_part_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode("clause", *arguments)


def test_a_stroke_inside_the_name_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode("clause/", "icf-2025:3.6")
