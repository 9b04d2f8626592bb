"""The form for what somebody saw of a rep on any day."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Row
from wtforms import SelectField

from app.forms.base import Words, choices
from app.forms.fields import row_id
from app.forms.saving import SavingForm
from app.once import once_key
from reviews.noted import Note
from reviews.observed import Observation


class NoteForm(SavingForm):
    rep_id = SelectField("Whom did you see?", coerce=row_id, validate_choice=False)
    text = Words("What happened?")

    @classmethod
    def about(cls, reps: Iterable[Row], note: Note | None = None) -> NoteForm:
        """The form for one of these reps, filled in with the note if it is about one."""
        form = cls(data=noted(note) if note else {"key": once_key()})
        named = {rep.id: rep.name for rep in reps} | ({note.rep_id: note.rep.name} if note else {})
        form.rep_id.choices = choices([(0, "Choose a rep"), *named.items()])
        return form

    def facts(self) -> dict[str, object]:
        """Whom it is about, what it says, and which form of which window says so."""
        return {"rep_id": self.rep_id.data or 0, "text": self.text.data, "key": self.begun(), **self.window()}


def noted(note: Note | Observation) -> dict[str, object]:
    """What the form holds of a note, or of the draft it has become."""
    rep_id = note.rep_id if isinstance(note, Note) else note.review.rep_id
    return {"rep_id": rep_id, "text": note.text, "version": note.version, "key": note.key or f"n{note.id}"}
