"""People, teams, and who is a rep of which team since when."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship
from sqlalchemy.orm.attributes import flag_modified

from reviews.base import Base, Versioned, only_one
from reviews.days import MONTHLY, check_zone
from reviews.errors import Refused
from reviews.holding import hold, unchanged

MANAGER, PEER_MANAGER, SALES_OPS, ENABLEMENT = "manager", "peer manager", "sales ops", "enablement"
SERVICE, SPECIALIST, LEADER, REPORT = "service", "specialist coach", "leader", "report"
FUNCTIONS = (MANAGER, PEER_MANAGER, SALES_OPS, ENABLEMENT, SERVICE, SPECIALIST, LEADER, REPORT)
PAPERS = ("a4", "letter")
LONGEST = 200
# These turn the text that follows a name around.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ADDRESS = re.compile(r"[^@\s\x00-\x1f<>]+@[^@\s\x00-\x1f.<>]+(\.[^@\s\x00-\x1f.<>]+)+")


class Person(Versioned, Base):
    """Somebody with a name and, when they can sign in, an e-mail address. A leaver stays, with the day they left."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    function: Mapped[str | None] = mapped_column(String(20))
    office: Mapped[str] = mapped_column(String(200), default="")
    is_admin: Mapped[bool] = mapped_column(default=False)
    is_leader: Mapped[bool] = mapped_column(default=False)
    no_reminders_since: Mapped[datetime | None]
    left_at: Mapped[datetime | None]

    @property
    def first(self) -> str:
        """What colleagues call them."""
        return self.name.split()[0]

    @property
    def team_id(self) -> int | None:
        """The team that they are a rep of now."""
        membership = membership_of(object_session(self), self)
        return membership.team_id if membership else None


class Team(Versioned, Base):
    """Reps with one manager, a facilitator for their review meetings, and a cadence."""

    __tablename__ = "team"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    manager_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    cadence: Mapped[str] = mapped_column(String(10), default=MONTHLY)
    time_zone: Mapped[str] = mapped_column(String(60), default="UTC")
    paper: Mapped[str] = mapped_column(String(6), default="a4")

    manager: Mapped[Person] = relationship(foreign_keys=manager_id)
    facilitator: Mapped[Person] = relationship(foreign_keys=facilitator_id)
    memberships: Mapped[list[Membership]] = relationship(back_populates="team")


