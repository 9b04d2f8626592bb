"""A link that opens one page, as often as needed: what its person is asked in one meeting, until that is closed; or one
check-in of theirs, until the verdict on its days.

Whoever has it comes in without a password, to this page and to nothing else. The token has 32 random bytes; its SHA-256 is
kept, so each letter that quotes a link makes one of its own.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Row, Select, String, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from reviews import attempts, letters, tokens
from reviews.base import Base
from reviews.checkins import CheckIn, side_of, to_write
from reviews.contributors import Contributor
from reviews.errors import Refused
from reviews.meetings import Meeting, Review, under_way
from reviews.people import Person

LASTS = timedelta(days=60)


class PageLink(Base):
    """It opens the page of a meeting or of a check-in. `made_by` is the facilitator who was given the link to hand over, nobody
    where it went by mail."""

    __tablename__ = "page_link"
    __table_args__ = (CheckConstraint("(meeting_id IS NULL) <> (check_in_id IS NULL)", name="one_page"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    check_in_id: Mapped[int | None] = mapped_column(ForeignKey("check_in.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    made_by: Mapped[Person | None] = relationship(foreign_keys=made_by_id)
    meeting: Mapped[Meeting | None] = relationship()
    check_in: Mapped[CheckIn | None] = relationship()

    @property
    def opens(self) -> Meeting | CheckIn:
        """What its page is about."""
        return self.meeting or self.check_in


class OnePage(NamedTuple):
    """The one page that a session which was begun by a link is let into: that of a meeting, or that of a check-in."""

    meeting_id: int | None = None
    check_in_id: int | None = None


@dataclass(frozen=True)
class Asked:
    """What somebody is asked by a link. In a meeting: to write, as this contributor, about so many reps whose turn has not
    come; and to answer two questions, in this review, where they are a rep. At a check-in: to write this side of it."""

    contributor: Contributor | None = None
    reps: int = 0
    own: Review | None = None
    side: str | None = None

    def __bool__(self) -> bool:
        return self.contributor is not None or self.own is not None or self.side is not None


@dataclass(frozen=True)
class Void:
    """Why a link opens nothing, in a sentence, and whether its person can be sent a new one."""

    sentence: str
    renewable: bool = False


def make(session: Session, person: Person, to: Meeting | CheckIn, *, by: Person | None = None, at: datetime) -> str:
    """A new link to what the person is asked in the meeting, or at the check-in: returns its token, which is not kept."""
    token = tokens.new()
    session.add(PageLink(person=person, **_about(to), token_hash=tokens.hashed(token), made_at=at, made_by=by, expires_at=at + LASTS))
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


def page_of(signed: Row) -> OnePage | None:
    """The one page that a session is let into, None for one that is let in everywhere; see `signing_in.current`."""
    return OnePage(signed.meeting_id, signed.check_in_id) if signed.meeting_id or signed.check_in_id else None


def asked_of(session: Session, person: Person, to: Meeting | CheckIn) -> Asked:
    """What the person is asked in this meeting, or at this check-in."""
    return _asked_in(session, person, to) if isinstance(to, Meeting) else Asked(side=side_of(to.plan, person))


def _asked_in(session: Session, person: Person, meeting: Meeting) -> Asked:
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
    if over := _over(link.opens):
        return Void(over)
    if not asked_of(session, link.person, link.opens):
        return Void(f"{link.person.name} is {not_asked(link.opens)}")
    return _worn_out(link, at)


def _over(to: Meeting | CheckIn) -> str | None:
    """That its page is done with, in a sentence."""
    if isinstance(to, Meeting):
        return "This meeting is over, and so is its link. What was written is kept." if to.closed_at else None
    return "This check-in is closed, and so is its link. What was written is kept." if to.closed_at or to.plan.closed_at else None


def not_asked(to: Meeting | CheckIn) -> str:
    """What is said to whom nothing is asked there any more."""
    if isinstance(to, Meeting):
        return f"not asked to this meeting any more. If that is a mistake, tell {to.facilitator.name}, who runs it."
    return f"not asked for this check-in any more: {to.plan.coach.name} is."


def _worn_out(link: PageLink, at: datetime) -> Void | None:
    anew = "" if link.person.email else _without_an_address(link)
    if link.revoked_at:
        return Void(f"This link was made void, so that nobody else can use it.{anew}", renewable=not anew)
    if link.expires_at <= at:
        return Void(f"This link has run out. Each works for {LASTS.days} days.{anew}", renewable=not anew)
    return None


def _without_an_address(link: PageLink) -> str:
    if link.meeting:
        return f" {link.meeting.facilitator.name} can give you a new one."
    return f" An admin can note an e-mail address for {link.person.name}; new ones go there."


def renew(session: Session, person: Person, to: Meeting | CheckIn, *, at: datetime) -> None:
    """Send the person a new link, to the address that stands with their name; a few times an hour."""
    attempts.enter(session, attempts.LINKS_RENEWED, str(person.id), at=at)
    key = f"renewed:{to.__tablename__}:{to.id}:{person.id}:{at.isoformat()}"
    letters.tell(session, person, letters.RENEWED, key=key, **_about(to), at=at)


def renew_all(session: Session, address: str, *, at: datetime) -> None:
    """Send a new link for each meeting to which the person with this address is asked just now, and for each check-in that they
    can write. It says nothing of whether there is such a person, nor of one who had enough of them."""
    person = session.scalar(select(Person).where(Person.email == address.strip().lower(), Person.left_at.is_(None)))
    if person is None:
        return
    with suppress(attempts.TooMany):
        for to in (*session.scalars(_asking(person)), *to_write(session, person, at=at)):
            renew(session, person, to, at=at)


def _asking(person: Person) -> Select[tuple[Meeting]]:
    asks = or_(Meeting.contributors.any(person_id=person.id), Meeting.reviews.any(rep_id=person.id))
    return select(Meeting).where(Meeting.opened_at.is_not(None), Meeting.closed_at.is_(None), asks).order_by(Meeting.id)


def _about(to: Meeting | CheckIn) -> dict[str, Meeting | CheckIn]:
    return {"meeting": to} if isinstance(to, Meeting) else {"check_in": to}


def revoke(session: Session, *which: ColumnElement[bool], at: datetime) -> None:
    """Make links void, and the sessions that were begun by them: all, or those of which this holds."""
    session.execute(update(PageLink).where(PageLink.revoked_at.is_(None), *which).values(revoked_at=at))
