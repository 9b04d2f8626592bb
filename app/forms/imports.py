"""Forms about files on their way in: choosing one, matching its columns, confirming what was shown."""

from __future__ import annotations

from collections.abc import Mapping

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField

from app.forms.base import Form, Line, choices
from reviews.imports import KNOWN, Import

LABELS = {
    "people": {
        "name": "Name", "surname": "Last name, when it has a column of its own", "email": "E-mail",
        "function": "Function", "team": "Team", "manager": "Manager, by name or e-mail", "office": "Office"},
    "observations": {
        "rep": "Rep", "contributor": "Contributor, by name or e-mail", "function": "Function they see the rep from",
        "kind": "Kind: gain or opportunity", "text": "What was seen", "occasion": "Occasion"},
}
LONGEST_EXAMPLE = 40


class UploadForm(Form):
    file = FileField("CSV file", [FileRequired("Choose a file first.")])

    def upload(self) -> dict[str, object]:
        """The name and the bytes of the chosen file."""
        return {"file_name": self.file.data.filename, "data": self.file.data.read()}


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


def _theirs(import_: Import) -> list[tuple[str, str]]:
    """The columns of the file, each with the first thing that stands in it."""
    table = import_.table
    return [(header, _with_example(header, next(filter(None, (row.raw(header) for row in table.rows)), "")))
            for header in table.headers]


def _with_example(header: str, cell: str) -> str:
    short = cell if len(cell) <= LONGEST_EXAMPLE else cell[:LONGEST_EXAMPLE] + "…"
    return f"{header} (“{short}” …)" if cell else f"{header} (empty)"
