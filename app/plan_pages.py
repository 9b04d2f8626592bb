"""The two pages of a plan: the draft, on which each part is filled in, and what was published."""

from __future__ import annotations

from datetime import date
from functools import partial

from flask import g
from sqlalchemy import Row
from werkzeug.wrappers import Response

from app.chart import drawn
from app.clock import now
from app.coaching_part import coaching_on_page
from app.db import db
from app.forms.base import Form, people_choices
from app.forms.commitments import CommitmentForm
from app.forms.plans import DRAFT_PARTS, AcknowledgementForm, PartForm
from app.helping_part import help_on_page
from app.pages import page, sees
from reviews import (
    checkins,
    coach_cards,
    coached,
    coaching_quality,
    commitments,
    comparing,
    departures,
    measures,
    plan_people,
    plans,
    publishing,
    rules,
    tracking,
)
from reviews.checkins import CheckIn, Entry
from reviews.coming import coming
from reviews.days import check_in_dates, day_of
from reviews.due_days import due_days
from reviews.facts import Facts, facts_of
from reviews.measures import FREQUENCIES, FREQUENCY, NUMBER
from reviews.people import Person
from reviews.plans import Plan, PlanVersion
from reviews.queries.coaching import present_with_coaching
from reviews.queries.plans import whole
from reviews.queries.tracking import check_ins_of
from reviews.trail import trail
from reviews.two_lines import two_lines
from reviews.voices import first_goal

DAYS = frozenset(("starts_on", "ends_on", "due_on", "on"))


def draft_page(plan: Plan, *, measure: str = "", wrong: Form | None = None) -> Response:
    """The draft with a form for each part. `wrong` is the one that was sent and came back; the others are fresh."""
    db.session.scalars(whole(plan)).unique().one()
    today, owners = plans.today_of(plan, now()), plan_people.owners(plan)
    kind = wrong.kind if hasattr(wrong, "kind") else measure or plan.measure_kind
    forms = _fresh_forms(plan, owners) | {"measure": _measure_form(plan, kind)}
    return page(
        "plans/draft.html", form=wrong, forms=forms | _in_its_place(wrong), plan=plan, starts=today,
        missing=publishing.missing(plan, today), functions=functions(owners), is_manager=plans.is_manager(plan, g.person),
        promised=publishing.by_owner(plan, plan.commitments), before=goal_of_before(plan), **days_ahead(plan, today))


def published_page(plan: Plan, *, wrong: Form | None = None) -> Response:
    """What was published, as its reader may see it: the rep reads "what I do", the others "what Ana does"."""
    db.session.scalars(whole(plan)).unique().one()
    today = plans.today_of(plan, now())
    stood = plans.today_of(plan, plan.closed_at) if plan.closed_at else today  # nothing gets later once it is closed
    rows = db.session.execute(present_with_coaching(plan, *coached.around(plan))).all()
    return page(
        "plans/show.html", form=wrong, reading=wrong if isinstance(wrong, AcknowledgementForm) else AcknowledgementForm(formdata=None),
        plan=plan, scale=FREQUENCIES, now=rows[0], **coaching_on_page(plan, rows, today, wrong), **help_on_page(plan, rows, today, wrong),
        functions=functions(plan_people.owners(plan)),
        asks_about_coaching=not coaching_quality.why_not(plan, g.person, at=now()),
        is_rep=g.person.id == plan.rep_id, is_manager=plans.is_manager(plan, g.person),
        left_behind=departures.left_behind, coach_left=departures.who_checked_in(plan), holders=coach_cards.holders(plan),
        near_its_end=plans.verdict_may_be_given(plan, today),
        **_course(plan, rows[0], stood), **_promises(plan, stood), **measured(plan))


def version_page(plan: Plan, version: PlanVersion, before: PlanVersion | None = None) -> Response:
    """What a version said when it was published, and what is different from the one before it."""
    changes = comparing.changes(before.content, version.content) if before else []
    return page("plans/version.html", plan=plan, version=version, said=_dated(version.content), changes=changes)


def owner_form(plan: Plan, owners: list[tuple[Person, str]] | None = None, **options) -> CommitmentForm:
    """A form for one commitment: for everybody who may own it where the person writes the draft, for themselves in the room."""
    owners = plan_people.owners(plan) if owners is None else owners
    drafts = sees(rules.DRAFT_PLAN)
    return CommitmentForm(**options).offer([one for one in owners if drafts or one[0].id == g.person.id])


def part_form(part: str, plan: Plan) -> PartForm:
    """The form of one part of the draft, as it was sent."""
    form = DRAFT_PARTS[part].of(plan)
    return with_coaches(form, plan_people.coaches(plan)) if part == "coach" else form


def with_coaches(form: PartForm, coaches: list[tuple[Person, str]]) -> PartForm:
    """The form of who checks in, with those who may."""
    form.coach_id.choices = people_choices(coaches)
    return form


