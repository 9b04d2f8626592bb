"""Observations of one meeting from a file, brought in by its facilitator; each waits for its author to confirm it.

An author has to be somebody who is here. Whoever is here and not yet asked to the meeting is asked by confirming, with
the function that the file or their page says; the preview lists them first. `observations_written` writes it down.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from reviews.columns import function_of, kind_of
from reviews.contributors import Contributor
from reviews.errors import Refused
from reviews.here import Known, people_here, stamp
from reviews.imports import SURPLUS, ObservationsImport
from reviews.meetings import Meeting, Review, not_closed
from reviews.observations import Observation
from reviews.occasions import Occasions
from reviews.people import Person
from reviews.previews import Entry, Preview
from reviews.questions import Asking, Question
from reviews.roster import key_of
from reviews.sight import LONGEST
from reviews.tables import Row


@dataclass(frozen=True, slots=True)
class Saw:
    """What one row says: who saw what of whom."""

    review_id: int
    rep: Known
    author: Known
    kind: str
    text: str
    occasion: str

    @property
    def key(self) -> tuple[int, int, str]:
        """What makes it the same one: rep, author, text."""
        return self.review_id, self.author.id, key_of(self.text)


@dataclass
class Plan:
    """What is to be written, and what was told of it."""

    preview: Preview
    new: list[Saw] = field(default_factory=list)
    to_ask: dict[Known, str] = field(default_factory=dict)


def plan(session: Session, import_: ObservationsImport, rows: Iterable[Row], *, by: Person) -> Plan:
    """What taking these rows in would add to the meeting, which it cannot take, and what is asked."""
    not_closed(import_.meeting)
    missing = [ours for ours in ("rep", "contributor", "kind", "text") if ours not in import_.columns]
    if missing:
        raise Refused(f"Say which column holds the {' and the '.join(missing)}.", missing[0])
    made, rows = Plan(Preview()), list(rows)
    asking = Asking(import_.answers)
    reader = _Reader(session, import_, by, asking, made, rows)
    known = []
    for row in rows:
        asking.row = row.number
        try:
            saw = reader.read(row)
            (known if reader.knows(saw) else made.new).append(saw)
        except Refused as refused:
            made.preview.leave_out(row, refused)
    _show_all(made, known)
    made.preview.questions = asking.questions
    return made


def stands_on(session: Session, import_: ObservationsImport) -> object:
    """The people, and all of the meeting that a plan looks at."""
    meeting = session.execute(select(Meeting.version, Meeting.facilitator_id, Meeting.closed_at).where(
        Meeting.id == import_.meeting_id)).one()
    own = Review.meeting_id == import_.meeting_id
    reviews = session.execute(select(Review.id, Review.version).where(own).order_by(Review.id)).all()
    asked = select(Contributor.person_id, Contributor.function).where(Contributor.meeting_id == import_.meeting_id)
    written = select(Observation.id, Observation.version, Observation.changed_at).join(Observation.review).where(own)
    seen = hashlib.sha256(repr(session.execute(written.order_by(Observation.id)).all()).encode()).hexdigest()
    return stamp(session), tuple(meeting), reviews, session.execute(asked.order_by(Contributor.person_id)).all(), seen


def _show_all(made: Plan, known: list[Saw]) -> None:
    for person, function in made.to_ask.items():
        made.preview.create(Entry("contributor", person.name, (("asked as", function),)))
    for saw in made.new:
        made.preview.create(_entry(saw))
    for saw in known:
        made.preview.same.add(_entry(saw))


def _entry(saw: Saw) -> Entry:
    facts = (("of", saw.rep.name), ("kind", saw.kind), ("text", saw.text), ("occasion", saw.occasion))
    return Entry("observation", saw.author.name, tuple(fact for fact in facts if fact[1]))


class _Reader:
    """Reads the rows of one file against one meeting, for the facilitator who brings it."""

    def __init__(self, session: Session, import_: ObservationsImport, by: Person, asking: Asking, made: Plan,
                 rows: list[Row]):
        self.columns, self.by, self.asking, self.to_ask = import_.columns, by, asking, made.to_ask
        here = people_here(session)
        self.review_of: dict[int, int] = {}
        self.over: set[int] = set()
        self.noted: set[tuple[int, int, str]] = set()
        self._look_at(session.execute(_reviews_and_what_is_known(import_.meeting_id, by)))
        self.people = _by_name_and_address(here)
        self.reps = _by_name_and_address(person for person in here if person.id in self.review_of)
        asked = select(Contributor.person_id, Contributor.function).where(Contributor.meeting_id == import_.meeting_id)
        self.asked = dict(map(tuple, session.execute(asked)))
        self.occasions = Occasions((row.raw(self.columns.get("occasion")) for row in rows), asking)

    def read(self, row: Row) -> Saw:
        """What the row says. Refuses one that cannot be taken."""
        if row.surplus:
            raise Refused(SURPLUS)
        rep = self._rep(self._cell(row, "rep"))
        author = self._author(self._cell(row, "contributor"), rep)
        text, occasion = self._cell(row, "text"), self._cell(row, "occasion")
        if not text:
            raise Refused("There is no text of what was seen.")
        if max(len(text), len(occasion)) > LONGEST:
            raise Refused(f"The text is too long: {len(text):,} letters. It can have {LONGEST:,}.")
        kind = kind_of(self._cell(row, "kind"))
        saw = Saw(self.review_of[rep.id], rep, author, kind, text, self.occasions.read(occasion))
        self._ask(author, function_of(self._cell(row, "function")))
        return saw

    def knows(self, saw: Saw) -> bool:
        """Whether it stands here already, or in an earlier row."""
        known = saw.key in self.noted
        self.noted.add(saw.key)
        return known

    def _look_at(self, rows: Iterable) -> None:
        for rep_id, review_id, is_over, author_id, text in rows:
            self.review_of[rep_id] = review_id
            self.over |= {rep_id} if is_over else set()
            if text is not None:
                self.noted.add((review_id, author_id, key_of(text)))

    def _cell(self, row: Row, ours: str) -> str:
        return row.get(self.columns.get(ours))

    def _rep(self, said: str) -> Known:
        """The rep a cell names, while their review can still be written for."""
        if not said:
            raise Refused("There is no rep.")
        rep = self._the_one(self.reps, said, "under review in this meeting")
        if rep.id == self.by.id:
            raise Refused("This is about you. Nobody handles what was seen of themselves.")
        if rep.id in self.over:
            raise Refused(f"The review of {rep.name} is over.")
        return rep

    def _author(self, said: str, rep: Known) -> Known:
        if not said:
            raise Refused("There is no contributor.")
        author = self._the_one(self.people, said, "here; an admin can add people")
        if author.id == rep.id:
            raise Refused(f"{author.name} is the rep. What reps say of themselves has another place.")
        return author

    def _ask(self, author: Known, said: str) -> None:
        """Whoever is not asked will be, with the function of the file or their own; one function a meeting."""
        asked = self.asked.get(author.id) or self.to_ask.get(author)
        if asked and said and said != asked:
            raise Refused(f"{author.name} sees the reps as {asked} in this meeting, this row says {said}.")
        if not asked and not (said or author.function):
            raise Refused(f"{author.name} is not asked to this meeting. Say in the file which function they see the "
                          "reps from.")
        if not asked:
            self.to_ask[author] = said or author.function

    def _the_one(self, people: Mapping[str, list[Known]], said: str, where: str) -> Known:
        """Whom a name or an address means; of several, the one that the person who brings the file says."""
        found = people.get(key_of(said), [])
        if not found:
            raise Refused(f"Nobody called “{said[:80]}” is {where}.")
        if len(found) == 1:
            return found[0]
        name = found[0].name
        answer = self.asking.decide(Question(
            f"Which {name} is it?", tuple((str(one.id), one.told_apart) for one in found),
            f"Two people are called {name}. Say above who is meant, or give the e-mail."))
        return next(one for one in found if str(one.id) == answer)


def _reviews_and_what_is_known(meeting_id: int, by: Person) -> Select:
    """Each review, and with it what stands there already as far as the facilitator may know: what was brought in, or handed
    in to them. (rep, review, whether it is over, author, text)"""
    known = and_(Observation.review_id == Review.id,
                 or_(Observation.noted_by_id.is_not(None), Observation.for_facilitator_id == by.id))
    is_over = or_(Review.closed_at.is_not(None), Review.decided_at.is_not(None))
    return select(Review.rep_id, Review.id, is_over, Observation.author_id, Observation.text).outerjoin(
        Observation, known).where(Review.meeting_id == meeting_id)


def _by_name_and_address(people: Iterable[Known]) -> Mapping[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for person in people:
        for said in filter(None, (key_of(person.name), person.email)):
            found.setdefault(said, []).append(person)
    return found
