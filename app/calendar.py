"""Calendars in the format that all of them read (iCalendar, RFC 5545): in UTC, nobody invited, nothing to answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from flask import current_app
from icalendar import Calendar, Event

from app.clock import now
from app.letters.parts import address_of
from reviews import diary
from reviews.diary import Appointment
from reviews.meetings import Meeting

MAKER = "-//Courtside//Courtside//EN"
DOORS = {
    diary.MEETING: "meetings.show", diary.OBSERVATIONS: "observations.index", diary.VOICE: "voices.show",
    diary.CHECK_IN: "checkins.show", diary.PLAN: "plans.show", diary.VERDICT: "verdicts.create",
}


def of_meeting(meeting: Meeting) -> bytes:
    """The meeting as a file to put into a calendar. Taken in again after it has moved, it moves there too."""
    return _written([diary.of_meeting(meeting)], method="PUBLISH")


def of_days(appointments: Iterable[Appointment]) -> bytes:
    """Somebody's days, for a calendar that asks for them now and then."""
    return _written(appointments, **{"X-WR-CALNAME": "Courtside", "REFRESH-INTERVAL": "PT1H", "X-PUBLISHED-TTL": "PT1H"})


def fingerprint(appointments: Iterable[Appointment]) -> str:
    """The same for the same days, at whatever moment they are written down."""
    return hashlib.sha256(repr(list(appointments)).encode()).hexdigest()[:32]


def _written(appointments: Iterable[Appointment], **said: str) -> bytes:
    calendar = Calendar({"VERSION": "2.0", "PRODID": MAKER, "CALSCALE": "GREGORIAN", **said})
    for appointment in appointments:
        calendar.add_component(_event(appointment, stamp=now()))
    return calendar.to_ical()


def _event(appointment: Appointment, *, stamp: datetime) -> Event:
    page = address_of(DOORS[appointment.kind], id=appointment.id)
    return Event.new(
        uid=f"{appointment.key}@{_host()}", sequence=appointment.version, stamp=stamp, summary=_printable(appointment.what),
        start=_in_utc(appointment.starts), end=_in_utc(appointment.ends), url=page, description=page,
        status="TENTATIVE" if appointment.tentative else "CONFIRMED",
        classification="PRIVATE" if appointment.private else None,
        transparency="OPAQUE" if appointment.busy else "TRANSPARENT")


def _host() -> str:
    return urlsplit(current_app.config["PUBLIC_URL"]).hostname or "courtside"


def _in_utc(when: date | datetime) -> date | datetime:
    return when.astimezone(UTC) if isinstance(when, datetime) else when


def _printable(words: str) -> str:
    """Without what is no letter, which a strict reader refuses the whole calendar for."""
    return "".join(letter for letter in words if letter.isprintable())
