"""Commands for whoever runs Courtside: `flask COMMAND`."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.clock import now
from app.db import db
from app.import_people import import_people
from app.jobs import worker
from app.keeping.commands import backup, restore
from app.setup import get_ready
from reviews import handover, people, signing_in
from reviews.errors import Refused
from reviews.queries.people import by_email


def prepare(app: Flask) -> None:
    for command in (first_admin_code, get_ready, sign_in_link, make_admin, import_people, worker, backup, restore):
        app.cli.add_command(command)


@click.command("first-admin-code")
@with_appcontext
def first_admin_code() -> None:
    """Print the code for the first page of an empty database; nothing when somebody is here."""
    if signing_in.is_empty(db.session):
        click.echo(signing_in.first_admin_code(db.session, at=now()))
        db.session.commit()


@click.command("sign-in-link")
@with_appcontext
@click.argument("email")
def sign_in_link(email: str) -> None:
    """Print a link that signs the person with this e-mail address in, once, within a day."""
    try:
        token = signing_in.make_link(db.session, _person(email), at=now())
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    db.session.commit()
    click.echo(f"{current_app.config['PUBLIC_URL']}/sign-in/{token}")


@click.command("make-admin")
@with_appcontext
@click.argument("email")
@click.option("--name", help="The name, when nobody has this address yet.")
def make_admin(email: str, name: str | None) -> None:
    """Make the person with this e-mail address an admin; with --name, add them when they are not here yet."""
    person = db.session.scalar(by_email(email))
    try:
        if person is None and name:
            person = people.add(db.session, name=name, email=email, at=now())
        person = person or _person(email)
        handover.come_back(person)
        person.is_admin = True
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    db.session.commit()
    click.echo(f"{person.name} is an admin.")


def _person(email: str) -> people.Person:
    person = db.session.scalar(by_email(email))
    if person is None:
        raise click.ClickException(f"Nobody here has the address {email}. An admin can add it on the People page.")
    return person
