"""Where the keys come from: the operator's setting, or a file that the first start writes into the data folder."""

import os
from collections.abc import Sequence
from pathlib import Path

import structlog
from cryptography.fernet import Fernet

from bot.failures import DataError
from bot.storage.files import give_to_owner_of, place, replace, write_beside
from bot.storage.seal import Seal

_log = structlog.get_logger(__name__)

KEY_FILE = "wayside.key"


class GivenKeys:
    """Keys from the setting WAYSIDE_KEYS, checked there already; newest first."""

    source = "WAYSIDE_KEYS"

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = tuple(keys)

    def read(self) -> tuple[str, ...]:
        """The keys."""
        return self._keys


class KeyFile:
    """Keys in a file, one a line, newest first."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def source(self) -> str:
        """How an operator knows it."""
        return str(self.path)

    def read(self) -> tuple[str, ...]:
        """The keys; none when there is no file. Raises DataError for a file that is not one of keys."""
        try:
            lines = self.path.read_text(encoding="utf-8").split()
            if os.name == "posix" and self.path.stat().st_mode & 0o077:
                _log.warning("the key file can be read by others; only the bot should: chmod 600", file=self.source)
        except FileNotFoundError:
            return ()
        except UnicodeDecodeError:
            lines = []
        except OSError as error:
            raise DataError(f"{self.path} cannot be read: {error.strerror}.") from None
        try:
            Seal(lines)
        except ValueError:
            raise DataError(f"{self.path} is not usable: expected one Fernet key a line, newest first.") from None
        return tuple(lines)

    def create(self) -> tuple[str, ...]:
        """Write a first key, unless another process was faster. Raises DataError when it cannot be written."""
        try:
            beside = write_beside(self.path, f"{new_key()}\n")
            try:
                place(beside, self.path)
                _log.info(
                    "a key for what is kept was made; put a copy in a safe place, but not beside the backup",
                    file=self.source,
                )
            except FileExistsError:
                pass
            finally:
                beside.unlink(missing_ok=True)
        except OSError as error:
            raise DataError(f"{self.path} cannot be written: {error.strerror}.") from None
        return self.read()

    def write(self, keys: Sequence[str]) -> None:
        """Replace the file: whole, or not at all. Raises DataError."""
        try:
            beside = write_beside(self.path, "".join(f"{key}\n" for key in keys))
            give_to_owner_of(self.path.parent, beside)
            replace(beside, self.path)
        except OSError as error:
            raise DataError(f"{self.path} cannot be written: {error.strerror}.") from None


Keys = GivenKeys | KeyFile


def keys_of(given: Sequence[str], data_dir: Path) -> Keys:
    """The keys of the setting if there are any, else the file in the data folder."""
    return GivenKeys(given) if given else KeyFile(data_dir / KEY_FILE)


def new_key() -> str:
    """A key nobody has."""
    return Fernet.generate_key().decode()
