"""Commitments: whose they can be, when they are due, kept once or week by week, dropped with a reason."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from reviews import commitments
from reviews.commitments import Commitment, Tick
from reviews.days import is_working_day
from reviews.errors import Refused, Stale
from reviews.plan_people import owners
from tests.a_plan import draft, promise, promised, published
from tests.thirty_days import plan_of

MONDAY = date(2026, 11, 16)
WEEKS = [date(2026, 11, 20), date(2026, 11, 27), date(2026, 12, 4), date(2026, 12, 11)]


def refused(verb, *things, **facts) -> tuple[str | None, str]:
    with pytest.raises(Refused) as error:
        verb(*things, **facts)
    return error.value.field, error.value.sentence


def ticks(session) -> list[tuple[date, int]]:
    return session.execute(select(Tick.due_on, Tick.ticked_by_id).order_by(Tick.due_on)).all()


def test_whose_it_can_be_with_the_function_they_see_from(session, cast, clock):
    plan = draft(session, cast, at=clock())
    assert [(person.first, function) for person, function in owners(plan)] == [
        ("Ana", ""), ("Dustin", "manager"), ("Priya", "sales ops"), ("Tomasz", "enablement"), ("Ingrid", "service"),
        ("Marc", "enablement")]


def test_it_is_owed_to_somebody_and_accepted_by_its_owner(session, cast, clock):
    plan = draft(session, cast, at=clock())
    anas = promise(plan, cast.ana, "Draw the map", day=3, by=cast.marc, at=clock())
    marcs = promise(plan, cast.marc, "Bring a map", by=cast.marc, at=clock())
    session.commit()
    assert (anas.owed_to, anas.accepted_at, anas.due_on) == (cast.dustin, None, date(2026, 11, 18))
    assert (marcs.owed_to, marcs.accepted_at, marcs.due_on) == (cast.ana, clock(), None)


@pytest.mark.parametrize("facts, field, sentence", [
    ({"text": ""}, "text", "Write what will be done."),
    ({"due_on": None}, "due_on", "Say by when, or choose every week."),
    ({"weekly": True}, "due_on", "Choose one of the two: a day, or every week."),
    ({"due_on": MONDAY - timedelta(1)}, "due_on", "A plan has 30 days: choose a day from Mon 16 Nov to Tue 22 Dec."),
    ({"due_on": date(2027, 2, 1)}, "due_on", "A plan has 30 days: choose a day from Mon 16 Nov to Tue 22 Dec."),
    ({"owner_id": 999_999}, "owner_id", "Choose somebody who is in this meeting."),
    ({"owed_to_id": 999_999}, "owed_to_id", "Choose somebody who is in this meeting."),
])
def test_what_is_no_commitment_is_refused_at_its_field(session, cast, clock, facts, field, sentence):
    plan = draft(session, cast, at=clock())
    good = {"owner_id": cast.ana.id, "text": "Draw the map", "due_on": MONDAY + timedelta(3)}
    assert refused(commitments.note, plan, **good | facts, by=cast.marc, at=clock()) == (field, sentence)
    assert session.scalar(select(func.count(Commitment.id))) == 0


def test_somebody_from_elsewhere_owns_nothing(session, cast, clock):
    plan = draft(session, cast, at=clock())
    assert refused(promise, plan, cast.olaf, "Help", day=3, by=cast.marc, at=clock())[0] == "owner_id"


def test_a_new_wording_is_accepted_anew_and_the_same_wording_is_not(session, cast, clock):
    plan = draft(session, cast, at=clock())
    own = promise(plan, cast.dustin, "Sit in", by=cast.dustin, at=clock())
    session.commit()
    facts = {"owner_id": cast.dustin.id, "text": "Sit in", "weekly": True}
    commitments.reword(own, **facts, by=cast.marc, at=clock())
    assert own.accepted_at == clock()
    commitments.reword(own, **facts | {"text": "Sit in twice"}, by=cast.marc, at=clock())
    assert (own.text, own.accepted_at, own.noted_by_id) == ("Sit in twice", None, cast.marc.id)


def test_the_second_of_two_writers_is_shown_the_other_text(session, cast, clock):
    plan = draft(session, cast, at=clock())
    own = promise(plan, cast.dustin, "Sit in", by=cast.dustin, at=clock())
    session.commit()
    seen, facts = own.version, {"owner_id": cast.dustin.id, "weekly": True}
    commitments.reword(own, **facts, text="Sit in twice", seen=seen, by=cast.marc, at=clock())
    session.commit()
    with pytest.raises(Stale) as stale:
        commitments.reword(own, **facts, text="Sit in once", seen=seen, by=cast.dustin, at=clock())
    assert stale.value.theirs == {"text": "Sit in twice"}


def test_a_commitment_is_taken_out_of_a_draft(session, cast, clock):
    plan = draft(session, cast, at=clock())
    commitments.remove(promise(plan, cast.dustin, "Sit in", by=cast.dustin, at=clock()))
    session.commit()
    assert plan.commitments == [] and session.scalar(select(func.count(Commitment.id))) == 0


@pytest.mark.parametrize("days", range(7))
def test_a_week_is_due_on_its_last_working_day(session, cast, days):
    plan = plan_of(session, cast.ana, cast.team, begins=MONDAY + timedelta(days), promises=[
        (cast.ana, "Draw", None), (cast.dustin, "Sit in", 20)])
    weekly, once = plan.commitments
    dues = commitments.dues(weekly)
    assert [(due - plan.starts_on).days // 7 for due in dues] == [0, 1, 2, 3] and all(map(is_working_day, dues))
    assert commitments.dues(once) == [plan.starts_on + timedelta(19)]
    plan.length = 60
    assert len(commitments.dues(weekly)) == 8


def test_a_draft_has_nothing_due(session, cast, clock):
    assert commitments.dues(promise(draft(session, cast, at=clock()), cast.ana, "Draw", by=cast.ana, at=clock())) == []


def test_each_week_is_ticked_on_its_own_and_once(session, cast, clock):
    weekly = promised(published(session, cast, at=clock()), "Ask")
    first = commitments.tick(weekly, due_on=WEEKS[0], by=cast.ana, at=clock.forward(days=4))
    again = commitments.tick(weekly, due_on=WEEKS[0], by=cast.ana, at=clock.forward(days=4))
    commitments.tick(weekly, due_on=WEEKS[1], by=cast.ana, at=clock())
    session.commit()
    assert first is again and ticks(session) == [(WEEKS[0], cast.ana.id), (WEEKS[1], cast.ana.id)]


def test_to_keep_what_somebody_else_noted_is_to_accept_it(session, cast, clock):
    own = promised(published(session, cast, at=clock()), "Draw")
    assert own.accepted_at is None
    commitments.tick(own, due_on=own.due_on, by=cast.ana, at=clock.forward(days=1))
    assert own.accepted_at == clock()


def test_a_week_that_has_not_begun_and_a_day_that_is_none_of_its_days(session, cast, clock):
    weekly = promised(published(session, cast, at=clock()), "Ask")
    assert refused(commitments.tick, weekly, due_on=WEEKS[1], by=cast.ana, at=clock()) == (None, "That week has not begun yet.")
    assert refused(commitments.tick, weekly, due_on=MONDAY, by=cast.ana, at=clock()) == (
        None, "This commitment is not due on that day.")
    assert ticks(session) == []


def test_a_tick_is_taken_back_on_the_day_it_was_made(session, cast, clock):
    own = promised(published(session, cast, at=clock()), "Draw")
    commitments.untick(own, due_on=own.due_on, by=cast.ana, at=clock())
    commitments.tick(own, due_on=own.due_on, by=cast.ana, at=clock())
    session.commit()
    commitments.untick(own, due_on=own.due_on, by=cast.ana, at=clock.forward(hours=2))
    session.commit()
    assert ticks(session) == []
    commitments.tick(own, due_on=own.due_on, by=cast.ana, at=clock())
    session.commit()
    assert refused(commitments.untick, own, due_on=own.due_on, by=cast.ana, at=clock.forward(days=1)) == (
        None, "It was ticked off on Mon 16 Nov. That can be taken back on the same day only.")
    assert len(ticks(session)) == 1


def test_the_turns_tell_what_is_late_and_what_is_to_come(session, cast, clock):
    weekly = promised(published(session, cast, at=clock()), "Ask")
    commitments.tick(weekly, due_on=WEEKS[0], by=cast.ana, at=clock.forward(days=3))
    session.commit()
    told = commitments.turns(weekly, date(2026, 11, 30))
    assert [(turn.due_on, turn.begun, bool(turn.tick), turn.late_days) for turn in told] == [
        (WEEKS[0], True, True, 0), (WEEKS[1], True, False, 3), (WEEKS[2], True, False, 0), (WEEKS[3], False, False, 0)]


def test_it_is_dropped_with_a_reason_that_stays(session, cast, clock):
    own = promised(published(session, cast, at=clock()), "Draw")
    assert refused(commitments.drop, own, why="", by=cast.ana, at=clock()) == (
        "why", "Say why it is dropped. It stands beside the commitment from now on.")
    commitments.drop(own, why="The champion left.", by=cast.ana, at=clock())
    commitments.drop(own, why="The champion left.", by=cast.ana, at=clock.forward(days=1))
    session.commit()
    assert (own.dropped_why, own.dropped_at) == ("The champion left.", clock() - timedelta(1))
    assert refused(commitments.tick, own, due_on=own.due_on, by=cast.ana, at=clock()) == (None, "This was dropped on Mon 16 Nov.")
    assert refused(commitments.accept, own, at=clock())[1] == "This was dropped on Mon 16 Nov."


def test_what_was_kept_is_not_dropped(session, cast, clock):
    own = promised(published(session, cast, at=clock()), "Draw")
    commitments.tick(own, due_on=own.due_on, by=cast.ana, at=clock())
    session.commit()
    assert refused(commitments.drop, own, why="No time.", by=cast.ana, at=clock()) == (
        None, "This was kept; there is nothing left to drop.")


def test_nothing_is_kept_before_the_plan_begins_or_after_it_is_closed(session, cast, clock):
    plan = published(session, cast, at=clock())
    own = promised(plan, "Draw")
    plan.closed_at = clock.forward(days=2)
    session.commit()
    sentence = (None, "This plan was closed on Wed 18 Nov; what was kept stays as it is.")
    assert refused(commitments.tick, own, due_on=own.due_on, by=cast.ana, at=clock()) == sentence
    assert refused(commitments.accept, own, at=clock()) == sentence
    assert refused(commitments.drop, own, why="No time.", by=cast.ana, at=clock()) == sentence
    plan.closed_at = plan.published_at = None
    assert refused(commitments.tick, own, due_on=own.due_on, by=cast.ana, at=clock()) == (None, "This plan is not published yet.")
