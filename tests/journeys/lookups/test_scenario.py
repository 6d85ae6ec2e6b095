"""A coach with a situation: by title, in own words, from the list, by the modal."""

import pytest

from tests.conftest import Town
from tests.journeys.seen import accents, answer, buttons, options, text


async def test_a_coach_says_it_in_her_own_words_and_reads_on(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario", situation="I think I'm falling for my client")
    assert "### You are falling in love with a client" in text(shown)
    assert "-# ICF · 3.6 in the 2025 edition (24 in 2020)" in text(shown)
    assert "-# Global Code · 2.19 in the 2021 edition" in text(shown)
    assert "Our words, not the official text. Not legal advice." in text(shown)

    clause = await town.noor.select(answer(shown), ["icf-2025:3.6"], custom_id="w1/read/romantic-feelings")
    assert answer(clause).id == answer(shown).id  # the same message, edited in place
    assert "### ICF 3.6" in text(clause)

    back = await town.noor.click(answer(clause), label="Back to the situation")
    assert "### You are falling in love with a client" in text(back)

    compared = await town.noor.click(answer(back), label="Compare the codes")
    assert "**Where they differ**" in text(compared)
    assert "ICF · 3.6" in text(compared)
    assert "Global Code · 2.19" in text(compared)


@pytest.mark.parametrize("situation", ["bias", "Your prejudice gets in the way of real regard", "Vos préjugés"])
async def test_a_title_or_an_id_shows_its_card(town: Town, situation: str) -> None:
    titles = town.bot.desk.knowledge.scenarios["bias"].title
    named = {"Your prejudice gets in the way of real regard": titles["en"], "Vos préjugés": titles["fr"]}
    shown = await town.noor.slash(town.channel, "scenario", situation=named.get(situation, situation))
    assert f"### {titles['en']}" in text(shown)
    assert "The closest situation" not in text(shown)


async def test_each_part_of_the_card_is_a_tap_away(town: Town) -> None:
    scenario = town.bot.desk.knowledge.scenarios["client-ends"]
    shown = await town.noor.slash(town.channel, "scenario", situation="client-ends")
    view = await town.noor.click(answer(shown), label="One coach's view")
    assert scenario.view["en"] in text(view)
    assert "https://solutionsacademy.com/blog/when-to-fire-a-client" in text(view)
    assert scenario.silent["en"] in text(view)
    ask = await town.noor.click(answer(view), label="Ask yourself")
    assert all(question["en"] in text(ask) for question in scenario.questions)
    paths = await town.noor.click(answer(ask), label="Paths")
    for name in ("explore", "adjust", "refer", "pause", "end"):
        assert getattr(scenario.paths, name)["en"] in text(paths)
    codes = await town.noor.click(answer(paths), label="The codes")
    assert scenario.opening["en"] in text(codes)


async def test_cited_and_related_clauses_stay_apart(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario", situation="conflict-of-interest")
    assert "-# ICF · 3.3 in the 2025 edition (18 in 2020) · our addition" in text(shown)
    assert "-# Global Code · 2.24 in the 2021 edition\n" in text(shown)
    assert "Also relevant: ICF 3.1" in text(shown)


async def test_a_code_keeps_its_colour(town: Town) -> None:
    scenario = await town.noor.slash(town.channel, "scenario", situation="romantic-feelings")
    icf = await town.noor.slash(town.channel, "clause", code="icf", number="3.6")
    gcoe = await town.noor.slash(town.channel, "clause", code="gcoe", number="2.19")
    assert accents(scenario)[1:] == [accents(icf)[0], accents(gcoe)[0]]


async def test_without_words_the_list_of_all_eight(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario")
    assert len(options(shown)) == 8
    assert text(shown).count("\n- ") == 8
    picked = await town.noor.select(answer(shown), ["death-or-incapacity"])
    assert town.bot.desk.knowledge.scenarios["death-or-incapacity"].title["en"] in text(picked)
    again = await town.noor.click(answer(picked), label="All scenarios")
    assert options(again) == options(shown)


async def test_the_modal_reads_own_words(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario")
    modal = await town.noor.click(answer(shown), label="Describe it in my own words")
    assert modal.modal is not None
    assert modal.modal["title"] == "In your own words"
    found = await town.noor.submit_modal(modal, {"own-words": "my client told me she wants to stop the coaching"})
    assert town.bot.desk.knowledge.scenarios["client-ends"].title["en"] in text(found)
    assert "wants to stop the coaching" not in text(found)


async def test_an_open_modal_survives_a_restart(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario")
    modal = await town.noor.click(answer(shown), label="Describe it in my own words")
    await town.restart()
    found = await town.noor.submit_modal(modal, {"own-words": "I think I'm falling for my client"})
    assert "You are falling in love with a client" in text(found)


async def test_two_people_with_open_modals_get_each_their_own_answer(town: Town) -> None:
    modals = []
    for person in (town.noor, town.sam):
        shown = await person.slash(town.channel, "scenario")
        modals.append(await person.click(answer(shown), label="Describe it in my own words"))
    sam = await town.sam.submit_modal(modals[1], {"own-words": "my client told me she wants to stop the coaching"})
    noor = await town.noor.submit_modal(modals[0], {"own-words": "I think I'm falling for my client"})
    assert town.bot.desk.knowledge.scenarios["client-ends"].title["en"] in text(sam)
    assert "You are falling in love with a client" in text(noor)


async def test_an_unsure_match_offers_a_choice(town: Town) -> None:
    unsure = "he does not come any more and I am tired"
    assert town.bot.desk.finder.find(unsure).verdict == "choose"
    shown = await town.noor.slash(town.channel, "scenario", situation=unsure)
    assert "It could be one of these." in text(shown)
    assert len(buttons(shown)) in (3, 4)
    assert buttons(shown)[-1] == "None of these"
    other = await town.noor.click(answer(shown), label="None of these")
    assert len(options(other)) == 8
    chosen = await town.noor.slash(town.channel, "scenario", situation=unsure)
    first = buttons(chosen)[0]
    card = await town.noor.click(answer(chosen), label=first)
    assert f"### {first}" in text(card)


async def test_no_match_is_said_kindly_and_shows_everything(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario", situation="zxqv qqq wrt")
    assert "I did not find a situation in that." in text(shown)
    assert len(options(shown)) == 8
    assert "zxqv" not in text(shown)


@pytest.mark.parametrize(
    "danger",
    [
        "my client says she wants to kill herself and to stop our sessions",
        "My client said he wants to end it all tonight and I can't reach him",
        "My client texted me goodbye, he took pills",
        "I think she cuts herself",
        "mon client veut en finir",
        "he told me he will beat his wife when he gets home",
    ],
)
async def test_where_someone_may_be_in_danger_help_stands_alone(town: Town, danger: str) -> None:
    shown = await town.noor.slash(town.channel, "scenario", situation=danger)
    first, *_ = text(shown).split("\n")
    assert first == "### If anyone is in danger right now"
    assert "112" in text(shown)
    assert "https://findahelpline.com" in text(shown)
    assert buttons(shown) == ["Everyone is safe, go on"]
    assert not any(each.title["en"] in text(shown) for each in town.bot.desk.knowledge.scenarios.values())
    after = await town.noor.click(answer(shown), label="Everyone is safe, go on")
    assert answer(after).id != answer(shown).id  # the help stays where it is
    assert "None of these" in buttons(after) or len(options(after)) == 8


async def test_help_by_country_comes_first_and_then_what_the_words_mean(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario", situation="mon client veut arrêter, il veut se tuer")
    assert "**United States** · **911**" in text(shown)
    assert "**988**" in text(shown)
    assert "3114" not in text(shown)
    chosen = await town.noor.select(answer(shown), values=["FR"])
    assert answer(chosen).id == answer(shown).id
    assert "**France** · **112, 15, 17**" in text(chosen)
    assert "**3114**" in text(chosen)
    assert "United States" not in text(chosen)
    after = await town.noor.click(answer(chosen), label="Everyone is safe, go on")
    assert town.bot.desk.knowledge.scenarios["client-ends"].title["en"] in buttons(after)


async def test_a_french_reader_sees_the_numbers_of_french_speaking_countries_at_once(town: Town) -> None:
    shown = await town.camille.slash(town.channel, "scenario", situation="il veut se tuer")
    for number in ("3114", "0800 32 123", "143", "45 45 45", "988"):
        assert f"**{number}**" in text(shown).replace("\u00a0", " ")
    chosen = await town.camille.select(answer(shown), values=["FR"])
    assert "**3919**" in text(chosen)
    starred = await town.camille.select(answer(chosen), values=["CL"])
    assert "**\\*4141**" in text(starred)


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_example_in_the_modal_is_understood(town: Town, language: str) -> None:
    example = town.bot.desk.locales[language]("describe-placeholder").partition(":")[2].strip()
    person = town.noor if language == "en" else town.camille
    shown = await person.slash(town.channel, "scenario", situation=example)
    assert town.bot.desk.knowledge.scenarios["romantic-feelings"].title[language] in text(shown)


async def test_autocomplete_offers_titles_and_then_meaning(town: Town) -> None:
    everything = await town.noor.autocomplete(town.channel, "scenario", "situation", "")
    assert [choice["value"] for choice in everything] == list(town.bot.desk.knowledge.scenarios)
    by_title = await town.noor.autocomplete(town.channel, "scenario", "situation", "prejud")
    assert by_title[0]["value"] == "bias"
    by_meaning = await town.noor.autocomplete(town.channel, "scenario", "situation", "i think i'm falling for him")
    assert [choice["value"] for choice in by_meaning[:2]] == ["i think i'm falling for him", "romantic-feelings"]
    assert by_meaning[0]["name"] == "“i think i'm falling for him”"
    nothing_close = await town.noor.autocomplete(town.channel, "scenario", "situation", "zxqv qqq wrt")
    assert [choice["value"] for choice in nothing_close] == ["zxqv qqq wrt"]
    too_long_for_a_choice = await town.noor.autocomplete(town.channel, "scenario", "situation", "zxqv " * 30)
    assert too_long_for_a_choice == []


async def test_everything_speaks_french_to_camille(town: Town) -> None:
    shown = await town.camille.slash(
        town.channel, "scenario", situation="je crois que je tombe amoureuse de mon client"
    )
    assert "### Vous tombez amoureux ou amoureuse d'un client" in text(shown)
    assert "ICF · 3.6 dans l'édition 2025 (24 en 2020)" in text(shown)
    assert "Nos mots, pas le texte officiel." in text(shown)
    assert "Comparer les codes" in buttons(shown)
    modal = await town.camille.click(
        answer(await town.camille.slash(town.channel, "scenario")), label="Le dire avec mes mots"
    )
    assert modal.modal is not None
    assert modal.modal["title"] == "Avec vos mots"


async def test_in_the_direct_message_too(town: Town) -> None:
    shown = await town.noor.user.slash("scenario", situation="bias")
    assert town.bot.desk.knowledge.scenarios["bias"].title["en"] in text(shown)
