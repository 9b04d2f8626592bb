"""A published plan is not edited, it is amended: its manager writes the next version, with a reason (law 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Row, and_, exists, select
from sqlalchemy.orm import object_session

from reviews import announcing, another_way, departures, measures, publishing
from reviews.another_way import AnotherWay
from reviews.became import Rewording
from reviews.checkins import CheckIn, Entry
from reviews.commitments import Commitment, check_one_of_two, dues, is_open, noted
from reviews.days import in_words
from reviews.errors import Missing, Refused, Stale
from reviews.holding import hold
from reviews.outcomes import Verdict
from reviews.people import Person
from reviews.plan_people import check_coach, owed_to, owners
from reviews.plans import LENGTH, MEASURE, Plan, PlanVersion, last_day, today_of

FACTS = frozenset((*MEASURE, "measure_what", "measure_note", "goal", "gains", "witness", "coach_id"))
NOT_IN_IT = frozenset({publishing.ITEM, publishing.REASON, publishing.CAUSE})  # no amendment touches these


def amend(plan: Plan, *, reason: str, facts: Mapping[str, object] | None = None, wording: Mapping[int, str] | None = None,
          more: Sequence[Mapping] = (), seen: int | None = None, by: Person, at: datetime) -> PlanVersion:
    """Write some of `FACTS` and the words of commitments, by their id, anew; add more; keep all that as the next version.

    Each of `more` has `owner_id`, `text`, and `due_on` or `weekly`; one that is empty is none. `seen` is the number of the
    version that the manager had before them.
    """
    facts, wording = dict(facts or {}), dict(wording or {})
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"an amendment has no {', '.join(sorted(unknown))}")
    hold(plan)
    check_under_way(plan, at)
    promised = _held_promises(plan)
    if seen is not None:
        _check_seen(plan, latest(plan), seen, facts, wording, at)
    facts = {fact: value for fact, value in facts.items() if value != getattr(plan, fact)}
    wording = {one: wording[one.id] for one in promised if wording.get(one.id, one.text) != one.text}
    more = [(nth, one) for nth, one in enumerate(more) if one["owner_id"] or one["text"] or one["due_on"]]
    if not facts and not wording and not more:
        raise Refused("Nothing is changed here yet. Change what is to be different, then say why.")
    if not reason:
        raise Refused("Say why the plan is amended. It stands beside the new version.", "reason")
    _write(plan, facts, by, at)
    _reword(wording, reason, by, at)
    for nth, one in more:
        _add(plan, nth, by=by, at=at, **one)
    return next_version(plan, reason, by, at)


def check_under_way(plan: Plan, at: datetime) -> None:
    """Refuse to amend what is still a draft, and what is closed."""
    if not plan.published_at:
        raise Refused("This plan is not published yet. Change the draft itself.")
    if plan.closed_at:
        raise Refused(f"This plan was closed on {in_words(today_of(plan, plan.closed_at))}, so it stays as it is.")


def open_promises(plan: Plan, today: date) -> list[Commitment]:
    """The commitments that can be worded anew: those of which something is still to be kept."""
    return [one for one in publishing.by_owner(plan, plan.commitments) if is_open(one, today)]


def latest(plan: Plan) -> Row:
    """(number, name of who published it, when) of the version that holds now, whether a new way is looked for (`looks_for_way`) and
    when that was diagnosed."""
    return object_session(plan).execute(
        select(PlanVersion.number, Person.name, PlanVersion.published_at, AnotherWay.verdict_id.is_not(None).label("looks_for_way"),
               AnotherWay.diagnosed_at)
        .join(Person, Person.id == PlanVersion.published_by_id)
        .outerjoin(Verdict, and_(Verdict.plan_id == PlanVersion.plan_id, Verdict.length == plan.length - LENGTH))
        .outerjoin(AnotherWay, and_(AnotherWay.verdict_id == Verdict.id, AnotherWay.version_id.is_(None))).where(PlanVersion.plan_id == plan.id)
        .order_by(PlanVersion.number.desc()).limit(1)).one()


def has_entries(plan: Plan) -> bool:
    """Whether somebody has checked in: its figures are then of the present kind of measure."""
    return object_session(plan).scalar(
        select(exists().where(Entry.check_in_id == CheckIn.id, CheckIn.plan_id == plan.id)))


def _held_promises(plan: Plan) -> list[Commitment]:
    """The plan's commitments as they are now; none is ticked or dropped before this transaction ends."""
    object_session(plan).expire(plan, ["commitments"])
    return list(object_session(plan).scalars(
        select(Commitment).where(Commitment.plan_id == plan.id).order_by(Commitment.id)
        .with_for_update(of=Commitment).execution_options(populate_existing=True)))


