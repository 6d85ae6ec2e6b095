"""The bot's own sentences (Fluent, ``bot/locales/<language>/*.ftl``) and the choice of a reader's language."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast, visitor

from bot.failures import Exit, OperatorError
from bot.knowledge.typography import typeset
from bot.surface.preferred import community_of, preferred

BASE = "en"
"""The language of command and option names, which others rely on; readers of other languages see translations."""
_FOLDER = Path(__file__).parents[1] / "locales"


class LocaleError(OperatorError):
    """A language's files are missing, broken or incomplete; the message names the file or the message ids."""

    exit = Exit.KNOWLEDGE


class Words:
    """The sentences of one language: ``words("all-scenarios")``, ``words("clause-number", number="24")``."""

    def __init__(self, language: str, bundle: FluentBundle, ids: tuple[str, ...]) -> None:
        self.language = language
        self.ids = ids
        self._bundle = bundle

    def __call__(self, message: str, **arguments: str | int) -> str:
        """The sentence ``message``. Raises LocaleError for an unknown id or a missing argument."""
        pattern = self._bundle.get_message(message).value if self._bundle.has_message(message) else None
        if pattern is None:
            raise LocaleError(f"{self.language}: no message {message}")
        text, errors = self._bundle.format_pattern(pattern, arguments)
        if errors:
            raise LocaleError(f"{self.language}: message {message} lacks an argument")
        return typeset(self.language, str(text))


class Locales:
    """Every language the knowledge has, each with the same messages. Raises LocaleError at once when one is short."""

    def __init__(self, languages: tuple[str, ...], folder: Path = _FOLDER) -> None:
        if BASE not in languages:
            raise LocaleError(f"about.yaml: languages must hold {BASE}: the names of commands are English")
        parsed = {language: _resources(folder / language) for language in languages}
        self._fallback = languages[0]
        signatures = {language: _signatures(parsed[language]) for language in languages}
        self._demand_the_same_messages(signatures)
        self._words = {
            language: Words(language, _bundle(language, parsed[language]), tuple(signatures[language]))
            for language in languages
        }

    def __getitem__(self, language: str) -> Words:
        return self._words[language]

    def __contains__(self, language: str) -> bool:
        return language in self._words

    def __iter__(self) -> Iterator[Words]:
        return iter(self._words.values())

    def reader(self, interaction: discord.Interaction[Any]) -> Words:
        """The words of whoever acts: the language they chose, or Discord's; where we lack it, their server's."""
        return self.choose(interaction, preferred(interaction).language)

    def choose(self, interaction: discord.Interaction[Any], chosen: str | None) -> Words:
        """As ``reader``, for somebody who has ``chosen`` this very moment."""
        return self.named(chosen, language_of(interaction.locale), community_of(interaction).language)

    def named(self, *wanted: str | None) -> Words:
        """The words of the first language of ``wanted`` that we have, else of the first we have."""
        return next((self._words[each] for each in wanted if each in self._words), self._words[self._fallback])

    @cached_property
    def translator(self) -> app_commands.Translator:
        """Command names and descriptions in every language, for the command tree."""
        return _Translator(self)

    def _demand_the_same_messages(self, signatures: Mapping[str, Mapping[str, frozenset[str]]]) -> None:
        expected = signatures[self._fallback]
        for language, found in signatures.items():
            unlike = sorted(id for id in {*expected, *found} if expected.get(id) != found.get(id))
            if unlike:
                raise LocaleError(f"locales/{language}: unlike locales/{self._fallback} in {', '.join(unlike)}")


def language_of(locale: discord.Locale) -> str:
    """``fr``, ``es-419`` … -> the two letters of the language."""
    return locale.value.split("-")[0]


class Labels:
    """``labels("command-scenario")``: a name or description that Discord shows in the reader's language."""

    def __init__(self, locales: Locales) -> None:
        self._base = locales[BASE]

    def __call__(self, key: str, **arguments: str) -> app_commands.locale_str:
        """The English text, to be translated by ``key`` when commands are synced."""
        return app_commands.locale_str(self._base(key, **arguments), key=key, arguments=arguments)


class _Translator(app_commands.Translator):
    def __init__(self, locales: Locales) -> None:
        self._locales = locales

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        key = string.extras.get("key")
        language = language_of(locale)
        if not isinstance(key, str) or language == BASE or language not in self._locales:
            return None
        return self._locales[language](key, **string.extras["arguments"])


def _resources(folder: Path) -> list[ast.Resource]:
    files = sorted(folder.glob("*.ftl"))
    if not files:
        raise LocaleError(f"locales/{folder.name}: no .ftl files")
    resources: list[ast.Resource] = []
    for file in files:
        try:
            resource = FluentResource(file.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            raise LocaleError(f"locales/{folder.name}/{file.name}: not UTF-8") from None
        junk = [entry for entry in resource.body if isinstance(entry, ast.Junk)]
        if junk:
            first = (junk[0].content or "").strip().splitlines()[:1]
            raise LocaleError(f"locales/{folder.name}/{file.name}: cannot read: {first[0] if first else ''}")
        resources.append(resource)
    return resources


def _bundle(language: str, resources: list[ast.Resource]) -> FluentBundle:
    # Discord shows bidirectional isolation marks as boxes on some phones; our arguments are numbers and names.
    bundle = FluentBundle([language], use_isolating=False)
    for resource in resources:
        bundle.add_resource(resource)
    return bundle


class _Variables(visitor.Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's naming
        self.names.add(node.id.name)


def _signatures(resources: list[ast.Resource]) -> dict[str, frozenset[str]]:
    """Each message id with the variables it uses."""
    found: dict[str, frozenset[str]] = {}
    for resource in resources:
        for entry in resource.body:
            if isinstance(entry, ast.Message):
                if entry.id.name in found:
                    raise LocaleError(f"message {entry.id.name} stands twice in one language")
                variables = _Variables()
                variables.visit(entry)
                found[entry.id.name] = frozenset(variables.names)
    return found
