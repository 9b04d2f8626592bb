"""People from a file: what it would do, found out without writing anything. `people_written` does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from reviews.errors import Refused
from reviews.here import look_around
from reviews.imports import PeopleImport
from reviews.people import MANAGER, Person
from reviews.people_rows import Line, read_lines
from reviews.previews import Entry, Preview
from reviews.questions import Asking
from reviews.roster import Group, Roster, Somebody, key_of
from reviews.tables import Row

IN_WORDS = {"name": "name", "email": "e-mail", "function": "function", "office": "office"}


@dataclass
class Plan:
    """What is to be written, and what was told of it."""

    preview: Preview
    roster: Roster

    @property
    def meant(self) -> Iterator[Somebody]:
        """The people it is about, each once."""
        return (somebody for somebody in self.roster.people.values() if somebody.in_file or somebody.manages)

    @property
    def groups(self) -> Iterator[Group]:
        """The teams it is about."""
        return (group for group in self.roster.groups.values() if group.in_file)


def plan(session: Session, import_: PeopleImport, rows: Iterable[Row], *, by: Person) -> Plan:
    """What taking these rows in would create, change and leave alone, which it cannot take, and what is asked."""
    if not {"name", "email"} & set(import_.columns):
        raise Refused("Say which column holds the names.", "name")
    preview, asking = Preview(), Asking(import_.answers)
    lines = read_lines(rows, import_.columns, preview)
    roster = Roster(look_around(session), lines, asking)
    for line in lines:
        asking.row = line.number
        try:
            _take(roster, line)
        except Refused as refused:
            preview.leave_out(line.row, refused)
    for somebody in roster.people.values():
        if somebody.manages and somebody.person is None:
            somebody.said.setdefault("function", (MANAGER, 0))
    preview.questions = asking.questions
    made = Plan(preview.in_order(), roster)
    _show_all(made, by)
    return made


# -- reading -----------------------------------------------------------------------------------------------------------

def _take(roster: Roster, line: Line) -> None:
    """One row, all of it or nothing."""
    person = roster.somebody(line.name, line.email)
    manager = roster.somebody(line.manager, line.manager_email) if line.manager or line.manager_email else None
    group = _group_of(roster, line, person, manager)
    _agree(person, line.facts, group)
    person.in_file = True
    for fact, value in line.facts.items():
        if value:
            person.said.setdefault(fact, (value, line.number))
    if group is None:
        return
    group.in_file = True
    group.manager = group.manager or (manager and (manager, line.number))
    if group.manager:
        group.manager[0].manages = True
    if not _manages(person, group):
        person.group = person.group or (group, line.number)


def _group_of(roster: Roster, line: Line, person: Somebody, manager: Somebody | None) -> Group | None:
    """The team that a row puts its person into: by its column or, in a file without one, by their manager."""
    if line.team is None and manager is person:
        raise Refused("Nobody is their own manager.")
    if line.team is None:
        return roster.group_of_manager(manager, person) if manager else None
    group = roster.group_called(line.team) if line.team else None
    if group and manager and group.manager and group.manager[0] is not manager:
        said, number = group.manager
        raise Refused(f"Row {number} says that {said.name} manages {group.name}, this one {manager.name}.")
    if group and manager and group.team and manager.person and manager.person.team is group.team:
        raise Refused(f"{manager.name} is a rep of {group.name}, and nobody is their own manager.")
    return group


def _agree(person: Somebody, facts: Mapping[str, str], group: Group | None) -> None:
    """Refuse a row that says something else of a person than an earlier one."""
    for fact, value in facts.items():
        said, number = person.said.get(fact, ("", 0))
        if value and said and key_of(said) != key_of(value):
            raise Refused(f"Row {number} says “{said}” for the {IN_WORDS[fact]} of {person.name}, this one “{value}”.")
    if group and person.group and person.group[0] is not group and not _manages(person, group):
        before, number = person.group
        raise Refused(f"Row {number} puts {person.name} into {before.name}, this one into {group.name}.")


def _manages(person: Somebody, group: Group) -> bool:
    if group.manager:
        return group.manager[0] is person
    return person.person is not None and group.manager_id == person.person.id


# -- showing -----------------------------------------------------------------------------------------------------------

def _show_all(made: Plan, by: Person) -> None:
    for group in made.groups:
        if group.team is None:
            facts = (("manager", group.manager[0].name), ("facilitator", by.name))
            made.preview.create(Entry("team", group.name, facts))
        elif has_other_manager(group):
            change = ("manager", group.team.manager_name, group.manager[0].name)
            made.preview.change(Entry("team", group.name, changes=(change,)))
    for somebody in made.meant:
        _show(made.preview, made.roster, somebody)


def has_other_manager(group: Group) -> bool:
    """Whether the file gives a team that is here to somebody else."""
    return group.manager is not None and group.manager_id != group.team.manager_id


def _show(preview: Preview, roster: Roster, somebody: Somebody) -> None:
    group = somebody.group[0] if somebody.group else None
    if somebody.person is None:
        other = roster.namesake_of(somebody)
        told = [fact for fact in ("email", "function", "office") if somebody.says(fact)]
        facts = [(IN_WORDS[fact], somebody.says(fact)) for fact in told]
        facts += [("team", group.name)] if group else []
        note = f"somebody else of that name is here, with {other.email or 'no e-mail'}" if other else ""
        preview.create(Entry("person", somebody.name, tuple(facts), note=note))
    elif changes := changes_of(somebody):
        preview.change(Entry("person", somebody.person.name, changes=tuple(changes)))
    elif somebody.in_file:
        preview.same.add(Entry("person", somebody.person.name))


def changes_of(somebody: Somebody) -> list[tuple[str, str, str]]:
    """What the file says otherwise than it stands here: (what, from, to). What it leaves empty stays."""
    changes = []
    for fact, words in IN_WORDS.items():
        said, stands = somebody.says(fact), getattr(somebody.person, fact) or ""
        same = key_of(said) == key_of(stands) if fact == "name" else said == stands
        if said and not same:
            changes.append((words, stands, said))
    if joins(somebody):
        team = somebody.person.team
        changes.append(("team", team.name if team else "", somebody.group[0].name))
    return changes


def joins(somebody: Somebody) -> bool:
    """Whether they become a rep of a team that they are not a rep of."""
    now = somebody.person.team if somebody.person else None
    return somebody.group is not None and (now is None or somebody.group[0].team is not now)
