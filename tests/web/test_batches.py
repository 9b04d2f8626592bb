"""All plans of a meeting as one PDF: asked for, made by the worker, one file that says what it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm.attributes import flag_modified

from app.batch_jobs import MOST_BEGINNINGS, give_up_batch, make_batch
from app.jobs import look, queue_of
from app.pdf import plan_pdf
from app.pdf.binding import bind
from reviews import batches, publishing, worker
from reviews.batches import Batch, BatchFile
from reviews.letters import Matter
from reviews.plans import Paper, PlanVersion
from tests.pdf_text import fonts, opened, printed, spoken, tags
from tests.reading import words_of
from tests.thirty_days import plan_of
from tests.written_plan import PLAN, extended_plan, written_plan

ONE_DATABASE = True  # its time is the press's; the demo and the fuzz run ask for batches on both
MONDAY = date(2026, 11, 16)
PAGE, FILE = "/meetings/1/plans", "/meetings/1/plans.pdf"


@pytest.fixture
def two_plans(session, cast):
    return [plan_of(session, rep, cast.team, begins=MONDAY) for rep in (cast.farid, cast.ana)]


def made(app, session) -> Batch:
    """What the worker makes of the batch that was asked for last."""
    id = session.scalar(select(func.max(Batch.id)))
    session.commit()
    with app.app_context():
        make_batch(id)
    session.expire_all()
    return session.get(Batch, id)


def test_asked_for_made_by_the_worker_and_opened(app, desk, session, cast, clock, two_plans):
    marc = desk(cast.marc)
    assert "2 published plans" in words_of(marc.get(PAGE).text) and marc.get(FILE).status_code == 404
    assert marc.post(PAGE).location == PAGE
    waiting = marc.get(PAGE)
    assert waiting.headers["Refresh"] == "2" and "Make the PDF" not in waiting.text
    assert session.execute(select(Batch.asked_by_id, Batch.asked_at, Batch.versions)).one() == (cast.marc.id, clock(), [2, 1])
    made(app, session)
    page = marc.get(PAGE)
    assert "Open the PDF" in page.text and "Refresh" not in page.headers and "Make" not in words_of(page.text)
    answer = marc.get(FILE)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "November_2026_plans.pdf" in answer.headers["Content-Disposition"]
    assert desk(cast.dustin).get(FILE).status_code == 404  # he has not asked for one


def test_it_holds_what_each_was_given(app, desk, session, cast, two_plans):
    hers = desk(cast.ana).get(f"/plans/{two_plans[1].id}/paper.pdf").data
    desk(cast.dustin).post(PAGE)
    made(app, session)
    whole, kept = session.scalar(select(BatchFile.pdf)), dict(session.execute(select(Paper.version_id, Paper.pdf)).all())
    assert kept[2] == hers and spoken(whole) == spoken(kept[2]) + spoken(kept[1])
    with opened(whole).open_outline() as outline:
        assert [one.title for one in outline.root] == ["Ana Kovač", "Farid Haddad"]
    assert str(opened(whole).docinfo.Title) == "Mid-market North, November 2026: all plans"


def test_a_version_since_then_is_told_and_another_file_replaces_the_first(app, desk, session, cast, clock, two_plans):
    marc = desk(cast.marc)
    marc.post(PAGE)
    made(app, session)
    two_plans[0].goal = "Sooner."
    publishing.make_version(two_plans[0], reason="extended", by=cast.dustin, at=clock.forward(days=2))
    page = words_of(marc.get(PAGE).text)
    assert "a plan was published or amended, which this file does not hold" in page and "Open the PDF" in page and "Make it again" in page
    marc.post(PAGE)
    assert made(app, session).versions == [2, 3]
    assert session.scalars(select(BatchFile.batch_id)).all() == [2] and "“Sooner.”" in spoken(marc.get(FILE).data)


def test_a_second_click_waits_for_the_first(desk, session, cast, two_plans):
    marc = desk(cast.marc)
    assert [marc.post(PAGE).status_code for _ in range(2)] == [303, 303]
    assert session.scalar(select(func.count(Batch.id))) == 1


def test_ones_own_plan_is_not_in_it(session, cast, two_plans):
    meeting = two_plans[0].review.meeting
    for facilitator, held in (cast.marc, [2, 1]), (cast.farid, [2]), (cast.ana, [1]):
        meeting.facilitator = facilitator
        session.flush()
        assert batches.present_versions(session, meeting, facilitator) == held


def test_a_plan_that_has_passed_on_to_somebody_else_is_not_in_it_any_more(desk, session, cast, clock, two_plans, app):
    """After the meeting Ana's plan goes to Olaf; that what is left is no news is not said either."""
    marc, meeting = desk(cast.marc), two_plans[0].review.meeting
    marc.post(PAGE)
    made(app, session)
    meeting.closed_at = clock()
    ana = two_plans[1]
    ana.manager = ana.facilitator = ana.coach = cast.olaf
    session.commit()
    assert batches.present_versions(session, meeting, cast.marc) == [1]
    assert "1 published plan," in words_of(marc.get(PAGE).text) and "Since then a plan" not in marc.get(PAGE).text


