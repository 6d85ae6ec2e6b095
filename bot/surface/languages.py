"""Languages by the names their own speakers give them."""

from babel import Locale
from discord import app_commands

from bot.surface.desk import Desk
from bot.surface.types import Choices


def own_name(language: str) -> str:
    """``fr`` -> ``Français``."""
    return (Locale(language).get_display_name(language) or language).capitalize()


def language_choices(desk: Desk) -> Choices:
    """Every language we write, for an option."""
    return [app_commands.Choice(name=own_name(each), value=each) for each in desk.knowledge.languages]
