"""Two facilitators' windows at the same moment, while a meeting gathers: one time, one nudge, one replacement."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select

from reviews.contributors import Contributor
from reviews.letters import NUDGE, Matter
from reviews.meetings import Meeting
from tests.gathering import gathering
from tests.reading import value_in


@pytest.fixture
def meeting(session, cast, clock):
    meeting = gathering(session, cast, at=clock())
    session.commit()
    return meeting


@pytest.fixture
def about_priya(cast, meeting):
    """The address of what is done about Priya, who is asked."""
    return f"/meetings/{meeting.id}/contributors/{cast.priya.id}"


def test_of_two_times_one_is_given_and_the_other_is_shown_both(session, cast, window, together, about_priya):
    first, second = window(cast.marc), window(cast.marc)
    shown = value_in(first.get(f"{about_priya}/time").page, "shown")
    times = "2026-11-23T17:00", "2026-11-23T20:00"
    answers = together(*(partial(one.post, f"{about_priya}/time", due_at=due_at, shown=shown)
                         for one, due_at in zip((first, second), times, strict=True)))
    assert sorted(answer.status for answer in answers) == [303, 422]
    won = 0 if answers[0].status == 303 else 1
    lost = answers[1 - won]
    assert "It says now: Mon 23 Nov, " + ("17:00", "20:00")[won] in lost.said and times[1 - won] in lost.page
    kept = session.scalar(select(Contributor.due_at).where(Contributor.person_id == cast.priya.id))
    assert f"{kept:%H:%M}" == ("16:00", "19:00")[won]


def test_two_nudges_are_one(session, cast, window, together, about_priya):
    answers = together(*(partial(window(cast.marc).post, f"{about_priya}/nudge") for _ in range(2)))
    assert sorted(answer.status for answer in answers) == [303, 422]
    assert len(session.scalars(select(Matter.id).where(Matter.kind == NUDGE)).all()) == 1


def test_one_is_asked_instead_and_not_two(session, cast, window, together, about_priya):
    answers = together(*(partial(window(cast.marc).post, f"{about_priya}/replacement", person_id=person.id)
                         for person in (cast.olaf, cast.lea)))
    assert 303 in [answer.status for answer in answers] and {answer.status for answer in answers} <= {303, 404, 422}
    asked = session.scalars(select(Contributor.person_id).where(Contributor.function == "sales ops")).all()
    assert len(asked) == 1 and asked[0] in (cast.olaf.id, cast.lea.id)


@pytest.mark.parametrize("turn", range(2))
def test_more_time_is_never_less_than_all_have_when_the_date_moves(session, cast, window, together, meeting, about_priya, turn):
    marc, times = window(cast.marc), {"due_at": "2026-11-23T20:00", "meets_at": "2026-11-24T10:00"}
    reps = {f"reps-{n}-{name}": value for n, rep in enumerate((cast.ana, cast.farid, cast.greta))
            for name, value in (("person_id", rep.id), ("here", "y"), ("minutes", 12))}
    version = value_in(marc.get(f"/meetings/{meeting.id}/edit").page, "version")
    together(partial(marc.post, f"/meetings/{meeting.id}/edit", version=version, **times, **reps),
             partial(window(cast.marc).post, f"{about_priya}/time", due_at="2026-11-23T17:00"))
    session.expire_all()
    moved = session.get(Meeting, meeting.id)
    own = session.scalar(select(Contributor.due_at).where(Contributor.person_id == cast.priya.id))
    assert (f"{moved.due_at:%H:%M}", own) == ("19:00", None)
