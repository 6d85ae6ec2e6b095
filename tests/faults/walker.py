"""A coach who walks through a reflection in a process of its own, to be killed while it does.

``python -m tests.faults.walker`` reads jobs from stdin, a JSON line each, and forks one walk for each: everything is
imported only once. A walk says on stdout, a JSON line each: its process id, what is about to happen ("about"), and what
an acknowledged step led to ("done"). It never ends by itself but by a failure, which it says too ("failed").
"""

import asyncio
import json
import os
import random
import sys
import traceback
from collections.abc import Iterator
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

ENDING = {"r-discard", "r-discarded", "r-file", "r-end"}
"""Controls that would end the reflection; not pressed here."""
_COMPONENTS_V2 = 1 << 15
_HOUR = 3600.0
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SECONDS = 60


class Failed(Exception):
    """A control did not answer."""


class Walker:
    """Noor in ``env``, with dice of her own."""

    def __init__(self, env: Env, bot: Wayside, guide: str, dice: random.Random) -> None:
        self._env = env
        self._bot = bot
        self._guide = guide
        self._dice = dice
        self._noor = env.create_user("noor")
        self._channel = self._noor.dm_channel
        self._broken = bot.desk.locales["en"]("error-unexpected", reference="a1b2c3")
        self._old = bot.desk.locales["en"]("error-old-control")
        say(owner=self._noor.id)

    async def press_all_of(self, screen: list[dict[str, Any]]) -> None:
        """Press every control of the screen that the killed process had shown, each on a message of its own."""
        controls = [each for each in controls_of(screen) if each[0].name not in ENDING]
        for _, custom_id, values in self._dice.sample(controls, len(controls)):
            posted = self._env.backend.create_message(
                self._channel.id, self._env.backend.bot_user.id, components=screen, flags=_COMPONENTS_V2
            )
            await self._press(to_discord_message(self._env, posted), custom_id, values)

    async def resume(self) -> None:
        """Open what is open through ``/reflect``, or begin."""
        self._about("/reflect")
        listed = await self._noor.slash("reflect")
        again = [each for each in self._in(listed) if each[0].name == "reflect"]
        if again:
            await self._step(listed.response, again[0][1], ())
        else:
            begun = await self._noor.slash("reflect", scenario=self._guide)
            start = next(each for each in self._in(begun) if each[0].name == "reflect-start")
            await self._step(begun.response, start[1], ())

    async def walk(self) -> None:
        """Go on for ever: press anything, write something else every time."""
        while True:
            screen = self._channel.history()[-1]
            shown = [each for each in controls_of(_plain(screen)) if each[0].name not in ENDING]
            wanted = [each for each in shown if each[0].name in ("r-write", "r-outline")]
            forward = [each for each in shown if each[0].name in ("r-next", "r-pick", "r-rate", "r-back", "r-review")]
            some = next((kind for kind in (wanted, forward) if kind and self._dice.random() < 0.5), shown)
            _, custom_id, values = self._dice.choice(some)
            await self._step(screen, custom_id, values)

    async def _step(self, message: Any, custom_id: str, values: tuple[str, ...]) -> None:
        result = await self._press(message, custom_id, values)
        if result.modal is not None:
            await self._write(result)

    async def _press(self, message: Any, custom_id: str, values: tuple[str, ...]) -> InteractionResult:
        self._about(custom_id)
        if values:
            pressed = await self._noor.select(message, [self._dice.choice(values)], custom_id=custom_id)
        else:
            pressed = await self._noor.click(message, custom_id=custom_id)
        return await self._answered(pressed, custom_id)

    async def _write(self, window: InteractionResult) -> None:
        action = decode((window.modal or {})["custom_id"])
        assert action is not None
        step = action.arguments[1] if action.name == "r-wrote" else "opening"
        text = "".join(self._dice.choices(_LETTERS, k=12))
        self._about(action.name, wrote=[step, text])
        result = await self._noor.submit_modal(window, {"note" if action.name == "r-wrote" else step: text})
        await self._answered(result, action.name, wrote=[step, text])

    async def _answered(self, result: InteractionResult, what: str, wrote: list[str] | None = None) -> InteractionResult:
        said = json.dumps(result.response.components) if result.response else ""
        if not result.acknowledged or self._broken[:30] in said or self._old in said:
            raise Failed(f"{what}: {said or 'no answer'}")
        if result.modal is None:
            mine = await self._bot.reflecting.reflections.of(self._noor.id)
            session = mine[0].session
            screen = _plain(self._channel.history()[-1])
            answers = {id: each.value for id, each in (session.answers | session.outline).items()}
            say(done=what, wrote=wrote, turn=session.turn, place=session.place, answers=answers, screen=screen)
            if not controls_of(screen):
                raise Failed(f"{what}: a screen without a control")
        return result

    def _in(self, result: InteractionResult) -> list[tuple[Action, str, tuple[str, ...]]]:
        if not result.acknowledged or result.response is None:
            raise Failed("/reflect: no answer")
        return controls_of(result.response.components)

    def _about(self, control: str, wrote: list[str] | None = None) -> None:
        say(about=control, wrote=wrote)


def controls_of(components: list[dict[str, Any]]) -> list[tuple[Action, str, tuple[str, ...]]]:
    """Its action, its custom_id and its menu's values, for every control that a coach who is safe would press."""
    found: list[tuple[Action, str, tuple[str, ...]]] = []
    for each in _walk(components):
        action = decode(each.get("custom_id", ""))
        if action and action.name not in ("r-sign", "r-country") and action.arguments[2:] != ("yes",):
            found.append((action, each["custom_id"], tuple(line["value"] for line in each.get("options", ()))))
    return found


def _plain(message: Any) -> list[dict[str, Any]]:
    return [each.to_dict() for each in message.components]


def _walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))


def say(**what: Any) -> None:
    """One line on stdout, in one write, so that a kill leaves whole lines."""
    os.write(1, f"{json.dumps(what)}\n".encode())


async def _live(job: dict[str, Any]) -> None:
    bot = create_bot(read_settings(WAYSIDE_DATA_DIR=Path(job["folder"])), reference=lambda: "a1b2c3")
    bot.forget_synced_commands()  # simcord's world was lost with the process, its commands too
    async with asyncio.timeout(_SECONDS), simcord.run(bot) as env:
        walker = Walker(env, bot, job["guide"], random.Random(job["seed"]))  # noqa: S311 - dice, not secrets
        env.backend.advance_clock(job["life"] * _HOUR)  # later, so that no new message has the id of an older one
        if job["screen"]:
            await walker.press_all_of(job["screen"])
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
