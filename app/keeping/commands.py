"""`flask backup` and `flask restore`."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.clock import now
from app.keeping import backup as backups
from app.keeping import restore as restoring
from app.keeping.in_use import file_of
from reviews.errors import Refused

WORD = "overwrite"
FILE = click.Path(path_type=Path)


@click.command("backup")
@with_appcontext
@click.argument("file", type=FILE)
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there already.")
def backup(file: Path, overwrite: bool) -> None:
    """Write a copy of the whole database to FILE, also while people work."""
    try:
        contents = backups.back_up(_database("pg_dump"), file, overwrite=overwrite, at=now())
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    click.echo(f"{file} holds {contents}. Keep it like a letter: it has what people wrote.")


@click.command("restore")
@with_appcontext
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--overwrite", is_flag=True, help="Do not ask before putting the present database aside.")
def restore(file: Path, overwrite: bool) -> None:
    """Put the backup FILE in the place of the database, while Courtside is stopped."""
    try:
        database = _database("pg_restore")
        click.echo(f"{file} holds {restoring.check(file, database)}.")
        people = restoring.people_in(database)
        if people and not overwrite:
            _ask(people)
        restored = restoring.restore(file, database, at=now())
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    click.echo(f"Restored: {restored.contents}. Everybody signs in anew.")
    if restored.aside:
        click.echo(f"What was there before is kept as {restored.aside}; delete it when it is not needed any more.")


def _database(instead: str) -> Path:
    if database := file_of(current_app):
        return database
    raise Refused(f"This Courtside keeps its data in PostgreSQL. Use {instead}; the README says how, under Backups.")


def _ask(people: int) -> None:
    click.echo(f"The present database has {people:,} people in it. It would be put aside, not deleted.")
    if click.prompt(f"Type {WORD} to go on", default="", show_default=False) != WORD:
        raise Refused("Nothing was changed.")
