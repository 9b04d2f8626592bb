"""The whole job in one go, as the people who do it: from an empty database to a verdict."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from sqlalchemy import select

from reviews import signing_in
from reviews.people import Person
from reviews.plans import Plan
from reviews.verdicts import Verdict
from tests.browser.conftest import PHONE, faults

CSV = """sales_agent,e-mail,manager,regional_office,role
Ana Kovač,ana@example.com,Dustin Brinkmann,North,
Farid Haddad,,Dustin Brinkmann,North,
Dustin Brinkmann,dustin@example.com,,North,manager
Marc Oduya,marc@example.com,,North,enablement
Priya Raman,priya@example.com,,North,sales ops
Ingrid Solheim,ingrid@example.com,,Oslo,service
"""
SEEN = {
    "priya": [("could get better", "Halden: the quote went out the day after the demo, and she did not know who decides there."),
              ("got better", "In 4 of her 5 deal notes there is a line “compared with”.")],
    "ingrid": [("could get better", "The plant manager at Orsthal decides, and had never heard of us when the quote went out.")],
    "dustin": [("could get better", "The quote for Kessler is out, and she does not know who decides there.")],
}


def test_from_an_empty_database_to_a_verdict(site, enter, new_context, tmp_path):
    ada = first_admin(site, new_context().new_page())
    import_people(ada, tmp_path)
    make_team(ada)
    people = {name: site.session.scalar(select(Person).where(Person.name.startswith(name.capitalize())))
              for name in ("ana", "dustin", "marc", "priya", "ingrid")}
    site.session.commit()  # lets go of the database, for the server to write

    marc = enter(people["marc"])
    call_meeting(marc)
    for name, texts in SEEN.items():
        contribute(enter(people[name], PHONE if name == "priya" else {"width": 1280, "height": 800}), texts)
    merge_and_choose(marc)
    plan_path = draft_plan(marc)

    dustin = enter(people["dustin"])
    talk_and_publish(dustin, site.root + plan_path)
    ana = enter(people["ana"], PHONE)
    acknowledge(ana, site.root + plan_path)

    site.clock.forward(days=7)
    check_in(ana, site, "now and then", "Asked it in two of five calls.")
    check_in(dustin, site, "half the time", "Heard it in half of the calls.")
    site.clock.forward(days=22)
    give_verdict(dustin, site.root + plan_path)
    expect_kept(site)


def first_admin(site, page: Page) -> Page:
    code = signing_in.first_admin_code(site.session, at=site.clock())
    site.session.commit()
    page.goto(site.root)
    page.get_by_label("Code from the terminal").fill(code)
    page.get_by_label("Your name").fill("Ada Admin")
    page.get_by_label("Your e-mail").fill("ada@example.com")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_label("Name of the team")).to_be_visible()
    return page


def import_people(page: Page, tmp_path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(CSV, encoding="utf-8")
    page.goto(page.url.replace("/teams/new", "/people/imports"))
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="See what would happen").click()
    expect(page.get_by_text("Dustin Brinkmann's team").first).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Do this").click()
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()
    expect(page.get_by_text("Priya Raman").first).to_be_visible()


def make_team(page: Page) -> None:
    """The import made the team; Marc becomes its facilitator."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Teams").click()
    page.get_by_role("link", name="Dustin Brinkmann's team").click()
    page.get_by_role("link", name="Change").first.click()
    page.get_by_label("Facilitator of its review meetings").select_option(label="Marc Oduya")
    page.get_by_label("Time zone").fill("Europe/Berlin")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Marc Oduya").first).to_be_visible()


def call_meeting(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Teams").click()
    page.get_by_role("link", name="Dustin Brinkmann's team").click()
    page.get_by_role("link", name="Call a review meeting").click()
    for line, (who, function) in enumerate([("Priya Raman", "sales ops"), ("Ingrid Solheim", "service")], 2):
        page.get_by_label(f"Who, line {line}").select_option(label=who)
        page.get_by_label(f"Function, line {line}").select_option(label=function)
    assert faults(page) == []
    page.get_by_role("button", name="Make the meeting").click()
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("Gathering").first).to_be_visible()


def contribute(page: Page, texts: list[tuple[str, str]]) -> None:
    """From Today to the form of Ana, by what Today offers."""
    page.get_by_role("link", name="Write").first.click()
    page.get_by_role("link", name="Ana Kovač").click()
    for kind, text in texts:
        page.get_by_label(kind).check()
        page.get_by_label("What happened, and when?").fill(text)
        expect(page.get_by_text("Ana never does").first).to_be_visible()
        assert faults(page) == []
        page.get_by_role("button", name="Hand in, on to Farid").click()
        expect(page.get_by_role("heading", name="What did you see of Farid")).to_be_visible()
        page.get_by_role("link", name="Ana Kovač").click()
        expect(page.get_by_text(text)).to_be_visible()


