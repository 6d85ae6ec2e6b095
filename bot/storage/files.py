"""Files that are there whole or not at all, and that nobody else can read."""

import os
from contextlib import suppress
from pathlib import Path


def write_beside(path: Path, text: str) -> Path:
    """Write ``text`` to a new file next to ``path``, with mode 0600, down to the disk. Raises OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return beside


def give_to_owner_of(folder: Path, file: Path) -> None:
    """What an operator makes as root has to be readable by the bot, whose folder it is. Raises OSError."""
    if os.name == "posix" and os.geteuid() == 0:
        owner = folder.stat()
        os.chown(file, owner.st_uid, owner.st_gid)


def place(beside: Path, path: Path) -> None:
    """Give the finished file its name; raises FileExistsError when there is one already, and other OSErrors."""
    try:
        # Not a rename: that one would replace what is there.
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without second names
        if path.exists():
            raise FileExistsError(path) from None
        beside.rename(path)
    settle(path.parent)


def replace(beside: Path, path: Path) -> None:
    """Give the finished file its name, in the place of what has it now. Raises OSError."""
    beside.replace(path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut, where the system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
