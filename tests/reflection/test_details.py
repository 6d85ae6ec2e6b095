"""What in a note could point to a person: each is found as it was written, and ordinary words and figures are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reflection.details import identifying

IBANS = [
    "FR76 3000 6000 0112 3456 7890 189",
    "FR7630006000011234567890189",
    "fr76 3000 6000 0112 3456 7890 189",
    "DE89 3704 0044 0532 0130 00",
    "GB82 WEST 1234 5698 7654 32",
    "gb82west12345698765432",
    "ES91 2100 0418 4502 0005 1332",
    "CH93 0076 2011 6238 5295 7",
    "NO93 8601 1117 947",
    "BE68 5390 0754 7034",
]
PHONES = [
    "06 12 34 56 78",
    "06.12.34.56.78",
    "0612345678",
    "+33 6 12 34 56 78",
    "01 23 45 67 89",
    "030 901820",
    "(030) 901820",
    "0151 23456789",
    "+49 30 901820",
    "020 7946 0958",
    "07400 123456",
    "+44 20 7946 0958",
    "(202) 456-1414",
    "202-456-1414",
    "+1 202 456 1414",
    "912345678",
    "612 345 678",
    "+34 912 345 678",
    "044 668 18 00",
    "079 123 45 67",
    "0848 800 800",
    "+41 44 668 18 00",
]
MENTIONS = ["<@123456789012345678>", "<@!123456789012345678>", "<@&12>", "<#12>", "@noor", "@everyone", "@marie.dupont"]
LINKS = [
    "https://example.org/a_b?c=d&e#f",
    "http://example.org",
    "HTTPS://EXAMPLE.ORG",
    "www.example.org",
    "example.com",
    "my-firm.example.com/team",
    "linkedin.com/in/somebody",
    "discord.gg/abc",
    "t.co/abc",
]
ADDRESSES = ["noor@example.org", "a.b+c@mail.example.co.uk", "Jean-Luc_1@exämple.fr"]


@pytest.mark.parametrize("detail", [*ADDRESSES, *IBANS, *LINKS, *MENTIONS, *PHONES])
def test_a_detail_is_found_as_it_was_written(detail: str) -> None:
    assert identifying(detail) == (detail,)
    assert identifying(f"I wrote to {detail} yesterday.\nAnd then?") == (detail,)
    assert identifying(f"« {detail} »") == (detail,)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \n ",
        "My client wants to stop, and I am relieved. My supervisor is not.",
        "Mon client souhaite arrêter ; le commanditaire l'a appris le 12 mars.",
        "on 12.03.2026, 12/03/2026 or 2026-03-12 at 10:30, 10h30, 10.30 a.m.",
        "from 2019 to 2023, 2019-2023, 24.12. and 1.1.",
        "ICF 3.6 (24 in 2020), clauses 2.18-2.19, 2.20, 2.21, 2.22 and 2.23, gcoe-2021:2.19",
        "12 sessions at 150 EUR, 1 800 € in all, €12,500.00, CHF 20 000, $1,500, 1.500,00 Euro",
        "6 sessions of 45 minutes, 3 of 7, 80 %, 10/10",
        "Invoice 2026-0042, version 3.5.2, room 101, page 12",
        "and/or, e.g. this, i.e. that, M.Sc., the end.The next, node.js, 24/7, a@b",
        "A+ and @ home, an e@, 5 @ 20",
        "mail, phone, link, IBAN and http",
    ],
)
def test_ordinary_words_and_figures_are_none(words: str) -> None:
    assert identifying(words) == ()


@pytest.mark.parametrize(
    "wrong",
    ["FR76 3000 6000 0112 3456 7890 188", "DE88 3704 0044 0532 0130 00", "XX00 1234 5678 9012", "AB12 3456 7890 1234"],
)
def test_a_sum_that_does_not_come_out_is_no_bank_account(wrong: str) -> None:
    assert wrong not in identifying(wrong)


@pytest.mark.parametrize("iban", IBANS)
@pytest.mark.parametrize("behind", ["", " a", " the", " from", " from them all", ", please", ".", " tomorrow", "\nNow"])
def test_an_account_ends_where_its_sum_says(iban: str, behind: str) -> None:
    assert identifying(f"to {iban}{behind}") == (iban,)


@pytest.mark.parametrize("word", ["kıta", "İyim", "ſome", "\u212ailo"])
def test_an_account_before_a_turkish_word_is_found_too(word: str) -> None:
    assert identifying(f"BE68 5390 0754 7034 {word}") == ("BE68 5390 0754 7034",)


def test_details_come_in_the_order_of_their_kinds_each_once() -> None:
    text = (
        "06 12 34 56 78, @noor, https://example.org/x and FR76 3000 6000 0112 3456 7890 189, noor@example.org, again "
        "noor@example.org, @noor, 06 12 34 56 78"
    )
    assert identifying(text) == (
        "noor@example.org",
        "FR76 3000 6000 0112 3456 7890 189",
        "https://example.org/x",
        "@noor",
        "06 12 34 56 78",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("noor@example.com", ("noor@example.com",), id="an address is no mention and no link"),
        pytest.param("https://example.org/@noor", ("https://example.org/@noor",), id="a link is no mention"),
        pytest.param("https://example.org/0612345678", ("https://example.org/0612345678",), id="a link is no number"),
        pytest.param("<@612345678>", ("<@612345678>",), id="a mention is no number"),
        pytest.param("NO9386011117947", ("NO9386011117947",), id="an account is no number"),
        pytest.param("+33 6 12 34 56 78", ("+33 6 12 34 56 78",), id="a number is one number in every country"),
    ],
)
def test_one_detail_is_not_two(text: str, found: tuple[str, ...]) -> None:
    assert identifying(text) == found


@pytest.mark.parametrize("between", [", ", "\n", " / ", " or "])
def test_two_numbers_are_two(between: str) -> None:
    assert identifying(f"06 12 34 56 78{between}07 98 76 54 32") == ("06 12 34 56 78", "07 98 76 54 32")


@pytest.mark.parametrize(
    "unit",
    [
        *("0", "1 ", "12-", "(0)", "+", "+33 ", "06 12 34 56 78 ", "1/2/3 ", "((((0", "123-4567 ", "９"),
        *("a.", "a-", "@", "a@", "a@a.", "www.", "://", "<@1>", "FR76", "FR76 ", "AB12 ", "\u202e0", "\x00", "😀", "ﷺ"),
    ],
)
def test_four_thousand_hostile_characters_are_read(unit: str) -> None:
    found = identifying((unit * 4000)[:4000])
    assert len(found) <= 4000 / len(unit)
    assert identifying((unit * 4000)[:3900] + " noor@example.org")


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("aZ09 .,-+@/:<>()#&!éıſ\n\u00a0٣")) | st.text(st.characters(), max_size=200))
def test_whatever_is_read_every_detail_stands_in_the_text(text: str) -> None:
    found = identifying(text)
    assert all(detail.strip() == detail != "" for detail in found)
    assert len(set(found)) == len(found)
