"""People from a file: what it would do, shown first; done when somebody who has seen it says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session, object_session

from reviews import people, teams
from reviews.errors import Refused
from reviews.imports import BadRow, Entry, PeopleImport, Preview, finish, still_open, unchanged_since
from reviews.people import MANAGER, Person, Team
from reviews.people_rows import Line, read_lines
from reviews.roster import Group, Roster, Somebody, key_of
from reviews.tables import Table

IN_WORDS = {"name": "name", "email": "e-mail", "function": "function", "office": "office"}


def plan(session: Session, table: Table, columns: Mapping[str, str], *, by: Person) -> Preview:
    """What taking this table in would create, change and leave alone, and which rows it cannot take."""
    roster, bad = _read(session, table, columns)
    return _preview(roster, bad, by)


def confirm(import_: PeopleImport, *, seen: str | None = None, by: Person, at: datetime) -> Preview:
    """Write what the preview said, all of it or nothing. `seen` is the fingerprint of the preview that was shown."""
    still_open(import_)
    session = object_session(import_)
    roster, bad = _read(session, import_.table, import_.columns)
    preview = _preview(roster, bad, by)
    unchanged_since(preview, seen)
    _write(session, roster, by=by, at=at, time_zone=import_.time_zone)
    finish(import_, at=at)
    return preview


# -- reading -----------------------------------------------------------------------------------------------------------

def _read(session: Session, table: Table, columns: Mapping[str, str]) -> tuple[Roster, list[BadRow]]:
    if not {"name", "email"} & set(columns):
        raise Refused("Say which column holds the names.", "name")
    lines, bad = read_lines(table, columns)
    roster = Roster(session, lines)
    for line in lines:
        try:
            _take(roster, line)
        except Refused as refused:
            bad.append(BadRow(line.number, line.says, refused.sentence))
    for somebody in roster.people.values():
        if somebody.manages and somebody.person is None:
            somebody.said.setdefault("function", (MANAGER, 0))
    return roster, sorted(bad, key=lambda row: row.number)


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
    if group and manager and group.team and roster.team_of(manager) is group.team:
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

def _preview(roster: Roster, bad: list[BadRow], by: Person) -> Preview:
    preview = Preview(bad=bad)
    for group in filter(lambda group: group.in_file, roster.groups.values()):
        if group.team is None:
            facts = (("manager", group.manager[0].name), ("facilitator", by.name))
            preview.created.append(Entry("team", group.name, facts))
        elif change := _other_manager(group):
            preview.changed.append(Entry("team", group.name, changes=(change,)))
    for somebody in filter(lambda person: person.in_file or person.manages, roster.people.values()):
        _show(preview, roster, somebody)
    return preview


def _other_manager(group: Group) -> tuple[str, str, str] | None:
    if group.manager is None or group.manager_id == group.team.manager_id:
        return None
    return "manager", group.team.manager.name, group.manager[0].name


def _show(preview: Preview, roster: Roster, somebody: Somebody) -> None:
    group = somebody.group[0] if somebody.group else None
    if somebody.person is None:
        other = roster.namesake_of(somebody)
        told = [fact for fact in ("email", "function", "office") if somebody.says(fact)]
        facts = [(IN_WORDS[fact], somebody.says(fact)) for fact in told]
        facts += [("team", group.name)] if group else []
        note = f"somebody else of that name is here, with {other.email}" if other else ""
        preview.created.append(Entry("person", somebody.name, tuple(facts), note=note))
    elif changes := _changes(roster, somebody):
        preview.changed.append(Entry("person", somebody.person.name, changes=tuple(changes)))
    elif somebody.in_file:
        preview.same.append(Entry("person", somebody.person.name))


def _changes(roster: Roster, somebody: Somebody) -> list[tuple[str, str, str]]:
    """What the file says otherwise than it stands here: (what, from, to). What it leaves empty stays."""
    changes = []
    for fact, words in IN_WORDS.items():
        said, stands = somebody.says(fact), getattr(somebody.person, fact) or ""
        same = key_of(said) == key_of(stands) if fact == "name" else said == stands
        if said and not same:
            changes.append((words, stands, said))
    team = roster.team_of(somebody)
    if somebody.group and somebody.group[0].team is not team or somebody.group and team is None:
        changes.append(("team", team.name if team else "", somebody.group[0].name))
    return changes


# -- writing -----------------------------------------------------------------------------------------------------------

def _write(session: Session, roster: Roster, *, by: Person, at: datetime, time_zone: str) -> None:
    """People first, then the teams with their managers, then who is a rep of which."""
    meant = [somebody for somebody in roster.people.values() if somebody.in_file or somebody.manages]
    changed = [somebody for somebody in meant if somebody.person and _changes(roster, somebody)]
    for somebody in meant:
        if somebody.person is None:
            somebody.person = people.add(
                session, name=somebody.name, email=somebody.says("email"), function=somebody.says("function"),
                office=somebody.says("office"), at=at)
        elif somebody in changed:
            _change(somebody, at)
    for group in filter(lambda group: group.in_file, roster.groups.values()):
        _make_or_hand_over(session, group, by=by, time_zone=time_zone)
    session.flush()
    for somebody in meant:
        if somebody.group:
            people.join(somebody.person, somebody.group[0].team, at=at)


def _change(somebody: Somebody, at: datetime) -> None:
    person = somebody.person
    facts = {fact: somebody.says(fact) or getattr(person, fact) for fact in IN_WORDS}
    people.change(person, **facts, team_id=person.team_id, is_admin=person.is_admin, is_leader=person.is_leader, at=at)


def _make_or_hand_over(session: Session, group: Group, *, by: Person, time_zone: str) -> None:
    if group.team is None:
        group.team = people.make_team(session, name=group.name, manager_id=group.manager[0].person.id,
                                      facilitator_id=by.id, time_zone=time_zone)
    elif _other_manager(group):
        _hand_over(group.team, group.manager[0].person)


def _hand_over(team: Team, manager: Person) -> None:
    teams.change(team, name=team.name, manager_id=manager.id, facilitator_id=team.facilitator_id, cadence=team.cadence,
                 time_zone=team.time_zone, paper=team.paper)
