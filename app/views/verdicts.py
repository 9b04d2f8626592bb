"""The verdict on a plan."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app import stages
from app.clock import now
from app.forms.verdicts import VerdictForm
from app.guards import allowed
from app.pages import page
from app.plan_pages import lines_on_page
from reviews import evidence, facts, followup, plans, rules, verdicts
from reviews.checkins import side_of
from reviews.people import Person
from reviews.plans import ACTIVE, Plan
from reviews.rooms import LOOK_BACK

bp = Blueprint("verdicts", __name__)


@bp.route("/plans/<int:id>/verdict", methods=["GET", "POST"])
@allowed(rules.GIVE_VERDICT)
def create(plan: Plan):
    form, word_of = VerdictForm.of(plan, today=plans.today_of(plan, now())), verdicts.word_of(plan, g.person)
    if form.validate_on_submit() and form.carry_out(
            verdicts.give, plan, **form.facts(), seen=form.shown.data, on_word_of=word_of, by=g.person, at=now()):
        return _in_look_back(plan) or redirect(url_for("plans.show", id=plan.id), 303)
    return _in_look_back(plan, form) or _form_page(plan, form, word_of)


def _in_look_back(plan: Plan, wrong: VerdictForm | None = None) -> Response | None:
    """Back to the room, where it was given in the look back of a meeting that the person is in."""
    review = stages.review_on_table(plan.rep_id) if request.method == "POST" else None
    return stages.answer(review, LOOK_BACK, wrong=wrong) if review else None


def _form_page(plan: Plan, form: VerdictForm, word_of: Person | None) -> Response:
    """The form beside what there is to judge by; without it where it is not to be given now, with why."""
    known = facts.of_plan(plan) if plan.state == ACTIVE else None
    today = plans.today_of(plan, now())
    form.shown.data = form.shown.data or known and evidence.of_plan(plan, known, today).fingerprint
    stands_on = known and evidence.of_plan(plan, known.read_by(side_of(plan, g.person) or facts.ALL), today)
    return page(
        "verdicts/form.html", form=form, plan=plan, word_of=word_of, last=verdicts.last_of(plan),
        why_not=verdicts.why_not(plan, g.person, at=now()), course=known and followup.course(plan, known, today),
        evidence=stands_on, **(lines_on_page(plan, known, today) if known else {}))
