"""Round pictures with an initial, drawn here so that the demo needs nothing from outside."""

from __future__ import annotations

import io
from typing import Protocol

from PIL import Image, ImageDraw, ImageFont

_SIZE = 160
# Where simcord looks for a person's picture (``simcord.preview._identity``); ``.invalid`` never leaves the machine.
_ADDRESS = "https://cdn.simcord.invalid/avatars/{id}/{avatar}.png"


class Pictured(Protocol):
    """A simulated user: the id, and the name of the picture."""

    @property
    def id(self) -> int:
        """Snowflake."""
        ...

    @property
    def avatar(self) -> str | None:
        """The picture's name in its address."""
        ...


def address(user: Pictured) -> str:
    """The address under which ``env.preview(assets=...)`` is asked for this person's picture."""
    return _ADDRESS.format(id=user.id, avatar=user.avatar)


def draw(initial: str, colour: str) -> bytes:
    """A PNG: one letter in white on a plain colour (``#rrggbb``)."""
    picture = Image.new("RGB", (_SIZE, _SIZE), colour)
    font = ImageFont.load_default(size=_SIZE * 0.5)
    ImageDraw.Draw(picture).text((_SIZE / 2, _SIZE / 2), initial, fill="white", font=font, anchor="mm")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
