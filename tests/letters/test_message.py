"""The message itself, read by a parser that did not write it: names of all kinds, nothing smuggled in, lines that every server takes."""

from __future__ import annotations

from email.headerregistry import Address

import pytest
from fast_mail_parser import parse_email
from hypothesis import given, settings, strategies

from app import create_app
from app.letters.message import compose
from app.letters.parts import Part
from app.letters.smtp import as_sent
from app.letters.words import Worded
from tests.conftest import MONDAY

PART = Part("7 reps, about 8 minutes, due Mon 23 Nov", "What did you see?", ("Ana Kovač, Farid Haddad & Greta <Lindqvist>.", "Due Monday."),
            "Write", "https://courtside.example.com/my-page/x?a=1&b=2", more=(("I can't this time", "https://courtside.example.com/no"),))
LONG = "Ein Satz, der nicht aufhört, " * 100 + "\n.\n..\nFrom here"


@pytest.fixture(scope="module")
def app():
    return create_app(SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY="k" * 32, PUBLIC_URL="https://courtside.example.com",
                      MAIL_FROM=Address("Courtside, the court", "courtside", "example.com"))


def worded(*parts: Part, name: str = "Priya Raman", subject: str = "7 reps", stop: str | None = None) -> Worded:
    return Worded((1, MONDAY), (1,), "<1@courtside.example.com>", Address(name, "priya", "example.com"), subject, parts or (PART,),
                  Address("Marc Oduya", "marc", "example.com"), stop)


def sent(app, letter: Worded) -> bytes:
    """The bytes that the server is given."""
    with app.app_context():
        return as_sent(compose(letter, at=MONDAY))


def test_its_headers_say_what_it_is(app):
    read = parse_email(sent(app, worded()))
    assert {name: value for name, value in read.headers.items() if name not in ("Content-Type", "MIME-Version")} == {
        "From": ['"Courtside, the court" <courtside@example.com>'], "To": ["Priya Raman <priya@example.com>"], "Subject": ["7 reps"],
        "Date": ["Mon, 16 Nov 2026 09:00:00 +0000"], "Message-ID": ["<1@courtside.example.com>"],
        "Auto-Submitted": ["auto-generated"], "Reply-To": ["Marc Oduya <marc@example.com>"]}


def test_text_and_html_say_the_same_and_addresses_are_written_out(app):
    read = parse_email(sent(app, worded()))
    text, html = read.text_plain[0].replace("\r\n", "\n"), read.text_html[0]
    for line in ("What did you see?", "Ana Kovač, Farid Haddad & Greta <Lindqvist>.", "Due Monday.", f"Write:\n{PART.address}",
                 "I can't this time:\nhttps://courtside.example.com/no"):
        assert line in text
    assert "Greta &lt;Lindqvist&gt;" in html and f'href="{PART.address.replace("&", "&amp;")}"' in html
    assert html.count('class="button"') == 1 and "No more reminders" not in text + html


def test_one_that_can_be_ended_says_how(app):
    read = parse_email(sent(app, worded(stop="https://courtside.example.com/no-reminders/x")))
    assert read.headers["List-Unsubscribe"] == ["<https://courtside.example.com/no-reminders/x>"]
    assert read.headers["List-Unsubscribe-Post"] == ["List-Unsubscribe=One-Click"]
    assert "No more reminders: https://courtside.example.com/no-reminders/x" in read.text_plain[0]


def test_a_bundle_has_each_part_with_its_button_and_a_meeting_for_the_calendar(app):
    ics = b"BEGIN:VCALENDAR\r\nSUMMARY:\xc3\xa4\r\nEND:VCALENDAR\r\n"
    other = Part("x", "Other", ("Another thing.",), "See it", "https://courtside.example.com/other", ics=ics)
    read = parse_email(sent(app, worded(PART, other)))
    assert read.text_html[0].count('class="button"') == 2
    assert [(one.filename, one.mimetype, one.content) for one in read.attachments] == [("meeting.ics", "text/calendar", ics)]


@pytest.mark.parametrize("name", [
    "Zoë Řehoř", "O'Neil, “Bob” <bob@evil.example>", "عمر الخطيب", "山田 太郎", "a\u200fb", "Ana \\ \"Kovač\"", "x" * 200, "ł" * 200])
def test_a_name_arrives_as_it_is(name, app):
    read = parse_email(sent(app, worded(name=name)))
    assert name in read.headers["To"][0].replace('\\"', '"').replace("\\\\", "\\")
    assert read.headers["To"][0].endswith("<priya@example.com>")


@given(strategies.text(min_size=1, max_size=120))
@settings(max_examples=60, deadline=None)
def test_no_subject_and_no_words_bring_a_header_or_an_end(app, text):
    subject = " ".join(text.split()) or "x"
    raw = sent(app, worded(Part("x", text, (text, LONG), "Go", "https://courtside.example.com"), subject=subject))
    read = parse_email(raw)
    assert (len(read.headers["Subject"]), len(read.headers["To"]), "Bcc" in read.headers) == (1, 1, False)
    assert all(len(line) < 998 for line in raw.split(b"\r\n")) and b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.endswith(b"\r\n.\r\n") and raw.count(b"\r\n.\r\n") == 1
