"""Forms about people and teams."""

from __future__ import annotations

from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, Length

from app.forms.base import Form, Line, choices
from reviews.days import CADENCES
from reviews.people import FUNCTIONS, PAPERS


class PersonForm(Form):
    name = Line("Name", [InputRequired("Write a name."), Length(max=200)])
    email = Line("E-mail", [Length(max=254)])
    function = SelectField("Function", choices=choices([("", "none: a rep only"), *((f, f) for f in FUNCTIONS)]))
    office = Line("Office", [Length(max=200)])
    team_id = SelectField("Rep of the team", coerce=int)
    is_admin = BooleanField("Admin: keeps people and teams")
    is_leader = BooleanField("Leader: sees plans and verdicts of all teams")


class TeamForm(Form):
    name = Line("Name", [InputRequired("Write a name."), Length(max=200)])
    manager_id = SelectField("Manager", coerce=int)
    facilitator_id = SelectField("Facilitator of its review meetings", coerce=int)
    cadence = SelectField("Meets", choices=CADENCES)
    time_zone = Line("Time zone", [InputRequired("Write a time zone, like Europe/Berlin.")])
    paper = SelectField("Paper", choices=choices(zip(PAPERS, ("A4", "Letter"), strict=True)))
