"""Who is told on which morning that they owe something: on its day, on the working day after, and then no more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.db import writing
from reviews import commitments, letters, people, reminding, verdicts
from reviews.letters import OWED, Matter
from reviews.mornings import Morning
from tests.a_plan import promised
from tests.statements import counted
from tests.thirty_days import keep, look, noon, plan_of

BEGINS = date(2026, 11, 16)  # a Monday
BERLIN = "Europe/Berlin"


@pytest.fixture
def plan(session, cast):
    """Ana's: day 7 is Mon 23 Nov, 14 Mon 30 Nov, 21 Mon 7 Dec, 30 Tue 15 Dec; the map is due on Wed 25 Nov, sitting in on Sat 28
    Nov, the quotes each Friday or Sunday's Friday: 20 and 27 Nov, 4 and 11 Dec."""
    return plan_of(session, cast.ana, cast.team, begins=BEGINS, promises=[
        (cast.ana, "Draw the map", 10), (cast.dustin, "Sit in", 13), (cast.priya, "Send the quotes", None)])


@pytest.fixture
def morning(session, clock):
    """`morning(day)` is who is told at a little after eight of that day of November, or of the date."""
    def come(day: int | date, hour: int = 8, zone: str = BERLIN) -> set[str]:
        on = day if isinstance(day, date) else date(2026, 11, day)
        clock.at = datetime(on.year, on.month, on.day, hour, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        before = set(session.scalars(select(Matter.id)))
        reminding.remind(session, at=clock())
        session.commit()
        return {it.person.first for it in session.scalars(select(Matter).where(Matter.kind == OWED)) if it.id not in before}
    return come


def over(morning, first: date, days: int) -> dict[str, list[date]]:
    """On which of so many days each is told."""
    found: dict[str, list[date]] = {}
    for day in (first + timedelta(n) for n in range(days)):
        for name in morning(day):
            found.setdefault(name, []).append(day)
    return found


def test_each_thing_is_said_on_its_day_and_on_the_working_day_after_and_never_again(morning, plan):
    told = over(morning, BEGINS, 50)
    assert told["Priya"] == [date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 30),
                             date(2026, 12, 4), date(2026, 12, 7), date(2026, 12, 11), date(2026, 12, 14)]
    assert told["Ana"] == [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 30),
                           date(2026, 12, 1), date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 15), date(2026, 12, 16)]
    assert told["Dustin"] == [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1),
                              date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 15), date(2026, 12, 16)], "on Friday that of Saturday"
    assert {day.weekday() for days in told.values() for day in days} == {0, 1, 2, 3, 4}


def test_who_has_done_it_is_not_told(session, morning, plan):
    look(session, plan, 7, rep=2)
    keep(session, plan, "Send the quotes")
    told = over(morning, date(2026, 11, 20), 7)
    assert told == {"Dustin": [date(2026, 11, 23), date(2026, 11, 24)], "Ana": [date(2026, 11, 25), date(2026, 11, 26)]}


def test_a_week_that_is_ticked_says_nothing_of_the_next(session, morning, plan, clock, cast):
    quotes = promised(plan, "Send")
    commitments.tick(quotes, due_on=date(2026, 11, 20), by=cast.priya, at=noon(date(2026, 11, 19)))
    assert [day for day in over(morning, BEGINS, 19)["Priya"]] == [date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 4)]


def test_nobody_is_told_before_eight_nor_in_the_evening_nor_twice_a_day(session, morning, plan):
    assert morning(23, hour=7) == morning(23, hour=18) == set()
    assert morning(23, hour=17) == {"Ana", "Dustin", "Priya"}
    assert morning(23, hour=17) == morning(24, hour=7) == set()


