"""Words that could not be kept, for a few minutes and in memory alone: so that nobody has to write them twice."""

from cachetools import TTLCache

from bot.surface.views.case_windows import Texts

_HELD, _HELD_SECONDS = 1000, 15 * 60


class Unkept:
    """By who wrote them and what for: a person's case for a server, a moderator's wording or sentence for a case."""

    def __init__(self) -> None:
        self._held: TTLCache[tuple[int, str], Texts] = TTLCache(_HELD, _HELD_SECONDS)

    def hold(self, user: int, what: str, texts: Texts) -> None:
        """Hold them, until ``let_go``."""
        self._held[user, what] = texts

    def get(self, user: int, what: str) -> Texts | None:
        """What is held, to begin the window with."""
        return self._held.get((user, what))

    def let_go(self, user: int, what: str | None = None) -> None:
        """They are kept now; without ``what``, the person wants nothing held."""
        for key in [key for key in self._held if key[0] == user and what in (None, key[1])]:
            self._held.pop(key, None)
