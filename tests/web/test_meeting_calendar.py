"""The meeting as a file for a calendar: the same thing each time, later versions above earlier ones, in UTC, about nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app import calendar
from reviews import meetings
from tests.calendars import by_uid, lines, parsed
from tests.gathering import DUE, MEETS, gathering, made

CHICAGO = ZoneInfo("America/Chicago")


def file_of(app, meeting) -> bytes:
    with app.app_context():
        return calendar.of_meeting(meeting)


def moved(meeting, cast, at, **by) -> None:
    meetings.revise(meeting, due_at=meeting.due_at, meets_at=meeting.meets_at + timedelta(**by), reps=meeting.agenda,
                    by=cast.marc, at=at)


def test_it_says_what_when_and_where_to_read_more(app, session, cast, clock):
    meeting = gathering(session, cast, at=clock())
    (event,) = parsed(file_of(app, meeting)).events
    assert (event.summary, event.start, event.end) == (
        "Review meeting: Mid-market North, November 2026", datetime(2026, 11, 24, 9, tzinfo=UTC),
        datetime(2026, 11, 24, 9, 36, tzinfo=UTC))
    assert (event.url, event.status, event.dtstamp) == (
        f"{app.config['PUBLIC_URL']}/meetings/{meeting.id}", "CONFIRMED", clock())


def test_it_names_no_rep_invites_nobody_and_asks_for_no_answer(app, session, cast, clock):
    said = lines(file_of(app, gathering(session, cast, at=clock())))
    assert [line for line in said if line.startswith(("ATTENDEE", "ORGANIZER"))] == []
    assert "METHOD:PUBLISH" in said
    assert [name for name in ("Ana", "Farid", "Greta", "Dustin", "Marc", "@example.com") if name in "".join(said)] == []


def test_a_move_keeps_its_name_and_counts_up(app, session, cast, clock):
    meeting = gathering(session, cast, at=clock())
    before = by_uid(file_of(app, meeting))
    moved(meeting, cast, clock(), days=2)
    session.commit()
    after = by_uid(file_of(app, meeting))
    (uid,) = before
    assert after.keys() == before.keys()
    assert after[uid].start - before[uid].start == timedelta(2)
    assert after[uid].sequence > before[uid].sequence


def test_more_minutes_make_it_longer_and_count_up(app, session, cast, clock):
    meeting = gathering(session, cast, at=clock())
    (before,) = parsed(file_of(app, meeting)).events
    meetings.revise(meeting, due_at=DUE, meets_at=MEETS, reps=[(id, 20) for id, _ in meeting.agenda], by=cast.marc, at=clock())
    session.commit()
    (after,) = parsed(file_of(app, meeting)).events
    assert (after.end - after.start, after.sequence > before.sequence) == (timedelta(hours=1), True)


def test_before_it_is_opened_it_is_tentative(app, session, cast, clock):
    (event,) = parsed(file_of(app, made(session, cast, at=clock()))).events
    assert event.status == "TENTATIVE"


def test_ten_o_clock_stays_ten_o_clock_across_the_end_of_summer_time(app, session, cast, clock):
    cast.team.time_zone = "America/Chicago"
    meeting = gathering(session, cast, at=clock(), due_at=datetime(2026, 10, 30, 9, tzinfo=CHICAGO),
                        meets_at=datetime(2026, 10, 30, 10, tzinfo=CHICAGO))
    (summer,) = parsed(file_of(app, meeting)).events
    meetings.revise(meeting, due_at=meeting.due_at, meets_at=datetime(2026, 11, 2, 10, tzinfo=CHICAGO), reps=meeting.agenda,
                    by=cast.marc, at=clock())
    session.commit()
    (winter,) = parsed(file_of(app, meeting)).events
    assert (summer.start.hour, winter.start.hour) == (15, 16)
    assert {event.start.astimezone(CHICAGO).hour for event in (summer, winter)} == {10}
    assert "TZID" not in file_of(app, meeting).decode()


def test_long_names_with_accents_are_folded_between_letters(app, session, cast, clock):
    cast.team.name = "Źródła, Śródmieście; Größe \\ „Nord“ 北部営業部 " * 3 + "🎾"
    meeting = gathering(session, cast, at=clock())
    written = file_of(app, meeting)
    (event,) = parsed(written).events
    assert event.summary == f"Review meeting: {cast.team.name}, November 2026"
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert lines(written)


def test_what_is_no_letter_is_left_out(app, session, cast, clock):
    cast.team.name = "North\x07\x1b\n East"
    (event,) = parsed(file_of(app, gathering(session, cast, at=clock()))).events
    assert event.summary == "Review meeting: North East, November 2026"
