"""PDFs, as they are handed over. That of a version of a plan, and each coach's card of it, is made when it is first asked for,
and kept, so that everybody is given the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from werkzeug.http import dump_options_header
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db, writing
from app.pdf import PdfUnavailable, card_pdf, plan_pdf
from app.refusals.errors import sentence
from reviews import coach_cards
from reviews.coach_cards import CoachCard
from reviews.plans import Paper, PlanVersion
from reviews.publishing import keep_paper


def pdf_of(version: PlanVersion, paper: str) -> bytes:
    """The bytes of the version's PDF."""
    id, content = version.id, version.content
    return _kept_or_made(select(Paper.pdf).where(Paper.version_id == id), lambda: plan_pdf(content, paper),
                         lambda session, pdf: keep_paper(session.get(PlanVersion, id), pdf, at=now()))


def card_of(version: PlanVersion, person_id: int, content: dict, paper: str) -> bytes:
    """The bytes of a coach's card of this version; `content` is what it says."""
    id = version.id
    kept = select(CoachCard.pdf).where(CoachCard.version_id == id, CoachCard.person_id == person_id)
    return _kept_or_made(kept, lambda: card_pdf(content, paper),
                         lambda session, pdf: coach_cards.keep(session.get(PlanVersion, id), person_id, pdf, at=now()))


def _kept_or_made(kept: Select, make: Callable[[], bytes], keep: Callable[[Session, bytes], bytes]) -> bytes:
    """What is kept, or else is made now. While it is made nothing in the database is held open, for it takes a while."""
    if (pdf := db.session.scalar(kept)) is not None:
        return pdf
    db.session.rollback()
    pdf = make()
    with writing() as session:
        return keep(session, pdf)


def handed_over(name: str, make: Callable[[], bytes]) -> Response:
    """The file under this name; a press that is down delays it and breaks nothing."""
    try:
        pdf = make()
    except PdfUnavailable as delayed:
        return sentence("The PDF is delayed", str(delayed), 503)
    return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": _disposition(name)})


def _disposition(name: str) -> str:
    """The header under which a browser keeps the file: with its name, and in plain letters for those that need them."""
    return dump_options_header("inline", {
        "filename": f"{secure_filename(name)}.pdf", "filename*": f"UTF-8''{quote(f'{name}.pdf', safe='')}"})
