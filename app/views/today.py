"""Today: what I owe, by due date; what is due to me; nothing else."""

from flask import Blueprint

from app.guards import allowed
from app.pages import page
from reviews import rules

bp = Blueprint("today", __name__)


@bp.get("/")
@allowed(rules.SIGNED_IN)
def show():
    return page("today/show.html")
