"""A plan of a house with its thirty days, as plain rows: version, check-ins, commitments, ticks, verdict."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from reviews.days import check_in_dates, day_of, previous_working_day

LENGTH = 30
TODAY = date(2026, 11, 18)
GOAL = "I want to know in the first call who else has to say yes."
ITEM = ("sending the quote right after the demo", "naming, with the champion, everyone who decides before a quote goes out")
MEASURE = {"measure_what": "Quotes that go out with three named people on the buyer’s side", "measure_kind": "frequency",
           "measure_unit": "", "measure_note": "3 of 11 quotes since September", "baseline": 1.0, "target": 3.0}


def write(put, *, review: int, decision: int, rep: int, manager: int, facilitator: int, coach: int, names: tuple[str, str],
          starts_on: date, under_way: bool) -> None:
    """Put the plan of a decision down: closed with its verdict, or still under way."""
    at = _at(starts_on)
    plan = put("plan", review_id=review, decision_id=decision, rep_id=rep, manager_id=manager, facilitator_id=facilitator,
               coach_id=manager, goal=GOAL, gains="She asks what the price is compared with.", witness="Her manager, in calls",
               cause="skill", cause_note="Asks it in role-plays.", **MEASURE, drafted_at=at, published_at=at,
               published_by_id=manager, starts_on=starts_on, length=LENGTH, version=2,
               closed_at=None if under_way else _at(day_of(starts_on, LENGTH)))
    put("talk", key="plan_id", plan_id=plan, held_on=starts_on, rep_says="", noted_by_id=manager, noted_at=at)
    promised = _commitments(put, plan, rep, manager, coach, starts_on)
    _check_ins(put, plan, rep, manager, starts_on)
    put("plan_version", plan_id=plan, number=1, reason="", published_by_id=manager, published_at=at,
        content=_content(plan, names, starts_on, promised))
    put("acknowledgement", plan_id=plan, number=1, words="", at=at)
    if not under_way:
        _verdict(put, plan, manager, names[1], starts_on)


def _commitments(put, plan: int, rep: int, manager: int, coach: int, starts_on: date) -> list[tuple[str, str, date | None]]:
    """Two of the rep, one of her manager, one of a specialist; those of each week are ticked."""
    promised = [
        (rep, manager, "Draw the decision map with the champion before each quote.", day_of(starts_on, 10)),
        (rep, manager, "Ask “Who else will have to live with this?” in each first call.", None),
        (manager, rep, "Sit in on two first calls, and listen for that one question.", day_of(starts_on, 12)),
        (coach, rep, "Send the open quotes with only one contact.", day_of(starts_on, 25))]
    for owner, owed_to, words, due_on in promised:
        commitment = put("commitment", plan_id=plan, owner_id=owner, owed_to_id=owed_to, text=words, due_on=due_on,
                         weekly=due_on is None, noted_by_id=manager, noted_at=_at(starts_on), accepted_at=_at(starts_on),
                         dropped_at=None, dropped_why="", version=1)
        weeks = [previous_working_day(day_of(starts_on, 7 * week)) for week in range(1, 5)]
        for due in (due for due in ([due_on] if due_on else weeks) if due < TODAY):
            put("tick", commitment_id=commitment, due_on=due, ticked_by_id=owner, ticked_at=_at(due))
    return [("rep" if owner == rep else "coach", words, due_on) for owner, _, words, due_on in promised]


def _check_ins(put, plan: int, rep: int, manager: int, starts_on: date) -> None:
    """Those whose day has come have been held by both sides."""
    for day, due_on in check_in_dates(starts_on):
        check_in = put("check_in", plan_id=plan, day=day, due_on=due_on, closed_at=None)
        for side, person in (("rep", rep), ("coach", manager)) if due_on < TODAY else ():
            put("entry", check_in_id=check_in, side=side, person_id=person, frequency=2, value=None,
                happened="Named two of three in the Lyon deal.", next="Ask it in the first call.", at=_at(due_on))


def _verdict(put, plan: int, manager: int, name: str, starts_on: date) -> None:
    last = day_of(starts_on, LENGTH)
    before = {"by": name, "on": starts_on.isoformat(), "figure": 1.0, "said": "now and then", "side": "", "day": None, "often": ""}
    kept = {"owner_id": manager, "owner": name, "kept": 1, "of": 1, "promises": [["Sit in on two first calls.", "kept"]]}
    put("verdict", plan_id=plan, length=LENGTH, outcome="partly", then="close", reason="Two of three are named in most deals.",
        figures={"before": before, "after": [before | {"on": last.isoformat(), "side": "coach", "day": 30}], "kept": [kept]},
        given_on=last, given_at=_at(last), given_by_id=manager, on_word_of_id=None, early_why="")


def _content(plan: int, names: tuple[str, str], starts_on: date, promised: list[tuple[str, str, date | None]]) -> dict:
    """What was published, as `reviews.publishing.content` gives it."""
    (rep, manager), last = names, day_of(starts_on, LENGTH)
    owners = {"rep": (rep, ""), "coach": (manager, "manager")}
    return {
        "plan": plan, "version": 1, "rep": {"name": rep, "first": rep.split()[0]}, "starts_on": starts_on.isoformat(),
        "ends_on": last.isoformat(), "length": LENGTH, "item": {"from": ITEM[0], "to": ITEM[1]},
        "why": {"text": "Three of the four deals that stalled had somebody join late.", "seen_by": ["sales ops", "service"]},
        "goal": GOAL, "gains": "She asks what the price is compared with.",
        "measure": {"what": MEASURE["measure_what"], "kind": "frequency", "note": MEASURE["measure_note"],
                    "before": "now and then", "target": "usually"},
        "commitments": [{"owner": owners[side][0], "function": owners[side][1], "what": words, "weekly": due_on is None,
                         "due_on": (due_on or last).isoformat()} for side, words, due_on in promised],
        "check_ins": [{"day": day, "on": on.isoformat(), "who": f"{rep} with {manager}"} for day, on in check_in_dates(starts_on)],
        "arrangement": None, "published": {"by": manager, "as": "manager", "on": starts_on.isoformat()}}


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)
