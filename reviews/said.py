"""What somebody sees only now, and says in the room while the rep is on the table: under their own name, or noted for them.

It is handed in as it is said. Until the meeting closes its author can word it anew; who noted it can, as long as they have not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from reviews import drafts, windows
from reviews.board import hold as hold_board
from reviews.errors import Refused
from reviews.holding import hold, unchanged
from reviews.meetings import Review, not_closed
from reviews.observations import begun_by, not_widened, pass_on
from reviews.observed import Observation
from reviews.on_the_table import function_of, speaks_for, undecided
from reviews.people import Person
from reviews.queries.observations import own_of
from reviews.readers import leave_theme
from reviews.sight import checked

KEY = "room-"  # begins the keys of forms in the room: what one began there one finds there again
FACTS = ("kind", "text", "effect", "occasion")
HERS_NOW = "{author} has put this into words of their own since. It stays as they say it; what you typed is still here."


def say(review: Review, author: Person, *, by: Person, key: str | None = None, tab: str = "", seen: int | None = None,
        promised: str | None = None, at: datetime, **facts) -> Observation:
    """Say what somebody saw: at once all in the room read it. `by` is its author, or who leads the room and notes it for them.

    The draft of `by` that this form, by its `key`, has begun becomes it; sent twice it is said once.
    """
    undecided(review)
    speaks_for(review, by, author)
    function, facts = function_of(review, author), checked(review, **facts)
    draft = begun_by(review, by, key) or _noted_by(review, by, key)
    if draft and draft.handed_in_at:
        if all(getattr(draft, name) == facts[name] for name in FACTS):
            return draft
        draft = key = None
    if draft:
        windows.check(draft, tab, seen, **{name: facts[name] for name in FACTS})
    said = _own(draft, facts) if draft and author.id == by.id else _anew(review, author, by, key, draft, at)
    for fact, value in facts.items():
        setattr(said, fact, value)
    said.function, said.tab, said.said_at, said.changed_at = function, tab, at, at
    said.noted_by_id, said.confirmed_at = (None, None) if author.id == by.id else (by.id, at)
    pass_on(said, promised if author.id == by.id else None, at)
    return said


def begin(review: Review, by: Person, *, key: str, tab: str, seen: int | None = None, at: datetime, **facts) -> Observation | None:
    """Save what `by` is typing in the room, as a draft of theirs alone, be it said by whom it may. What arrives after it was
    noted for somebody else is late, and makes no second one."""
    if noted := _noted_by(review, by, key):
        return noted
    return drafts.save(review, by, key=key, tab=tab, seen=seen, function=function_of(review, by), at=at, **facts)


def begun_in_room(review: Review, person: Person) -> Observation | None:
    """What this person has begun to say in the room about the rep, and not said yet: the draft they typed in last."""
    return begun_among(object_session(review).scalars(own_of(person, review)), person)


def begun_among(written: Iterable[Observation], person: Person) -> Observation | None:
    """The same, where what they have written of the rep is known."""
    drafts = (one for one in written if one.author_id == person.id and not one.handed_in_at and not one.personal
              and (one.key or "").startswith(KEY))
    return max(drafts, key=lambda one: (one.changed_at, one.id), default=None)


def may_correct(observation: Observation, person: Person) -> bool:
    """Whether it was said in the room, and these are this person's words, or words that they noted."""
    return observation.said_at is not None and person.id in (observation.author_id, observation.noted_by_id)


def correct(observation: Observation, *, by: Person, seen: int | None = None, at: datetime, **facts) -> Observation:
    """Word it anew, until the meeting closes. Once its author has, it is theirs alone."""
    review = observation.review
    hold_board(review)
    not_closed(review.meeting)
    hold(observation)
    if not may_correct(observation, by):
        raise Refused(HERS_NOW.format(author=observation.author.name), "text")
    facts = {name: checked(review, **facts)[name] for name in FACTS}
    unchanged(observation, seen, **facts)
    if facts["kind"] != observation.kind:
        _change_sides(observation)
    for fact, value in facts.items():
        setattr(observation, fact, value)
    observation.changed_at = at
    if by.id == observation.author_id:
        observation.noted_by_id = None
    return observation


def _own(draft: Observation, facts: dict[str, object]) -> Observation:
    not_widened(draft, facts)
    return draft


def _noted_by(review: Review, by: Person, key: str | None) -> Observation | None:
    """What was said by somebody else in the form of `by` with this key."""
    same = (Observation.review_id == review.id, Observation.noted_by_id == by.id, Observation.key == key)
    return object_session(review).scalar(select(Observation).where(*same)) if key else None


def _anew(review: Review, author: Person, by: Person, key: str | None, draft: Observation | None,
          at: datetime) -> Observation:
    """A new one. What `by` had typed of it so far was a draft of theirs, and goes."""
    session: Session = object_session(review)
    if draft:
        session.delete(draft)
    made = Observation(review=review, author=author, made_at=at, key=key)
    session.add(made)
    return made


def _change_sides(observation: Observation) -> None:
    """From a gain to an opportunity, or back. The two do not mix, so it leaves its theme, as long as none is chosen."""
    review = observation.review
    if review.decided_at or review.closed_at:
        raise Refused("The board stays as it was when this was decided, so it remains among the others of its kind. "
                      "You can change the words.", "kind")
    leave_theme(observation)
