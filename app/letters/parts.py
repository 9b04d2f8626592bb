"""What a letter is made of: a part for each matter, in plain words; and what every kind of matter has to know of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from reviews.letters import Matter


@dataclass(frozen=True)
class Part:
    """One matter in words. Nothing that anybody wrote about a rep ever stands in one.

    subject  of the letter, when this stands alone in it
    title    the head of its section
    lines    its paragraphs, plain text
    label    its one button, which leads to `address`
    more     quiet links below it, as (label, address)
    ics      attached as meeting.ics
    """

    subject: str
    title: str
    lines: tuple[str, ...]
    label: str
    address: str
    more: tuple[tuple[str, str], ...] = ()
    ics: bytes | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of matter: whether it still has to be told at this moment, and what it says.

    Both are asked just before a letter goes, in a transaction that may write: `part` makes the keys that its links hold.
    """

    needed: Callable[[Matter, datetime], bool]
    part: Callable[[Matter, datetime], Part]


def address_of(endpoint: str, **values: object) -> str:
    """The whole address of a page, as it stands in a letter: the worker answers no request that it could take it from."""
    path = current_app.url_map.bind("").build(endpoint, {name: value for name, value in values.items() if value is not None})
    return current_app.config["PUBLIC_URL"] + path
