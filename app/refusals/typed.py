"""What had been typed into a form that was refused: shown on the page that says so, so that no words are lost.

Where our own page sent it, the page offers to send the same form again, with a fresh token and the key that lets it count
once. A form that somebody else's page sent gets no such button: one click would make the forgery good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flask import request
from werkzeug.exceptions import HTTPException
from wtforms import DateField, HiddenField, IntegerField, StringField
from wtforms.fields.core import UnboundField

from app.asking import from_our_own_page
from app.db import READS
from app.forms.base import Form
from app.once import FIELD

KEYS = ("csrf_token", "code")  # the one is made anew, the other opens a door


@dataclass(frozen=True)
class Box:
    """Something that was typed: its field's name, the label people know it by, the words."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class Typed:
    """A refused form: what to show, what to send along unseen, where to, whether by us, and whether files were with it."""

    boxes: list[Box]
    rest: list[tuple[str, str]]
    action: str
    ours: bool
    had_files: bool

    @property
    def can_go_again(self) -> bool:
        """Files cannot be sent again by a page; a key alone asks for nothing."""
        return self.ours and not self.had_files


def typed() -> Typed | None:
    """What the request's form held, None when it was no form or cannot be read."""
    if request.method in READS:
        return None
    try:
        pairs = [(name, text) for name, text in request.form.items(multi=True) if name not in KEYS]
        had_files = any(file.filename for file in request.files.values())
    except (HTTPException, OSError):  # too large, broken off, or no room to put it
        return None
    return Typed([Box(name, label_of(name), text) for name, text in pairs if _is_words(name, text)],
                 [(name, text) for name, text in pairs if not _is_words(name, text)],
                 request.full_path.rstrip("?"), from_our_own_page(), had_files)


def label_of(name: str) -> str:
    """What people know a field by: its label where the forms agree on one, else its name in words."""
    known = {label for label, _ in _fields().get(_last(name), ()) if label}
    return known.pop() if len(known) == 1 else _last(name).replace("_", " ").capitalize()


def _is_words(name: str, text: str) -> bool:
    """Whether a person wrote this: it stands in a box for words, or in no form we know and looks like words."""
    kinds = {is_words for _, is_words in _fields().get(_last(name), ())}
    return bool(text.strip()) and name != FIELD and (any(kinds) if kinds else " " in text.strip())


def _last(name: str) -> str:
    """The field's own name, of one in a list such as baselines-0-value."""
    return name.rsplit("-", 1)[-1]


@cache
def _fields() -> dict[str, set[tuple[str, bool]]]:
    """Every field of every form, by name: its label, and whether one types words into it."""
    found: dict[str, set[tuple[str, bool]]] = {}
    for form in _below(Form):
        for name, field in vars(form).items():
            if isinstance(field, UnboundField):
                label = field.args[0] if field.args else field.kwargs.get("label")
                found.setdefault(name, set()).add((str(label or ""), _takes_words(field.field_class)))
    return found


def _below(kind: type) -> Iterator[type]:
    for form in kind.__subclasses__():
        yield form
        yield from _below(form)


def _takes_words(kind: type) -> bool:
    return issubclass(kind, (StringField, DateField, IntegerField)) and not issubclass(kind, HiddenField)
