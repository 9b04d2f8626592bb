"""Who is around a plan: who may own a commitment, who may check in, and in which function they see."""

from __future__ import annotations

import pytest

from reviews import plan_people
from reviews.errors import Refused
from reviews.contributors import Contributor
from tests.a_plan import draft
from tests.thirty_days import draft_of


def functions(people) -> list[tuple[str, str]]:
    return [(person.first, function) for person, function in people]


def test_a_facilitator_who_manages_too_is_there_once(session, cast, clock):
    plan = draft(session, cast, at=clock())
    plan.facilitator = cast.dustin
    assert functions(plan_people.owners(plan)) == [
        ("Ana", ""), ("Dustin", "manager"), ("Priya", "sales ops"), ("Tomasz", "enablement"), ("Ingrid", "service")]


def test_a_facilitator_without_a_function_is_called_that(session, cast, clock):
    cast.marc.function = None
    assert functions(plan_people.owners(draft(session, cast, at=clock())))[-1] == ("Marc", "facilitator")


def test_a_meeting_nobody_was_asked_to_leaves_the_three(session, cast, clock):
    plan = draft_of(session, cast.ana, cast.team, on=clock().date())
    assert functions(plan_people.owners(plan)) == [("Ana", ""), ("Dustin", "manager"), ("Marc", "enablement")]


def test_a_rep_who_was_asked_to_the_meeting_is_still_the_rep_here(session, cast, clock):
    plan = draft(session, cast, at=clock())
    session.add(Contributor(meeting=plan.review.meeting, person=cast.ana, function="specialist coach", asked_at=clock(),
                            asked_by_id=cast.marc.id))
    session.flush()
    assert functions(plan_people.owners(plan))[0] == ("Ana", "")
    assert "Ana" not in [first for first, _ in functions(plan_people.coaches(plan))]


def test_who_has_left_coaches_nobody(session, cast, clock):
    plan = draft(session, cast, at=clock())
    cast.priya.left_at = clock()
    assert [first for first, _ in functions(plan_people.coaches(plan))] == ["Dustin", "Tomasz", "Ingrid", "Marc"]
    with pytest.raises(Refused) as refused:
        plan_people.check_coach(plan, cast.priya.id)
    assert (refused.value.field, refused.value.sentence) == ("coach_id", "Choose a coach who is in this meeting.")
