"""The draft in the room: the cause until the talk, what each takes on there, what it lacks besides the talk."""

from datetime import date

import pytest
from sqlalchemy import select

from reviews import choosing, commitments, drafting, plans, publishing, talks
from reviews.commitments import Commitment
from reviews.diagnosis import PERSONAL, SKILL, WILL
from reviews.errors import Refused, Stale
from reviews.holding import fingerprint
from tests.a_plan import draft, promise, promised, published, ready

MONDAY = date(2026, 11, 16)


def refused(verb, *things, **facts) -> tuple[str | None, str]:
    with pytest.raises(Refused) as error:
        verb(*things, **facts)
    return error.value.field, error.value.sentence


def test_the_plan_of_a_review_is_that_of_the_decision_that_stands(session, cast, clock):
    plan = draft(session, cast, at=clock())
    assert drafting.plan_of(session, plan.review) is plan
    choosing.withdraw(plan.decision, why="Wrong theme.", by=cast.marc, at=clock())
    session.commit()
    assert drafting.plan_of(session, plan.review) is None


def test_the_room_notes_the_cause_and_the_second_writer_is_shown_the_first(session, cast, clock):
    plan = draft(session, cast, at=clock())
    seen = fingerprint({"cause": None, "cause_note": ""})
    drafting.diagnose(plan, cause=SKILL, cause_note="Asks in role-plays.", seen=seen, by=cast.priya, at=clock())
    session.commit()
    with pytest.raises(Stale) as stale:
        drafting.diagnose(plan, cause=WILL, cause_note="", seen=seen, by=cast.marc, at=clock())
    assert stale.value.theirs == {"cause": SKILL, "cause_note": "Asks in role-plays."}
    assert (plan.cause, plan.cause_note) == (SKILL, "Asks in role-plays.")


def test_a_personal_cause_is_not_the_rooms_not_even_the_managers_in_it(session, cast, clock):
    plan = draft(session, cast, at=clock())
    assert refused(drafting.diagnose, plan, cause=PERSONAL, cause_note="", by=cast.marc, at=clock()) == (
        "cause", "That is for Dustin Brinkmann to note, after the talk.")
    assert refused(drafting.diagnose, plan, cause=PERSONAL, cause_note="", by=cast.dustin, at=clock())[0] == "cause"
    assert plan.cause is None


@pytest.mark.parametrize("cause", [SKILL, PERSONAL])
def test_after_the_talk_the_room_notes_no_cause_and_is_not_told_which_it_is(session, cast, clock, cause):
    plan = ready(session, cast, at=clock())
    plans.revise(plan, cause=cause, cause_note="Between us.", by=cast.dustin, at=clock())
    sentence = "Dustin has talked it through with Ana, and why it is not done yet is between them now. Tell Dustin what you " \
        "would have written."
    for person in (cast.priya, cast.dustin):
        assert refused(drafting.diagnose, plan, cause=WILL, cause_note="x", by=person, at=clock()) == (None, sentence)
    assert (plan.cause, plan.cause_note) == (cause, "Between us.")


def test_what_is_lacking_is_all_of_law_3_but_the_talk(session, cast, clock):
    plan = draft(session, cast, at=clock())
    assert list(drafting.lacks(plan, MONDAY)) == ["witness", "cause", "measure", "commitment of the rep", "commitment of a coach"]
    assert publishing.missing(plan, MONDAY).keys() - drafting.lacks(plan, MONDAY).keys() == {"talk"}


def test_the_list_is_empty_when_only_the_talk_is_to_come(session, cast, clock):
    plan = ready(session, cast, at=clock(), without=("talk",))
    assert (drafting.lacks(plan, MONDAY), list(publishing.missing(plan, MONDAY))) == ({}, ["talk"])


def test_the_talk_is_due_two_working_days_after_the_draft_was_begun(session, cast, clock):
    clock.forward(days=3)  # a Thursday
    plan = draft(session, cast, at=clock())
    assert drafting.talk_by(plan) == date(2026, 11, 23)
    talks.note(plan, held_on=date(2026, 11, 20), goal="Sooner.", by=cast.dustin, at=clock.forward(days=1))
    assert drafting.talk_by(plan) == date(2026, 11, 24)


def test_what_was_noted_for_somebody_is_theirs_in_the_room_when_they_say_so(session, cast, clock):
    plan = draft(session, cast, at=clock())
    hers = promise(plan, cast.priya, "Send the open quotes.", by=cast.marc, at=clock())
    session.commit()
    assert hers.accepted_at is None
    commitments.accept(hers, seen=hers.wording, at=clock.forward(minutes=2))
    commitments.accept(hers, seen=hers.wording, at=clock.forward(minutes=2))
    session.commit()
    assert session.scalar(select(Commitment.accepted_at)) == plan.drafted_at.replace(minute=2)


def test_nobody_accepts_other_words_than_they_saw(session, cast, clock):
    plan = draft(session, cast, at=clock())
    hers = promise(plan, cast.priya, "Send the open quotes.", by=cast.marc, at=clock())
    seen = hers.wording
    commitments.reword(hers, owner_id=cast.priya.id, text="Close the open quotes.", weekly=True, by=cast.marc, at=clock())
    assert refused(commitments.accept, hers, seen=seen, at=clock()) == (
        None, "This commitment was reworded since you opened it. It says now: “Close the open quotes.”")
    assert hers.accepted_at is None


def test_nothing_is_accepted_in_a_draft_whose_decision_was_withdrawn(session, cast, clock):
    plan = draft(session, cast, at=clock())
    hers = promise(plan, cast.priya, "Send the open quotes.", by=cast.marc, at=clock())
    choosing.withdraw(plan.decision, why="Wrong theme.", by=cast.marc, at=clock())
    session.commit()
    assert refused(commitments.accept, hers, at=clock()) == (
        None, "The decision behind this draft was withdrawn. Begin the plan again from the new one.")


def test_what_was_accepted_in_the_room_stays_so_on_the_published_plan(session, cast, clock):
    plan = ready(session, cast, at=clock())
    commitments.accept(promised(plan, "Send"), at=clock())
    session.commit()
    publishing.publish(plan, by=cast.dustin, at=clock.forward(days=1))
    assert promised(plan, "Send").accepted_at == plan.drafted_at


def test_a_published_plan_takes_no_cause_from_the_room(session, cast, clock):
    plan = published(session, cast, at=clock())
    assert refused(drafting.diagnose, plan, cause=WILL, cause_note="", by=cast.marc, at=clock()) == (
        None, "This plan is published, and a published plan is not edited.")
