"""Who a file of people means, read against the people and teams that are here. Writes nothing.

Nobody is guessed: an e-mail address says who somebody is, a name does when one person alone has it, and everything else
is asked. A row that is asked about is left out until there is an answer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from reviews.errors import Refused
from reviews.here import Here, Known, KnownTeam
from reviews.people import check_line
from reviews.people_rows import Line
from reviews.questions import Asking, Question


@dataclass(eq=False, slots=True)
class Somebody:
    """A person the file means, here or to be added: what it says of them, in which row, and whether they manage."""

    name: str
    person: Known | None = None
    said: dict[str, tuple[str, int]] = field(default_factory=dict)
    group: tuple[Group, int] | None = None
    in_file: bool = False
    manages: bool = False

    def says(self, fact: str) -> str:
        """What the file says of a fact; nothing where it says nothing."""
        return self.said[fact][0] if fact in self.said else ""


@dataclass(eq=False, slots=True)
class Group:
    """A team the file means, here or to be made, and its manager as the file says, in which row."""

    name: str
    team: KnownTeam | None = None
    manager: tuple[Somebody, int] | None = None
    in_file: bool = False

    @property
    def manager_id(self) -> int | None:
        """The manager as it will be, when that is somebody who is here."""
        if self.manager:
            return self.manager[0].person and self.manager[0].person.id
        return self.team and self.team.manager_id


class Roster:
    """The people and teams that are here, and those that the lines of a file bring."""

    def __init__(self, here: Here, lines: Sequence[Line], asking: Asking):
        self.people: dict[object, Somebody] = {}
        self.groups: dict[object, Group] = {}
        self.asking = asking
        self._look_around(here)
        self._look_ahead(lines)

    def somebody(self, name: str, email: str) -> Somebody:
        """Whom a name, an address or both mean: one who is here, one of this file, or somebody new."""
        if email in self._by_email:
            return self._at(self._by_email[email], name)
        name = name or self._named(email)
        known, theirs = self._by_name.get(key_of(name), ()), self._emails.get(key_of(name), ())
        here = [person for person in known if not person.left]
        if len(here) == len(theirs) == 1 and not here[0].email and theirs[0] not in self._by_email:
            return self._here(here[0])  # the one of this name, whose address was not known
        if email:
            return self._newcomer(name, email, here)
        if len({person.email or person.id for person in here} | set(theirs)) > 1:
            return self._asked_for(name, here, [email for email in theirs if email not in self._by_email])
        if theirs and not here:
            return self.somebody(name, theirs[0])
        return self._here((here or known)[0]) if known else self._new(key_of(name), name)

    def namesake_of(self, somebody: Somebody) -> Known | None:
        """Somebody else of that name who is here, so that a person can say whether these are two."""
        others = (person for person in self._by_name.get(key_of(somebody.name), ()) if person is not somebody.person)
        return next(others, None) if somebody.person is None else None

    def group_called(self, name: str) -> Group:
        """The team of this name. A new one needs a row that says who manages it."""
        if team := self._team_called.get(key_of(name)):
            return self._group_of(team)
        said = self._manager_lines.get(key_of(name))
        if said is None:
            raise Refused(f"The team {name} is new, and no row says who manages it.")
        manager = self.somebody(said.manager, said.manager_email)
        return self.groups.setdefault(("name", key_of(name)), Group(name, manager=(manager, said.number)))

    def group_of_manager(self, manager: Somebody, rep: Somebody) -> Group:
        """The team that this manager has, or a new one called after them."""
        managed = self._teams_of.get(manager.person.id, ()) if manager.person else ()
        own = rep.person and rep.person.team
        if own in managed or len(managed) == 1:
            return self._group_of(own if own in managed else managed[0])
        if managed:
            raise Refused(f"{manager.name} manages {len(managed)} teams. Say in a column of its own which one this is.")
        name = check_line(f"{manager.name}'s team", "team")
        if key_of(name) in self._team_called or self._called_after.setdefault(key_of(name), manager) is not manager:
            raise Refused(f"There is a team called {name} with another manager. Say the team in a column of its own.")
        return self.groups.setdefault(manager, Group(name))

    def _look_around(self, here: Here) -> None:
        self._by_email = {person.email: person for person in here.people if person.email}
        self._by_id = {person.id: person for person in here.people}
        self._by_name: dict[str, list[Known]] = {}
        for person in here.people:
            self._by_name.setdefault(key_of(person.name), []).append(person)
        self._team_called = {key_of(team.name): team for team in reversed(here.teams)}
        self._teams_of: dict[int, list[KnownTeam]] = {}
        for team in here.teams:
            self._teams_of.setdefault(team.manager_id, []).append(team)
        self._called_after: dict[str, Somebody] = {}

    def _look_ahead(self, lines: Sequence[Line]) -> None:
        """What a later row tells about an earlier one: who has which address, who is named alone, who manages."""
        self._names: dict[str, str] = {}
        self._emails: dict[str, list[str]] = {}
        self._manager_lines: dict[str, Line] = {}
        alone = {line.manager for line in lines} | {line.name for line in lines if not line.email}
        self._named_alone = {key_of(name) for name in alone}
        for line in lines:
            if line.name and line.email and line.email not in self._names:
                self._names[line.email] = line.name
                self._emails.setdefault(key_of(line.name), []).append(line.email)
            if line.team and (line.manager or line.manager_email):
                self._manager_lines.setdefault(key_of(line.team), line)

    def _at(self, person: Known, name: str) -> Somebody:
        """The person with this address, whom the row may call otherwise, if the file does so throughout."""
        self._agrees(name, person.email)
        if name and key_of(name) != key_of(person.name) and key_of(person.name) in self._named_alone:
            raise Refused(f"{person.email} is the address of {person.name}, who has that name in another row.")
        return self._here(person)

    def _newcomer(self, name: str, email: str, here: Sequence[Known]) -> Somebody:
        """Somebody with an address that nobody here has: new, unless one of their name has none yet and may be meant."""
        self._agrees(name, email)
        without = [person for person in here if not person.email]
        answer = self._whose(name, email, without) if without else "new"
        return self._new(("address", email), name) if answer == "new" else self._here(self._by_id[int(answer)])

    def _whose(self, name: str, email: str, without: Sequence[Known]) -> str:
        choices = [(str(person.id), person.told_apart) for person in without]
        return self.asking.decide(Question(
            f"Whose address is {email}?", (*choices, ("new", f"somebody new called {name}")),
            f"Somebody called {name} is here without an e-mail. Say above whether {email} is theirs."))

    def _asked_for(self, name: str, here: Sequence[Known], theirs: Sequence[str]) -> Somebody:
        """One of several of this name, as the person who brings the file says."""
        name = here[0].name if here else self._names[theirs[0]]  # one question, however the rows spell it
        choices = [(str(person.id), person.told_apart) for person in here]
        choices += [(email, f"{name}, {email}, who is new in this file") for email in theirs]
        answer = self.asking.decide(Question(
            f"Who is {name}, where no e-mail is given?", (*choices, ("new", f"somebody new called {name}")),
            f"Two people are called {name}. Say above who is meant, or give the e-mail."))
        if answer == "new":
            return self._new(("another", key_of(name)), name)
        return self._here(self._by_id[int(answer)]) if answer.isdecimal() else self.somebody(name, answer)

    def _agrees(self, name: str, email: str) -> None:
        first = self._names.get(email, name)
        if name and key_of(first) != key_of(name):
            raise Refused(f"This file gives the address {email} to {first} too.")

    def _here(self, person: Known) -> Somebody:
        if person.left:
            raise Refused(f"{person.name} has left. Bring them back on the People page if they are here again; if this "
                          "is somebody else of that name, give their e-mail.")
        return self.people.setdefault(person.id, Somebody(person.name, person))

    def _new(self, key: object, name: str) -> Somebody:
        return self.people.setdefault(key, Somebody(name))

    def _named(self, email: str) -> str:
        if email not in self._names:
            raise Refused(f"Nobody here or in this file has the address {email}. Correct it, or add a row with "
                          "their name.")
        return self._names[email]

    def _group_of(self, team: KnownTeam) -> Group:
        return self.groups.setdefault(team.id, Group(team.name, team))


def key_of(name: str) -> str:
    """What is the same name: whatever the capitals, the spaces and the way its accents are stored."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
