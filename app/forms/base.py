"""What every form does: carry a verb of the domain out, and put its refusal at the field it is about."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, SelectChoice, StringField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.db import db
from app.refusals.collisions import COLLISIONS, SAME_MOMENT, collided
from reviews.errors import Refused, Stale
from reviews.people import Person


def stripped(text: str | None) -> str:
    """What was typed, without space around it, with one kind of line break and no null, which no database keeps."""
    return (text or "").replace("\r\n", "\n").replace("\0", "").strip()


class Line(StringField):
    """One line of text; never None."""

    def __init__(self, label=None, validators=None, **options):
        super().__init__(label, validators, filters=(stripped,), default="", **options)


class Words(TextAreaField):
    """What a person writes, of any length; never None."""

    def __init__(self, label=None, validators=None, **options):
        super().__init__(label, validators, filters=(stripped,), default="", **options)


def choices(pairs) -> list[SelectChoice]:
    """What one can choose from, by (value, label)."""
    return [SelectChoice(value, label) for value, label in pairs]


def people_choices(people: Iterable[tuple[Person, str]]) -> list[SelectChoice]:
    """Whom one can choose, each with the function they see the rep from, where they have one."""
    return choices((person.id, f"{person.name}, {function}" if function else person.name) for person, function in people)


class Form(FlaskForm):
    """A form. One that edits a thing carries the version the person saw (`version`), or a fingerprint of what
    stood in it where the thing has no version or only a part of it counts (`shown`), see `reviews.holding`."""

    class Meta:
        csrf = False  # the app checks every write in one place

        def wrap_formdata(self, form, formdata):
            """What a form sends. A body of JSON is none: text in it can hold half a character, which no page can show."""
            return None if request.is_json else super().wrap_formdata(form, formdata)

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    shown = HiddenField()

    def facts(self) -> dict[str, object]:
        """The clean values, by field, without what tells what was seen."""
        return {name: value for name, value in self.data.items() if name not in ("version", "shown")}

    def told_apart(self, by: object) -> Form:
        """The same, with ids of its own, where a page has this form more than once."""
        for field in self:
            field.id = f"{field.id}-{by}"
        return self

    def carry_out(self, verb, *things, **facts):
        """Call the verb in a savepoint. Its refusal becomes an error at its field, and None is returned."""
        try:
            with db.session.begin_nested():
                result = verb(*things, **facts)
                db.session.flush()
        except Stale as stale:
            return self.show_theirs(stale)
        except Refused as refused:
            return self.refuse(refused.sentence, refused.field)
        except COLLISIONS as error:
            if not collided(error):
                raise
            return self.refuse(SAME_MOMENT)
        return result if result is not None else True

    def refuse(self, sentence: str, at: str | None = None) -> None:
        """Put a sentence at a field of this form, or above it."""
        if at in self._fields:
            self[at].errors = [*self[at].errors, sentence]
        else:
            self.form_errors.append(sentence)

    def show_theirs(self, stale: Stale) -> None:
        """Keep what was typed and put beside it what stands there now; saving again then counts."""
        self.refuse(stale.sentence, at=next((name for name in self._fields if name in stale.theirs), None))
        for name, value in stale.theirs.items():
            if name in self._fields:
                self[name].theirs = value
        carries = self.shown if isinstance(stale.stands, str) else self.version
        carries.data, carries.raw_data = stale.stands, None
