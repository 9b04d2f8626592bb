"""How the coaching was: what the rep may say and when, and that nobody is told more than closed batches allow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from reviews import coaching_quality, quality_told, verdicts
from reviews.in_a_word import WORDS, word
from reviews.coaching_quality import QualityAnswer, QualityBatch, QualityPutAway
from reviews.errors import Refused
from reviews.plans import LEFT
from reviews.queries.coaching_quality import asked_about
from tests.a_plan import published
from tests.closed_plans import CLOSED_ON, TICKED, closed_plan, judge, said
from tests.thirty_days import noon

FINAL = "You have answered this already, and that stands: a change would show which answer is yours."


@pytest.fixture
def plan(session, cast):
    """Ana's, with Dustin as her coach; closed on Tuesday the 10th."""
    return closed_plan(session, cast.ana, cast.team, coach=cast.dustin)


def refused(plan, **facts) -> tuple[str | None, str]:
    with pytest.raises(Refused) as found:
        coaching_quality.answer(plan, **{"by": plan.rep, "at": noon(CLOSED_ON)} | facts)
    return found.value.field, found.value.sentence


def test_what_she_says_is_kept_once_without_a_moment(session, cast, plan):
    coaching_quality.answer(plan, watched="yes", kept="no", came_back="", by=cast.ana, at=noon(CLOSED_ON))
    session.commit()
    kept = session.scalar(select(QualityAnswer))
    assert (kept.rep_id, kept.coach_id, kept.batch_id) == (cast.ana.id, cast.dustin.id, None)
    assert kept.said == {"watched": "yes", "asked": None, "concrete": None, "kept": "no", "came_back": None}
    assert [column.name for column in QualityAnswer.__table__.c if "DATE" in str(column.type)] == []


def test_it_is_final_and_the_same_said_again_is_a_yes(session, cast, plan):
    first = judge(session, plan, "yes")
    assert judge(session, plan, "yes") is first
    assert refused(plan, **said("yes", "no")) == (None, FINAL)
    assert session.scalars(select(QualityAnswer)).all() == [first] and set(first.said.values()) == {"yes"}


@pytest.mark.parametrize("facts, told", [
    ({}, (None, "Nothing is ticked. Answer at least one of the five, or leave this page: you need not answer at all.")),
    (said(""), (None, "Nothing is ticked. Answer at least one of the five, or leave this page: you need not answer at all.")),
    ({"asked": "very much", "kept": "yes"}, ("asked", "Choose yes, partly or no, or leave it out.")),
])
def test_what_cannot_be_is_refused(session, plan, facts, told):
    assert refused(plan, **facts) == told
    assert session.scalars(select(QualityAnswer)).all() == []


def test_before_the_plan_is_closed_there_is_nothing_to_say(session, cast, clock):
    plan = published(session, cast, at=clock())
    assert refused(plan, kept="yes", at=clock())[1] == "This plan is not closed yet. You are asked about its coaching when it is."
    verdicts.give(plan, outcome="moved", then="close", reason="Seen.", early_why="Moves on.", by=cast.dustin, at=clock())
    assert coaching_quality.answer(plan, kept="yes", by=cast.ana, at=clock()).coach_id == cast.dustin.id


def test_an_extended_plan_is_not_closed(session, cast, clock):
    plan = published(session, cast, at=clock())
    verdicts.give(plan, outcome="partly", then="extend", reason="Half.", expected="The other half.", by=cast.dustin, at=clock.forward(days=28))
    assert coaching_quality.why_not(plan, cast.ana, at=clock()) is not None


@pytest.mark.parametrize("day, hour, open", [(date(2026, 12, 10), 23, True), (date(2026, 12, 11), 0, False)])
def test_she_may_say_it_for_thirty_days_where_her_team_is(session, cast, plan, day, hour, open):
    at = noon(day) + timedelta(hours=hour - 12, minutes=30)
    assert coaching_quality.last_day(plan) == date(2026, 12, 10)
    assert coaching_quality.why_not(plan, cast.ana, at=at) == (None if open else "This could be answered until Thu 10 Dec.")


def test_nobody_else_says_it_and_nobody_of_a_coach_who_left(session, cast, plan):
    for other in (cast.dustin, cast.marc, cast.farid, cast.lea):
        assert refused(plan, kept="yes", by=other)[1].startswith("The coaching of a plan is for its rep to judge")
    judge(session, plan, "no")
    assert refused(plan, **said("no"), by=cast.dustin)[1] == FINAL
    cast.priya.left_at = noon(CLOSED_ON)
    other = closed_plan(session, cast.farid, cast.team, coach=cast.priya)
    assert refused(other, kept="yes")[1] == "Priya Raman has left. There is nobody any more who would learn from it."


def test_a_plan_that_ended_without_a_verdict_is_not_asked_about(session, cast, plan):
    plan.ended_why = LEFT
    assert refused(plan, kept="yes")[1].startswith("This plan ended without a verdict.")
    assert session.execute(asked_about(cast.ana, plan.closed_at)).all() == []


def test_put_away_twice_is_put_away(session, cast, plan):
    for _ in range(2):
        coaching_quality.put_away(plan)
    assert len(session.scalars(select(QualityPutAway)).all()) == 1
    assert coaching_quality.why_not(plan, cast.ana, at=noon(CLOSED_ON)) is None


