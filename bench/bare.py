"""What a page costs that does nothing: forty rows in a plain template, from five queries for columns. The measure of the rest.

And for those who look whether something is new: an answer that says no, and knows it without looking.
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, render_template
from jinja2 import DictLoader
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from werkzeug.test import EnvironBuilder

from reviews.checkins import CheckIn
from reviews.commitments import Commitment
from reviews.meetings import Review
from reviews.people import Person
from reviews.plans import Plan

ROWS = 40
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bare</title></head><body><h1>Bare</h1>
<table><thead><tr><th>Name</th><th>Plan</th><th>Review</th><th>Check-in</th><th>Commitment</th></tr></thead><tbody>
{% for person, plan, review, check_in, commitment in rows %}
<tr><th><a href="/plans/{{ plan.id }}">{{ person.name }}</a> {{ person.email }}</th>
  <td>{{ plan.goal }}, from {{ plan.starts_on }}</td><td>{{ review.position }}, {{ review.minutes }} minutes</td>
  <td>day {{ check_in.day }}, {{ check_in.due_on }}</td><td>{{ commitment.text }} {{ commitment.due_on or "weekly" }}</td></tr>
{% endfor %}
</tbody></table></body></html>"""


def bare_app(engine: Engine) -> Flask:
    """An app with that one page."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({"bare.html": PAGE})

    @app.get("/")
    def show():
        with Session(engine) as session:
            found = [session.execute(query.limit(ROWS)).all() for query in _queries()]
        return render_template("bare.html", rows=list(zip(*found, strict=True)))

    return app


def unchanged_app() -> Flask:
    """An app that says to everybody, whatever they ask for, that nothing is new."""
    app = Flask("bare")

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def show(path: str):
        return "", HTTPStatus.NOT_MODIFIED

    return app


def question() -> dict:
    """What asks for it."""
    return EnvironBuilder(path="/").get_environ()


def _queries():
    yield select(Person.id, Person.name, Person.email, Person.function).order_by(Person.id)
    yield select(Plan.id, Plan.rep_id, Plan.goal, Plan.starts_on).order_by(Plan.id)
    yield select(Review.id, Review.rep_id, Review.position, Review.minutes).order_by(Review.id)
    yield select(CheckIn.id, CheckIn.plan_id, CheckIn.day, CheckIn.due_on).order_by(CheckIn.id)
    yield select(Commitment.id, Commitment.plan_id, Commitment.text, Commitment.due_on).order_by(Commitment.id)
