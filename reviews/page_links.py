"""A link that opens one page: what its person is asked in one meeting, as often as needed, until that meeting is closed.

Whoever has it comes in without a password, to this page and to nothing else. The token has 32 random bytes; its SHA-256 is
kept, so each letter that quotes a link makes one of its own.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ForeignKey, Select, String, and_, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from reviews import attempts, letters, tokens
from reviews.base import Base
from reviews.built import built_once
from reviews.contributors import Contributor
from reviews.errors import Refused
from reviews.meetings import Meeting, Review, under_way
from reviews.people import Person

LASTS = timedelta(days=60)


class PageLink(Base):
    """`made_by` is the facilitator who was given the link to hand over, nobody where it went by mail."""

    __tablename__ = "page_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    made_by: Mapped[Person | None] = relationship(foreign_keys=made_by_id)
    meeting: Mapped[Meeting] = relationship()


@dataclass(frozen=True)
class Asked:
    """What somebody is asked in a meeting: to write, as this contributor, about so many reps whose turn has not come;
    and to answer two questions, in this review, where they are a rep."""

    contributor: Contributor | None
    reps: int
    own: Review | None

    def __bool__(self) -> bool:
        return self.contributor is not None or self.own is not None


@dataclass(frozen=True)
class Void:
    """Why a link opens nothing, in a sentence, and whether its person can be sent a new one."""

    sentence: str
    renewable: bool = False


def make(session: Session, person: Person, meeting: Meeting, *, by: Person | None = None, at: datetime) -> str:
    """A new link to what the person is asked in the meeting: returns its token, which is not kept."""
    token = tokens.new()
    session.add(PageLink(person=person, meeting=meeting, token_hash=tokens.hashed(token), made_at=at, made_by=by,
                         expires_at=at + LASTS))
    return token


def hand_over(session: Session, person: Person, meeting: Meeting, *, by: Person, at: datetime) -> str:
    """A new link for somebody without an address, given to the facilitator to hand over: returns its token. It stands on the
    person's page who was given it, since whoever has it can write in their name."""
    under_way(meeting)
    if not asked_of(session, person, meeting) or person.left_at:
        raise Refused(f"{person.name} is not asked to this meeting.")
    if person.email:
        raise Refused(f"{person.name} has an e-mail address: the link goes there, and is for nobody else’s hands.")
    return make(session, person, meeting, by=by, at=at)


def link_of(session: Session, token: str) -> PageLink | None:
    """The link that was made with this token, whether it opens anything or not."""
    return session.scalar(select(PageLink).where(PageLink.token_hash == tokens.hashed(token)))


def asked_of(session: Session, person: Person, meeting: Meeting) -> Asked:
    """What the person is asked in this meeting."""
    here = Review.meeting_id == meeting.id
    waiting = select(func.count()).where(
        here, Review.rep_id != person.id, Review.taken_up_at.is_(None), Review.closed_at.is_(None))
    return Asked(
        session.scalar(select(Contributor).where(Contributor.meeting_id == meeting.id, Contributor.person_id == person.id)),
        session.scalar(waiting), session.scalar(select(Review).where(here, Review.rep_id == person.id)))


def void(session: Session, link: PageLink | None, *, at: datetime) -> Void | None:
    """Why a link opens nothing; None when it opens its page."""
    if link is None:
        return Void("This link is not complete, or it is none of ours. Copy it again, whole, or have a new one sent.")
    if link.person.left_at:
        return Void("Whoever this link was for is not here any more. An admin can bring them back.")
    if link.meeting.closed_at:
        return Void("This meeting is over, and so is its link. What was written is kept.")
    if not asked_of(session, link.person, link.meeting):
        return Void(f"{link.person.name} is not asked to this meeting any more. If that is a mistake, tell "
                    f"{link.meeting.facilitator.name}, who runs it.")
    return _worn_out(link, at)


def _worn_out(link: PageLink, at: datetime) -> Void | None:
    anew = "" if link.person.email else f" {link.meeting.facilitator.name} can give you a new one."
    if link.revoked_at:
        return Void(f"This link was made void, so that nobody else can use it.{anew}", renewable=not anew)
    if link.expires_at <= at:
        return Void(f"This link has run out. Each works for {LASTS.days} days.{anew}", renewable=not anew)
    return None


def renew(session: Session, person: Person, meeting: Meeting, *, at: datetime) -> None:
    """Send the person a new link, to the address that stands with their name; a few times an hour."""
    attempts.enter(session, attempts.LINKS_RENEWED, str(person.id), at=at)
    letters.tell(session, person, letters.RENEWED, key=f"renewed:{meeting.id}:{person.id}:{at.isoformat()}", meeting=meeting, at=at)


def renew_all(session: Session, address: str, *, at: datetime) -> None:
    """Send a new link for each meeting to which the person with this address is asked just now. It says nothing of whether
    there is such a person, nor of one who had enough of them."""
    open_ = select(Meeting).where(Meeting.opened_at.is_not(None), Meeting.closed_at.is_(None))
    person = session.scalar(select(Person).where(Person.email == address.strip().lower(), Person.left_at.is_(None)))
    with suppress(attempts.TooMany):
        for meeting in session.scalars(open_.where(_asks(person)).order_by(Meeting.id)) if person else ():
            renew(session, person, meeting, at=at)


def _asks(person: Person) -> ColumnElement[bool]:
    return or_(Meeting.contributors.any(person_id=person.id), Meeting.reviews.any(rep_id=person.id))


def revoke(session: Session, *which: ColumnElement[bool], at: datetime) -> None:
    """Make links void, and the sessions that were begun by them: all, or those of which this holds."""
    session.execute(update(PageLink).where(PageLink.revoked_at.is_(None), *which).values(revoked_at=at))
