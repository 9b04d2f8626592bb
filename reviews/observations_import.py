"""Observations of one meeting from a file, brought in by its facilitator; each waits for its author to confirm it.

An author has to be somebody who is here. Whoever is here and not yet asked to the meeting is asked by confirming, with
the function that the file or their page says; the preview lists them first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, object_session

from reviews import meetings, observations
from reviews.columns import function_of, kind_of
from reviews.errors import Refused
from reviews.imports import (
    SURPLUS,
    BadRow,
    Entry,
    ObservationsImport,
    Preview,
    finish,
    says,
    still_open,
    unchanged_since,
)
from reviews.meetings import Meeting, Review
from reviews.observations import HEARD, Observation
from reviews.people import Person
from reviews.roster import key_of
from reviews.sight import LONGEST
from reviews.tables import Row, Table


@dataclass(frozen=True)
class Saw:
    """What one row says: who saw what of whom."""

    review: Review
    author: Person
    kind: str
    text: str
    occasion: str

    @property
    def key(self) -> tuple[int, int, str]:
        """What makes it the same one: rep, author, text."""
        return self.review.id, self.author.id, key_of(self.text)


@dataclass
class Reading:
    """What came out of a table: new observations, those that are here, who has to be asked, what is left out."""

    new: list[Saw] = field(default_factory=list)
    known: list[Saw] = field(default_factory=list)
    to_ask: dict[Person, str] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)


def plan(meeting: Meeting, table: Table, columns: Mapping[str, str], *, by: Person) -> Preview:
    """What taking this table in would add to the meeting, and which rows it cannot take."""
    return _preview(_Reader(meeting, columns, by).read(table))


def confirm(import_: ObservationsImport, *, seen: str | None = None, by: Person, at: datetime) -> Preview:
    """Note what the preview said, all of it or nothing. `seen` is the fingerprint of the preview that was shown."""
    still_open(import_)
    reading = _Reader(import_.meeting, import_.columns, by).read(import_.table)
    preview = _preview(reading)
    unchanged_since(preview, seen)
    for person, function in reading.to_ask.items():
        meetings.ask(import_.meeting, person, function, by=by, at=at)
    object_session(import_).flush()
    for saw in reading.new:
        observations.note(saw.review, saw.author, kind=saw.kind, text=saw.text, occasion=saw.occasion, basis=HEARD,
                          by=by, at=at)  # a file does not say who saw it themselves; its author can, on confirming
    finish(import_, at=at)
    return preview


def _preview(reading: Reading) -> Preview:
    asked = [Entry("contributor", person.name, (("asked as", function),))
             for person, function in reading.to_ask.items()]
    return Preview(created=asked + [_entry(saw) for saw in reading.new], same=[_entry(saw) for saw in reading.known],
                   bad=sorted(reading.bad, key=lambda row: row.number))


def _entry(saw: Saw) -> Entry:
    facts = (("of", saw.review.rep.name), ("kind", saw.kind), ("text", saw.text), ("occasion", saw.occasion))
    return Entry("observation", saw.author.name, tuple(fact for fact in facts if fact[1]))


class _Reader:
    """Reads the rows of one file against one meeting, for the facilitator who brings it."""

    def __init__(self, meeting: Meeting, columns: Mapping[str, str], by: Person):
        self.meeting, self.columns, self.by = meeting, columns, by
        missing = [ours for ours in ("rep", "contributor", "kind", "text") if ours not in columns]
        if missing:
            raise Refused(f"Say which column holds the {' and the '.join(missing)}.", missing[0])
        session = object_session(meeting)
        reviews = session.scalars(
            select(Review).where(Review.meeting_id == meeting.id).options(joinedload(Review.rep))).all()
        here = session.scalars(select(Person).where(Person.left_at.is_(None)).order_by(Person.id)).all()
        self.review_of = {review.rep_id: review for review in reviews}
        self.people = _by_name_and_address(here)
        self.reps = _by_name_and_address(person for person in here if person.id in self.review_of)
        self.asked = {contributor.person_id: contributor.function for contributor in meeting.contributors}
        self.noted = _noted(session, meeting, by)
        self.reading = Reading()

    def read(self, table: Table) -> Reading:
        """All rows, each taken or left out with its reason."""
        for row in table.rows:
            try:
                self._take(row)
            except Refused as refused:
                self.reading.bad.append(BadRow(row.number, says(row), refused.sentence))
        return self.reading

    def _take(self, row: Row) -> None:
        if row.surplus:
            raise Refused(SURPLUS)
        review = self._review(self._cell(row, "rep"))
        author = self._author(self._cell(row, "contributor"), review)
        text, occasion = self._cell(row, "text"), self._cell(row, "occasion")
        if not text:
            raise Refused("There is no text of what was seen.")
        if max(len(text), len(occasion)) > LONGEST:
            raise Refused(f"The text is too long: {len(text):,} letters. It can have {LONGEST:,}.")
        saw = Saw(review, author, kind_of(self._cell(row, "kind")), text, occasion)
        self._ask(author, function_of(self._cell(row, "function")))
        (self.reading.known if saw.key in self.noted else self.reading.new).append(saw)
        self.noted.add(saw.key)

    def _cell(self, row: Row, ours: str) -> str:
        return row.get(self.columns.get(ours))

    def _review(self, said: str) -> Review:
        """The review of the rep a cell names, while it can still be written for."""
        if not said:
            raise Refused("There is no rep.")
        rep = _the_one(self.reps, said, "under review in this meeting")
        review = self.review_of[rep.id]
        if rep is self.by:
            raise Refused("This is about you. Nobody handles what was seen of themselves.")
        if review.closed_at or review.decided_at:
            raise Refused(f"The review of {rep.name} is over.")
        return review

    def _author(self, said: str, review: Review) -> Person:
        if not said:
            raise Refused("There is no contributor.")
        author = _the_one(self.people, said, "here; an admin can add people")
        if author.id == review.rep_id:
            raise Refused(f"{author.name} is the rep. What reps say of themselves has another place.")
        return author

    def _ask(self, author: Person, said: str) -> None:
        """Whoever is not asked will be, with the function of the file or their own; one function a meeting."""
        asked = self.asked.get(author.id) or self.reading.to_ask.get(author)
        if asked and said and said != asked:
            raise Refused(f"{author.name} sees the reps as {asked} in this meeting, this row says {said}.")
        if not asked and not (said or author.function):
            raise Refused(f"{author.name} is not asked to this meeting. Say in the file which function they see the "
                          "reps from.")
        if not asked:
            self.reading.to_ask[author] = said or author.function


def _noted(session: Session, meeting: Meeting, by: Person) -> set[tuple[int, int, str]]:
    """What stands here already, as far as the facilitator may know: what was brought in, or handed in to them."""
    may_know = or_(Observation.noted_by_id.is_not(None), Observation.for_facilitator_id == by.id)
    rows = select(Observation.review_id, Observation.author_id, Observation.text).join(Observation.review).where(
        Review.meeting_id == meeting.id, may_know)
    return {(review_id, author_id, key_of(text)) for review_id, author_id, text in session.execute(rows)}


def _by_name_and_address(people: Iterable[Person]) -> Mapping[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for said in filter(None, (key_of(person.name), person.email)):
            found[said].append(person)
    return found


def _the_one(people: Mapping[str, list[Person]], said: str, where: str) -> Person:
    found = people.get(key_of(said), [])
    if not found:
        raise Refused(f"Nobody called “{said[:80]}” is {where}.")
    if len(found) > 1:
        raise Refused(f"Two people are called {found[0].name}: give the e-mail.")
    return found[0]
