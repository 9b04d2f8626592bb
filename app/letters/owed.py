"""What somebody owes, in one letter about all their plans: put together when it goes, from what holds then. It names reps, days
and counts, and says nothing of what anybody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import object_session

from app.letters.check_ins import ONE_CHECK_IN, link_to, name_of
from app.letters.parts import Part, address_of
from reviews import owed, reminding
from reviews.checkins import CheckIn
from reviews.days import in_words, local_day
from reviews.duties import Due
from reviews.letters import Matter
from reviews.owed import Owed
from reviews.readers import listed

SEVERAL = ("Each link opens one check-in, without a password, until the verdict. Whoever has this mail can write in your name, so keep "
           "it to yourself.")
TWICE = "A letter comes on the day on which something is due and on the working day after, then no more for that."


def needed(matter: Matter, at: datetime) -> bool:
    """As long as something that was news on its morning is open."""
    if matter.person.left_at or not reminding.is_of_today(matter, at=at):
        return False
    return any(matter.morning.is_news(due.on) for one in _owed(matter, at) for due in one.dues)


def part(matter: Matter, at: datetime) -> Part:
    found, today = _owed(matter, at), local_day(at, matter.morning.time_zone)
    check_ins = [object_session(matter).get(CheckIn, due.id) for one in found for due in one.check_ins]
    links = [(name_of(one, matter.person), link_to(one, matter.person, at=at)) for one in check_ins]
    to_today = ("All that is due, on Today", address_of("today.show"))
    (label, address), *more = [*links, to_today]
    return Part(subject=_subject(found, links), title=f"What you owe, {in_words(today)}",
                lines=(*(_line(one) for one in found), *_keep(links), TWICE),
                label=label, address=address, more=tuple(more))


def _owed(matter: Matter, at: datetime) -> list[Owed]:
    return owed.of_person(object_session(matter), matter.person, until=matter.morning.last_due, at=at)


def _subject(found: list[Owed], links: list[tuple[str, str]]) -> str:
    """The one thing by its name, several by their number."""
    dues = [(due, one.today) for one in found for due in one.dues]
    if len(dues) == len(links) == 1:
        return f"{links[0][0]}: {_when(*dues[0])}"
    counts = ((len(links), "check-in"), (sum(len(one.commitments) for one in found), "commitment"),
              (sum(len(one.verdicts) for one in found), "verdict"))
    return f"You owe {listed(_count(many, what) for many, what in counts if many)}"


def _line(one: Owed) -> str:
    whose = "Your plan" if one.own else one.rep
    return f"{whose}: {'; '.join(_things(one))}."


def _keep(links: list[tuple[str, str]]) -> list[str]:
    return [ONE_CHECK_IN if len(links) == 1 else SEVERAL] if links else []


def _things(one: Owed) -> Iterator[str]:
    for due in one.check_ins:
        yield f"check-in{due.what.removeprefix('Check-in').rsplit(',', 1)[0]}, {_when(due, one.today)}"
    if promised := one.commitments:
        first = ", the first" if len(promised) > 1 else ""
        yield f"{_count(len(promised), 'commitment')}{first} {_when(promised[0], one.today)}"
    for due in one.verdicts:
        yield f"the verdict, {_when(due, one.today)}"
    if one.others:
        late = (f"{name}, {len(days)} since {in_words(min(days))}" for name, days in sorted(one.others.items()))
        yield f"overdue from others: {listed(late)}"


def _when(due: Due, today: date) -> str:
    if due.on == today:
        return "due today"
    return f"since {in_words(due.on)}" if due.on < today else f"due {in_words(due.on)}"


def _count(many: int, what: str) -> str:
    return f"{many} {what}{'s' if many != 1 else ''}"
