"""Every route says who may use it, by a rule of the one table; what it is about is fetched through the person."""

from app import create_app
from reviews import rules

FREE = {"static"}
RULES = {id(rule) for rule in vars(rules).values() if isinstance(rule, rules.Rule)}


def routes(app):
    return [(route, app.view_functions[route.endpoint]) for route in app.url_map.iter_rules() if route.endpoint not in FREE]


def test_every_route_names_a_rule_of_the_table():
    app = create_app(SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY="k" * 32)
    without = [route.endpoint for route, view in routes(app) if id(getattr(view, "rule", None)) not in RULES]
    assert without == []


def test_a_route_about_something_takes_its_id_and_no_other_does():
    app = create_app(SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY="k" * 32)
    wrong = [route.endpoint for route, view in routes(app) if ("id" in route.arguments) != (view.rule.about is not None)]
    assert wrong == []


def test_a_stranger_is_let_in_only_where_signing_in_happens_and_a_machine_asks():
    app = create_app(SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY="k" * 32)
    open_to_all = sorted(route.endpoint for route, view in routes(app) if view.rule.for_strangers)
    assert open_to_all == ["feeds.days", "health.show", "page_links.ask", "page_links.decline", "page_links.open", "page_links.renew",
                           "page_links.show", "reminders.stop", "signing_in.as_person", "signing_in.ask", "signing_in.first_admin",
                           "signing_in.link", "signing_in.show", "signing_in.use_link"]


def test_what_changes_something_is_a_post():
    app = create_app(SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY="k" * 32)
    assert {method for route, _ in routes(app) for method in route.methods} == {"GET", "HEAD", "OPTIONS", "POST"}
