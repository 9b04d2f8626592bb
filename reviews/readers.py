"""Who reads what a contributor writes: one sentence, which stands at the field and is kept with the text (law 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import object_session

from reviews.board import let_go
from reviews.days import in_words, local_day
from reviews.errors import Refused
from reviews.meetings import Meeting, Review
from reviews.people import Person

if TYPE_CHECKING:
    from reviews.observations import Observation


@dataclass(frozen=True)
class AnyRep:
    """Stands for whichever rep it is about."""

    first: str = "the rep"
    name: str = "the rep"


ANY_REP = AnyRep()


@dataclass(frozen=True)
class Circle:
    """The people around an observation. `turn` is the day on which its rep is taken up, None once that has happened."""

    author: Person
    rep: Person | AnyRep
    manager: Person | None
    facilitator: Person
    turn: date | None

    @property
    def one_runs_it(self) -> bool:
        """Whether the manager also runs the meeting."""
        return self.manager is self.facilitator

    def name(self, person: Person) -> str:
        """What colleagues call them, in full where two are called the same."""
        others = {one for one in (self.author, self.rep, self.manager, self.facilitator) if one and one is not person}
        return person.name if person.first in {one.first for one in others} else person.first

    def others(self, *people: Person | None) -> list[str]:
        """The names of these people, each once, without the author."""
        return [self.name(one) for one in dict.fromkeys(people) if one and one is not self.author]


def readers_of(review: Review, author: Person, *, personal: bool = False, without_manager: bool = False) -> str:
    """The sentence at the field: who will read what the author writes of this rep, if it is handed in now."""
    circle = _circle(review, author, review.meeting.manager, review.meeting.facilitator)
    return of_personal(circle, without_manager=without_manager) if personal else of_all(circle)


def readers_in(meeting: Meeting, author: Person) -> str:
    """The same for every rep of a meeting at once, for the letter that asks to write: before any turn has come."""
    turn = local_day(meeting.meets_at, meeting.team.time_zone)
    circle = Circle(author=author, rep=ANY_REP, manager=meeting.manager, facilitator=meeting.facilitator, turn=turn)
    return of_all(circle).replace(". the rep", ". The rep")


def promise(observation: Observation, promised: str | None) -> None:
    """Keep the sentence that holds now, with the people it names. Refuse when another was `promised` at the field."""
    review, author, meeting = observation.review, observation.author, observation.review.meeting
    if promised is not None and promised != readers_of(review, author):
        raise Refused("Who reads this, or when, has changed since you opened this page. Look at the sentence at the field, "
                      "then hand it in again or keep it as a draft. Nothing you typed is lost.", "text")
    observation.for_facilitator = meeting.facilitator
    observation.for_manager = None if observation.without_manager else meeting.manager
    observation.readers = _sentence(observation)


def narrow(observation: Observation) -> None:
    """What was handed in has become personal: fewer of those it was promised to read it, and it leaves its theme."""
    if not observation.personal or observation.handed_in_at is None:
        return
    leave_theme(observation)
    if observation.without_manager:
        observation.for_manager = None
    observation.readers = _sentence(observation)


def leave_theme(observation: Observation) -> None:
    """Take it off the board: what only some may read has no place between what all may."""
    object_session(observation).flush()
    let_go(observation)


def of_all(circle: Circle) -> str:
    """For what is written for the meeting: who reads it now, who later, and who never does."""
    facilitator, rep = circle.name(circle.facilitator), circle.name(circle.rep)
    end = f"also those {facilitator} adds. {rep} never does."
    if circle.turn is None:
        who = listed([*circle.others(circle.manager, circle.facilitator), "the people asked to this meeting"])
        return f"{rep}’s turn has come: {who} read it at once, {end}"
    later = [*([] if circle.one_runs_it else circle.others(circle.manager)), "the people asked to this meeting"]
    return f"{_now(circle)} Once {rep}’s turn has come on {in_words(circle.turn)}: {listed(later)}, {end}"


def of_personal(circle: Circle, *, without_manager: bool) -> str:
    """For what is personal: the manager and the facilitator alone, or the facilitator alone."""
    named = circle.others(None if without_manager else circle.manager, circle.facilitator)
    if not named:
        return "Nobody else reads it."
    if circle.one_runs_it:
        alone = f"{named[0]}, the manager, also runs the meeting and alone reads it."
    else:
        alone = f"{listed(named)} alone {'read' if len(named) > 1 else 'reads'} it."
    return f"{alone} {circle.name(circle.rep)} never does."


def of_unconfirmed(circle: Circle, *, personal: bool) -> str:
    """For what somebody typed in the author's name: the facilitator and the manager, until the author confirms it."""
    author = circle.name(circle.author)
    later = "" if personal else f" Others only once {author} has."
    named = listed(circle.others(circle.manager, circle.facilitator)) or "nobody else"
    return f"Until {author} confirms it: {named} alone.{later} {circle.name(circle.rep)} never does."


def _sentence(observation: Observation) -> str:
    """What holds for it and the people it is for."""
    circle = _circle(observation.review, observation.author, observation.for_manager, observation.for_facilitator)
    if observation.needs_confirming:
        return of_unconfirmed(circle, personal=observation.personal)
    if observation.personal:
        return of_personal(circle, without_manager=observation.without_manager)
    return of_all(circle)


def _circle(review: Review, author: Person, manager: Person | None, facilitator: Person) -> Circle:
    meeting = review.meeting
    turn = None if review.taken_up_at else local_day(meeting.meets_at, meeting.team.time_zone)
    return Circle(author=author, rep=review.rep, manager=manager, facilitator=facilitator, turn=turn)


def _now(circle: Circle) -> str:
    facilitator = circle.name(circle.facilitator)
    if circle.facilitator is circle.author:
        return "For now nobody else reads it."
    if circle.one_runs_it:
        return f"{facilitator}, the manager, also runs the meeting and reads this before it."
    return f"{facilitator} reads it now."


def listed(words: Iterable[str]) -> str:
    """Names in a row: Ana, Dustin and Marc."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last
