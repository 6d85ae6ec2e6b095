"""An editor's desk."""

from pathlib import Path

import pytest

from tests.knowledge.editor import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A fresh copy of our knowledge files."""
    return Folder(tmp_path / "knowledge")
