"""Logging for an operator: what happened and where, never what someone wrote.

An exception's message and a frame's variables can hold a coach's words, so only its type and its places are printed,
for our own records and for every library's. Libraries that log payloads at DEBUG are held at INFO.
"""

import logging
import sys
import traceback
from typing import Literal

import structlog
from structlog.typing import EventDict, ExcInfo, WrappedLogger

_TOO_LATE = 10062
"""Discord, "Opcodes and Status Codes": unknown interaction."""
_PAYLOAD_LOGGERS = ("discord", "discord.gateway", "discord.http", "discord.webhook", "aiosqlite", "asyncio")


def configure(level: str, form: Literal["text", "json"]) -> None:
    """Send every log record to stderr as ``text`` or ``json`` lines at ``level`` (DEBUG, INFO, WARNING, ERROR)."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _nobody,
        _places_only,
    ]
    renderer = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)
    )
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it lists its own parts while it is imported
    for name in _PAYLOAD_LOGGERS:
        logging.getLogger(name).setLevel(max(logging.INFO, root.level))


def places(error: BaseException) -> str:
    """``TypeName at file.py:12 in f < file.py:3 in g``: enough to find a fault, nothing of anyone's words."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in reversed(frames))
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    inner = f" from {places(error.__cause__)}" if error.__cause__ else ""
    return f"{name} at {where or 'unknown place'}{inner}"


def _nobody(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """discord.py names the server and the person when an autocomplete fails: cut them off."""
    if event.get("logger") == "discord.app_commands.tree":
        event["event"] = str(event["event"]).partition(" (Guild:")[0]
        if getattr(_error(event.get("exc_info")), "code", None) == _TOO_LATE:
            raise structlog.DropEvent  # the person typed on before we answered; nothing is wrong
    return event


def _places_only(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    error = _error(event.pop("exc_info", None))
    if error is not None:
        event["error"] = places(error)
        if event.get("logger") == "asyncio":
            # asyncio writes the exception itself, words and all, on the lines after the first.
            event["event"] = str(event["event"]).partition("\n")[0]
    return event


def _error(exc_info: ExcInfo | BaseException | bool | None) -> BaseException | None:
    if exc_info is True:
        return sys.exc_info()[1]
    if isinstance(exc_info, tuple):
        return exc_info[1]
    return exc_info if isinstance(exc_info, BaseException) else None


def _short(filename: str) -> str:
    return "/".join(filename.replace("\\", "/").split("/")[-2:])
