"""The talk with the rep: kept from its first word on, held when its day is noted, and the last word before publishing."""

import pytest
from sqlalchemy import func, select

from reviews import commitments, publishing, rules, talks
from reviews.errors import Refused, Stale
from reviews.plans import Talk
from tests.a_plan import GOAL, draft, published, ready

AGAINST = "Not every quote needs three names."


@pytest.fixture
def plan(session, cast, clock):
    """A draft that lacks nothing but the talk."""
    return ready(session, cast, at=clock(), without=("talk",))


@pytest.fixture
def keep(plan, cast, clock):
    """Dustin types on."""
    return lambda goal, against="", **seen: talks.keep(plan, goal=goal, rep_says=against, **seen, by=cast.dustin, at=clock())


@pytest.fixture
def note(plan, cast, clock):
    """Dustin notes that the talk was held."""
    return lambda goal, against="", **seen: talks.note(
        plan, held_on=clock().date(), goal=goal, rep_says=against, **seen, by=cast.dustin, at=clock())


def test_what_is_typed_is_kept_and_does_not_say_that_the_talk_was_held(session, cast, clock, plan, keep):
    cause = rules.sight_of_cause(plan)
    keep("I want", AGAINST)
    session.commit()
    assert (plan.goal, plan.talk.rep_says, plan.talked_on) == ("I want", AGAINST, None)
    assert "talk" in publishing.missing(plan, clock().date()) and rules.sight_of_cause(plan) is cause
    assert session.scalar(select(func.count()).select_from(Talk)) == 1


def test_nothing_typed_is_nothing_kept(session, plan, keep):
    assert keep(" \n") is None
    session.commit()
    assert plan.talk is None


def test_words_go_on_being_kept_once_the_talk_was_held(session, clock, plan, keep, note):
    note("I want to know.")
    keep(GOAL, AGAINST)
    session.commit()
    assert (plan.goal, plan.talk.rep_says, plan.talked_on) == (GOAL, AGAINST, clock().date())
    keep("")
    assert "talk" in publishing.missing(plan, clock().date()), "a talk that leaves no goal is not done"


def test_another_window_does_not_write_over_what_it_has_not_seen(session, plan, keep, note):
    keep("From the laptop", seen=0, tab="laptop.1")
    session.commit()
    with pytest.raises(Stale) as stale:
        keep("From the phone", seen=0, tab="phone.1")
    assert (stale.value.theirs, stale.value.stands) == ({"goal": "From the laptop"}, plan.talk.version)
    with pytest.raises(Stale):
        note("From the phone", seen=0)
    keep("From the laptop, and more", seen=0, tab="laptop.2")  # never heard of its first answer
    session.commit()
    keep("late", seen=0, tab="laptop.1")
    assert plan.goal == "From the laptop, and more"
    keep("From the phone", seen=plan.talk.version, tab="phone.2")
    session.commit()
    assert plan.goal == "From the phone"


def test_the_last_words_are_published_with_the_rest_or_nothing_is(session, cast, clock, plan, keep, note):
    note("I want")
    session.commit()
    seen, day = publishing.drafted(plan), clock().date()
    keep("Typed on the phone", seen=plan.talk.version, tab="phone.1")
    session.commit()
    words = {"held_on": day, "goal": GOAL, "rep_says": AGAINST, "tab": "laptop.9"}
    with pytest.raises(Stale):
        publishing.publish(plan, seen=seen, talk=words | {"seen": 1}, by=cast.dustin, at=clock())
    session.rollback()
    version = publishing.publish(plan, seen=seen, talk=words | {"seen": plan.talk.version}, by=cast.dustin, at=clock())
    session.commit()
    assert (plan.goal, plan.talk.rep_says, version.content["goal"]) == (GOAL, AGAINST, GOAL)
    assert AGAINST not in str(version.content), "what she says against it is on no page that coaches are given"


def test_what_else_has_changed_is_read_first(session, cast, clock, plan, note):
    note(GOAL)
    seen = publishing.drafted(plan)
    commitments.remove(plan.commitments[-1])
    session.commit()
    with pytest.raises(Refused, match="This draft was changed since you opened it"):
        publishing.publish(plan, seen=seen, talk={"held_on": clock().date(), "goal": GOAL}, by=cast.dustin, at=clock())


def test_a_save_that_was_on_the_way_while_the_plan_was_published_is_answered_and_changes_nothing(session, cast, clock):
    plan = published(session, cast, at=clock())
    told = {"rep_says": plan.talk.rep_says, "by": cast.dustin, "at": clock()}
    assert talks.keep(plan, goal=f"{GOAL} \n", **told) is plan.talk
    with pytest.raises(Refused, match="a published plan is not edited"):
        talks.keep(plan, goal="Less.", **told)
    assert plan.goal == GOAL


@pytest.mark.parametrize("field", ["goal", "rep_says"])
def test_what_is_too_long_is_refused_whole(session, cast, clock, field):
    plan = draft(session, cast, at=clock())
    words = {"goal": GOAL, "rep_says": ""} | {field: "x" * 20_001}
    for verb, told in ((talks.keep, {}), (talks.note, {"held_on": clock().date()})):
        with pytest.raises(Refused) as error:
            verb(plan, **words, **told, by=cast.dustin, at=clock())
        assert error.value.field == field
    assert plan.talk is None and plan.goal == ""
