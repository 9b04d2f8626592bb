"""What a person has to do, each thing with its day, in the words that Today says it in. Rows in, nothing asked here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Row

from reviews.checkins import COACH, EARLY_DAYS, REP
from reviews.commitments import Commitment, Turn, turns
from reviews.days import at_home, day_of, in_words, local_day, period_name, working_days_later
from reviews.people import Person
from reviews.plans import LAST_DAYS

ACKNOWLEDGE, CHECK_IN, TICK, ACCEPT, OBSERVE = "acknowledge", "check in", "tick", "accept", "observe"
OPEN, HOLD, CLOSE, TALK, PUBLISH, VERDICT = "open", "hold", "close", "talk", "publish", "verdict"
HAND_OVER, NAME_COACH, FIND_WAY, WRITE_WAY, HELP = "hand over", "name coach", "find way", "write way", "help"
TEAM, IMPORT, PROMISED, LOOKED, VOICE, BEGUN, JOIN = "team", "import", "promised", "looked", "voice", "begun", "join"
ACKNOWLEDGE_WITHIN = TALK_WITHIN = WAY_WITHIN = 2
HELP_WITHIN = 1
OPEN_BEFORE = timedelta(7)


@dataclass(frozen=True)
class Due:
    """One thing and its day. `kind` says what can be done about it, `id` to what; `now` whether it can be today.

    `said` tells a person's words from ours, `turn` is which of a commitment's days it is about, of a `weekly` one the week that ends
    then, and `wording` stands for what is asked to be taken on.
    """

    on: date
    late_days: int
    kind: str
    id: int | None
    what: str
    about: str = ""
    said: bool = False
    turn: date | None = None
    now: bool = True
    wording: str = ""
    weekly: bool = False


def of_plans(check_ins: Iterable[Row], promised: Iterable[Commitment], person: Person,
             today: date) -> Iterator[Due]:
    """The person's own side of check-ins, and the commitments they have made or are asked to accept."""
    for one in _missing(check_ins, today, lambda plan: _side(plan, person)):
        with_whom = f"with {one.plan.coach.name.split()[0]}" if one.plan.rep_id == person.id else f"of {one.plan.rep.name}"
        opens = one.due_on - timedelta(EARLY_DAYS)
        yield _due(one.due_on, today, CHECK_IN, one.id, f"Check-in, day {one.day}, {with_whom}", now=today >= opens,
                   about="How often, what happened, what next." if today >= opens else f"From {in_words(opens)} on.")
    for commitment in promised:
        if commitment.owner_id == person.id:
            yield from _owed(commitment, person, today)


def of_own_plan(unread, zone: str, today: date) -> Iterator[Due]:
    """That the rep has the latest version of her plan."""
    if unread:
        on = working_days_later(local_day(unread.published_at, zone), ACKNOWLEDGE_WITHIN)
        plan = "your plan" if unread.number == 1 else f"version {unread.number} of your plan"
        yield _due(on, today, ACKNOWLEDGE, unread.plan_id, f"Say that you have received {plan}",
                   "Received and read, not agreed. There is room for your own words.")


def of_help(asked: Iterable[Row], zone: str, today: date) -> Iterator[Due]:
    """Reps who asked the person for help: what about stands on the page of the plan alone."""
    for row in asked:
        day = local_day(row.published_at, zone)
        yield _due(working_days_later(day, HELP_WITHIN), today, HELP, row.plan_id, f"{row.rep} asks you for help",
                   f"Since {in_words(day)}. Talk, then say there that you have.")


def of_meetings(meetings: Iterable, zone: str, today: date) -> Iterator[Due]:
    """What the meetings of a facilitator wait for, and the words that contributors and reps are asked for."""
    for row in meetings:
        due_on, name = local_day(row.own_due, zone), f"{row.team}, {period_name(row.period)}"
        if row.leads:
            yield _next_step(row, name, zone, today)
        elif row.asked and row.began_at and local_day(row.began_at, zone) == today:
            yield _due(today, today, JOIN, row.id, f"The meeting is under way: {name}",
                       "The room shows where it is.")
        if row.asked and row.opened_at and row.unanswered:
            yield _due(due_on, today, OBSERVE, row.id, f"What you saw: {name}",
                       f"{row.answered} of {row.reps} reps done.")
        if row.begun:
            yield _due(local_day(row.began_at or row.meets_at, zone), today, BEGUN, row.begun,
                       f"You have a draft about {row.begun_about}, whose turn has come",
                       "Hand it in while the meeting lasts, or leave it. Nobody else sees it.")
        if row.own and row.opened_at:
            yield _due(local_day(row.due_at, zone), today, VOICE, row.own, f"Two questions before your review: {name}",
                       "What you want to get better at, and what got in your way.")


def of_manager(plans: Iterable, zone: str, today: date) -> Iterator[Due]:
    """Drafts to talk through and publish; what a coach left undone; other ways to find; verdicts, from the day on which they can be given."""
    for row in plans:
        if row.left_at:
            yield _due(working_days_later(local_day(row.left_at, zone), TALK_WITHIN), today, HAND_OVER, row.id,
                       f"Somebody who coaches {row.rep} has left: hand over what they owed",
                       "It was dropped when they left. Give it to somebody else, or say that it is not needed any more.")
        if row.coach_left_at:
            yield _due(working_days_later(local_day(row.coach_left_at, zone), TALK_WITHIN), today, NAME_COACH, row.id,
                       f"The coach who checks in with {row.rep} has left: name another", "Until then the check-ins are yours.")
        if row.way:
            yield _next_of_way(row, today)
        if row.starts_on is None and row.held_on is None:
            yield _due(working_days_later(local_day(row.drafted_at, zone), TALK_WITHIN), today, TALK, row.id,
                       f"Talk the draft through with {row.rep}", "Within two working days.")
        elif row.starts_on is None:
            yield _due(working_days_later(row.held_on, TALK_WITHIN), today, PUBLISH, row.id,
                       f"Publish {row.rep}’s plan", f"Talked through on {in_words(row.held_on)}.")
        else:
            yield from verdict_on(row, row.rep, today)


