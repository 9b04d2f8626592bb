"""A team gets another manager and facilitator: what is said of a running plan from then on is not for those before them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from reviews import closing, coaching, people, plans, rules, standing, teams, verdicts, voices
from reviews.errors import Refused
from reviews.meetings import AWAY
from reviews.plans import Plan
from tests import a_plan
from tests.a_plan import promised
from tests.reading import words_of
from tests.thirty_days import plan_of, review_of
from tests.web.test_who_leaves_a_plan import given_to, nadia, owed_by, plan, south

__all__ = ["nadia", "plan"]  # fixtures


def test_who_managed_or_facilitated_it_before_has_it_no_more(session, cast, clock, desk, plan, nadia):
    """The meeting stays theirs, the running plan is somebody else's: what Ana writes from now on is not for them (law 7)."""
    given_to(session, cast, manager=nadia, facilitator=cast.tomasz)
    assert (plan.review.meeting.manager, plan.manager, plan.facilitator) == (cast.dustin, nadia, cast.tomasz)
    page, lists = "/plans/1", ("/plans", "/plans.csv")
    for before in (cast.dustin, cast.marc):
        for commitment in [one for one in plan.commitments if one.owner is before]:
            commitment.dropped_at, commitment.dropped_why = clock(), "Nadia has her own."
        session.commit()
        client, stands = desk(before), standing.of(session, before, plan)
        assert [client.get(path).status_code for path in (page, f"{page}/verdict", f"{page}/amend", f"{page}/diagnosis")] == [404] * 4
        assert not any("Ana Kovač" in client.get(path).text for path in lists)
        assert not any(rules.holds(rule, stands) for rule in (rules.PLAN, rules.AMEND, rules.GIVE_VERDICT, rules.NUDGE_OWING, rules.HELP))
        with pytest.raises(Refused, match="Nadia Sousa’s to give"):
            verdicts.give(plan, outcome="moved", then="close", reason="All.", early_why="Now.", on_word_of=cast.dustin, by=before, at=clock())
        kept = [words_of(client.get(path).text) for path in ("/meetings/1/minutes", "/reviews/1/decision")]
        assert all("somebody else has" in text.lower() and promised(plan, "Draw").text not in text for text in kept)
        assert not any('href="/plans/1"' in client.get(path).text for path in ("/meetings/1", "/meetings/1/minutes", "/reviews/1/decision"))
    for now in (nadia, cast.tomasz):
        assert desk(now).get(page).status_code == 200 and all("Ana Kovač" in desk(now).get(path).text for path in lists)


def test_the_look_back_of_a_meeting_that_is_over_tells_them_nothing_new(session, cast, clock, desk, plan, nadia):
    """A second meeting was held while the plan ran; then the team got others. What Nadia judges is not for those before her."""
    later = review_of(session, cast.ana, cast.team, on=clock.forward(days=20).date())
    later.closed_at, later.closed_by_id, later.closed_why = clock(), cast.marc.id, "the plan runs on"
    later.meeting.closed_at = clock()
    session.commit()
    assert "Follow-through" in words_of(desk(cast.marc).get(f"/reviews/{later.id}").text)
    given_to(session, cast, manager=nadia, facilitator=cast.tomasz)
    clock.forward(days=9)
    verdicts.give(plan, outcome="not moved", then="close", reason="A reason of hers.", early_why="Now.", by=nadia, at=clock())
    session.commit()
    for before in (cast.marc, cast.dustin):
        for commitment in [one for one in plan.commitments if one.owner is before]:
            commitment.dropped_at, commitment.dropped_why = clock(), "Nadia has her own."
        session.commit()
        told = words_of(desk(before).get(f"/reviews/{later.id}").text)
        assert "This plan has gone on since the meeting." in told and "A reason of hers." not in told and "Follow-through" not in told
    assert "A reason of hers." in words_of(desk(cast.ana).get("/plans/1").text)


def test_who_was_asked_to_the_meeting_never_had_it_and_is_told_nothing_of_that(session, cast, clock, desk):
    a_plan.draft(session, cast, at=clock())
    told = {one: words_of(desk(one).get("/reviews/1/decision").text) for one in (cast.priya, cast.marc)}
    assert "The plan is a draft" in told[cast.priya] and "To the plan" not in told[cast.priya] and "To the plan" in told[cast.marc]
    assert not any("Somebody else has the plan" in text for text in told.values())


def test_until_the_meeting_closes_who_holds_it_has_the_plans_too(session, cast, clock, desk, plan, nadia):
    """Ana has changed to the South, whose manager gets her plan, when the North gets another manager who goes on with the meeting."""
    plan.review.meeting.closed_at = None
    people.join(cast.ana, south(session), at=clock())
    given_to(session, cast, manager=cast.olaf)
    assert (plan.manager, plan.review.meeting.manager) == (nadia, cast.olaf)
    assert [desk(one).get("/plans/1").status_code for one in (nadia, cast.olaf)] == [200, 200]
    plan.review.meeting.closed_at = clock()
    session.commit()
    assert [desk(one).get("/plans/1").status_code for one in (nadia, cast.olaf)] == [200, 404]


