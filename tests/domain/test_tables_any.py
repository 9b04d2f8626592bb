"""Whatever the bytes are, there is a table or a sentence: random ones, and real files with some of them changed."""

import random
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews import tables
from reviews.errors import Refused
from tests.workbooks import with_named, with_shared_strings, workbook

PEOPLE = "Name;Büro;Datum\r\nJürgen Müller;Köln;03/04/2026\r\n“Zoë” Łukasz;\"Mal\r\nmö\";3 Apr 2026\r\n=1+1;-x;'y\r\n"
FILES = [PEOPLE.encode(encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be")]
FILES += [PEOPLE.replace("Ł", "L").encode(encoding) for encoding in ("cp1252", "mac_roman")]
BOOK = workbook(["Name", "Since", "F"], ["Zoë", 46115, "=A1"], ["Řehoř", 0.5, None],
                then=lambda book: book.active.merge_cells("A2:A3"))
SHARED = with_shared_strings("Name", "Zoë", "Řehoř")
PARTS = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml",
         "xl/_rels/workbook.xml.rels", "_rels/.rels", "xl/theme/theme1.xml", "docProps/core.xml"]
CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6), st.integers(0, 6)),
                   min_size=1, max_size=4)


def changed(data: bytes, changes) -> bytes:
    """The data with pieces of it replaced: where, by what, and how much of the old goes."""
    for place, piece, gone in changes:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + gone:]
    return data


def is_table_or_sentence(data: bytes) -> None:
    try:
        table = tables.read(data, "people")
    except Refused as refused:
        assert refused.sentence.endswith((".", "?")) and refused.field == "file"
    else:
        assert table.rows and all(len(row.values) >= len(table.headers) for row in table.rows)
        assert tables.parse(tables.canonical(data, "people")) == table


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data):
    is_table_or_sentence(data)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FILES), CHANGES)
def test_a_text_that_somebody_has_changed(data, changes):
    is_table_or_sentence(changed(data, changes))


@settings(max_examples=150, deadline=None)
@given(CHANGES)
def test_a_workbook_with_changed_bytes(changes):
    is_table_or_sentence(changed(BOOK, changes))


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(PARTS), CHANGES)
def test_a_workbook_with_a_changed_part(part, changes):
    is_table_or_sentence(with_named(SHARED if "Strings" in part else BOOK, {part: lambda old: changed(old, changes)}))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30), st.text(alphabet="'=+-@\t;\n\" x", max_size=10))
def test_any_text_below_a_header(text, other):
    is_table_or_sentence(f"name,office\n{text},{other}\n".encode("utf-8", "replace"))


@pytest.mark.parametrize("seed", range(3))
def test_much_that_means_nothing(seed):
    noise = random.Random(seed).randbytes(300_000)
    for data in (noise, b"name\n" + noise, zlib.compress(noise), noise.replace(b"\0", b",")):
        is_table_or_sentence(data)