def goal_of_before(plan: Plan) -> str:
    """The goal, as long as it is what the rep said before the meeting and no talk was held."""
    return plan.goal if plan.goal and not plan.talked_on and plan.goal == first_goal(plan.review) else ""


def functions(owners: list[tuple[Person, str]]) -> dict[int, str]:
    """From which function each of them sees, by person."""
    return {person.id: function for person, function in owners}


def days_ahead(plan: Plan, starts: date) -> dict[str, list]:
    """The days and check-ins of a draft, were it published then."""
    return {"days": _days(plan, starts), "marks": [{"day": day, "on": on, "state": "ahead"} for day, on in check_in_dates(starts)]}


def measured(plan: Plan) -> dict[str, object]:
    """Before and target for the drawing, words of the scale or numbers; and how a figure of a check-in is said."""
    figures = {"before": plan.baseline, "target": plan.target}
    drawn = {name: _said(plan, value) if plan.measure_kind == FREQUENCY else measures.plain(value) for name, value in figures.items()}
    return drawn | {"said": partial(_said, plan)}


def _fresh_forms(plan: Plan, owners: list[tuple[Person, str]]) -> dict[str, Form]:
    forms = {part: form.of(plan, formdata=None) for part, form in DRAFT_PARTS.items() if part not in (FREQUENCY, NUMBER)}
    with_coaches(forms["coach"], [(person, function) for person, function in owners if person.id != plan.rep_id])
    return forms | {"commitment": CommitmentForm(formdata=None).offer(owners)}


def _in_its_place(wrong: Form | None) -> dict[str, Form]:
    """The form that came back, under the name of the part it is about."""
    places = {CommitmentForm: "commitment", DRAFT_PARTS[FREQUENCY]: "measure", DRAFT_PARTS[NUMBER]: "measure"}
    places |= {form: part for part, form in DRAFT_PARTS.items() if part not in (FREQUENCY, NUMBER)}
    return {places[type(wrong)]: wrong} if type(wrong) in places else {}


def _measure_form(plan: Plan, kind: str) -> PartForm:
    """How often, or a number: a figure of the one kind means nothing in the other."""
    kind = kind if kind in (FREQUENCY, NUMBER) else plan.measure_kind
    form = DRAFT_PARTS[kind].of(plan, formdata=None)
    if kind != plan.measure_kind:
        form.baseline.data = form.target.data = None
    return form


def _dated(kept):
    """Kept data with its days as days again."""
    if isinstance(kept, dict):
        return {name: date.fromisoformat(value) if name in DAYS else _dated(value) for name, value in kept.items()}
    return [_dated(value) for value in kept] if isinstance(kept, list) else kept


def _days(plan: Plan, starts) -> list:
    return [day_of(starts, nth) for nth in range(1, plan.length + 1)]


def _course(plan: Plan, present: Row, today: date) -> dict[str, object]:
    """The days of the plan, how it stands today, or stood when it was closed, what is next, and what was seen at its check-ins."""
    made = db.session.scalars(check_ins_of([plan.id])).unique().all()
    known = facts_of(plan, made, plan.commitments)
    return {"days": _days(plan, plan.starts_on), "day_number": plans.day_number(plan, today),
            "marks": tracking.marks(known, today), "dues": due_days(known, today, closed=plan.closed_at is not None), "looks": _looks(plan, made, today),
            "state": None if plan.closed_at else tracking.state(known, today), **lines_on_page(plan, known, today),
            "coming": None if plan.closed_at else coming(plan, made, present, g.person, today)}


def lines_on_page(plan: Plan, known: Facts, today: date) -> dict[str, object]:
    """The two lines of the check-ins and their drawing, as far as the reader may read them."""
    side = None if plan.closed_at else checkins.side_of(plan, g.person)  # once it is closed each side reads all
    lines = two_lines(known, side, today, plan.measure_unit)
    return {"lines": lines, "drawn": drawn(lines)}


def _looks(plan: Plan, made: list[CheckIn], today: date) -> list[tuple[CheckIn, list[Entry], bool]]:
    """Each check-in that was looked at or can be now: what its reader may read of it, and whether it is theirs to write."""
    side = checkins.side_of(plan, g.person)
    found = [(one, checkins.readable(one, g.person, today), bool(side) and not checkins.why_not(one, side, today)) for one in made]
    return [(one, entries, mine) for one, entries, mine in found if entries or mine]


def _promises(plan: Plan, today: date) -> dict[str, list]:
    """What the rep does and what each coach does, each commitment with its turns and what happened to it."""
    own, coaches = [], {}
    for commitment in publishing.by_owner(plan, plan.commitments):
        whose = own if commitment.owner_id == plan.rep_id else coaches.setdefault(commitment.owner, [])
        whose.append((commitment, commitments.turns(commitment, today), trail(commitment)))
    return {"own": own, "coaches": list(coaches.items())}


def _said(plan: Plan, figure: float) -> str:
    return measures.said(plan.measure_kind, figure, plan.measure_unit)
