"""What an editor writes: the shape of every file in ``knowledge/``.

These models say which keys exist, which values are allowed and which texts are needed. They know nothing of other
files: ``load.py`` joins the files and ``check.py`` reads them as an editor would. The JSON schemas for an editor's
completion are generated from here (``wayside knowledge schema``).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeVar, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, ValidationInfo
from pydantic_core import PydanticCustomError

from bot.knowledge.typography import typeset

SUMMARY_LIMIT = 200
TITLE_LIMIT = 80
"""A title is also a button's label: Discord allows 80 characters there, 100 in menus and autocomplete."""

_CODE_ID = r"^[a-z]+$"
_EDITION_ID = r"^[a-z]+-\d{4}$"
_KEBAB_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_NUMBER = r"^[0-9A-Z]+(\.[0-9A-Z]+)?$"
_CLAUSE_REF = r"^[a-z]+-\d{4}:[0-9A-Z]+(\.[0-9A-Z]+)?$"
_URL = r"^https://\S+$"
_COLOUR = r"^#[0-9a-fA-F]{6}$"
_LANGUAGE = r"^[a-z]{2}$"

PATTERN_HINTS = {
    _CODE_ID: "a code's id is one lower-case word: icf",
    _EDITION_ID: "an edition's id is code-year: icf-2025",
    _KEBAB_ID: "an id is lower case with hyphens: romantic-feelings",
    _NUMBER: "a clause's number looks like 3.6, 24 or 1.A",
    _CLAUSE_REF: "a clause is named edition:number, as icf-2025:3.6",
    _URL: "an address starts with https:// and holds no space",
    _COLOUR: "a colour is # and six digits, 0 to f: #2b6cb0",
    _LANGUAGE: "a language is two lower-case letters: fr",
}
"""What to tell an editor whose value does not have the form."""

Value = TypeVar("Value", bound=Mapping[str, object])

CodeId = Annotated[str, Field(pattern=_CODE_ID)]
EditionId = Annotated[str, Field(pattern=_EDITION_ID)]
KebabId = Annotated[str, Field(pattern=_KEBAB_ID, max_length=40)]
Number = Annotated[str, Field(pattern=_NUMBER)]
ClauseRef = Annotated[str, Field(pattern=_CLAUSE_REF, examples=["icf-2025:3.6"])]
Url = Annotated[str, Field(pattern=_URL)]
Colour = Annotated[str, Field(pattern=_COLOUR, examples=["#2b6cb0"])]
Phrase = Annotated[str, Field(min_length=2, max_length=1000)]


class Evidence(StrEnum):
    """How sure we are of a clause: the grades of the research behind the knowledge files."""

    EDITION = "E"
    """The whole edition was read in a text copy; summary and number are ours to stand by."""
    SEEN = "S"
    """Wording and number were seen in the source article."""
    FOUND = "F"
    """Content or number was found in other publications, not in the official text."""
    OUTLINE = "O"
    """Content is recalled; its place is inferred from outlines. Unconfirmed."""
    RECALLED = "R"
    """Content and number are recalled. Unconfirmed."""

    @property
    def confirmed(self) -> bool:
        """False for the grades a card must call unconfirmed."""
        return self not in (Evidence.OUTLINE, Evidence.RECALLED)


class Entry(BaseModel):
    """A mapping in a knowledge file: unknown keys are faults, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


EVERY_LANGUAGE = "x-every-language"
"""Marks a mapping by language in a JSON schema; ``schema.py`` puts the languages in."""


def _in_every_language(by_language: Value, info: ValidationInfo) -> Value:
    context = cast(Mapping[str, tuple[str, ...]], info.context or {})
    languages = context.get("languages", ())
    missing = [language for language in languages if language not in by_language]
    unknown = [language for language in by_language if languages and language not in languages]
    if missing:
        raise PydanticCustomError("missing_language", "missing language: {which}", {"which": ", ".join(missing)})
    if unknown:
        raise PydanticCustomError("unknown_language", "unknown language: {which}", {"which": ", ".join(unknown)})
    return by_language


def _set_in_type(by_language: Mapping[str, str]) -> Mapping[str, str]:
    return {language: typeset(language, text) for language, text in by_language.items()}


Texts = Annotated[
    Mapping[str, Annotated[str, Field(min_length=1)]], AfterValidator(_in_every_language), AfterValidator(_set_in_type)
]
Phrasings = Annotated[
    Mapping[str, Annotated[tuple[Phrase, ...], Field(min_length=1)]],
    AfterValidator(_in_every_language),
    Field(json_schema_extra={EVERY_LANGUAGE: True}),
]
"""What people type, by language."""


class Text(RootModel[Texts]):
    """One text in every language of ``about.yaml``: ``{en: …, fr: …}``."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True, json_schema_extra={EVERY_LANGUAGE: True})

    def __getitem__(self, language: str) -> str:
        return self.root[language]


