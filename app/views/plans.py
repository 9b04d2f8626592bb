"""The written plan: draft, publication, the page and its PDF."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app import papers, stages
from app.clock import now
from app.db import db
from app.diagnosis_page import diagnosis_page
from app.downloads import streamed
from app.forms.narrowing import asked_only
from app.forms.plans import DRAFT_PARTS, AcknowledgementForm, CauseForm
from app.guards import allowed
from app.pages import asked_page, page, sees, today
from app.plan_pages import draft_page, part_form, published_page, version_page
from app.talk_page import talk_form, talk_page
from reviews import acknowledging, choosing, drafting, followup, nudging, plans, plans_export, publishing, rules
from reviews.errors import Refused
from reviews.meetings import Review
from reviews.narrowing import ASKABLE
from reviews.plans import DRAFT, Plan
from reviews.queries.plans import version as version_of
from reviews.queries.plans import with_the_one_before
from reviews.rooms import DIAGNOSE, PLAN

bp = Blueprint("plans", __name__)


@bp.get("/plans")
@allowed(rules.SIGNED_IN)
def index():
    only = asked_only()
    seen = followup.follow_up(db.session, g.person, at=now(), number=asked_page(), only=only)
    states = [(name, name.capitalize()) for name in ASKABLE]
    owers = nudging.owers(g.person, seen.under_way)
    return page("plans/index.html", seen=seen, owers=owers, only=only, choices=seen.choices, states=states)


@bp.get("/plans.csv")
@allowed(rules.SIGNED_IN)
def export():
    """Every plan they may see, whatever the page shows of them."""
    return streamed(f"plans-{today()}.csv", plans_export.HEADERS, plans_export.in_pieces(db.session, g.person, at=now()))


@bp.post("/reviews/<int:id>/plan")
@allowed(rules.START_PLAN)
def create(review: Review):
    """The draft of the review's decision; a second click leads to the same one."""
    decision = choosing.decision_of(db.session, review)
    if decision is None:
        raise Refused("There is no improvement item yet. Decide on one first; the plan is made for it.")
    plan = plans.draft(decision, by=g.person, at=now())
    return redirect(url_for("plans.show", id=plan.id), 303)


@bp.get("/plans/<int:id>")
@allowed(rules.PLAN)
def show(plan: Plan):
    return draft_page(plan, measure=request.args.get("measure", "")) if plan.state == DRAFT else published_page(plan)


@bp.route("/plans/<int:id>/draft/<any(" + ", ".join(DRAFT_PARTS) + "):part>", methods=["GET", "POST"])
@allowed(rules.DRAFT_PLAN)
def revise(plan: Plan, part: str):
    """Save one part of the draft, on its page or in the room. Who leads the room without being the plan's sees it there alone."""
    plans.check_draft(plan)
    form = part_form(part, plan)
    done = form.validate_on_submit() and form.carry_out(
        plans.revise, plan, **form.facts(), seen=form.shown.data, by=g.person, at=now())
    if in_room := stages.answer(plan.review, PLAN, wrong=None if done else form, always=not sees(rules.PLAN)):
        return in_room
    return _to_part(plan, "measure" if hasattr(form, "kind") else part) if done else draft_page(plan, wrong=form)


@bp.get("/plans/<int:id>/diagnosis")
@allowed(rules.CAUSE)
def diagnosis(plan: Plan):
    """The one page that shows the cause (law 8)."""
    if not sees(rules.sight_of_cause(plan)):
        abort(404)
    return diagnosis_page(plan)


@bp.post("/plans/<int:id>/diagnosis")
@allowed(rules.DRAFT_PLAN)
def diagnose(plan: Plan):
    """On its own page; or in the room, which notes no personal cause, and none after the talk."""
    plans.check_draft(plan)
    in_room = not sees(rules.PLAN) or stages.FROM in request.args
    form = CauseForm.of(plan).offer(personal=not in_room and plans.is_manager(plan, g.person))
    done = form.validate_on_submit() and form.carry_out(
        drafting.diagnose if in_room else plans.revise, plan, **form.facts(), seen=form.shown.data, by=g.person, at=now())
    if in_room:
        return stages.answer(plan.review, DIAGNOSE, wrong=None if done else form, always=True)
    return _to_part(plan, "cause") if done else diagnosis_page(plan, form)


@bp.post("/plans/<int:id>/publication")
@allowed(rules.PUBLISH)
def publish(plan: Plan):
    """From the page of the talk, with what it held."""
    form = talk_form(plan)
    if form.validate_on_submit() and form.carry_out(
            publishing.publish, plan, talk=form.facts(), seen=form.shown.data, by=g.person, at=now()):
        return redirect(url_for("plans.show", id=plan.id), 303)
    return talk_page(plan, wrong=form)


@bp.post("/plans/<int:id>/acknowledgement")
@allowed(rules.ACKNOWLEDGE)
def acknowledge(plan: Plan):
    form = AcknowledgementForm()
    if form.validate_on_submit() and form.carry_out(acknowledging.acknowledge, plan, **form.facts(), at=now()):
        flash(f"Noted: you have received and read it. {plan.manager.first} sees it on this page.")
        return redirect(url_for("plans.show", id=plan.id), 303)
    return published_page(plan, wrong=form)


@bp.get("/plans/<int:id>/versions/<int:number>")
@allowed(rules.PLAN)
def version(plan: Plan, number: int):
    found = db.session.scalars(with_the_one_before(plan, number)).all()
    if not found or found[0].number != number:
        abort(404)
    return version_page(plan, *found)


@bp.get("/plans/<int:id>/paper.pdf")
@allowed(rules.PLAN)
def paper(plan: Plan):
    return _paper(plan, None)


@bp.get("/plans/<int:id>/versions/<int:number>/paper.pdf")
@allowed(rules.PLAN)
def version_paper(plan: Plan, number: int):
    return _paper(plan, number)


def _paper(plan: Plan, number: int | None) -> Response:
    """The bytes that people were given."""
    found = db.session.scalar(version_of(plan, number)) or abort(404)
    size = plan.review.meeting.team.paper
    return papers.handed_over(f"{plan.rep.name} plan", lambda: papers.pdf_of(found, size))


def _to_part(plan: Plan, part: str) -> Response:
    return redirect(url_for("plans.show", id=plan.id, _anchor=f"part-{part}"), 303)
