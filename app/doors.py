"""The doors to Courtside: who comes through is remembered in a cookie, and who fails too often waits.

The limits are in `reviews.attempts`; here is from where somebody comes, and that a failed try counts although its answer
commits nothing.
"""

from __future__ import annotations

import ipaddress
import secrets

from flask import request, session

from app.clock import now
from app.db import db, writing
from app.device import device_of
from app.guards import COOKIE
from reviews import attempts, signing_in
from reviews.attempts import Limit

BROWSER = "browser"


def address() -> str:
    """Where the request comes from. One household has millions of IPv6 addresses, so of these the network counts."""
    try:
        found = ipaddress.ip_address((request.remote_addr or "").split("%")[0])
    except ValueError:
        return "unknown"
    found = getattr(found, "ipv4_mapped", None) or found
    return str(found) if found.version == 4 else str(ipaddress.ip_network(f"{found}/64", strict=False))


def check(limit: Limit) -> None:
    """Refuse when too much went wrong from this address."""
    attempts.check(db.session, limit, address(), at=now())


def check_code() -> None:
    """Refuse when too many codes were typed wrongly, from this address or at all."""
    check(attempts.WRONG_CODES)
    attempts.check(db.session, attempts.WRONG_CODES_OF_ALL, at=now())


def count_wrong_link() -> None:
    """A link that nobody made was tried."""
    _count((attempts.WRONG_LINKS, address()))


def refuse_wrong_feed() -> None:
    """A calendar asked for an address that nobody has, or has any more."""
    check(attempts.WRONG_FEEDS)
    _count((attempts.WRONG_FEEDS, address()))


def count_wrong_code() -> None:
    """A code that nobody printed was typed."""
    _count((attempts.WRONG_CODES, address()), (attempts.WRONG_CODES_OF_ALL, ""))


def _count(*wrong: tuple[Limit, str]) -> None:
    """In a transaction of its own, since the answer keeps nothing. What the request had read so far, it reads anew."""
    db.session.rollback()
    with writing() as own:
        for limit, who in wrong:
            attempts.note(own, limit, who, at=now())


def browser() -> str:
    """A secret that this browser alone has, from the page of a link on: its cookie keeps it."""
    return session.setdefault(BROWSER, secrets.token_urlsafe(16))


def device() -> str:
    """Which device asks, in words."""
    return device_of(request.user_agent.string)


def come_in(token: str) -> None:
    """From now on this browser carries the token of this session and nothing of before; a session it had ends."""
    if (before := session.get(COOKIE)) and before != token:
        signing_in.end(db.session, before, at=now())
    session.clear()
    session.permanent = True
    session[COOKIE] = token
