"""What contributors saw of a rep, from the draft to what is handed in, and who was promised to read it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import object_session

from reviews import nothing_to_add, windows
from reviews.asking import asked_as, can_after_all, keep_still, open_for
from reviews.errors import Refused
from reviews.holding import as_seen, hold
from reviews.meetings import Review, not_closed
from reviews.observed import Observation
from reviews.people import Person
from reviews.readers import leave_theme, narrow, promise, readers_of
from reviews.sight import BASES, FIRST_HAND, FROM_DATA, GAIN, HEARD, KINDS, LONGEST, NO_TEXT, OPPORTUNITY, WORDS, checked, whole

__all__ = [
    "BASES", "FIRST_HAND", "FROM_DATA", "GAIN", "HEARD", "KINDS", "LONGEST", "OPPORTUNITY",
    "Observation", "change", "confirm", "discard", "hand_in", "mark_personal", "note", "readers_of",
    "pass_on", "take_back", "write",
]


def write(review: Review, author: Person, *, hand_in: bool = False, promised: str | None = None, key: str | None = None,
          tab: str = "", seen: int | None = None, at: datetime, **facts) -> Observation:
    """Write down what somebody saw of a rep, as a draft of theirs or handed in at once.

    The facts are those of `sight.checked`. `promised` is the sentence that stood at the field; when it is not true any
    more, nothing is handed in. None: no page showed one. What this form, by its `key`, has begun already is changed.
    """
    open_for(review)
    function = asked_as(review, author)
    if begun := begun_by(review, author, key):
        return change(begun, seen=seen, tab=tab, hand_in=hand_in, promised=promised, at=at, **facts)
    facts = checked(review, **facts, draft=not hand_in)
    if not any(facts[name] for name in WORDS):
        raise Refused(NO_TEXT, "text")
    if _same(review, author, facts):
        raise Refused(f"You have written exactly this about {review.rep.first} already.", "text")
    observation = Observation(review=review, author=author, function=function, key=key or None, tab=tab, made_at=at,
                              changed_at=at, **facts)
    if hand_in:
        pass_on(observation, promised, at)
    object_session(review).add(observation)
    return observation


def begun_by(review: Review, author: Person, key: str | None) -> Observation | None:
    """What the author's form with this key has begun about the rep."""
    mine = select(Observation).where(Observation.author_id == author.id, Observation.key == key, Observation.review_id == review.id)
    return object_session(review).scalar(mine) if key else None


def note(review: Review, author: Person, *, by: Person, at: datetime, **facts) -> Observation:
    """Type an observation in somebody else's name: until they confirm it, the facilitator and the manager alone see it.

    The same one again changes nothing.
    """
    function = asked_as(review, author)
    not_closed(review.meeting)
    facts = checked(review, **facts)
    if same := _same(review, author, facts):
        return same
    observation = Observation(review=review, author=author, function=function, made_at=at, changed_at=at,
                              noted_by_id=None if by is author else by.id, **facts)
    pass_on(observation, None, at)
    object_session(review).add(observation)
    return observation


def change(observation: Observation, *, seen: int | None = None, tab: str = "", hand_in: bool = False,
           promised: str | None = None, at: datetime, **facts) -> Observation:
    """Its author words it anew; `seen` is the version they saw, unless this very window, `tab`, has saved it last. What was
    typed in their name is confirmed by it."""
    review = observation.review
    open_for(review)
    hold(observation)
    handed_in = observation.handed_in_at and not observation.needs_confirming
    facts = checked(review, **facts, draft=not hand_in and not observation.handed_in_at)
    if handed_in:
        _not_read_yet(observation)
    not_widened(observation, facts)
    windows.check(observation, tab, seen, **facts)
    if facts["kind"] != observation.kind:
        leave_theme(observation)  # gains and opportunities do not mix
    for fact, value in facts.items():
        setattr(observation, fact, value)
    observation.tab, observation.changed_at = tab, at
    if handed_in:
        narrow(observation)
    elif hand_in or observation.needs_confirming:
        observation.confirmed_at = at
        pass_on(observation, promised, at)
    return observation


def hand_in(observation: Observation, *, promised: str | None = None, seen: int | None = None, at: datetime) -> None:
    """Hand a draft in. It may be one that was still open when its rep was taken up, while the meeting lasts."""
    open_for(observation.review)
    hold(observation)
    if observation.handed_in_at:
        return
    as_seen(observation, seen, "You have changed this since you opened this page. Read it as it stands now, then hand it in.")
    whole(observation.kind, observation.text)
    pass_on(observation, promised, at)


def confirm(observation: Observation, *, promised: str | None = None, seen: int | None = None, at: datetime) -> None:
    """The author says yes to what was typed in their name: from now on it is as if they had handed it in."""
    open_for(observation.review)
    hold(observation)
    if not observation.needs_confirming:
        return
    as_seen(observation, seen, "This was changed since you opened this page. Read it as it stands now, then confirm it.")
    observation.confirmed_at = at
    pass_on(observation, promised, at)


def take_back(observation: Observation, *, at: datetime) -> None:
    """Make it a draft again, its author's alone, as long as the rep is not on the table."""
    open_for(observation.review)
    hold(observation)
    if observation.handed_in_at is None:
        return
    if observation.needs_confirming:
        raise Refused("Confirm this, change it, or discard it.")
    _not_read_yet(observation)
    leave_theme(observation)
    observation.handed_in_at = observation.for_manager = observation.for_facilitator = None


def discard(observation: Observation, *, seen: int | None = None) -> None:
    """Throw a draft away, or what somebody typed in one's name. What was handed in is taken back first."""
    hold(observation)
    as_seen(observation, seen, "You have changed this since you opened this page, and it is kept. "
            "Read it as it stands now; you can still discard it.")
    if observation.handed_in_at and not observation.needs_confirming:
        raise Refused("This was handed in. Take it back to a draft first, as long as its rep is not on the table.")
    object_session(observation).delete(observation)


def mark_personal(observation: Observation, *, by: Person, at: datetime) -> None:
    """Keep it between manager and facilitator from now on; it leaves its theme. This is not undone."""
    keep_still(observation.review)  # nobody puts it into a theme meanwhile
    hold(observation)
    if observation.personal:
        return
    observation.personal = True
    narrow(observation)


def _not_read_yet(observation: Observation) -> None:
    review = observation.review
    if review.taken_up_at:
        raise Refused(f"{review.rep.first}’s turn has come, and others read this now. It stays as it was handed in. "
                      "What you have typed since is still here; you can hand it in as a new one.", "text")


def not_widened(observation: Observation, facts: dict) -> None:
    """Refuse what would let more people read what was handed in to few (law 7)."""
    wider = any(getattr(observation, fact) and not facts[fact] for fact in ("personal", "without_manager"))
    if wider and observation.readers:
        raise Refused("This was handed in to fewer readers, and stays with them. Discard it and write it anew if "
                      "others may read it.", "personal")


def _same(review: Review, author: Person, facts: dict) -> Observation | None:
    same = select(Observation).filter_by(review_id=review.id, author_id=author.id, kind=facts["kind"], text=facts["text"])
    return object_session(review).scalar(same.limit(1))


def pass_on(observation: Observation, promised: str | None, at: datetime) -> None:
    """Give it to its readers, with their promise. It takes the place of an answer that there is nothing to add."""
    review, author = observation.review, observation.author
    promise(observation, promised)
    observation.handed_in_at = at
    if not observation.needs_confirming:
        can_after_all(review, author)
        nothing_to_add.take_back(review, author)
