"""JSON schemas of the knowledge files, made from the models, so that an editor's program completes and checks."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

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
    text = made.get("$defs", {}).get("Text")
    if text is not None:
        text["properties"] = {language: {"type": "string", "minLength": 1} for language in languages}
        text["required"] = list(languages)
        text["additionalProperties"] = False
    return made


def write_schemas(folder: Path, languages: tuple[str, ...]) -> list[Path]:
    """Write each schema to ``folder``; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, model in SCHEMAS.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(schema(model, languages), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return written
