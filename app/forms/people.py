"""Forms about people and teams."""

from __future__ import annotations

from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired, Length

from app.forms.base import Line, choices
from app.forms.fields import row_id
from app.forms.looking import LookingForm
from reviews.days import CADENCES
from reviews.people import FUNCTIONS, LONGEST, PAPERS

SHORT = Length(max=LONGEST, message=f"This is too long. It can have {LONGEST} letters.")


class PersonForm(LookingForm):
    name = Line("Name", [DataRequired("Write a name."), SHORT])
    email = Line("E-mail")
    function = SelectField("Function", choices=choices([("", "none: a rep only"), *((f, f) for f in FUNCTIONS)]))
    office = Line("Office", [SHORT])
    team_id = SelectField("Rep of the team", coerce=row_id, validate_choice=False)
    is_admin = BooleanField("Admin: keeps people, teams and roles, and sees no review by that")
    is_leader = BooleanField("Leader: sees items, plans and verdicts of all teams, and nobody’s words")
    nobody = "none"

    def lists(self) -> list[SelectField]:
        return [self.team_id]


class TeamForm(LookingForm):
    name = Line("Name of the team", [DataRequired("Write a name."), SHORT])
    manager_id = SelectField("Manager", coerce=row_id, validate_choice=False)
    facilitator_id = SelectField("Facilitator of its review meetings", coerce=row_id, validate_choice=False)
    cadence = SelectField("Meets", choices=choices(zip(CADENCES, ("every month", "every quarter"), strict=True)))
    time_zone = Line("Time zone", [DataRequired("Write a time zone, like Europe/Berlin.")])
    paper = SelectField("Paper for its plans", choices=choices(zip(PAPERS, ("A4", "Letter"), strict=True)))

    def lists(self) -> list[SelectField]:
        return [self.manager_id, self.facilitator_id]


class NewTeamForm(TeamForm):
    manager_name = Line("Or a manager who is not on the list yet", [SHORT])
