"""A coach who walks through a reflection in a process of its own, to be killed while it does.

``python -m tests.faults.walker`` reads jobs from stdin, a JSON line each, and forks one walk for each: everything is
imported only once. A walk says on stdout, a JSON line each: its process id; what is about to happen ("about"); and
every screen in the moment in which it reaches the person ("shown"), which acknowledges the step before it. It never
ends by itself but by a failure, which it says too ("failed").
"""

import asyncio
import json
import os
import random
import sys
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import simcord
from simcord.env import Env
from simcord.results import InteractionResult, to_discord_message

from bot.app import create_bot
from bot.logs import configure
from bot.settings import read_settings
from bot.surface.client import Wayside
from bot.surface.ids import Action, decode

_ENDING = {"r-discard", "r-discarded", "r-file", "r-end"}
_HELP = {"r-sign", "r-country"}
_OTHERS = {"reflect-pick"}
_OLD_CONTROLS = 3
"""There may be more; other lives press those."""
_COMPONENTS_V2 = 1 << 15
_HOUR = 3600.0
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SECONDS = 60

Control = tuple[Action, str, tuple[str, ...]]
"""Its action, its custom_id, and the values of a menu."""


class Failed(Exception):
    """A control did not answer."""


class Walker:
    """Noor in ``env``, with dice of her own."""

    def __init__(self, env: Env, bot: Wayside, guide: str, dice: random.Random) -> None:
        self._env = env
        self._guide = guide
        self._dice = dice
        guild = env.create_guild()
        self._square = guild.create_text_channel("ethics-corner")
        self._noor = guild.add_member(env.create_user("noor"))
        self._dm = self._noor.user.dm_channel
        words = bot.desk.locales["en"]
        self._broken = (words("error-unexpected", reference="a1b2c3"), words("error-old-control"), words("gone"))
        say(owner=self._noor.id)
        env.backend.subscribers.append(self._see)

    async def press_old(self, screen: list[dict[str, Any]]) -> None:
        """Press controls of the screen that the killed process had shown, each on a message of its own."""
        controls = _controls(screen)
        for control in self._dice.sample(controls, min(_OLD_CONTROLS, len(controls))):
            posted = self._env.backend.create_message(
                self._dm.id, self._env.backend.bot_user.id, components=screen, flags=_COMPONENTS_V2, broadcast=False
            )
            await self._press(to_discord_message(self._env, posted), control)

    async def resume(self) -> None:
        """Open what is open through ``/reflect``, in the private chat or in the server; begin where nothing is."""
        in_dm = self._dice.random() < 0.5
        self._about("/reflect")
        listed = self._answered(
            await (self._noor.user.slash("reflect") if in_dm else self._noor.slash(self._square, "reflect"))
        )
        again = next((each for each in _controls(listed) if each[0].name == "reflect"), None)
        if again and in_dm:
            await self._press(_message(listed), again)
        elif again:
            self._about(again[1])
            self._answered(await self._noor.click(_message(listed), custom_id=again[1]))
        else:
            begun = self._answered(await self._noor.user.slash("reflect", scenario=self._guide))
            start = next(each for each in _controls(begun) if each[0].name == "reflect-start")
            await self._press(_message(begun), start)

    async def walk(self) -> None:
        """Go on for ever: press anything, write something else every time."""
        while True:
            screen = self._dm.history()[-1]
            plain: list[Any] = [each.to_dict() for each in screen.components]
            shown = _controls(plain)
            if not shown:
                raise Failed("a screen without a control")
            wanted = [each for each in shown if each[0].name in ("r-write", "r-outline")]
            forward = [each for each in shown if each[0].name in ("r-next", "r-pick", "r-rate", "r-review", "r-go-on")]
            some = next((kind for kind in (wanted, forward) if kind and self._dice.random() < 0.4), shown)
            pressed = await self._press(screen, self._dice.choice(some))
            if pressed.modal is not None:
                await self._write(pressed)

    async def _press(self, on: Any, control: Control) -> InteractionResult:
        _, custom_id, values = control
        self._about(custom_id)
        if values:
            chosen = [self._dice.choice(values)]
            return self._answered(await self._noor.user.select(on, chosen, custom_id=custom_id))
        return self._answered(await self._noor.user.click(on, custom_id=custom_id))

    async def _write(self, window: InteractionResult) -> None:
        action = decode((window.modal or {})["custom_id"])
        assert action is not None
        step = action.arguments[1] if action.name == "r-wrote" else "opening"
        text = "".join(self._dice.choices(_LETTERS, k=12))
        self._about(action.name, wrote=[step, text])
        field = "note" if action.name == "r-wrote" else step
        self._answered(await self._noor.user.submit_modal(window, {field: text}))

    def _answered(self, result: InteractionResult) -> InteractionResult:
        said = _texts(result.response.components) if result.response else []
        if not result.acknowledged or not (said or result.modal) or any(each in said for each in self._broken):
            raise Failed(f"no answer: {said}")
        return result

    def _see(self, event: str, payload: Mapping[str, Any]) -> None:
        if event in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and payload["channel_id"] == str(self._dm.id):
            say(shown=payload["components"])

    def _about(self, control: str, wrote: list[str] | None = None) -> None:
        say(about=control, wrote=wrote)


def _controls(shown: InteractionResult | list[dict[str, Any]]) -> list[Control]:
    """What a coach would press who is not in danger, does not want to end, and begins no second reflection."""
    components = shown if isinstance(shown, list) else _message(shown).components
    found: list[Control] = []
    for each in walked(components):
        action = decode(each.get("custom_id", ""))
        if action and action.name not in _ENDING | _HELP | _OTHERS and action.arguments[2:] != ("yes",):
            found.append((action, each["custom_id"], tuple(line["value"] for line in each.get("options", ()))))
    return found


def _message(result: InteractionResult) -> Any:
    if result.response is None:
        raise Failed("no answer")
    return result.response


def _texts(components: list[dict[str, Any]]) -> list[str]:
    return [each["content"] for each in walked(components) if each["type"] == 10]


def walked(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component with those inside it, from top to bottom."""
    for component in components:
        yield component
        yield from walked(component.get("components", []))


def say(**what: Any) -> None:
    """One line on stdout, in one write, so that a kill leaves whole lines."""
    os.write(1, f"{json.dumps(what)}\n".encode())


async def _live(job: dict[str, Any]) -> None:
    bot = create_bot(read_settings(WAYSIDE_DATA_DIR=Path(job["folder"])), reference=lambda: "a1b2c3")
    bot.forget_synced_commands()  # simcord's world was lost with the process, its commands too
    async with asyncio.timeout(_SECONDS), simcord.run(bot) as env:
        walker = Walker(env, bot, job["guide"], random.Random(job["seed"]))
        env.backend.advance_clock(job["life"] * _HOUR)  # later, so that no new message has the id of an older one
        if job["screen"]:
            await walker.press_old(job["screen"])
        await walker.resume()
        await walker.walk()


def _serve() -> None:
    configure("WARNING", "text")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                asyncio.run(_live(json.loads(line)))
            except BaseException:
                say(failed=traceback.format_exc())
            os._exit(1)
        say(process=child)
        os.waitpid(child, 0)
        say(ended=True)


if __name__ == "__main__":
    _serve()
