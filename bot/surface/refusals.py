"""Commands that may decline: the reason is an answer like any other, not an error of the command."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from bot.surface.cards import Card, panel
from bot.surface.errors import Refusal
from bot.surface.replies import show
from bot.surface.types import Interaction
from bot.surface.words import Locales

Options = ParamSpec("Options")
Command = Callable[Concatenate[Interaction, Options], Coroutine[Any, Any, None]]


def may_decline(locales: Locales) -> Callable[[Command[Options]], Command[Options]]:
    """Wrap a command's callback: a Refusal raised before it has answered becomes its answer."""

    def wrap(command: Command[Options]) -> Command[Options]:
        @wraps(command)
        async def run(interaction: Interaction, *given: Options.args, **options: Options.kwargs) -> None:
            try:
                await command(interaction, *given, **options)
            except Refusal as refusal:
                words = locales.reader(interaction)
                await show(interaction, Card(panel(words(refusal.message, **refusal.arguments))))

        return run

    return wrap
