"""How much a rep was coached: by month, whichever plan it belongs to, by all together and by each."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reviews import coached, coaching, verdicts
from reviews.coached import Month
from reviews.coaching import CoachingSession
from reviews.people import Person
from reviews.plans import Plan, last_day
from reviews.queries.coaching import present_with_coaching
from tests.thirty_days import noon, plan_of

DUSTIN, PRIYA, OTHER = (Person(id=n, name=name) for n, name in ((1, "Dustin Brinkmann"), (2, "Priya Raman"), (3, "Dustin Weiss")))


def held(coach: Person, on: date, minutes: int) -> CoachingSession:
    return CoachingSession(coach=coach, coach_id=coach.id, held_on=on, minutes=minutes)


def test_a_month_is_a_sentence():
    november = [held(DUSTIN, date(2026, 11, 17), 30), held(PRIYA, date(2026, 11, 30), 40), held(DUSTIN, date(2026, 11, 1), 60)]
    assert [month.said for month in coached.months(november)] == [
        "2 h 10 min in November, of 3 sessions: Dustin 90 min, Priya 40 min."]
    assert [month.said for month in coached.months(november[:1])] == ["30 min in November, of 1 session: Dustin 30 min."]
    assert Month(date(2026, 11, 1)).said == "Nothing logged in November yet."


def test_two_who_are_called_the_same_stand_with_their_whole_names():
    month, = coached.months([held(OTHER, date(2026, 11, 17), 60), held(DUSTIN, date(2026, 11, 17), 60)])
    assert month.said == "2 h in November, of 2 sessions: Dustin Brinkmann 60 min, Dustin Weiss 60 min."


@given(st.lists(st.builds(held, st.sampled_from([DUSTIN, PRIYA]), st.dates(date(2026, 11, 1), date(2027, 3, 1)), st.integers(1, 480))))
def test_each_minute_counts_once_in_the_month_of_its_day(sessions):
    found = coached.months(sessions)
    minutes, count = Counter(), Counter()
    for one in sessions:
        minutes[f"{one.held_on:%Y-%m}"] += one.minutes
        count[f"{one.held_on:%Y-%m}"] += 1
    assert {f"{month.begins:%Y-%m}": month.minutes for month in found} == minutes
    assert {f"{month.begins:%Y-%m}": month.count for month in found} == count
    assert [month.begins for month in found] == sorted({month.begins for month in found}, reverse=True)


@given(st.dates(date(2019, 12, 1), date(2101, 3, 5)), st.sampled_from([30, 60, 90]))
def test_the_months_around_a_plan_hold_all_its_days_and_are_whole(starts_on, length):
    plan = Plan(starts_on=starts_on, length=length)
    since, until = coached.around(plan)
    assert since.day == 1 == (until + timedelta(1)).day
    assert since <= plan.starts_on < since + timedelta(31) and last_day(plan) <= until < last_day(plan) + timedelta(31)


def log(plan, coach, on: date, minutes: int) -> None:
    coaching.log(plan, held_on=on, minutes=minutes, by=coach, at=noon(on))


def said(session, plan) -> list[str]:
    rows = session.execute(present_with_coaching(plan, *coached.around(plan))).all()
    return [month.said for month in coached.months(row.CoachingSession for row in rows if row.CoachingSession)]


def test_two_plans_in_one_month_count_together_for_the_rep_and_nobody_else(session, cast):
    first = plan_of(session, cast.ana, cast.team, begins=date(2026, 11, 16))
    farids = plan_of(session, cast.farid, cast.team, begins=date(2026, 11, 16))
    log(first, cast.dustin, date(2026, 11, 30), 60)
    log(first, cast.dustin, date(2026, 12, 1), 90)
    log(farids, cast.dustin, date(2026, 12, 1), 400)
    verdicts.give(first, outcome="moved", then="close", reason="Seen.", early_why="Done.", by=cast.dustin, at=noon(date(2026, 12, 1)))
    second = plan_of(session, cast.ana, cast.team, begins=date(2026, 12, 2), promises=[
        (cast.ana, "Draw the map.", 10), (cast.priya, "Send the quotes.", 10)])
    log(second, cast.priya, date(2026, 12, 3), 40)
    session.commit()
    december = "2 h 10 min in December, of 2 sessions: Dustin 90 min, Priya 40 min."
    assert said(session, first) == [december, "1 h in November, of 1 session: Dustin 60 min."]
    assert said(session, second) == [december]


def test_a_plan_over_the_years_end_counts_in_both_months(session, cast):
    plan = plan_of(session, cast.ana, cast.team, begins=date(2026, 12, 14))
    for on in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 12)):
        log(plan, cast.dustin, on, 30)
    session.commit()
    assert said(session, plan) == ["1 h in January, of 2 sessions: Dustin 60 min.", "30 min in December, of 1 session: Dustin 30 min."]


def test_a_plan_without_a_session_has_its_one_row(session, cast):
    plan = plan_of(session, cast.ana, cast.team, begins=date(2026, 12, 14))
    row, = session.execute(present_with_coaching(plan, *coached.around(plan))).all()
    assert (row.number, row.acknowledged_at, row.CoachingSession) == (1, None, None)
