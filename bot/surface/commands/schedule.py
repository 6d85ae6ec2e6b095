"""``/schedule add|list|pause|resume|remove``: weekly series. For moderators."""

from collections.abc import Awaitable, Callable
from typing import Any

from discord import app_commands
from discord.app_commands import Choice, Transform

from bot.community.topics import rotations
from bot.surface.languages import language_choices
from bot.surface.moderators import for_moderators
from bot.surface.posting.reach import ChannelOption, ChosenChannel
from bot.surface.refusals import may_decline
from bot.surface.router import Router
from bot.surface.series.planning import Asked, Planning
from bot.surface.suggest import caught, choices
from bot.surface.types import Choices, Interaction
from bot.surface.views.series import rotation_name
from bot.surface.words import Labels

Where = Transform[ChosenChannel, ChannelOption] | None
_OPTIONS = (
    "rotates",
    "weekday",
    "time",
    "every",
    "time_zone",
    "channel",
    "language",
    "second_language",
    "thread",
    "starting",
)


def install(tree: app_commands.CommandTree[Any], router: Router, planning: Planning) -> None:
    """Add ``/schedule`` and the controls of its cards."""
    desk, label = planning.desk, Labels(planning.desk.locales)
    group = app_commands.Group(name=label("command-schedule"), description=label("command-schedule-description"))
    tree.add_command(for_moderators(group))
    languages = language_choices(desk)
    turning = [Choice(name=rotation_name(desk, label, each), value=each) for each in rotations(desk.knowledge)]
    weekdays = [Choice(name=label(f"weekday-{day}"), value=day) for day in range(7)]
    rhythms = [Choice(name=label(f"every-{weeks}"), value=weeks) for weeks in (1, 2)]

    def option(name: str) -> str:
        return f"option-{name.replace('_', '-')}"

    @group.command(name=label("command-schedule-add"), description=label("command-schedule-add-description"))
    @app_commands.rename(**{each: label(option(each)) for each in _OPTIONS})
    @app_commands.describe(**{each: label(f"{option(each)}-description") for each in _OPTIONS})
    @app_commands.choices(rotates=turning, language=languages, second_language=languages)
    @app_commands.choices(weekday=weekdays, every=rhythms)
    @may_decline(desk.locales)
    async def add(
        interaction: Interaction,
        rotates: str,
        weekday: int,
        time: app_commands.Range[str, 1, 30],
        every: int = 1,
        time_zone: str | None = None,
        channel: Where = None,
        language: str | None = None,
        second_language: str | None = None,
        thread: bool = False,
        starting: app_commands.Range[str, 1, 30] | None = None,
    ) -> None:
        asked = Asked(rotates, weekday, time, every, time_zone, starting, thread)
        await planning.add(interaction, asked, channel.id if channel else None, language, second_language)

    @add.autocomplete("time_zone")
    @caught
    async def complete_zone(interaction: Interaction, current: str) -> Choices:
        return choices(await planning.zones_like(interaction, current))

    @group.command(name=label("command-schedule-list"), description=label("command-schedule-list-description"))
    @may_decline(desk.locales)
    async def list_all(interaction: Interaction) -> None:
        await planning.show_all(interaction)

    def add_turn(name: str, act: Callable[[Interaction, str], Awaitable[None]]) -> None:
        """``/schedule pause|resume|remove series``."""
        key = f"command-schedule-{name}"

        @group.command(name=label(key), description=label(f"{key}-description"))
        @app_commands.rename(series=label("option-series"))
        @app_commands.describe(series=label("option-series-description"))
        @may_decline(desk.locales)
        async def turn(interaction: Interaction, series: str) -> None:
            await act(interaction, series)

        @turn.autocomplete("series")
        @caught
        async def complete(interaction: Interaction, current: str) -> Choices:
            return await planning.series_like(interaction, current)

    add_turn("pause", planning.pause)
    add_turn("resume", planning.resume)
    add_turn("remove", planning.ask_to_remove)

    router.on("series-all", planning.show_all)
    router.on("series-open", planning.show_one)
    router.on("series-pause", planning.pause)
    router.on("series-resume", planning.resume)
    router.on("series-remove", planning.ask_to_remove)
    router.on("series-removed", planning.remove)
