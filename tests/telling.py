"""What people are told, in the tests: the matters of somebody, and a letter that took them out, without any mail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from reviews import invitations
from reviews.letters import Letter, Matter
from reviews.people import Person


def matters(session: Session, person: Person) -> list[str]:
    """The kinds of what this person was or is to be told, in order."""
    return list(session.scalars(select(Matter.kind).where(Matter.person == person).order_by(Matter.id)))


def matter_of(session: Session, person: Person, kind: str) -> Matter:
    """The last of this kind."""
    return session.scalars(select(Matter).where(Matter.person == person, Matter.kind == kind).order_by(Matter.id.desc())).first()


def send(session: Session, *people: Person, at: datetime) -> None:
    """Letters with all that waits for these people went out at this moment."""
    for person in people:
        waiting = session.scalars(select(Matter).where(Matter.person == person, Matter.letter_id.is_(None))).all()
        session.add(Letter(person=person, address=person.email, message_id=f"<{person.id}.{at.timestamp()}@test>", made_at=at,
                           handed_over_at=at, sent_at=at, sent_on=at.date(), matters=waiting))
    session.commit()


def remind(session: Session, *, at: datetime) -> None:
    """A round of the worker."""
    invitations.remind(session, at=at)
    session.commit()
