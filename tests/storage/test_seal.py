"""A seal opens for its own record and its own keys, and for nothing else."""

import pytest
from cryptography.fernet import Fernet

from bot.storage.keys import new_key
from bot.storage.seal import Seal, SealError
from tests.storage.place import WORDS

OLD, NEW = new_key(), new_key()


@pytest.mark.parametrize("text", ["", WORDS, "two\nlines\n", "é 🎭 \u0000", "half a character \ud83d", "x" * 100_000])
def test_what_was_sealed_opens_again(text: str) -> None:
    seal = Seal([OLD])
    assert seal.open("r1", seal.seal("r1", text)) == text


def test_nothing_of_it_can_be_read() -> None:
    token = Seal([OLD]).seal("r1-of-noor", WORDS)
    assert b"zsuzsannaqx" not in token
    assert b"r1-of-noor" not in token


def test_the_same_words_never_look_the_same() -> None:
    assert Seal([OLD]).seal("r1", WORDS) != Seal([OLD]).seal("r1", WORDS)


def test_a_sealed_value_is_for_its_own_record() -> None:
    seal = Seal([OLD])
    for other in ("r2", "r", "r1\n", "", "r1x"):
        with pytest.raises(SealError):
            seal.open(other, seal.seal("r1", WORDS))


def test_an_id_cannot_run_on_into_the_text() -> None:
    with pytest.raises(ValueError, match="one line"):
        Seal([OLD]).seal("r1\nx", WORDS)


@pytest.mark.parametrize("token", [b"", b"gAAAA", "é".encode(), b"\x00" * 100])
def test_what_is_no_seal_does_not_open(token: bytes) -> None:
    with pytest.raises(SealError):
        Seal([OLD]).open("r1", token)
    with pytest.raises(SealError):
        Seal([OLD]).renew(token)


def test_a_changed_byte_is_noticed() -> None:
    token = bytearray(Seal([OLD]).seal("r1", WORDS))
    token[40] ^= 1
    with pytest.raises(SealError):
        Seal([OLD]).open("r1", bytes(token))


def test_an_older_key_opens_and_the_newest_seals() -> None:
    before = Seal([OLD]).seal("r1", WORDS)
    both = Seal([NEW, OLD])
    assert both.open("r1", before) == WORDS
    assert Seal([NEW]).open("r1", both.seal("r1", WORDS)) == WORDS
    assert Seal([NEW]).open("r1", both.renew(before)) == WORDS
    with pytest.raises(SealError):
        Seal([NEW]).open("r1", before)


def test_an_error_holds_nothing_of_what_was_sealed() -> None:
    with pytest.raises(SealError) as caught:
        Seal([NEW]).open("r1", Seal([OLD]).seal("r1", WORDS))
    assert (caught.value.args, caught.value.__cause__) == ((), None)
    assert (repr(Seal([OLD])), OLD in repr(vars(Seal([OLD])))) == ("Seal()", False)


def test_what_is_sealed_does_not_show_when() -> None:
    assert Fernet(OLD).extract_timestamp(Seal([OLD]).seal("r1", WORDS)) == 0
