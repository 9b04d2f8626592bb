"""Which letters a text file is in. Its byte order mark says it, or UTF-8 does; old one-byte letters are told by names.

A file of names has too few letters for statistics of language, but how a name is built tells much: Windows-1250's
“Dvořák” is “Dvoøák” in Windows-1252, vowel after vowel, and the Mac's “Müller” is “MŸller”, a capital in the middle.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
OLD = {"cp1252": "Western European (Windows)", "cp1250": "Central European (Windows)", "mac_roman": "Western (Mac)",
       "cp1251": "Cyrillic (Windows)"}  # of equally good ones the first: it is what most machines write
LOOKED_AT = 2_000  # words with other letters than those of ASCII
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufdd0-\ufdef\ufffe\uffff]")  # no table has these signs
INVISIBLE = re.compile(r"[\x7f-\x84\x86-\x9f]")  # what is left of letters that were read wrongly once; a terminal may obey it
ODD_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
LINE_END = re.compile(r"[\r\n]")
VOWELS = frozenset("aeiouyæœøı")
ODD = re.compile(r"õ(?!e)|ã(?!e|o|\b)|œ(?!u)|ñ(?![aeiouáéíóú])|[ìòù](?=\w)|\bð|\Bþ|û|[ĺŕ]|řy|øe")  # in no language so, or rarely
WORD = re.compile(rb"[A-Za-z'\x80-\xff]*[\x80-\xff][A-Za-z'\x80-\xff]*")


def text_of(data: bytes) -> tuple[str, str] | None:
    """The text of a file and, when its letters had to be guessed, their name; None when it is no text."""
    read = _read(data)
    return read and (INVISIBLE.sub("", read[0]), read[1])


def _read(data: bytes) -> tuple[str, str] | None:
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return _whole(data, encoding)
    if 100 * data.count(0) > len(data):  # a few are a fault in a text, which is told where it is
        return _sixteen_bits(data)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _old(data)
    return None if NO_TEXT.search(text) else (text, "")


def _whole(data: bytes, encoding: str) -> tuple[str, str] | None:
    """The text, when all of the data is text in this encoding. A line break at the end may be cut in half."""
    cut = len(data) % 2 if encoding.startswith("utf-16") else 0
    try:
        text = data[:len(data) - cut].decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if NO_TEXT.search(text) else (text, "")


def _sixteen_bits(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: the way round that makes line breaks and separators of the most pairs."""
    found = [_whole(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    lines = [read for read in found if read and LINE_END.search(read[0])]
    return max(lines, key=lambda read: sum(read[0].count(sign) for sign in "\r\n,;\t| "), default=None)


def _old(data: bytes) -> tuple[str, str] | None:
    """The text in the old letters in which its words are most like words, with their name."""
    words = list(dict.fromkeys(WORD.findall(data[:1_000_000])))[:LOOKED_AT]
    for encoding in sorted(OLD, key=lambda encoding: -sum(_likeness(word, encoding) for word in words)):
        if (read := _whole(data, encoding)) and not INVISIBLE.search(read[0]):
            return read[0], OLD[encoding]
    return None


def _likeness(word: bytes, encoding: str) -> float:
    """How much like a word it is: one with signs, letters of two alphabets or capitals inside is none."""
    try:
        text = word.decode(encoding)
    except UnicodeDecodeError:
        return -5.0
    alphabets = {unicodedata.name(sign, "").partition(" ")[0] for sign in text if sign.isalpha()}
    latin = "LATIN" in alphabets
    score = sum(_fits(before, sign, after, latin) for before, sign, after in _neighbours(text))
    crowded = latin and len(word) > 2 and 2 * sum(sign > "\x7f" for sign in text) > len(text)
    return score - 2 * len(ODD.findall(text.lower())) - 6 * (len(alphabets) > 1) - 3 * crowded


def _neighbours(text: str) -> Iterator[tuple[str, str, str]]:
    """Each sign that is not of ASCII, between those beside it."""
    padded = f" {text} "
    return ((padded[at - 1], padded[at], padded[at + 1]) for at in range(1, len(padded) - 1) if padded[at] > "\x7f")


def _fits(before: str, sign: str, after: str, latin: bool) -> float:
    """How well a sign stands between its neighbours: a vowel beside consonants, a capital first, a quotation mark outside."""
    if not sign.isalpha():
        return 0.0 if _is_at_home(before, sign, after) else -2.0
    if not latin:
        return 1.5
    beside = [_is_vowel(other) for other in (before, after) if other.isalpha()]
    alternates = sum(vowel != _is_vowel(sign) for vowel in beside)
    capital_inside = sign.isupper() and (before.islower() or before.isalpha() and after.islower())
    small_first = sign.islower() and not before.isalpha()
    return 1.0 + 2 * alternates - len(beside) - 3 * capital_inside - 2 * small_first


def _is_at_home(before: str, sign: str, after: str) -> bool:
    kind = unicodedata.category(sign)
    opens, closes = kind == "Pi" and not before.isalpha(), kind == "Pf" and (sign == "’" or not after.isalpha())
    return opens or closes or (kind[0] in "PZ" and kind not in ("Pi", "Pf") and not (before.isalpha() and after.isalpha()))


def _is_vowel(sign: str) -> bool:
    return unicodedata.normalize("NFD", sign.lower())[0] in VOWELS
