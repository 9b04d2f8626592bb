"""The meeting room's page: the bar, the stage of the phase it is in, and who is here; and the way back to it from every act.

One way to render: first paint, live update and a page without JavaScript are the same block. `ACTS` are the routes that are used
from the room; their addresses carry the place they were used at, and so their answers lead back there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import Flask, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.attending import attending
from app.clock import now
from app.db import db
from app.forms.base import Form
from app.fragments import fragment, wants_fragment
from app.pages import UNPROCESSABLE
from app.stages import choose, diagnose, look_back, merge, plan, read
from reviews import leading, rules, standing
from reviews.leading import Place
from reviews.meetings import Meeting, Review
from reviews.queries.meetings import turns_of
from reviews.rooms import CHOOSE, DIAGNOSE, LOOK_BACK, MERGE, PHASES, PLAN, READ, clock

CONTEXTS = {LOOK_BACK: look_back.in_room, READ: read.context, MERGE: merge.in_room, CHOOSE: choose.context,
            DIAGNOSE: diagnose.context, PLAN: plan.context}
ACTS = frozenset((
    "meetings.close", "reviews.close", "verdicts.create",
    "said.create", "said.correct", "reading.tick", "reading.see_too", "reading.still_see",
    "themes.place", "themes.place_one", "themes.answer", "themes.undo", "themes.rename", "themes.join", "themes.bring_back",
    "decisions.create", "decisions.dissent", "decisions.withdraw", "dots.place", "dots.reveal",
    "plans.diagnose", "plans.revise", "commitments.create", "commitments.edit", "commitments.remove", "commitments.accept",
))
FROM = "room"


def prepare(app: Flask) -> None:
    app.url_defaults(_from_here)


def came_from() -> Place | None:
    """The place of a room at which the request was made, None where it was made elsewhere."""
    return Place.read(request.args.get(FROM, ""))


def answer(review: Review, phase: str, *, wrong: Form | None = None, always: bool = False) -> Response | None:
    """Back to the room, where the request came from there: to its page with the form that was refused, or on. Else None, but
    `always` to the room those who have no other page for it."""
    at = came_from() or (Place(review.id, phase) if always else None)
    if at is None:
        return None
    if wrong is None:
        return to_room(review.meeting, at)
    return room_page(review.meeting, at=Place(review.id, phase), wrong=wrong)


def in_room(review: Review, *, wrong: Form | None = None) -> Response:
    """The same for what is done nowhere else: to the place of the room where it was done, whatever the address says."""
    at = came_from() or Place(review.id, READ)
    if wrong is None:
        return to_room(review.meeting, at)
    return room_page(review.meeting, at=at if at.review_id == review.id else Place(review.id, READ), wrong=wrong)


def review_on_table(rep_id: int) -> Review | None:
    """The review of this rep in whose room a form about something else of theirs was sent, if the person is in that room."""
    at = came_from()
    review = standing.find(db.session, Review, at.review_id) if at else None
    there = review and review.rep_id == rep_id and rules.holds(rules.ROOM, standing.of(db.session, g.person, review))
    return review if there else None


def to_room(meeting: Meeting, at: Place | None = None) -> Response:
    """To the room; and there to the place where somebody looks by themselves, if it is not where the room is."""
    turned = at and at != leading.place_of(meeting, _turns(meeting))
    return redirect(url_for("rooms.show", id=meeting.id, at=str(at) if turned else None), 303)


def room_page(meeting: Meeting, *, at: Place | None = None, wall: bool = False, wrong: Form | None = None) -> Response:
    """The room as it stands, or as it looks at another place; a script gets the block that changes, all others the page."""
    turns = _turns(meeting)
    place = leading.place_of(meeting, turns)
    shown = at if at and any(turn.id == at.review_id and turn.taken_up_at for turn in turns) else place
    here = attending(meeting)
    facts = {"meeting": meeting, "turns": turns, "room_place": place, "place": shown, "attendance": here, "wall": wall, "form": wrong,
             "leads": meeting.leads_id == g.person.id and not wall and not meeting.closed_at, "phases": PHASES,
             "onward": leading.after(place, turns) if place else None, "backward": leading.before(place, turns) if place else None,
             "why_not": leading.why_not, "opening": leading.opening, "now": now(), "is_early": leading.is_early(meeting, now())}
    facts |= _stage(meeting, next((turn for turn in turns if shown and turn.id == shown.review_id), None), shown, facts)
    made = fragment("room/show.html", "room", **facts) if wants_fragment() else render_template("room/show.html", **facts)
    return make_response(made, UNPROCESSABLE if wrong is not None and (wrong.errors or wrong.form_errors) else 200)


def _stage(meeting: Meeting, turn: Review | None, shown: Place | None, facts: dict[str, object]) -> dict[str, object]:
    """What stands on the stage; nothing for the rep who is on the table, and before and after the meeting (law 9)."""
    if turn is None or meeting.closed_at or not turn.taken_up_at:
        return {"review": turn, "own": False, "stage": None}
    review = standing.find(db.session, Review, turn.id)
    g.standing = standing.of(db.session, g.person, review)
    if review.rep_id == g.person.id:
        left = clock(turn, now()).left
        return {"review": review, "own": True, "stage": None, "back_at": now() + timedelta(seconds=left) if left > 0 else None}
    g.room_place = str(shown)
    acts = not facts["wall"]
    return {"review": review, "own": False, "stage": f"room/stages/{shown.phase.replace(' ', '_')}.html", "acts": acts,
            "clock": clock(turn, now()), **CONTEXTS[shown.phase](review, acts=acts, wrong=facts["form"])}


def _turns(meeting: Meeting) -> Sequence[Review]:
    return db.session.scalars(turns_of(meeting)).all()


def _from_here(endpoint: str, values: dict[str, object]) -> None:
    """On a page of the room, the addresses of its acts say where they were used."""
    if endpoint in ACTS and g.get("room_place"):
        values.setdefault(FROM, g.room_place)
