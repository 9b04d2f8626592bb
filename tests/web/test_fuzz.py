"""Every route, as everybody, with what nobody would send: no page breaks, no law does, and no route is left out.

`--requests 20000` asks so many, as everybody everywhere; without it, a part of them that fits beside the other tests.
"""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.db import db
from tests import laws
from tests.access_table import PEOPLE, STATES, TABLE, those_who_may
from tests.cast import make_cast
from tests.fuzzing import Fuzz
from tests.kept import put_back, rows_of
from tests.page_forms import forms_on
from tests.web.test_access import story, walk
from tests.world import AT_THE_DOOR, World, another_team, cookie_of

SEED = 20261122
A_CHAPTER = 20  # requests that follow one another before the world is put back
PHASES = (Phase.generate, Phase.shrink)
ROLES = (*PEOPLE, "nadia", "sam", AT_THE_DOOR)


@pytest.fixture
def fuzz(app, session, clock, monkeypatch) -> Fuzz:
    """A world for each state of Ana's review, and the forms that its pages show."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)  # as it is served: a page for it, not the test's end
    with app.app_context():
        engine = db.engine
    empty = rows_of(engine)
    fuzz = Fuzz(app, engine, {})
    for state in STATES:
        put_back(engine, empty)
        fuzz.worlds[state] = a_world(app, session, state, clock())
        session.rollback()
        session.expunge_all()
        read_forms(fuzz, state)
        fuzz.worlds[state].rows = rows_of(engine)  # with the papers that were made just now
    return fuzz


def a_world(app: Flask, session: Session, state: str, at) -> World:
    cast = make_cast(session, at=at)
    things = story(session, cast, state, at)
    people, others = another_team(session, cast, at=at)
    cookies = {role: cookie_of(app, session, people.get(role) or getattr(cast, role), at=at) for role in ROLES if role != AT_THE_DOOR}
    return World(things, others, cookies, about_of(app))


def about_of(app: Flask) -> dict[str, str | None]:
    rules = {name: getattr(view, "rule", None) for name, view in app.view_functions.items()}
    return {name: rule.about.__name__ if rule and rule.about else None for name, rule in rules.items()}


def read_forms(fuzz: Fuzz, state: str) -> None:
    """Every page, as one who may open it; its forms are kept by the route they go to."""
    world, routes = fuzz.worlds[state], fuzz.app.url_map.bind("")
    for endpoint, method, address, _ in list(walk(fuzz.app, world.things)):
        for role in sorted(those_who_may(endpoint, state))[-1:] if method == "GET" else ():
            page = fuzz.client(role, world).get(address)
            for form in forms_on(page.text, address) if page.mimetype == "text/html" else ():
                shown = world.forms.setdefault(routes.match(form.action.partition("?")[0], method="POST")[0], [])
                shown += [form.fields] if form.fields not in shown else []


def pairs_of(app: Flask, each: int | None) -> list[tuple[Rule, str]]:
    """Every route with some of the roles, those first who are let in; all of them when `each` is None. In a fixed disorder."""
    disorder = Random(SEED)
    pairs = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        may = {who for state in STATES for who in those_who_may(rule.endpoint, state)} if rule.endpoint in TABLE else set()
        roles = sorted(ROLES, key=lambda role: (role not in may, disorder.random()))
        pairs += [(rule, role) for role in (roles[:1] + disorder.sample(roles[1:], each - 1) if each else roles + sorted(may) * 3)]
    disorder.shuffle(pairs)
    return pairs


def test_nothing_breaks_whatever_anybody_sends(fuzz, request):
    wanted = request.config.getoption("requests")
    pairs = pairs_of(fuzz.app, each=None if wanted else 3)
    first = SEED + (1000 if fuzz.engine.dialect.name == "postgresql" else 0)  # what the one is not asked, the other is
    for at in range(0, len(pairs), A_CHAPTER):
        tell(fuzz, pairs[at:at + A_CHAPTER], times=-(-wanted // len(pairs)) or 2, start=first + at)
    print(sum(fuzz.answers.values()), dict(sorted(fuzz.answers.items())))
    everywhere = {rule.endpoint for rule in fuzz.app.url_map.iter_rules()}
    assert {route for route in everywhere if len({who for who, _ in fuzz.reached[route]}) < 3} == set()
    counts = Counter({status: sum(n for (_, said), n in fuzz.answers.items() if said == status) for status in (200, 303, 404, 422)})
    assert counts[200] > 50 and counts[303] > 30 and counts[404] > 50 and counts[422] > 15, "it has not only knocked"


def tell(fuzz: Fuzz, chapter: list[tuple[Rule, str]], *, times: int, start: int) -> None:
    """The same routes and roles so many times, each time asked in another way."""
    @seed(start)
    @settings(max_examples=times, deadline=None, database=None, phases=PHASES, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def run(data):
        fuzz.chapter(data, chapter)

    run()
