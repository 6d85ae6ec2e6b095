"""A copy of the database while the bot is running, and its way back. The key is in neither."""

import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.failures import DataError, OperatorError
from bot.storage.database import check_canary
from bot.storage.files import give_to_owner_of, place, replace
from bot.storage.keys import Keys
from bot.storage.lock import Lock
from bot.storage.migrations import REVISIONS
from bot.storage.seal import Seal
from bot.storage.sqlite import BUSY_SECONDS, look, open_unchanged, sentence


def back_up(file: Path, target: Path) -> None:
    """Copy the database in ``file`` to the new file ``target``, readable by its owner alone.

    Raises DataError for the database, OperatorError for the target.
    """
    if not file.exists():
        raise DataError(f"There is no database at {file}.")
    if target.exists():
        raise OperatorError(f"{target} is there already and stays as it is: name a new file.")
    with _held(file, alone=False):
        look(file)
        with _written(target, OperatorError) as beside:
            with closing(
                sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)
            ) as kept:
                _copy(kept, beside, file)
            place(beside, target)


def restore(file: Path, keys: Keys, source: Path) -> Path | None:
    """Put the backup ``source`` in the place of ``file``; returns where the replaced database is now, if there was one.

    Raises OperatorError for a source that cannot be read. Raises DataError, having changed nothing, when the database
    is in use, or the backup is damaged, of a newer version, or does not open with the present keys.
    """
    if not source.is_file():
        raise OperatorError(f"{source} cannot be read: there is no such file.")
    with _held(file, alone=True):
        found = look(source)
        if found.canary is None:
            raise DataError(f"{source} is not a backup of Wayside's.")
        if found.revision not in REVISIONS:
            raise DataError(f"{source} was written by a newer Wayside: restore it with that one.")
        if not (held := keys.read()):
            raise DataError(f"{keys.source} is missing, and without it {source} cannot be opened: put the key back.")
        check_canary(Seal(held), found.canary, source, keys.source)
        with _written(file, DataError) as beside:
            with closing(open_unchanged(source)) as backup:
                _copy(backup, beside, source)
            give_to_owner_of(file.parent, beside)
            aside = _set_aside(file) if file.exists() else None
            replace(beside, file)
    return aside


def _copy(kept: sqlite3.Connection, beside: Path, known_as: Path) -> None:
    with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
        kept.backup(copy)
        if not _whole(copy):
            raise DataError(f"{known_as} is damaged.")
        # One file, without a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


def _whole(copy: sqlite3.Connection) -> bool:
    try:
        return copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False


def _set_aside(file: Path) -> Path:
    """A second name for the database, whose own name is about to be given to another file."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the last to close removes the log
    aside = file.with_name(f"{file.name}.{datetime.now(UTC):%Y%m%dT%H%M%S.%f}.replaced")
    for suffix in ("-wal", "-shm"):  # of a damaged database; it must not be taken for the new one's
        with suppress(FileNotFoundError):
            file.with_name(f"{file.name}{suffix}").rename(f"{aside}{suffix}")
    place(file, aside)
    return aside


@contextmanager
def _held(file: Path, *, alone: bool) -> Generator[None]:
    lock = Lock(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.take(alone=alone)
    except OSError as error:
        raise DataError(f"{file} cannot be used: {error.strerror}.") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _written(path: Path, kind: type[OperatorError]) -> Generator[Path]:
    """A new file beside ``path`` to be filled and named; gone afterwards if it was not. Failures become ``kind``."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.unlink(missing_ok=True)
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            yield beside
        finally:
            beside.unlink(missing_ok=True)
    except FileExistsError:
        raise kind(f"{path} is there already and stays as it is: name a new file.") from None
    except OSError as error:
        raise kind(f"{path} cannot be written: {error.strerror}.") from None
    except sqlite3.Error as error:
        raise kind(sentence(error, path)) from None
