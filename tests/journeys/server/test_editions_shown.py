"""A server whose moderators chose which codes and editions it shows: look-ups there follow it, private ones do not."""

import pytest
from simcord.results import InteractionResult

from tests.conftest import Town
from tests.journeys.private import Here, Private
from tests.journeys.reflection.test_reflection_places import close_dms
from tests.journeys.seen import answer, buttons, options, text

OLD, NEW, GLOBAL = "icf-2020", "icf-2025", "gcoe-2021"
PRIVATE = "In our private chat, /clause shows every edition."


async def show_only(town: Town, *editions: str) -> None:
    """As ``/settings`` does it."""
    await town.bot.communities.set(town.guild.id, editions=editions)


def read(shown: InteractionResult) -> list[str]:
    """The clauses of the menu "Read a clause", or of "Go on to"."""
    return [value for value in options(shown).values() if not value.startswith("scenario:")]


def shown_in(shown: InteractionResult) -> set[str]:
    """The editions in that menu."""
    return {value.split(":")[0] for value in read(shown)}


def assert_everything(shown: InteractionResult) -> None:
    """The card of feelings for a client with both codes, and the old number beside the new one."""
    assert "ICF · 3.6 in the 2025 edition (24 in 2020)" in text(shown)
    assert "Global Code · 2.19 in the 2021 edition" in text(shown)
    assert shown_in(shown) == {NEW, GLOBAL}


# The situation


async def test_a_situation_shows_only_the_new_edition(town: Town) -> None:
    await show_only(town, NEW, GLOBAL)
    shown = await town.noor.slash(town.channel, "scenario", situation="romantic-feelings")
    assert "ICF · 3.6 in the 2025 edition\n" in text(shown)
    assert "Global Code · 2.19 in the 2021 edition" in text(shown)
    assert "2020" not in text(shown)
    assert shown_in(shown) == {NEW, GLOBAL}


async def test_a_situation_shows_only_the_old_edition_the_article_quotes(town: Town) -> None:
    await show_only(town, OLD)
    shown = await town.camille.slash(town.channel, "scenario", situation="romantic-feelings")
    clause = town.bot.desk.knowledge.clauses["icf-2020:24"]
    assert "ICF · 24 dans l'édition 2020" in text(shown).replace("’", "'")
    assert clause.summary["fr"] in text(shown)
    assert read(shown) == [f"icf-2020:{number}" for number in (24, 11, 17, 23)]


async def test_every_tab_and_button_of_the_card_stays_within_it(town: Town) -> None:
    await show_only(town, OLD)
    card = await town.noor.slash(town.channel, "scenario", situation="bias")
    for label in ("Paths", "The codes", "Compare the codes", "Back to the situation"):
        card = await town.noor.click(answer(card), label=label)
        assert shown_in(card) == {OLD}
    everything = await town.noor.click(answer(card), label="All scenarios")
    picked = await town.noor.select(answer(everything), ["client-ends"], custom_id="w1/pick")
    assert shown_in(picked) == {OLD}


async def test_own_words_and_another_s_message_lead_to_it_too(town: Town) -> None:
    await show_only(town, OLD)
    found = await town.noor.slash(town.channel, "scenario", situation="I think I'm falling for my client")
    assert shown_in(found) == {OLD}
    compared = await town.noor.slash(town.channel, "compare", scenario="I think I'm falling for my client")
    assert shown_in(compared) == {OLD}
    message = await town.sam.send(town.channel, "My client wants to stop the coaching")
    applies = await town.noor.context_menu(town.channel, "Which clauses apply?", message)
    assert shown_in(applies) == {OLD}
    listed = await town.noor.slash(town.channel, "scenario")
    window = await town.noor.click(answer(listed), label="Describe it in my own words")
    described = await town.noor.submit_modal(window, {"own-words": "I think I'm falling for my client"})
    assert shown_in(described) == {OLD}


