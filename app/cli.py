"""Commands for whoever runs Courtside: `flask COMMAND`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.clock import now
from app.db import db
from app.jobs import worker
from app.safekeeping import backup, restore
from app.setup import get_ready
from reviews import handover, imports, people, signing_in, taking_in
from reviews.errors import Refused
from reviews.imports import PeopleImport
from reviews.previews import Entry, Preview
from reviews.queries.people import admins, by_email


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


@click.command("import-people")
@with_appcontext
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do it. Without this nothing is written.")
@click.option("--column", "columns", multiple=True, metavar="OURS=THEIRS", help="A column by hand, like name=agent.")
@click.option("--time-zone", help="Where new teams live, like Europe/Berlin.")
@click.option("--by", "email", help="The admin who does it and facilitates new teams; the first one, when left out.")
def import_people(file: Path, yes: bool, columns: tuple[str, ...], time_zone: str | None, email: str | None) -> None:
    """Show what a file of people, Excel or CSV, would create and change; with --yes, do it."""
    try:
        admin = _admin(email)
        import_ = imports.start(db.session, kind=imports.PEOPLE, file_name=file.name, data=file.read_bytes(), by=admin,
                                at=now())
        _open(import_)
        imports.match(import_, by=admin, at=now(), time_zone=time_zone, **_columns(import_, columns))
        imports.put_back(import_)
        preview = taking_in.plan(import_, by=admin).preview
        _print(import_, preview)
        if yes and preview.does_something:
            taking_in.confirm(import_, seen=preview.fingerprint, by=admin, at=now())
            db.session.commit()
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    _say_what_happened(preview, yes)


def _open(import_: PeopleImport) -> None:
    """Here one waits for a large file too, and needs no worker."""
    if import_.file.data is not None:
        imports.open_up(import_, *imports.opened(import_))
    imports.put_back(import_)


def _admin(email: str | None) -> people.Person:
    admin = _person(email) if email else db.session.scalar(admins())
    if admin is None or not admin.is_admin or admin.left_at:
        raise click.ClickException("An admin does this. Make one first: flask make-admin EMAIL --name NAME.")
    return admin


def _columns(import_: PeopleImport, given: Iterable[str]) -> dict[str, str]:
    """The guessed columns with those that were named."""
    chosen, headers, known = dict(import_.columns), [header for header, _ in import_.headers], imports.KNOWN[imports.PEOPLE]
    for pair in given:
        ours, _, theirs = pair.partition("=")
        if ours not in known or theirs not in headers:
            raise click.ClickException(f"--column {pair}: write one of {', '.join(known)}, then =, then one of "
                                       f"{', '.join(headers)}.")
        chosen[ours] = theirs
    return chosen


def _print(import_: PeopleImport, preview: Preview) -> None:
    click.echo("Columns: " + ", ".join(f"{ours} = {theirs}" for ours, theirs in import_.columns.items()))
    _print_part("To add", preview.added, [
        f"{entry.what} {entry.name}{_facts(entry)}" for some in preview.created.values() for entry in some.first])
    _print_part("To change", preview.changed.count, [
        f"{entry.name}: {what} from {was or 'nothing'} to {becomes}"
        for entry in preview.changed.first for what, was, becomes in entry.changes])
    _print_part("Left alone", preview.same.count, [entry.name for entry in preview.same.first])
    _print_part("Rows left out", preview.bad.count, [
        f"row {row.number} ({row.says}): {row.reason}" for row in preview.bad.first])


def _print_part(head: str, many: int, lines: list[str]) -> None:
    click.echo(f"\n{head}: {many:,}")
    for line in lines:
        click.echo(f"  {line}")
    if many > len(lines):
        click.echo(f"  and {many - len(lines):,} more")


def _facts(entry: Entry) -> str:
    facts = [f"{what} {value}" for what, value in entry.facts] + [entry.note] * bool(entry.note)
    return f" ({', '.join(facts)})" if facts else ""


def _say_what_happened(preview: Preview, yes: bool) -> None:
    if not preview.does_something:
        click.echo("\nThere is nothing to do.")
    elif yes:
        click.echo("\nDone.")
    else:
        click.echo("\nNothing is written. Run it again with --yes to do this.")


def _person(email: str) -> people.Person:
    person = db.session.scalar(by_email(email))
    if person is None:
        raise click.ClickException(f"Nobody here has the address {email}. An admin can add it on the People page.")
    return person
