"""``wayside data``: the operator's duties. Each function does one and returns the sentence that says what was done."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.failures import DataError, StorageUnavailable
from bot.settings import Settings
from bot.storage.backup import back_up, restore
from bot.storage.database import Database
from bot.storage.erasure import Erasure
from bot.storage.keys import KeyFile, Keys, keys_of
from bot.storage.members import Members
from bot.storage.reflections import Reflections
from bot.storage.rotation import rotate

Result = TypeVar("Result")


def backup_to(settings: Settings, target: Path) -> str:
    """Raises DataError, or OperatorError for the target."""
    back_up(settings.database_file, target)
    return f"Backed up to {target}. The key is not in it: keep a copy of {_keys(settings).source} somewhere else."


def restore_from(settings: Settings, source: Path) -> str:
    """Raises DataError, or OperatorError for the source."""
    aside = restore(settings.database_file, _keys(settings), source)
    before = f"The database before is now {aside}; delete it when all is well." if aside else "There was none before."
    return f"Restored from {source}, which needs the key in {_keys(settings).source}. {before}"


def erase_member(settings: Settings, member: int) -> str:
    """Raises DataError."""

    async def erase() -> dict[str, int]:
        async with _existing(settings) as database:
            return await Erasure(database, Members(database)).erase_member(member)

    rows = _done(settings, erase())
    return f"Erased, by table: {', '.join(f'{table} {count}' for table, count in rows.items())}."


def purge(settings: Settings) -> str:
    """Raises DataError."""
    days = settings.retention_days

    async def delete() -> int:
        async with _existing(settings) as database:
            return await Reflections(database).remove_untouched_since(datetime.now(UTC) - timedelta(days=days))

    return f"Reflections deleted that nobody has touched for {days} days: {_done(settings, delete())}."


def rotate_key(settings: Settings) -> str:
    """Raises DataError."""
    keys = _keys(settings)
    renewed, left = _done(settings, rotate(settings.database_file, keys))
    unopened = f" Values that no key opens, left as they are: {left}." if left else ""
    if isinstance(keys, KeyFile):
        advice = f"{keys.source} holds the new key alone: put a copy in a safe place, but not beside the backup."
    else:
        advice = f"Every key in {keys.source} but the first may now be removed."
    return f"Sealed anew: {renewed} values. {advice} Older backups need the older keys.{unopened}"


def _keys(settings: Settings) -> Keys:
    return keys_of(settings.given_keys, settings.data_dir)


def _existing(settings: Settings) -> Database:
    return Database(settings.database_file, _keys(settings), create=False)


def _done(settings: Settings, work: Coroutine[Any, Any, Result]) -> Result:
    try:
        return asyncio.run(work)
    except StorageUnavailable as error:
        raise DataError(f"{settings.database_file} cannot be used now ({error}): nothing was changed.") from None
