"""Words that were typed and not sent: a click elsewhere asks first."""

from __future__ import annotations

from tests import a_plan
from tests.cast import make_cast


def test_saving_one_part_of_a_draft_asks_before_it_loses_another(site, enter):
    cast = make_cast(site.session, at=site.clock())
    plan = a_plan.draft(site.session, cast, at=site.clock())
    address = f"{site.root}/plans/{plan.id}"
    dustin = enter(cast.dustin)
    dustin.goto(address)
    asked = []
    dustin.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    dustin.get_by_label("What got better").fill("She asks what the price is compared with.")
    dustin.get_by_label("Who would see it, and where?").fill("Priya, in the notes of each quote")
    dustin.get_by_role("button", name="Save witness").click()
    dustin.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    assert dustin.get_by_label("What got better").input_value() == "She asks what the price is compared with."


def test_sending_the_only_form_asks_nothing(site, enter):
    cast = make_cast(site.session, at=site.clock())
    plan = a_plan.draft(site.session, cast, at=site.clock())
    address = f"{site.root}/plans/{plan.id}"
    dustin = enter(cast.dustin)
    dustin.goto(address)
    asked = []
    dustin.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    dustin.get_by_label("Who would see it, and where?").fill("Priya, in the notes of each quote")
    with dustin.expect_navigation():
        dustin.get_by_role("button", name="Save witness").click()

    assert asked == []
    site.session.expire_all()
    assert plan.witness == "Priya, in the notes of each quote"
