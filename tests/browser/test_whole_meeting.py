"""A rep's whole turn in three browsers at a real server of two processes, which is killed in every phase and comes back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from reviews import signing_in
from reviews.decisions import Decision
from reviews.plans import Plan
from reviews.rooms import Turn
from tests.browser.conftest import LAPTOP, faults
from tests.cast import make_cast
from tests.conftest import MONDAY
from tests.faults.serving import Server
from tests.on_the_table import table

HEALS = 60_000  # milliseconds: the server takes seconds to start, and this machine does much else


@pytest.fixture
def three(server, beside, new_context) -> list[Page]:
    """Marc, who leads, Priya and Dustin, each in the room."""
    cast = make_cast(beside, at=MONDAY)
    meeting_id = table(beside, cast, at=MONDAY, taken_up=False).meeting_id
    root = f"http://127.0.0.1:{server.port}"
    links = [signing_in.make_link(beside, person, at=datetime.now(UTC)) for person in (cast.marc, cast.priya, cast.dustin)]
    beside.commit()
    return [come_in(new_context(viewport=LAPTOP).new_page(), root, token, meeting_id) for token in links]


def come_in(page: Page, root: str, token: str, meeting_id: int) -> Page:
    page.set_default_timeout(20_000)
    page.goto(f"{root}/sign-in/{token}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{root}/")
    page.goto(f"{root}/meetings/{meeting_id}/room")
    return page


def all_at(three: list[Page], phase: str) -> None:
    for page in three:
        expect(page.locator(".phases [aria-current=step]")).to_have_text(phase, timeout=HEALS)


def killed_and_back(server: Server, three: list[Page]) -> None:
    """Every process dies in the middle; all are told, and what was typed stays."""
    server.kill()
    for page in three:
        expect(page.get_by_text("The connection is lost")).to_be_visible(timeout=HEALS)
    server.start()
    for page in three:
        expect(page.get_by_text("The connection is lost")).to_be_hidden(timeout=HEALS)


def test_a_turn_from_the_look_back_to_the_draft_with_the_server_killed_in_every_phase(three, server, beside):
    marc, priya, dustin = three
    begin = marc.get_by_role("button", name="Begin with Ana")
    expect(begin).to_be_visible()
    for early in marc.get_by_label("Begin it now").all():
        early.check()
    begin.click()
    for phase in ("Look back", "Read", "Merge", "Choose"):
        all_at(three, phase)
        killed_and_back(server, three)
        all_at(three, phase)
        assert [faults(page) for page in three] == [[], [], []]
        ACTS.get(phase, no_act)(*three)
        marc.get_by_role("button", name="Next:").click()
    all_at(three, "Diagnose")
    marc.get_by_label("skill: knows how").check()
    note = marc.get_by_label("What makes you think so")
    note.fill("She asks for it in role-plays.")
    killed_and_back(server, three)
    expect(note).to_have_value("She asks for it in role-plays.")
    marc.get_by_role("button", name="Save the cause").click()
    expect(priya.get_by_text("She asks for it in role-plays.")).to_be_visible()
    marc.get_by_role("button", name="Next: Plan").click()
    all_at(three, "Plan")
    priya.locator("#one-more").get_by_label("What will be done").fill("Send Ana the open quotes.")
    priya.locator("#one-more").get_by_label("Every week until the last day").check()
    killed_and_back(server, three)
    priya.locator("#one-more").get_by_role("button").click()
    for page in three:
        expect(page.locator("#promises")).to_contain_text("Send Ana the open quotes.")
    plan, turn = beside.scalar(select(Plan)), beside.scalar(select(Turn))
    assert (plan.state, plan.cause, [one.owner.first for one in plan.commitments], turn.phase) == ("draft", "skill", ["Priya"], "plan")
    assert beside.scalar(select(Decision)).item_to == "naming everyone who decides"


def no_act(marc: Page, priya: Page, dustin: Page) -> None:
    """Nothing to do in this phase but to read."""


def merge(marc: Page, priya: Page, dustin: Page) -> None:
    priya.get_by_role("button", name="Take it").first.click()
    for page in (marc, priya, dustin):
        expect(page.locator(".theme:not(.suggested, .alone)")).to_have_count(1)


def choose(marc: Page, priya: Page, dustin: Page) -> None:
    priya.get_by_role("button", name="One dot more").first.click()
    expect(priya.locator(".three .full")).to_have_count(1)
    marc.get_by_role("button", name="Show the dots").click()
    expect(dustin.get_by_text("1 dot", exact=True).first).to_be_visible()
    marc.get_by_role("radio").first.check()
    marc.get_by_label("from", exact=True).fill("sending the quote right after the demo")
    marc.get_by_label("to", exact=True).fill("naming everyone who decides")
    marc.get_by_label("Why this one").fill("Three functions saw it.")
    marc.get_by_role("button", name="Decide on this item").click()
    for page in (priya, dustin):
        expect(page.locator("main").get_by_text("naming everyone who decides").first).to_be_visible()


ACTS = {"Merge": merge, "Choose": choose}
