"""Calendars read back by a parser that is not the one that wrote them."""

from __future__ import annotations

from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event


def parsed(written: bytes) -> Calendar:
    """The one calendar in a file."""
    return IcsCalendarStream.calendar_from_ics(written.decode())


def by_uid(written: bytes) -> dict[str, Event]:
    """Its entries by what names them, which no two share."""
    events = parsed(written).events
    found = {event.uid: event for event in events}
    assert len(found) == len(events)
    return found


def lines(written: bytes) -> list[str]:
    """The file unfolded, line by line, as the standard has it: no line over 75 bytes, each ended by CR and LF."""
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert written.endswith(b"\r\n") and written.count(b"\n") == written.count(b"\r\n")
    return written.replace(b"\r\n ", b"").decode().split("\r\n")
