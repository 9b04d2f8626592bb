"""How the coaching was: what a rep says of her closed plan, and what coaches and leaders are told of it."""

from __future__ import annotations

from flask import Blueprint, g, redirect, url_for

from app.clock import now
from app.db import db
from app.forms.coaching_quality import QualityForm
from app.guards import allowed
from app.pages import page, sees
from reviews import coaching_quality, quality_told, rules
from reviews.in_a_word import WORDS
from reviews.coaching_quality import STATEMENTS
from reviews.plans import Plan

bp = Blueprint("coaching_quality", __name__)


@bp.get("/coaching-quality")
@allowed(rules.SIGNED_IN)
def show():
    """To each their own: coaches the word about theirs, sales leaders that about all."""
    leads = sees(rules.COACHING_QUALITY)
    return page("coaching_quality/show.html", statements=STATEMENTS, words=WORDS, leads=leads,
                own=quality_told.of_coach(db.session, g.person), overall=quality_told.of_all(db.session, g.person) if leads else None)


@bp.route("/plans/<int:id>/coaching-quality", methods=["GET", "POST"])
@allowed(rules.SAY_HOW_IT_WAS)
def answer(plan: Plan):
    form = QualityForm()
    if form.validate_on_submit() and form.carry_out(coaching_quality.answer, plan, **form.facts(), by=g.person, at=now()):
        return redirect(url_for("coaching_quality.answer", id=plan.id), 303)
    return page("coaching_quality/answer.html", form=form, plan=plan, statements=STATEMENTS, readers=quality_told.readers(plan),
                given=coaching_quality.answer_of(plan), why_not=coaching_quality.why_not(plan, g.person, at=now()),
                until=coaching_quality.last_day(plan) if plan.closed_at else None)


@bp.post("/plans/<int:id>/coaching-quality/silence")
@allowed(rules.SAY_HOW_IT_WAS)
def put_away(plan: Plan):
    """Not asked on Today any more."""
    coaching_quality.put_away(plan)
    return redirect(url_for("today.show"), 303)
