"""Read one YAML file so that every fault can be named by file, line and key."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml.reader import ReaderError

from bot.failures import Exit, OperatorError
from bot.knowledge.fields import PATTERN_HINTS, Languages

Loc = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

# Every value is read as text and given its type by the models, so that 2.10 stays a number of a clause and "no" a word.
# The C loader is several times faster; a Python built without libyaml still works.
_Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_HINTS = {
    "extra_forbidden": "this key is not known here",
    "missing": "add this key",
    "missing_language": "every text is given in each language of about.yaml",
    "unknown_language": "add the language to about.yaml first, or remove it here",
    "date_from_datetime_parsing": "a date is year-month-day: 2025-04-01",
    "string_too_short": "this text is empty",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something an editor has to mend: where it is, what is wrong, what to do."""

    file: str
    line: int
    key: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}: {self.key}: {self.message}{hint}"


class KnowledgeError(OperatorError):
    """The knowledge files cannot be used. ``faults`` lists every one that was found, never empty."""

    exit = Exit.KNOWLEDGE

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file: its value, and the node tree that knows the lines."""

    name: str
    value: Any
    root: yaml.Node

    def fault(self, loc: Loc, message: str, hint: str = "") -> Fault:
        """A fault at ``loc``, a path of keys and indices such as ``("editions", 0, "id")``."""
        return Fault(self.name, self._line(loc), _dotted(loc), message, hint)

    def parse(self, model: type[Model], languages: Languages) -> Model:
        """The file as ``model``. Raises KnowledgeError naming every fault in it."""
        try:
            return model.model_validate(self.value, context=languages)
        except ValidationError as error:
            details = [detail for detail in error.errors() if not _follows_from_another(detail, error.errors())]
            raise KnowledgeError([self._from_pydantic(detail, model) for detail in details]) from None

    def _from_pydantic(self, detail: ErrorDetails, model: type[BaseModel]) -> Fault:
        kind, loc = detail["type"], self._as_written(detail["loc"])
        hint = _HINTS.get(kind, "")
        if kind == "extra_forbidden":
            close = get_close_matches(str(loc[-1]), _all_keys(model), n=1)
            hint = f"did you mean {close[0]}?" if close else hint
            return self.fault(loc, "unknown key", hint)
        if kind == "missing":
            return self.fault(loc, "missing key", hint)
        if kind == "string_pattern_mismatch":
            hint = PATTERN_HINTS.get(str(detail.get("ctx", {}).get("pattern")), hint)
        return self.fault(loc, detail["msg"], hint)

    def _as_written(self, loc: Loc) -> Loc:
        """``loc`` without the kind that pydantic puts behind an entry of which there are several kinds."""
        written: list[str | int] = []
        value: object = self.value
        for part in loc:
            if isinstance(value, dict) and cast(dict[str, object], value).get("kind") == part and part not in value:
                continue
            written.append(part)
            try:
                value = cast(Any, value)[part]
            except (KeyError, IndexError, TypeError):
                value = None
        return tuple(written)

    def _line(self, loc: Loc) -> int:
        node, line = self.root, self.root.start_mark.line
        for part in loc:
            if isinstance(node, yaml.MappingNode):
                pairs = cast(list[tuple[yaml.Node, yaml.Node]], node.value)
                found = next(((key, value) for key, value in pairs if key.value == str(part)), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = cast(list[yaml.Node], node.value)[part]
                line = node.start_mark.line
            else:
                break
        return line + 1


def read(path: Path, name: str) -> Document:
    """Read ``path``, called ``name`` in faults. Raises KnowledgeError: bad syntax, a duplicate key, an empty file."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KnowledgeError([Fault(name, 1, "-", "the file is missing", "restore it from the release")]) from None
    except OSError as error:
        raise KnowledgeError([Fault(name, 1, "-", f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        raise KnowledgeError(
            [Fault(name, 1, "-", f"not UTF-8 at byte {error.start}", "save the file as UTF-8")]
        ) from None
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is None:
            raise KnowledgeError([Fault(name, 1, "-", "the file is empty")])
        faults = _duplicates(root, name, (), set())
        if faults:
            raise KnowledgeError(faults)
        return Document(name, loader.construct_document(root), root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or "cannot be read"
        raise KnowledgeError(
            [Fault(name, line, "-", f"YAML syntax: {problem}", "check quotes and indentation")]
        ) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise KnowledgeError([Fault(name, line, "-", "a character that YAML does not allow", "remove it")]) from None


def _follows_from_another(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """A list is called too short when its only element is at fault: the element's own fault says it."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(
        other["loc"][: len(loc)] == loc and len(other["loc"]) > len(loc) for other in details
    )


def _duplicates(node: yaml.Node, name: str, loc: Loc, seen_nodes: set[int]) -> list[Fault]:
    faults: list[Fault] = []
    if id(node) in seen_nodes:
        return faults  # an alias; it may even stand inside itself
    seen_nodes.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in cast(list[tuple[yaml.Node, yaml.Node]], node.value):
            path = (*loc, str(key.value))
            if key.value in seen:
                line = key.start_mark.line + 1
                faults.append(Fault(name, line, _dotted(path), "duplicate key", "keep one of the two"))
            seen.add(key.value)
            faults += _duplicates(value, name, path, seen_nodes)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(cast(list[yaml.Node], node.value)):
            faults += _duplicates(item, name, (*loc, index), seen_nodes)
    return faults


def _dotted(loc: Loc) -> str:
    return ".".join(str(part) for part in loc) or "-"


def _all_keys(model: type[BaseModel]) -> list[str]:
    definitions = cast(Mapping[str, Any], model.model_json_schema().get("$defs", {}))
    nested = [key for definition in definitions.values() for key in definition.get("properties", {})]
    return [*model.model_fields, *nested]