def test_a_worker_that_was_away_says_once_what_became_due_meanwhile(morning, plan, session):
    """Away from Tuesday to Thursday, in which a check-in became overdue and the map was due: one on Friday, not three."""
    assert morning(23) == {"Ana", "Dustin", "Priya"}
    assert morning(27) == {"Ana", "Dustin", "Priya"}
    told = session.scalars(select(Matter).where(Matter.kind == OWED, Matter.person.has(name="Ana Kovač")).order_by(Matter.id)).all()
    assert [(it.key.rsplit(":", 1)[1], it.morning.since) for it in told] == [
        ("2026-11-23", date(2026, 11, 20)), ("2026-11-27", date(2026, 11, 23))]
    assert session.scalars(select(Morning.day).order_by(Morning.day)).all() == [date(2026, 11, 23), date(2026, 11, 27)]
    assert morning(30) == {"Ana", "Dustin", "Priya"}
    assert "Ana" in morning(date(2026, 12, 3)) and "Ana" not in morning(date(2026, 12, 4)), "day 14, overdue since Tuesday"


def test_a_round_without_a_new_morning_asks_one_question(morning, plan, session, clock):
    morning(23)
    with counted(session.get_bind()) as asked:
        reminding.remind(session, at=clock.forward(minutes=1))
    assert len(asked) == 1


def test_of_two_workers_at_the_same_moment_one_writes(app, session, plan):
    at, owe = datetime(2026, 11, 23, 8, 1, tzinfo=ZoneInfo(BERLIN)), {plan.rep_id, plan.coach_id, promised(plan, "Send").owner_id}
    session.commit()  # the workers wait for nobody

    def work() -> None:
        with app.app_context(), writing() as own:
            reminding.remind(own, at=at)

    with ThreadPoolExecutor() as workers:
        for done in [workers.submit(work) for _ in range(4)]:
            done.result()
    assert sorted(session.scalars(select(Matter.person_id).where(Matter.kind == OWED))) == sorted(owe)


def test_after_months_away_it_looks_a_week_back_and_no_further(morning, plan, session):
    morning(17)
    assert morning(date(2027, 2, 1)) == set()


def test_two_teams_live_by_their_own_clocks(session, cast, morning, plan, clock):
    east = people.make_team(session, name="East", manager_id=cast.olaf.id, facilitator_id=cast.marc.id, time_zone="America/New_York")
    session.flush()
    sam = people.add(session, name="Sam East", email="sam@example.com", team_id=east.id, at=clock())
    session.flush()
    plan_of(session, sam, east, begins=BEGINS, coach=cast.dustin, promises=[(sam, "Map", 10), (cast.dustin, "Sit in", 20)])
    assert morning(23) == {"Ana", "Dustin", "Priya"}, "it is two at night over there"
    assert morning(23, zone="America/New_York") == {"Sam"}, "Dustin was told of both in the morning"


def test_a_verdict_that_is_due_is_news_to_the_manager(session, cast, morning, plan):
    look(session, plan, 30, rep=2, coach=2)
    assert morning(date(2026, 12, 15)) == {"Dustin"}
    verdicts.give(plan, outcome="moved", then="extend", expected="More.", reason="So.", by=cast.dustin, at=noon(date(2026, 12, 15)))
    assert morning(date(2026, 12, 16)) == set()


@pytest.mark.parametrize("why", ["left", "address", "no reminders", "closed"])
def test_who_cannot_or_will_not_be_reminded_is_not(why, session, cast, morning, plan, clock):
    if why == "closed":
        verdicts.give(plan, outcome="moved", then="close", reason="So.", early_why="So.", by=cast.dustin, at=noon(date(2026, 11, 20)))
    for person in (cast.ana, cast.dustin, cast.priya):
        person.left_at = clock() if why == "left" else None
        person.email = None if why == "address" else person.email
        if why == "no reminders":
            letters.no_reminders(person, at=clock())
    assert morning(23) == set()


def test_what_came_with_an_amendment_is_due_from_its_week_on(session, morning, plan):
    promised(plan, "Send").begins_on = date(2026, 11, 24)
    assert over(morning, BEGINS, 16)["Priya"] == [date(2026, 11, 27), date(2026, 11, 30)]
