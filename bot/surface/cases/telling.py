"""The one private message to an author who asked for it. Whether it arrives is nobody else's business."""

import discord
import structlog

from bot.community.cases import Case
from bot.storage.cases import Kept
from bot.surface.cards import safe
from bot.surface.desk import Desk
from bot.surface.replies import UNREACHED
from bot.surface.views.case_posted import told_card, url_of

_log = structlog.get_logger(__name__)

_NEVER = range(400, 500)
"""HTTP statuses after which a message surely cannot be delivered: they take none, or are gone."""
_TOO_MANY = 429
_SERVER = 100


async def tell_author(client: discord.Client, desk: Desk, kept: Kept) -> bool:
    """Tell the author how the case stands; False when it is worth trying again. Never raises what Discord may."""
    case, guild = kept.case, client.get_guild(kept.guild)
    if guild is None:
        return True  # they would not know what this is about
    words = desk.locales.named(case.language)
    try:
        channel = await client.create_dm(discord.Object(case.author))
        # Discord, "Create Message", enforce_nonce: the same nonce within some minutes returns the first message.
        await channel.send(
            view=told_card(words, case, safe(guild.name, _SERVER), url_of(guild.id, case)), nonce=_mark(kept.id, case)
        )
    except UNREACHED as error:
        status = getattr(error, "status", 0)
        delivered = status in _NEVER and status != _TOO_MANY
        _log.info("somebody could not be told of a decision", status=status, again=not delivered)
        return delivered
    return True


def _mark(id: str, case: Case) -> str:
    return f"{id[:16]}-{case.state.value}"[:25]