class Membership(Base):
    """That a person is a rep of a team, from when to when. A rep has at most one team at a time."""

    __tablename__ = "membership"
    __table_args__ = (
        only_one("uq_membership_one_team_now", "person_id", where="ended_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    team: Mapped[Team] = relationship(back_populates="memberships")
    person: Mapped[Person] = relationship()


def add(session: Session, *, name: str, email: str | None = None, function: str | None = None, office: str = "",
        team_id: int | None = None, is_admin: bool = False, is_leader: bool = False, at: datetime) -> Person:
    """A new person, a rep of a team when one is given. Refuses an address that is none or that somebody has."""
    person = Person(name=check_name(name), email=check_email(session, email), function=function or None,
                    office=check_line(office, "office"), is_admin=is_admin, is_leader=is_leader)
    session.add(person)
    session.flush()
    if team_id:
        join(person, session.get(Team, team_id), at=at)
    return person


def change(person: Person, *, name: str, email: str | None, function: str | None, office: str, team_id: int | None,
           is_admin: bool, is_leader: bool, at: datetime, seen: int | None = None) -> Person:
    """Write what is known of a person; `seen` is the version the writer saw."""
    session = object_session(person)
    if not is_admin:
        keep_an_admin(session, person)
    facts = {"name": check_name(name), "email": check_email(session, email, but=person), "function": function or None,
             "office": check_line(office, "office"), "is_admin": is_admin, "is_leader": is_leader}
    hold(person)
    unchanged(person, seen, **facts, team_id=team_id or None)
    for fact, value in facts.items():
        setattr(person, fact, value)
    join(person, session.get(Team, team_id or 0), at=at)
    return person


def make_team(session: Session, *, name: str, manager_id: int, facilitator_id: int, cadence: str = MONTHLY,
              time_zone: str = "UTC", paper: str = "a4") -> Team:
    """A new team. A name is given once."""
    team = Team(name=free_name(session, name), manager=somebody_here(session, manager_id, "manager_id"),
                facilitator=somebody_here(session, facilitator_id, "facilitator_id"), cadence=cadence,
                time_zone=check_zone(time_zone), paper=paper)
    session.add(team)
    return team


def join(person: Person, team: Team | None, *, at: datetime) -> None:
    """Make the person a rep of this team from now on, and of no other; None takes them out of theirs."""
    session = object_session(person)
    current = membership_of(session, person)
    if (current.team_id if current else None) == (team.id if team else None):
        return
    if team and person.left_at:
        raise Refused(f"{person.name} has left and cannot join a team.", "team_id")
    if team and team.manager_id == person.id:
        raise Refused(f"{person.name} manages {team.name}, and nobody is their own manager.", "team_id")
    end_membership(session, person, at)
    if team:
        session.add(Membership(team=team, person=person, began_at=at))
    flag_modified(person, "name")  # the version counts the team too, for whoever has the form open


def function_towards(person: Person, manager_id: int) -> str | None:
    """What the person sees the reps of this manager from: another team's manager is a peer of theirs."""
    return PEER_MANAGER if person.function == MANAGER and person.id != manager_id else person.function


def membership_of(session: Session, person: Person) -> Membership | None:
    """The team membership a person has now."""
    return session.scalar(select(Membership).where(Membership.person_id == person.id, Membership.ended_at.is_(None)))


def team_of(person: Person) -> Team | None:
    """The team that a person is a rep of now."""
    return object_session(person).scalar(
        select(Team).join(Team.memberships).where(Membership.person_id == person.id, Membership.ended_at.is_(None)))


def told_apart(people: Iterable[Person]) -> dict[int, str]:
    """What colleagues call each of them, by id; the whole name where two are called the same."""
    return names_apart({person.id: person.name for person in people})


def names_apart(names: Mapping[int, str]) -> dict[int, str]:
    """The same for names by the id of whose they are."""
    firsts = {id: name.split()[0] for id, name in names.items()}
    often = Counter(firsts.values())
    return {id: firsts[id] if often[firsts[id]] == 1 else name for id, name in names.items()}


def check_name(name: str) -> str:
    """A name on one line, without space around it; one that can be seen is needed."""
    name = check_line(name, "name")
    if not any(unicodedata.category(sign)[0] in "LNPS" for sign in name):
        raise Refused("Write a name.", "name")
    return name


def check_line(text: str, field: str) -> str:
    """A short text on one line, its accents stored in one way, without signs that steer; 200 letters at most."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    text = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cs") and sign not in TURNING)
    if len(text) > LONGEST:
        raise Refused(f"This is too long: {len(text):,} letters. The {field} can have {LONGEST}.", field)
    return text


def check_address(email: str | None) -> str | None:
    """An e-mail address in lower case, or None where there is none."""
    email = (email or "").strip().lower()
    if email and (len(email) > 254 or not ADDRESS.fullmatch(email)):
        raise Refused(f"“{email[:80]}” is not an e-mail address. Write it like ana@example.com, or leave it empty.",
                      "email")
    return email or None


def check_email(session: Session, email: str | None, but: Person | None = None) -> str | None:
    """An address or None; refused when it is none or when somebody else has it."""
    email = check_address(email)
    other = session.scalar(select(Person).where(Person.email == email)) if email else None
    if other and other is not but:
        who = f"{other.name}, who has left," if other.left_at else other.name
        raise Refused(f"{who} has this e-mail address already.", "email")
    return email


def free_name(session: Session, name: str, but: Team | None = None) -> str:
    """A team's name that no other team has."""
    name = check_name(name)
    other = session.scalar(select(Team).where(func.lower(Team.name) == name.lower()))
    if other and other is not but:
        raise Refused(f"There is a team called {other.name} already.", "name")
    return name


def somebody_here(session: Session, id: int, field: str) -> Person:
    """The person with this id, who must not have left, and does not meanwhile."""
    person = session.get(Person, id, with_for_update={"read": True}, populate_existing=True)
    if person is None or person.left_at:
        raise Refused("Choose somebody who is here.", field)
    return person


def keep_an_admin(session: Session, person: Person) -> None:
    """Refuse when this person is the last admin who is here. Of two admins who go at the same moment, one stays."""
    admins = select(Person.id).where(Person.is_admin, Person.left_at.is_(None)).order_by(Person.id)
    if session.scalars(admins.with_for_update(key_share=True)).all() == [person.id]:
        raise Refused(f"{person.name} is the only admin. Make somebody else an admin first.", "is_admin")


def end_membership(session: Session, person: Person, at: datetime) -> None:
    """Take the person out of their team, if they are in one."""
    if membership := membership_of(session, person):
        membership.ended_at = at
        session.flush()  # before a new one begins: the database holds one at a time
