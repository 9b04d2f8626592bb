"""Coaching that took place: who may log it, on which days, and how it is taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from reviews import coaching, commitments, people, verdicts
from reviews.coaching import KINDS, CoachingSession
from reviews.days import local_day
from reviews.errors import Refused
from reviews.plans import Plan
from tests.a_plan import promised, published, ready

UTC = timezone.utc
DAYS = st.dates(date(2019, 12, 1), date(2101, 3, 5))


@pytest.fixture
def plan(session, cast, clock):
    """Of Ana: Dustin manages and checks in, Priya owes something; Monday the 16th is day 1."""
    return published(session, cast, at=clock())


def refused(plan, **said) -> tuple[str | None, str]:
    with pytest.raises(Refused) as found:
        coaching.log(plan, **said)
    return found.value.field, found.value.sentence


def test_nothing_said_is_half_an_hour_one_to_one(session, cast, clock, plan):
    coaching.log(plan, held_on=clock().date(), by=cast.dustin, at=clock())
    session.commit()
    kept = session.scalar(select(CoachingSession))
    assert (kept.coach, kept.held_on, kept.minutes, kept.kind, kept.line) == (cast.dustin, date(2026, 11, 16), 30, "one-to-one", "")
    assert (kept.logged_by_id, kept.logged_at, kept.plan) == (cast.dustin.id, clock(), plan)


def test_who_coached_logs_it_and_the_rep_names_somebody_on_the_plan(session, cast, clock, plan):
    coaching.log(plan, held_on=clock().date(), by=cast.priya, at=clock())
    coaching.log(plan, coach_id=cast.priya.id, held_on=clock().date(), kind=KINDS[1], minutes=480, by=cast.ana, at=clock())
    session.commit()
    assert session.execute(select(CoachingSession.coach_id, CoachingSession.logged_by_id).order_by(CoachingSession.id)).all() == [
        (cast.priya.id, cast.priya.id), (cast.priya.id, cast.ana.id)]


@pytest.mark.parametrize("who", ["ana", "tomasz", "marc", "olaf", None])
def test_the_rep_names_nobody_else(session, cast, clock, plan, who):
    field, sentence = refused(plan, coach_id=getattr(cast, who).id if who else None, held_on=clock().date(), by=cast.ana, at=clock())
    assert (field, sentence) == ("coach_id", "Choose who coached: somebody who is on this plan.")


def test_nobody_logs_for_another_coach_and_nobody_from_elsewhere_logs(session, cast, clock, plan):
    for by, named in ((cast.priya, cast.dustin), (cast.tomasz, None), (cast.olaf, None)):
        _, sentence = refused(plan, coach_id=named.id if named else None, held_on=clock().date(), by=by, at=clock())
        assert sentence == "Coaching is logged by whoever coached and is on this plan, or by the rep."


def test_who_dropped_all_they_owed_or_left_is_named_no_more_but_stays_where_they_were(session, cast, clock, plan):
    coaching.log(plan, held_on=clock().date(), by=cast.priya, at=clock())
    commitments.drop(promised(plan, "Send"), why="No access.", by=cast.priya, at=clock())
    assert refused(plan, coach_id=cast.priya.id, held_on=clock().date(), by=cast.ana, at=clock())[0] == "coach_id"
    cast.priya.left_at = clock()
    session.commit()
    assert session.scalar(select(CoachingSession)).coach.name == "Priya Raman"


@pytest.mark.parametrize("said, field, sentence", [
    ({"minutes": 0}, "minutes", "Write the minutes as a number from 1 to 480."),
    ({"minutes": 481}, "minutes", "Write the minutes as a number from 1 to 480."),
    ({"minutes": None}, "minutes", "Write the minutes as a number from 1 to 480."),
    ({"kind": "a chat"}, "kind", "Choose what kind of coaching it was."),
    ({"held_on": None}, "held_on", "Say on which day it was."),
    ({"held_on": date(2026, 11, 15)}, "held_on", "Choose a day of this plan that has come: from Mon 16 Nov to Wed 18 Nov."),
    ({"held_on": date(2026, 11, 19)}, "held_on", "Choose a day of this plan that has come: from Mon 16 Nov to Wed 18 Nov."),
    ({"line": "x" * 201}, "line", "This is too long: 201 letters. The line can have 200."),
])
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_kept(session, cast, clock, plan, said, field, sentence):
    clock.forward(days=2)
    assert refused(plan, **{"held_on": clock().date()} | said, by=cast.dustin, at=clock()) == (field, sentence)
    session.commit()
    assert session.scalars(select(CoachingSession)).all() == []


def test_a_line_is_one_line(session, cast, clock, plan):
    held = coaching.log(plan, held_on=clock().date(), line=" Heard\n the call. ", by=cast.dustin, at=clock())
    assert held.line == "Heard the call."


def test_a_draft_and_a_closed_plan_take_none(session, cast, clock):
    plan = ready(session, cast, at=clock())
    assert refused(plan, held_on=clock().date(), by=cast.dustin, at=clock())[1].startswith("This plan is not published yet.")


def test_a_closed_plan_keeps_its_sessions_as_they_are(session, cast, clock, plan):
    held = coaching.log(plan, held_on=clock().date(), by=cast.dustin, at=clock())
    verdicts.give(plan, outcome="moved", then="close", reason="Seen.", early_why="Moves on.", by=cast.dustin, at=clock())
    sentence = "This plan was closed on Mon 16 Nov. Its coaching sessions stay as they are."
    assert refused(plan, held_on=clock().date(), by=cast.dustin, at=clock()) == (None, sentence)
    with pytest.raises(Refused, match="stay as they are"):
        coaching.take_back(held, at=clock())


def test_a_mistake_is_taken_back_on_the_day_it_was_logged_where_the_team_is(session, cast, clock, plan):
    clock.forward(hours=13.75)
    first, second = (coaching.log(plan, held_on=date(2026, 11, 16), by=cast.dustin, at=clock()) for _ in range(2))
    session.flush()
    assert f"{clock():%a %H:%M}" == "Mon 22:45"  # a quarter to midnight in Berlin
    coaching.take_back(first, at=clock())
    with pytest.raises(Refused) as late:
        coaching.take_back(second, at=clock.forward(minutes=30))
    assert late.value.sentence == "It was logged on Mon 16 Nov. That can be taken back on the same day only."
    session.commit()
    assert session.scalars(select(CoachingSession)).all() == [second]


def test_a_manager_who_took_the_team_over_logs_too(session, cast, clock, plan):
    nadia = people.add(session, name="Nadia South", email="nadia@example.com", function="manager", at=clock())
    session.flush()
    plan.review.meeting.manager = nadia
    assert coaching.log(plan, held_on=clock().date(), by=nadia, at=clock()).coach_id == nadia.id


@given(DAYS, st.sampled_from([30, 60, 90]), st.integers(-40, 140), st.integers(0, 140))
def test_only_a_day_of_the_plan_that_has_come_is_taken(starts_on, length, nth, todays):
    plan, today = Plan(starts_on=starts_on, length=length), starts_on + timedelta(todays)
    held_on = starts_on + timedelta(nth)
    if 0 <= nth < length and nth <= todays:
        assert coaching.check_day(plan, held_on, today) == held_on
    else:
        with pytest.raises(Refused) as found:
            coaching.check_day(plan, held_on, today)
        assert found.value.field == "held_on"
    usual = coaching.usual_day(plan, today)
    assert usual == (today if todays < length else None)
    assert usual is None or coaching.check_day(plan, usual, today) == today


@given(st.datetimes(datetime(2019, 12, 1), datetime(2101, 3, 5), timezones=st.just(UTC)),
       st.sampled_from(["Pacific/Kiritimati", "Europe/Berlin", "America/Chicago", "Pacific/Pago_Pago", "Asia/Kolkata"]))
def test_today_is_the_day_where_the_team_is(at, zone):
    today = local_day(at, zone)
    plan = Plan(starts_on=today, length=30)
    assert coaching.check_day(plan, coaching.usual_day(plan, today), today) == today
    for other in (today - timedelta(1), today + timedelta(1)):
        with pytest.raises(Refused):
            coaching.check_day(plan, other, today)
