"""How an answer is given: to the asker alone, and in place when the control pressed is already theirs alone."""

from bot.surface.cards import Card
from bot.surface.types import Interaction


async def show(interaction: Interaction, card: Card) -> None:
    """Answer with ``card``: edits the private message the control stands on, or sends a new private one."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)
