"""Hints on wording, in English: which words of a text say less than they seem to, why, and what to write instead."""

from reviews.hints.reading import Hint, judgements, judging, on

__all__ = ["Hint", "judgements", "judging", "on"]
