"""Who sees what, and who does what: one table of named sentences, read by every route and printed for the people.

A cell says under which condition a role may. What is not in a row is refused. A person with several roles may what any of
them may; but in a review in which they are the rep, only the rep's cell counts (law 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reviews.board import Theme
from reviews.checkins import CheckIn
from reviews.coaching import CoachingSession
from reviews.commitments import Commitment
from reviews.conditions import HELPS, IN_MEETING, IN_ROOM, IN_ROOM_OR_PUBLISHED, NAMED, ON_PLAN, ON_TABLE, PUBLISHED, YES, fulfilled
from reviews.diagnosis import IN_THE_ROOM
from reviews.helping import HelpRequest
from reviews.imports import ObservationsImport, PeopleImport
from reviews.letters import Letter
from reviews.meetings import Meeting, Review
from reviews.noted import Note
from reviews.observations import Observation
from reviews.people import Person, Team
from reviews.plans import Plan
from reviews.signing_in import SignIn
from reviews.standing import (
    ADMIN,
    AUTHOR,
    CHECK_IN_COACH,
    COACH,
    CONTRIBUTOR,
    FACILITATOR,
    LEAD,
    LEADER,
    MANAGER,
    NOTER,
    OWNER,
    REP,
    Standing,
)
from reviews.voices import Voice

COLUMNS = (AUTHOR, CONTRIBUTOR, REP, MANAGER, FACILITATOR, COACH, LEADER, ADMIN)
OWN = frozenset({REP, OWNER})
ON_ONES_PAGE = frozenset({AUTHOR, CONTRIBUTOR, REP, OWNER, CHECK_IN_COACH})


@dataclass(frozen=True)
class Rule:
    """One row: its sentence, the cell of each role that may, and what it is about (None: nothing in particular).

    `by_link` marks what somebody may who came in by a link to one page: there, and as those they are on it (`by_a_link`).
    """

    sentence: str
    cells: Mapping[str, str] = field(default_factory=dict)
    about: type | None = None
    for_strangers: bool = False
    for_all: bool = False
    by_link: bool = False


# -- who sees what ------------------------------------------------------------------------------------------------------

DRAFT_OBSERVATION = Rule("a draft", {AUTHOR: YES}, Observation)
NOTED = Rule("a note written between meetings", {AUTHOR: YES}, Note)
HANDED_IN = Rule("an observation handed in, before its rep is on the table", {AUTHOR: YES, FACILITATOR: NAMED}, Observation)
ON_THE_TABLE = Rule(
    "the same, once on the table",
    {AUTHOR: YES, CONTRIBUTOR: IN_MEETING, MANAGER: NAMED, FACILITATOR: NAMED, COACH: IN_MEETING}, Observation)
UNCONFIRMED = Rule(
    "an observation imported in somebody's name, until its author confirms it",
    {AUTHOR: YES, MANAGER: NAMED, FACILITATOR: NAMED}, Observation)
PERSONAL = Rule("a personal observation", {AUTHOR: YES, MANAGER: NAMED, FACILITATOR: NAMED}, Observation)
WHO_HAS_WRITTEN = Rule("who has and has not written", {MANAGER: YES, FACILITATOR: YES}, Meeting)
HOW_MANY_HAVE_WRITTEN = Rule("how many have written", {MANAGER: YES, FACILITATOR: YES, LEADER: YES}, Meeting)
VOICE = Rule(
    "the rep’s two answers before the meeting, once handed in",
    {CONTRIBUTOR: IN_MEETING, REP: YES, MANAGER: NAMED, FACILITATOR: NAMED, COACH: IN_MEETING}, Voice)
LOOK_BACK = Rule(
    "look back: last item, commitments kept, measure, verdict (no notes)",
    {CONTRIBUTOR: IN_MEETING, REP: YES, MANAGER: YES, FACILITATOR: YES, COACH: IN_MEETING, LEADER: YES}, Review)
ITEM = Rule(
    "the item, and gains as the plan sums them up, never the words",
    {AUTHOR: YES, CONTRIBUTOR: IN_MEETING, REP: PUBLISHED, MANAGER: YES, FACILITATOR: YES, COACH: ON_PLAN, LEADER: YES},
    Review)
REASON = Rule(
    "the reason for the item",
    {CONTRIBUTOR: IN_MEETING, REP: PUBLISHED, MANAGER: YES, FACILITATOR: YES, COACH: IN_MEETING}, Review)
DISSENT = Rule(
    "dissent, by name", {CONTRIBUTOR: IN_MEETING, MANAGER: YES, FACILITATOR: YES, COACH: IN_MEETING}, Review)
PARKED = Rule(
    "parked themes: title, functions, count, date", {CONTRIBUTOR: IN_MEETING, MANAGER: YES, FACILITATOR: YES}, Review)
CAUSE = Rule(
    "the cause", {CONTRIBUTOR: IN_MEETING, REP: PUBLISHED, MANAGER: YES, FACILITATOR: YES, COACH: IN_MEETING}, Plan)
PERSONAL_CAUSE = Rule("a personal cause", {REP: PUBLISHED, MANAGER: YES, FACILITATOR: YES}, Plan)
TALK = Rule("what the rep said against the plan in the talk", {REP: PUBLISHED, MANAGER: YES, FACILITATOR: YES}, Plan)
MINUTES = Rule("the minutes of a meeting", {MANAGER: YES, FACILITATOR: YES}, Meeting)
ALL_PLANS = Rule("all plans of a meeting as one PDF, one’s own aside", {MANAGER: YES, FACILITATOR: YES}, Meeting)
DRAFT_IN_ROOM = Rule(
    "the draft of a plan in the room: commitments and measure, neither the goal nor the talk",
    {CONTRIBUTOR: IN_MEETING, MANAGER: YES, FACILITATOR: YES}, Plan)
PLAN = Rule(
    "the plan, its dates and its verdict",
    {REP: PUBLISHED, MANAGER: YES, FACILITATOR: YES, COACH: ON_PLAN, LEADER: PUBLISHED}, Plan)
PLAN_NOTES = Rule(
    "what was written at check-ins (rep and coach: the other’s when both have, or the day is over) and in the "
    "acknowledgement; who coached when, for how long, with which line",
    {REP: PUBLISHED, MANAGER: YES, FACILITATOR: YES, COACH: ON_PLAN}, Plan)
CARD = Rule(
    "the card of each coach: what they do, what to look for, what to ask; as it is on the plan",
    {REP: PUBLISHED, MANAGER: PUBLISHED, FACILITATOR: PUBLISHED, COACH: ON_PLAN}, Plan)
COACHING_QUALITY = Rule(
    "how the coaching of plans was, as their reps answered (a coach: of plans on which they are named as its coach)",
    {REP: "own answers", COACH: "one word for three answers by three different reps, without dates",
     LEADER: "one word for nine answers about three coaches, without dates"})
HELP = Rule("what the rep asked a coach for help with", {REP: YES, MANAGER: HELPS, COACH: HELPS}, HelpRequest)
HISTORY = Rule(
    "a rep’s history: items, days, measures, commitments kept, verdicts (their words if they may open that plan)",
    {OWNER: YES, REP: "own", MANAGER: "of the team they are in now"}, Person)
SEE_HEALTH = Rule("how the machine is: database, disk, backups, version", {ADMIN: YES})
LETTER = Rule(
    "letters: recipient, subject, state, time (never what they say, nor a link; the demo aside)",
    {AUTHOR: "own", REP: "own", FACILITATOR: "own meeting’s", ADMIN: YES}, Letter)
SEE_LETTERS = Rule("the list of all letters", {ADMIN: YES})
READ_LETTER = Rule("what a letter says, in the demo alone", {ADMIN: YES}, Letter)
TEAM = Rule("a team and its people", {MANAGER: YES, FACILITATOR: YES, ADMIN: YES}, Team)

SEES = (
    DRAFT_OBSERVATION, NOTED, HANDED_IN, ON_THE_TABLE, UNCONFIRMED, PERSONAL, WHO_HAS_WRITTEN, HOW_MANY_HAVE_WRITTEN, VOICE,
    LOOK_BACK, ITEM, REASON, DISSENT, PARKED, CAUSE, PERSONAL_CAUSE, TALK, MINUTES, ALL_PLANS, DRAFT_IN_ROOM, PLAN, PLAN_NOTES,
    CARD, HELP, COACHING_QUALITY, HISTORY, LETTER, TEAM, SEE_HEALTH)

# -- who does what ------------------------------------------------------------------------------------------------------

ADMINISTER = Rule("keep people, teams and roles; import people", {ADMIN: YES})
ADMINISTER_PERSON = Rule("change a person, let them leave or come back", {ADMIN: YES}, Person)
SEND_AGAIN = Rule("send a letter again that was refused, or may not have gone out", {FACILITATOR: YES, ADMIN: YES}, Letter)
END_SESSION = Rule("end a session of one's own", {OWNER: YES}, SignIn)
ADMINISTER_TEAM = Rule("change a team", {ADMIN: YES}, Team)
ADMINISTER_IMPORT = Rule("confirm an import of people", {ADMIN: YES}, PeopleImport)
CONFIRM_OBSERVATIONS = Rule("confirm an import of observations", {FACILITATOR: YES}, ObservationsImport)
MAKE_MEETING = Rule("make a review meeting", {FACILITATOR: YES}, Team)
SEE_MEETING = Rule("open the page of a meeting", {CONTRIBUTOR: YES, MANAGER: YES, FACILITATOR: YES}, Meeting)
RUN = Rule("open, ask, close a meeting; import observations", {FACILITATOR: YES}, Meeting)
ROOM = Rule("come into the room of a meeting", {CONTRIBUTOR: YES, MANAGER: YES, FACILITATOR: YES}, Meeting)
LEAD_ROOM = Rule("lead the room: next, back, another rep, breaks, minutes, who is here", {LEAD: YES}, Meeting)
HAND_LEAD = Rule("take the lead, or hand it to somebody", {LEAD: YES, MANAGER: YES, FACILITATOR: YES}, Meeting)
CONTRIBUTE = Rule("write what they saw; say that they cannot this time", {CONTRIBUTOR: YES}, Meeting, by_link=True)
OBSERVE = Rule("write what they saw of a rep", {CONTRIBUTOR: YES}, Review, by_link=True)
ANSWER = Rule("answer the two questions before the meeting", {REP: YES}, Review, by_link=True)
KEEP_NOTE = Rule("change or discard a note of one’s own", {AUTHOR: YES}, Note)
CHANGE_OBSERVATION = Rule("change, hand in, take back, confirm an observation", {AUTHOR: YES}, Observation, by_link=True)
SAY = Rule(
    "say in the room what they saw, that they have read, that they still see what is parked",
    {CONTRIBUTOR: IN_MEETING, MANAGER: ON_TABLE, FACILITATOR: ON_TABLE}, Review)
SEE_TOO = Rule("say in the room that they saw it too", SAY.cells, Observation)
CORRECT = Rule(
    "word anew what was said in the room, until the meeting closes; who noted it, as long as its author has not",
    {AUTHOR: YES, NOTER: YES}, Observation, by_link=True)
MAKE_PERSONAL = Rule("mark an observation personal", {AUTHOR: YES, FACILITATOR: NAMED}, Observation, by_link=True)
SEE_REVIEW = Rule(
    "open the page of a review", {CONTRIBUTOR: IN_MEETING, MANAGER: YES, FACILITATOR: YES, COACH: IN_MEETING}, Review)
LEAD_REVIEW = Rule("take a review up, close it without an item", {FACILITATOR: YES, LEAD: ON_TABLE}, Review)
MERGE = Rule(
    "merge observations into themes; before the meeting its facilitator alone",
    {CONTRIBUTOR: IN_MEETING, MANAGER: ON_TABLE, FACILITATOR: YES, LEAD: ON_TABLE}, Review)
MERGE_THEME = Rule("name, join, empty a theme", MERGE.cells, Theme)
DECIDE = Rule("decide on the item, withdraw the decision", {FACILITATOR: YES, LEAD: ON_TABLE}, Review)
HAVE_A_SAY = Rule(
    "place three dots on the themes, say what they see differently",
    {CONTRIBUTOR: IN_MEETING, MANAGER: ON_TABLE, FACILITATOR: ON_TABLE, LEAD: ON_TABLE}, Review)
START_PLAN = Rule("draft a plan from a decision", {MANAGER: YES, FACILITATOR: YES, LEAD: ON_TABLE}, Review)
DRAFT_PLAN = Rule("write the draft of a plan", {MANAGER: YES, FACILITATOR: YES, LEAD: ON_TABLE}, Plan)
PUBLISH = Rule("note the talk with the rep, publish", {MANAGER: YES}, Plan)
AMEND = Rule("amend a published plan, with a reason; write the diagnosis anew for another way", {MANAGER: PUBLISHED}, Plan)
GIVE_VERDICT = Rule(
    "give the verdict, extend, ask for another way (the facilitator in a look back, on the manager's word)",
    {MANAGER: YES, FACILITATOR: YES}, Plan)
ACKNOWLEDGE = Rule("acknowledge the plan", {REP: PUBLISHED}, Plan)
CHECK_IN = Rule("check in: the rep, and the one coach named on the plan", {REP: PUBLISHED, CHECK_IN_COACH: ON_PLAN}, CheckIn,
                by_link=True)
SAY_HOW_IT_WAS = Rule("say, once, how the coaching of their closed plan was", {REP: PUBLISHED}, Plan)
ASK_FOR_HELP = Rule("ask one coach of the plan for help", {REP: PUBLISHED}, Plan)
TAKE_BACK_HELP = Rule("take back that they asked for help", {REP: YES}, HelpRequest)
ANSWER_HELP = Rule("say that they have talked with the rep who asked them for help", {MANAGER: HELPS, COACH: HELPS}, HelpRequest)
NUDGE_OWING = Rule(
    "nudge somebody who owes something on a plan, once in three working days", {MANAGER: PUBLISHED, FACILITATOR: PUBLISHED}, Plan)
LOG_COACHING = Rule(
    "log a coaching session on a plan under way: each coach their own, the rep any",
    {REP: PUBLISHED, MANAGER: PUBLISHED, COACH: ON_PLAN}, Plan)
TAKE_BACK_SESSION = Rule("take back, on the same day, a coaching session they have logged", {OWNER: PUBLISHED}, CoachingSession)
COMMIT = Rule(
    "take on a commitment in the room", {CONTRIBUTOR: IN_MEETING, MANAGER: YES, FACILITATOR: YES, LEAD: ON_TABLE}, Plan)
CHANGE_COMMITMENT = Rule(
    "word a commitment while the plan is a draft; in the room also one’s own",
    {OWNER: IN_ROOM, MANAGER: YES, FACILITATOR: YES, LEAD: ON_TABLE}, Commitment)
ACCEPT = Rule("accept a commitment", {OWNER: IN_ROOM_OR_PUBLISHED}, Commitment)
KEEP_COMMITMENT = Rule("tick, move, drop a commitment", {OWNER: PUBLISHED}, Commitment)
HAND_ON = Rule("say what becomes of what a coach who left still owed", {MANAGER: PUBLISHED}, Commitment)

ACTS = (
    ADMINISTER, SEND_AGAIN, MAKE_MEETING, RUN, LEAD_ROOM, HAND_LEAD, CONTRIBUTE, ANSWER, KEEP_NOTE, CHANGE_OBSERVATION, MAKE_PERSONAL,
    SAY, SEE_TOO, CORRECT, MERGE, HAVE_A_SAY, DECIDE, DRAFT_PLAN, COMMIT, PUBLISH, AMEND,
    GIVE_VERDICT, SAY_HOW_IT_WAS, NUDGE_OWING, ACKNOWLEDGE, ASK_FOR_HELP, TAKE_BACK_HELP, ANSWER_HELP, CHECK_IN, LOG_COACHING,
    TAKE_BACK_SESSION, CHANGE_COMMITMENT, ACCEPT, KEEP_COMMITMENT, HAND_ON)

# -- pages about nothing in particular ----------------------------------------------------------------------------------

STRANGER = Rule("everybody, signed in or not", for_strangers=True)
SIGNED_IN = Rule("everybody who is signed in; lists hold what is theirs", for_all=True)
ANY_SESSION = Rule("everybody who is signed in, also by a link to one page", for_all=True, by_link=True)


def holds(rule: Rule, at: Standing) -> bool:
    """Whether somebody who stands so may."""
    if rule.for_strangers or rule.for_all:
        return True
    roles = at.roles & OWN if REP in at.roles else at.roles
    return any(role in rule.cells and fulfilled(rule.cells[role], at) for role in roles)


def by_a_link(at: Standing) -> Standing:
    """How somebody stands who came in by a link to one page: as who is asked there, whatever else they are."""
    return replace(at, roles=at.roles & ON_ONES_PAGE)


def sight_of(observation: Observation) -> Rule:
    """The row that says who may read this observation now."""
    if observation.handed_in_at is None:
        return DRAFT_OBSERVATION
    if observation.personal:
        return PERSONAL
    if observation.needs_confirming:
        return UNCONFIRMED
    return ON_THE_TABLE if observation.review.taken_up_at else HANDED_IN


def sight_of_cause(plan: Plan) -> Rule:
    """The row that says who may read the cause now. What the room noted is the room's until the talk with the rep; from then
    on the same people read every cause, so that not being shown one does not tell that it is personal (law 8)."""
    return CAUSE if plan.cause in IN_THE_ROOM and not plan.talked_on else PERSONAL_CAUSE
