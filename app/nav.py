"""The way around: which places stand in the masthead for this person."""

from __future__ import annotations

from collections.abc import Iterator

from flask import g, request, url_for

from app import own_page
from app.db import db
from app.fragments import wants_fragment
from reviews.people import Person
from reviews.queries.places import places_of


def load_places() -> None:
    """Before a page: what this person has to do where, and the clock they live by. One statement; none for a part of a page,
    which has no masthead."""
    g.places = db.session.execute(places_of(g.person)).one() if g.person and not wants_fragment() else None
    g.zone = (g.places.zone if g.places else None) or "UTC"


def places(person: Person) -> list[tuple[str, str, bool]]:
    """(label, address, whether it is the current one) of each place, most used first; those a link to one page opens."""
    found = _by_link() if g.one_page else _places(person)
    return [(label, address, request.path == address) for label, address in found]


def _by_link() -> Iterator[tuple[str, str]]:
    yield "My page", url_for("today.show")
    if review := own_page.own_review():
        yield "Two questions", url_for("voices.show", id=review)
    yield "Who sees what", url_for("about.who_sees_what")


def _places(person: Person) -> Iterator[tuple[str, str]]:
    at = g.places
    yield "Today", url_for("today.show")
    if at.own_plan:
        yield "My plan", url_for("plans.show", id=at.own_plan)
    if at.runs_a_team or at.is_asked or person.is_leader:
        yield "Meetings", url_for("meetings.index")
    if at.runs_a_team or at.coaches or person.is_leader:
        yield "Follow-up", url_for("plans.index")
    if person.is_admin or at.runs_a_team:
        yield "Teams", url_for("teams.index")
    if person.is_admin:
        yield "People", url_for("people.index")
        yield "Letters", url_for("letters.of_all")
        yield "Health", url_for("health.details")
    yield "Who sees what", url_for("about.who_sees_what")
