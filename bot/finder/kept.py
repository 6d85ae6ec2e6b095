"""Arrays kept in a folder, so that a start need not compute them again. A folder is whole or not there at all."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import structlog

_log = structlog.get_logger(__name__)

_NOTES = "notes.json"
_ELDERS = 4
"""Folders of a kind that stay: several knowledge folders, or versions, may take turns."""

Arrays = dict[str, Any]
"""numpy arrays by name; a name may hold a dot."""


def kept(folder: Path) -> Arrays | None:
    """The arrays of ``folder``, read from disk as they are used; None when there are none or they are damaged."""
    try:
        names: dict[str, list[Any]] = json.loads((folder / _NOTES).read_text(encoding="utf-8"))
        # As plain arrays: still read as they are used, but every operation on them is quicker.
        arrays: Arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in names}
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        _log.warning("what was kept is damaged and will be made anew", folder=folder.name, error=type(error).__name__)
        return None
    if any([str(array.dtype), list(array.shape)] != names[name] for name, array in arrays.items()):
        _log.warning("what was kept is damaged and will be made anew", folder=folder.name)
        return None
    return arrays


def keep(folder: Path, arrays: Arrays) -> None:
    """Write ``arrays`` to ``folder``; of its elders (``<kind>-<anything>``) a few stay. A failure is only logged."""
    kind = folder.name.partition("-")[0]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Written beside, then renamed: whoever reads at the same time sees all or nothing.
        written = Path(tempfile.mkdtemp(prefix=f".{kind}-", dir=folder.parent))
        for name, array in arrays.items():
            np.save(written / f"{name}.npy", array)
        notes = {name: [str(array.dtype), list(array.shape)] for name, array in arrays.items()}
        (written / _NOTES).write_text(json.dumps(notes), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        written.rename(folder)
        for elder in sorted(folder.parent.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime)[:-_ELDERS]:
            shutil.rmtree(elder, ignore_errors=True)
    except OSError as error:
        _log.warning("the finder cannot be kept; the next start takes longer", error=error.strerror)
