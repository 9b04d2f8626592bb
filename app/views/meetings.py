"""Review meetings: the list, preparation, opening, closing."""

from flask import Blueprint

from app.guards import allowed
from app.pages import page
from reviews import rules

bp = Blueprint("meetings", __name__, url_prefix="/meetings")


@bp.get("")
@allowed(rules.SIGNED_IN)
def index():
    return page("meetings/index.html")