async def test_where_the_codes_shown_say_nothing_the_card_says_so(town: Town) -> None:
    await show_only(town, NEW)
    shown = await town.noor.slash(town.channel, "scenario", situation="death-or-incapacity")
    assert "No clause on this in the edition shown here." in text(shown)
    assert "Also relevant: ICF 2.1, 2.4" in text(shown)
    nearest = await town.noor.slash(town.channel, "scenario", situation="conflict-of-interest")
    assert "ICF · 3.3 in the 2025 edition · our addition" in text(nearest)


# The comparison


@pytest.mark.parametrize(("edition", "absent"), [(OLD, "gcoe"), (GLOBAL, "icf")])
async def test_a_comparison_says_quietly_that_one_code_is_not_shown(town: Town, edition: str, absent: str) -> None:
    await show_only(town, edition)
    shown = await town.noor.slash(town.channel, "compare", scenario="bias")
    codes, scenario = town.bot.desk.knowledge.codes, town.bot.desk.knowledge.scenarios["bias"]
    assert f"**{codes[absent].title['en']}**\n-# Not among the codes this server shows." in text(shown)
    assert text(shown).count("Not among the codes") == 1
    assert all(f"**{code.title['en']}**" in text(shown) for code in codes.values())
    assert scenario.difference["en"] in text(shown)
    assert shown_in(shown) == {edition}
    french = await town.camille.slash(town.channel, "compare", scenario="bias")
    assert "Ne fait pas partie des codes présentés sur ce serveur." in text(french)


# A clause by its number


async def test_an_old_number_says_which_clause_it_is_today_and_what_the_server_shows(town: Town) -> None:
    await show_only(town, NEW, GLOBAL)
    today = town.bot.desk.knowledge.clauses["icf-2025:3.6"]
    for number in ("24", "§ 24", "24 (2020)", "icf-2020:24"):
        shown = await town.noor.slash(town.channel, "clause", code="icf", number=number)
        assert text(shown).startswith("### ICF 24 (2020)\nThis server shows ICF (2025), Global Code (2021).\n")
        assert "3.6 in the 2025 edition." in text(shown)
        assert today.summary["en"] in text(shown)
        assert PRIVATE in text(shown)
        assert town.bot.desk.knowledge.clauses["icf-2020:24"].summary["en"] not in text(shown)
        assert read(shown) == ["icf-2025:3.6"]
    opened = await town.noor.select(answer(shown), ["icf-2025:3.6"])
    assert "### ICF 3.6" in text(opened)
    assert "2020" not in text(opened)
    french = await town.camille.slash(town.channel, "clause", code="icf", number="24", edition="2020")
    assert text(french).startswith("### ICF 24 (2020)\nCe serveur présente ICF (2025), Global Code (2021).\n")
    assert today.summary["fr"] in text(french)


async def test_a_new_number_says_which_clause_it_was(town: Town) -> None:
    await show_only(town, OLD)
    shown = await town.noor.slash(town.channel, "clause", code="icf", number="3.6")
    assert text(shown).startswith("### ICF 3.6 (2025)\nThis server shows ICF (2020).\n24 in the 2020 edition.")
    assert read(shown) == ["icf-2020:24"]
    added = await town.noor.slash(town.channel, "clause", code="icf", number="3.7")
    assert "The 2020 edition has no such clause." in text(added)
    assert "New in 2025" not in text(added)
    assert buttons(added) == ["All scenarios"]


@pytest.mark.parametrize(("number", "sentence"), [("16", "has no number of its own"), ("27", "has no such clause")])
async def test_an_old_number_that_was_dropped_says_so(town: Town, number: str, sentence: str) -> None:
    await show_only(town, NEW)
    shown = await town.noor.slash(town.channel, "clause", code="icf", number=number)
    assert f"### ICF {number} (2020)" in text(shown)
    assert sentence in text(shown)


