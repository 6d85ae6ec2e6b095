"""The windows around a case. Each begins with what was there, or with words that could not be kept the time before."""

from typing import NamedTuple

from bot.community.cases import HAPPENED, HOPED, REASON, tidy
from bot.surface.router import typed
from bot.surface.types import Interaction
from bot.surface.windows import Window
from bot.surface.words import Words

_HAPPENED, _HOPED, _REASON = "happened", "hoped", "reason"


class Texts(NamedTuple):
    """The two texts of a case."""

    happened: str = ""
    hoped: str = ""

    @property
    def together(self) -> str:
        """Both, to be read for danger and details."""
        return f"{self.happened}\n{self.hoped}"


def case_window(words: Words, id: str, texts: Texts, *, anew: bool = True) -> Window:
    """The author's, to write the case ``id`` or, not ``anew``, to change it."""
    window = Window(words("case-title"), "case-wrote" if anew else "case-rewrote", id)
    _ask_both(window, words, texts)
    window.say(words("case-window-kept"))
    return window


def edit_window(words: Words, id: str, revision: int, texts: Texts) -> Window:
    """A moderator's, to change the wording they have seen."""
    window = Window(words("case-title"), "queue-edited", id, str(revision))
    _ask_both(window, words, texts)
    return window


def decline_window(words: Words, id: str, revision: str, reason: str) -> Window:
    """A moderator's, for one sentence to the author."""
    window = Window(words("decline-title"), "queue-declined", id, revision)
    window.ask(_REASON, words("decline-label"), words("decline-hint"), reason[:REASON], REASON, required=True)
    return window


def typed_texts(interaction: Interaction) -> Texts:
    """What was written into the first or the second window."""
    return Texts(tidy(typed(interaction, _HAPPENED)), tidy(typed(interaction, _HOPED)))


def typed_reason(interaction: Interaction) -> str:
    """What was written into the third."""
    return " ".join(tidy(typed(interaction, _REASON)).split())


def _ask_both(window: Window, words: Words, texts: Texts) -> None:
    first, second = texts.happened[:HAPPENED], texts.hoped[:HOPED]
    window.ask(_HAPPENED, words("case-happened-label"), words("case-happened-hint"), first, HAPPENED, required=True)
    window.ask(_HOPED, words("case-hoped-label"), words("case-hoped-hint"), second, HOPED, required=True)