def _check_seen(plan: Plan, now: Row, seen: int, facts: Mapping[str, object], wording: Mapping[int, str], at: datetime) -> None:
    """Tell who opened another version of the one that holds now, with what it says where that is not what they wrote."""
    if seen == now.number:
        return
    said = {fact: getattr(plan, fact) for fact in facts} | {one.id: one.text for one in plan.commitments if one.id in wording}
    mine = facts | wording
    raise Stale(f"{now.name} published version {now.number} of this plan on {in_words(today_of(plan, now.published_at))}, after "
                "you opened this page. Your words are still in the fields. Read what it says now, keep what is right, and "
                "send it again.", {name: text for name, text in said.items() if text != mine[name]}, now.number)


def _write(plan: Plan, facts: Mapping[str, object], by: Person, at: datetime) -> None:
    measures.check(**{fact: facts.get(fact, getattr(plan, fact)) for fact in MEASURE})
    if "measure_kind" in facts and has_entries(plan):
        raise Refused("Somebody has checked in already, and the figures of check-ins would mean nothing any more. Keep the kind "
                      "of measure; its words, where it began and its target can change.", "measure_what")
    if "coach_id" in facts:
        departures.name_coach(plan, facts["coach_id"], by=by, at=at)
    for fact, value in facts.items():
        setattr(plan, fact, value)


def _reword(wording: Mapping[Commitment, str], reason: str, by: Person, at: datetime) -> None:
    """The old words stay on the record; whoever had accepted them is asked again."""
    for one, text in wording.items():
        if not text:
            raise Refused(f"“{one.text}” has no words any more. {one.owner.first} can drop it; here it can be worded anew.")
        if not is_open(one, today_of(one.plan, at)):
            what = "dropped" if one.dropped_at else "kept"
            raise Refused(f"“{one.text}” was {what} meanwhile, so its words stay. Add a new commitment instead.")
        one.rewordings.append(Rewording(was=one.text, was_accepted_at=one.accepted_at, why=reason, by=by, at=at))
        one.text, one.accepted_at = text, at if one.owner_id == by.id else None


def _add(plan: Plan, nth: int, *, owner_id: int, text: str, due_on: date | None = None, weekly: bool = False, by: Person,
         at: datetime) -> None:
    """One commitment more, to be done on a day of the plan that is to come, or every week from now on."""
    today = today_of(plan, at)
    if owner_id not in {person.id for person, _ in owners(plan) if not person.left_at}:
        raise Refused("Choose whose it is.", f"more-{nth}-owner_id")
    if not text:
        raise Refused("Write what will be done.", f"more-{nth}-text")
    _check_when(plan, due_on, weekly, today, f"more-{nth}-due_on")
    made = Commitment(
        plan=plan, owner_id=owner_id, owed_to_id=owed_to(plan, owner_id), text=text, due_on=due_on, weekly=weekly,
        begins_on=today if weekly else None, **noted(owner_id, by, at))
    if weekly and not dues(made):
        raise Refused("No full week of the plan is left. Choose a day.", f"more-{nth}-due_on")
    object_session(plan).add(made)


def _check_when(plan: Plan, due_on: date | None, weekly: bool, today: date, field: str) -> None:
    last = last_day(plan)
    check_one_of_two(due_on, weekly, field)
    if due_on and not today <= due_on <= last:
        raise Refused(f"Choose a day that is left of the plan: {_from_to(today, last)}.", field)


def _from_to(today: date, last: date) -> str:
    return f"from {in_words(today)} to {in_words(last)}" if today <= last else f"its last was {in_words(last)}, extend it first"


def next_version(plan: Plan, reason: str, by: Person, at: datetime) -> PlanVersion:
    """Law 3 holds for it as for the first; then it is kept, and everybody is asked to read it."""
    session = object_session(plan)
    session.flush()
    session.expire(plan, ["coach", "commitments"])
    parts = {part: sentence for part, sentence in publishing.missing(plan, today_of(plan, at)).items() if part not in NOT_IN_IT}
    if parts:
        raise Missing(f"A plan cannot be followed without this. {' '.join(parts.values())}", parts)
    version = publishing.make_version(plan, reason=reason, by=by, at=at)
    another_way.found(version)
    announcing.amended(version, by=by, at=at)
    return version
