"""The web: config, database, guards, forms, views. Builds the app."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app import asking, cli, config, guards, headers, limits, logs, nav, pages, stages, views, watching
from app.db import db, migrate
from app.hearing import Heard
from app.refusals import errors

csrf = CSRFProtect()


class Courtside(Flask):
    """A Flask whose errors go into our log, where nobody's words stand."""

    def log_exception(self, exc_info) -> None:
        """Note an error that nobody was prepared for."""
        logs.refusal(500, exc_info[1])


def create_app(**overrides: object) -> Courtside:
    """The app by its settings; `overrides` stand in for them in tests."""
    app = Courtside(__name__, root_path=str(config.ROOT), template_folder="templates", static_folder="static")
    app.config.update(config.settings() | overrides)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    migrate.init_app(app, db, render_as_batch=True)
    logs.prepare(app)
    app.before_request(asking.begin)
    app.before_request(watching.known)
    app.before_request(guards.load_person)
    app.before_request(nav.load_places)
    app.before_request(limits.bound)
    csrf.init_app(app)  # after them: the page about a form that is outdated says who is signed in
    headers.prepare(app)
    _behind_proxies(app)
    pages.prepare(app)
    errors.prepare(app)
    views.prepare(app)
    stages.prepare(app)
    csrf.exempt(views.reminders.stop)  # a mail program has no page of ours to take a token from
    cli.prepare(app)
    app.wsgi_app = Heard(app.wsgi_app)
    return app


def _behind_proxies(app: Flask) -> None:
    """Believe as many proxies as the settings name about where a request comes from, and no header more."""
    if count := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)
