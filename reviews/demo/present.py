"""What is now: a meeting that is ready to be held, and one that gathers observations."""

from __future__ import annotations

from datetime import datetime, timedelta

from reviews import meetings, notes, nothing_to_add, observations, voices
from reviews.demo.stage import Stage, words
from reviews.meetings import MINUTES, Meeting, Review

LEAD_TIME = timedelta(days=6)


def play(stage: Stage) -> None:
    """What was noted on the day, both meetings, and what has been written for them so far."""
    story = words("present")
    for noted in story["note"]:
        _note(stage, noted)
    for told in story["meeting"]:
        meeting = _call(stage, told)
        reviews = {review.rep.name: review for review in meeting.reviews}
        for seen in story["observation"]:
            if seen["meeting"] == told["key"]:
                _write(stage, reviews[seen["rep"]], seen)
        for said in story["voice"]:
            if said["meeting"] == told["key"]:
                _say(stage, reviews[said["rep"]], said)
        for rep, names in told["nothing_to_add"].items():
            for name in names:
                nothing_to_add.say(reviews[rep], stage.people[name], at=stage.now - timedelta(hours=20))


def _note(stage: Stage, noted: dict) -> None:
    """Somebody noted it on the day they saw it, some of them before the meetings were opened."""
    rep = stage.people[noted["rep"]]
    team = next(team for team in stage.teams.values() if team.id == rep.team_id)
    at = stage.at(team, stage.back(team, noted["days_ago"]), 16, 40)
    notes.write(stage.session, stage.people[noted["by"]], rep_id=rep.id, text=noted["text"], at=at)


def _call(stage: Stage, told: dict) -> Meeting:
    team = stage.teams[told["team"]]
    opened = stage.now - LEAD_TIME
    meeting = meetings.make(
        stage.session, team, period=stage.period(team),
        due_at=stage.ahead(team, told["due_in_days"], 12), meets_at=stage.ahead(team, told["meets_in_days"], 14),
        reps=[(rep.id, MINUTES) for rep in stage.reps(team)],
        contributors=[(stage.people[name].id, function) for name, function in told["contributors"].items()],
        by=team.facilitator, at=opened)
    stage.session.flush()
    meetings.open(meeting, by=team.facilitator, at=opened)
    return meeting


def _write(stage: Stage, review: Review, seen: dict) -> None:
    facts = {name: value for name, value in seen.items() if name not in ("meeting", "rep", "by", "hours_ago")}
    observations.write(review, stage.people[seen["by"]], **facts, hand_in="hours_ago" in seen, at=_then(stage, seen))


def _say(stage: Stage, review: Review, said: dict) -> None:
    """What a rep says before her review, handed in or as far as she has come."""
    verb = voices.hand_in if "hours_ago" in said else voices.keep
    verb(review, wants=said["wants"], hindered=said["hindered"], at=_then(stage, said))


def _then(stage: Stage, seen: dict) -> datetime:
    return stage.now - timedelta(hours=seen.get("hours_ago", 2))
