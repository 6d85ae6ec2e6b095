"""What ends the process with a sentence an operator can act on, and the exit codes that scripts rely on."""

from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """Exit codes; 0 is success."""

    FAULT = 1
    """A check found faults, or a file or port given on the command line cannot be used."""
    SETTINGS = 2
    KNOWLEDGE = 3
    DATA = 4
    DISCORD = 5


class OperatorError(Exception):
    """The message is a clear sentence without private text; ``exit`` is the process's exit code."""

    exit: ClassVar[Exit] = Exit.FAULT


class DataError(OperatorError):
    """The data folder cannot be used; the message says what and why."""

    exit = Exit.DATA


class StorageUnavailable(Exception):
    """Nothing was read or changed: the database is locked, full or broken. The operator has its name in the log."""
