"""The written plan: draft, talk, publication, the page and its PDF."""

from flask import Blueprint

from app.guards import allowed
from app.pages import page
from reviews import rules

bp = Blueprint("plans", __name__, url_prefix="/plans")


@bp.get("")
@allowed(rules.SIGNED_IN)
def index():
    return page("plans/index.html")
