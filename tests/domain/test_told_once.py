"""A story that is written down again leaves what its verbs leave, to the last field, and no verb is needed for it."""

from __future__ import annotations

from datetime import date

import pytest

from reviews import meetings
from tests import a_plan, gathering, on_the_table, planning, thirty_days, told_once
from tests.cast import Cast, make_cast
from tests.emptied import empty

MONDAY = date(2026, 11, 16)
STORIES = {
    "gathering": lambda session, cast, at: gathering.gathering(session, cast, at=at),
    "table": lambda session, cast, at: on_the_table.table(session, cast, at=at),
    "decided": lambda session, cast, at: a_plan.decided(session, cast, at=at),
    "ready": lambda session, cast, at: a_plan.ready(session, cast, at=at, without=("talk",)),
    "published": lambda session, cast, at: a_plan.published(session, cast, at=at),
    "planning": lambda session, cast, at: planning.planning(session, cast, at=at),
    "plan_of": lambda session, cast, at: thirty_days.plan_of(session, cast.ana, cast.team, begins=MONDAY),
    "three_promises": lambda session, cast, at: thirty_days.three_promises(session, cast, begins=MONDAY)}


@pytest.mark.parametrize("which", STORIES)
def test_both_ways_leave_the_same(session, cast, clock, which):
    told_once.unknown(session)
    by_verbs = STORIES[which](session, cast, clock()).id, told_once.rows(session)
    for _ in "first", "again":
        cast = _anew(session, clock())
        assert (STORIES[which](session, cast, clock()).id, told_once.rows(session)) == by_verbs


def test_what_is_written_down_is_not_told(session, cast, clock, monkeypatch):
    gathering.gathering(session, cast, at=clock())
    cast = _anew(session, clock())
    monkeypatch.setattr(meetings, "make", None)
    assert gathering.gathering(session, cast, at=clock()).opened_at == clock()


def test_after_anything_else_the_verbs_tell(session, cast, clock):
    gathering.gathering(session, cast, at=clock())
    cast = _anew(session, clock())
    cast.team.facilitator = cast.ingrid
    session.commit()
    assert gathering.gathering(session, cast, at=clock()).facilitator is cast.ingrid


def _anew(session, at) -> Cast:
    session.rollback()
    session.expunge_all()
    with session.get_bind().begin() as connection:
        empty(connection)
    cast = make_cast(session, at=at)
    told_once.begins(session, at)
    return cast
