"""What a file of people brings, written down in one go: so many rows to a statement, under one short lock.

Everything was checked when it was planned; who calls makes sure that nothing it stands on has changed since.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from reviews import teams
from reviews.errors import Refused
from reviews.here import stamp
from reviews.imports import Import
from reviews.in_one_go import add_all, change_all
from reviews.people import Membership, Person, Team
from reviews.people_import import IN_WORDS, Plan, changes_of, has_other_manager, joins
from reviews.roster import Group, Somebody


def lock(session: Session, import_: Import) -> None:
    """Until the transaction ends nobody else changes people or teams. On SQLite one that writes has that already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE person, team, membership IN SHARE ROW EXCLUSIVE MODE"))
    session.refresh(import_, with_for_update={"of": Import})


def stands_on(session: Session, import_: Import) -> object:
    """What a plan stands on, as it is now."""
    return stamp(session)


def still_may(import_: Import, by: Person) -> None:
    """Refuse when whoever confirmed it has lost the right to since."""
    if by.left_at or not by.is_admin:
        raise Refused(f"{by.name} has confirmed this and is no admin any more, so nothing was taken in. Another admin can "
                      "look, and confirm it.")


def write(session: Session, import_: Import, plan: Plan, *, by: Person, at: datetime) -> None:
    """People first, then the teams with their managers, then who is a rep of which."""
    meant = list(plan.meant)
    changed = [somebody for somebody in meant if somebody.person and changes_of(somebody)]
    ids = {id(somebody): somebody.person.id for somebody in plan.roster.people.values() if somebody.person}
    ids |= _add(session, [somebody for somebody in meant if somebody.person is None])
    change_all(session, Person, [_facts(somebody) for somebody in changed])  # the version counts a change of team too
    session.expire_all()  # what was loaded may say otherwise now
    team_ids = _teams(session, list(plan.groups), ids, by=by, time_zone=import_.time_zone)
    moving = [somebody for somebody in meant if joins(somebody)]
    leaving = [somebody.person.membership_id for somebody in moving if somebody.person and somebody.person.team]
    change_all(session, Membership, [{"id": id, "ended_at": at} for id in leaving])
    add_all(session, Membership, [
        {"person_id": ids[id(somebody)], "team_id": team_ids[id(somebody.group[0])], "began_at": at}
        for somebody in moving])
    session.expire_all()


def _add(session: Session, newcomers: list[Somebody]) -> dict[int, int]:
    """The ids of those who were added, by who they are in the plan."""
    rows = [{"name": somebody.name, "email": somebody.says("email") or None, "office": somebody.says("office"),
             "function": somebody.says("function") or None, "version": 1} for somebody in newcomers]
    return dict(zip(map(id, newcomers), add_all(session, Person, rows), strict=True))


def _facts(somebody: Somebody) -> dict[str, str | None]:
    """Whom it is about, and all that is known of them from now on."""
    said = {words: becomes for words, _, becomes in changes_of(somebody)}
    facts = {fact: said.get(words, getattr(somebody.person, fact)) for fact, words in IN_WORDS.items()}
    return {"id": somebody.person.id, **facts}


def _teams(session: Session, groups: list[Group], ids: dict[int, int], *, by: Person, time_zone: str) -> dict[int, int]:
    """The ids of the teams; new ones are made, and one that gets another manager passes on what is under way."""
    new = [group for group in groups if group.team is None]
    rows = [{"name": group.name, "manager_id": ids[id(group.manager[0])], "facilitator_id": by.id, "time_zone": time_zone,
             "version": 1} for group in new]
    for group in groups:
        if group.team and has_other_manager(group):
            _hand_over(session.get(Team, group.team.id), ids[id(group.manager[0])])
    session.flush()
    made = dict(zip(map(id, new), add_all(session, Team, rows), strict=True))
    return made | {id(group): group.team.id for group in groups if group.team}


def _hand_over(team: Team, manager_id: int) -> None:
    teams.change(team, name=team.name, manager_id=manager_id, facilitator_id=team.facilitator_id, cadence=team.cadence,
                 time_zone=team.time_zone, paper=team.paper)
