"""What stands in a person's own calendar: when, and in a few plain words what. Never what anybody wrote, as calendars get
shared. Rows in, nothing asked here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reviews.days import period_name
from reviews.meetings import Meeting

MEETING = "meeting"


@dataclass(frozen=True)
class Appointment:
    """One thing in a calendar: at a time, or on a whole day where `starts` is a date.

    key      stays the same however often it moves
    kind     and `id`: which page tells more
    version  higher after each move
    busy     whether it takes the person's time; what is merely due does not
    private  names somebody, so that who shares a calendar can be asked to leave it out
    """

    key: str
    what: str
    starts: date | datetime
    ends: date | datetime
    kind: str
    id: int
    version: int = 0
    busy: bool = False
    private: bool = False
    tentative: bool = False


def of_meeting(meeting: Meeting) -> Appointment:
    """The meeting itself, as long as its agenda takes. It is certain from when it is open for writing."""
    return the_meeting(meeting, meeting.team.name, sum(review.minutes for review in meeting.reviews))


def the_meeting(meeting, team: str, minutes: int) -> Appointment:
    """The same of a row that holds id, version, period, meets_at and opened_at."""
    return Appointment(
        f"meeting-{meeting.id}", f"Review meeting: {team}, {period_name(meeting.period)}", meeting.meets_at,
        meeting.meets_at + timedelta(minutes=minutes), MEETING, meeting.id, version=meeting.version, busy=True,
        tentative=meeting.opened_at is None)
