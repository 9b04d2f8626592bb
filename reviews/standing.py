"""How one person stands to one thing: the roles they have towards it, and the conditions the rules ask about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Select, exists, false, select
from sqlalchemy.orm import Session, joinedload

from reviews.base import Base
from reviews.board import Theme
from reviews.built import built_once
from reviews.checkins import CheckIn
from reviews.coaching import CoachingSession
from reviews.commitments import Commitment
from reviews.contributors import Contributor
from reviews.decisions import Decision
from reviews.helping import HelpRequest
from reviews.imports import Import, ObservationsImport
from reviews.letters import Letter
from reviews.meetings import Meeting, Review
from reviews.noted import Note
from reviews.observations import Observation
from reviews.page_links import OnePage
from reviews.people import Person, Team, team_of
from reviews.plans import Plan
from reviews.queries.observations import asked_as_promised
from reviews.signing_in import SignIn
from reviews.voices import Voice

AUTHOR, CONTRIBUTOR, REP, MANAGER, FACILITATOR = "author", "contributor", "rep", "manager", "facilitator"
COACH, LEADER, ADMIN, OWNER, CHECK_IN_COACH = "coach", "leader", "admin", "owner", "coach of the check-ins"
LEAD, NOTER = "who leads the room", "who noted it in the room"


@dataclass(frozen=True)
class Standing:
    """Roles of a person towards a thing, and what holds at this moment.

    in_meeting  asked to its meeting, for an observation as its readers were told, the review on the table, the meeting
                not yet closed
    on_table    the review is on the table, the meeting not yet closed
    on_plan     named on the plan, as coach or with a commitment, and the plan published
    published   the plan is
    named       its readers named this person when it was handed in
    told        asked to its meeting as those were whom its readers, or those of the rep's answers, named
    helps       they are the one whom the rep asked for help
    zone        the time zone of its team, empty when it belongs to none
    """

    roles: frozenset[str]
    in_meeting: bool = False
    on_table: bool = False
    on_plan: bool = False
    published: bool = False
    named: bool = False
    told: bool = False
    helps: bool = False
    zone: str = ""


_OF_MEETING = (joinedload(Meeting.team), joinedload(Meeting.manager), joinedload(Meeting.facilitator))
_OWNED_BY = {SignIn: "person_id", CoachingSession: "logged_by_id", Person: "id"}  # a person is their own
LAST_ID = 2**31 - 1  # what an id column can hold

_WITH = {
    Team: (joinedload(Team.manager), joinedload(Team.facilitator)),
    Meeting: _OF_MEETING,
    Review: (joinedload(Review.rep), joinedload(Review.voice), joinedload(Review.turn), joinedload(Review.meeting).options(*_OF_MEETING)),
    Observation: (joinedload(Observation.review).joinedload(Review.meeting).options(*_OF_MEETING),
                  joinedload(Observation.review).joinedload(Review.rep), joinedload(Observation.author)),
    Note: (joinedload(Note.rep),),
    Theme: (joinedload(Theme.review).joinedload(Review.meeting).joinedload(Meeting.team),
            joinedload(Theme.review).joinedload(Review.rep)),
    Decision: (joinedload(Decision.review).joinedload(Review.meeting).joinedload(Meeting.team),
               joinedload(Decision.review).joinedload(Review.rep)),
    Plan: (joinedload(Plan.review).joinedload(Review.meeting).joinedload(Meeting.team), joinedload(Plan.decision),
           joinedload(Plan.rep), joinedload(Plan.manager), joinedload(Plan.coach)),
    Commitment: (joinedload(Commitment.owner),
                 joinedload(Commitment.plan).joinedload(Plan.review).joinedload(Review.meeting).joinedload(Meeting.team),
                 joinedload(Commitment.plan).joinedload(Plan.rep)),
    CoachingSession: (joinedload(CoachingSession.plan).joinedload(Plan.review).joinedload(Review.meeting).joinedload(Meeting.team),),
    HelpRequest: (joinedload(HelpRequest.plan).joinedload(Plan.review).joinedload(Review.meeting).joinedload(Meeting.team),
                  joinedload(HelpRequest.plan).joinedload(Plan.manager), joinedload(HelpRequest.coach)),
    ObservationsImport: (joinedload(ObservationsImport.meeting).joinedload(Meeting.team),),
    CheckIn: (joinedload(CheckIn.plan).joinedload(Plan.review).joinedload(Review.meeting).joinedload(Meeting.team),
              joinedload(CheckIn.plan).joinedload(Plan.rep), joinedload(CheckIn.plan).joinedload(Plan.coach),
              joinedload(CheckIn.plan).joinedload(Plan.decision)),
}


def _finding(kind: type, options: tuple):
    """The question for the thing of a kind with an id."""
    return built_once(lambda id: select(kind).where(kind.id == id).options(*options))


_FIND = {kind: _finding(kind, options) for kind, options in _WITH.items()}


def find(session: Session, kind: type, id: int):
    """The thing with this id, with what its page needs in one statement, or None."""
    if id > LAST_ID:
        return None
    return session.scalar(_FIND[kind](id)) if kind in _FIND else session.get(kind, id)


def of(session: Session, person: Person, thing) -> Standing:
    """How `person` stands to `thing`, to a person by the team they are a rep of now. Costs one statement at most, none for teams."""
    team, meeting, review, plan = _around(thing)
    held = None if plan is not None and meeting.closed_at else meeting  # see `plans.run_by`
    asked, told, owns = _asked_and_owns(session, person, thing, meeting, plan)
    roles = {
        ADMIN: person.is_admin,
        LEADER: person.is_leader,
        REP: review is not None and review.rep_id == person.id,
        MANAGER: person.id in {x.manager_id for x in (team, held, plan) if x is not None},
        FACILITATOR: person.id in {x.facilitator_id for x in (team, held, plan) if x is not None},
        LEAD: meeting is not None and meeting.leads_id == person.id,
        CONTRIBUTOR: asked,
        COACH: owns or (plan is not None and plan.coach_id == person.id),
        AUTHOR: getattr(thing, "author_id", None) == person.id,
        OWNER: person.id == getattr(thing, _OWNED_BY.get(type(thing), "owner_id"), None),
        NOTER: isinstance(thing, Observation) and thing.said_at is not None and thing.noted_by_id == person.id,
        CHECK_IN_COACH: isinstance(thing, CheckIn) and plan.coach_id == person.id,
    }
    on_table = bool(review is not None and review.taken_up_at and not meeting.closed_at)
    return Standing(
        roles=frozenset(role for role, has in roles.items() if has),
        in_meeting=on_table and (told if isinstance(thing, Observation) else asked), on_table=on_table,
        on_plan=bool(roles[COACH] and plan.published_at),
        published=plan is not None and plan.published_at is not None,
        named=isinstance(thing, Observation) and person.id in (thing.for_manager_id, thing.for_facilitator_id),
        told=told,
        helps=isinstance(thing, HelpRequest) and thing.coach_id == person.id,
        zone=(team or meeting.team).time_zone if team or meeting else "",
    )


def to_voice(at: Standing, person: Person, voice: Voice) -> Standing:
    """How somebody who stands so to a review stands to what its rep said before the meeting."""
    return replace(at, in_meeting=at.in_meeting and at.told,
                   named=person.id in (voice.for_manager_id, voice.for_facilitator_id))


def to_help(at: Standing, person: Person, asked: HelpRequest) -> Standing:
    """How somebody who stands so to a plan stands to what its rep asked a coach for help with."""
    return replace(at, helps=asked.coach_id == person.id)


def page_of(thing) -> OnePage | None:
    """The page to which a link may lead, on which a thing stands: a check-in has one of its own, all else that of its meeting."""
    if isinstance(thing, CheckIn):
        return OnePage(check_in_id=thing.id)
    meeting = _around(thing)[1]
    return OnePage(meeting_id=meeting.id) if meeting else None


def _around(thing) -> tuple[Team | None, Meeting | None, Review | None, Plan | None]:
    """The team, meeting, review and plan that a thing belongs to, as far as it belongs to any."""
    if isinstance(thing, (Team, Person)):
        return thing if isinstance(thing, Team) else team_of(thing), None, None, None
    if isinstance(thing, (Meeting, Import, Letter)):
        return None, thing if isinstance(thing, Meeting) else thing.meeting, None, None
    plan = thing if isinstance(thing, Plan) else getattr(thing, "plan", None)
    review = thing if isinstance(thing, Review) else plan.review if plan else getattr(thing, "review", None)
    return None, review.meeting if review else None, review, plan


def _asked_and_owns(session: Session, person: Person, thing, meeting: Meeting | None, plan: Plan | None) -> tuple[bool, ...]:
    """Whether they are asked to the meeting, asked so that the thing is for them too, and owe something on the plan."""
    if meeting is None:
        return False, False, False
    if said := thing if isinstance(thing, Observation) else getattr(thing, "voice", None):
        return tuple(session.execute(_is_asked_for(person, meeting, said)).one())
    return tuple(session.execute(_is_asked_and_owns(person, meeting, plan.id if plan else 0)).one())


@built_once
def _is_asked_for(person: Person, meeting: Meeting, said: Base) -> Select:
    asked = exists().where(Contributor.meeting_id == meeting.id, Contributor.person_id == person.id)
    return select(asked, asked.where(asked_as_promised(said)), false())


@built_once
def _is_asked_and_owns(person: Person, meeting: Meeting, plan_id: int) -> Select:
    asked = exists().where(Contributor.meeting_id == meeting.id, Contributor.person_id == person.id)
    owns = exists().where(Commitment.plan_id == plan_id, Commitment.owner_id == person.id, Commitment.dropped_at.is_(None))
    return select(asked, asked, owns)
