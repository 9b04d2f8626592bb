"""The edge of every request: who asks, may they, carry it out, keep it. One place fetches, one place commits.

A view is declared with the rule that lets people in. The thing in the URL is fetched through the person, so that what is
not theirs is not found; after a write that went well there is one commit.
"""

from __future__ import annotations

from contextlib import suppress
from functools import wraps

from flask import abort, g, redirect, request, session, url_for
from sqlalchemy.exc import DBAPIError
from werkzeug.wrappers import Response

from app.clock import now
from app.db import READS, db, writing
from app.fragments import wants_fragment
from app.once import answer_before, key_in, remember, take_turns
from app.refusals.errors import signed_out
from app.refusals.typed import typed
from reviews import page_links, rules, sessions, signing_in, standing

COOKIE = "sign_in"
NOBODYS = frozenset({"static", "health.show", "feeds.days"})  # whoever asks: the same answer, whatever their cookie says


def load_person() -> None:
    """Before each request: the person whose session the cookie names, or nobody."""
    token = session.get(COOKIE) if request.endpoint not in NOBODYS else None
    signed = signing_in.current(db.session, token, at=now()) if token else None
    g.person, g.session_id, g.one_page = (signed.Person, signed.id, page_links.page_of(signed)) if signed else (None,) * 3
    if signed and request.method == "GET" and sessions.is_long_ago(signed.seen_at, at=now()):
        _note_seen(signed.id)


def _note_seen(session_id: int) -> None:
    """Keep when a session was last in use, now and then. A page that can be read is read also when nothing can be kept."""
    with suppress(DBAPIError), writing() as own:
        sessions.saw(own, session_id, at=now())


def allowed(rule: rules.Rule):
    """Declare who may use a view. The view gets the thing that the rule is about, or nothing when it is about none."""

    def declare(view):
        @wraps(view)
        def guarded(**named):
            if g.person is None and not rule.for_strangers:
                return ask_to_sign_in()
            return carry_out(lambda: view(*fetch(rule, named.pop("id", None)), **named))

        guarded.rule = rule
        return guarded

    return declare


def fetch(rule: rules.Rule, id: int | None) -> tuple:
    """The thing with this id as a tuple of one, empty when the rule is about none; 404 when it is not theirs."""
    thing = standing.find(db.session, rule.about, id) if rule.about else None
    missing = rule.about is not None and thing is None
    if missing or not _within_the_link(rule, thing):
        abort(404)
    g.standing = _stands(thing) if g.person else None
    if not rules.holds(rule, g.standing):
        abort(404)
    return () if thing is None else (thing,)


def _within_the_link(rule: rules.Rule, thing) -> bool:
    """Whether a session that was begun by a link to one page reaches so far; any other does."""
    one_page = g.get("one_page")
    if one_page is None or rule.for_strangers:
        return True
    return rule.by_link and (thing is None or standing.page_of(thing) == one_page)


def _stands(thing) -> standing.Standing:
    """How the person stands to the thing, by a link no more than who is asked."""
    found = standing.of(db.session, g.person, thing)
    return found if g.get("one_page") is None else rules.by_a_link(found)


def carry_out(view) -> Response:
    """Run the view; commit what a write did, and remember its form so that sending it twice does it once.

    What a second click is about may be gone by the first; hence this comes before anything is fetched.
    """
    if request.method in READS:
        return view()
    key, person_id = key_in(request.form), g.person.id if g.person else None
    take_turns(db.session, key)
    if before := answer_before(db.session, key, person_id):
        return before
    answer = view()
    if isinstance(answer, Response) and answer.status_code == 303:
        remember(db.session, key, person_id, answer.location, now())
        db.session.commit()
    elif isinstance(answer, Response) and answer.is_json and answer.status_code == 200:  # a form that saves itself
        db.session.commit()
    return answer


def ask_to_sign_in() -> Response:
    """To the sign-in page, and from there back to the page that was asked for. What a form held stays on a page, to be sent
    once its sender is back."""
    form = typed()
    if wants_fragment() or form and (form.boxes or form.rest):
        return signed_out()
    back = request.full_path.rstrip("?") if request.method in READS else None
    return redirect(url_for("signing_in.show", back=back), 303)