async def test_a_number_of_a_code_that_is_not_shown_leads_to_the_same_subject_here(town: Town) -> None:
    await show_only(town, GLOBAL)
    for number, name in (("3.6", "ICF 3.6 (2025)"), ("24", "ICF 24 (2020)")):
        shown = await town.noor.slash(town.channel, "clause", code="icf", number=number)
        assert text(shown).startswith(
            f"### {name}\nThis server shows Global Code (2021).\n**Same subject elsewhere**\n"
        )
        assert read(shown) == ["gcoe-2021:2.19"]
    alone = await town.noor.slash(town.channel, "clause", code="icf", number="27")
    assert "Same subject elsewhere" not in text(alone)
    assert buttons(alone) == ["All scenarios"]


async def test_no_clause_at_all_in_what_is_not_shown_says_what_is(town: Town) -> None:
    await show_only(town, GLOBAL)
    for asked in ({"number": "99"}, {"number": "confidentiality"}, {"number": "1", "edition": "1999"}):
        shown = await town.noor.slash(town.channel, "clause", code="icf", **asked)
        assert text(shown) == f"This server shows Global Code (2021). {PRIVATE}"
    await show_only(town, NEW)
    shown = await town.noor.slash(town.channel, "clause", code="icf", number="99", edition="2020")
    assert text(shown) == f"This server shows ICF (2025). {PRIVATE}"
    french = await town.camille.slash(town.channel, "clause", code="Code mondial", number="99")
    assert text(french).startswith("Ce serveur présente ICF (2025). Dans notre conversation privée")


async def test_what_exists_nowhere_is_answered_from_what_is_shown(town: Town) -> None:
    await show_only(town, NEW)
    shown = await town.noor.slash(town.channel, "clause", code="icf", number="99")
    assert "ICF has no clause “99”." in text(shown)
    assert "2020" not in text(shown)
    assert shown_in(shown) == {NEW}
    unknown = await town.noor.slash(town.channel, "clause", code="icf", number="1", edition="1999")
    assert "It has: 2025." in text(unknown)
    unknown = await town.noor.slash(town.channel, "clause", code="bar association", number="1")
    assert "I know: ICF." in text(unknown)
    subject = await town.noor.slash(town.channel, "clause", code="icf", number="confidentiality")
    assert shown_in(subject) == {NEW}


async def test_a_clause_that_is_shown_speaks_of_nothing_else(town: Town) -> None:
    await show_only(town, OLD)
    shown = await town.noor.slash(town.channel, "clause", code="icf", number="24")
    assert "### ICF 24" in text(shown)
    assert "Then and now" not in text(shown)
    assert "Global Code" not in text(shown)
    assert read(shown) == []
    went_on = await town.noor.select(answer(shown), ["scenario:romantic-feelings"])
    assert shown_in(went_on) == {OLD}


async def test_suggestions_while_typing_follow_it(town: Town) -> None:
    await show_only(town, OLD)

    async def suggested(option: str, typed: str, **beside: str) -> list[str]:
        found = await town.noor.autocomplete(town.channel, "clause", option, typed, **beside)
        return [choice["value"] for choice in found]

    assert await suggested("code", "") == ["icf"]
    assert await suggested("edition", "") == await suggested("edition", "", code="icf") == [OLD]
    assert await suggested("edition", "", code="gcoe") == []
    assert await suggested("number", "romance", code="icf") == ["24"]
    assert await suggested("number", "3.") == []
    assert await suggested("number", "2", code="gcoe") == []
    titles = await town.noor.autocomplete(town.channel, "compare", "scenario", "")
    assert len(titles) == len(town.bot.desk.knowledge.scenarios)


# Old cards


async def test_an_old_card_s_clause_that_is_not_shown_any_more_is_answered_kindly(town: Town) -> None:
    card = await town.noor.slash(town.channel, "scenario", situation="romantic-feelings")
    await show_only(town, NEW)
    hidden = await town.noor.select(answer(card), ["gcoe-2021:2.19"], custom_id="w1/read/romantic-feelings")
    assert text(hidden).startswith("### Global Code 2.19 (2021)\nThis server shows ICF (2025).\n")
    assert "older version" not in text(hidden)
    other = await town.noor.select(answer(hidden), ["icf-2025:3.6"])
    assert "### ICF 3.6" in text(other)
    back = await town.noor.click(answer(other), label="Back to the situation")
    assert "Global Code ·" not in text(back)


