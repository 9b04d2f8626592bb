"""People who write, each at one thing, and each with a journal of what they were told is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from threading import Event, Semaphore

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.once import SentForm
from reviews.board import BoardStep, Placement
from reviews.checkins import CheckIn
from reviews.commitments import Commitment, Tick
from reviews.observations import Observation
from reviews.people import Person
from reviews.plans import Plan, PlanVersion
from tests.faults.browsing import AWAY, LOST, Away, Browser, Form
from tests.faults.story import Story


@dataclass
class Writer:
    """Somebody at work. `saved` was answered; of `unanswered`, when there is one, they do not know."""

    name: str
    browser: Browser
    story: Story
    saving: Semaphore = field(default_factory=lambda: Semaphore(0))  # counts, over all of them, what is saved
    saved: list[Form] = field(default_factory=list)
    unanswered: Form | None = None
    told_away: int = 0  # how often a page said that the database is away
    astray: list[str] = field(default_factory=list)  # answers that were neither "saved" nor silence

    def __post_init__(self):
        self.acts = self.forms()

    def forms(self) -> Iterator[Form]:
        """What they send, one after the other, each from a page they have open."""
        raise NotImplementedError

    def found(self, session: Session) -> object:
        """What the database holds of it."""
        raise NotImplementedError

    def expected(self, sent: list[Form]) -> object:
        """What it must hold when exactly these were carried out."""
        raise NotImplementedError

    def work(self, until: Event) -> None:
        """Write until told to stop, or until the server is gone."""
        try:
            while not until.is_set() and not self.astray and self.send(next(self.acts, None)):
                pass
        except LOST as lost:
            self.told_away += isinstance(lost, Away)
            self.acts = self.forms()  # a page that did not come is asked for anew

    def send(self, form: Form | None) -> bool:
        """Send a form, and note what came of it."""
        if form is None:
            return False
        self.unanswered = form
        answer = self.browser.send(form)
        if answer.status == AWAY:
            raise Away(answer.text)
        if answer.status != 303:
            self.astray.append(f"{self.name}: {form.action} was answered {answer.status}: {answer.text[:2000]}")
            return False
        self.saved.append(form)
        self.unanswered = None
        self.saving.release()
        return True

    def send_again(self) -> None:
        """What was not answered, the same form once more."""
        if self.unanswered:
            self.send(self.unanswered)

    def faults(self, session: Session) -> list[str]:
        """How what the database holds differs from what they were told."""
        known = set(session.scalars(select(SentForm.key).where(SentForm.key.in_([form.key for form in self._all()]))))
        lost = [f"{self.name}: {form.action} was answered and is not remembered" for form in self.saved
                if form.key not in known]
        sent = [form for form in self._all() if form.key in known]
        found, expected = self.found(session), self.expected(sent)
        return self.astray + lost + [f"{self.name}: there is {found}, and was sent {expected}"] * (found != expected)

    def _all(self) -> list[Form]:
        return self.saved + [self.unanswered] * (self.unanswered is not None)


class Contributor(Writer):
    """Writes observations of two reps, and hands each in."""

    numbers = count(1)

    def forms(self):
        for review in cycle(self.story.gathering):
            page = self.browser.get(f"/reviews/{review}/observations")
            yield page.form(f"/reviews/{review}/observations").typed(
                kind="opportunity", then="another", text=f"{self.name}, number {next(self.numbers)}: the quote went out.")

    def found(self, session):
        mine = select(Observation).join(Person, Observation.author_id == Person.id).where(
            Person.name.startswith(self.name), Observation.review_id.in_(self.story.gathering)).order_by(Observation.id)
        return [(one.text, bool(one.handed_in_at and one.readers and one.for_facilitator_id)) for one in session.scalars(mine)]

    def expected(self, sent):
        return [(form.fields["text"], True) for form in sent]


class Facilitator(Writer):
    """Moves cards on the board from one theme to the other: a placement and a step each."""

    def forms(self):
        board = f"/reviews/{self.story.board}"
        turns = [(card, theme) for theme in self.story.themes for card in self.story.cards]
        while True:
            card, theme = turns[len(self.saved) % len(turns)]  # always to where it is not
            page = self.browser.get(f"{board}/board")
            yield page.form(f"{board}/placements").typed(observation=card, to=theme)

    def found(self, session):
        steps = session.scalars(select(BoardStep.id).where(BoardStep.review_id == self.story.board)).all()
        placed = session.execute(select(Placement.observation_id, Placement.theme_id)
                                 .where(Placement.observation_id.in_(self.story.cards))).all()
        return len(steps) - len(self.story.themes), dict(map(tuple, placed))

    def expected(self, sent):
        return len(sent), {form.fields["observation"]: form.fields["to"] for form in sent}


class Drafter(Writer):
    """Words one part of a draft again and again."""

    def forms(self):
        plan = f"/plans/{self.story.drafts[-1]}"
        for number in count(len(self.saved) + 1):
            page = self.browser.get(plan)
            yield page.form(f"{plan}/draft/gains").typed(gains=f"She asked {number} times what it is compared with.")

    def found(self, session):
        return session.get(Plan, self.story.drafts[-1]).gains

    def expected(self, sent):
        return sent[-1].fields["gains"] if sent else ""


class Keeper(Writer):
    """Ticks a commitment off, and takes that back."""

    def forms(self):
        plan = f"/plans/{self.story.kept}"
        while True:
            page = self.browser.get(plan)
            tick, mistake = (f"/commitments/{self.story.promise}/ticks{end}" for end in ("", "/mistake"))
            yield page.form(mistake if f'action="{mistake}"' in page.text else tick)

    def found(self, session):
        promise = session.get(Commitment, self.story.promise)
        return len(promise.ticks), promise.accepted_at is not None

    def expected(self, sent):
        return int(bool(sent) and sent[-1].action.endswith("/ticks")), True


class Publisher(Writer):
    """Publishes one draft after the other: the plan, its check-ins and its first version at once."""

    def forms(self):
        while waiting := [plan for plan in self.story.drafts[:-1] if f"/plans/{plan}/publication" not in self._sent()]:
            page = self.browser.get(f"/plans/{waiting[0]}/talk")
            yield page.form(f"/plans/{waiting[0]}/publication")

    def found(self, session):
        return sorted(self._as_it_is(session, plan) for plan in self.story.drafts[:-1] if self._begun(session, plan))

    def expected(self, sent):
        return sorted((form.action, True, [7, 14, 21, 30], [1]) for form in sent)

    def _sent(self) -> set[str]:
        return {form.action for form in self._all()}

    def _begun(self, session, plan: int) -> bool:
        """Whether anything of its publication is there."""
        rows = (select(table.id).where(table.plan_id == plan).limit(1) for table in (CheckIn, PlanVersion))
        return bool(session.get(Plan, plan).published_at) or any(session.scalar(row) for row in rows)

    def _as_it_is(self, session, plan: int) -> tuple:
        days = session.scalars(select(CheckIn.day).where(CheckIn.plan_id == plan).order_by(CheckIn.day)).all()
        versions = session.scalars(select(PlanVersion.number).where(PlanVersion.plan_id == plan)).all()
        return f"/plans/{plan}/publication", bool(session.get(Plan, plan).starts_on), days, versions


def at_work(port: int, story: Story, saving: Semaphore) -> list[Writer]:
    """Everybody, signed in."""
    who = [("Priya", Contributor), ("Tomasz", Contributor), ("Ingrid", Contributor), ("Marc", Facilitator),
           ("Dustin", Drafter), ("Dustin", Publisher), ("Rep", Keeper)]
    writers = []
    for name, kind in who:
        writers.append(kind(name, Browser(port), story, saving))
        writers[-1].browser.sign_in(story.links[name].pop())
    return writers
