"""Requests that are too much: each is refused as a page, and nothing of it stays anywhere."""

import io
import tempfile
from pathlib import Path

import pytest

from app.hearing import AT_ONCE, Heard, hear_out
from reviews.tables import MOST_BYTES

FORM = "multipart/form-data; boundary=b"
TOO_LARGE = "Files up to 32 MB can be read, and forms with up to 2 MB of words."


def part(name: str, content: bytes = b"x", more: str = "") -> bytes:
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + content + b"\r\n"


@pytest.mark.parametrize("body", [
    part("file", b"x" * (MOST_BYTES + 100_000), '; filename="a.csv"'),
    b"".join(part(f"f{n}", b"") for n in range(1_001)),
    part("n" * (3 << 20)),
    part("words", b"x" * (3 << 20)),
    b"x" * (3 << 20),
], ids=["a file", "many parts", "a long name", "many words", "no end"])
@pytest.mark.parametrize("address", ["/people/imports", "/people/new"])
def test_what_is_too_large_is_a_page(desk, cast, address, body):
    answer = desk(cast.ada).post(address, data=body + b"--b--\r\n", content_type=FORM)
    assert answer.status_code == 413 and TOO_LARGE in answer.text and "<h1>This is too large</h1>" in answer.text


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "application/json", ""])
def test_words_have_a_lower_limit_than_files(desk, cast, kind):
    answer = desk(cast.ada).post("/people/imports", data=b"a=&" * (1 << 20), content_type=kind)
    assert answer.status_code == 413 and TOO_LARGE in answer.text


def test_a_broken_form_is_an_empty_one(desk, cast):
    answer = desk(cast.ada).post("/people/imports", data=b"--b\r\nnonsense", content_type=FORM)
    assert answer.status_code == 422 and "Choose a file first." in answer.text


def test_a_file_on_its_way_leaves_nothing_behind(desk, cast, app, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    served = sorted(Path(app.static_folder).rglob("*"))
    large = part("file", b"name\n" + b"x" * (2 << 20), '; filename="a.csv"') + b"--b--\r\n"
    answer = desk(cast.ada).post("/people/imports", data=large, content_type=FORM)
    assert answer.status_code == 303  # so large a file is read by the worker
    assert list(tmp_path.iterdir()) == [] and sorted(Path(app.static_folder).rglob("*")) == served


class Sent(io.BytesIO):
    """What a browser goes on sending while it is answered."""

    def left(self) -> int:
        return len(self.getbuffer()) - self.tell()


@pytest.mark.parametrize("method, ends, left", [("POST", True, 0), ("POST", False, 900_000), ("GET", True, 900_000)])
def test_the_rest_of_a_request_is_heard_after_the_answer(method, ends, left):
    sent = Sent(b"x" * 900_000)
    answer = Heard(lambda environ, start: [b"too large"])({
        "REQUEST_METHOD": method, "wsgi.input": sent, "wsgi.input_terminated": ends}, None)
    assert (list(answer), sent.left()) == ([b"too large"], 900_000)
    if hasattr(answer, "close"):
        answer.close()
    assert sent.left() == left


def test_nobody_is_heard_for_ever(monkeypatch):
    monkeypatch.setattr("app.hearing.MOST_BYTES", 3 * AT_ONCE)
    sent = Sent(b"x" * 10 * AT_ONCE)
    assert (hear_out(sent), sent.left()) == (3 * AT_ONCE, 7 * AT_ONCE)
