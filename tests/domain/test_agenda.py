"""What is proposed for the next meeting, and moving a rep on the agenda."""

import pytest

from reviews import agenda, people
from tests.gathering import MEETS, gathering, made


def proposed(session, cast, clock):
    return agenda.propose(session, cast.team, at=clock())


def test_the_first_meeting_is_proposed_from_the_team(session, cast, clock):
    proposal = proposed(session, cast, clock)
    assert (proposal.period, [rep.first for rep in proposal.reps]) == ("2026-11", ["Ana", "Farid", "Greta"])
    assert proposal.contributors == [(cast.dustin, "manager")]
    assert [f"{at:%a %d %b %H:%M %Z}" for at in (proposal.due_at, proposal.meets_at)] == ["Fri 20 Nov 12:00 CET", "Mon 23 Nov 10:00 CET"]


def test_the_next_one_takes_over_who_was_asked_and_the_order(session, cast, clock):
    made(session, cast, at=clock(), reps=[(cast.greta.id, 9), (cast.ana.id, 9)])
    cast.tomasz.left_at = clock()
    proposal = proposed(session, cast, clock)
    assert [rep.first for rep in proposal.reps] == ["Greta", "Ana", "Farid"]
    assert [(person.first, function) for person, function in proposal.contributors] == [
        ("Dustin", "manager"), ("Priya", "sales ops"), ("Ingrid", "service")]


@pytest.mark.parametrize("cadence, taken, free, first", [
    ("monthly", [], "2026-11", "Mon 23 Nov"), ("monthly", ["2026-11"], "2026-12", "Tue 01 Dec"),
    ("monthly", ["2026-11", "2026-12"], "2027-01", "Fri 01 Jan"), ("quarterly", [], "2026-Q4", "Mon 23 Nov"),
    ("quarterly", ["2026-Q4"], "2027-Q1", "Fri 01 Jan")])
def test_the_first_period_without_a_meeting(session, cast, clock, cadence, taken, free, first):
    cast.team.cadence = cadence
    for period in taken:
        made(session, cast, at=clock(), period=period)
    proposal = proposed(session, cast, clock)
    assert (proposal.period, f"{proposal.meets_at:%a %d %b}") == (free, first)


def test_who_runs_the_team_is_not_proposed_as_its_rep(session, cast, clock):
    people.join(cast.marc, cast.team, at=clock())
    session.flush()
    assert cast.marc not in proposed(session, cast, clock).reps


@pytest.mark.parametrize("to, order", [(1, "Farid Ana Greta"), (2, "Ana Farid Greta"), (3, "Ana Greta Farid"),
                                       (99, "Ana Greta Farid"), (-4, "Farid Ana Greta")])
def test_a_rep_is_moved_to_a_place(session, cast, clock, to, order):
    meeting = gathering(session, cast, at=clock())
    farid, seen = meeting.reviews[1], meeting.version
    agenda.move(farid, to=to, by=cast.marc, at=clock())
    agenda.move(farid, to=to, by=cast.marc, at=clock())
    session.commit()
    assert " ".join(review.rep.first for review in meeting.reviews) == order
    assert (meeting.version > seen) == (to != 2), "who has the agenda open in another tab is told"
    assert meeting.meets_at == MEETS
