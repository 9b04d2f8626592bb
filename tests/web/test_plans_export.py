"""All plans as a file: one row for each that its reader may see, as the database has it, and no note."""

import csv
import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reviews import people, plans_export, rules, standing, verdicts
from reviews.measures import NUMBER
from reviews.plans import Plan
from reviews.tables import read
from tests.statements import counted
from tests.thirty_days import ALWAYS, HALF, draft_of, keep, look, noon, plan_of

MONDAY = date(2026, 11, 16)
LINES = ("asking\r\n=once", "naming „Žofie“;\n+ everyone, “Ωμέγα”")


@pytest.fixture
def story(session, cast, clock):
    """Ana's plan on day 11 with what is overdue, Farid's draft, Greta's of the summer, closed, then extended and closed, Zoë's."""
    ana = plan_of(session, cast.ana, cast.team, begins=MONDAY, coach=cast.tomasz, item=LINES,
                  promises=[(cast.ana, "Map", 8), (cast.ana, "=SUM(A1)", 9), (cast.priya, "Quotes", 20)])
    look(session, ana, 7, rep=HALF, happened="A note of hers.", next="Another.")
    draft_of(session, cast.farid, cast.team, on=MONDAY)
    greta = plan_of(session, cast.greta, cast.team, begins=date(2026, 5, 4))
    keep(session, greta, "Draw the decision map")
    look(session, greta, 30, rep=ALWAYS, coach=ALWAYS)
    verdicts.give(greta, outcome="partly", then="extend", reason="A word of his.", expected="Most of them.", by=cast.dustin, at=noon(date(2026, 6, 2)))
    verdicts.give(greta, outcome="moved", then="close", reason="A word of his.", by=cast.dustin, at=noon(date(2026, 7, 3)))
    south = people.make_team(session, name="Süd", manager_id=cast.olaf.id, facilitator_id=cast.olaf.id, time_zone="America/Chicago")
    zoe = people.add(session, name="Zoë Řehoř", at=clock())
    session.flush()
    plan_of(session, zoe, south, begins=MONDAY)
    session.commit()
    clock.at = noon(MONDAY + timedelta(10))


