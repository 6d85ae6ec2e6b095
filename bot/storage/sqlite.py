"""What SQLite alone needs: its settings, a look that touches nothing, and its errors in words."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.failures import DataError

BUSY_SECONDS = 1.5
"""How long a statement waits for another process. Discord takes an answer for three seconds."""
_SETTINGS = (
    "auto_vacuum = FULL",  # the file gives back what was deleted; counts for a new file, so it comes first
    "journal_mode = WAL",
    "foreign_keys = ON",
    "synchronous = FULL",  # what was acknowledged survives a power cut
    "secure_delete = ON",  # what was deleted is overwritten
)
_LITTLE = 1 << 16
_MALFORMED = "is not a database, or is damaged"


class Found(NamedTuple):
    """What a file holds: the revision of its tables and the sealed canary. Both None: nothing at all."""

    revision: str | None = None
    canary: bytes | None = None


def engine_for(file: Path) -> AsyncEngine:
    """An engine without a connection yet. ``begin`` among its execution options names how a transaction begins."""
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(file)),
        # The driver must not begin or end transactions on its own.
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
        pool_size=3,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "connect", _set)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def look(file: Path) -> Found:
    """What ``file`` holds. Changes nothing, not even after a crash. Raises DataError for what is not our database."""
    if not file.exists() or not file.stat().st_size:
        return Found()
    try:
        connection = open_unchanged(file)
        try:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            if not tables:
                return Found()
            if not tables >= {"alembic_version", "vault"}:
                raise DataError(f"{file} is a database of something else.")
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            canary = connection.execute("SELECT sealed FROM vault").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise DataError(sentence(error, file)) from None
    if revision is None or canary is None:
        raise DataError(f"{file} {_MALFORMED}.")
    return Found(revision[0], canary[0])


def open_unchanged(file: Path) -> sqlite3.Connection:
    """A connection that only reads. Raises sqlite3.Error."""
    if _has(file, "-journal"):  # the first start was cut off, and SQLite has to take back what it had begun
        mode = "mode=rw"
    elif _has(file, "-wal"):  # a log that is in use, or was left behind: it has to be read too
        mode = "mode=ro"
    else:  # nothing else to read, so that nothing is created beside the file
        mode = "mode=ro&immutable=1"
    return sqlite3.connect(f"{file.absolute().as_uri()}?{mode}", uri=True, timeout=BUSY_SECONDS)


def _has(file: Path, suffix: str) -> bool:
    beside = file.with_name(f"{file.name}{suffix}")
    return beside.exists() and beside.stat().st_size > 0


def name_of(error: BaseException | None) -> str:
    """SQLite's name for it, such as SQLITE_FULL; never its text."""
    return getattr(error, "sqlite_errorname", type(error).__name__)


def sentence(error: BaseException | None, file: Path) -> str:
    """What stops the start, for an operator."""
    name = name_of(error)
    full = name.startswith("SQLITE_IOERR") and shutil.disk_usage(file.parent).free < _LITTLE
    if full or name.startswith("SQLITE_FULL"):
        return f"{file} cannot be used: the disk is full."
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"{file} is locked by another process."
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return f"{file} {_MALFORMED}."
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return f"{file} cannot be written, or its folder cannot."
    return f"{file} cannot be used ({name})."


def _set(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for setting in _SETTINGS:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin(connection: Connection) -> None:
    if begin := connection.get_execution_options().get("begin"):
        connection.exec_driver_sql(begin)
