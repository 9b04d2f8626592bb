"""The stage of this phase in the meeting room, and the page of the decision: the themes with the room's dots, then the one item."""

from __future__ import annotations

from flask import g

from app.attending import attending
from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.decisions import DecisionForm, OwnDissentForm, WithdrawalForm
from app.forms.dots import RevealForm
from app.forms.reviews import ClosingForm
from app.fragments import wants_fragment
from app.pages import sees
from reviews import cards, choosing, rules
from reviews.meetings import Review
from reviews.presence import NOBODY, Attendance
from reviews.queries.themes import decisions_of, parked_in, withdrawn_of
from reviews.ranking import RULE, Ranking
from reviews.tally import Tally, compared, tally


def context(review: Review, *, acts: bool, wrong: Form | None = None) -> dict[str, object]:
    """What its page shows. `wrong` is the form that came back refused."""
    if review.decided_at and (wants_fragment() or not isinstance(wrong, DecisionForm)):
        return record(review, wrong)  # a script keeps the words of a form that is gone
    decides = acts and review.meeting.leads_id == g.person.id
    return choice(review, wrong, decides=decides, on_wall=not acts) | {"closing_form": _own(wrong, ClosingForm) or ClosingForm(formdata=None)}


def choice(review: Review, wrong: Form | None = None, *, decides: bool, on_wall: bool = False) -> dict[str, object]:
    """The themes in their order with the dots and, for whoever `decides`, the item beside them; on the wall nothing that not all may read."""
    is_over = bool(review.closed_at or review.meeting.closed_at)
    decides = decides and not is_over
    obstacle = choosing.in_the_way(db.session, review, now()) if decides else ""
    ranking = cards.ranking(db.session, review, g.person, for_all=on_wall)
    room = attending(review.meeting) if review.taken_up_at else NOBODY
    dots = tally(db.session, review, g.person, room) if review.taken_up_at else Tally(revealed=False)
    words = decides and review.taken_up_at and not obstacle and ranking.places
    return {
        "ranking": ranking, "rule": RULE, "obstacle": obstacle, "decides": decides, "tally": dots, "compared": compared(ranking, dots.sums),
        "places_dots": bool(review.taken_up_at and not is_over and sees(rules.HAVE_A_SAY)), "is_open": cards.is_open_to(review, g.person),
        "decision_form": _decision_form(review, wrong, ranking, room) if words else None,
        "leader": "" if decides or is_over else (review.meeting.room.lead or review.meeting.facilitator).first,
        "to_copy": wrong.text.data if isinstance(wrong, OwnDissentForm) else "",
        "reveal_form": _own(wrong, RevealForm) or RevealForm.of(ranking, dots, formdata=None), "withdrawn": db.session.scalars(withdrawn_of(review)).all()}


def record(review: Review, wrong: Form | None = None) -> dict[str, object]:
    """What was decided, and what was before and is withdrawn."""
    (decision, plan_id, published_at, may_open), *withdrawn = db.session.execute(decisions_of(review, g.person)).all()
    says = sees(rules.HAVE_A_SAY) and not review.meeting.closed_at
    return {
        "decision": decision, "plan_id": plan_id, "published_at": published_at, "may_open": may_open,
        "withdrawn": [row.Decision for row in withdrawn],
        "parked": db.session.execute(parked_in(review)).all() if sees(rules.PARKED) else [],
        "to_copy": wrong.note.data if isinstance(wrong, ClosingForm) else "",
        "withdrawal_form": _own(wrong, WithdrawalForm) or WithdrawalForm(formdata=None),
        "dissent_form": (_own(wrong, OwnDissentForm) or OwnDissentForm.of(decision, g.person, formdata=None)) if says else None}


def _decision_form(review: Review, wrong: Form | None, ranking: Ranking, room: Attendance) -> DecisionForm:
    """The one that came back keeps its words; whoever fills it in, and all who are in the room, were there."""
    if form := _own(wrong, DecisionForm):
        return form
    people = sorted({*room.here, *room.gone, *room.missing} - {review.rep}, key=lambda person: (person.name, person.id))
    return DecisionForm.of(ranking, people, here={*room.here, g.person} - {review.rep}, formdata=None)


def _own(wrong: Form | None, kind: type[Form]) -> Form | None:
    """The form that came back, where it is of this kind."""
    return wrong if isinstance(wrong, kind) else None
