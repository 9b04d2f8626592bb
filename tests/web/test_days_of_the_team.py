"""The day of a plan is the day of its team: for a manager on another continent, around midnight, when clocks change, over a
year's end."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from reviews import checkins, diary, facts, people, plans, today, tracking
from reviews.checkins import REP, CheckIn
from reviews.people import Person, Team
from tests.reading import words_of
from tests.thirty_days import USUALLY, check_in_of, plan_of

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def sam(session, cast, clock) -> Person:
    """A rep in New York, whose manager Dustin is in Berlin, where his own team is."""
    sam = people.add(session, name="Sam Rivera", email="sam@example.com", at=clock())
    team = people.make_team(session, name="East", manager_id=cast.dustin.id, facilitator_id=cast.marc.id, time_zone="America/New_York")
    session.flush()
    people.join(sam, team, at=clock())
    session.commit()
    return sam


def plan_of_sam(session, sam, *, begins: date):
    return plan_of(session, sam, session.scalar(select(Team).where(Team.name == "East")), begins=begins)


def owed_by(session, person, at) -> dict[str, int]:
    """What stands on Today, and how many days late it is there."""
    zone = "Europe/Berlin" if person.name.startswith("Dustin") else "America/New_York"
    own = today.of_person(session, person, at=at, zone=zone)
    return {due.what: due.late_days for due in [*own.owed.soon, *own.due.soon]}


def test_a_manager_in_berlin_is_not_late_as_long_as_the_day_lasts_in_new_york(session, cast, clock, desk, sam):
    plan = plan_of_sam(session, sam, begins=date(2026, 11, 16))  # its first check-in is on Mon 23 Nov
    clock.at = datetime(2026, 11, 23, 23, 30, tzinfo=NEW_YORK)  # 5:30 on Tuesday in Berlin
    what = "Check-in, day 7, of Sam Rivera"
    assert owed_by(session, cast.dustin, clock())[what] == 0 and tracking.overdue(facts.of_plan(plan), date(2026, 11, 23)) == []
    assert "late" not in words_of(desk(cast.dustin).get(f"/check-ins/{check_in_of(session, plan, 7).id}").text)
    clock.at = datetime(2026, 11, 24, 0, 30, tzinfo=NEW_YORK)
    assert owed_by(session, cast.dustin, clock())[what] == 1
    assert "1 day late" in words_of(desk(cast.dustin).get(f"/check-ins/{check_in_of(session, plan, 7).id}").text)


@pytest.mark.parametrize("at, nth, late", [
    (datetime(2027, 3, 14, 0, 30), 7, 0),  # the night in which the hour from two to three is missing
    (datetime(2027, 3, 14, 23, 30), 7, 0),
    (datetime(2027, 3, 15, 0, 30), 8, 0),
    (datetime(2027, 3, 16, 0, 30), 9, 1),
])
def test_days_are_counted_through_the_night_in_which_an_hour_is_missing(session, cast, clock, desk, sam, at, nth, late):
    """Day 7 is Sunday 14 March, so the check-in is on Monday 15."""
    plan = plan_of_sam(session, sam, begins=date(2027, 3, 8))
    clock.at = at.replace(tzinfo=NEW_YORK)
    assert (plans.day_number(plan, plans.today_of(plan, clock())), check_in_of(session, plan, 7).due_on) == (nth, date(2027, 3, 15))
    assert f"Day {nth} of 30" in words_of(desk(sam).get("/").text)
    assert owed_by(session, sam, clock())["Check-in, day 7, with Dustin"] == late
    checkins.enter(check_in_of(session, plan, 7), side=REP, frequency=USUALLY, by=sam, at=clock())
    assert check_in_of(session, plan, 7).entries[0].late_days == late


def test_a_plan_over_a_years_end_on_its_pages_and_in_the_calendar(session, cast, clock, desk, sam):
    plan = plan_of_sam(session, sam, begins=date(2026, 12, 14))
    clock.at = datetime(2026, 12, 31, 23, 59, tzinfo=NEW_YORK)
    laptop = desk(sam)
    assert "Day 18 of 30" in words_of(laptop.get(f"/plans/{plan.id}").text)
    clock.at = datetime(2027, 1, 1, 0, 1, tzinfo=NEW_YORK)
    assert "Day 19 of 30" in words_of(laptop.get(f"/plans/{plan.id}").text)
    page = laptop.get(f"/plans/{plan.id}").text
    for day, said in (("2026-12-21", "Mon 21 Dec"), ("2027-01-12", "Tue 12 Jan")):
        assert f'datetime="{day}"' in page and said in words_of(page)
    assert "Monday 14 December 2026" in page and "Tuesday 12 January 2027" in page, "the year is said on hover"
    assert [one.due_on for one in session.scalars(select(CheckIn).order_by(CheckIn.day))] == [
        date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 12)]
    days = [one.starts for one in diary.of_person(session, sam, at=clock()) if one.kind == diary.CHECK_IN]
    assert days == [date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 12)]
    history = words_of(desk(cast.dustin).get(f"/people/{sam.id}/history").text)
    assert "Mon 14 Dec 2026 to Tue 12 Jan 2027" in history
