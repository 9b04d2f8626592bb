"""The two questions to a rep before her review, in a letter."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.letters.gathering import ONE_PAGE
from app.letters.parts import Part, address_of
from reviews import page_links, voices
from reviews.days import at_home, in_words, period_name
from reviews.letters import Matter
from reviews.meetings import Review


def needed(matter: Matter, at: datetime) -> bool:
    """As long as her turn is to come and she has not answered."""
    review, meeting = _review(matter), matter.meeting
    if matter.person.left_at or meeting.closed_at or review is None or review.taken_up_at or review.closed_at:
        return False
    voice = review.voice
    return voice is None or voice.handed_in_at is None


def part(matter: Matter, at: datetime) -> Part:
    meeting, zone = matter.meeting, matter.meeting.team.time_zone
    due, meets = at_home(meeting.due_at, zone), at_home(meeting.meets_at, zone)
    token = page_links.make(object_session(matter), matter.person, meeting, at=at)
    return Part(
        subject=f"Two questions before your review, due {in_words(due.date())}",
        title=f"Two questions before your review: {meeting.team.name}, {period_name(meeting.period)}",
        lines=("What do you want to get better at? What got in your way?",
               f"Your own words open your review on {in_words(meets.date())}. One answer is enough, and so is one sentence. "
               f"Please hand it in by {in_words(due.date())}, {due:%H:%M} ({zone}).",
               f"Who reads it: {voices.readers_of(_review(matter))}", ONE_PAGE),
        label="Answer two questions", address=address_of("page_links.show", token=token))


def _review(matter: Matter) -> Review | None:
    own = select(Review).where(Review.meeting_id == matter.meeting_id, Review.rep_id == matter.person_id)
    return object_session(matter).scalar(own)
