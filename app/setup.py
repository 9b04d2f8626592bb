"""`flask get-ready`: what bin/run does between installing and serving."""

from __future__ import annotations

from contextlib import ExitStack

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import Connection

from app.clock import now
from app.config import address
from app.db import db
from app.keeping import backup
from app.keeping.in_use import alone, file_of
from app.keeping.migrating import bring_up
from reviews import demo, signing_in
from reviews.errors import Refused


@click.command("get-ready")
@with_appcontext
def get_ready() -> None:
    """Bring the database up to date; load the demo's story, or print the first admin's code, when nobody is here."""
    try:
        with ExitStack() as until_done:
            bring_up(before=lambda connection, found: _keep(connection, found, until_done))
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
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


def _keep(connection: Connection, found: str, until_done: ExitStack) -> None:
    """Before a SQLite file is changed: nobody may be serving from it, and a copy is kept beside it."""
    if database := file_of(current_app):
        until_done.enter_context(alone(database))
        click.echo(f"Bringing the database up to date. As it was, it is kept as {backup.keep_before(database, found)}.")
