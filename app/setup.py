"""`flask get-ready`: what bin/run does between installing and serving."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from app.clock import now
from app.config import address
from app.db import db
from reviews import demo, signing_in


@click.command("get-ready")
@with_appcontext
def get_ready() -> None:
    """Bring the database up to date; load the demo's story, or print the first admin's code, when nobody is here."""
    upgrade()
    if not signing_in.is_empty(db.session):
        click.echo(f"Courtside is at http://{address()}")
    elif current_app.config["DEMO"]:
        demo.load(db.session, at=now())
        db.session.commit()
        click.echo(f"The demo is at http://{address()}; its sign-in page offers the people of the story.")
    else:
        code = signing_in.first_admin_code(db.session, at=now())
        db.session.commit()
        click.echo(f"Nobody is here yet. Open http://{address()} and type this code: {code}")
