"""Which of the bot's sentences its code asks for, read from the code: plain ids, and patterns of computed ones."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import bot

SOURCE = Path(bot.__file__).parent

# Called with the sentence among their first arguments.
_ASKING = {"words", "label", "ours", "Refusal", "both", "_said", "note", "tell", "_tell"}
_FOREIGN = re.compile(r"[^a-z0-9(.+)-]")


@cache
def trees() -> tuple[ast.Module, ...]:
    """The bot's code, but for the demo, which has its own page."""
    paths = sorted(path for path in SOURCE.rglob("*.py") if "demo" not in path.parts)
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in paths)


@cache
def names_in_code() -> frozenset[str]:
    """Every constant text or number and every identifier: what a placeholder can stand for."""
    found: set[str] = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | int):
                found.add(str(node.value))
            elif isinstance(node, ast.Name):
                found.add(node.id)
    return frozenset(found)


def used(id: str) -> bool:
    """Whether the code asks for the sentence ``id``: by its name, or by a pattern whose every part it names."""
    return id in names_in_code() or any(
        match and all(map(_named, match.groups())) for match in (each.fullmatch(id) for each in patterns())
    )


def _named(part: str) -> bool:
    """What a placeholder stood for: a name of the code, with hyphens for its underscores, or a pattern again."""
    return part.replace("-", "_") in names_in_code() or used(part)


def plain() -> set[str]:
    """The ids that are written out where a sentence is asked for."""
    return {
        str(each.value) for each in _expressions() if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Those that are put together there; what else is put together is no id: a link, a line of several sentences."""
    found = {_pattern(each) for each in _expressions() if isinstance(each, ast.JoinedStr | ast.BinOp)}
    return tuple(re.compile(each) for each in sorted(found) if re.search("[a-z]", each) and not _FOREIGN.search(each))


def _expressions() -> Iterator[ast.expr]:
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (name := _name(node.func)) in _ASKING:
                # The others of these take something else first: languages, a server.
                first = 1 if name in ("words", "label", "ours", "Refusal") else 4
                for argument in node.args[:first]:
                    yield from _meant(tree, argument)


def _meant(tree: ast.Module, expression: ast.expr) -> Iterator[ast.expr]:
    """The expression, or what stands behind it in the same file: both arms, a variable, what a function returns."""
    if isinstance(expression, ast.IfExp):
        yield from _meant(tree, expression.body)
        yield from _meant(tree, expression.orelse)
    elif isinstance(expression, ast.Name):
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(_name(each) == expression.id for each in node.targets):
                yield from (each for each in _meant(tree, node.value) if isinstance(each, ast.JoinedStr))
    elif isinstance(expression, ast.Call):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name == _name(expression.func):
                returned = (each.value for each in ast.walk(node) if isinstance(each, ast.Return))
                yield from (each for each in returned if isinstance(each, ast.JoinedStr))
    else:
        if isinstance(expression, ast.JoinedStr):
            for part in expression.values:
                if isinstance(part, ast.FormattedValue) and not isinstance(part.value, ast.Constant):
                    yield from (each for each in _meant(tree, part.value) if isinstance(each, ast.JoinedStr))
        yield expression


def _pattern(expression: ast.expr) -> str:
    match expression:
        case ast.JoinedStr(values=values):
            return "".join(map(_pattern, values))
        case ast.BinOp(left=left, right=right):
            return _pattern(left) + _pattern(right)
        case ast.Constant(value=str(text)):
            return text
        case _:
            return "(.+)"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
