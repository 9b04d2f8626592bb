"""Forms about files on their way in: choosing one, matching its columns, confirming what was shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import Optional

from app.forms.base import Form, Line, choices
from reviews.imports import KNOWN, Import
from reviews.questions import KEY, Question

LABELS = {
    "people": {
        "name": "Name", "surname": "Last name, when it has a column of its own", "email": "E-mail",
        "function": "Function", "team": "Team", "manager": "Manager, by name or e-mail", "office": "Office"},
    "observations": {
        "rep": "Rep", "contributor": "Contributor, by name or e-mail", "function": "Function they see the rep from",
        "kind": "Kind: gain or opportunity", "text": "What was seen", "occasion": "Occasion"},
}


class UploadForm(Form):
    file = FileField("File", [FileRequired("Choose a file first.")])

    def upload(self) -> dict[str, object]:
        """The name and the bytes of the chosen file."""
        with self.file.data.stream as stream:
            return {"file_name": self.file.data.filename, "data": stream.read()}


class ConfirmForm(Form):
    fingerprint = HiddenField()


def columns_form(import_: Import, sent: Mapping[str, str] | None = None) -> Form:
    """A form with one choice for each column of ours, among those of the file; `sent` is what was chosen just now."""
    fields = {ours: SelectField(LABELS[import_.kind][ours], default="") for ours in KNOWN[import_.kind]}
    if import_.kind == "people":
        fields["time_zone"] = Line("Time zone of new teams")
    kept = {**import_.columns, "time_zone": import_.time_zone}
    form = type("ColumnsForm", (Form,), fields)(formdata=sent, data=kept)
    theirs = choices([("", "not in this file"), *_theirs(import_)])
    for ours in KNOWN[import_.kind]:
        form[ours].choices = theirs
    return form


def answers_form(questions: Sequence[Question]) -> Form:
    """A form with one choice for each question, none taken where there is no answer yet."""
    fields = {one.key: RadioField(one.words, [Optional()], choices=choices(one.choices)) for one in questions}
    return type("AnswersForm", (Form,), fields)(formdata=None, data={one.key: one.answer for one in questions})


def answers_in(sent: Mapping[str, str]) -> dict[str, str]:
    """What was answered, by the question. What cannot be an answer is asked about again."""
    return {key: said[:300] for key, said in sent.items() if KEY.fullmatch(key)}


def _theirs(import_: Import) -> list[tuple[str, str]]:
    """The columns of the file, each with the first thing that stands in it."""
    return [(header, f"{header} (“{cell}” …)" if cell else f"{header} (empty)") for header, cell in import_.headers]
