"""The finder for a folder of knowledge files: as it was kept if nothing has changed, else learned anew and kept."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import structlog

from bot.finder.encode import Encoder, NoEncoder, encoder_version
from bot.finder.find import Finder
from bot.finder.grams import Floats, Grams, index
from bot.finder.kept import Arrays, keep, kept
from bot.finder.learn import Learned, learn
from bot.finder.likeness import Likeness, Meanings, measure
from bot.finder.red_flags import RedFlags
from bot.finder.taught import Message, Taught, fingerprint, load_taught
from bot.knowledge.files import Affected
from bot.knowledge.model import Knowledge

_log = structlog.get_logger(__name__)


def open_finder(folder: Path, knowledge: Knowledge, keep_in: Path | None) -> Finder:
    """The finder taught by the files of ``folder``. ``keep_in``: where it is kept, or None to keep nothing.

    About 0.3 s from what was kept, some seconds otherwise. Without the encoder it finds by letters alone and says so
    once in the log. Raises KnowledgeError for faulty files.
    """
    with ThreadPoolExecutor(1) as beside:
        opened = beside.submit(open_encoder, keep_in)
        key = f"learned-{_key(folder, knowledge)}"
        # Unpacking the encoder takes as long as reading what it will encode.
        taught = None if keep_in and any(keep_in.glob(f"{key}*")) else load_taught(folder, knowledge)
        encoder = opened.result()
    where = keep_in / (key if encoder else f"{key}-letters") if keep_in else None
    if where and (arrays := kept(where)):
        return _finder(knowledge, arrays, encoder)
    _log.info("the finder learns from new or changed files; later starts are quick")
    taught = taught or load_taught(folder, knowledge)
    arrays = _arrays(taught, learn(taught, compare(taught, encoder, keep_in)))
    if where:
        keep(where, arrays)
        # From the disk, so that what was needed for learning alone is given back.
        arrays = kept(where) or arrays
    return _finder(knowledge, arrays, encoder)


def compare(taught: Taught, encoder: Encoder | None, keep_in: Path | None) -> Likeness:
    """The messages, ready to be compared with any text."""
    # Encoding is multiplication, indexing is not: they do not wait for each other.
    with ThreadPoolExecutor(1) as beside:
        encoded = beside.submit(encode_messages, taught, encoder, keep_in)
        grams = index([message.text for message in taught.messages])
        return measure(taught, grams, encoded.result())


def open_encoder(keep_in: Path | None) -> Encoder | None:
    """The encoder, or None and one line in the log when its package cannot be used."""
    try:
        return Encoder(keep_in / f"encoder-{encoder_version()}" if keep_in else None)
    except NoEncoder as error:
        _log.warning("the sentence encoder is missing: situations are found by letters alone", error=str(error))
        return None


def encode_messages(taught: Taught, encoder: Encoder | None, keep_in: Path | None) -> Floats | None:
    """(N, 512): what the messages mean, zero for long ones. What was encoded before is read from ``keep_in``."""
    if encoder is None:
        return None
    where = keep_in / f"meanings-{encoder_version()}" if keep_in else None
    texts = [message.text for message in taught.messages]
    before = (where and kept(where)) or {"texts": _written([]), "meanings": np.empty((0, 512), np.float32)}
    place = {text: i for i, text in enumerate(_read(before["texts"]))}
    new = [text for text in texts if text not in place]
    place |= {text: len(place) + i for i, text in enumerate(new)}
    meanings = np.concatenate((before["meanings"], encoder.encode_all(new))) if new else before["meanings"]
    encoded = meanings[[place[text] for text in texts]]
    if where and new:
        keep(where, {"texts": _written(texts), "meanings": encoded})
    return encoded


def _key(folder: Path, knowledge: Knowledge) -> str:
    """Changes with the files, the scenarios there are, this package's code, and what encodes."""
    digest = hashlib.sha256(f"{fingerprint(folder)} {' '.join(knowledge.scenarios)}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    digest.update(f"{encoder_version()} {version('numpy')}".encode())
    return digest.hexdigest()[:16]


def _arrays(taught: Taught, learned: Learned) -> Arrays:
    likeness = learned.likeness
    arrays: Arrays = {
        "letters": learned.letters,
        "meaning": learned.meaning,
        "prior": learned.prior,
        "told": np.array(learned.told),
        "vocabulary": _written(list(likeness.grams.vocabulary)),
        "idf": likeness.grams.idf,
        "starts": likeness.grams.starts,
        "places": likeness.grams.messages,
        "weights": likeness.grams.weights,
        "messages": _written(
            [[each.text, each.label, each.language, each.affected, each.pair, each.flag] for each in taught.messages]
        ),
        "phrases": _written(taught.phrases),
    }
    if (meanings := likeness.meanings) is not None:
        arrays |= {"rows": meanings.rows, "vectors": meanings.vectors, "centre": meanings.centre, "axes": meanings.axes}
    return arrays


def _finder(knowledge: Knowledge, arrays: Arrays, encoder: Encoder | None) -> Finder:
    grams = Grams(
        vocabulary={gram: i for i, gram in enumerate(_read(arrays["vocabulary"]))},
        idf=arrays["idf"],
        starts=arrays["starts"],
        messages=arrays["places"],
        weights=arrays["weights"],
        count=arrays["told"].shape[1],
    )
    meanings = (
        Meanings(arrays["rows"], arrays["vectors"], arrays["centre"], arrays["axes"]) if "vectors" in arrays else None
    )
    likeness = Likeness(grams, meanings)
    learned = Learned(likeness, arrays["letters"], arrays["meaning"], arrays["prior"], tuple(arrays["told"]))
    return Finder(
        tuple(knowledge.scenarios),
        learned,
        RedFlags.of(_read(arrays["phrases"])),
        encoder,
        partial(_messages, arrays["messages"]),
    )


def _messages(written: Any) -> tuple[Message, ...]:
    return tuple(
        Message(text, label, language, Affected(affected) if affected else None, pair, flag)
        for text, label, language, affected, pair, flag in _read(written)
    )


def _written(value: Any) -> Any:
    """Anything JSON can say, as an array of bytes."""
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), np.uint8)


def _read(array: Any) -> Any:
    return json.loads(array.tobytes())
