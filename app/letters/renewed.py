"""A new link to one page, for somebody who asked for it at the door; it goes to no other address than theirs."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import object_session

from app.letters.check_ins import ONE_CHECK_IN, link_to, name_of
from app.letters.gathering import ONE_PAGE
from app.letters.parts import Part, address_of
from reviews import page_links
from reviews.days import period_name
from reviews.letters import Matter

LASTS = timedelta(days=1)
IF_NOT_YOU = "Somebody, probably you, asked for a new link to your page. If it was not you, leave it be."


def needed(matter: Matter, at: datetime) -> bool:
    """As long as something is asked of them there; who asked a day ago has asked again, or given up."""
    fresh = not matter.person.left_at and at - matter.made_at < LASTS
    return bool(fresh and not _over(matter) and page_links.asked_of(object_session(matter), matter.person, _about(matter)))


def part(matter: Matter, at: datetime) -> Part:
    meeting = matter.meeting
    if meeting is None:
        return _of_check_in(matter, at)
    token = page_links.make(object_session(matter), matter.person, meeting, at=at)
    return Part(
        subject=f"Your new link: {meeting.team.name}, {period_name(meeting.period)}",
        title=f"{meeting.team.name}, {period_name(meeting.period)}", lines=(IF_NOT_YOU, ONE_PAGE), label="To your page",
        address=address_of("page_links.show", token=token))


def _of_check_in(matter: Matter, at: datetime) -> Part:
    name = name_of(matter.check_in, matter.person)
    return Part(subject=f"Your new link: {name}", title=name, lines=(IF_NOT_YOU, ONE_CHECK_IN), label="Check in",
                address=link_to(matter.check_in, matter.person, at=at))


def _over(matter: Matter) -> bool:
    about = _about(matter)
    return bool(about.closed_at or (about.plan.closed_at if matter.check_in else not about.opened_at))


def _about(matter: Matter):
    return matter.meeting or matter.check_in
