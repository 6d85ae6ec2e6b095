"""One route for buttons, menus and modal submissions: custom_id -> handler. Nothing is remembered per message."""

from collections.abc import Awaitable, Callable
from inspect import signature
from typing import Any, cast

import discord

from bot.surface.errors import Funnel, Refusal
from bot.surface.ids import decode
from bot.surface.preferred import Preferring
from bot.surface.types import Interaction

Handler = Callable[..., Awaitable[None]]
"""``async def handler(interaction, *arguments)``; what a menu's user chose comes last, several with commas."""

_ROUTED = (discord.InteractionType.component, discord.InteractionType.modal_submit)


class Router:
    """Handlers by action name. A stale or foreign control gets a kind sentence, never a dead button."""

    def __init__(self, funnel: Funnel, preferring: Preferring) -> None:
        self._funnel = funnel
        self._preferring = preferring
        self._handlers: dict[str, tuple[Handler, int]] = {}

    def on(self, name: str, handler: Handler) -> None:
        """Answer the action ``name`` with ``handler``. Raises ValueError when it is taken."""
        if name in self._handlers:
            raise ValueError(f"two handlers for the action {name}")
        self._handlers[name] = handler, len(signature(handler).parameters) - 1

    async def dispatch(self, interaction: Interaction) -> None:
        """Handle ``interaction`` if it is a component or a modal; every failure goes through the funnel."""
        if interaction.type not in _ROUTED:
            return
        data = cast(dict[str, Any], interaction.data or {})
        action = decode(str(data.get("custom_id", "")))
        try:
            await self._preferring.prefer(interaction)
            name, arguments = action or ("", ())
            chosen = (",".join(map(str, data["values"])),) if "values" in data else ()
            await self.perform(interaction, name, *arguments, *chosen)
        except Exception as error:
            await self._funnel.catch(interaction, error, action.name if action else "foreign control")

    async def perform(self, interaction: Interaction, action: str, *arguments: str) -> None:
        """Answer as if the control of ``action`` had been used. Raises Refusal for an unknown one."""
        handler, takes = self._handlers.get(action, (None, 0))
        if handler is None or len(arguments) != takes:
            raise Refusal("error-old-control")
        await handler(interaction, *arguments)


def typed(interaction: Interaction, field: str) -> str:
    """What a person typed into the field ``field`` of a submitted modal, or an empty string."""
    data = cast(dict[str, Any], interaction.data or {})
    for outer in data.get("components", ()):
        inner = [outer["component"]] if "component" in outer else outer.get("components", ())
        for component in inner:
            if component.get("custom_id") == field:
                return str(component.get("value", ""))
    return ""
