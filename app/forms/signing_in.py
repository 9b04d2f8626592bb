"""The first page of an empty database, and the field of the sign-in page."""

from __future__ import annotations

from wtforms.validators import DataRequired, Length

from app.forms.base import Form, Line


class FirstAdminForm(Form):
    code = Line("Code from the terminal", [DataRequired("Type the code that was printed in the terminal.")])
    name = Line("Your name", [DataRequired("Write your name."), Length(max=200)])
    email = Line("Your e-mail", [DataRequired("Write your e-mail address: links to sign in go there.")])


class AskForm(Form):
    email = Line("Your e-mail", [DataRequired("Write your e-mail address, the one at which you get letters from here."), Length(max=254)])
