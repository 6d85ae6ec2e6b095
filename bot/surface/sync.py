"""Tell Discord our commands only when they have changed: it allows 200 creations a day, and a start is quicker."""

import asyncio
import hashlib
import json
from pathlib import Path
from typing import Any

import structlog
from discord import app_commands

_log = structlog.get_logger(__name__)


async def sync_commands(tree: app_commands.CommandTree[Any], file: Path) -> dict[str, int]:
    """Sync when the translated commands differ from those noted in ``file``; returns Discord's id of each by name.

    What Discord has is asked too, for commands can be removed or overwritten there. Raises discord.HTTPException or
    discord.RateLimited when Discord refuses the commands.
    """
    digest = await _digest(tree)
    noted = await asyncio.to_thread(_read, file)
    if noted and noted["digest"] == digest and await _ids_at_discord(tree) == noted["ids"]:
        return noted["ids"]
    synced = await tree.sync()
    ids = {command.name: command.id for command in synced}
    text = json.dumps({"digest": digest, "ids": ids}, indent=2)
    try:
        await asyncio.to_thread(file.write_text, text, encoding="utf-8")
    except OSError as error:
        # The commands are there all the same; the next start sends them once more.
        _log.warning("could not note the synced commands", file=str(file), error=error.strerror)
    _log.info("commands synced", commands=len(synced))
    return ids


async def _ids_at_discord(tree: app_commands.CommandTree[Any]) -> dict[str, int]:
    return {command.name: command.id for command in await tree.fetch_commands()}


async def _digest(tree: app_commands.CommandTree[Any]) -> str:
    commands = tree.get_commands()
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in commands
    ]
    application = tree.client.application_id
    return hashlib.sha256(json.dumps([application, payload], sort_keys=True).encode()).hexdigest()


def _read(file: Path) -> dict[str, Any] | None:
    try:
        noted = json.loads(file.read_text(encoding="utf-8"))
        return {"digest": str(noted["digest"]), "ids": {str(name): int(id) for name, id in noted["ids"].items()}}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # missing or damaged: sync again, which writes it anew
