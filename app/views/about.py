"""Pages about the product itself."""

from flask import Blueprint

from app.guards import allowed
from app.pages import page
from reviews import rules

bp = Blueprint("about", __name__)


@bp.get("/who-sees-what")
@allowed(rules.ANY_SESSION)
def who_sees_what():
    return page("about/who_sees_what.html", columns=rules.COLUMNS, sights=rules.SEES, acts=rules.ACTS)
