"""A reflection as a store keeps it. What the text says is known to ``keeping.py`` alone."""

from datetime import datetime
from typing import NamedTuple


class Kept(NamedTuple):
    """One reflection of ``owner`` (a Discord user id). Both times are in UTC and know it."""

    id: str
    owner: int
    revision: int
    text: str
    begun: datetime
    touched: datetime
