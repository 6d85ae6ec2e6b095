"""What is private is sealed (encrypted and signed) before it is kept, together with the id of its record."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class SealError(Exception):
    """A sealed value does not open: another key, another record, or damage. Holds nothing of the value."""


class Seal:
    """Seals with the first key, opens with any. ``keys``: Fernet keys, newest first; ValueError for a malformed one."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def __repr__(self) -> str:
        return "Seal()"

    def seal(self, id: str, text: str) -> bytes:
        """The sealed text of the record ``id``. ValueError for an id of several lines."""
        if "\n" in id:
            raise ValueError("an id is one line")
        # "surrogatepass": half a character must not cost anyone their answer.
        # A Fernet token shows when it was made, to the second; when a thing was written is nobody's business.
        return self._fernet.encrypt_at_time(f"{id}\n{text}".encode("utf-8", "surrogatepass"), 0)

    def open(self, id: str, token: bytes) -> str:
        """The text that was sealed for the record ``id``. Raises SealError."""
        try:
            written, _, text = self._fernet.decrypt(token).decode("utf-8", "surrogatepass").partition("\n")
        except (InvalidToken, UnicodeDecodeError):
            raise SealError from None
        if written != id:  # moved here from another row
            raise SealError
        return text

    def renew(self, token: bytes) -> bytes:
        """The same value sealed with the first key. Raises SealError."""
        try:
            return self._fernet.rotate(token)
        except InvalidToken:
            raise SealError from None
