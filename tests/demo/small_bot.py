"""A stand-in for Wayside with one of each kind of interaction, so that the page's own tests do not hang on content."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands, ui


class Note(ui.Modal, title="Write an answer"):
    """Says back what was written, and in which language Discord said the writer is."""

    words: ui.Label[Any] = ui.Label(text="Your words", component=ui.TextInput[Any]())

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        assert isinstance(self.words.component, ui.TextInput)
        await _say(interaction, f"modal {self.words.component.value}")


class Card(ui.LayoutView):
    """A Components V2 card that is edited in place, opens a form, writes a direct message, and has a select."""

    def __init__(self, times: int = 0) -> None:
        super().__init__(timeout=None)
        self.times = times
        box: ui.Container[Any] = ui.Container(ui.TextDisplay(f"pressed {times}"), accent_colour=0x5FA8A0)
        row: ui.ActionRow[Any] = ui.ActionRow()
        for label, callback in (("Again", self._again), ("Answer", self._answer), ("In private", self._in_private)):
            button: ui.Button[Any] = ui.Button(label=label)
            button.callback = callback  # type: ignore[method-assign]
            row.add_item(button)
        select: ui.Select[Any] = ui.Select(
            placeholder="Choose", options=[discord.SelectOption(label="This"), discord.SelectOption(label="That")]
        )
        select.callback = self._chosen  # type: ignore[method-assign]
        self.add_item(box.add_item(row).add_item(ui.ActionRow(select)))

    async def _again(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.edit_message(view=Card(self.times + 1))

    async def _answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(Note())

    async def _in_private(self, interaction: discord.Interaction[Any]) -> None:
        message = await interaction.user.send(f"private {interaction.locale}")
        await _say(interaction, message.jump_url)

    async def _chosen(self, interaction: discord.Interaction[Any]) -> None:
        await _say(interaction, f"select {(interaction.data or {}).get('values')}")


class SmallBot(discord.Client):
    """``/echo words``, ``/card``, ``/weigh file`` and the message menu ``Read it``."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default())
        self.tree: app_commands.CommandTree[Any] = app_commands.CommandTree(self)
        self.ended = False
        self.tree.add_command(_echo)
        self.tree.add_command(_card)
        self.tree.add_command(_weigh)
        self.tree.add_command(_read_it)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def close(self) -> None:
        self.ended = True
        await super().close()


@app_commands.command(name="echo", description="Say it back")
async def _echo(interaction: discord.Interaction[Any], words: str | None = None) -> None:
    await _say(interaction, f"slash {words}")


@_echo.autocomplete("words")
async def _words(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"autocomplete {current} {interaction.locale}", value=current or "nothing")]


@app_commands.command(name="card", description="A card")
async def _card(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message(view=Card(), ephemeral=True)


@app_commands.command(name="weigh", description="Give a file back")
async def _weigh(interaction: discord.Interaction[Any], file: discord.Attachment) -> None:
    await interaction.response.send_message(f"{file.size} bytes", file=await file.to_file(), ephemeral=True)


@app_commands.context_menu(name="Read it")
async def _read_it(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    await _say(interaction, f"menu {message.content[:20]}")


async def _say(interaction: discord.Interaction[Any], words: str) -> None:
    await interaction.response.send_message(f"{words} {interaction.locale}", ephemeral=True)
