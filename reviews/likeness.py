"""How much the observations of one review are like each other: a matrix of every pair, 1 is the same.

All texts of a review are about one rep, so what they share says nothing. It is taken out three times: the names from
the texts, the mean from the vectors, the frequent words by their weight. Zero is then "no more alike than any two".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from reviews.encoding import EncoderUnavailable, encode
from reviews.wording import ORDINARY_WORDS, stem, telling_text, telling_words, without_names, words

WORD_BY_WORD = 0.35  # how much the likeness of single words counts beside that of whole texts
SHRINK = 4  # a mean over few texts is trusted less: n / (n + SHRINK) of it is taken out


def likeness(texts: Sequence[str], names: Sequence[str] = ()) -> tuple[np.ndarray, bool]:
    """The matrix, and whether it was made by words only because no encoder could be loaded.

    A text that says nothing (empty, or nothing but a name) is like none, not even like its copy.
    """
    clean = [without_names(text, names) for text in texts]
    saying = [place for place, text in enumerate(clean) if words(text)]
    matrix = np.zeros((len(texts), len(texts)))
    if not saying:
        return matrix, False
    said = [clean[place] for place in saying]
    try:
        pairs, by_words_only = _by_meaning(said), False
    except EncoderUnavailable:
        pairs, by_words_only = _by_words(said), True
    # Rounded, so that the last bits of a float never decide which of two equal pairs comes first.
    matrix[np.ix_(saying, saying)] = np.round(pairs, 6)
    return matrix, by_words_only


def closeness(candidates: Sequence[str], texts: Sequence[str], names: Sequence[str] = ()) -> np.ndarray:
    """How close each candidate is to each text, as rows; not relative to a review, so fit for ranking alone."""
    clean = [without_names(text, names) for text in (*candidates, *texts)]
    try:
        vectors = encode(clean)
        pairs = vectors @ vectors.T
    except EncoderUnavailable:
        pairs = _by_words(clean)
    return np.round(pairs[: len(candidates), len(candidates) :], 6)


def _by_meaning(texts: list[str]) -> np.ndarray:
    # Half the text as it stands, half without its empty words, which otherwise pull "he does not …" together.
    both = _unit(encode(texts) + encode([telling_text(text) for text in texts]))
    centred = _unit(both - _shrunk(len(texts)) * both.mean(axis=0))
    return (1 - WORD_BY_WORD) * centred @ centred.T + WORD_BY_WORD * _word_by_word(texts)


def _word_by_word(texts: list[str]) -> np.ndarray:
    """Each word of a text looks for its nearest in the other: the mean over both, rare words counting more."""
    spoken = [telling_words(text) for text in texts]
    vocabulary = sorted({word for each in spoken for word in each})
    column = {word: place for place, word in enumerate(vocabulary)}
    vectors = _unit(encode(vocabulary) - encode(ORDINARY_WORDS).mean(axis=0))
    near = np.maximum(vectors @ vectors.T, 0)
    rarity = _rarity(spoken)
    weights, nearest = np.zeros((2, len(texts), len(vocabulary)))
    for row, each in enumerate(spoken):
        own = [column[word] for word in each]
        weights[row, own] = [rarity[stem(word)] for word in each]
        nearest[row] = near[own].max(axis=0)
    one_way = weights / weights.sum(axis=1, keepdims=True) @ nearest.T
    return _less_the_usual((one_way + one_way.T) / 2)


def _rarity(spoken: Iterable[list[str]]) -> dict[str, float]:
    texts = [{stem(word) for word in each} for each in spoken]
    shared = Counter(found for each in texts for found in each)
    return {found: math.log((1 + len(texts)) / count) + 0.2 for found, count in shared.items()}


def _less_the_usual(pairs: np.ndarray) -> np.ndarray:
    others = ~np.eye(len(pairs), dtype=bool)
    return pairs - _shrunk(len(pairs)) * pairs[others].mean() if len(pairs) > 1 else pairs


def _by_words(texts: list[str]) -> np.ndarray:
    """Without an encoder: weighted stems and the letters within words. Weaker, and the page says so."""
    stems = _weighted([Counter(map(stem, telling_words(text))) for text in texts])
    letters = _weighted([_letter_runs(text) for text in texts])
    return 0.3 * stems @ stems.T + 0.7 * letters @ letters.T


def _letter_runs(text: str) -> Counter:
    edged = [f" {word} " for word in telling_words(text)]
    return Counter(word[at : at + size] for word in edged for size in (3, 4, 5) for at in range(len(word) - size + 1))


def _weighted(counts: list[Counter]) -> np.ndarray:
    column = {feature: place for place, feature in enumerate(sorted({key for each in counts for key in each}))}
    table = np.zeros((len(counts), max(len(column), 1)))
    for row, each in enumerate(counts):
        for feature, count in each.items():
            table[row, column[feature]] = 1 + math.log(count)
    held_by = (table > 0).sum(axis=0)
    return _unit(table * (np.log((1 + len(counts)) / (1 + held_by)) + 1))


def _shrunk(count: int) -> float:
    return count / (count + SHRINK)


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
