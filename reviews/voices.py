"""The rep's own voice: before the meeting she says what she wants to get better at, and what got in her way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from reviews import windows
from reviews.asking import open_for
from reviews.base import Base, Versioned
from reviews.days import in_words, local_day
from reviews.errors import Refused
from reviews.holding import hold
from reviews.meetings import Review
from reviews.people import Person
from reviews.readers import Circle
from reviews.sight import bare, check_length


class Voice(Versioned, Base):
    """The rep's two answers, a draft of hers until she hands them in. `tab` is the window that saved them last.

    `readers` is the sentence that stood at the field when they were handed in, and `for_manager_id` and
    `for_facilitator_id` are the people it named: nobody inherits their place (law 7).
    """

    __tablename__ = "voice"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), unique=True)
    wants: Mapped[str] = mapped_column(Text, default="")
    hindered: Mapped[str] = mapped_column(Text, default="")
    readers: Mapped[str] = mapped_column(Text, default="", server_default="")
    for_manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    for_facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    tab: Mapped[str] = mapped_column(String(40), default="")
    handed_in_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]

    review: Mapped[Review] = relationship(back_populates="voice")
    for_manager: Mapped[Person | None] = relationship(foreign_keys=for_manager_id)
    for_facilitator: Mapped[Person | None] = relationship(foreign_keys=for_facilitator_id)


def keep(review: Review, *, wants: str, hindered: str, seen: int | None = None, tab: str = "", at: datetime) -> Voice:
    """Keep what she has written so far, hers alone. `seen` is the version she saw, 0 when nothing stood there; `tab` is the
    window she types in, see `reviews.windows`."""
    open_for(review)
    answers = _checked(wants, hindered)
    voice = review.voice
    if voice is None:
        voice = Voice(review=review)
        object_session(review).add(voice)
    else:
        _held_as_draft(voice, answers)
        if windows.is_late(tab, voice.tab):
            return voice
        windows.check(voice, tab, seen, **answers)
    voice.wants, voice.hindered, voice.tab, voice.changed_at = answers["wants"], answers["hindered"], tab, at
    return voice


def hand_in(review: Review, *, wants: str, hindered: str, seen: int | None = None, tab: str = "",
            promised: str | None = None, at: datetime) -> Voice:
    """Let those read it whom the sentence at the field names. `promised` is that sentence, None when no page showed one."""
    open_for(review)
    answers, voice = _checked(wants, hindered), review.voice
    if not any(answers.values()):
        raise Refused("Answer one of the two, then hand it in. You can also leave both be.", "wants")
    if voice and voice.handed_in_at and answers == {"wants": voice.wants, "hindered": voice.hindered}:
        return voice
    if promised not in (None, readers_of(review)):
        raise Refused("Who reads this, or when, has changed since you opened this page. Look at the sentence at the field, "
                      "then hand it in again or keep it as a draft. Nothing you typed is lost.", "wants")
    voice = keep(review, **answers, seen=seen, tab=tab, at=at)
    voice.handed_in_at, voice.readers = at, readers_of(review)
    voice.for_manager, voice.for_facilitator = review.meeting.manager, review.meeting.facilitator
    return voice


def take_back(review: Review, *, at: datetime) -> None:
    """Make it a draft again, hers alone, as long as she is not on the table."""
    open_for(review)
    voice = review.voice
    if voice is None or voice.handed_in_at is None:
        return
    hold(voice)
    if review.taken_up_at:
        raise Refused("Your turn has come, and others read this now. It stays as you handed it in.")
    voice.handed_in_at = voice.for_manager = voice.for_facilitator = None


def readers_of(review: Review) -> str:
    """The sentence at the field: who will read her answers, if she hands them in now."""
    meeting = review.meeting
    circle = Circle(review.rep, review.rep, meeting.manager, meeting.facilitator, None)
    names = circle.others(meeting.manager, meeting.facilitator)
    all_asked = f"the people asked to this meeting, also those {circle.name(meeting.facilitator)} adds"
    if review.taken_up_at:
        return f"Your turn has come, so these read it at once: {', '.join(names)}, and {all_asked}."
    now = " and ".join(names) + (" read it" if len(names) > 1 else ", your manager, also runs the meeting and reads it")
    turn = in_words(local_day(meeting.meets_at, meeting.team.time_zone))
    return f"{now} when you hand it in. Once your turn has come on {turn}: {all_asked}."


def is_for_all(review: Review) -> bool:
    """Whether her answers were promised to everybody who may come into the room of the meeting."""
    voice, meeting = review.voice, review.meeting
    run = (meeting.manager_id, meeting.facilitator_id)
    others = (one for one in meeting.contributors if one.person_id not in (review.rep_id, *run))
    return (voice.for_manager_id, voice.for_facilitator_id) == run and all(
        one.asked_at <= voice.handed_in_at or one.asked_by_id == voice.for_facilitator_id for one in others)


def first_goal(review: Review) -> str:
    """What she wants to get better at, to begin a plan's goal with: for a manager and a facilitator who were named at the
    field, as they read the draft."""
    voice, meeting = review.voice, review.meeting
    named = voice and voice.handed_in_at and (voice.for_manager_id, voice.for_facilitator_id)
    return voice.wants if named == (meeting.manager_id, meeting.facilitator_id) else ""


def _checked(wants: str, hindered: str) -> dict[str, str]:
    answers = {"wants": bare(wants), "hindered": bare(hindered)}
    for field, said in answers.items():
        check_length(said, field, cut="Cut it to what matters most.")
    return answers


def _held_as_draft(voice: Voice, answers: dict[str, str]) -> None:
    hold(voice)
    if voice.handed_in_at and any(getattr(voice, field) != said for field, said in answers.items()):
        raise Refused("You have handed this in. Take it back to change it; what you have just typed is still here.", "wants")
