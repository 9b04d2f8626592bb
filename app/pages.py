"""How a page is answered, and the few words that every template may use."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace

from flask import Flask, current_app, g, make_response, render_template, request
from werkzeug.wrappers import Response

from app.clock import now
from app.nav import places
from app.once import once_key
from app.strip import ticks
from reviews import days, rules, standing
from reviews.leading import Place
from reviews.meetings import Review
from reviews.outcomes import what_then
from reviews.tables import MOST_BYTES
from reviews.voices import Voice

UNPROCESSABLE = 422


def page(template: str, *, form=None, **context) -> Response:
    """Render a page; one with errors in its form answers 422 and keeps what was typed."""
    wrong = form is not None and (form.errors or form.form_errors)
    return make_response(render_template(template, form=form, **context), UNPROCESSABLE if wrong else 200)


def prepare(app: Flask) -> None:
    """Give the templates dates in words, what the person may see, and their components."""
    env = app.jinja_env
    ui = SimpleNamespace()  # there before the first component is loaded, because they call each other through it
    env.globals.update(ui=ui, once_key=once_key, upload_limit=MOST_BYTES, today=today, sees=sees, rules=rules, ticks=ticks,
                       Place=Place, what_then=what_then)
    env.filters.update(day=day, long_day=long_day, clock=clock, period=days.period_name,
                       local_day=days.local_day, typed=typed_moment)
    for name in sorted(env.list_templates(filter_func=lambda name: name.startswith("ui/"))):
        vars(ui).update(vars(env.get_template(name).module))
    app.context_processor(surroundings)


def surroundings() -> dict[str, object]:
    """What stands around every page: who is signed in, where they can go, whether this is the demo."""
    person = g.get("person")
    return {"me": person, "nav": places(person) if person and g.get("places") else [], "demo": current_app.config["DEMO"],
            "by_link": g.get("one_page") is not None}


def asked_page() -> int:
    """The page of a long list that the address asks for."""
    return request.args.get("page", 1, type=int)


def sees(rule: rules.Rule) -> bool:
    """Whether the person may see this of the thing the page is about."""
    return rules.holds(rule, g.standing)


def readable_voice(review: Review) -> Voice | None:
    """What the rep said before the meeting, where the person may read it."""
    voice = review.voice
    return voice if voice and rules.holds(rules.VOICE, standing.to_voice(g.standing, g.person, voice)) else None


def zone() -> str:
    """The time zone that the page's times are told in: that of the team it is about."""
    return getattr(g.get("standing"), "zone", "") or g.get("zone") or "UTC"


def today() -> date:
    """Today where the team is."""
    return days.local_day(now(), zone())


def day(value: date | datetime) -> str:
    """Mon 23 Nov"""
    return days.in_words(_local_day(value))


def long_day(value: date | datetime) -> str:
    """Monday 23 November 2026"""
    return days.in_full(_local_day(value))


def clock(value: datetime) -> str:
    """16:42"""
    return f"{days.at_home(value, zone()):%H:%M}"


def typed_moment(value: datetime) -> str:
    """2026-11-23T16:42, as a field for a date and a time holds it."""
    return f"{days.at_home(value, zone()):%Y-%m-%dT%H:%M}"


def _local_day(value: date | datetime) -> date:
    return days.local_day(value, zone()) if isinstance(value, datetime) else value
