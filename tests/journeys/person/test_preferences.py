"""``/preferences``: the language and the country a person chose win over Discord's; both can be taken back."""

from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.storage.digests import Digests
from tests.conftest import Town
from tests.journeys.private import Private
from tests.journeys.seen import answer, buttons, text


async def choose(person: MemberActor, shown: InteractionResult, menu: str, value: str) -> InteractionResult:
    return await person.select(answer(shown), [value], custom_id=f"w1/{menu}")


async def test_nothing_is_chosen_at_first(town: Town) -> None:
    shown = text(await town.noor.slash(town.channel, "preferences"))
    assert "Language: as in Discord" in shown
    assert "Country for emergency numbers: none, I show several" in shown
    assert await town.bot.reflecting._members.get(town.noor.id) == (None, None)


async def test_the_digest_is_offered_only_where_the_server_has_one(town: Town) -> None:
    english, others = (town.bot.desk.locales[each] for each in ("en", "fr"))
    without = await town.noor.slash(town.channel, "preferences")
    assert "digest" not in text(without)
    assert buttons(without) == []
    await town.bot.communities.set(town.guild.id, digest=True)
    offered = await town.noor.slash(town.channel, "preferences")
    assert buttons(offered) == [english("digest-send-me")]
    # Whoever chooses a language there keeps the offer on the screen, and has asked for nothing.
    french = await choose(town.noor, offered, "my-language", "fr")
    assert buttons(french) == [others("digest-send-me")]
    assert await Digests(town.bot.database).of_member(town.noor.id) == []
    assert buttons(await town.noor.user.slash("preferences")) == []


async def test_the_chosen_language_wins_over_discord_s_everywhere(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "preferences")
    french = await choose(town.noor, shown, "my-language", "fr")
    assert text(french).startswith("### Vos préférences")
    assert "Langue\xa0: Français" in text(french).replace(" :", "\xa0:")
    help_ = await town.noor.slash(town.channel, "help")
    assert town.bot.desk.locales["fr"]("help-title") in text(help_)
    dm = Private(town, town.noor)
    await town.restart()
    await dm.slash("reflect", scenario="client-ends")
    assert town.bot.desk.knowledge.guides["client-ends"].opening["fr"] in dm.text
    await dm.press("Commencer")
    # Typed messages tell no language: the chosen one counts there too.
    await dm.user.send_dm("hello")
    assert town.bot.desk.locales["fr"]("chat-title") in dm.text
    assert text(await town.sam.slash(town.channel, "preferences")).startswith("### Your preferences")


async def test_a_control_drawn_in_one_language_answers_in_the_one_chosen_since(town: Town) -> None:
    card = await town.noor.slash(town.channel, "scenario", situation="bias")
    shown = await town.noor.slash(town.channel, "preferences")
    await choose(town.noor, shown, "my-language", "fr")
    paths = await town.noor.click(answer(card), label="Paths")
    assert town.bot.desk.knowledge.scenarios["bias"].paths.end["fr"] in text(paths)


async def test_the_country_comes_first_where_numbers_are_shown(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "preferences")
    german = await choose(town.noor, shown, "my-country", "DE")
    assert "Germany" in text(german)
    danger = await town.noor.slash(town.channel, "scenario", situation="My client says he will kill himself tonight")
    germany = next(each for each in town.bot.desk.knowledge.crisis_lines.countries if each.id == "DE")
    assert germany.lines[0].number in text(danger)
    assert "988" not in text(danger)


async def test_taken_back_nothing_is_kept(town: Town) -> None:
    members = town.bot.reflecting._members
    shown = await town.noor.slash(town.channel, "preferences")
    shown = await choose(town.noor, shown, "my-language", "fr")
    shown = await choose(town.noor, shown, "my-country", "FR")
    assert await members.get(town.noor.id) == ("fr", "FR")
    shown = await choose(town.noor, shown, "my-country", "-")
    assert await members.get(town.noor.id) == ("fr", None)
    shown = await choose(town.noor, shown, "my-language", "-")
    assert "Language: as in Discord" in text(shown)
    assert await members.get(town.noor.id) == (None, None)
    privacy = await town.noor.slash(town.channel, "privacy")
    asked = await town.noor.click(answer(privacy), label="Erase my data")
    erased = await town.noor.click(answer(asked), label="Yes, erase it")
    assert "There was nothing to erase" in text(erased)


async def test_in_the_private_chat_as_well(town: Town) -> None:
    shown = await town.camille.user.slash("preferences")
    assert shown.response is not None
    assert shown.response.ephemeral
    chosen = await town.camille.user.select(shown.response, ["en"], custom_id="w1/my-language")
    assert text(chosen).startswith("### Your preferences")
