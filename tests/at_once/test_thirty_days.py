"""Two on one plan at the same moment: what can stand side by side does, of what cannot the second is told, and no word is lost."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select

from reviews.acknowledging import Acknowledgement
from reviews.became import CommitmentMove, Rewording, Tick
from reviews.checkins import Entry
from reviews.plans import Plan, PlanVersion
from reviews.verdicts import Verdict
from tests.a_plan import promised, published
from tests.as_it_stands import as_it_stands
from tests.at_once.test_laws import MINE, YOURS, count, one_of_two
from tests.reading import value_in
from tests.thirty_days import check_in_of


@pytest.fixture
def plan(session, cast, clock):
    """Ana's, on day 8, the day of its first check-in."""
    plan = published(session, cast, at=clock())
    clock.forward(days=7)
    return plan


def check_in(session, plan) -> str:
    return f"/check-ins/{check_in_of(session, plan, 7).id}"


def test_both_sides_check_in(session, cast, plan, window, together):
    path = check_in(session, plan)
    answers = together(*(partial(window(who).post, path, frequency=3, happened=words) for who, words in (
        (cast.ana, MINE), (cast.dustin, YOURS))))
    assert [answer.status for answer in answers] == [303, 303]
    assert set(session.execute(select(Entry.side, Entry.happened)).all()) == {("rep", MINE), ("coach", YOURS)}


def test_one_side_checks_in_from_two_windows(session, cast, plan, window, together):
    path, ana = check_in(session, plan), window(cast.ana)
    seen = value_in(ana.get(path).page.split(f'action="{path}"', 1)[1], "shown")
    answers = together(*(partial(ana.post, path, frequency=3, happened=words, next="", shown=seen) for words in (MINE, YOURS)))
    kept = one_of_two(answers, "This was changed since you opened it")
    assert session.scalars(select(Entry.happened)).all() == [kept]
    assert all(kept in answer.page for answer in answers if answer.status == 422), "both texts are there"


def test_a_commitment_is_ticked_while_it_is_moved(session, cast, plan, window, together):
    one, ana = promised(plan, "Draw"), window(cast.ana)
    move = f"/commitments/{one.id}/move"
    seen = value_in(ana.get(move).page.split(f'action="{move}"', 1)[1], "shown")
    moved, ticked = together(partial(ana.post, move, due_on="2026-12-01", why=MINE, shown=seen),
                             partial(ana.post, f"/commitments/{one.id}/ticks", due_on=one.due_on))
    told = moved if moved.status == 422 else ticked
    assert sorted((moved.status, ticked.status)) == [303, 422]
    assert ("This was kept" in told.said and MINE in told.page) if told is moved else "not due on that day" in told.said
    assert (count(session, CommitmentMove.id), count(session, Tick.id)) == ((1, 0) if moved.status == 303 else (0, 1))


def test_a_plan_is_amended_from_two_windows(session, cast, plan, window, together):
    path, dustin = f"/plans/{plan.id}/amendment", window(cast.dustin)
    forms = [as_it_stands(dustin.get(path).page, path) | {"goal": words, "reason": words} for words in (MINE, YOURS)]
    answers = together(*(partial(dustin.post, path, **form) for form in forms))
    kept = one_of_two(answers, "published version 2 of this plan")
    assert session.scalars(select(PlanVersion.reason).order_by(PlanVersion.number)).all() == ["", kept]
    assert session.scalar(select(Plan.goal)) == kept
    assert all(kept in answer.page for answer in answers if answer.status == 422), "what stands there now is shown beside"


def test_two_managers_amend_at_the_same_moment(session, cast, clock, plan, window, together):
    """Whose meeting it was, and whose plan it is since: of what both word anew, one stands, and its trail has one step."""
    plan.manager, path, one = cast.tomasz, f"/plans/{plan.id}/amendment", promised(plan, "Draw")
    session.commit()
    forms = [(window(who), words) for who, words in ((cast.dustin, MINE), (cast.tomasz, YOURS))]
    forms = [(person, as_it_stands(person.get(path).page, path), words) for person, words in forms]
    answers = together(*(partial(person.post, path, **form | {"wording-0-text": words, "reason": words}) for person, form, words in forms))
    kept = one_of_two(answers, "published version 2 of this plan")
    assert session.execute(select(Rewording.commitment_id, Rewording.why)).all() == [(one.id, kept)]
    session.refresh(one)
    assert (one.text, count(session, PlanVersion.id)) == (kept, 2)


def test_a_version_is_acknowledged_while_it_is_amended(session, cast, plan, window, together):
    path, dustin = f"/plans/{plan.id}/amendment", window(cast.dustin)
    form = as_it_stands(dustin.get(path).page, path) | {"goal": YOURS, "reason": YOURS}
    amended, read = together(partial(dustin.post, path, **form),
                             partial(window(cast.ana).post, f"/plans/{plan.id}/acknowledgement", words=MINE, number=1))
    assert amended.status == 303
    assert session.execute(select(Acknowledgement.number, Acknowledgement.words)).all() == ([(1, MINE)] if read.status == 303 else [])
    assert read.status == 303 or ("this is version 2" in read.said and MINE in read.page)


def test_a_plan_is_amended_while_its_owner_keeps_and_drops(session, cast, plan, window, together):
    path, dustin, ana = f"/plans/{plan.id}/amendment", window(cast.dustin), window(cast.ana)
    one, form = promised(plan, "Draw"), as_it_stands(dustin.get(path).page, path) | {"goal": YOURS, "reason": YOURS}
    answers = together(partial(dustin.post, path, **form), partial(ana.post, f"/commitments/{one.id}/ticks", due_on=one.due_on),
                       partial(ana.post, f"/commitments/{promised(plan, 'Ask').id}/drop", why=MINE))
    assert [answer.status for answer in answers] == [303, 303, 303]
    assert (count(session, PlanVersion.id), count(session, Tick.id), promised(plan, "Ask").dropped_why) == (2, 1, MINE)


@pytest.mark.parametrize("turn", range(2))
def test_a_rep_leaves_while_the_verdict_is_given(session, cast, clock, plan, window, together, turn):
    clock.forward(days=20)
    given, left = together(
        partial(window(cast.dustin).post, f"/plans/{plan.id}/verdict", length=30, outcome="moved", reason=MINE, then="close"),
        partial(window(cast.ada).post, f"/people/{cast.ana.id}/departure"))
    ended = session.scalar(select(Plan.ended_why))
    session.rollback()
    assert left.status == 303 and (count(session, Verdict.id), ended) == ((1, None) if given.status == 303 else (0, "left"))
    assert given.status == 303 or ("has left. It has no verdict." in given.said and MINE in given.page)