def merge_and_choose(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Meetings").click()
    expect(page.get_by_role("heading", name="Meetings", exact=True)).to_be_visible()
    page.get_by_role("link", name="Dustin Brinkmann's team").first.click()
    page.get_by_role("listitem").filter(has_text="Ana Kovač").get_by_role("link", name="Take up").click()
    page.get_by_role("button", name="Take Ana up now").click()  # days before the meeting, it is asked first
    page.locator("summary").filter(has_text="Room").click()
    page.get_by_role("link", name="Leave the room").click()
    expect(page.locator("#room")).to_have_count(0)
    page.get_by_role("link", name="Ana Kovač").first.click()
    page.get_by_role("link", name="To the board").click()
    for place in range(3):
        page.get_by_role("checkbox").nth(place).check()
    page.get_by_label("Move what is chosen to").first.select_option(label="A new theme")
    assert faults(page) == []
    page.get_by_role("button", name="Move", exact=True).first.click()
    expect(page.locator("#tools")).to_contain_text("of 3 cards")
    page.get_by_role("link", name="Go to Choose").click()
    page.get_by_role("radio").first.check()
    page.get_by_label("from", exact=True).fill("sending the quote right after the demo")
    page.get_by_label("to", exact=True).fill("naming everyone who decides before a quote goes out")
    page.get_by_label("Why this one").fill("Three functions saw a quote go out before anybody knew who decides.")
    page.locator("#there summary").click()
    page.get_by_label("Dustin Brinkmann").first.check()
    assert faults(page) == []
    page.get_by_role("button", name="Decide on this item").click()
    expect(page.get_by_text("naming everyone who decides")).to_be_visible()


def draft_plan(page: Page) -> str:
    page.get_by_role("button", name="Draft the plan").click()
    expect(page.get_by_text("Still missing")).to_be_visible()
    assert faults(page) == []
    return "/" + page.url.split("/", 3)[3].partition("#")[0]


def talk_and_publish(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Who would see it, and where?").fill("Priya, in the notes of each quote")
    page.get_by_role("button", name="Save witness").click()
    expect(page).to_have_url(re.compile("#part-witness$"))
    page.get_by_label("What is it that one sees").fill("She names everyone who decides before the quote")
    page.get_by_label("Before", exact=True).select_option(label="now and then")
    page.get_by_label("Target", exact=True).select_option(label="usually")
    page.get_by_role("button", name="Save measure").click()
    expect(page).to_have_url(re.compile("#part-measure$"))
    for owner, text in (("Ana Kovač", "Draw the decision map with the champion."), ("Dustin Brinkmann", "Sit in on two calls.")):
        whose = page.get_by_label("Whose")
        whose.select_option(whose.locator("option", has_text=owner).get_attribute("value"))
        page.get_by_label("What will be done").fill(text)
        page.get_by_label("Every week until the last day").check()
        page.get_by_role("button", name="Add commitment").click()
        expect(page.locator("#part-commitments .said").filter(has_text=text)).to_be_visible()
    page.get_by_role("link", name="To the diagnosis").click()
    page.get_by_label("skill").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The diagnosis is noted.")).to_be_visible()
    page.get_by_role("link", name="Talk it through").click()
    page.get_by_label("What Ana wants to reach").fill("I want to know in the first call who else says yes.")
    expect(page.get_by_role("button", name="Publish")).to_be_disabled()
    page.get_by_role("button", name="Note the talk").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="One page to pin up")).to_be_visible()
    answer = page.request.get(address + "/paper.pdf", timeout=0)  # the press starts when it is first needed
    assert (answer.status, answer.headers["content-type"], answer.body()[:5]) == (200, "application/pdf", b"%PDF-")


def acknowledge(page: Page, address: str) -> None:
    page.get_by_role("link", name="My plan").click()
    expect(page).to_have_url(address)
    page.get_by_label("Your own words").fill("Fine. Could we start after the Vestby call?")
    assert faults(page) == []
    page.get_by_role("button", name="I have read it").click()
    expect(page.get_by_text("Fine. Could we start after the Vestby call?")).to_be_visible()


def check_in(page: Page, site, frequency: str, happened: str) -> None:
    page.goto(site.root)
    mine = page.get_by_role("listitem").filter(has_text="Check-in, day 7").get_by_role("link", name="Write")
    mine.click()
    page.get_by_label(frequency).check()
    page.get_by_label("What happened, in one line").fill(happened)
    assert faults(page) == []
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("paragraph").filter(has_text=happened)).to_be_visible()
    page.goto(site.root)
    expect(mine).to_have_count(0)


def give_verdict(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Give the verdict").click()
    page.get_by_label("partly").check()
    page.get_by_label("Why, in words").fill("From now and then to half of the calls, seen by two people.")
    page.get_by_label("close the plan").check()
    assert faults(page) == []
    page.get_by_role("button", name="Give the verdict").click()
    expect(page.get_by_text("From now and then to half of the calls")).to_be_visible()


def expect_kept(site) -> None:
    site.session.expire_all()
    plan, verdict = site.session.scalar(select(Plan)), site.session.scalar(select(Verdict))
    assert (plan.state, verdict.outcome, len(plan.versions)) == ("closed", "partly", 1)
