"""Two acts at the same moment, of which a law lets one be: the database holds exactly one, the other is told in a sentence,
and what they typed is on their page."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from reviews import asking, meetings, publishing
from reviews.acknowledging import Acknowledgement
from reviews.board import ParkedTheme
from reviews.checkins import Entry
from reviews.decisions import Decision
from reviews.meetings import Meeting, Review
from reviews.observations import Observation
from reviews.people import Person
from reviews.plans import Plan, PlanVersion
from reviews.verdicts import Verdict
from tests.a_plan import FROM, REASON, TO, decided, filled_in, promise, promised, published, ready
from tests.gathering import SAW, gathering, review_of
from tests.on_the_table import DATES, QUOTES, table, theme
from tests.reading import value_in
from tests.thirty_days import check_in_of, draft_of

MINE, YOURS = "The first of two texts, about Halden.", "The second of two texts, about Kessler."


def count(session, column, *where) -> int:
    found = session.scalar(select(func.count(column)).where(*where))
    session.rollback()
    return found


def one_of_two(answers, sentence: str, texts: tuple[str, str] = (MINE, YOURS)) -> str:
    """Exactly one was carried out; the other is told and finds their own words. Gives the words that count."""
    assert sorted(answer.status for answer in answers) == [303, 422]
    won = 0 if answers[0].status == 303 else 1
    told = answers[1 - won]
    assert sentence in told.said and texts[1 - won] in told.page
    return texts[won]


def test_one_item_a_review(session, cast, clock, window, together):
    review = table(session, cast, at=clock())
    chosen = [theme(session, review, told, title, cast, at=clock()).id for told, title in ((QUOTES, "Early"), (DATES, "No date"))]
    acts = [partial(window(cast.marc).post, f"/reviews/{review.id}/decision", theme_id=id, item_from=FROM, item_to=TO,
                    reason=words, present=cast.marc.id) for id, words in zip(chosen, (MINE, YOURS), strict=True)]
    kept = one_of_two(together(*acts), "has an item already")
    assert session.execute(select(Decision.reason, Decision.withdrawn_at)).all() == [(kept, None)]


def test_one_active_plan_a_rep(session, cast, clock, window, together):
    older = draft_of(session, cast.ana, cast.team, on=clock().date() - timedelta(20))
    filled_in(session, older, cast, at=clock(), without=("priya",))
    plans = [older, ready(session, cast, at=clock())]
    acts = [partial(window(cast.dustin).post, f"/plans/{plan.id}/publication", held_on=clock().date(), goal=plan.goal) for plan in plans]
    one_of_two(together(*acts), "is on a plan since", ("", ""))
    assert count(session, Plan.id, Plan.published_at.is_not(None)) == count(session, PlanVersion.id) == 1


def test_one_meeting_a_period_and_one_review_a_rep_in_it(session, cast, clock, window, together):
    form = {"period": "2026-11", "due_at": "2026-11-23T12:00", "meets_at": "2026-11-24T10:00", "reps-0-person_id": cast.ana.id,
            "reps-0-here": "y", "reps-0-minutes": 12, "contributors-0-person_id": cast.priya.id,
            "contributors-0-function": "sales ops"}
    act = partial(window(cast.marc).post, f"/teams/{cast.team.id}/meetings/new", **form)
    answers = together(act, act, act)
    assert sorted(answer.status for answer in answers) == [303, 422, 422]
    assert (count(session, Meeting.id), count(session, Review.id)) == (1, 1)


def test_one_plan_an_item(session, cast, clock, window, together):
    review = decided(session, cast, at=clock()).review
    acts = [partial(window(who).post, f"/reviews/{review.id}/plan") for who in (cast.marc, cast.dustin, cast.dustin)]
    assert {(answer.status, answer.location) for answer in together(*acts)} == {(303, "/plans/1")}
    assert count(session, Plan.id) == 1


def test_a_decision_is_withdrawn_while_its_plan_is_begun(session, cast, clock, window, together):
    review = decided(session, cast, at=clock()).review
    begun, withdrawn = together(partial(window(cast.dustin).post, f"/reviews/{review.id}/plan"),
                                partial(window(cast.marc).post, f"/reviews/{review.id}/withdrawal", why=MINE))
    assert (withdrawn.status, begun.status in (303, 422)) == (303, True)
    assert count(session, Plan.id) == (1 if begun.status == 303 else 0)


def test_one_verdict(session, cast, clock, window, together):
    plan = published(session, cast, at=clock())
    clock.forward(days=28)
    acts = [partial(window(cast.dustin).post, f"/plans/{plan.id}/verdict", length=30, outcome=outcome, reason=words, then="close")
            for outcome, words in (("moved", MINE), ("partly", YOURS))]
    kept = one_of_two(together(*acts), "Thirty days have one verdict.")
    assert session.scalars(select(Verdict.reason)).all() == [kept]


def test_a_verdict_and_a_check_in(session, cast, clock, window, together):
    plan = published(session, cast, at=clock())
    clock.forward(days=28)
    verdict, entry = f"/plans/{plan.id}/verdict", f"/check-ins/{check_in_of(session, plan, 30).id}"
    dustin = window(cast.dustin)
    seen = value_in(dustin.get(verdict).page.split('method="post" action="/plans', 1)[1], "shown")
    given, looked = together(
        partial(dustin.post, verdict, shown=seen, length=30, outcome="moved", reason=MINE, then="close"),
        partial(window(cast.ana).post, entry, frequency=3, happened=YOURS, next=""))
    one_of_two([given, looked], "a check-in" if given.status == 422 else "was closed on")
    assert (count(session, Verdict.id), count(session, Entry.id)) == ((1, 0) if given.status == 303 else (0, 1))


def test_one_acknowledgement_a_version(session, cast, clock, window, together):
    plan = published(session, cast, at=clock())
    acts = [partial(window(cast.ana).post, f"/plans/{plan.id}/acknowledgement", words=words, number=1) for words in (MINE, YOURS)]
    kept = one_of_two(together(*acts), "and those words stay")
    assert session.scalars(select(Acknowledgement.words)).all() == [kept]


def test_a_review_is_closed_by_two_with_different_notes(session, cast, clock, window, together):
    review = table(session, cast, at=clock())
    acts = [partial(window(cast.marc).post, f"/reviews/{review.id}/closing", why="away", note=words) for words in (MINE, YOURS)]
    kept = one_of_two(together(*acts), "is closed already: away")
    assert session.scalar(select(Review.closed_note).where(Review.id == review.id)) == kept


@pytest.mark.parametrize("turn", range(3))
def test_handed_in_just_when_the_rep_is_taken_up(session, cast, clock, window, together, turn):
    review = review_of(gathering(session, cast, at=clock()), cast.ana)
    priya, path = window(cast.priya), f"/reviews/{review.id}/observations"
    promise = value_in(priya.get(path).page, "promise")
    wrote, taken = together(partial(priya.post, path, kind="gain", text=MINE, promise=promise, then="another"),
                            partial(window(cast.marc).post, f"/reviews/{review.id}/table"))
    kept = session.execute(select(Observation.text, Observation.readers)).all()
    assert taken.status == 303 and kept == ([(MINE, promise)] if wrote.status == 303 else [])
    assert wrote.status == 303 or ("Who reads this, or when, has changed" in wrote.said and MINE in wrote.page)


@pytest.mark.parametrize("turn", range(3))
def test_taken_off_the_list_while_writing(session, cast, clock, window, together, turn):
    meeting = gathering(session, cast, at=clock())
    review, ingrid = review_of(meeting, cast.ana), window(cast.ingrid)
    wrote, removed = together(
        partial(ingrid.post, f"/reviews/{review.id}/observations", kind="gain", text=MINE, then="another"),
        partial(window(cast.marc).post, f"/meetings/{meeting.id}/contributors/{cast.ingrid.id}/removal"))
    asked = [one.person_id for one in session.get(Meeting, meeting.id).contributors]
    assert (cast.ingrid.id in asked) == (wrote.status == 303) == (removed.status == 422)
    assert count(session, Observation.id) == (1 if wrote.status == 303 else 0)
    assert wrote.status == 303 or MINE in wrote.page


@pytest.mark.parametrize("turn", range(3))
def test_a_meeting_is_closed_while_a_decision_is_withdrawn(session, cast, clock, window, together, turn):
    decision = decided(session, cast, at=clock())
    meeting = decision.review.meeting
    for other in meeting.reviews:
        other.closed_at = None if other is decision.review else clock()
    closed, withdrawn = together(partial(window(cast.marc).post, f"/meetings/{meeting.id}/closing"),
                                 partial(window(cast.marc).post, f"/reviews/{decision.review_id}/withdrawal", why=MINE))
    assert withdrawn.status == 303
    parked = count(session, ParkedTheme.id, ParkedTheme.unparked_at.is_(None))
    assert (closed.status, parked > 0) in ((303, True), (422, False)), "no review is left open in a closed meeting"


def test_two_admins_let_each_other_go(session, cast, clock, window, together):
    cast.lea.is_admin = True
    acts = [partial(window(who).post, f"/people/{other.id}/departure") for who, other in
            ((cast.ada, cast.lea), (cast.lea, cast.ada))]
    answers = together(*acts)
    assert 303 in {answer.status for answer in answers}
    assert count(session, Person.id, Person.is_admin, Person.left_at.is_(None)) == 1


def test_somebody_leaves_while_a_team_is_given_to_them(session, cast, clock, window, together):
    cast.lea.is_admin = True
    team = {"name": cast.team.name, "manager_id": cast.olaf.id, "facilitator_id": cast.marc.id, "cadence": "monthly",
            "time_zone": "Europe/Berlin", "paper": "a4"}
    given, left = together(partial(window(cast.ada).post, f"/teams/{cast.team.id}/edit", **team),
                           partial(window(cast.lea).post, f"/people/{cast.olaf.id}/departure"))
    assert sorted((given.status, left.status)) == [303, 422]


def test_a_commitment_is_ticked_in_two_windows(session, cast, clock, window, together):
    plan = published(session, cast, at=clock())
    one, ana = promised(plan, "Draw"), window(cast.ana)
    act = partial(ana.post, f"/commitments/{one.id}/ticks", due_on=one.due_on)
    assert [answer.status for answer in together(act, act)] == [303, 303]
    assert len(one.ticks) == 1


def test_whoever_was_taken_off_the_list_before_finds_their_words_on_the_page(session, cast, clock, window):
    meeting = gathering(session, cast, at=clock())
    ingrid = next(one for one in meeting.contributors if one.person_id == cast.ingrid.id)
    asking.unask(meeting, ingrid, by=cast.marc, at=clock())
    path = f"/reviews/{review_of(meeting, cast.ana).id}/observations"
    told = window(cast.ingrid).post(path, **SAW | {"text": MINE})
    assert (told.status, MINE in told.page) == (404, True)


def test_words_for_a_commitment_that_is_gone_or_a_draft_that_is_published_stay_on_the_page(session, cast, clock, window):
    plan = ready(session, cast, at=clock())
    gone = promise(plan, cast.priya, "Nothing yet", by=cast.marc, at=clock())
    session.flush()
    path, part, form = f"/commitments/{gone.id}", f"/plans/{plan.id}/draft/gains", {"owner_id": cast.priya.id, "weekly": "y"}
    marc = window(cast.marc)
    assert marc.post(f"{path}/removal").status == 303
    told = marc.post(f"{path}/edit", text=MINE, **form)
    assert (told.status, MINE in told.page) == (404, True)
    publishing.publish(session.get(Plan, 1, populate_existing=True), by=cast.dustin, at=clock())
    session.commit()
    told = marc.post(part, gains=YOURS)
    assert (told.status, YOURS in told.page, "a published plan is not edited" in told.said) == (422, True, True)


def test_a_meeting_is_opened_by_two(session, cast, clock, window, together):
    meeting = gathering(session, cast, at=clock(), period="2026-12")
    opened = meeting.opened_at
    act = partial(window(cast.marc).post, f"/meetings/{meeting.id}/opening")
    assert [answer.status for answer in together(act, act)] == [303, 303]
    assert session.scalar(select(Meeting.opened_at).where(Meeting.id == meeting.id)) == opened == clock()
    assert meetings.GATHERING == session.get(Meeting, meeting.id).state
