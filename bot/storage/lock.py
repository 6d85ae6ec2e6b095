"""Who is using a database: many at once, or one alone. A process that ends in whatever way lets go by itself."""

import os
from pathlib import Path

from bot.failures import DataError
from bot.storage.files import give_to_owner_of

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None


class Lock:
    """Held on ``wayside.lock`` beside ``wayside.db`` from ``take`` to ``release``."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._descriptor: int | None = None

    def take(self, *, alone: bool) -> None:
        """Hold it, with others or ``alone``. Raises DataError when others are in the way, and OSError."""
        if fcntl is None:
            if alone:
                raise DataError("This cannot be done on Windows, where nobody can tell whether the bot is running.")
            return
        descriptor = os.open(self._database.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            give_to_owner_of(self._database.parent, self._database.with_suffix(".lock"))
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            if alone:
                raise DataError(f"{self._database} is in use: stop the bot first.") from None
            raise DataError(f"{self._database} is being worked on by another process: try again afterwards.") from None
        except OSError:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
