"""What the worker does about a batch that waits for it: sets each plan that has no PDF yet, keeps it, and binds all into one.

Each PDF is kept as soon as it is made, as the plan's own, so that a batch that was cut off goes on where it was, and holds what
people were given.
"""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.at_work import alone
from app.clock import now
from app.db import reading, writing
from app.pdf import PdfUnavailable
from app.pdf.presses import Presses, several
from reviews import batches
from reviews.batches import Batch
from reviews.days import period_name
from reviews.plans import Paper, PlanVersion
from reviews.publishing import keep_paper

MOST_BEGINNINGS = 3
BROKE = "Something broke on our side while this file was made. The plans themselves are not touched. Ask for it once more; if it happens " \
        "again, tell whoever runs Courtside for you."
NOT_SET = "The plan of {rep} could not be set, so there is no file of all plans. Open its PDF on the plan’s page; if that fails too, " \
          "tell whoever runs Courtside for you."


def make_batch(id: int) -> None:
    """Make the batch, if it still waits and no other worker is at one."""
    with alone("batches") as is_alone:
        if is_alone and _begin(id):
            with several() as presses:
                _make(id, presses)


def give_up_batch(id: int, trouble: str = BROKE) -> None:
    """It is not made, and says why."""
    with writing() as session:
        if batch := _waiting(session, id):
            batch.trouble = trouble


def _begin(id: int) -> bool:
    """Count how often it was begun: what brings the worker down every time must not keep it from everything else."""
    with writing() as session:
        batch = _waiting(session, id)
        if batch and batch.begun >= MOST_BEGINNINGS:
            batch.trouble = BROKE
        elif batch:
            batch.begun += 1
        return bool(batch and batch.waits)


def _make(id: int, presses: Presses) -> None:
    with reading() as session:
        batch = session.get(Batch, id)
        title = f"{batch.meeting.team.name}, {period_name(batch.meeting.period)}: all plans"
        size, order = batch.meeting.team.paper, batch.versions
        said = dict(session.execute(select(PlanVersion.id, PlanVersion.content).where(PlanVersion.id.in_(order))).all())
    papers = _papers(id, order, said, size, presses)
    if papers is None:
        return
    pdf = presses.bound([papers[one] for one in order], [said[one]["rep"]["name"] for one in order], title)
    with writing() as session:
        if batch := _waiting(session, id):
            batches.finish(batch, pdf, at=now())


def _papers(id: int, order: list[int], said: dict[int, dict], size: str, presses: Presses) -> dict[int, bytes] | None:
    """The PDF of each version: what is kept, and else what is made and kept now. None when one cannot be made."""
    with reading() as session:
        papers = dict(session.execute(select(Paper.version_id, Paper.pdf).where(Paper.version_id.in_(said))).all())
    missing = [one for one in order if one not in papers]
    _tell(id, len(papers))
    making = presses.plans([said[one] for one in missing], size)
    for one in missing:
        try:
            papers[one] = _keep(one, next(making))
        except PdfUnavailable:
            return give_up_batch(id, NOT_SET.format(rep=said[one]["rep"]["name"]))
        _tell(id, len(papers))
    return papers


def _keep(version_id: int, pdf: bytes) -> bytes:
    with writing() as session:
        return keep_paper(session.get(PlanVersion, version_id), pdf, at=now())


def _tell(id: int, done: int) -> None:
    """How far it is."""
    with writing() as session:
        session.execute(update(Batch).where(Batch.id == id).values(done=done))


def _waiting(session: Session, id: int) -> Batch | None:
    """The batch, as long as it waits for the worker."""
    batch = session.get(Batch, id)
    return batch if batch and batch.waits else None
