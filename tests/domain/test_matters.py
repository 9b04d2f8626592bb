"""What a person is to be told by mail: once a key, and one letter a day, which the database itself holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from reviews import letters
from reviews.letters import INVITATION, NUDGE, Letter, Matter


def letter(person, clock, name: str, **facts) -> Letter:
    return Letter(person=person, address=person.email, message_id=f"<{name}@courtside>", made_at=clock(), **facts)


def test_the_same_is_told_once(session, cast, clock):
    first = letters.tell(session, cast.priya, INVITATION, key="meeting:1:invitation:person:1", at=clock())
    again = letters.tell(session, cast.priya, INVITATION, key="meeting:1:invitation:person:1", at=clock.forward(hours=1))
    other = letters.tell(session, cast.priya, NUDGE, key="another", by=cast.marc, due_at=clock() + timedelta(1), at=clock())
    session.commit()
    assert again is first and session.scalars(select(Matter).order_by(Matter.id)).all() == [first, other]
    assert (first.due_at, other.due_at) == (first.made_at, clock() + timedelta(1))


@pytest.mark.parametrize("state", [{"sent": True}, {"sent": False}], ids=["sent", "waiting"])
def test_the_database_lets_one_letter_a_person_and_day_be(state, session, cast, clock):
    def facts(**more):
        day = {"sent_on": clock().date(), "sent_at": clock()} if state["sent"] else {"next_try_at": clock()}
        return day | more

    session.add_all([letter(cast.priya, clock, "one", **facts()), letter(cast.marc, clock, "marc", **facts()),
                     letter(cast.priya, clock, "asked", **facts(at_once=True)), letter(cast.priya, clock, "me", **facts(at_once=True))])
    session.commit()
    session.add(letter(cast.priya, clock, "two", **facts()))
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()
