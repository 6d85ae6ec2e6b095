"""JSON schemas of the knowledge files, made from the models, so that an editor's program completes and checks."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel

from bot.knowledge.fields import EVERY_LANGUAGE, Languages
from bot.knowledge.files import (
    AboutFile,
    CodeFile,
    ContrastsFile,
    CrisisLinesFile,
    DangerSaidFile,
    OutOfScopeFile,
    RedFlagsFile,
    ScenarioFile,
    SituationsFile,
    SourcesFile,
)
from bot.knowledge.guide import GuideFile

SCHEMAS: dict[str, type[BaseModel]] = {
    "about": AboutFile,
    "code": CodeFile,
    "contrasts": ContrastsFile,
    "crisis-lines": CrisisLinesFile,
    "guide": GuideFile,
    "out-of-scope": OutOfScopeFile,
    "red-flags": RedFlagsFile,
    "scenario": ScenarioFile,
    "situations": SituationsFile,
    "danger-said": DangerSaidFile,
    "sources": SourcesFile,
}


def schema(model: type[BaseModel], languages: Languages) -> dict[str, Any]:
    """The schema of one file; every text must be in the written languages, every message in the understood ones."""
    made = model.model_json_schema()
    _name_languages(made, languages)
    return made


def _name_languages(node: Any, languages: Languages) -> None:
    """Turn every mapping by language into an object that has exactly the languages it is meant for."""
    children: Iterable[Any] = ()
    if isinstance(node, dict):
        found = cast(dict[str, Any], node)
        if which := found.pop(EVERY_LANGUAGE, None):
            value, wanted = found.pop("additionalProperties"), getattr(languages, which)
            found |= {"properties": dict.fromkeys(wanted, value), "required": list(wanted)}
            found["additionalProperties"] = False
        children = found.values()
    elif isinstance(node, list):
        children = cast(list[Any], node)
    for child in children:
        _name_languages(child, languages)


def write_schemas(folder: Path, languages: Languages) -> list[Path]:
    """Write each schema to ``folder``; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, model in SCHEMAS.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(schema(model, languages), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return written
