"""How a person gets in: a link that works once, a session that can be ended, and the first admin's code.

A session that was begun by a page link is let into that one page (`reviews.page_links`).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ForeignKey, Row, Select, String, and_, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from reviews import attempts, page_links, people, tokens
from reviews.base import Base
from reviews.built import built_once
from reviews.errors import Refused
from reviews.page_links import PageLink
from reviews.people import Person

LINK_LASTS = timedelta(hours=24)
SESSION_LASTS = timedelta(days=30)
CODE_LASTS = timedelta(hours=24)
SECOND_CLICK = timedelta(minutes=1)


class SignInLink(Base):
    """A link that signs its person in, once, until it expires."""

    __tablename__ = "sign_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class SignIn(Base):
    """One browser in which a person is signed in; the cookie names this row, and ending the row ends it. One that came by a
    page link is let into that page alone."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(String(60), default="", server_default="")
    page_link_id: Mapped[int | None] = mapped_column(ForeignKey("page_link.id"), index=True)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class Spent(Refused):
    """A link that does not sign anybody in."""


class FirstAdminCode(Base):
    """The code, printed in the terminal, by which the first page of an empty database makes the first admin."""

    __tablename__ = "first_admin_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]


def make_link(session: Session, person: Person, *, at: datetime) -> str:
    """A new single-use link for the person: returns its token, which is not kept."""
    if person.left_at is not None:
        raise Refused(f"{person.name} has left, so there is no signing in. Bring them back on the People page first.")
    attempts.enter(session, attempts.LINKS_MADE, str(person.id), at=at)
    return new_link(session, person, at=at)


def new_link(session: Session, person: Person, *, at: datetime) -> str:
    """A new link for a letter: its asking was counted then, and it is made anew each time that the letter is tried."""
    token = tokens.new()
    session.add(SignInLink(person=person, token_hash=tokens.hashed(token), made_at=at, expires_at=at + LINK_LASTS))
    return token


def link_of(session: Session, token: str) -> SignInLink | None:
    """The link that was made with this token, usable or not."""
    return session.scalar(select(SignInLink).where(SignInLink.token_hash == tokens.hashed(token)).with_for_update())


def why_not(link: SignInLink | None, *, at: datetime) -> str | None:
    """Why a link does not sign anybody in, in a sentence; None when it does."""
    if link is None:
        return "This link is not complete, or it is none of ours. Copy it again, whole."
    if link.person.left_at:
        return "Whoever this link was for is not here any more. An admin can bring them back."
    if link.used_at:
        return "This link has been used. Each works once."
    return "This link has run out. Each works for a day." if link.expires_at <= at else None


def use_link(session: Session, token: str, *, browser: str = "", device: str = "", at: datetime) -> str:
    """Sign in by a link: returns the token of a new session. A second use is refused.

    A second click by the same browser within moments is no second use: it is given the session of the first, whose token is
    made of the link and of `browser`, a secret of that browser. Whoever has the link alone cannot make it.
    """
    link, signed = link_of(session, token), _session_token(token, browser or secrets.token_urlsafe(16))
    if link and link.used_at and at - link.used_at < SECOND_CLICK and whose(session, signed, at=at) is link.person:
        return signed
    if why := why_not(link, at=at):
        raise Spent(f"{why} Ask for a new one.")
    attempts.enter(session, attempts.SESSIONS_BEGUN, str(link.person_id), at=at)
    link.used_at = at
    return begin(session, link.person, at=at, token=signed, device=device)


def use_page_link(session: Session, link: PageLink, *, device: str = "", at: datetime) -> str:
    """Begin a session that is let into the page of the link and nothing else: returns its token. A link is used as often as
    needed; whether it opens anything is asked before (`page_links.void`)."""
    attempts.enter(session, attempts.SESSIONS_BEGUN, str(link.person_id), at=at)
    return begin(session, link.person, at=at, device=device, link=link)


def begin(session: Session, person: Person, *, at: datetime, token: str | None = None, device: str = "",
          link: PageLink | None = None) -> str:
    """Sign the person in: returns the token that the cookie carries. By a page link, into its page alone."""
    token, until = token or tokens.new(), at + SESSION_LASTS
    session.add(SignIn(person=person, token_hash=tokens.hashed(token), began_at=at, seen_at=at, device=device[:60],
                       page_link_id=link.id if link else None, expires_at=min(until, link.expires_at) if link else until))
    return token