def verdict_on(plan, rep: str, today: date) -> Iterator[Due]:
    """The verdict on a published plan, from the day on which it can be given."""
    if today >= day_of(plan.starts_on, plan.length - LAST_DAYS + 1):
        yield _due(day_of(plan.starts_on, plan.length), today, VERDICT, plan.id, f"Give the verdict on {rep}’s plan",
                   _since(plan, today))


def of_admin(place, person: Person, today: date) -> Iterator[Due]:
    """How an empty place begins."""
    if person.is_admin and not place.teams:
        yield _due(today, today, TEAM, None, "Make a team", "With its manager and who facilitates its review meetings.")
    if person.is_admin and not place.reps:
        yield _due(today, today, IMPORT, None, "Import people", "From a file, Excel or CSV, with a preview; or add them by hand.")


def to_person(check_ins: Iterable[Row], promised: Iterable[Commitment], person: Person,
              today: date) -> Iterator[Due]:
    """What others owe the person: commitments made to them, and the other side of check-ins whose day has come."""
    for one in _missing(check_ins, today, lambda plan: {REP: COACH, COACH: REP}[_side(plan, person)]):
        if one.due_on <= today:
            other = one.plan.coach if one.plan.rep_id == person.id else one.plan.rep
            yield _due(one.due_on, today, LOOKED, one.id, f"Check-in, day {one.day}", _named(other))
    for commitment in promised:
        if commitment.owed_to_id == person.id and commitment.owner_id != person.id:
            for turn in _open(turns(commitment, today), today):
                yield _due(turn.due_on, today, PROMISED, commitment.id, commitment.text, _named(commitment.owner),
                           said=True)


def _due(on: date, today: date, kind: str, id: int | None, what: str, about: str = "", **more) -> Due:
    return Due(on, max((today - on).days, 0), kind, id, what, about, **more)


def _missing(check_ins: Iterable[Row], today: date, side_of) -> Iterator[Row]:
    """Of each plan the check-ins that this side has let pass, and the next one it has not written."""
    coming = defaultdict(bool)
    for one in check_ins:
        if one.closed_at or coming[one.plan.id] or getattr(one, side_of(one.plan)) is not None:
            continue
        coming[one.plan.id] = one.due_on >= today
        yield one


def _side(plan, person: Person) -> str:
    return REP if plan.rep_id == person.id else COACH


def _owed(commitment: Commitment, person: Person, today: date) -> Iterator[Due]:
    open_ = _open(turns(commitment, today), today)
    if commitment.accepted_at is None and open_:
        yield _due(open_[0].due_on, today, ACCEPT, commitment.id, commitment.text, "Noted for you, not yet accepted.",
                   said=True, wording=commitment.wording)
        return
    to_whom = "" if commitment.plan.rep_id == person.id else f" to {commitment.owed_to.name}"
    weekly = ", every week" if commitment.weekly else ""
    for turn in open_:
        yield _due(turn.due_on, today, TICK, commitment.id, commitment.text, f"Your commitment{to_whom}{weekly}.",
                   said=True, turn=turn.due_on, now=turn.begun, weekly=commitment.weekly)


def _open(all_turns: list[Turn], today: date) -> list[Turn]:
    """The turns that were let pass, and the next one."""
    missing = [turn for turn in all_turns if turn.tick is None]
    return [turn for turn in missing if turn.due_on < today] + [turn for turn in missing if turn.due_on >= today][:1]


def _next_step(row, name: str, zone: str, today: date) -> Due:
    """What a meeting waits for its facilitator to do."""
    if not row.opened_at:
        on = max(local_day(row.made_at, zone), local_day(row.due_at - OPEN_BEFORE, zone))
        return _due(on, today, OPEN, row.id, f"Open the meeting: {name}", "Until then nobody is asked to write.")
    if not row.began_at:
        meets_at = at_home(row.meets_at, zone)
        return _due(meets_at.date(), today, HOLD, row.id, f"Hold the meeting: {name}", f"At {meets_at:%H:%M}.")
    began = local_day(row.began_at, zone)
    return _due(began, today, CLOSE, row.id, f"Finish the meeting: {name}",
                f"In session since {in_words(began)}. It is closed when every rep is done.")


def _next_of_way(row, today: date) -> Due:
    """What a plan waits for whose verdict asked for another way: the diagnosis, then the plan."""
    on = working_days_later(row.given_on, WAY_WITHIN)
    if row.diagnosed_at:
        return _due(on, today, WRITE_WAY, row.id, f"Write the new way into {row.rep}’s plan",
                    "The diagnosis is written. Its commitments and its measure come next.")
    return _due(on, today, FIND_WAY, row.id, f"Find another way for {row.rep}", "It begins at the diagnosis: why is it not done yet?")


def _since(row, today: date) -> str:
    nth = (today - row.starts_on).days + 1
    if nth > row.length:
        return f"Its {row.length} days are over."
    return f"Day {nth} of {row.length}; it can be given now."


def _named(person: Person | Row) -> str:
    return f"{person.name}, {person.function}" if person.function else person.name
