"""PDFs, as they are handed over. That of a version of a plan is made when it is first asked for, and kept, so that everybody
is given the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from sqlalchemy import select
from werkzeug.http import dump_options_header
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db, writing
from app.pdf import PdfUnavailable, plan_pdf
from app.refusals.errors import sentence
from reviews.plans import Paper, PlanVersion
from reviews.publishing import keep_paper


def pdf_of(version: PlanVersion, paper: str) -> bytes:
    """The bytes of the version's PDF. While it is made nothing in the database is held open, for it takes a while."""
    kept = db.session.scalar(select(Paper.pdf).where(Paper.version_id == version.id))
    if kept is not None:
        return kept
    id, content = version.id, version.content
    db.session.rollback()
    pdf = plan_pdf(content, paper)
    with writing() as session:
        return keep_paper(session.get(PlanVersion, id), pdf, at=now())


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
