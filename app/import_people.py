"""`flask import-people FILE`: people from a file, for whoever runs Courtside. Here one waits for a large file too.

The file is read and checked without a lock, and nothing is kept of it before --yes; then it is all taken in, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from app.clock import now
from app.db import reading, writing
from app.keeping.backup import in_words
from reviews import imports, matching, tables, taking_in
from reviews.errors import Refused
from reviews.imports import SMALL_BYTES, ImportFile, PeopleImport
from reviews.people import Person
from reviews.previews import Entry, Preview
from reviews.queries.people import admins, by_email

CHANGED = "People or teams have changed here while this file was read, so nothing was written. Run it again."


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
        text = _read(file)
        with reading() as session, session.no_autoflush:  # what is put together here is not written
            import_ = _start(session, file, text, _admin(session, email))
            _match(import_, columns, time_zone)
            stood_on = taking_in.stands_on(import_)
            made = taking_in.plan(import_, by=import_.made_by, progress=_tells(import_))
            left_out = taking_in.left_out(import_, made.preview) if yes else None
        _print(import_, made.preview)
        if yes and made.preview.does_something:
            _write(import_, made, stood_on, left_out)
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    _say_what_happened(made.preview, yes)


def _read(file: Path) -> str:
    size = file.stat().st_size
    if size > SMALL_BYTES:
        click.echo(f"Reading {in_words(size)}.", err=True)
    return tables.canonical(file, file.name)


def _start(session: Session, file: Path, text: str, admin: Person) -> PeopleImport:
    import_ = PeopleImport(file_name=file.name, columns={}, answers={}, made_by=admin, made_at=now(), file=ImportFile())
    session.add(import_)
    imports.open_up(import_, text, tables.parse(text))
    return import_


def _match(import_: PeopleImport, columns: Iterable[str], time_zone: str | None) -> None:
    imports.match(import_, by=import_.made_by, at=now(), time_zone=time_zone or "UTC", **_columns(import_, columns))
    imports.put_back(import_)


def _tells(import_: PeopleImport):
    """Says of a large file how far it is."""
    def tell(done: int) -> None:
        if import_.is_large:
            click.echo(f"Checking: {done:,} of {import_.row_count:,} rows.", err=True)
    return tell


def _write(import_: PeopleImport, made, stood_on: object, left_out: str | None) -> None:
    with writing() as session:
        session.add(import_)
        imports.ask_to_write(import_, seen=made.preview.fingerprint, by=import_.made_by, at=now())
        session.flush()
        matching.remember(session, imports.PEOPLE, import_.column_names, import_.columns, by=import_.made_by, at=now())
        if not taking_in.carry_out(import_, made, stood_on, left_out, at=now()):
            raise Refused(CHANGED)


def _admin(session: Session, email: str | None) -> Person:
    admin = session.scalar(by_email(email) if email else admins())
    if admin is None or not admin.is_admin or admin.left_at:
        raise click.ClickException("An admin does this. Make one first: flask make-admin EMAIL --name NAME.")
    return admin


def _columns(import_: PeopleImport, given: Iterable[str]) -> dict[str, str]:
    """The guessed columns with those that were named."""
    chosen, headers, known = dict(import_.columns), import_.column_names, imports.KNOWN[imports.PEOPLE]
    for pair in given:
        ours, _, theirs = pair.partition("=")
        if ours not in known or theirs not in headers:
            raise click.ClickException(f"--column {pair}: write one of {', '.join(known)}, then =, then one of "
                                       f"{', '.join(headers)}.")
        chosen[ours] = theirs
    return chosen


def _print(import_: PeopleImport, preview: Preview) -> None:
    for note in import_.notes:
        click.echo(note)
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