def test_who_reads_what_is_said_in_the_words_of_the_rule(plan):
    assert quality_told.readers(plan) == (
        "Only you see your answers. Dustin Brinkmann sees one word for three answers by three different reps, without dates. "
        "Sales leaders see one word for nine answers about three coaches, without dates. Nobody else sees anything.")


@pytest.fixture
def many(session, cast):
    """Forty closed plans: of five reps, two with each of four coaches. Greta, a rep, and Ingrid, a coach, also lead sales."""
    cast.greta.is_leader = cast.ingrid.is_leader = True
    reps = (cast.ana, cast.farid, cast.greta, cast.olaf, cast.tomasz)
    coaches = (cast.dustin, cast.priya, cast.ingrid, cast.marc)
    plans = [closed_plan(session, rep, cast.team, coach=coach, begins=date(2026, 1 + 4 * (nth // 4) + nth % 4, 5))
             for rep in reps for nth, coach in enumerate(coaches * 2)]
    session.commit()
    return plans


ANSWERS = st.lists(st.tuples(st.integers(0, 39), st.lists(st.sampled_from(("yes", "partly", "no", None)), min_size=5, max_size=5).filter(any)),
                   min_size=14, max_size=36, unique_by=lambda one: one[0])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANSWERS)
def test_from_one_moment_to_the_next_nothing_is_told_or_a_whole_batch_or_block(session, cast, many, answers):
    coaches, leaders = (cast.dustin, cast.priya, cast.ingrid, cast.marc), (cast.lea, cast.ingrid, cast.greta)
    views = [(quality_told.of_coach, coach, 3) for coach in coaches] + [(quality_told.of_all, leader, 9) for leader in leaders]
    before, placed = [None] * len(views), {}
    for nth, answered in answers:
        given = judge(session, many[nth], *answered)
        now = [view(session, person) for view, person, _ in views]
        for earlier, later, (_, _, size) in zip(before, now, views, strict=True):
            assert added(earlier, later) in ([], [(size, 1)])
        assert all(later == earlier for earlier, later, (view, person, _) in zip(before, now, views, strict=True)
                   if view is quality_told.of_coach and person.id != given.coach_id)
        before, placed = now, as_placed(session, placed)
    by_batch, by_block = groups(session)
    for coach, told in zip(coaches, before, strict=False):
        expect(told, [batch for batch in by_batch if batch[0].coach_id == coach.id])
    for leader, told in zip(leaders, before[4:], strict=True):
        expect(told, [block for block in by_block if not {leader.id} & {who for one in block for who in (one.coach_id, one.rep_id)}])
    session.rollback()


def added(earlier, later) -> list[tuple[int, int]]:
    """How many answers, and how many words of each statement, came to what was told."""
    if earlier == later:
        return []
    words = {sum(later.words[one]) - (sum(earlier.words[one]) if earlier else 0) for one in TICKED}
    assert all(new >= old for one in TICKED for new, old in zip(later.words[one], earlier.words[one] if earlier else (0,) * len(WORDS)))
    return [(later.answers - (earlier.answers if earlier else 0), *words)]


def as_placed(session, before: dict[int, tuple]) -> dict[int, tuple]:
    """The batch and the block of each answer. What an answer was in it stays in, and a batch in its block."""
    rows = session.execute(select(QualityAnswer.id, QualityAnswer.batch_id, QualityBatch.block_id)
                           .outerjoin(QualityBatch, QualityBatch.id == QualityAnswer.batch_id)).all()
    now = {id: (batch, block) for id, batch, block in rows}
    assert all(was in (None, is_now) for id, places in before.items() for was, is_now in zip(places, now[id], strict=True))
    return now


def groups(session) -> tuple[list[list[QualityAnswer]], list[list[QualityAnswer]]]:
    """The closed batches, and the closed blocks, each with its answers: three reps and one coach; nine answers, three coaches."""
    batches = [session.scalars(select(QualityAnswer).filter_by(batch_id=id)).all() for id in session.scalars(select(QualityBatch.id).order_by(QualityBatch.id))]
    of_block = {}
    for batch in batches:
        assert (len(batch), len({one.rep_id for one in batch}), len({one.coach_id for one in batch})) == (3, 3, 1)
        if block := session.get(QualityBatch, batch[0].batch_id).block_id:
            of_block.setdefault(block, []).extend(batch)
    for block in of_block.values():
        assert (len(block), len({one.coach_id for one in block})) == (9, 3)
    return batches, list(of_block.values())


def expect(told, closed: list[list[QualityAnswer]]) -> None:
    """What is told is the words of these, and of no other answer."""
    assert (told is None) == (not closed)
    for one in TICKED if told else ():
        words = [word([getattr(given, one) for given in group]) for group in closed]
        assert told.words[one] == tuple(words.count(each) for each in WORDS)


def test_a_block_in_which_a_leader_coached_or_answered_is_kept_from_them_for_good(session, cast, many):
    for plan in many:
        judge(session, plan, "yes")
    by_batch, by_block = groups(session)
    assert (len(by_batch), [sorted({one.coach.first for one in block}) for block in by_block]) == (
        8, [["Dustin", "Ingrid", "Priya"], ["Dustin", "Marc", "Priya"]])
    lea, ingrid, greta = (quality_told.of_all(session, leader) for leader in (cast.lea, cast.ingrid, cast.greta))
    assert (lea.answers, ingrid.answers, greta) == (18, 9, None)  # Greta has answered in both
    assert lea.words["kept"] == (2, 0, 0, 0, 0) and quality_told.of_coach(session, cast.ingrid).answers == 6
    session.rollback()
