"""Who owes on plans of teams on both sides of an ocean: one letter a date, each plan by the day of its team."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reviews import owed, people
from reviews.people import Person
from tests.gathering import BERLIN
from tests.thirty_days import check_in_of, look, plan_of

ONE_DATABASE = True  # that both find who owes what is shown by test_owed.py; this is about days

BEGINS = date(2026, 11, 16)  # the first check-ins are on Mon 23 Nov
NEW_YORK, LOS_ANGELES, AUCKLAND = (ZoneInfo(name) for name in ("America/New_York", "America/Los_Angeles", "Pacific/Auckland"))


@pytest.fixture
def overseas(session, cast, clock):
    """`overseas(zone, begins)` is Sam's plan with Dustin, of a team over there; Ana's, in Berlin, begins on the same day."""
    def begin(zone: ZoneInfo, begins: date = BEGINS, home: bool = True):
        sam = people.add(session, name="Sam Rivera", email="sam@example.com", at=clock())
        team = people.make_team(session, name="Overseas", manager_id=cast.dustin.id, facilitator_id=cast.marc.id, time_zone=str(zone))
        session.flush()
        people.join(sam, team, at=clock())
        if home:
            plan_of(session, cast.ana, cast.team, begins=begins)
        plan = plan_of(session, sam, team, begins=begins)
        return plan
    return begin


@pytest.fixture
def letters_at(office, worker_at):
    """`letters_at(moment)` is what has come to Dustin by the worker's round of then: the lines that name a rep."""
    def come(day: date, zone: ZoneInfo, hour: int = 8) -> list[list[str]]:
        before = len(office.letters)
        worker_at(datetime(day.year, day.month, day.day, hour, 1, tzinfo=zone))
        his = [it for it in office.letters[before:] if "dustin@example.com" in it.headers["To"][0]]
        return [[" ".join(line.split()) for line in it.text_plain[0].splitlines() if line.startswith(("Ana Kovač:", "Sam Rivera:"))]
                for it in his]
    return come


def monday(begins: date) -> date:
    return begins + timedelta(7)


@pytest.mark.parametrize("begins", [BEGINS, date(2027, 3, 8), date(2027, 3, 22)], ids=["winter", "clocks change there", "clocks change here"])
def test_the_first_morning_of_a_date_tells_all_of_it_and_the_other_side_nothing_more(overseas, letters_at, begins):
    overseas(NEW_YORK, begins)
    letters_at(begins, NEW_YORK, hour=14)
    due = monday(begins)
    assert letters_at(due, BERLIN) == [["Ana Kovač: check-in, day 7, due today.", "Sam Rivera: check-in, day 7, due today."]]
    assert letters_at(due, NEW_YORK) == []
    said = f"since Mon {due.day} {due:%b}."
    assert letters_at(due + timedelta(1), BERLIN) == [[f"Ana Kovač: check-in, day 7, {said}", f"Sam Rivera: check-in, day 7, {said}"]]
    assert [letters_at(due + timedelta(days), zone) for days, zone in ((1, NEW_YORK), (2, BERLIN), (2, NEW_YORK))] == [[], [], []]


def test_nothing_is_called_late_before_it_is_where_its_team_is(session, cast, overseas, letters_at, clock):
    """At eight in Berlin it is eleven at night in Los Angeles, of the day before."""
    plan = overseas(LOS_ANGELES)
    assert letters_at(date(2026, 11, 23), BERLIN) == [
        ["Ana Kovač: check-in, day 7, due today.", "Sam Rivera: check-in, day 7, due Mon 23 Nov."]]
    assert letters_at(date(2026, 11, 23), LOS_ANGELES) == []
    assert letters_at(date(2026, 11, 24), BERLIN) == [
        ["Ana Kovač: check-in, day 7, since Mon 23 Nov.", "Sam Rivera: check-in, day 7, due today."]]
    late = [due.late_days for one in owed.of_person(session, cast.dustin, until=date(2026, 11, 24), at=clock()) for due in one.dues]
    assert late == [1, 0] and plan.closed_at is None