def cells(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def exported(laptop) -> dict[str, dict[str, str]]:
    """The rows of the file, by rep."""
    return {row["rep"]: row for row in cells(laptop.get("/plans.csv"))}


def test_it_is_a_file_to_keep(desk, cast, story):
    answer = desk(cast.dustin).get("/plans.csv")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=plans-2026-11-26.csv"
    assert tuple(cells(answer)[0]) == plans_export.HEADERS
    assert 'href="/plans.csv"' in desk(cast.dustin).get("/plans").text


def test_it_holds_each_plan_that_its_reader_may_see_and_no_other(desk, cast, session, story):
    plans = session.scalars(select(Plan)).all()
    for person in [one for one in vars(cast).values() if isinstance(one, people.Person)]:
        may = sorted(plan.rep.name for plan in plans if rules.holds(rules.PLAN, standing.of(session, person, plan)))
        assert sorted(row["rep"] for row in cells(desk(person).get("/plans.csv"))) == may, person.name
    assert len(exported(desk(cast.dustin))) == 3 and len(exported(desk(cast.lea))) == 3 and exported(desk(cast.farid)) == {}


def test_a_plan_under_way_says_how_it_stands_and_what_is_overdue(desk, cast, story):
    row = exported(desk(cast.dustin))["Ana Kovač"]
    assert {name: row[name] for name in ("team", "period", "starts", "ends", "length", "day")} == {
        "team": "Mid-market North", "period": "2026-11", "starts": "2026-11-16", "ends": "2026-12-15", "length": "30", "day": "11"}
    assert (row["state"], row["rule"], row["last verdict"], row["closed on"]) == (
        "at risk", "A commitment is overdue since Mon 23 Nov", "", "")
    assert row["overdue"] == ("Tomasz Wilk: check-in of day 7, due 2026-11-23; Ana Kovač: Map, due 2026-11-23; "
                              "Ana Kovač: =SUM(A1), due 2026-11-24")
    assert (row["commitments kept"], row["commitments due"]) == ("0", "2")


def test_a_closed_plan_is_there_however_long_ago_and_a_draft_without_days(desk, cast, session, story):
    rows = exported(desk(cast.dustin))
    greta, farid = rows["Greta Lindqvist"], rows["Farid Haddad"]
    assert {name: greta[name] for name in plans_export.HEADERS[5:]} == {
        "coach": "Dustin Brinkmann", "measure": "Quotes with three named people", "unit": "", "before": "now and then", "target": "usually",
        "starts": "2026-05-04", "ends": "2026-07-02", "length": "60", "day": "", "state": "closed", "rule": "", "overdue": "",
        "commitments kept": "1", "commitments due": "2", "last verdict": "moved", "closed on": "2026-07-03",
        "ended because": ""}
    assert {name for name in plans_export.HEADERS if farid[name]} == {"rep", "team", "period", "item from", "item to", "coach", "state"}
    assert farid["state"] == "draft"
    session.scalar(select(Plan).where(Plan.rep_id == cast.farid.id)).decision.withdrawn_at = noon(MONDAY)
    session.commit()
    assert exported(desk(cast.dustin))["Farid Haddad"]["state"] == "withdrawn"


def test_a_measure_that_is_a_number_is_one_to_reckon_with(desk, cast, session, story):
    ana = session.scalar(select(Plan).where(Plan.rep_id == cast.ana.id))
    ana.measure_kind, ana.measure_unit, ana.baseline, ana.target = NUMBER, "%", 27.5, 1000.0
    session.commit()
    row = exported(desk(cast.dustin))["Ana Kovač"]
    assert (row["coach"], row["unit"], row["before"], row["target"]) == ("Tomasz Wilk", "%", "27.5", "1000")


def test_what_people_wrote_comes_back_as_it_was_and_runs_nowhere(desk, cast, story):
    answer = desk(cast.dustin).get("/plans.csv")
    row, = [row for row in read(answer.data, "plans.csv").rows if row.get("rep") == "Ana Kovač"]
    assert (row.get("item from"), row.get("item to")) == LINES
    raw, = [row for row in cells(answer) if row["rep"] == "Ana Kovač"]
    assert "\n'=once" in raw["item from"] and "\n'+ everyone" in raw["item to"]


@pytest.mark.parametrize("who", ["lea", "dustin", "ana", "tomasz"])
def test_no_note_is_in_it(desk, cast, story, who):
    text = desk(getattr(cast, who)).get("/plans.csv").text
    assert "Ana Kovač" in text
    assert [note for note in ("A note of hers.", "Another.", "A word of his.", "skill", "who says yes") if note in text] == []


def test_it_is_read_in_one_go_however_many_there_are(desk, cast, session, story, clock):
    before = _statements(desk(cast.lea), session)
    for n in range(39):
        rep = people.add(session, name=f"Rep {n}", team_id=cast.team.id, at=clock())
        session.flush()
        plan_of(session, rep, cast.team, begins=MONDAY)
    session.commit()
    assert _statements(desk(cast.lea), session) == before <= 8
    assert len(cells(desk(cast.lea).get("/plans.csv"))) == 42


def test_it_is_complete_where_it_is_read_in_pieces(desk, cast, story, monkeypatch):
    whole = cells(desk(cast.dustin).get("/plans.csv"))
    monkeypatch.setattr(plans_export, "AT_ONCE", 2)
    assert cells(desk(cast.dustin).get("/plans.csv")) == whole


def test_while_it_is_taken_however_slowly_no_connection_is_held(desk, cast, session, story, monkeypatch):
    monkeypatch.setattr(plans_export, "AT_ONCE", 1)
    laptop, pool = desk(cast.dustin), session.get_bind().pool
    session.rollback()
    held = [pool.checkedout() for piece in laptop.get("/plans.csv").response]
    assert held == [0, 0, 0, 0]  # the heads, and three plans


def _statements(laptop, session) -> int:
    with counted(session.get_bind()) as said:
        assert laptop.get("/plans.csv").status_code == 200
    return len(said)
