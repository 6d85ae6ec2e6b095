"""From screen to screen: what the buttons and menus of a reflection do. A control says its reflection and its turn."""

from datetime import timedelta

from bot.reflection.session import TEN, Chosen, Event, InCountry, Move, Rated, Recognised, Review, Safety
from bot.surface.errors import Refusal
from bot.surface.reflection.reflecting import Reflecting
from bot.surface.router import Router
from bot.surface.situations import by_id
from bot.surface.types import Interaction
from bot.surface.views.clause import clause_card
from bot.surface.views.reflection_close import REVIEW_DAYS


def install(router: Router, reflecting: Reflecting) -> None:
    """Add them."""

    def move(event: Move) -> None:
        async def handler(interaction: Interaction, id: str, turn: str) -> None:
            await reflecting.act(interaction, id, turn, event)

        router.on(f"r-{event.value}", handler)

    def told(name: str, read: dict[str, Event]) -> None:
        async def handler(interaction: Interaction, id: str, turn: str, value: str) -> None:
            if value not in read:
                raise Refusal("error-old-control")
            await reflecting.act(interaction, id, turn, read[value])

        router.on(name, handler)

    async def sign(interaction: Interaction, id: str, turn: str, value: str) -> None:
        await reflecting.act(interaction, id, turn, Recognised(value))

    async def pick(interaction: Interaction, id: str, turn: str, option: str) -> None:
        await reflecting.act(interaction, id, turn, Chosen(option))

    async def review(interaction: Interaction, id: str, turn: str, days: str) -> None:
        if days != "none" and not (days.isdecimal() and int(days) in REVIEW_DAYS):
            raise Refusal("error-old-control")
        day = None if days == "none" else reflecting.reflections.today() + timedelta(days=int(days))
        await reflecting.act(interaction, id, turn, Review(day))

    async def country(interaction: Interaction, id: str, country: str) -> None:
        if all(country != each.id for each in reflecting.desk.knowledge.crisis_lines.countries):
            raise Refusal("error-old-control")
        user, shown = interaction.user.id, reflecting.place_of(interaction)
        work = reflecting.reflections.act(id, user, InCountry(country), turn=None, shown=shown)
        await reflecting.show_result(interaction, work)

    async def read(interaction: Interaction, guide: str, ref: str) -> None:
        # A message of its own, so that the question stays where it is.
        clause = reflecting.desk.knowledge.clauses.get(ref)
        if clause is None or not clause.published:
            raise Refusal("error-old-control")
        words = reflecting.desk.locales.reader(interaction)
        card = clause_card(reflecting.desk, words, clause, by_id(reflecting.desk, guide))
        await interaction.response.send_message(view=card, ephemeral=True)

    for each in Move:
        move(each)
    told("r-safe", {"no": Safety("no"), "unsure": Safety("unsure"), "yes": Safety("yes")})
    told("r-rate", {str(number): Rated(number) for number in range(TEN + 1)})
    router.on("r-read", read)
    router.on("r-sign", sign)
    router.on("r-pick", pick)
    router.on("r-review", review)
    router.on("r-country", country)