def test_news_of_one_side_alone_waits_for_the_morning_there(session, cast, overseas, letters_at):
    overseas(NEW_YORK, home=False)
    assert letters_at(date(2026, 11, 23), BERLIN) == []
    assert letters_at(date(2026, 11, 23), NEW_YORK) == [["Sam Rivera: check-in, day 7, due today."]]
    assert letters_at(date(2026, 11, 24), BERLIN) == []
    assert letters_at(date(2026, 11, 24), NEW_YORK) == [["Sam Rivera: check-in, day 7, since Mon 23 Nov."]]


def test_after_the_letter_of_one_side_the_other_waits_until_its_day_is_over_and_no_longer(session, cast, overseas, letters_at):
    """Eight in Los Angeles is five in the afternoon in Berlin; its midnight nine in the morning."""
    overseas(LOS_ANGELES, home=False)
    plan_of(session, cast.ana, cast.team, begins=BEGINS + timedelta(2))
    assert letters_at(date(2026, 11, 23), LOS_ANGELES) == [["Sam Rivera: check-in, day 7, due today."]]
    assert letters_at(date(2026, 11, 24), BERLIN) == []
    assert letters_at(date(2026, 11, 24), BERLIN, hour=9) == [
        ["Ana Kovač: check-in, day 7, due today.", "Sam Rivera: check-in, day 7, since Mon 23 Nov."]]


def test_what_is_done_here_before_the_letter_goes_leaves_the_news_of_there(session, cast, overseas, round, letters_at, clock):
    plan = overseas(LOS_ANGELES)
    clock.at = datetime(2026, 11, 23, 8, 1, tzinfo=BERLIN)
    round()
    home = next(one for one in (session.get(type(plan), id) for id in range(1, 9)) if one and one.rep is cast.ana)
    look(session, home, 7, coach=2)
    clock.forward(minutes=10)
    round()
    assert letters_at(date(2026, 11, 23), LOS_ANGELES) == [], "he was told in the letter of ten past eight"
    assert check_in_of(session, plan, 7).entries == []


def test_a_worker_that_was_away_tells_both_sides_in_one(overseas, letters_at):
    overseas(NEW_YORK)
    letters_at(date(2026, 11, 20), BERLIN), letters_at(date(2026, 11, 20), NEW_YORK)
    assert letters_at(date(2026, 11, 25), BERLIN) == [
        ["Ana Kovač: check-in, day 7, since Mon 23 Nov.", "Sam Rivera: check-in, day 7, since Mon 23 Nov."]]
    assert letters_at(date(2026, 11, 25), NEW_YORK) == [] == letters_at(date(2026, 11, 26), BERLIN)


@pytest.mark.parametrize("there", [NEW_YORK, LOS_ANGELES, AUCKLAND], ids=str)
def test_each_side_is_told_by_its_day_and_after_it_and_then_no_more(session, overseas, office, worker_at, there):
    overseas(there)
    worker_at(datetime(2026, 11, 16, 20, tzinfo=BERLIN))
    mornings = sorted(datetime(2026, 11, day, 8, 1, tzinfo=zone) for day in (20, 23, 24, 25, 26) for zone in (BERLIN, there))
    told = {"Ana Kovač": [], "Sam Rivera": []}
    for at in mornings:
        before = len(office.letters)
        worker_at(at)
        his = [it for it in office.letters[before:] if "dustin@example.com" in it.headers["To"][0]]
        for name, when in told.items():
            when += [at for it in his if f"{name}: check-in" in it.text_plain[0]]
    for name, zone in (("Ana Kovač", BERLIN), ("Sam Rivera", there)):
        days = [at.astimezone(zone).date() for at in told[name]]
        assert days[0] <= date(2026, 11, 23) <= days[-1] <= date(2026, 11, 25) and len(days) == 2, (name, days)