def test_a_draft_that_has_passed_on_is_not_theirs_to_end(session, cast, clock, desk, nadia):
    draft = a_plan.ready(session, cast, at=clock())
    draft.review.meeting.closed_at = clock()
    session.commit()
    given_to(session, cast, manager=nadia, facilitator=cast.tomasz)
    marc = desk(cast.marc)
    told = marc.post("/reviews/1/withdrawal", data={"why": "I think so.", "shown": draft.decision_id})
    assert told.status_code == 422 and "Nadia Sousa has the draft of this plan now" in words_of(told.text)
    session.expire_all()
    assert draft.decision.withdrawn_at is None


def test_a_decision_nobody_began_a_plan_for_ends_the_meeting_as_a_draft_and_passes_on(session, cast, clock, desk, nadia):
    decision = a_plan.decided(session, cast, at=clock())
    for other in [one for one in decision.review.meeting.reviews if one is not decision.review]:
        closing.close_without_item(other, why=AWAY, by=cast.marc, at=clock())
    session.commit()
    closed = desk(cast.marc).post("/meetings/1/closing")
    assert closed.status_code == 303, words_of(closed.text)
    session.expire_all()
    draft, = session.scalars(select(Plan))
    assert (draft.decision_id, draft.manager, draft.published_at) == (decision.id, cast.dustin, None)
    given_to(session, cast, manager=nadia, facilitator=cast.tomasz)
    clock.forward(days=9)
    assert any("Talk" in due and "Ana" in due for due in owed_by(session, nadia, clock))
    assert desk(nadia).get(f"/plans/{draft.id}").status_code == 200


def test_the_plan_goes_with_the_team_the_rep_is_in_now(session, cast, clock, desk, plan, nadia):
    """Ana changes to the South while her plan runs; the North gets another manager, so it is Nadia's; then the South is Ingrid's."""
    people.join(cast.ana, south(session), at=clock())
    given_to(session, cast, manager=cast.olaf)
    assert plan.manager is nadia
    team = south(session)
    facts = {fact: getattr(team, fact) for fact in ("name", "manager_id", "facilitator_id", "cadence", "time_zone", "paper")}
    teams.change(team, **facts | {"manager_id": cast.ingrid.id})
    session.commit()
    assert plan.manager is cast.ingrid and desk(cast.ingrid).get("/plans/1").status_code == 200


def test_whoever_had_a_closed_plan_is_not_told_who_coaches_on_the_next(session, cast, clock, desk, plan, nadia):
    """Dustin's plan is closed; Ana goes on with Nadia in the same month. His page ends with his plan, Ana's counts the month."""
    coaching.log(plan, coach_id=cast.dustin.id, held_on=clock().date(), minutes=20, by=cast.dustin, at=clock())
    verdicts.give(plan, outcome="moved", then="close", reason="Yes.", early_why="So.", by=cast.dustin, at=clock.forward(days=3))
    people.join(cast.ana, south(session), at=clock())
    later = plan_of(session, cast.ana, south(session), begins=clock.forward(days=1).date())
    coaching.log(later, coach_id=nadia.id, held_on=clock().date(), minutes=45, by=nadia, at=clock())
    session.commit()
    told = words_of(desk(cast.dustin).get("/plans/1").text)
    assert "20 min in November, of 1 session: Dustin 20 min." in told and "45 min" not in told
    assert "1 h 5 min in November, of 2 sessions: Dustin 20 min, Nadia 45 min." in words_of(desk(nadia).get(f"/plans/{later.id}").text)


@pytest.mark.parametrize("other", ["manager", "facilitator"])
def test_what_she_said_before_the_meeting_is_no_goal_for_who_comes_after_those_it_named(session, cast, clock, desk, nadia, other):
    decision = a_plan.decided(session, cast, at=clock())
    voices.hand_in(decision.review, wants="To be heard.", hindered="", at=clock())
    draft = plans.draft(decision, by=cast.marc, at=clock())
    assert draft.goal == "To be heard."
    draft.review.meeting.closed_at = clock()
    session.commit()
    assert "To be heard." in words_of(desk(cast.dustin).get("/plans/1").text)
    given_to(session, cast, **{other: nadia})
    assert draft.goal == "" and "To be heard." not in words_of(desk(nadia).get("/plans/1").text)


def test_a_goal_she_worded_in_the_talk_goes_with_the_draft(session, cast, clock, nadia):
    draft = a_plan.ready(session, cast, at=clock())
    draft.review.meeting.closed_at = clock()
    session.commit()
    given_to(session, cast, manager=nadia)
    assert draft.goal == a_plan.GOAL
