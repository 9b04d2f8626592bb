"""The web: config, database, guards, forms, views. Builds the app."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect

from app import cli, config, errors, guards, headers, nav, pages, views
from app.db import db, migrate

csrf = CSRFProtect()


def create_app(**overrides: object) -> Flask:
    """The app by its settings; `overrides` stand in for them in tests."""
    app = Flask(__name__, root_path=str(config.ROOT), template_folder="templates", static_folder="static")
    app.config.update(config.settings() | overrides)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    migrate.init_app(app, db, render_as_batch=True)
    csrf.init_app(app)
    app.before_request(guards.load_person)
    app.before_request(nav.load_places)
    headers.prepare(app)
    pages.prepare(app)
    errors.prepare(app)
    views.prepare(app)
    cli.prepare(app)
    return app
