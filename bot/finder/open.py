"""The finder for a folder of knowledge files: as it was kept if nothing has changed, else learned anew and kept."""

import gc
import hashlib
import json
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

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

_LONG_SITUATION, _LONG_DANGER = 24, 40
"""Tokens above which a message is not learned from by its meaning. Long messages cost most of the time. What is longer
teaches little about situations, and that long texts are harmless; but hints at danger need their room."""


@contextmanager
def _nothing_collected() -> Generator[None]:
    """Without the garbage collector: of the million objects that learning makes most stay, and sifting takes time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


@_nothing_collected()
def open_finder(folder: Path, knowledge: Knowledge, keep_in: Path | None) -> Finder:
    """The finder taught by the files of ``folder``. ``keep_in``: where it is kept, or None to keep nothing.

    About 0.3 s from what was kept, some seconds otherwise. Without the encoder it finds by letters alone and says so
    once in the log. Raises KnowledgeError for faulty files.
    """
    key = f"learned-{_key(folder, knowledge)}"
    new = not (keep_in and any(keep_in.glob(f"{key}*")))
    with ThreadPoolExecutor(1) as beside:
        opening = beside.submit(open_encoder, keep_in)
        # To unpack the encoder takes as long as to read and index what it will encode.
        indexed = read(folder, knowledge) if new else None
        encoder = opening.result()
    where = keep_in / (key if encoder else f"{key}-letters") if keep_in else None
    if where and (arrays := kept(where)):
        return _finder(knowledge, arrays, encoder)
    _log.info("the finder learns from new or changed files; later starts are quick")
    indexed = indexed or read(folder, knowledge)
    arrays = _arrays(indexed.taught, learn(indexed.taught, compare(indexed, encoder, keep_in)))
    if where:
        keep(where, arrays)
        # From the disk, so that what was needed for learning alone is given back.
        arrays = kept(where) or arrays
    return _finder(knowledge, arrays, encoder)


class Indexed(NamedTuple):
    """The messages and the runs of letters they are made of."""

    taught: Taught
    grams: Grams


def read(folder: Path, knowledge: Knowledge) -> Indexed:
    """The messages of the files in ``folder``. Raises KnowledgeError for faulty files."""
    taught = load_taught(folder, knowledge)
    return Indexed(taught, index([message.text for message in taught.messages]))


def compare(indexed: Indexed, encoder: Encoder | None, keep_in: Path | None) -> Likeness:
    """The messages, ready to be compared with any text."""
    return measure(indexed.taught, indexed.grams, encode_messages(indexed.taught, encoder, keep_in))


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
    before = where and kept(where)
    place = {text: i for i, text in enumerate(_said(before["texts"]))} if before else {}
    new = [i for i, text in enumerate(texts) if text not in place]
    at_most = [_LONG_SITUATION if message.label else _LONG_DANGER for message in taught.messages]
    encoded = encoder.encode_all([texts[i] for i in new], [at_most[i] for i in new])
    if before:
        made, encoded = encoded, before["meanings"][[place.get(text, 0) for text in texts]]
        encoded[new] = made
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
        vocabulary={gram: i for i, gram in enumerate(_said(arrays["vocabulary"]))},
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
        RedFlags.of(_said(arrays["phrases"])),
        encoder,
        partial(_messages, arrays["messages"]),
    )


def _messages(written: Any) -> tuple[Message, ...]:
    return tuple(
        Message(text, label, language, Affected(affected) if affected else None, pair, flag)
        for text, label, language, affected, pair, flag in _said(written)
    )


def _written(value: Any) -> Any:
    """Anything JSON can say, as an array of bytes."""
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), np.uint8)


def _said(array: Any) -> Any:
    return json.loads(array.tobytes())
