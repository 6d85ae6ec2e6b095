"""The values that knowledge files are made of: ids, addresses, grades, and texts in every language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, NamedTuple, TypeVar

from pydantic import AfterValidator, ConfigDict, Field, RootModel, ValidationInfo
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
_COUNTRY = r"^[A-Z]{2}$"

PATTERN_HINTS = {
    _CODE_ID: "a code's id is one lower-case word: icf",
    _EDITION_ID: "an edition's id is code-year: icf-2025",
    _KEBAB_ID: "an id is lower case with hyphens: romantic-feelings",
    _NUMBER: "a clause's number looks like 3.6, 24 or 1.A",
    _CLAUSE_REF: "a clause is named edition:number, as icf-2025:3.6",
    _URL: "an address starts with https:// and holds no space",
    _COLOUR: "a colour is # and six digits, 0 to f: #2b6cb0",
    _LANGUAGE: "a language is two lower-case letters: fr",
    _COUNTRY: "a country is two capital letters, as in ISO 3166: FR",
}
"""What to tell an editor whose value does not have the form."""

Value = TypeVar("Value", bound=Mapping[str, object])

CodeId = Annotated[str, Field(pattern=_CODE_ID)]
EditionId = Annotated[str, Field(pattern=_EDITION_ID)]
KebabId = Annotated[str, Field(pattern=_KEBAB_ID, max_length=40)]
Number = Annotated[str, Field(pattern=_NUMBER)]
ClauseRef = Annotated[str, Field(pattern=_CLAUSE_REF, examples=["icf-2025:3.6"])]
Url = Annotated[str, Field(pattern=_URL)]
Language = Annotated[str, Field(pattern=_LANGUAGE)]
CountryId = Annotated[str, Field(pattern=_COUNTRY)]
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


class Languages(NamedTuple):
    """The languages of ``about.yaml``, as two-letter codes. Without any, nothing is checked."""

    written: tuple[str, ...] = ()
    """What the bot answers in; the first is the fallback."""
    understood: tuple[str, ...] = ()
    """What people may type in."""


EVERY_LANGUAGE = "x-every-language"
"""Marks a mapping by language in a JSON schema with ``written`` or ``understood``; ``schema.py`` puts them in."""


def _written(by_language: Value, info: ValidationInfo) -> Value:
    return _in_every_language(by_language, info.context.written if info.context else ())


def understood(by_language: Value, info: ValidationInfo) -> Value:
    """A validator: the mapping has every language people may type in, and no other."""
    return _in_every_language(by_language, info.context.understood if info.context else ())


def _in_every_language(by_language: Value, languages: tuple[str, ...]) -> Value:
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
    Mapping[str, Annotated[str, Field(min_length=1)]], AfterValidator(_written), AfterValidator(_set_in_type)
]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]
Phrasings = Annotated[
    Mapping[str, Phrases], AfterValidator(understood), Field(json_schema_extra={EVERY_LANGUAGE: "understood"})
]
"""What people type, by language."""


class Text(RootModel[Texts]):
    """One text in every language of ``about.yaml``: ``{en: …, fr: …}``."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True, json_schema_extra={EVERY_LANGUAGE: "written"})

    def __getitem__(self, language: str) -> str:
        return self.root[language]
