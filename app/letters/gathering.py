"""What letters say while a meeting gathers: the invitation, reminders, a nudge, that it moved.

They name reps and dates, and never what anybody wrote. Every one quotes the dates that hold when it goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import object_session

from app.calendar import of_meeting
from app.letters.parts import Kind, Part, address_of
from reviews import invitations, page_links
from reviews.contributors import Contributor
from reviews.days import at_home, in_words, period_name
from reviews.letters import INVITATION, LAST_REMINDER, MOVED, NUDGE, REMINDER, Matter
from reviews.meetings import Meeting
from reviews.page_links import Asked
from reviews.readers import listed, readers_in

SECONDS_A_REP = 70
ONE_PAGE = ("The button opens this one page, without a password, as often as you like, until the meeting is closed. Whoever has "
            "this mail can write in your name, so keep it to yourself.")


def minutes_for(reps: int) -> int:
    """About how long it takes to write about so many reps. A guess that is said as one: a little over a minute each, for one
    field of two or three sentences. Nobody has measured it yet."""
    return max(1, round(reps * SECONDS_A_REP / 60))


# -- whether it still has to be told ------------------------------------------------------------------------------------


def asked(matter: Matter) -> Asked | None:
    """What the reader is asked in the meeting, None when it is over for them."""
    meeting = matter.meeting
    if matter.person.left_at or not meeting.opened_at or meeting.closed_at:
        return None
    return page_links.asked_of(object_session(matter), matter.person, meeting)


def has_to_write(matter: Matter, at: datetime) -> bool:
    """Whether they are asked, can, and have said nothing yet about somebody whose turn is to come."""
    found = asked(matter)
    waits = found and found.contributor and not found.contributor.declined_at
    return bool(waits and _open(matter))


def is_reminded(matter: Matter, at: datetime) -> bool:
    found = asked(matter)
    return bool(found and found.contributor and invitations.still_waits(found.contributor, matter.kind, at=at))


def has_moved(matter: Matter, at: datetime) -> bool:
    """Moved back meanwhile, it has not moved."""
    meeting = matter.meeting
    return bool(asked(matter)) and (meeting.due_at, meeting.meets_at) != (matter.was_due_at, matter.was_meets_at)


# -- what it says -------------------------------------------------------------------------------------------------------


def invitation(matter: Matter, at: datetime) -> Part:
    """Whose meeting, which reps, until when, about how long, who will read it; one button, and the way out."""
    meeting, reps = matter.meeting, _open(matter)
    contributor = asked(matter).contributor
    about = f"{_count(reps)}, about {_minutes(reps)}"
    return _part(
        matter, at, subject=f"{about}, due {_day(contributor.due, meeting)}",
        lines=(f"What did you see of {listed(reps)}? {_who_asks(meeting, contributor)}",
               _dates(meeting, contributor.due) + f" It takes about {_minutes(reps)}.",
               "Who reads it: " + readers_in(meeting, matter.person), ONE_PAGE),
        label=f"Write about {_count(reps)}", ics=of_meeting(meeting))


def reminder(matter: Matter, at: datetime) -> Part:
    """Who is still open and until when. The last one says that it is."""
    meeting, reps = matter.meeting, _open(matter)
    due, last = asked(matter).contributor.due, matter.kind == LAST_REMINDER
    was = f"It was due {_day(due, meeting)}, and there is still time." if last else ""
    end = "This is the last reminder." if last else "One more reminder comes when it is late, then none."
    return _part(
        matter, at, subject=f"{_count(reps)} still open, due {'since ' if last else ''}{_day(due, meeting)}",
        lines=(" ".join(filter(None, [was, f"You have not said anything yet about {listed(reps)}. “Nothing to add” is an answer."])),
               _dates(meeting, due), end), label=f"Write about {_count(reps)}")


def nudge(matter: Matter, at: datetime) -> Part:
    meeting, reps, due = matter.meeting, _open(matter), asked(matter).contributor.due
    who = matter.by.name if matter.by else meeting.facilitator.name
    return _part(
        matter, at, subject=f"{who} asks: what did you see of {_count(reps)}?",
        lines=(f"{who} asks you for what you saw of {listed(reps)}. “Nothing to add” is an answer.", _dates(meeting, due)),
        label=f"Write about {_count(reps)}")


def moving(matter: Matter, at: datetime) -> Part:
    """The old dates and the new ones."""
    meeting, found = matter.meeting, asked(matter)
    own = found.contributor.due_at if found.contributor else None
    changes = [f"The meeting of {meeting.team.name} is on {_moment(meeting.meets_at, meeting)}, not on {_moment(matter.was_meets_at, meeting)}."
               ] if meeting.meets_at != matter.was_meets_at else []
    if own:
        changes.append(f"For you it stays due on {_moment(own, meeting)}.")
    elif meeting.due_at != matter.was_due_at:
        changes.append(f"What you write is due on {_moment(meeting.due_at, meeting)}, not on {_moment(matter.was_due_at, meeting)}.")
    part = _part(matter, at, subject=f"New date: {meeting.team.name}, {_day(meeting.meets_at, meeting)}",
                 lines=(*changes, f"All times are those of {meeting.team.time_zone}."), label="To your page", ics=of_meeting(meeting))
    return part if found.contributor else replace(part, more=())


def _part(matter: Matter, at: datetime, *, subject: str, lines: Sequence[str], label: str, ics: bytes | None = None) -> Part:
    """With a link of its own, and the way to say that one cannot this time."""
    meeting = matter.meeting
    token = page_links.make(object_session(matter), matter.person, meeting, at=at)
    address = address_of("page_links.show", token=token)
    return Part(subject=subject, title=f"{meeting.team.name}, {period_name(meeting.period)}", lines=tuple(lines), label=label,
                address=address, more=(("I can’t this time", f"{address}#cannot"),), ics=ics)


def _who_asks(meeting: Meeting, contributor: Contributor) -> str:
    if contributor.person_id == meeting.facilitator_id:
        return f"You run the review meeting of {meeting.team.name}, and are on its list yourself."
    return f"{meeting.facilitator.name} asks you, for the review meeting of {meeting.team.name}."


def _dates(meeting: Meeting, due: datetime) -> str:
    return f"Due {_moment(due, meeting)}. The meeting is on {_moment(meeting.meets_at, meeting)} ({meeting.team.time_zone})."


def _open(matter: Matter) -> list[str]:
    return [rep.name for rep in invitations.still_open(object_session(matter), matter.person, matter.meeting)]


def _count(reps: list[str]) -> str:
    return f"{len(reps)} rep{'s' if len(reps) != 1 else ''}"


def _minutes(reps: list[str]) -> str:
    minutes = minutes_for(len(reps))
    return f"{minutes} minute{'s' if minutes != 1 else ''}"


def _day(at: datetime, meeting: Meeting) -> str:
    return in_words(at_home(at, meeting.team.time_zone).date())


def _moment(at: datetime, meeting: Meeting) -> str:
    there = at_home(at, meeting.team.time_zone)
    return f"{in_words(there.date())}, {there:%H:%M}"


KINDS = {
    INVITATION: Kind(has_to_write, invitation),
    REMINDER: Kind(is_reminded, reminder),
    LAST_REMINDER: Kind(is_reminded, reminder),
    NUDGE: Kind(has_to_write, nudge),
    MOVED: Kind(has_moved, moving),
}
