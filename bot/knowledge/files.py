"""What an editor writes: the shape of every file in ``knowledge/``.

These models say which keys exist, which values are allowed and which texts are needed. They know nothing of other
files: ``load.py`` joins the files and ``check.py`` reads them as an editor would. The JSON schemas for an editor's
completion are generated from here (``wayside knowledge schema``).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.knowledge.fields import (
    EVERY_LANGUAGE,
    ClauseRef,
    CodeId,
    Colour,
    CountryId,
    EditionId,
    Evidence,
    KebabId,
    Language,
    Languages,
    Number,
    Phrase,
    Phrases,
    Phrasings,
    Text,
    Url,
    understood,
)


class Entry(BaseModel):
    """A mapping in a knowledge file: unknown keys are faults, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


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

    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    """Every text must be given in each of these; the first is the fallback."""
    understood: Annotated[tuple[Language, ...], Field(min_length=1)]
    """People may type in each of these: the finder and the red flags learn them all."""

    @property
    def spoken(self) -> Languages:
        """Both lists, as the models of the other files want them."""
        return Languages(self.languages, self.understood)

    thesis: Text
    article: Link
    """The article behind the eight scenarios."""
    community: Link
    """Where coaches meet: free meetups and exchanges."""


class Affected(StrEnum):
    """Whom a message is about: who suffers, wants or does what it tells."""

    COACH = "coach"
    CLIENT = "client"
    BOTH = "both"
    OTHER = "other"
    """A sponsor, a colleague, anyone else."""


class SituationsFile(Entry):
    """``situations/<scenario>.yaml``: what coaches type when they are in it. The finder learns from these.

    One line is one situation: a new situation teaches the finder, the same one in other words hardly does.
    """

    phrasings: Annotated[
        Mapping[str, Mapping[Affected, Phrases]],
        AfterValidator(understood),
        Field(json_schema_extra={EVERY_LANGUAGE: "understood"}),
    ]


class OutOfScopeFile(Entry):
    """``out-of-scope.yaml``: messages that are none of the scenarios, by language."""

    phrasings: Phrasings


class ContrastsFile(Entry):
    """``contrasts.yaml``: pairs of messages alike in words that mean different scenarios. The finder learns from both.

    A pair is ``{<scenario>: message, <other scenario or none>: message}``.
    """

    pairs: Annotated[
        Mapping[str, tuple[Annotated[Mapping[str, Phrase], Field(min_length=2, max_length=2)], ...]],
        AfterValidator(understood),
        Field(json_schema_extra={EVERY_LANGUAGE: "understood"}),
    ]


class RedFlagExamples(Entry):
    """Whole messages that ``wayside knowledge check`` tries on the lists."""

    now: Phrasings
    law: Phrasings
    harmless: Phrasings
    """Messages that only sound like it: idioms, denials, training, fiction, heavy but safe feelings."""


class RedFlagsFile(Entry):
    """``red-flags.yaml``: phrases that put help before any look-up, in the notation of ``bot/finder/red_flags.py``."""

    now: Phrasings
    """Someone may be in danger."""
    law: Phrasings
    """Police, courts, lawyers, records wanted as evidence."""
    supervisor: Phrasings
    """Something to take to supervision before anything else."""
    idioms: Phrasings
    """A phrase inside one of these does not count."""
    denials: Phrasings
    """A phrase that closely follows one of these does not count."""
    examples: RedFlagExamples


class DangerSaidFile(Entry):
    """``danger-said.yaml``: danger and the law as people say or hint at them. The finder learns from these."""

    now: Phrasings
    law: Phrasings
    harmless: Phrasings
    """Messages that use the same words and need no help: all-clears, the past, a profession, figures of speech."""


class CrisisLine(Entry):
    """One service that listens or helps."""

    purpose: Annotated[Text, Field(alias="for")]
    """What it is for, and when, if that matters: "suicide prevention, day and night"."""
    number: Annotated[str, Field(min_length=2)]
    url: Url | None = None


class Country(Entry):
    """Where to turn in one country."""

    id: CountryId
    """ISO 3166-1 alpha-2."""
    name: Text
    spoken: tuple[Language, ...]
    """Readers of these languages see it at once; all others find it in the menu."""
    emergency: Annotated[str, Field(min_length=2)]
    """Emergency numbers, first the one for everything."""
    lines: tuple[CrisisLine, ...] = ()


class CrisisLinesFile(Entry):
    """``crisis-lines.yaml``: where to turn when someone is in danger."""

    checked: date
    """When the numbers were last looked up."""
    emergency: Text
    """Which number to call when the country is not known."""
    directory: Link
    """An international directory of crisis lines."""
    countries: Annotated[tuple[Country, ...], Field(min_length=1)]
