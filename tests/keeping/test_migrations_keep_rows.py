"""A revision loses no row and no word: up through all of them with rows in every table, down again, and one that fails."""

from __future__ import annotations

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from app.db import db
from app.keeping.in_use import alone
from app.keeping.migrating import newest, revision_of, revisions
from tests.keeping import rows

# What a revision means to change, as "table", "table key" or "table.column"; all else it leaves as it was.
MEANT: dict[str, frozenset[str]] = {"0013": frozenset({"talk.held_on"}),  # down again, every talk has a day
                                    "0016": frozenset({"plan_version.content"}),
                                    # down again, links to check-ins are gone, with what was begun by them
                                    "0017": frozenset({"page_link (1,)", "page_link (3,)", "sign_in (1,)"})}
ALL_MEANT = frozenset().union(*MEANT.values())

ALL_CHILDREN_GO_WITH_IT = ("check_in",)
PARENTS = ("person", "observation", "decision", "commitment", "check_in")


def rebuilding(tables: tuple[str, ...]) -> str:
    """What a revision does that rebuilds these tables."""
    return "".join(f'''
with op.batch_alter_table("{table}", recreate=rebuild) as batch:
    batch.add_column(sa.Column("shoe_size", sa.Integer(), nullable=True))
''' for table in tables)


def now() -> rows.Rows:
    """All rows there are; nothing in them may refer to what is not there."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        return rows.kept(connection)


def fill() -> rows.Rows:
    with db.engine.begin() as connection:
        rows.fill(connection)
    return now()


def shape() -> list[str]:
    with db.engine.connect() as connection:
        return rows.shape(connection)


def test_every_revision_keeps_every_row_on_the_way_up_and_down_and_up(bare):
    before, lost = {}, {}
    for revision in reversed(revisions()):
        upgrade(revision=revision)
        lost[revision] = rows.lost(before, now(), MEANT.get(revision, frozenset()))
        before = fill()
        assert {len(there) for there in before.values()} == {3}
    for revision, below in zip(revisions(), revisions()[1:]):
        downgrade(revision=below)
        after = now()
        gone = before.keys() - after.keys()
        lost[f"{revision} down"] = [what for what in rows.lost(before, after, MEANT.get(revision, frozenset()))
                                    if what not in gone]
        before = after
    upgrade()
    lost["up again"] = rows.lost(before, now(), ALL_MEANT)
    assert {step: what for step, what in lost.items() if what} == {}


@pytest.mark.parametrize("parents", [ALL_CHILDREN_GO_WITH_IT, PARENTS])
def test_rebuilding_a_table_keeps_the_rows_that_go_with_it(migrated, one_more, parents):
    """With foreign keys on, SQLite deletes the children without a word where they go with their parent."""
    before = fill()
    one_more(rebuilding(parents))
    upgrade()
    after = now()
    assert rows.lost(before, after) == []
    assert {table for table in after for row in after[table].values() if "shoe_size" in row} == set(parents)


@pytest.mark.parametrize("end, said", [
    ('raise RuntimeError("the ball is out")', "the ball is out"),
    ('op.execute("UPDATE team SET id = 1")', "team"),
    ('op.execute("DELETE FROM team")', "team"),
])
def test_a_revision_that_fails_halfway_leaves_everything_as_it_was(migrated, one_more, end, said):
    before, tables, found = fill(), shape(), newest()
    one_more(f'''{rebuilding(PARENTS)}op.execute("UPDATE person SET name = 'somebody'")\n{end}''')
    db.engine.dispose()
    answer = migrated.test_cli_runner().invoke(args=["get-ready"])
    assert answer.exit_code == 1
    assert "Error: The database could not be brought up to date, and is as it was before: " in answer.output
    assert said in answer.output and "somebody" not in answer.output and "Traceback" not in answer.output
    assert (now(), shape(), revision_of(db.engine)) == (before, tables, found)


def test_a_file_that_is_served_from_is_not_changed(place, one_more):
    one_more(rebuilding(PARENTS))
    with alone(place.file):  # as a server has it, too
        code, said = place.run("get-ready")
    assert (code, said) == (1, "Error: Courtside is running on courtside.sqlite. Stop it first, then run this again.\n")
    assert place.sql("SELECT version_num FROM alembic_version") != [("9999",)]
    code, said = place.run("get-ready")
    assert code == 0 and "As it was, it is kept as " in said
    assert place.sql("SELECT version_num FROM alembic_version") == [("9999",)]


def test_code_that_is_older_than_the_database_says_so(migrated):
    before = fill()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of-tomorrow'"))
    answer = migrated.test_cli_runner().invoke(args=["get-ready"])
    assert (answer.exit_code, answer.output) == (1, (
        "Error: This database was last used by a newer Courtside: it is at revision of-tomorrow, and this one knows "
        f"{newest()} at most. Start the newer one, or restore a backup that this one can read.\n"))
    assert now() == before
