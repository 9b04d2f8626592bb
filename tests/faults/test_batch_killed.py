"""The worker is killed while it sets the third plan of a batch: another one goes on where it was, and all is in one file."""

from __future__ import annotations

from datetime import UTC, date, datetime

import psutil
import pytest
from sqlalchemy import func, select, update

from reviews import batches, people
from reviews.batches import Batch, BatchFile
from reviews.plans import Paper, PlanVersion
from tests.pdf_text import opened, spoken
from tests.thirty_days import plan_of
from tests.worker_process import until, worker_for

ONE_DATABASE = True  # its time is the press's
REPS = ("Zoë Ek", "Ali Demir", "Mia Roth", "Bea Kern", "Tom Alt")
IN_ORDER = sorted(REPS)
LONG = "She names everybody who decides before a quote goes out. " * 100  # takes the press a good while


@pytest.fixture
def batch(session, cast, clock) -> Batch:
    """Five plans, each with a goal that tells it from the others. The third of the file is the long one."""
    for name in REPS:
        rep = people.add(session, name=name, team_id=cast.team.id, at=clock())
        session.flush()
        version = plan_of(session, rep, cast.team, begins=date(2026, 11, 16)).versions[0]
        version.content = version.content | {"goal": f"The goal of {name}. {LONG if name == IN_ORDER[2] else ''}"}
    batch = batches.ask(version.plan.review.meeting, by=cast.marc, at=datetime.now(UTC))
    session.commit()
    return batch


def test_another_worker_goes_on_with_what_is_kept(app, session, batch):
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    with worker_for(url) as process:
        until(lambda: _done(session) == 2)
        presses = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    first, second = batch.versions[:2]
    kept = _kept(session)
    assert list(kept) == [first, second] and _done(session) == 2
    assert psutil.wait_procs(presses, 30)[1] == []  # none is left behind
    _forget_what_they_say(session, first, second)

    seen = []
    with worker_for(url):
        until(lambda: seen.append(_done(session)) or _is_over(session))
    assert (batch.begun, batch.trouble, batch.done, seen == sorted(seen), min(seen)) == (2, "", 5, True, 2)
    papers, (whole,) = _kept(session), session.scalars(select(BatchFile.pdf)).all()
    assert kept.items() <= papers.items() and sorted(papers) == sorted(batch.versions)
    assert spoken(whole) == [said for one in batch.versions for said in spoken(papers[one])]
    with opened(whole).open_outline() as outline:
        assert [one.title for one in outline.root] == IN_ORDER
    assert [name for name, one in zip(IN_ORDER, batch.versions, strict=True) if f"The goal of {name}." in " ".join(spoken(papers[one]))] == IN_ORDER


def _done(session) -> int:
    """What its page says of how far it is."""
    done = session.scalar(select(Batch.done))
    session.commit()
    return done


def _is_over(session) -> bool:
    over = session.scalar(select(func.count()).where(Batch.made_at.is_not(None) | (Batch.trouble != ""))) == 1
    session.commit()
    return over


def _kept(session) -> dict[int, bytes]:
    papers = dict(session.execute(select(Paper.version_id, Paper.pdf).order_by(Paper.made_at)).all())
    session.commit()
    return papers


def _forget_what_they_say(session, *versions: int) -> None:
    """Whoever would set one of these again would find nothing to set."""
    for one in versions:
        version = session.get(PlanVersion, one)
        session.execute(update(PlanVersion).where(PlanVersion.id == one).values(content={"rep": version.content["rep"]}))
    session.commit()
