"""A copy of the knowledge files that an editor works on, and breaks."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.load import default_folder


class Folder:
    """A copy of our knowledge files. ``name`` is always the path below the folder: ``scenarios/bias.yaml``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        shutil.copytree(default_folder(), path, ignore=shutil.ignore_patterns(".schema"))

    def read(self, name: str) -> str:
        """The text of a file."""
        return (self.path / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Replace a whole file."""
        (self.path / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, pattern: str, replacement: str) -> None:
        """Replace the first place where ``pattern`` (a regular expression, ^ and $ by line) matches; there is one."""
        text, count = re.subn(pattern, replacement, self.read(name), count=1, flags=re.MULTILINE)
        assert count == 1, f"nothing to damage in {name}: {pattern}"
        self.write(name, text)

    def line(self, name: str, pattern: str, *, last: bool = False) -> int:
        """The number, from 1, of the first (or last) line of a file in which ``pattern`` is found."""
        lines = [n for n, line in enumerate(self.read(name).splitlines(), 1) if re.search(pattern, line)]
        return lines[-1 if last else 0]


@dataclass(frozen=True)
class Damage:
    """One edit (``pattern`` -> ``to``) and what must be said of it: the line where ``at`` then stands, key, words."""

    file: str
    pattern: str
    to: str
    at: str
    key: str
    says: str
    hint: str
    at_last: bool = False

    def of(self, folder: Folder) -> int:
        """Do it to a folder; the line that must be named."""
        folder.edit(self.file, self.pattern, self.to)
        return folder.line(self.file, self.at, last=self.at_last)


def small_copy(folder: Path) -> Path:
    """Our knowledge in ``folder`` with a tenth of the situations: learned in a moment."""
    shutil.copytree(default_folder(), folder, ignore=shutil.ignore_patterns(".schema"))
    for path in (*(folder / "situations").glob("*.yaml"), folder / "out-of-scope.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for i, line in enumerate(lines) if '- "' not in line or i % 10 == 0 or '- "' not in lines[i - 1]]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return folder
