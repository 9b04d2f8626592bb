"""The message of a letter: one text for every reader, as plain text and as HTML."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage

from flask import current_app

from app.letters.words import Worded

PLAIN = "quoted-printable"  # readable in a log of mails, and no line is longer than any server takes


def compose(letter: Worded, *, at: datetime) -> EmailMessage:
    """The letter as it goes to the server. Headers are made by parts: no name or subject can bring one of its own."""
    message = EmailMessage()
    message["From"] = current_app.config["MAIL_FROM"] or Address("Courtside", "courtside", "localhost")
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = at
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    if letter.reply_to:
        message["Reply-To"] = letter.reply_to
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text_of(letter), cte=PLAIN)
    message.add_alternative(html_of(letter), subtype="html", cte=PLAIN)
    for part in letter.parts:
        if part.ics:
            message.add_attachment(part.ics, maintype="text", subtype="calendar", filename="meeting.ics",
                                   params={"method": "PUBLISH", "charset": "utf-8"})
    return message


def text_of(letter: Worded) -> str:
    return _rendered("mail/letter.txt", letter)


def html_of(letter: Worded) -> str:
    return _rendered("mail/letter.html", letter)


def _rendered(template: str, letter: Worded) -> str:
    """Without the surroundings of a page: nobody is signed in, and nothing asks the database."""
    return current_app.jinja_env.get_template(template).render(letter=letter, home=current_app.config["PUBLIC_URL"])
