"""Forms about a review meeting: when it is, its reps, who is asked."""

from __future__ import annotations

from datetime import datetime

from wtforms import BooleanField, DateTimeLocalField, FieldList, FormField, IntegerField, SelectField
from wtforms import Form as Part
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import HiddenInput

from app.clock import now
from app.forms.base import Form, Line, choices
from app.forms.fields import row_id
from app.forms.looking import LookingForm
from reviews.agenda import Proposal
from reviews.days import at_home, moment
from reviews.meetings import MINUTES, PASSED, Meeting, Review
from reviews.offers import Offer
from reviews.people import FUNCTIONS, Person

YEARS = range(2000, 2100)
NO_DATE = "This date or time does not exist. Write it like 2026-11-24 10:00."
MORE = 3


class Moment(DateTimeLocalField):
    """A date and a time on the clocks of the team."""

    def __init__(self, label=None, validators=None, **options):
        super().__init__(label, validators, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"], **options)

    def process_formdata(self, valuelist):
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(NO_DATE) from None
        if self.data and self.data.year not in YEARS:
            raise ValueError(NO_DATE)


class Minutes(IntegerField):
    def process_formdata(self, valuelist):
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Write minutes as a whole number, like 12.") from None


class RepLine(Part):
    person_id = IntegerField(widget=HiddenInput())
    here = BooleanField("in this meeting")
    minutes = Minutes("Minutes", default=MINUTES)


class ContributorLine(Part):
    person_id = SelectField("Who", coerce=row_id, validate_choice=False)
    function = SelectField("Sees the reps from", choices=choices([("", "their own function"), *((f, f) for f in FUNCTIONS)]),
                           validate_choice=False)


class AgendaForm(Form):
    """When the meeting is, and its reps in order."""

    due_at = Moment("Observations due", [InputRequired("Say until when people can write.")])
    meets_at = Moment("The meeting begins", [InputRequired("Say when the meeting is.")])
    reps = FieldList(FormField(RepLine))

    @classmethod
    def of(cls, meeting: Meeting, reviews: list[Review], others: list[Person], zone: str) -> AgendaForm:
        """Filled in with what stands; the team's other reps can be added."""
        there = [{"person_id": review.rep_id, "here": True, "minutes": review.minutes} for review in reviews]
        return cls(data={"due_at": on_the_clock(meeting.due_at, zone),
                         "meets_at": on_the_clock(meeting.meets_at, zone), "version": meeting.version,
                         "reps": there + [{"person_id": rep.id} for rep in others]})

    def facts(self, zone: str) -> dict[str, object]:
        """The times as moments where the team is, the reps as (person id, minutes)."""
        reps = [(line["person_id"], line["minutes"]) for line in self.reps.data if line["here"]]
        return {"due_at": moment(self.due_at.data, zone), "meets_at": moment(self.meets_at.data, zone), "reps": reps}


class MeetingForm(LookingForm, AgendaForm):
    """A new meeting: besides, its period and who is asked."""

    period = Line("Period")
    contributors = FieldList(FormField(ContributorLine))
    nobody = "nobody"
    zone = "UTC"

    @classmethod
    def proposed(cls, proposal: Proposal, zone: str) -> MeetingForm:
        """Filled in with what is proposed, and room for more people."""
        asked = [{"person_id": person.id, "function": function} for person, function in proposal.contributors]
        form = cls(data={
            "period": proposal.period, "due_at": on_the_clock(proposal.due_at, zone),
            "meets_at": on_the_clock(proposal.meets_at, zone), "contributors": asked + [{}] * MORE,
            "reps": [{"person_id": rep.id, "here": True, "minutes": MINUTES} for rep in proposal.reps]})
        form.zone = zone
        return form

    def validate_due_at(self, field: Moment) -> None:
        """A day to come: whoever calls a meeting for a day that is over has mistyped it."""
        if field.data and moment(field.data, self.zone) <= now():
            raise ValidationError(PASSED)

    def facts(self, zone: str) -> dict[str, object]:
        asked = [(line["person_id"], line["function"]) for line in self.contributors.data if line["person_id"]]
        return AgendaForm.facts(self, zone) | {"period": self.period.data, "contributors": asked}

    def lists(self) -> list[SelectField]:
        return [line.person_id for line in self.contributors]

    def offer(self, offer: Offer) -> MeetingForm:
        """Besides, a line more where all are taken and somebody is looked for."""
        if offer.typed and all(field.data for field in self.lists()):
            self.contributors.append_entry()
        return super().offer(offer)


def on_the_clock(at: datetime, zone: str) -> datetime:
    """A moment as the fields of a form hold it."""
    return at_home(at, zone).replace(tzinfo=None)
