"""What nobody types and somebody sends: values, addresses and bodies that a form or a page never asked for."""

from __future__ import annotations

import io
import json

from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage, MultiDict

LONG = "ß" * 500_000  # a megabyte in UTF-8
TEXTS = [
    "", " ", "\0", "a\0b", "\r\n\r\n", "\t", "x", LONG, "😀" * 300, "e" + "\u0301" * 400, "\u202etxt.exe", "שלום", "مرحبا", "\ufeff",
    "\ud800", "\udfff\udc00", "\uffff", "\x1b[31m", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{ 7*7 }}",
    "%s%n%(x)s", "{0}{}", "'; DROP TABLE person; --", "=1+1", "../../../etc/passwd", "javascript:alert(1)", "//evil.example",
    "all", "new", "alone", "with-", "with-99999999999", "None", "null", "true", "on", "Ω≈ç√", "first\nsecond\rthird",
]
NUMBERS = [
    "0", "-0", "-1", "1", "2", "3", "+1", "01", "1.5", "1,5", "1e3", "1e999", "-1e999", "NaN", "Infinity", "٣", "１", "²", "½", "0x10", "1_0",
    "2147483647", "2147483648", "-2147483649", "9223372036854775808", "99999999999", "9" * 5000, "1e308", "0.1e-400",
]
DAYS = [
    "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-11-16", "2026-11-17", "2026-12-01", "16.11.2026", "2026-11-31T10:00",
    "2026-11-24T10:00", "0001-01-01T00:00", "9999-12-31T23:59", "2000-01-01T00:00", "2099-12-31T23:59", "2026-03-29T02:30", "24:61",
    "2026-11", "2026-Q4", "2099-12", "2026-13", "Q4",
]
IDS = [0, 1, 2, 3, 4, 5, 7, 10, 15, 999, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**30]
ODD_IDS = ["-1", "0x1", "1.0", "٣", "%00", "%FF", "%2e%2e", "a", "1%2F2", "%E2%80%AE", "1;2", "9" * 400]
WORDS = ["..", "%2e%2e%2f", "css/index.css", "css", "..%2f..%2fwsgi.py", "%5c..%5c", "gains", "%00", "x" * 3000, "😀", "%ff%fe"]
METHODS = ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "PROPFIND"]
NEVER_ASKED = [  # fields that no page shows: what somebody would like to set
    "id", "version", "is_admin", "is_leader", "author_id", "readers", "for_manager_id", "for_facilitator_id", "personal", "handed_in_at",
    "manager_id", "coach_id", "owner_id", "person_id", "rep_id", "review_id", "theme_id", "closed_at", "confirmed_at", "minutes",
    "_once", "_method", "csrf_token", "back", "to", "due_on", "team", "measure", "reps-0-person_id", "dissents-99-text", "present",
]
FILE_NAMES = ["people.csv", "", "../../x.csv", "a\0.csv", "a\r\nX: y.csv", "\u202evsc.exe", "x" * 2000 + ".csv", "C:\\x\\y.csv", "é😀.csv"]
FILES = [
    b"", b"\0", b"\n", b",,,,", b"name\n", b"name,email\nZo\xc3\xab,zoe@example.com\n", b"name\nZo\xeb\n", b"\xff\xfen\0a\0m\0e\0\n\0Z\0",
    b"\xff\xfe\0\xd8", b"PK\x03\x04rest", b"\x89PNG\r\n", b'name\n"never closed', b"name\n" + b"x," * 300, b"a;b\n1;2\n", b"\xef\xbb\xbfname\nA B\n",
    b"rep,contributor,kind,text\nAna Kova\xc4\x8d,Priya Raman,gain,Asked first.\n", b"rep,text\nAna,\xed\xa0\x80\n",
    b"name,email\n" + b"A%d B,a%d@example.com\n" * 50, b"=cmd|' /C calc'!A0,name\n1,=2+5\n", b"name\n" + b"x" * 300_000 + b"\n",
]
BROKEN = [  # (content type, body): what is no form at all
    ("application/json", b'{"text": "\\ud800", "is_admin": true}'), ("application/json", b"{"), ("", b"kind=gain&text=x"),
    ("multipart/form-data", b"no boundary"), ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhalf"),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\n\r\n--x--"), ("multipart/form-data; boundary=" + "b" * 300, b"--b"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-16''%d8\r\n\r\nname\r\n--x--\r\n"),
    ("application/x-www-form-urlencoded; charset=utf-16", "text=ä".encode("utf-16")), ("application/x-www-form-urlencoded", b"%ff=%fe&text=%00&%"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(3000))), ("text/xml", b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>"),
    ("application/x-www-form-urlencoded; charset=no-such", b"text=x&kind=gain"), ("\x00weird", b"x"),
]
HEADERS = [
    ("Host", "evil.example"), ("Host", "a b"), ("Host", ""), ("Host", "[::1"), ("Cookie", "courtside=forged"), ("Cookie", "courtside=" + "x" * 5000),
    ("Cookie", "\"=;;courtside"), ("X-HTTP-Method-Override", "DELETE"), ("X-Forwarded-For", "1.2.3.4, evil"), ("X-Forwarded-Host", "evil.example"),
    ("Accept", "application/json"), ("Accept-Language", "x" * 3000), ("Range", "bytes=0-"), ("Range", "bytes=-1,5-2"), ("If-None-Match", "\"x"),
    ("If-Modified-Since", "yesterday"), ("HX-Request", "true"), ("Content-Length", "-5"), ("Content-Length", "x"), ("Expect", "100-continue"),
    ("Transfer-Encoding", "chunked"), ("Referer", "https://evil.example/"), ("Content-Encoding", "gzip"), ("X-Request-Id", "a\tb" * 300),
]

FILLED_IN = ["Asked who decides before the quote went out.", "2026-11-16", "2", ""]

values = st.sampled_from(TEXTS + NUMBERS + DAYS + [str(id) for id in IDS]) | st.text(max_size=30)
ids = st.sampled_from([str(id) for id in IDS] + ODD_IDS)
names = st.sampled_from(NEVER_ASKED)
queries = st.sampled_from(["", "", "", "?", "?measure=number", "?team=99999999999", "?team=1", "?back=//evil", "?measure=%00", "?%ff=%fe", "?page=-1",
                           "?a[]=1&a[]=2", "?x=" + "y" * 4000])
uploads = st.tuples(st.sampled_from(FILE_NAMES), st.sampled_from(FILES))


def upload(name: str, content: bytes) -> FileStorage:
    """A file as a form carries it."""
    return FileStorage(io.BytesIO(content), filename=name)


@st.composite
def forms(draw, shown: dict[str, list[str]]) -> MultiDict:
    """A form as a page showed it, filled in; some of its fields left out, holding anything, doubled, or others put in."""
    fields = [(name, draw(st.sampled_from(FILLED_IN if can_be == [""] else can_be))) for name, can_be in shown.items()]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(fields)))
        what = draw(st.sampled_from(["other value", "leave out", "twice", "put in", "mark"]))
        if at == len(fields) or what == "put in":
            fields.append((draw(names), draw(values)))
        elif what == "leave out":
            del fields[at]
        else:
            fields[at:at + (what != "twice")] = [(fields[at][0] + "\0" * (what == "mark"), draw(values))]
    return MultiDict(fields)


def as_json(form: MultiDict) -> bytes:
    """The same as a client sends it that takes us for something else."""
    return json.dumps(form.to_dict()).encode()
