"""Handing letters over, so that none is lost and none goes twice: whoever sends one has claimed it, and what became of it is
noted as soon as it is known.

Just before the server is given the words it is committed that they were handed over. Whoever dies after that leaves a
letter of which nobody knows whether it went out; it is not sent again unless a person says so.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session, object_session

from reviews.bundling import IN_DOUBT, free_from, open_letter, zone_of
from reviews.days import local_day
from reviews.errors import Refused
from reviews.letters import NOT_KNOWN, REFUSED, Letter

CLAIM_LASTS = timedelta(minutes=10)  # far longer than any server is waited for
LONGEST_PAUSE = timedelta(minutes=15)
LONGEST_PROBLEM = 200


class Claim(NamedTuple):
    """One letter that is somebody's to send, until that moment."""

    id: int
    until: datetime


def due(at: datetime) -> Select[tuple[Letter]]:
    """The letters to send now, in their order: first what somebody waits for, then what was tried least."""
    return select(Letter).where(Letter.next_try_at <= at).order_by(
        Letter.at_once.desc(), Letter.tries, Letter.next_try_at, Letter.id)


def claim(session: Session, *, at: datetime) -> Claim | None:
    """Take the next letter, so that nobody else sends it. Who dies with it gives it back when the claim is over."""
    letter = session.scalar(due(at).limit(1).with_for_update(skip_locked=True))
    if letter is None:
        return None
    letter.tries += 1
    letter.next_try_at = at + CLAIM_LASTS
    return Claim(letter.id, letter.next_try_at)


def claimed(session: Session, claim: Claim) -> Letter | None:
    """The letter, while the claim to it holds."""
    letter = session.get(Letter, claim.id, with_for_update=True, populate_existing=True)
    return letter if letter and letter.next_try_at == claim.until else None


def hand_over(session: Session, claim: Claim, *, tells: tuple[int, ...], at: datetime) -> bool:
    """Note that the words go to the server now; False when they do not, because something came in between.

    `tells` are the matters that stand in the words. When something else was put into the letter meanwhile, it is put into
    words anew; when its reader got one today, it waits for the next working morning.
    """
    letter = claimed(session, claim)
    if letter is None:
        return False
    if tuple(matter.id for matter in letter.tells) != tells:
        letter.next_try_at = at
        return False
    zone = zone_of(letter.tells)
    day = None if letter.at_once else local_day(at, zone)
    if day and (later := free_from(session, letter.person_id, zone=zone, but=letter.id, at=at)):
        letter.next_try_at = later
        return False
    letter.handed_over_at, letter.sent_on, letter.next_try_at = at, day, None
    return True


def sent(session: Session, id: int, *, at: datetime) -> None:
    """The server has taken it."""
    letter = session.get(Letter, id)
    letter.sent_at, letter.problem = at, ""


def refused(session: Session, claim: Claim, problem: str, *, at: datetime) -> None:
    """The server will not take it for this address. It is not tried again by itself."""
    if letter := _mine(session, claim):
        letter.refused_at, letter.problem = at, problem[:LONGEST_PROBLEM]
        letter.next_try_at = letter.sent_on = None


def try_later(session: Session, claim: Claim, problem: str, *, at: datetime) -> None:
    """It was not taken this time: it waits, the longer the more often that was so. What waits already takes it in."""
    letter = _mine(session, claim)
    if letter is None:
        return
    letter.problem = problem[:LONGEST_PROBLEM]
    letter.handed_over_at = letter.sent_on = letter.next_try_at = None
    _wait(session, letter, until=at + pause(letter.tries), at=at)


def put_off(session: Session, problem: str, *, at: datetime) -> None:
    """The server is away: everything that is due waits together, for one more try."""
    if first := session.scalar(due(at).limit(1)):
        session.execute(update(Letter).where(Letter.next_try_at <= at).values(
            next_try_at=at + pause(first.tries + 1), tries=Letter.tries + 1, problem=problem[:LONGEST_PROBLEM]))


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: a minute, and twice as long each time."""
    return min(timedelta(minutes=2 ** min(max(tries - 1, 0), 9)), LONGEST_PAUSE)


def set_aside(letter: Letter, *, at: datetime) -> None:
    """Nobody can be written to just now: the reader has left, or has no address. What it tells waits for them."""
    for matter in letter.tells:
        matter.letter = None
    drop(letter, at=at)


def drop(letter: Letter, *, at: datetime) -> None:
    """There is nothing left to tell."""
    letter.dropped_at, letter.next_try_at = at, None


def send_again(letter: Letter, *, at: datetime) -> None:
    """Somebody asks for it: a letter that was refused, or of which nobody knows whether it went out, waits to be sent."""
    session = object_session(letter)
    session.refresh(letter, with_for_update=True)
    if letter.state not in (REFUSED, NOT_KNOWN):
        raise Refused(f"This letter is {letter.state}. There is nothing to send again.")
    if letter.state == NOT_KNOWN and at - letter.handed_over_at < IN_DOUBT:
        raise Refused("This letter is being sent just now. Look again in ten minutes.")
    if not letter.person.email or letter.person.left_at:
        raise Refused(f"{letter.person.name} has no e-mail address here. An admin can add one on the People page.")
    letter.handed_over_at = letter.refused_at = letter.sent_on = None
    letter.tries = 0
    _wait(session, letter, until=at, at=at)


def _wait(session: Session, letter: Letter, *, until: datetime, at: datetime) -> None:
    other = None if letter.at_once else open_letter(session, letter.person)
    if other is None:
        letter.next_try_at = until
        return
    for matter in letter.tells:
        matter.letter = other
    drop(letter, at=at)


def _mine(session: Session, claim: Claim) -> Letter | None:
    """The letter, if it is claimed still or was handed over by this claim."""
    letter = session.get(Letter, claim.id, with_for_update=True, populate_existing=True)
    return letter if letter and (letter.next_try_at == claim.until or letter.state == NOT_KNOWN) else None
