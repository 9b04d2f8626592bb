"""Statements that are built once. Most of what a small question costs is putting its statement together, not asking it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, wraps
from inspect import signature
from typing import get_type_hints

from sqlalchemy import BindParameter, Select, bindparam

from reviews.base import Base


def built_once(build: Callable[..., Select]) -> Callable[..., Select]:
    """Declare a question whose statement is the same whatever it is asked about.

    It is built at the first asking, with a blank for each thing and a parameter for each plain value; from then on they are
    filled in. What it says of a person is what SQL can say of `person.id`; it cannot ask in Python who leads.
    """

    @cache
    def built() -> tuple[Select, list[Blank | BindParameter]]:
        hints = get_type_hints(build)
        blanks = [_blank(name, hints.get(name)) for name in signature(build).parameters]
        return build(*blanks), blanks

    @wraps(build)
    def question(*things) -> Select:
        if any(isinstance(thing, Blank) for thing in things):  # inside of another question that is being built
            return build(*things)
        statement, blanks = built()
        return statement.params(dict(_filled(blanks, things)))

    return question


class Blank:
    """Stands for a thing while a statement about it is built: each fact that is asked of it is left open."""

    def __init__(self, name: str):
        self._name = name
        self._facts: dict[str, BindParameter] = {}

    def __getattr__(self, fact: str) -> BindParameter:
        return self._facts.setdefault(fact, bindparam(f"{self._name}_{fact}"))


def _blank(name: str, kind: object) -> Blank | BindParameter:
    return Blank(name) if isinstance(kind, type) and issubclass(kind, Base) else bindparam(name)


def _filled(blanks: list[Blank | BindParameter], things: tuple) -> Iterator[tuple[str, object]]:
    """What was left open, with what it is of these things."""
    for blank, thing in zip(blanks, things, strict=True):
        if isinstance(blank, Blank):
            yield from ((left_open.key, getattr(thing, fact)) for fact, left_open in blank._facts.items())
        else:
            yield blank.key, thing
