"""Look back: what became of the last plan, what the rep says, and what was parked and comes back."""

from __future__ import annotations

from flask import g

from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.verdicts import VerdictForm
from app.pages import readable_voice, sees
from reviews import plans, rules, still_seen, verdicts, voices
from reviews.lookback import LookBack, look_back
from reviews.meetings import Review
from reviews.queries.themes import parked_before


def context(review: Review, *, acts: bool, wrong: Form | None = None) -> dict[str, object]:
    """What its page shows. `wrong` is the form that came back refused."""
    back = look_back(db.session, review, reader=g.person, at=now()) if sees(rules.LOOK_BACK) else None
    form = _verdict_form(review, back, wrong) if acts and back else None
    parked = db.session.execute(parked_before(review)).all() if sees(rules.PARKED) else []
    return {"back": back, "voice": readable_voice(review), "parked": parked,
            "echoes": still_seen.echoes(db.session, review, g.person, [one.id for one in parked]),
            "runs_on": acts and _runs_on(review, back),
            "verdict_form": form, "word_of": verdicts.word_of(back.plan, g.person) if form else None,
            "unsaid": wrong.reason.data if isinstance(wrong, VerdictForm) and not form else ""}


def in_room(review: Review, *, acts: bool, wrong: Form | None = None) -> dict[str, object]:
    """The same. Where nobody acts, on the wall, stand no words of the rep that not everybody in the meeting may read (law 7)."""
    shown = context(review, acts=acts, wrong=wrong)
    for_this_screen = acts or shown["voice"] and voices.is_for_all(review)
    return shown if for_this_screen else shown | {"voice": None}


def _runs_on(review: Review, back: LookBack | None) -> bool:
    """Whether it ends here, because the plan runs on."""
    return bool(back and back.runs and not back.verdict_can_be_given and not review.decided_at and not review.closed_at
                and sees(rules.LEAD_REVIEW))


def _verdict_form(review: Review, back: LookBack, wrong: Form | None) -> VerdictForm | None:
    """The form of the verdict for whose it is to give, or for the facilitator on the manager's word (law 2)."""
    if not (back.verdict_can_be_given and back.is_given_by(g.person)):
        return None
    mine = plans.is_manager(back.plan, g.person)
    if not mine and (review.decided_at or review.closed_at or review.meeting.facilitator_id != g.person.id):
        return None
    form = wrong if isinstance(wrong, VerdictForm) else VerdictForm.of(back.plan, today=back.today, formdata=None)
    form.shown.data = form.shown.data or back.evidence.fingerprint
    return form
