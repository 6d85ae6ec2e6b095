"""The one way to the database: opened with its key checked first, read by many, written by one at a time."""

import asyncio
import importlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.failures import DataError, StorageUnavailable
from bot.storage.files import settle
from bot.storage.keys import KeyFile, Keys
from bot.storage.lock import Lock
from bot.storage.migrations import REVISIONS
from bot.storage.seal import Seal, SealError
from bot.storage.sqlite import Found, engine_for, look, name_of, sentence
from bot.storage.tables import vault

_log = structlog.get_logger(__name__)

_CANARY = "canary"
_TURN_SECONDS = 1.0
"""How long a write waits for the one before it: with SQLite's own patience still within Discord's three seconds."""


class Database:
    """The database in ``file``. ``create``: make one where there is none. ``alone``: refuse while others use it.

    Between ``open`` and ``close``, or in an ``async with``. Give it to one event loop.
    """

    def __init__(self, file: Path, keys: Keys, *, create: bool = True, alone: bool = False) -> None:
        self.file = file
        self.keys = keys
        self._create = create
        self._alone = alone
        self._lock = Lock(file)
        self._turn = asyncio.Lock()
        self._engine: AsyncEngine | None = None
        self._seal: Seal | None = None

    @property
    def seal(self) -> Seal:
        """What opens and seals here; known after ``open``."""
        if self._seal is None:
            raise RuntimeError("the database is not open")
        return self._seal

    async def open(self) -> None:
        """Check the key, take the steps of migration that are missing. Raises DataError, having changed nothing."""
        try:
            self._claim()
            found = look(self.file)
            self._seal = self._check(found)
            self._engine = engine_for(self.file)
            await self._prepare(self._engine, self._seal, found)
        except DBAPIError as error:
            await self.close()
            raise DataError(sentence(error.orig, self.file)) from None
        except OSError as error:
            await self.close()
            raise DataError(f"{self.file} cannot be used: {error.strerror}.") from None
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Wait for the write in hand, then let go of the file."""
        async with self._turn:
            if self._engine is not None:
                await self._engine.dispose()
                self._engine = None
            self._lock.release()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """A connection that sees one state of everything. Raises StorageUnavailable."""
        async with self._connection("BEGIN") as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[AsyncConnection]:
        """A connection whose changes happen all at the end of the block, or not at all. Raises StorageUnavailable."""
        async with self._my_turn(), self._connection("BEGIN IMMEDIATE") as connection:
            yield connection

    async def forget(self) -> None:
        """Take the bytes of what was deleted out of the log too, as far as no one is reading it. Never raises."""
        busy = 1
        # The deletion has happened: whoever asked for it must not hear that it has not.
        with suppress(StorageUnavailable):
            async with self._my_turn(), self._connection(None) as connection:
                busy, *_ = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
        if busy:
            _log.warning("deleted, but its bytes stay in the log until the next deletion or restart")

    def _claim(self) -> None:
        """Take our place beside the file; a new one is made readable for us alone."""
        if not self.file.exists():
            if not self._create:
                raise DataError(f"There is no database at {self.file}.")
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise DataError(f"The folder {self.file.parent} cannot be made: {error.strerror}.") from None
        elif self.file.is_dir():
            raise DataError(f"{self.file} is a folder.")
        self._lock.take(alone=self._alone)

    def _check(self, found: Found) -> Seal:
        """The seal, when it opens what is there. A first key is written for an empty database alone."""
        if found.revision is not None and found.revision not in REVISIONS:
            raise DataError(f"{self.file} was written by a newer Wayside: run that one, or restore an older backup.")
        keys = self.keys.read()
        if not keys:
            if found.canary is not None or not isinstance(self.keys, KeyFile):
                raise DataError(
                    f"{self.keys.source} is missing, and without it {self.file} cannot be opened: put the key back."
                )
            keys = self.keys.create()
        seal = Seal(keys)
        if found.canary is not None:
            check_canary(seal, found.canary, self.file, self.keys.source)
        return seal

    async def _prepare(self, engine: AsyncEngine, seal: Seal, found: Found) -> None:
        if found.revision is None:
            self.file.touch(mode=0o600)
            settle(self.file.parent)
        current = found.revision == REVISIONS[-1]
        if not current:
            # Heavy, and so before the lock, which another process may be waiting for.
            importlib.import_module("bot.storage.migrations.apply")
        # Begun as a write also when there is nothing to do: a file that is locked or read-only is said now.
        async with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
            if current:
                return
            from bot.storage.migrations.apply import upgrade

            await connection.run_sync(upgrade)
            canary = await connection.scalar(select(vault.c.sealed))
            if canary is None:
                await connection.execute(insert(vault).values(id=_CANARY, sealed=seal.seal(_CANARY, _CANARY)))
            else:  # another process was faster
                check_canary(seal, canary, self.file, self.keys.source)
        _log.info("the database is up to date", revision=REVISIONS[-1], before=found.revision)

    @asynccontextmanager
    async def _my_turn(self) -> AsyncGenerator[None]:
        try:
            async with asyncio.timeout(_TURN_SECONDS):
                await self._turn.acquire()
        except TimeoutError:
            raise _unavailable("the write before takes too long") from None
        try:
            yield
        finally:
            self._turn.release()

    @asynccontextmanager
    async def _connection(self, begin: str | None) -> AsyncGenerator[AsyncConnection]:
        if self._engine is None:
            raise _unavailable("the database is closed")
        try:
            async with self._engine.execution_options(begin=begin).begin() as connection:
                yield connection
        except (DBAPIError, NoConnection) as error:
            raise _unavailable(name_of(error.orig if isinstance(error, DBAPIError) else error)) from None


def check_canary(seal: Seal, canary: bytes, file: Path, source: str) -> None:
    """Raises DataError when the seal's keys are not those of the database."""
    try:
        seal.open(_CANARY, canary)
    except SealError:
        raise DataError(
            f"The key in {source} does not open {file}, which was sealed with another one: put that one back."
        ) from None


def _unavailable(reason: str) -> StorageUnavailable:
    _log.error("the database cannot be used now", reason=reason)
    return StorageUnavailable(reason)
