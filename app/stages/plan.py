"""Plan, in the meeting room: who does what, how one will know, and what the draft still lacks. It ends as a draft, never with a mail."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g

from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.commitments import CommitmentForm
from app.forms.plans import DRAFT_PARTS, CauseForm, PartForm
from app.pages import sees
from app.plan_pages import days_ahead, functions, measured, owner_form, with_coaches
from reviews import drafting, plan_people, publishing, rules
from reviews.commitments import Commitment
from reviews.measures import FREQUENCIES, FREQUENCY, NUMBER
from reviews.meetings import Review
from reviews.people import Person
from reviews.plans import DRAFT, Plan, today_of
from reviews.publishing import COACHS_COMMITMENT, REPS_COMMITMENT

Owners = list[tuple[Person, str]]


def context(review: Review, *, acts: bool, wrong: Form | None = None) -> dict[str, object]:
    """The draft as the room has it: everybody reads all of it, and writes what is theirs."""
    plan = drafting.plan_of(db.session, review) if sees(rules.DRAFT_IN_ROOM) else None
    if plan is None:
        return {"plan": None}
    today, owners = today_of(plan, now()), plan_people.owners(plan)
    missing = drafting.lacks(plan, today)
    acts = acts and plan.state == DRAFT
    drafts = acts and sees(rules.DRAFT_PLAN)
    return {"plan": plan, "missing": missing, "drafts": drafts, "scale": FREQUENCIES, "functions": functions(owners),
            "owners": _by_owner(plan), "wordings": _wordings(plan, owners, wrong) if acts else {},
            "new": _new(plan, owners, missing, wrong) if acts and sees(rules.COMMIT) else None,
            "forms": _parts(plan, owners, wrong) if drafts else {}, "talk_by": drafting.talk_by(plan),
            "figures": measured(plan), **days_ahead(plan, today)}


def _by_owner(plan: Plan) -> list[tuple[Person, list[Commitment]]]:
    """Who does what: the rep first, then each coach."""
    found: dict[Person, list[Commitment]] = {}
    for one in publishing.by_owner(plan, plan.commitments):
        found.setdefault(one.owner, []).append(one)
    return list(found.items())


def _new(plan: Plan, owners: Owners, missing: dict[str, str], wrong: Form | None) -> CommitmentForm:
    """The form for one more: one's own, or for whoever leads and notes it, that of whom the draft lacks."""
    if isinstance(wrong, CommitmentForm) and wrong.about is None:
        return wrong
    form = owner_form(plan, owners, formdata=None)
    leads = plan.review.meeting.leads_id == g.person.id
    form.owner_id.data = _lacking(plan, missing) if leads else g.person.id
    return form


def _lacking(plan: Plan, missing: dict[str, str]) -> int:
    return plan.manager_id if COACHS_COMMITMENT in missing and REPS_COMMITMENT not in missing else plan.rep_id


def _wordings(plan: Plan, owners: Owners, wrong: Form | None) -> dict[int, CommitmentForm]:
    """A form for each commitment that the person may word: the owner's own, all for whoever writes the draft."""
    found = {}
    for one in plan.commitments:
        if isinstance(wrong, CommitmentForm) and wrong.about is one:
            found[one.id] = wrong.told_apart(one.id)
        elif one.owner_id == g.person.id or sees(rules.DRAFT_PLAN):
            found[one.id] = owner_form(plan, owners, obj=one, formdata=None).told_apart(one.id)
    return found


def _parts(plan: Plan, owners: Owners, wrong: Form | None) -> dict[str, PartForm]:
    """The form of each part of the draft. The measure has two, as it is and as it could be instead."""
    found = {}
    for part, form in DRAFT_PARTS.items():
        found[part] = wrong if isinstance(wrong, form) else _fresh(form, plan)
    with_coaches(found["coach"], [(person, function) for person, function in owners if person.id != plan.rep_id])
    other = NUMBER if plan.measure_kind == FREQUENCY else FREQUENCY
    found[other].told_apart("instead")
    return found


def _fresh(form: type[PartForm], plan: Plan) -> PartForm:
    """As the plan is; a figure of the one kind means nothing in the other."""
    made = form.of(plan, formdata=None)
    if getattr(made, "kind", plan.measure_kind) != plan.measure_kind:
        made.baseline.data = made.target.data = None
    return made
