"""What somebody saw of a rep on any day: theirs alone, until it stands ready as a draft in the rep's next meeting."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, object_session

from reviews import drafts, windows
from reviews.days import local_day
from reviews.errors import Refused
from reviews.holding import as_seen, hold
from reviews.noted import Note
from reviews.observed import Observation
from reviews.people import Person
from reviews.queries.notes import places_for, reps_seen_by
from reviews.ready import stand_ready
from reviews.sight import NO_TEXT, bare, check_kind, check_length

NO_REP = "Choose whom you saw."
ELSEWHERE = "This was handed in meanwhile, and stays with the rep it is about."


def write(session: Session, author: Person, *, rep_id: int, text: str, kind: str = "", key: str | None = None, tab: str = "",
          seen: int | None = None, at: datetime) -> Note | Observation:
    """Note what somebody saw of a rep. In an open meeting that waits for it, it is a draft at once."""
    if not plain(text):
        raise Refused(NO_TEXT, "text")
    return save(session, author, rep_id=rep_id, text=text, kind=kind, key=key, tab=tab, seen=seen, at=at)


def save(session: Session, author: Person, *, rep_id: int, text: str, kind: str = "", key: str | None = None, tab: str = "",
         seen: int | None = None, at: datetime) -> Note | Observation | None:
    """Save what the author's form with this `key` holds by now. While it holds no words there is nothing; emptied, it goes.

    `tab` is the window it is typed in, and `seen` the version that this window saw, see `reviews.windows`.
    """
    places = _held_places(session, author, rep_id)
    facts = _checked(rep_id, kind, text)
    if draft := _begun(session, Observation, author, key):
        if draft.review.rep_id == rep_id:
            return _go_on(draft, facts, tab, seen, at)
        _leave(draft, facts, tab, seen)
    if note := _begun(session, Note, author, key):
        return change(note, **facts, tab=tab, seen=seen, at=at)
    if not facts["text"]:
        return None
    rep = about(session, author, rep_id)
    note = Note(author=author, **facts, seen_on=local_day(at, rep.time_zone), key=key or secrets.token_urlsafe(16), tab=tab,
                made_at=at, changed_at=at)
    session.add(note)
    return _settled(note, places)


def change(note: Note, *, rep_id: int, text: str, kind: str = "", tab: str = "", seen: int | None = None,
           at: datetime) -> Note | Observation | None:
    """Its author words it anew, or says that it is about another rep. Emptied, it goes."""
    session, author = object_session(note), note.author
    places = _held_places(session, author, rep_id)
    hold(note)
    facts = _checked(rep_id, kind, text)
    if windows.is_late(tab, note.tab) or all(getattr(note, fact) == value for fact, value in facts.items()):
        return _settled(note, places)
    windows.check(note, tab, seen, **facts)
    if not facts["text"]:
        return session.delete(note)
    if rep_id != note.rep_id:
        note.rep = session.get(Person, about(session, author, rep_id).id)
    note.kind, note.text, note.tab, note.changed_at = facts["kind"], facts["text"], tab, at
    return _settled(note, places)


def discard(note: Note, *, seen: int | None = None) -> None:
    """Throw it away."""
    hold(note)
    as_seen(note, seen, "You have changed this since you opened this page, and it is kept. "
            "Read it as it stands now; you can still discard it.")
    object_session(note).delete(note)


def begun(session: Session, author: Person, key: str) -> Note | Observation | None:
    """What the author's form with this key has begun: a note, or a draft where it stands ready already."""
    return _begun(session, Observation, author, key) or _begun(session, Note, author, key)


def about(session: Session, author: Person, rep_id: int) -> Row:
    """The rep whom the author may note something about, with their team, or a refusal."""
    rep = next((rep for rep in session.execute(reps_seen_by(author)) if rep.id == rep_id), None)
    if rep is None:
        raise Refused(NO_REP, "rep_id")
    return rep


def plain(text: str) -> str:
    """The text as it is kept, or a refusal where it is too long."""
    text = bare(text)
    check_length(text, "text")
    return text


def _checked(rep_id: int, kind: str, text: str) -> dict[str, object]:
    check_kind(kind)
    return {"rep_id": rep_id, "kind": kind, "text": plain(text)}


def _held_places(session: Session, author: Person, rep_id: int) -> list:
    """Where it belongs: none of these meetings is opened, takes somebody up or is closed before this transaction ends."""
    places = session.scalars(places_for(author, rep_id)).all()
    for place in places:
        hold(place.meeting, shared=True)
    return places


def _settled(note: Note, places: list) -> Note | Observation:
    """The note where it belongs by now: a draft in a meeting that is open, or a note that waits for one."""
    session = object_session(note)
    session.flush()
    for place in places:
        stand_ready(place)
    return _begun(session, Observation, note.author, note.key) or note


def _begun(session: Session, kind: type, author: Person, key: str | None):
    return session.scalar(select(kind).where(kind.author_id == author.id, kind.key == key)) if key else None


def _go_on(draft: Observation, facts: dict, tab: str, seen: int | None, at: datetime) -> Observation | None:
    """The draft it has become is typed on, with all else that was said there meanwhile."""
    kept = {name: getattr(draft, name) for name in ("effect", "occasion", "suggestion", "basis", "personal", "without_manager")}
    if not (facts["text"] or draft.effect or draft.suggestion):
        kept["occasion"] = ""  # the day alone is no draft
    return drafts.keep(draft, kind=facts["kind"] or draft.kind, text=facts["text"], **kept, tab=tab, seen=seen, at=at)


def _leave(draft: Observation, facts: dict, tab: str, seen: int | None) -> None:
    """It was about somebody else: the draft it has become goes, with what this window has seen of it."""
    hold(draft)
    if draft.handed_in_at:
        raise Refused(ELSEWHERE, "rep_id")
    windows.check(draft, tab, seen, text=facts["text"])
    session = object_session(draft)
    session.delete(draft)
    session.flush()