async def test_the_way_back_stands_on_the_card_of_what_is_not_shown(town: Town) -> None:
    card = await town.noor.slash(town.channel, "scenario", situation="romantic-feelings")
    clause = await town.noor.select(answer(card), ["icf-2025:3.6"])
    await show_only(town, NEW)
    hidden = await town.noor.select(answer(clause), ["clause:icf-2020:24"])
    assert "3.6 in the 2025 edition." in text(hidden)
    back = await town.noor.click(answer(hidden), label="Back to the situation")
    assert "### You are falling in love with a client" in text(back)


async def test_an_old_card_of_everything_opens_its_tabs_as_they_are_now(town: Town) -> None:
    card = await town.noor.slash(town.channel, "scenario", situation="bias")
    comparison = await town.noor.slash(town.channel, "compare", scenario="bias")
    assert GLOBAL in shown_in(card)
    await show_only(town, NEW)
    tab = await town.noor.click(answer(card), label="One coach's view")
    assert shown_in(tab) == {NEW}
    back = await town.noor.click(answer(comparison), label="Back to the situation")
    assert shown_in(back) == {NEW}


# Where it holds


async def test_in_the_private_chat_and_in_another_server_everything_is_shown(town: Town) -> None:
    await show_only(town, OLD)
    mine = await town.noor.user.slash("clause", code="icf", number="3.6")
    assert mine.response is not None
    assert "24 in the 2020 edition." in text(mine)
    assert "Global Code 2.19 (2021)" in text(mine)
    elsewhere = town.env.create_guild()
    channel, noor = elsewhere.create_text_channel("practice"), elsewhere.add_member(town.noor.user)
    there = await noor.slash(channel, "scenario", situation="romantic-feelings")
    assert_everything(there)


async def test_it_holds_after_a_restart_and_ends_when_the_moderators_say_so(town: Town) -> None:
    await show_only(town, OLD)
    await town.restart()
    shown = await town.noor.slash(town.channel, "scenario", situation="romantic-feelings")
    assert shown_in(shown) == {OLD}
    await show_only(town)
    shown = await town.noor.slash(town.channel, "scenario", situation="romantic-feelings")
    assert_everything(shown)


async def test_a_server_that_chose_only_editions_we_no_longer_have_shows_all(town: Town) -> None:
    await show_only(town, "icf-1995")
    shown = await town.noor.slash(town.channel, "clause", code="icf", number="24")
    assert "3.6 in the 2025 edition." in text(shown)
    assert "This server shows" not in text(shown)


async def test_a_private_reflection_is_the_person_s_own_and_shows_all(town: Town) -> None:
    await show_only(town, GLOBAL)
    dm = Private(town, town.noor)
    guide = await dm.begin("client-ends")
    beside = next(
        step for step in guide.steps if step.kind != "think" and any(ref.startswith(NEW) for ref in step.clauses)
    )
    for _ in range(guide.steps.index(beside)):
        await dm.press("Next")
    (menu,) = [menu for menu in dm.menus if "r-read" in menu["custom_id"]]
    assert [option["value"] for option in menu["options"]] == [*beside.clauses]
    assert all(ref.split(":")[1] in dm.text for ref in beside.clauses)


async def test_so_it_is_for_one_that_goes_on_in_the_server(town: Town) -> None:
    await show_only(town, GLOBAL)
    close_dms(town)
    here = Here(town, town.noor)
    guide = town.bot.desk.knowledge.guides["client-ends"]
    beside = next(
        step for step in guide.steps if step.kind != "think" and any(ref.startswith(NEW) for ref in step.clauses)
    )
    await here.slash("reflect", scenario="client-ends")
    for label in ("Go on right here", "Start", "No", *["Next"] * guide.steps.index(beside)):
        await here.press(label)
    ref = next(ref for ref in beside.clauses if ref.startswith(NEW))
    shown = await here.choose("r-read", ref)
    assert town.bot.desk.knowledge.clauses[ref].summary["en"] in text(shown)
    assert "This server shows" not in text(shown)
