"""Ana's plan on her phone through its thirty days: the item large, the next thing in sight, everything within a thumb's reach."""

from datetime import date, timedelta

from playwright.sync_api import expect

from reviews import verdicts
from tests.browser.conftest import PHONE, faults
from tests.thirty_days import HALF, USUALLY, look, noon, plan_of

MONDAY = date(2026, 11, 16)
THUMB = 44  # pixels
SMALL = """[...document.querySelectorAll('main .button, .choice label, main summary')].filter(one => one.checkVisibility())
    .filter(one => one.getBoundingClientRect().height < %d).map(one => one.textContent.trim())""" % THUMB


def day(site, nth):
    site.clock.at = noon(MONDAY + timedelta(nth - 1))


def in_order(phone):
    """What is wrong with a page: with its marks, or with buttons that are too small to hit."""
    return faults(phone) + phone.evaluate(SMALL)


def in_sight(phone, what):
    """Whether it is on the screen before anybody has scrolled."""
    box = what.bounding_box()
    return phone.evaluate("window.scrollY") == 0 and box["y"] + box["height"] <= PHONE["height"]


def check_in(phone, frequency, happened):
    phone.get_by_role("link", name="Check in for Check-in").click()
    expect(phone.get_by_label("What happened, in one line")).to_be_visible()
    assert in_order(phone) == []
    phone.get_by_label(frequency, exact=True).check()
    phone.get_by_label("What happened, in one line").fill(happened)
    phone.get_by_role("button", name="Hand in").click()
    expect(phone.get_by_role("paragraph").filter(has_text=happened)).to_be_visible()


def test_thirty_days_on_a_phone(site, cast, enter):
    day(site, 1)
    plan = plan_of(site.session, cast.ana, cast.team, begins=MONDAY, promises=[(cast.ana, "Draw the map", 10), (cast.dustin, "Sit in", 20)])
    address = f"{site.root}/plans/{plan.id}"
    phone, coach = enter(cast.ana, PHONE), enter(cast.dustin, PHONE)
    phone.goto(address)
    read = phone.get_by_role("link", name="Read it, then say so")
    assert in_sight(phone, read) and in_order(phone) == []
    read.click()
    phone.get_by_role("button", name="I have read it").click()
    expect(phone.get_by_text("You said so on Mon 16 Nov")).to_be_visible()

    day(site, 8)
    phone.goto(address)
    assert in_sight(phone, phone.get_by_role("link", name="Check in for Check-in")) and in_order(phone) == []
    check_in(phone, "half the time", "Asked in two calls.")
    coach.goto(address)
    check_in(coach, "now and then", "Heard one of them.")
    expect(coach.get_by_role("paragraph").filter(has_text="Asked in two calls.")).to_be_visible()  # both are in

    day(site, 21)
    phone.goto(address)
    done = phone.locator(".next").get_by_role("button", name="Done")
    assert in_sight(phone, done) and in_order(phone) == []
    done.click()
    expect(phone.locator(".next")).to_contain_text("Check-in, day 14")
    expect(phone.locator("figure.lines figcaption")).to_contain_text("2 answers")
    assert in_order(phone) == []

    look(site.session, plan, 21, rep=HALF, coach=HALF)
    look(site.session, plan, 30, rep=USUALLY)
    day(site, 30)
    phone.goto(address)
    assert in_sight(phone, phone.locator(".next .button")) and in_order(phone) == []
    verdicts.give(plan, outcome="moved", then="close", reason="Four quotes of five.", by=cast.dustin, at=site.clock())
    site.session.commit()
    phone.goto(address)
    expect(phone.get_by_text("Four quotes of five.")).to_be_visible()
    expect(phone.get_by_role("heading", name="What is next")).to_have_count(0)
    assert in_order(phone) == []
