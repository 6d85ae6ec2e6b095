"""JSON schemas of the knowledge files, made from the models, so that an editor's program completes and checks."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel

from bot.knowledge.fields import EVERY_LANGUAGE
from bot.knowledge.files import (
    AboutFile,
    CodeFile,
    CrisisLinesFile,
    OutOfScopeFile,
    RedFlagsFile,
    ScenarioFile,
    SourcesFile,
)

SCHEMAS: dict[str, type[BaseModel]] = {
    "about": AboutFile,
    "code": CodeFile,
    "crisis-lines": CrisisLinesFile,
    "out-of-scope": OutOfScopeFile,
    "red-flags": RedFlagsFile,
    "scenario": ScenarioFile,
    "sources": SourcesFile,
}


def schema(model: type[BaseModel], languages: tuple[str, ...]) -> dict[str, Any]:
    """The schema of one file; every text must have ``languages``."""
    made = model.model_json_schema()
    _name_languages(made, languages)
    return made


def _name_languages(node: Any, languages: tuple[str, ...]) -> None:
    """Turn every mapping by language into an object that has exactly ``languages``."""
    children: Iterable[Any] = ()
    if isinstance(node, dict):
        found = cast(dict[str, Any], node)
        if found.pop(EVERY_LANGUAGE, False):
            value = found.pop("additionalProperties")
            found |= {"properties": dict.fromkeys(languages, value), "required": list(languages)}
            found["additionalProperties"] = False
        children = found.values()
    elif isinstance(node, list):
        children = cast(list[Any], node)
    for child in children:
        _name_languages(child, languages)


def write_schemas(folder: Path, languages: tuple[str, ...]) -> list[Path]:
    """Write each schema to ``folder``; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, model in SCHEMAS.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(schema(model, languages), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return written
