"""Two save the same text at the same moment: one is told, sees both texts, and decides which one stands."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import func, select

from reviews import observations
from reviews.checkins import Entry
from reviews.commitments import Commitment
from reviews.nothing_to_add import NothingToAdd
from reviews.observations import Observation
from reviews.people import Person
from reviews.plans import Plan, Talk
from tests.a_plan import GOAL, published, ready
from tests.gathering import SAW, gathering, review_of
from tests.reading import value_in
from tests.thirty_days import check_in_of

MINE, YOURS = "The first of two texts, about the demo at Halden.", "The second of two texts, about the call at Kessler."
ROUNDS = 3


@pytest.fixture
def clash(session, together):
    """Two windows send one form with different texts. Gives the text that stands and the page of the other, on which both
    are, after having sent that page once more: then its text stands."""

    def of(column):
        session.rollback()  # lets go of what it read before, and of SQLite's lock
        found = session.scalars(select(column)).all()
        session.rollback()
        return found

    def run(first, second, path: str, column, *, at: str, carries: str, **form):
        for turn in range(ROUNDS):
            mine, yours = f"{MINE} {turn}", f"{YOURS} {turn}"
            seen = value_in(_form(first.get(at).page, path), carries)
            answers = together(*(partial(who.post, path, **_filled(form, text), **{carries: seen})
                                 for who, text in ((first, mine), (second, yours))))
            assert sorted(answer.status for answer in answers) == [303, 422]
            won, lost, told, loser = ((mine, yours, answers[1], second) if answers[0].status == 303
                                      else (yours, mine, answers[0], first))
            assert (won in of(column), lost in of(column), won in told.page, lost in told.page) == (True, False, True, True)
            assert "This was changed since you opened it" in told.said
            again = value_in(_form(told.page, path), carries)
            assert loser.post(path, **_filled(form, lost), **{carries: again}).status == 303
            assert (won in of(column), lost in of(column)) == (False, True)

    return run


def _filled(form: dict, text: str) -> dict:
    """The form with the text in the field that is to be written."""
    return {name: text if value is None else value for name, value in form.items()}


def _form(page: str, path: str) -> str:
    """The form of a page that is sent to this address."""
    return page.split(f'action="{path}"', 1)[1].split("</form>", 1)[0]


def test_two_people_in_one_part_of_a_draft(session, cast, clock, window, clash):
    plan = ready(session, cast, at=clock())
    marc, dustin = window(cast.marc), window(cast.dustin)
    clash(marc, dustin, f"/plans/{plan.id}/draft/witness", Plan.witness, at=f"/plans/{plan.id}", carries="shown", witness=None)


def test_two_people_word_one_commitment(session, cast, clock, window, clash):
    plan = ready(session, cast, at=clock())
    one = plan.commitments[-1]
    path = f"/commitments/{one.id}/edit"
    clash(window(cast.marc), window(cast.dustin), path, Commitment.text, at=path, carries="version", owner_id=one.owner_id,
          text=None, weekly="y")


def test_a_manager_notes_the_talk_in_two_windows(session, cast, clock, window, clash):
    plan = ready(session, cast, at=clock(), without=("talk",))
    clash(window(cast.dustin), window(cast.dustin), f"/plans/{plan.id}/talk", Talk.rep_says, at=f"/plans/{plan.id}/talk",
          carries="version", held_on=clock().date(), goal=GOAL, rep_says=None)


def test_a_rep_checks_in_from_two_windows(session, cast, clock, window, clash):
    plan = published(session, cast, at=clock())
    clock.forward(days=7)
    path = f"/check-ins/{check_in_of(session, plan, 7).id}"
    clash(window(cast.ana), window(cast.ana), path, Entry.happened, at=path, carries="shown", frequency=2, happened=None, next="")


def test_a_contributor_changes_a_draft_in_two_windows(session, cast, clock, window, clash):
    review = review_of(gathering(session, cast, at=clock()), cast.ana)
    draft = observations.write(review, cast.priya, **SAW, at=clock())
    session.commit()
    path = f"/observations/{draft.id}/edit"
    clash(window(cast.priya), window(cast.priya), path, Observation.text, at=path, carries="version", kind="gain", text=None,
          then="draft")


def test_an_admin_changes_a_person_while_another_does(session, cast, clock, window, clash):
    cast.lea.is_admin = True
    path = f"/people/{cast.olaf.id}/edit"
    session.commit()
    clash(window(cast.ada), window(cast.lea), path, Person.office, at=path, carries="version", name="Olaf Fremd", email="",
          function="", team_id=0, office=None)


def test_one_form_clicked_twice_counts_once_and_leads_to_one_place(session, cast, clock, window, together):
    plan = ready(session, cast, at=clock())
    for turn in range(ROUNDS):
        marc, path = window(cast.marc), f"/plans/{plan.id}/commitments"
        send = partial(marc.post, path, _once=f"key-of-turn-{turn}", owner_id=cast.priya.id, text=f"Turn {turn}", weekly="y")
        answers = together(send, send, send)
        assert {(answer.status, answer.location) for answer in answers} == {(303, f"/plans/{plan.id}#part-commitments")}
        assert session.scalar(select(func.count()).where(Commitment.text == f"Turn {turn}")) == 1
        session.rollback()


def test_somebody_has_nothing_to_add_and_writes_at_the_same_moment(session, cast, clock, window, together):
    review = review_of(gathering(session, cast, at=clock()), cast.ana)
    priya, path = window(cast.priya), f"/reviews/{review.id}"
    wrote, said = together(partial(priya.post, f"{path}/observations", kind="gain", text=MINE, then="another"),
                           partial(priya.post, f"{path}/nothing-to-add"))
    assert (wrote.status, said.status in (303, 422)) == (303, True)
    kept = session.scalar(select(func.count(Observation.id))), session.scalar(select(func.count(NothingToAdd.id)))
    assert kept == (1, 0), "what was written takes the place of the answer, or the answer is refused"


def test_pages_are_read_while_they_are_written(session, cast, clock, window, together):
    plan = ready(session, cast, at=clock())
    marc, dustin, path = window(cast.marc), window(cast.dustin), f"/plans/{plan.id}"
    pages = ["/", path, "/plans", f"/reviews/{plan.review_id}", f"/plans/{plan.id}/diagnosis"]
    writes = [partial(marc.post, f"{path}/draft/gains", gains=MINE), partial(marc.post, f"{path}/draft/witness", witness=YOURS)]
    answers = together(*(partial(dustin.get, page) for page in pages), *writes)
    assert [answer.status for answer in answers] == [200] * len(pages) + [303] * 2
    session.refresh(plan)
    assert (plan.gains, plan.witness) == (MINE, YOURS), "parts do not get into each other's way"


def test_a_check_in_that_the_other_tab_wrote_today_is_put_right_and_not_lost(session, cast, clock, window):
    plan = published(session, cast, at=clock())
    clock.forward(days=7)
    path, ana = f"/check-ins/{check_in_of(session, plan, 7).id}", window(cast.ana)
    empty = value_in(_form(ana.get(path).page, path), "shown")
    assert ana.post(path, frequency=2, happened=MINE, next="", shown=empty).status == 303
    stale = ana.post(path, frequency=3, happened=YOURS, next="", shown=empty)
    assert (stale.status, MINE in stale.page, YOURS in stale.page) == (422, True, True)
