"""What a coach who left still owed, given to somebody else or to nobody."""

from __future__ import annotations

from flask import Blueprint, g, redirect, url_for

from app.clock import now
from app.forms.handing_on import HandingOnForm
from app.guards import allowed
from app.pages import page
from reviews import amending, handing_on, rules
from reviews.commitments import Commitment
from reviews.errors import Refused

bp = Blueprint("handings_on", __name__)


@bp.route("/commitments/<int:id>/handing-on", methods=["GET", "POST"])
@allowed(rules.HAND_ON)
def create(left: Commitment):
    amending.check_under_way(left.plan, now())
    if left.owner.left_at is None:
        raise Refused(f"{left.owner.name} is here, and can tick it, move it or drop it.")
    form = HandingOnForm.of(left)
    if form.validate_on_submit() and form.carry_out(handing_on.hand_on, left, **form.facts(), by=g.person, at=now()):
        return redirect(url_for("plans.show", id=left.plan_id, _anchor=f"commitment-{left.id}"), 303)
    return page("commitments/hand_on.html", form=form, commitment=left, plan=left.plan)
