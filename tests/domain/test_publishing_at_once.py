"""Two at the same moment, each in a transaction of its own: the laws hold, and nobody's words slip in unseen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from reviews import choosing, commitments, plans, publishing
from reviews.checkins import CheckIn
from reviews.commitments import Commitment
from reviews.errors import Refused
from reviews.people import Person
from reviews.plans import Paper, Plan, PlanVersion
from tests.a_plan import draft, filled_in, published, ready
from tests.thirty_days import draft_of

DONE, REFUSED = "done", "refused"


def at_once(session, *acts) -> list[str]:
    """Run these in parallel, each on its own session; gives "done" or "refused" for each."""
    session.commit()
    engine, start = session.get_bind(), Barrier(len(acts))

    def run(act) -> str:
        with Session(engine) as own:
            start.wait()
            try:
                act(own)
                own.commit()
            except (Refused, IntegrityError, StaleDataError):
                return REFUSED
        return DONE

    with ThreadPoolExecutor(len(acts)) as people:
        answers = list(people.map(run, acts))
    session.expire_all()
    return answers


def publish(plan_id: int, person_id: int, at):
    return lambda own: publishing.publish(own.get(Plan, plan_id), by=own.get(Person, person_id), at=at)


def test_two_publish_the_same_plan(session, cast, clock):
    act = publish(ready(session, cast, at=clock()).id, cast.dustin.id, clock())
    assert at_once(session, act, act) == [DONE, DONE]
    assert session.scalar(select(func.count(PlanVersion.id))) == 1
    assert session.scalar(select(func.count(CheckIn.id))) == 4


def test_two_plans_of_one_rep_are_published(session, cast, clock):
    older = draft_of(session, cast.ana, cast.team, on=clock().date() - timedelta(20))
    filled_in(session, older, cast, at=clock(), without=("priya",))
    acts = [publish(plan.id, cast.dustin.id, clock()) for plan in (older, ready(session, cast, at=clock()))]
    assert sorted(at_once(session, *acts)) == [DONE, REFUSED]
    active = select(func.count(Plan.id)).where(Plan.published_at.is_not(None), Plan.closed_at.is_(None))
    assert session.scalar(active) == 1 and session.scalar(select(func.count(PlanVersion.id))) == 1


def test_a_decision_is_withdrawn_while_its_plan_is_published(session, cast, clock):
    plan, at = ready(session, cast, at=clock()), clock()
    plan_id, marc_id = plan.id, cast.marc.id

    def withdraw(own):
        choosing.withdraw(own.get(Plan, plan_id).decision, why="Wrong theme.", by=own.get(Person, marc_id), at=at)

    answers = at_once(session, publish(plan_id, cast.dustin.id, at), withdraw)
    assert sorted(answers) == [DONE, REFUSED]
    assert (plan.published_at is not None, plan.decision.withdrawn_at is not None) == (answers[0] == DONE, answers[1] == DONE)


def test_a_commitment_is_taken_out_while_the_plan_is_published(session, cast, clock):
    plan, at = ready(session, cast, at=clock()), clock()
    last = next(one.id for one in plan.commitments if one.owner_id == cast.priya.id)

    def remove(own):
        commitments.remove(own.get(Commitment, last))

    answers = at_once(session, publish(plan.id, cast.dustin.id, at), remove)
    kept = session.scalars(select(Commitment.text).order_by(Commitment.id)).all()
    assert answers[0] == DONE and len(kept) == (4 if answers[1] == REFUSED else 3)
    assert sorted(one["what"] for one in plan.versions[0].content["commitments"]) == sorted(kept)


def test_two_write_into_one_part_of_a_draft(session, cast, clock):
    plan, at = draft(session, cast, at=clock()), clock()
    plan_id, seen = plan.id, plan.version

    def write(text, person_id):
        return lambda own: plans.revise(own.get(Plan, plan_id), witness=text, seen=seen, by=own.get(Person, person_id), at=at)

    answers = at_once(session, write("Priya, in the CRM", cast.marc.id), write("Dustin, in calls", cast.dustin.id))
    assert sorted(answers) == [DONE, REFUSED]
    assert plan.witness == ("Priya, in the CRM" if answers[0] == DONE else "Dustin, in calls")


def test_two_keep_the_paper_of_one_version(session, cast, clock):
    version_id, at = published(session, cast, at=clock()).versions[0].id, clock()
    given = []

    def keep(pdf):
        return lambda own: given.append(publishing.keep_paper(own.get(PlanVersion, version_id), pdf, at=at))

    assert at_once(session, keep(b"one"), keep(b"two")) == [DONE, DONE]
    kept = session.scalars(select(Paper.pdf)).one()
    assert given == [kept, kept] and kept in (b"one", b"two")
