"""Written words: the windows they are written in, what they are read for, and how they are saved."""

from bot.failures import StorageUnavailable
from bot.knowledge.guide import OUTLINE
from bot.reflection.service import Held, Written
from bot.reflection.session import OUTLINE_FIELDS, step_of
from bot.surface.reflection.reflecting import Reflecting
from bot.surface.replies import draw
from bot.surface.router import Router, typed
from bot.surface.types import Interaction
from bot.surface.views.reflection_close import details_card, not_saved_card
from bot.surface.views.reflection_modals import NOTE, note_window, outline_window


def install(router: Router, reflecting: Reflecting) -> None:
    """Add the controls that write."""
    desk, reflections = reflecting.desk, reflecting.reflections

    async def write(interaction: Interaction, id: str, turn: str) -> None:
        opened = await reflecting.awaited(interaction, reflections.get(id, interaction.user.id))
        step = step_of(opened.session, opened.guide) if opened else None
        if (
            opened
            and step
            and step.kind == "note"
            and turn == str(opened.session.turn)
            and not interaction.response.is_done()
        ):
            held = opened.session.answers.get(step.id)
            words = desk.locales.reader(interaction)
            window = note_window(words, opened.guide, id, step, str(held.value) if held else "", opened.session.turn)
            await interaction.response.send_modal(window)
        elif opened:
            await look(interaction, id)

    async def outline(interaction: Interaction, id: str, turn: str) -> None:
        opened = await reflecting.awaited(interaction, reflections.get(id, interaction.user.id))
        if opened and turn == str(opened.session.turn) and not interaction.response.is_done():
            window = outline_window(desk.locales.reader(interaction), opened.guide, id, opened.session)
            await interaction.response.send_modal(window)
        elif opened:
            await look(interaction, id)

    async def wrote(interaction: Interaction, id: str, step: str, seen: str) -> None:
        await submit(interaction, id, step, Written({step: typed(interaction, NOTE).strip()}, _number(seen)))

    async def outlined(interaction: Interaction, id: str, seen: str) -> None:
        texts = {name: typed(interaction, name).strip() for name in OUTLINE_FIELDS}
        await submit(interaction, id, OUTLINE, Written(texts, _number(seen)))

    async def submit(interaction: Interaction, id: str, field: str, written: Written, *, sure: bool = False) -> None:
        say, user, shown = desk.locales.reader(interaction), interaction.user.id, reflecting.place_of(interaction)
        work = reflections.submit(id, user, field, written, sure=sure, shown=shown)
        try:
            result = await reflecting.awaited(interaction, work)
        except StorageUnavailable:
            await draw(interaction, not_saved_card(say, id, field))
            return
        if isinstance(result, Held):
            await draw(interaction, details_card(say, result))
        elif result:
            await reflecting.show_open(interaction, result)

    async def again(interaction: Interaction, id: str, field: str, *, sure: bool = False) -> None:
        held = reflections.held(id, interaction.user.id, field)
        if held is None:
            await forgotten(interaction, id)
        else:
            await submit(interaction, id, field, held.written, sure=sure or held.sure)

    async def keep(interaction: Interaction, id: str, field: str) -> None:
        await again(interaction, id, field, sure=True)

    async def save(interaction: Interaction, id: str, field: str) -> None:
        await again(interaction, id, field)

    async def edit(interaction: Interaction, id: str, field: str) -> None:
        opened = await reflecting.awaited(interaction, reflections.get(id, interaction.user.id))
        held = reflections.held(id, interaction.user.id, field)
        if opened is None:
            return
        if held is None:
            await forgotten(interaction, id)
            return
        say = desk.locales.reader(interaction)
        if interaction.response.is_done():  # too late for a window: the two buttons once more
            await draw(interaction, details_card(say, held))
            return
        step = next((each for each in opened.guide.steps if each.id == field), None)
        if step:
            window = note_window(say, opened.guide, id, step, held.written.texts[field], held.written.seen)
        else:
            window = outline_window(say, opened.guide, id, opened.session, held.written)
        await interaction.response.send_modal(window)

    async def forgotten(interaction: Interaction, id: str) -> None:
        await look(interaction, id)
        words = desk.locales.reader(interaction)
        await interaction.followup.send(words("details-forgotten"), ephemeral=True)

    async def look(interaction: Interaction, id: str) -> None:
        await reflecting.show_result(interaction, reflections.get(id, interaction.user.id))

    router.on("r-write", write)
    router.on("r-outline", outline)
    router.on("r-wrote", wrote)
    router.on("r-outlined", outlined)
    router.on("r-keep", keep)
    router.on("r-save", save)
    router.on("r-edit", edit)
    router.on("r-look", look)


def _number(seen: str) -> int:
    return int(seen) if seen.isdecimal() else 0
