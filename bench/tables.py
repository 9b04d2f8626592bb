"""How fast a file of 50,000 people is read, kept and read again, and how much memory that takes.

    python -m bench.tables [ROWS]

Each line is a process of its own; memory is what it needed at most above what it had before it began.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from openpyxl import Workbook

from reviews import tables

HEADERS = ("name", "email", "function", "team", "manager", "office", "since")
KINDS = ("CSV, UTF-8", "CSV, Windows-1250", "CSV, UTF-16", "XLSX")


def people(rows: int) -> list[tuple]:
    """Names, addresses and teams, all different."""
    return [(f"Řehoř Dvořák {n}", f"rehor.dvorak{n}@example.com", "service", f"Team {n // 9}", f"Müller {n // 9}", "Köln",
             f"{1 + n % 28:02}/{1 + n % 12:02}/2026") for n in range(rows)]


def file_of(kind: str, rows: int) -> bytes:
    """A file of people of this kind."""
    if kind == "XLSX":
        book, file = Workbook(), io.BytesIO()
        sheet = book.active
        for row in (HEADERS, *people(rows)):
            sheet.append(row)
        book.save(file)
        return file.getvalue()
    text = "".join(";".join(row) + "\r\n" for row in (HEADERS, *people(rows)))
    return text.encode({"CSV, UTF-8": "utf-8-sig", "CSV, Windows-1250": "cp1250", "CSV, UTF-16": "utf-16"}[kind])


def measured(name: str, rows: int, work: Callable[[], object]) -> object:
    """Do it, and say how long it took and how much more memory the process held on the way than before."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here; a child begins with that of its parent
    before, start = peak(), process_time()
    done = work()
    seconds = process_time() - start
    print(f"  {name:28} {seconds:6.2f} s {rows / seconds:10,.0f} rows/s {peak() - before:7.0f} MB more")
    return done


def peak() -> float:
    """The most memory that this process has held, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def one(kind: str, rows: int, data: bytes) -> None:
    """Read it for keeping, then take the rows from what was kept, one by one and all at once."""
    print(f"{kind}, {len(data) / 2 ** 20:.1f} MB")
    text = measured("read and kept", rows, lambda: tables.canonical(data, "people"))
    measured("taken again one by one", rows, lambda: sum(1 for _ in tables.reopened(text).rows))
    measured("taken again all at once", rows, lambda: len(tables.parse(text).rows))


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else tables.MOST_ROWS
    if len(sys.argv) > 2:  # the file comes from the process that made it, so that making it does not count
        one(sys.argv[2], rows, sys.stdin.buffer.read())
        return
    for kind in KINDS:
        subprocess.run([sys.executable, "-m", "bench.tables", str(rows), kind], input=file_of(kind, rows), check=True)


if __name__ == "__main__":
    main()
