"""A draft: one for a decision, written by two people, closed to everybody once it is published."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from reviews import choosing, commitments, plans, talks
from reviews.commitments import Commitment
from reviews.diagnosis import PERSONAL
from reviews.errors import Refused, Stale
from reviews.plans import DRAFT, Plan, Talk
from tests.a_plan import GOAL, decided, draft, promise, promised, published, ready

TUESDAY = date(2026, 11, 17)


def refused(verb, *things, **facts) -> tuple[str | None, str]:
    with pytest.raises(Refused) as error:
        verb(*things, **facts)
    return error.value.field, error.value.sentence


def test_a_decision_has_one_draft_and_a_second_click_leads_to_it(session, cast, clock):
    decision = decided(session, cast, at=clock())
    first = plans.draft(decision, by=cast.marc, at=clock())
    second = plans.draft(decision, by=cast.dustin, at=clock.forward(hours=1))
    session.commit()
    assert first is second and session.scalar(select(func.count(Plan.id))) == 1
    assert (first.state, first.rep, first.manager, first.facilitator, first.coach) == (
        DRAFT, cast.ana, cast.dustin, cast.marc, cast.dustin)


def test_a_withdrawn_decision_gives_no_draft(session, cast, clock):
    decision = decided(session, cast, at=clock())
    choosing.withdraw(decision, why="Wrong theme.", by=cast.marc, at=clock())
    assert refused(plans.draft, decision, by=cast.marc, at=clock()) == (
        None, "This decision was withdrawn, so there is nothing to plan. Decide on an item first.")


def test_a_draft_whose_decision_was_withdrawn_takes_nothing_more(session, cast, clock):
    plan = ready(session, cast, at=clock())
    choosing.withdraw(plan.decision, why="Wrong theme.", by=cast.marc, at=clock())
    session.commit()
    sentence = "The decision behind this draft was withdrawn. Begin the plan again from the new one."
    assert refused(plans.revise, plan, gains="x", by=cast.marc, at=clock()) == (None, sentence)
    assert refused(promise, plan, cast.ana, "x", day=3, by=cast.marc, at=clock()) == (None, sentence)


def test_some_facts_are_written_and_the_others_stay(session, cast, clock):
    plan = ready(session, cast, at=clock())
    plans.revise(plan, gains="Faster notes.", coach_id=cast.tomasz.id, by=cast.marc, at=clock())
    session.commit()
    assert (plan.gains, plan.coach, plan.witness) == ("Faster notes.", cast.tomasz, "Dustin, in the second call of a deal")


def test_a_plan_has_no_other_facts(session, cast, clock):
    plan = draft(session, cast, at=clock())
    with pytest.raises(TypeError, match="a plan has no published_at"):
        plans.revise(plan, published_at=clock(), by=cast.marc, at=clock())


def test_the_second_of_two_writers_is_shown_the_first_ones_words(session, cast, clock):
    plan = draft(session, cast, at=clock())
    seen = plan.version
    plans.revise(plan, witness="Priya, in the CRM", seen=seen, by=cast.marc, at=clock())
    session.commit()
    with pytest.raises(Stale) as stale:
        plans.revise(plan, witness="Dustin, in calls", seen=seen, by=cast.dustin, at=clock())
    assert stale.value.theirs == {"witness": "Priya, in the CRM"} and plan.witness == "Priya, in the CRM"


def test_only_somebody_of_the_meeting_who_is_here_can_be_the_coach(session, cast, clock):
    plan = draft(session, cast, at=clock())
    for nobody in (cast.olaf.id, cast.ana.id, 999_999):
        assert refused(plans.revise, plan, coach_id=nobody, by=cast.dustin, at=clock()) == (
            "coach_id", "Choose a coach who is in this meeting.")


def test_a_personal_cause_is_the_managers_to_note_after_the_talk(session, cast, clock):
    plan = ready(session, cast, at=clock(), without=("talk",))
    assert refused(plans.revise, plan, cause=PERSONAL, by=cast.marc, at=clock()) == (
        "cause", "That is for Dustin Brinkmann to note, after the talk.")
    assert refused(plans.revise, plan, cause=PERSONAL, by=cast.dustin, at=clock())[1] == (
        "A personal cause comes up in the talk, if at all. Note the talk first.")
    talks.note(plan, held_on=clock().date(), goal=GOAL, by=cast.dustin, at=clock())
    plans.revise(plan, cause=PERSONAL, cause_note="", by=cast.dustin, at=clock())
    session.commit()
    assert plan.cause == PERSONAL


def test_the_facilitator_does_not_overwrite_a_personal_cause(session, cast, clock):
    plan = ready(session, cast, at=clock())
    plans.revise(plan, cause=PERSONAL, by=cast.dustin, at=clock())
    session.commit()
    for facts in ({"cause": "skill"}, {"cause": None}, {"cause_note": "from the room"}):
        assert refused(plans.revise, plan, **facts, by=cast.marc, at=clock())[0] == "cause"
    assert refused(plans.revise, plan, cause="mood", by=cast.dustin, at=clock()) == ("cause", "Choose one of the causes.")
    plans.revise(plan, gains="His other facts he may write.", by=cast.marc, at=clock())
    assert plan.cause == PERSONAL


def test_the_talk_keeps_the_goal_and_what_she_says_against_it(session, cast, clock):
    plan = draft(session, cast, at=clock())
    talks.note(plan, held_on=clock().date(), goal=GOAL, rep_says="Too early.", by=cast.dustin, at=clock())
    talks.note(plan, held_on=clock().date(), goal="Sooner.", rep_says="", by=cast.dustin, at=clock.forward(hours=1))
    session.commit()
    assert (plan.goal, plan.talk.rep_says, plan.talk.noted_by_id) == ("Sooner.", "", cast.dustin.id)
    assert session.scalar(select(func.count()).select_from(Talk)) == 1


def test_the_talk_was_held_after_the_decision_and_not_tomorrow(session, cast, clock):
    plan = draft(session, cast, at=clock())
    tomorrow, sunday = TUESDAY, TUESDAY - timedelta(2)
    assert refused(talks.note, plan, held_on=tomorrow, goal=GOAL, by=cast.dustin, at=clock()) == (
        "held_on", "Note the talk when it was held: this day is still to come.")
    assert refused(talks.note, plan, held_on=sunday, goal=GOAL, by=cast.dustin, at=clock()) == (
        "held_on", "The item was decided on Mon 16 Nov, so the talk about it was not before.")
    assert refused(talks.note, plan, held_on=clock().date(), goal="", by=cast.dustin, at=clock()) == (
        "goal", "Write what Ana wants to reach, as Ana says it.")
    assert (plan.goal, plan.talk) == ("", None)


def test_a_published_plan_is_not_edited_by_any_verb(session, cast, clock):
    plan = published(session, cast, at=clock())
    own = promised(plan, "Draw")
    sentence = (None, "This plan is published, and a published plan is not edited.")
    facts = {"owner_id": cast.ana.id, "text": "More", "weekly": True}
    assert refused(plans.revise, plan, goal="Less.", by=cast.dustin, at=clock()) == sentence
    assert refused(talks.note, plan, held_on=clock().date(), goal="Less.", by=cast.dustin, at=clock()) == sentence
    assert refused(commitments.note, plan, **facts, by=cast.dustin, at=clock()) == sentence
    assert refused(commitments.reword, own, **facts, by=cast.dustin, at=clock()) == sentence
    assert refused(commitments.remove, own) == sentence
    assert plan.goal == GOAL and session.scalar(select(func.count(Commitment.id))) == 4
