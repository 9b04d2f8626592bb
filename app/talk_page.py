"""The page of the talk with the rep: the draft as she will read it, and beside it what she says."""

from __future__ import annotations

from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.commitments import CommitmentForm
from app.forms.talks import TalkForm
from app.pages import page, readable_voice
from app.plan_pages import days_ahead, functions, goal_of_before, measured
from reviews import plan_people, plans, publishing
from reviews.commitments import Commitment
from reviews.measures import FREQUENCIES
from reviews.people import Person
from reviews.plans import Plan
from reviews.queries.plans import whole

NEW = "new"


def talk_page(plan: Plan, *, wrong: Form | None = None, about: Commitment | None = None) -> Response:
    """The page that two look at. `wrong` is the form that was sent and came back, `about` this commitment where it is about one."""
    db.session.scalars(whole(plan)).unique().one()
    today, owners = plans.today_of(plan, now()), plan_people.owners(plan)
    missing, promised = publishing.missing(plan, today), publishing.by_owner(plan, plan.commitments)
    return page(
        "talks/show.html", form=wrong, talk=wrong if isinstance(wrong, TalkForm) else TalkForm.of(plan, today=today, formdata=None),
        plan=plan, starts=today, missing=missing, drafted=publishing.drafted(plan), scale=FREQUENCIES,
        functions=functions(owners), voice=readable_voice(plan.review), before=goal_of_before(plan),
        hers=_wordings(plan, promised, wrong, about), coaches=_coaches(plan, promised),
        measured=None if publishing.MEASURE in missing else measured(plan), **days_ahead(plan, today))


def talk_form(plan: Plan) -> TalkForm:
    """The form as it was sent."""
    return TalkForm.of(plan, today=plans.today_of(plan, now()))


def _wordings(plan: Plan, promised: list[Commitment], wrong: Form | None,
              about: Commitment | None) -> list[tuple[Commitment | None, CommitmentForm]]:
    """The rep's commitments, each with its form, and at the end an empty one."""
    def form_of(one: Commitment | None) -> CommitmentForm:
        sent = isinstance(wrong, CommitmentForm) and one is about
        form = wrong if sent else CommitmentForm(formdata=None, obj=one)
        return form.told_apart(one.id if one else NEW)

    own = [(one, form_of(one)) for one in promised if one.owner_id == plan.rep_id]
    more = form_of(None)
    more.text.label.text = "One more" if own else "The first one"
    return [*own, (None, more)]


def _coaches(plan: Plan, promised: list[Commitment]) -> list[tuple[Person, list[Commitment]]]:
    """What each coach does."""
    coaches: dict[Person, list[Commitment]] = {}
    for one in promised:
        if one.owner_id != plan.rep_id:
            coaches.setdefault(one.owner, []).append(one)
    return list(coaches.items())
