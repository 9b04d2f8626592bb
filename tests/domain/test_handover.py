"""A new manager or facilitator takes over what is under way; words stay with those they were written for."""

import pytest
from sqlalchemy import select

from reviews import asking, handover, imports, meetings, observations, people, rules, signing_in, standing, teams
from reviews.commitments import Commitment
from reviews.errors import Refused, Stale
from reviews.imports import Import
from reviews.people import Person, Team
from reviews.queries.observations import readable
from reviews.queries.themes import cards_of
from tests import a_plan
from tests.gathering import SAW, gathering, review_of
from tests.on_the_table import saw, table


def team_facts(team: Team, **other) -> dict:
    facts = ("name", "manager_id", "facilitator_id", "cadence", "time_zone", "paper")
    return {fact: getattr(team, fact) for fact in facts} | other


@pytest.fixture
def hanna(session, clock) -> Person:
    return people.add(session, name="Hanna Weiß", email="hanna@example.com", function="manager", at=clock())


def test_an_open_meeting_gets_the_new_manager_and_facilitator(session, cast, clock, hanna):
    meeting = gathering(session, cast, at=clock())
    teams.change(cast.team, **team_facts(cast.team, manager_id=hanna.id, facilitator_id=cast.tomasz.id))
    session.commit()
    assert (meeting.manager, meeting.facilitator) == (hanna, cast.tomasz)
    assert not rules.holds(rules.SEE_MEETING, standing.of(session, cast.marc, meeting))


def test_a_closed_meeting_stays_with_those_who_held_it(session, cast, clock, hanna):
    meeting = gathering(session, cast, at=clock())
    meeting.closed_at = clock()
    teams.change(cast.team, **team_facts(cast.team, manager_id=hanna.id, facilitator_id=cast.tomasz.id))
    assert (meeting.manager, meeting.facilitator) == (cast.dustin, cast.marc)


def test_what_was_written_for_the_old_ones_is_not_inherited(session, cast, clock, hanna):
    review = review_of(gathering(session, cast, at=clock()), cast.ana)
    saw = observations.write(review, cast.priya, **SAW, hand_in=True, at=clock())
    teams.change(cast.team, **team_facts(cast.team, manager_id=hanna.id, facilitator_id=cast.tomasz.id))
    asking.unask(review.meeting, next(one for one in review.meeting.contributors if one.person is cast.tomasz),
                   by=cast.tomasz, at=clock())
    meetings.take_up(review, by=cast.tomasz, at=clock())
    session.commit()
    may = {person.first: rules.holds(rules.sight_of(saw), standing.of(session, person, saw))
           for person in (cast.priya, cast.marc, cast.dustin, cast.tomasz, hanna, cast.ingrid)}
    assert may == {"Priya": True, "Marc": False, "Dustin": True, "Tomasz": False, "Hanna": False, "Ingrid": True}


def test_a_draft_and_an_active_plan_pass_on_with_their_coach_and_what_is_owed(session, cast, clock, hanna):
    plan = a_plan.published(session, cast, at=clock())
    teams.change(cast.team, **team_facts(cast.team, manager_id=hanna.id, facilitator_id=cast.tomasz.id))
    session.commit()
    assert (plan.manager, plan.coach, plan.facilitator) == (hanna, hanna, cast.tomasz)
    own = session.scalars(select(Commitment).where(Commitment.owner_id == cast.ana.id)).all()
    assert len(own) == 2 and {commitment.owed_to for commitment in own} == {hanna}
    assert not rules.holds(rules.GIVE_VERDICT, standing.of(session, cast.marc, plan))
    assert rules.holds(rules.GIVE_VERDICT, standing.of(session, hanna, plan))
    assert rules.holds(rules.KEEP_COMMITMENT, standing.of(session, cast.dustin, a_plan.promised(plan, "Sit in")))


def test_a_file_the_old_facilitator_had_not_confirmed_is_not_inherited(session, cast, clock, hanna):
    meeting = gathering(session, cast, at=clock())
    for kind in ("observations", "people"):
        imports.start(session, kind=kind, file_name="saw.csv", data=b"rep,text\nAna,x\n", by=cast.marc, at=clock(),
                      meeting=meeting if kind == "observations" else None)
    teams.change(cast.team, **team_facts(cast.team, manager_id=hanna.id))
    assert [import_.kind for import_ in session.scalars(select(Import).order_by(Import.id))] == ["observations", "people"]
    teams.change(cast.team, **team_facts(cast.team, facilitator_id=cast.tomasz.id))
    assert [import_.kind for import_ in session.scalars(select(Import))] == ["people"]


@pytest.mark.parametrize("who_adds, reads", [("marc", True), ("tomasz", False)])
def test_whom_a_later_facilitator_adds_was_promised_nothing(session, cast, clock, who_adds, reads):
    """Priya was told "also those Marc adds". Tomasz, who runs the meeting after him, adds Olaf and reads himself in."""
    ana = table(session, cast, at=clock())
    clock.forward(hours=1)
    teams.change(cast.team, **team_facts(cast.team, facilitator_id=getattr(cast, who_adds).id))
    meetings.ask(ana.meeting, cast.olaf, "service", by=getattr(cast, who_adds), at=clock())
    session.flush()
    seen = set(session.scalars(readable(cast.olaf, ana)))
    held = {one for one in ana.observations if rules.holds(rules.sight_of(one), standing.of(session, cast.olaf, one))}
    assert seen == held == (set(ana.observations) if reads else set())
    cards = session.execute(cards_of(ana, cast.olaf)).all()
    assert {row.may_read for row in cards} == {reads}, "the board stands for all of the meeting, without the words"


