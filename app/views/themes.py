"""The board of a review: merging observations into themes."""

from __future__ import annotations

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response

from app import stages
from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.themes import ASIDE, NEW, MoveForm, OtherForm, SuggestionForm, TitleForm
from app.guards import allowed
from app.pages import page
from app.stages import merge
from reviews import cards, parking, placing, rules, themes
from reviews.board import ParkedTheme, Theme
from reviews.cards import Board
from reviews.errors import Refused
from reviews.meetings import Review
from reviews.rooms import MERGE

bp = Blueprint("themes", __name__)


@bp.get("/reviews/<int:id>/board")
@allowed(rules.SEE_REVIEW)
def board(review: Review):
    return page("themes/board.html", form=MoveForm(), review=review, **merge.context(review, acts=True))


@bp.post("/reviews/<int:id>/placements")
@allowed(rules.MERGE)
def place(review: Review):
    return _move(review, MoveForm())


@bp.post("/reviews/<int:id>/placements/<int:card>")
@allowed(rules.MERGE)
def place_one(review: Review, card: int):
    form = MoveForm()
    if card not in (form.observation.data or []):  # one of several that are chosen takes the others along
        form.observation.data = [card]
    return _move(review, form)


@bp.post("/reviews/<int:id>/suggestions")
@allowed(rules.MERGE)
def answer(review: Review):
    seen, form = _board(review), SuggestionForm()
    groups = form.asked(seen)
    if groups and form.carry_out(_take if form.take.data else _leave_apart, review, groups, seen):
        return _to_board(review, groups[0].members[0])
    return _page(review, form)


@bp.post("/reviews/<int:id>/undoing")
@allowed(rules.MERGE)
def undo(review: Review):
    form = OtherForm()
    if form.validate_on_submit() and form.carry_out(
            themes.undo, review, step_id=form.other.data, by=g.person, at=now()):
        return _to_board(review)
    return _page(review, form)


@bp.route("/themes/<int:id>/title", methods=["GET", "POST"])
@allowed(rules.MERGE_THEME)
def rename(theme: Theme):
    form = TitleForm(theme)
    if form.validate_on_submit() and form.carry_out(
            themes.rename, theme, title=form.title.data, seen=form.version.data, by=g.person, at=now()):
        return _to_board(theme.review)
    return stages.answer(theme.review, MERGE, wrong=form) or page("themes/title.html", form=form, theme=theme, review=theme.review)


@bp.post("/themes/<int:id>/joining")
@allowed(rules.MERGE_THEME)
def join(theme: Theme):
    return _with_other(theme, Theme, lambda other: themes.join(theme, into=other, by=g.person, at=now()))


@bp.post("/themes/<int:id>/comeback")
@allowed(rules.MERGE_THEME)
def bring_back(theme: Theme):
    return _with_other(theme, ParkedTheme, lambda parked: parking.bring_back(theme, parked, by=g.person, at=now()))


def _board(review: Review) -> Board:
    return cards.board(db.session, review, g.person)


def _move(review: Review, form: MoveForm) -> Response:
    seen = _board(review)
    if form.validate_on_submit() and form.carry_out(_put, review, form, seen):
        return _to_board(review, form.observation.data[0])
    return _page(review, form)


def _put(review: Review, form: MoveForm, seen: Board) -> None:
    ids, to = form.destination(seen)
    if not seen.ids.issuperset(ids):
        raise Refused(placing.NOT_THERE, "observation")
    told = {"by": g.person, "at": now(), "proposed": seen.proposal}
    if to == NEW:
        themes.make(review, ids, **told)
    else:
        themes.place(review, ids, theme=_found(Theme, to) if isinstance(to, int) else None, aside=to == ASIDE, **told)


def _take(review: Review, groups: list, seen: Board) -> None:
    themes.take(review, groups, by=g.person, at=now(), proposed=seen.proposal)


def _leave_apart(review: Review, groups: list, seen: Board) -> None:
    members = [key for group in groups for key in group.members]
    themes.place(review, members, theme=None, by=g.person, at=now(), proposed=seen.proposal)


def _with_other(theme: Theme, kind: type, verb) -> Response:
    form = OtherForm()
    if form.validate_on_submit() and form.carry_out(lambda: verb(_found(kind, form.other.data))):
        return _to_board(theme.review)
    return _page(theme.review, form)


def _found(kind: type, id: int):
    thing = db.session.get(kind, id)
    if thing is None:
        raise Refused(themes.THEME_GONE, "to")
    return thing


def _to_board(review: Review, card: int | None = None) -> Response:
    return stages.answer(review, MERGE) or redirect(url_for("themes.board", id=review.id, _anchor=f"card-{card}" if card else None), 303)


def _page(review: Review, form: Form) -> Response:
    """The room, where the form was sent from there, or the board, as it stands now; the refusal stands above it."""
    return stages.answer(review, MERGE, wrong=form) or page(
        "themes/board.html", form=form, review=review, **merge.context(review, acts=True, wrong=form))
