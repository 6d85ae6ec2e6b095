"""Our knowledge files, and an editor's desk."""

from pathlib import Path

import pytest

from bot.knowledge.load import default_folder, load
from bot.knowledge.model import Knowledge
from tests.knowledge.editor import Folder


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The project's own knowledge files, without a finder."""
    return load(default_folder())


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A fresh copy of our knowledge files."""
    return Folder(tmp_path / "knowledge")