def test_what_is_written_after_the_handover_is_for_those_who_were_asked_by_then(session, cast, clock):
    ana = table(session, cast, at=clock())
    teams.change(cast.team, **team_facts(cast.team, facilitator_id=cast.tomasz.id))
    meetings.ask(ana.meeting, cast.olaf, "service", by=cast.tomasz, at=clock.forward(hours=1))
    later = saw(ana, cast.priya, "Asked twice who else signs.", at=clock.forward(hours=1))
    assert list(session.scalars(readable(cast.olaf, ana))) == [later]


def test_another_coach_on_the_plan_stays(session, cast, clock, hanna):
    plan = a_plan.published(session, cast, at=clock())
    plan.coach = cast.tomasz
    teams.change(cast.team, **team_facts(cast.team, manager_id=hanna.id))
    assert (plan.manager, plan.coach, plan.facilitator) == (hanna, cast.tomasz, cast.marc)


def test_a_closed_plan_stays_with_its_manager(session, cast, clock, hanna):
    plan = a_plan.published(session, cast, at=clock())
    plan.closed_at = clock()
    teams.change(cast.team, **team_facts(cast.team, manager_id=hanna.id))
    assert (plan.manager, plan.coach) == (cast.dustin, cast.dustin)


def test_a_rep_who_becomes_the_manager_does_not_get_her_own_plan_and_meeting(session, cast, clock):
    plan = a_plan.published(session, cast, at=clock())
    people.join(cast.ana, None, at=clock())
    teams.change(cast.team, **team_facts(cast.team, manager_id=cast.ana.id))
    assert (plan.manager, plan.coach, plan.review.meeting.manager) == (cast.dustin, cast.dustin, cast.dustin)
    assert cast.team.manager is cast.ana


def test_of_two_admins_who_change_a_team_the_second_is_told(session, cast, clock, hanna):
    seen = cast.team.version
    teams.change(cast.team, **team_facts(cast.team, manager_id=hanna.id), seen=seen)
    session.commit()
    with pytest.raises(Stale) as stale:
        teams.change(cast.team, **team_facts(cast.team, manager_id=cast.olaf.id), seen=seen)
    assert stale.value.theirs == {"manager_id": hanna.id}
    session.rollback()
    assert cast.team.manager_id == hanna.id


def test_a_leaver_keeps_the_past_and_loses_the_keys(session, cast, clock):
    signed_in = signing_in.begin(session, cast.priya, at=clock())
    link = signing_in.make_link(session, cast.priya, at=clock())
    plan = a_plan.published(session, cast, at=clock())
    written = plan.review.observations[0]
    handover.leave(cast.priya, at=clock.forward(days=1))
    session.commit()
    handover.come_back(cast.priya)
    session.commit()
    assert signing_in.whose(session, signed_in, at=clock()) is None
    why_not = signing_in.why_not(signing_in.link_of(session, link), at=clock())
    assert why_not == "This link has run out. Each works for a day."
    assert written.author is not None and plan in session


def test_what_a_leaver_still_owed_as_a_coach_is_dropped_with_why(session, cast, clock):
    plan = a_plan.published(session, cast, at=clock())
    left_at = clock.forward(days=2)
    handover.leave(cast.priya, at=left_at)
    dropped = [(one.owner.first, one.dropped_why) for one in plan.commitments if one.dropped_at]
    assert dropped == [("Priya", "Priya Raman has left.")]


def test_the_plans_a_leaver_coaches_go_back_to_the_manager(session, cast, clock):
    plan = a_plan.published(session, cast, at=clock())
    plan.coach = cast.tomasz
    session.flush()
    handover.leave(cast.tomasz, at=clock())
    assert plan.coach is cast.dustin


def test_leaving_twice_keeps_the_first_day(session, cast, clock):
    first = clock()
    handover.leave(cast.greta, at=first)
    handover.leave(cast.greta, at=clock.forward(days=3))
    assert (cast.greta.left_at, cast.greta.team_id) == (first, None)


@pytest.mark.parametrize("who, says", [
    ("dustin",
     "Dustin Brinkmann manages the team Mid-market North. Give it to somebody else first, on the team’s page."),
    ("marc", "Marc Oduya facilitates the team Mid-market North. Give it to somebody else first, on the team’s page."),
    ("ada", "Ada Admin is the only admin. Make somebody else an admin first."),
])
def test_nobody_leaves_a_team_or_the_keys_alone(session, cast, clock, who, says):
    with pytest.raises(Refused) as refused:
        handover.leave(getattr(cast, who), at=clock())
    assert refused.value.sentence == says
    assert getattr(cast, who).left_at is None