def whose(session: Session, token: str, *, at: datetime) -> Person | None:
    """The person a session's token stands for, while the session lives and the person has not left."""
    found = current(session, token, at=at)
    return found.Person if found else None


def current(session: Session, token: str, *, at: datetime) -> Row[tuple[Person, int, datetime | None, int | None, int | None]] | None:
    """(Person, id, seen_at, meeting_id, check_in_id) of the session that has this token, while it lives. The last two say into
    whose page alone it is let; both are None for a session that is let in everywhere (`page_links.page_of`)."""
    return session.execute(_signed_in(tokens.hashed(token), at)).one_or_none()


@built_once
def _signed_in(token_hash: str, at: datetime) -> Select[tuple[Person, int, datetime | None, int | None, int | None]]:
    return (
        select(Person, SignIn.id, SignIn.seen_at, PageLink.meeting_id, PageLink.check_in_id)
        .join_from(SignIn, Person).outerjoin(PageLink, SignIn.page_link_id == PageLink.id)
        .where(lives(token_hash, at)))


def lives(token_hash: str, at: datetime) -> ColumnElement[bool]:
    """Whether a session, with its person and the page link it came by, is the one of this token and lets them in."""
    return and_(SignIn.token_hash == token_hash, SignIn.ended_at.is_(None), SignIn.expires_at > at, Person.left_at.is_(None),
                PageLink.revoked_at.is_(None))


def end(session: Session, token: str, *, at: datetime) -> None:
    """Sign out."""
    signed = session.scalar(select(SignIn).where(SignIn.token_hash == tokens.hashed(token), SignIn.ended_at.is_(None)))
    if signed:
        signed.ended_at = at


def end_all(session: Session, person: Person, *, at: datetime) -> None:
    """Sign the person out everywhere, and make void the links that they have not used, and those to one page."""
    session.execute(update(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None)).values(ended_at=at))
    void_links(session, person, at=at)


def void_links(session: Session, person: Person, *, at: datetime) -> None:
    """Make void the links that the person has not used, and those to one page, with what was begun by those."""
    session.execute(update(SignInLink).where(SignInLink.person_id == person.id, SignInLink.expires_at > at)
                    .values(expires_at=at))
    page_links.revoke(session, PageLink.person_id == person.id, at=at)


def end_everything(session: Session, *, at: datetime) -> None:
    """Sign everybody out, and make every link and code void."""
    session.execute(update(SignIn).where(SignIn.ended_at.is_(None)).values(ended_at=at))
    session.execute(update(SignInLink).where(SignInLink.used_at.is_(None), SignInLink.expires_at > at).values(expires_at=at))
    page_links.revoke(session, at=at)
    session.execute(delete(FirstAdminCode))


def first_admin_code(session: Session, *, at: datetime) -> str:
    """A code for the first page of an empty database, short enough to type; a new one makes older ones void."""
    code = secrets.token_hex(4).upper()
    for old in session.scalars(select(FirstAdminCode)):
        session.delete(old)
    attempts.forget(session, attempts.WRONG_CODES, attempts.WRONG_CODES_OF_ALL)
    session.add(FirstAdminCode(code_hash=tokens.hashed(code), made_at=at))
    return f"{code[:4]}-{code[4:]}"


def make_first_admin(session: Session, *, code: str, name: str, email: str, at: datetime) -> Person:
    """The first person of an empty database, an admin. Needs the code from the terminal, and works once."""
    if not is_empty(session):
        raise Refused("Somebody is here already. Ask an admin to add you.")
    typed = code.strip().upper().replace("-", "")
    known = session.scalar(select(FirstAdminCode).where(FirstAdminCode.code_hash == tokens.hashed(typed)).with_for_update())
    if known is None or known.made_at + CODE_LASTS < at:
        raise Refused("This is not the code in the terminal. It looks like AB12-CD34; starting again prints a new one.",
                      "code")
    session.delete(known)
    return people.add(session, name=name, email=email, is_admin=True, at=at)


def is_empty(session: Session) -> bool:
    """Whether nobody is here yet, so that the first page makes the first admin."""
    return session.scalar(select(Person.id).limit(1)) is None


def _session_token(link: str, browser: str) -> str:
    return hmac.new(link.encode(), browser.encode(), hashlib.sha256).hexdigest()
