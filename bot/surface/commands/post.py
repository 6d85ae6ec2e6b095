"""``/post scenario|clause|comparison|question``: a preview, its controls, and the post. For moderators."""

from typing import Any

from discord import app_commands
from discord.app_commands import Transform

from bot.community.topics import Kind, Topic, read_topic
from bot.knowledge.lookup import Nearby
from bot.surface.cards import safe
from bot.surface.clauses import code_of, edition_of, not_shown, suggest_clauses
from bot.surface.errors import Refusal
from bot.surface.languages import language_choices
from bot.surface.moderators import for_moderators
from bot.surface.posting.posting import Posting, second_language
from bot.surface.posting.reach import ChannelOption, ChosenChannel, Way
from bot.surface.preferred import community_of
from bot.surface.refusals import may_decline
from bot.surface.router import Router, typed
from bot.surface.situations import titles
from bot.surface.suggest import caught
from bot.surface.types import Choices, Interaction
from bot.surface.views.lines import editions_shown
from bot.surface.views.post_preview import FIELD, introduction_window
from bot.surface.words import Labels

Where = Transform[ChosenChannel, ChannelOption] | None
_SHARED = ("channel", "language", "second_language")


def install(tree: app_commands.CommandTree[Any], router: Router, posting: Posting) -> None:
    """Add ``/post`` and the controls of its preview."""
    desk, label = posting.desk, Labels(posting.desk.locales)
    group = app_commands.Group(name=label("command-post"), description=label("command-post-description"))
    tree.add_command(for_moderators(group))
    languages = language_choices(desk)

    def add(kind: Kind, *options: str) -> Any:
        """Make a callback the subcommand ``kind``; its options are named and described in every language."""

        def wrap(callback: Any) -> app_commands.Command[Any, ..., Any]:
            names = {each: each.replace("_", "-") for each in (*options, *_SHARED)}
            made = may_decline(desk.locales)(callback)
            made = app_commands.rename(**{each: label(f"option-{name}") for each, name in names.items()})(made)
            made = app_commands.describe(**{e: label(f"option-{n}-description") for e, n in names.items()})(made)
            made = app_commands.choices(language=languages, second_language=languages)(made)
            key = f"command-post-{kind}"
            return group.command(name=label(key), description=label(f"{key}-description"))(made)

        return wrap

    async def begin(interaction: Interaction, topic: Topic, channel: Where, *asked: str | None) -> None:
        await posting.begin(interaction, topic, channel.id if channel else None, *asked)

    def add_for_scenario(kind: Kind) -> None:
        async def post(
            interaction: Interaction,
            scenario: str,
            channel: Where = None,
            language: str | None = None,
            second_language: str | None = None,
        ) -> None:
            found = desk.at(interaction).lookup.scenario(scenario)
            if found is None:
                raise Refusal("post-unknown-scenario", text=safe(scenario))
            topic = Topic(kind, found, number=1 if kind == "question" else 0)
            await begin(interaction, topic, channel, language, second_language)

        @add(kind, "scenario")(post).autocomplete("scenario")
        @caught
        async def complete(interaction: Interaction, current: str) -> Choices:
            return await titles(desk, desk.locales.reader(interaction), current)

    add_for_scenario("scenario")
    add_for_scenario("comparison")
    add_for_scenario("question")

    @add("clause", "code", "number", "edition")
    async def clause(
        interaction: Interaction,
        code: str,
        number: str,
        edition: str | None = None,
        channel: Where = None,
        language: str | None = None,
        second_language: str | None = None,
    ) -> None:
        here = desk.at(interaction)
        if not_shown(here, code, number, edition):
            raise Refusal("error-not-shown", editions=editions_shown(here))
        in_code = code_of(here, code)
        found = here.lookup.clause(in_code, number, edition_of(here, in_code, edition))
        if isinstance(found, Nearby):
            near = ", ".join(each.number for each in found.clauses)
            raise Refusal("post-unknown-clause", code=in_code.name, number=safe(number), near=near)
        await begin(interaction, Topic("clause", clause=found), channel, language, second_language)

    suggest_clauses(clause, desk)

    async def here(interaction: Interaction, topic: str) -> None:
        found = read_topic(desk.at(interaction).knowledge, topic)
        if found is None:
            raise Refusal("error-old-control")
        await posting.begin(interaction, found, None)

    async def send(interaction: Interaction, id: str, way: str) -> None:
        await posting.send(interaction, id, Way(way))

    async def introduce(interaction: Interaction, id: str) -> None:
        if draft := await posting.draft(interaction, id):
            words = desk.locales.reader(interaction)
            await interaction.response.send_modal(introduction_window(words, draft, id))

    async def introduced(interaction: Interaction, id: str) -> None:
        text = typed(interaction, FIELD).strip()
        await posting.change(interaction, id, lambda draft: draft.changed(introduction=text))

    async def in_two_languages(interaction: Interaction, id: str) -> None:
        preferred = community_of(interaction).second_language
        await posting.change(interaction, id, lambda draft: second_language(draft, desk.knowledge.languages, preferred))

    async def choose_tags(interaction: Interaction, id: str, tags: str) -> None:
        chosen = tuple(int(tag) for tag in tags.split(",") if tag.isdecimal())
        await posting.change(interaction, id, lambda draft: draft.changed(tags=chosen))

    async def choose_question(interaction: Interaction, id: str, topic: str) -> None:
        if read_topic(desk.knowledge, topic) is None:
            raise Refusal("error-old-control")
        await posting.change(interaction, id, lambda draft: draft.changed(topic=topic))

    async def publish(interaction: Interaction, channel: str, message: str) -> None:
        await posting.publish(interaction, int(channel), int(message))

    router.on("post-here", here)
    router.on("post-send", send)
    router.on("post-introduce", introduce)
    router.on("post-introduced", introduced)
    router.on("post-languages", in_two_languages)
    router.on("post-tags", choose_tags)
    router.on("post-question", choose_question)
    router.on("post-cancel", posting.cancel)
    router.on("post-publish", publish)
