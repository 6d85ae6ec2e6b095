"""The schemas that an editor's program checks with are true of our files, and catch what the loader would."""

import datetime
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.knowledge.fields import EVERY_LANGUAGE, Languages
from bot.knowledge.load import default_folder
from bot.knowledge.schema import SCHEMAS, schema, write_schemas
from tests.knowledge.editor import Folder

LANGUAGES = Languages(written=("en", "fr"), understood=("en", "fr", "de", "es"))
SINGLE = ("about", "contrasts", "crisis-lines", "out-of-scope", "red-flags", "danger-said", "sources")
FOLDERS = {"codes": "code", "guides": "guide", "scenarios": "scenario", "situations": "situations"}
FILES = {
    **{f"{name}.yaml": name for name in SINGLE},
    **{
        f"{folder}/{path.name}": name
        for folder, name in FOLDERS.items()
        for path in sorted((default_folder() / folder).glob("*.yaml"))
    },
}
BIAS = "scenarios/bias.yaml"
GUIDE = "guides/bias.yaml"
SITUATIONS = "situations/bias.yaml"
LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def validator(name: str) -> jsonschema.Draft202012Validator:
    """The checks an editor's program makes for one kind of file."""
    made = schema(SCHEMAS[name], LANGUAGES)
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def complaints(folder: Path, name: str) -> list[str]:
    """What an editor's program says of a file: the paths of its errors."""
    value = as_json(yaml.load((folder / name).read_text(encoding="utf-8"), LOADER))
    return ["/".join(map(str, error.absolute_path)) for error in validator(FILES[name]).iter_errors(value)]


def as_json(value: Any) -> Any:
    """Dates as text, as editors' programs read YAML 1.2."""
    return json.loads(json.dumps(value, default=datetime.date.isoformat))


def test_there_is_a_schema_for_every_file_and_a_file_for_every_schema() -> None:
    assert set(FILES.values()) == set(SCHEMAS)
    assert set(FILES) == {path.relative_to(default_folder()).as_posix() for path in default_folder().rglob("*.yaml")}


@pytest.mark.parametrize("name", FILES)
def test_our_own_file_fits_its_schema_and_points_to_it(name: str) -> None:
    assert complaints(default_folder(), name) == []
    first = (default_folder() / name).read_text(encoding="utf-8").splitlines()[0]
    up = "../" * name.count("/")
    assert first == f"# yaml-language-server: $schema={up}.schema/{FILES[name]}.json"


@pytest.mark.parametrize("name", FILES)
def test_an_unknown_key_does_not_fit(folder: Folder, name: str) -> None:
    folder.write(name, folder.read(name) + "\nsomething-else: 1\n")
    assert complaints(folder.path, name) == [""]


@pytest.mark.parametrize(
    ("name", "pattern", "to", "path"),
    [
        pytest.param(BIAS, r"^  fr: .*\n", "", "title", id="a missing language"),
        pytest.param(BIAS, r"^(  fr: .*)$", r'\1\n  de: "Nein"', "title", id="an unknown language"),
        pytest.param(BIAS, r"^  fr: .*$", '  fr: ""', "title/fr", id="an empty text"),
        pytest.param(BIAS, r"^place: .*\n", "", "", id="a missing key"),
        pytest.param(BIAS, r"- icf-2020:25$", "- 25", "cited/1", id="a bare number"),
        pytest.param(BIAS, r"^  explore:", "  explor:", "paths", id="a path misspelt"),
        pytest.param(BIAS, r"^questions:\n(  .*\n)*", "questions: []\n", "questions", id="no questions"),
        pytest.param("codes/icf.yaml", r"^colour: .*$", "colour: blue", "colour", id="a colour that is none"),
        pytest.param(
            "codes/icf.yaml",
            r"evidence: E$",
            "evidence: X",
            "editions/0/sections/0/clauses/0/evidence",
            id="a grade that does not exist",
        ),
        pytest.param(
            "codes/icf.yaml", r'url: "https', 'url: "http', "editions/0/url", id="an address without encryption"
        ),
        pytest.param("crisis-lines.yaml", r"id: FR", "id: fr", "countries/0/id", id="a country in small letters"),
        pytest.param("crisis-lines.yaml", r', fr: "France"', "", "countries/0/name", id="a country without a name"),
        pytest.param(SITUATIONS, r"^  de:", "  it:", "phrasings", id="a language that is not understood"),
        pytest.param(SITUATIONS, r"^    coach:", "    klient:", "phrasings/en", id="nobody it can be about"),
        pytest.param("contrasts.yaml", r"^      none: .*\n", "", "pairs/en/0", id="a pair of one"),
        pytest.param(
            "contrasts.yaml", r"^(      none: .*)$", r"\1\n      bias: a third", "pairs/en/0", id="a pair of three"
        ),
        pytest.param("out-of-scope.yaml", r"^  es:", "  it:", "phrasings", id="out of scope, in another language"),
        pytest.param("red-flags.yaml", r"^denials:", "denial:", "", id="red flags without denials"),
        pytest.param(GUIDE, r"^delivery: .*$", "delivery: by-post", "delivery", id="a delivery that does not exist"),
        pytest.param(
            GUIDE, r"^    level: law$", "    level: lawyer", "signs/0/level", id="a level that does not exist"
        ),
        pytest.param(GUIDE, r"^  - kind: think$", "  - kind: thought", "steps/0", id="a kind that does not exist"),
        pytest.param(GUIDE, r"^      en: .*\n", "", "steps/0", id="a question without its English"),
        pytest.param(
            GUIDE, r"^    several: .*\n|^    options:\n", "    option:\n", "steps/1", id="a choice of nothing"
        ),
        pytest.param("about.yaml", r"^understood: .*$", "understood: []", "understood", id="nothing understood"),
    ],
)
def test_what_the_loader_would_refuse_does_not_fit(folder: Folder, name: str, pattern: str, to: str, path: str) -> None:
    folder.edit(name, pattern, to)
    assert path in complaints(folder.path, name)


def test_phrasings_without_a_language_do_not_fit(folder: Folder) -> None:
    folder.edit(SITUATIONS, r"^  de:\n(    .*\n)*", "")
    assert complaints(folder.path, SITUATIONS) == ["phrasings"]


def test_the_schemas_are_written_where_the_files_look_for_them(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / ".schema", LANGUAGES)
    assert {path.stem for path in written} == set(SCHEMAS)
    for path in written:
        assert json.loads(path.read_text(encoding="utf-8")) == schema(SCHEMAS[path.stem], LANGUAGES)


def test_a_new_language_is_in_the_schemas_at_once() -> None:
    title = schema(SCHEMAS["scenario"], Languages(written=("en", "fr", "de")))["$defs"]["Text"]
    assert title["required"] == ["en", "fr", "de"]


def test_texts_are_wanted_in_what_is_written_and_messages_in_what_is_understood() -> None:
    assert schema(SCHEMAS["scenario"], LANGUAGES)["$defs"]["Text"]["required"] == ["en", "fr"]
    for name, key in {"situations": "phrasings", "contrasts": "pairs", "red-flags": "now"}.items():
        messages = schema(SCHEMAS[name], LANGUAGES)["properties"][key]
        assert messages["required"] == ["en", "fr", "de", "es"]
        assert messages["additionalProperties"] is False


@pytest.mark.parametrize("name", SCHEMAS)
def test_our_own_mark_is_in_no_schema(name: str) -> None:
    assert EVERY_LANGUAGE not in json.dumps(schema(SCHEMAS[name], LANGUAGES))
