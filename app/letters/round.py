"""A round of the worker: write the reminders that are due, put what is due into letters, and hand in those whose time has
come, one connection for all.

No transaction is open while the mail server is talked to. A round is short, so that the worker can end when it is told;
when there is more to do it says so.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from threading import Lock
from time import monotonic
from urllib.parse import urlsplit

from flask import current_app

from app.clock import now
from app.db import reading, writing
from app.letters.message import compose
from app.letters.shelf import Shelf, shelf
from app.letters.smtp import Away, Line, Outcome, Verdict, line_to
from app.letters.words import Worded, put
from reviews import bundling, invitations, posting, reminding
from reviews.posting import Claim

MOST_SECONDS = 5

_one_at_a_time = Lock()  # in this process; between processes the claims of the letters are enough


def go_round() -> bool:
    """Do what there is to do about letters; whether there is more. Nothing when a round is under way in this process."""
    if not _one_at_a_time.acquire(blocking=False):
        return False
    try:
        with writing() as session:
            invitations.remind(session, at=now())
            reminding.remind(session, at=now())
            more = bundling.assemble(session, host=_host(), wait=timedelta(0) if _keeps() else bundling.BUNDLED, at=now())
        return (_deliver() if _keeps() or current_app.config["MAIL_SERVER"] else False) or more
    finally:
        _one_at_a_time.release()


def _deliver() -> bool:
    with reading() as session:
        if session.scalar(posting.due(now()).limit(1)) is None:
            return False
    until = monotonic() + MOST_SECONDS
    try:
        with _opened() as line:
            while found := _next(line):
                if monotonic() > until:
                    break
    except Away as away:
        with writing() as session:
            posting.put_off(session, str(away), at=now())
        return False
    return found


def _next(line: Line | Shelf) -> bool:
    """Send the next letter; False when there is none. It is claimed before it is put into words, so that one that cannot be
    does not hold up the others."""
    with writing() as session:
        claim = posting.claim(session, at=now())
    if claim is None:
        return False
    with writing() as session:
        letter = put(session, claim, at=now())
    if letter:
        _send(line, letter)
    return True


def _send(line: Line | Shelf, letter: Worded) -> None:
    try:
        outcome = line.carry(compose(letter, at=now()), partial(_hand_over, letter))
    except Away as away:
        _note(letter.claim, Outcome(Verdict.LATER, str(away)))
        raise
    _note(letter.claim, outcome)


def _hand_over(letter: Worded) -> bool:
    with writing() as session:
        return posting.hand_over(session, letter.claim, tells=letter.tells, at=now())


def _note(claim: Claim, outcome: Outcome) -> None:
    with writing() as session:
        match outcome.verdict:
            case Verdict.SENT:
                posting.sent(session, claim.id, at=now())
            case Verdict.REFUSED:
                posting.refused(session, claim, outcome.problem, at=now())
            case Verdict.LATER:
                posting.try_later(session, claim, outcome.problem, at=now())


def _opened() -> AbstractContextManager[Line | Shelf]:
    if _keeps():
        return shelf()
    return line_to(current_app.config["MAIL_SERVER"], current_app.config["MAIL_FROM"], we=_host())


def _keeps() -> bool:
    return current_app.config["DEMO"]


def _host() -> str:
    """The name by which we are known, in each Message-ID and to the mail server."""
    return urlsplit(current_app.config["PUBLIC_URL"]).hostname or "localhost"