class Succession(Entry):
    """What became of a clause in the following edition."""

    to: tuple[ClauseRef, ...] = ()
    """The clauses that carry it on; empty when none does."""
    grade: Literal["A", "B", "U"]
    """A: both clauses read, same subject. B: it lives on in an unnumbered passage. U: no counterpart in the text."""
    change: Text | None = None
    """What changed, in a short line."""


class ClauseEntry(Entry):
    """One numbered clause, in our own words."""

    number: Number
    summary: Text
    """Our own words, at most 200 characters, never the official text."""
    evidence: Evidence
    doubt: Text | None = None
    """What exactly is uncertain, where the grade alone does not say it."""
    published: bool = True
    """False keeps a clause out of every answer until its text has been seen."""
    counterparts: tuple[ClauseRef, ...] = ()
    """Clauses of another code on the same subject. Written once, on either side; read from both."""
    now: Succession | None = None
    new: Text | None = None
    """What this clause added that the edition before did not have."""


class Section(Entry):
    """A section of an edition, under its heading."""

    number: str
    title: Text
    clauses: Annotated[tuple[ClauseEntry, ...], Field(min_length=1)]


class EditionEntry(Entry):
    """One edition of a code."""

    id: EditionId
    title: Text
    """The edition's full title, for example "ICF Code of Ethics (2025)"."""
    publisher: str
    url: Url
    """The official page of the code."""
    effective: date
    current: bool
    """True for the edition shown first."""
    basis: Text
    """What our summaries rest on, in one sentence."""
    notice: Text | None = None
    """Shown on every card of this edition, such as "a newer edition is reported"."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]


class CodeFile(Entry):
    """``codes/<id>.yaml``: one code of ethics, with all its editions, newest first."""

    id: CodeId
    place: Annotated[int, Field(ge=1)]
    """Where the code stands on a card that shows several."""
    name: str
    """The short name used on cards: "ICF", "Global Code"."""
    title: Text
    colour: Colour
    """The accent this code has everywhere."""
    aliases: tuple[str, ...] = ()
    """Other names people type for it."""
    editions: Annotated[tuple[EditionEntry, ...], Field(min_length=1)]


class Paths(Entry):
    """The five ways a respectful conversation can lead, each with one concrete sentence."""

    explore: Text
    adjust: Text
    refer: Text
    pause: Text
    end: Text


class ScenarioFile(Entry):
    """``scenarios/<id>.yaml``: one situation a coach may be in."""

    id: KebabId
    place: Annotated[int, Field(ge=1)]
    """Where it stands in the list of all scenarios; the eight of the article keep the article's order."""
    title: Text
    opening: Text
    """Two short lines that meet the coach where they are."""
    cited: Annotated[tuple[ClauseRef, ...], Field(min_length=1)]
    """The clauses the source article quotes for this situation, no more and no fewer."""
    related: tuple[ClauseRef, ...] = ()
    """Clauses we add. Kept apart from the cited ones on every card."""
    view: Text
    """The article author's view, in our words."""
    silent: Text
    """What the clauses do not say."""
    difference: Text
    """Where the two codes differ on it."""
    questions: Annotated[tuple[Text, ...], Field(min_length=3, max_length=5)]
    paths: Paths
    phrasings: Phrasings
    """What coaches type when they are in it; the finder learns from these."""


class Source(Entry):
    """A page or document we rest on."""

    id: KebabId
    title: Text
    publisher: str
    url: Url
    note: Text
    """What it is and how we used it, in a short line."""


class SourcesFile(Entry):
    """``sources.yaml``: where the facts come from, with official links."""

    sources: tuple[Source, ...]


class Link(Entry):
    """A titled address."""

    title: Text
    url: Url


class AboutFile(Entry):
    """``about.yaml``: the languages, the thesis and the community behind it."""

    languages: Annotated[tuple[Annotated[str, Field(pattern=_LANGUAGE)], ...], Field(min_length=1)]
    """Every text must be given in each of these; the first is the fallback."""
    thesis: Text
    article: Link
    """The article behind the eight scenarios."""
    community: Link
    """Where coaches meet: free meetups and exchanges."""


class OutOfScopeFile(Entry):
    """``out-of-scope.yaml``: messages that are none of the scenarios, by language."""

    phrasings: Phrasings


class RedFlagsFile(Entry):
    """``red-flags.yaml``: words that put help before any look-up, by level and language.

    ``now``: someone may be in danger. ``law``: courts, police, records. ``supervisor``: take it to supervision.
    """

    now: Phrasings
    law: Phrasings
    supervisor: Phrasings


class CrisisLinesFile(Entry):
    """``crisis-lines.yaml``: where to turn when someone is in danger."""

    emergency: Text
    """Which number to call when the country is not known."""
    directory: Link
    """An international directory of crisis lines."""
