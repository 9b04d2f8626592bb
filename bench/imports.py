"""What a large file of people costs: python -m bench.imports [DATABASE_URL]. Rows, seconds, the lock, the memory at its most.

Without an address a SQLite file of its own is used. A database that is named is emptied first.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from time import perf_counter

from sqlalchemy.orm import Session

from app import create_app, import_jobs
from app.clock import now
from app.db import db
from reviews import Base, imports, people, taking_in
from reviews.imports import Import

ROWS = (2_000, 10_000, 50_000)


def crm(rows: int, start: int) -> bytes:
    """A file of so many new people in teams of ten."""
    lines = (f"Rep {n},rep{n}@example.com,Boss {n // 10},Office {n % 9}\n" for n in range(start, start + rows))
    return ("name,email,manager,office\n" + "".join(lines)).encode()


def measure(rows: int, start: int) -> tuple[float, float, float]:
    """Seconds to read and plan, to take in, and of those the seconds under the lock."""
    with Session(db.engine) as session:
        ada = session.get(people.Person, 1)
        import_ = imports.start(session, kind="people", file_name="crm.csv", data=crm(rows, start), by=ada, at=now())
        session.commit()
        id = import_.id
    began = perf_counter()
    import_jobs.carry_on_import(id)
    read = perf_counter() - began
    with Session(db.engine) as session:
        import_ = session.get(Import, id)
        if import_.waits_for is None and not import_.trouble:
            imports.ask_to_write(import_, seen=taking_in.preview(import_, by=ada).fingerprint, by=import_.made_by, at=now())
        session.commit()
    locked = []
    whole, began = taking_in.carry_out, perf_counter()

    def watched(*given, **named):
        begun = perf_counter()
        done = whole(*given, **named)
        locked.append(perf_counter() - begun)
        return done
    taking_in.carry_out = watched
    import_jobs.carry_on_import(id)
    taking_in.carry_out = whole
    return read, perf_counter() - began, sum(locked)


def run(url: str) -> None:
    app = create_app(SQLALCHEMY_DATABASE_URI=url, SECRET_KEY="k" * 32)
    with app.app_context():
        Base.metadata.drop_all(db.engine)
        Base.metadata.create_all(db.engine)
        with Session(db.engine) as session:
            people.add(session, name="Ada", email="ada@example.com", is_admin=True, at=now())
            session.commit()
        print("| rows | read and plan | take in | under the lock | rows a second | memory at most |\n| ---: " + "| ---: " * 5 + "|")
        for rows in ROWS:
            read, taken, locked = measure(rows, 100_000 * ROWS.index(rows))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"| {rows:,} | {read:.1f} s | {taken:.1f} s | {locked:.2f} s | {rows / (read + taken):,.0f} | {memory} MB |")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        run(sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{place}/bench.sqlite")
