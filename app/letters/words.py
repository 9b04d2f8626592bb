"""A letter put into words, in the moment in which it goes: the dates that hold now, and keys made for it alone."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from app.letters.kinds import KINDS
from app.letters.parts import Part, address_of
from reviews import posting
from reviews.letters import ESSENTIAL, HELP, PLAN_NUDGE, Letter, Matter, wants
from reviews.people import Person
from reviews.posting import Claim

LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Worded:
    """A letter as it is about to go. `tells` are the matters in it; `stop` is where its reader ends such letters, in one that
    holds nothing essential."""

    claim: Claim
    tells: tuple[int, ...]
    message_id: str
    to: Address
    subject: str
    parts: tuple[Part, ...]
    reply_to: Address | None
    stop: str | None


def put(session: Session, claim: Claim, *, at: datetime) -> Worded | None:
    """The letter in words. What need not be told any more is dropped; when nothing is left, so is the letter."""
    letter = posting.claimed(session, claim)
    if letter is None:
        return None
    if letter.person.left_at or not letter.person.email:
        return posting.set_aside(letter, at=at)
    for matter in letter.tells:
        if not (wants(matter.person, matter.kind) and KINDS[matter.kind].needed(matter, at)):
            matter.dropped_at = at
    if not letter.tells:
        return posting.drop(letter, at=at)
    return _worded(letter, claim, at)


def stops(token: str) -> int | None:
    """The id of the person whose reminders end by this token; None when it is none of ours."""
    try:
        return _signed().loads(token)
    except BadSignature:
        return None


def _worded(letter: Letter, claim: Claim, at: datetime) -> Worded:
    tells = letter.tells
    parts = tuple(KINDS[matter.kind].part(matter, at) for matter in tells)
    letter.address, letter.subject = letter.person.email, _subject(parts)
    essential = any(matter.kind in ESSENTIAL for matter in tells)
    return Worded(claim, tuple(matter.id for matter in tells), letter.message_id, addressed(letter.person), letter.subject, parts,
                  _reply_to(letter), None if essential else address_of("reminders.stop", token=_signed().dumps(letter.person_id)))


def _subject(parts: tuple[Part, ...]) -> str:
    """That of the first, and how many more there are, on one line."""
    first, more = " ".join(parts[0].subject.split()), len(parts) - 1
    rest = f", and {more} more" if more else ""
    return first[:LONGEST_SUBJECT - len(rest)] + rest


def _reply_to(letter: Letter) -> Address | None:
    """Who asks, of a plan, or runs the meeting that it is about, where that is one person and not the reader."""
    them = {asks for matter in letter.tells if (asks := _who_asks(matter))} - {letter.person}
    asks = them.pop() if len(them) == 1 else None
    return addressed(asks) if asks and asks.email and not asks.left_at else None


def _who_asks(matter: Matter) -> Person | None:
    if matter.kind in (HELP, PLAN_NUDGE):
        return matter.by
    return matter.meeting.facilitator if matter.meeting else None


def addressed(person: Person) -> Address:
    """The person as a letter names them; a domain with accents goes in the form that every server knows, if it has one."""
    box, domain = person.email.rsplit("@", 1)
    if not domain.isascii():
        with suppress(UnicodeError):
            domain = domain.encode("idna").decode()
    return Address(person.name, box, domain)


def _signed() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="no reminders")
