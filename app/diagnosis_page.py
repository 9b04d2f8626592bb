"""The page of the diagnosis, the one that shows a cause: of a draft, of a plan under way, and where another way is looked for."""

from __future__ import annotations

from flask import g
from werkzeug.wrappers import Response

from app.forms.plans import CauseForm
from app.pages import page, sees
from reviews import another_way, plans, rules
from reviews.another_way import AnotherWay
from reviews.diagnosis import PERSONAL
from reviews.plans import DRAFT, Plan


def diagnosis_page(plan: Plan, wrong: CauseForm | None = None) -> Response:
    """What is noted, with the form for whose it is to write now; `wrong` is one that came back refused."""
    is_manager, way = plans.is_manager(plan, g.person), another_way.open_way(plan)
    form = wrong or _fresh(plan, way)
    return page(
        "plans/diagnosis.html", form=form.offer(personal=is_manager), plan=plan, way=way, until_now=another_way.diagnoses_until_now(plan),
        writes=is_manager and sees(rules.AMEND) if way else _writes_draft(plan, is_manager))


def _fresh(plan: Plan, way: AnotherWay | None) -> CauseForm:
    """With what stands there; empty where why it is not done yet is to be thought through anew."""
    form = CauseForm.of(plan, formdata=None)
    if way and not way.diagnosed_at:
        form.cause.data, form.cause_note.data = None, ""
    return form


def _writes_draft(plan: Plan, is_manager: bool) -> bool:
    return plan.state == DRAFT and sees(rules.DRAFT_PLAN) and (is_manager or plan.cause != PERSONAL)
