"""Three reps say at the same moment how the coaching was: each answer comes into one batch, and the third closes it."""

from __future__ import annotations

from functools import partial

from sqlalchemy import select

from reviews.coaching_quality import QualityAnswer, QualityBatch
from tests.closed_plans import judged_plan


def test_three_answers_about_one_coach_close_one_batch(session, cast, window, together):
    reps = (cast.ana, cast.farid, cast.greta)
    plans = {rep: judged_plan(session, rep, cast.team, coach=cast.dustin).id for rep in reps}
    answers = together(*(partial(window(rep).post, f"/plans/{id}/coaching-quality", watched="yes") for rep, id in plans.items()))
    assert [answer.status for answer in answers] == [303, 303, 303]
    batch, = session.scalars(select(QualityBatch.id))
    given = session.execute(select(QualityAnswer.rep_id, QualityAnswer.watched, QualityAnswer.batch_id)).all()
    assert sorted(given) == sorted((rep.id, "yes", batch) for rep in reps)


def test_the_same_answer_from_two_windows_is_given_once_and_another_is_told(session, cast, window, together):
    plan, ana = judged_plan(session, cast.ana, cast.team, coach=cast.dustin), window(cast.ana)
    answers = together(*(partial(ana.post, f"/plans/{plan.id}/coaching-quality", watched=said) for said in ("yes", "no")))
    assert sorted(answer.status for answer in answers) == [303, 422]
    assert "You have answered this already" in next(answer.said for answer in answers if answer.status == 422)
    assert session.scalars(select(QualityAnswer.watched)).all() in (["yes"], ["no"])