def test_before_the_first_plan_there_is_nothing_to_ask_for(desk, session, cast, two_plans):
    session.execute(delete(Matter))  # what told of them
    session.execute(delete(PlanVersion))
    marc = desk(cast.marc)
    assert "No plan to print yet" in marc.get(PAGE).text
    assert batches.NOTHING in words_of(marc.post(PAGE).text) and session.scalar(select(func.count(Batch.id))) == 0


def test_one_that_was_cut_off_goes_on_and_is_not_begun_for_ever(app, desk, session, cast, clock, two_plans):
    desk(cast.marc).post(PAGE)
    publishing.keep_paper(session.get(PlanVersion, 2), plan_pdf(PLAN), at=clock())  # made before it was cut off
    session.execute(Batch.__table__.update().values(begun=MOST_BEGINNINGS - 1))
    assert made(app, session).made_at and PLAN["item"]["to"] in spoken(session.scalar(select(BatchFile.pdf)))
    desk(cast.dustin).post(PAGE)
    session.execute(Batch.__table__.update().where(Batch.id == 2).values(begun=MOST_BEGINNINGS))
    assert made(app, session).made_at is None
    page = words_of(desk(cast.dustin).get(PAGE).text)
    assert "Something broke on our side while this file was made." in page and "Make it again" in page


def test_a_plan_that_cannot_be_set_is_named_and_the_others_stay_made(app, desk, session, cast, two_plans):
    version = two_plans[0].versions[0]
    version.content["starts_on"] = "2026-02-30"
    flag_modified(version, "content")
    desk(cast.marc).post(PAGE)
    assert made(app, session).trouble.startswith("The plan of Farid Haddad could not be set")
    assert session.scalars(select(Paper.version_id)).all() == [2]


def test_what_waits_is_found_by_the_worker_and_what_is_old_goes(app, desk, session, cast, clock, two_plans):
    desk(cast.marc).post(PAGE)
    session.commit()
    with app.app_context():
        queue = queue_of(app)
        queue.flush()
        look(queue)
        look(queue)
        assert [task.args for task in queue.pending() if task.name == "make_batch"] == [[1]]
        assert worker.waiting(session) == 1
        session.commit()
        give_up_batch(1)
        assert worker.waiting(session) == 0
        session.commit()
        clock.forward(**{"days": batches.KEPT / timedelta(days=1), "minutes": 1})
        look(queue)
        queue.flush()
        queue.storage.close()
    assert session.scalar(select(func.count(Batch.id))) == 0


LONG = written_plan(goal=" ".join([PLAN["goal"]] * 60))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_bound_together_they_pass_what_each_alone_passes(paper):
    parts = [plan_pdf(plan, paper) for plan in (PLAN, LONG, extended_plan(60))]
    whole = bind(parts, ["Ana", "Bea", "Řehoř"], "All plans")
    pdf, before = opened(whole), [opened(part) for part in parts]
    assert spoken(whole) == [said for part in parts for said in spoken(part)]
    assert printed(whole) == [said for part in parts for said in printed(part)]
    assert [page.Contents.read_bytes() for page in pdf.pages] == [page.Contents.read_bytes() for part in before for page in part.pages]
    assert pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle and str(pdf.Root.Lang) == "en-GB"
    assert str(pdf.docinfo.Title) == "All plans" and pdf.open_metadata()["pdfuaid:part"] == "1"
    assert all(fonts(whole).values()) and {head.get("/Scope") for head in tags(whole, "/TH")} == {"/Column"}
    with pdf.open_outline() as outline:
        assert [(one.title, pdf.pages.index(one.destination[0])) for one in outline.root] == [
            ("Ana", 0), ("Bea", 1), ("Řehoř", 1 + len(before[1].pages))]
    assert bind(parts, ["Ana", "Bea", "Řehoř"], "All plans") == whole


def test_each_mark_of_a_page_leads_to_the_tag_that_has_it():
    pdf = opened(bind([plan_pdf(PLAN), plan_pdf(LONG)], ["Ana", "Bea"], "All plans"))
    marks = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    by_number = dict(zip(map(int, marks[::2]), marks[1::2]))
    assert list(by_number) == sorted(by_number) == [page.obj.StructParents for page in pdf.pages]
    for page in pdf.pages:
        for mark, tag in enumerate(by_number[int(page.obj.StructParents)]):
            assert mark in [int(kid) for kid in tag.K if not hasattr(kid, "keys")] and tag.Pg.objgen == page.obj.objgen
