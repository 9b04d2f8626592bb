"""Ana's review with what five people saw of her: fifteen cards, for the stories of merging and choosing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from reviews import meetings, observations, themes
from reviews.board import Theme
from reviews.meetings import Review
from reviews.observations import FROM_DATA, GAIN, HEARD, OPPORTUNITY, Observation
from reviews.people import Person
from tests.cast import Cast
from tests.gathering import gathering, review_of
from tests.told_once import told_once

QUOTES = [
    ("priya", "Halden: quote on 3 Nov, the day after the demo, one contact. On the 12th their head of IT joined "
     "and it was back to zero.", {"occasion": "Halden, 3 Nov", "effect": "Halden is back at zero."}),
    ("ingrid", "Orsted: the plant manager signs off the rollout and had never heard of us when the quote went out.",
     {"occasion": "Kick-off with Orsted", "effect": "Three weeks lost at Orsted."}),
    ("dustin", "Kessler, 9 Nov. “I’ll take it upstairs.” She said great. No who, no how, and the quote went out.",
     {"occasion": "Kessler, 9 Nov"}),
    ("tomasz", "Two quotes this month without knowing who decides in the room.", {"basis": HEARD}),
]
DATES = [
    ("tomasz", "Brunnhofer, 5 Nov. Good call, then “I’ll send you something”. No date for the next call.",
     {"occasion": "Brunnhofer, 5 Nov"}),
    ("dustin", "They asked what happens next, and the call ended with a PDF instead of a date.", {}),
    ("priya", "6 of the 11 open deals over 30k have no next call in the calendar.",
     {"basis": FROM_DATA, "effect": "Six deals nobody can plan with."}),
]
HANDOVER = [
    ("ingrid", "Handover for Vestby was two lines. We asked the customer for the number of sites again.",
     {"effect": "The customer told it all twice."}),
    ("ingrid", "The handover of Orsted came without a go-live date. It was in a notebook.", {}),
]
SINGLE = [("tomasz", "Discovery guide untouched since the workshop.", {"basis": FROM_DATA})]
GAINS = [
    ("priya", "Every deal has its amount and close date in the CRM, for the first time this year.", {}),
    ("dustin", "CRM notes are there the same day, with amount and close date.", {"occasion": "Pipeline call, 10 Nov"}),
    ("ingrid", "Calm with an angry customer at Vestby: let them finish, then asked what a good week "
     "would look like.", {}),
]


@told_once
def table(session: Session, cast: Cast, *, at: datetime, seen=(*QUOTES, *DATES, *HANDOVER, *SINGLE), gains=GAINS,
          taken_up: bool = True) -> Review:
    """Ana's review, on the table unless told otherwise."""
    review = review_of(gathering(session, cast, at=at), cast.ana)
    for kind, told in ((OPPORTUNITY, seen), (GAIN, gains)):
        for name, text, facts in told:
            saw(review, getattr(cast, name), text, kind=kind, **facts, at=at)
    if taken_up:
        meetings.take_up(review, by=cast.marc, at=at)
    session.commit()
    return review


def saw(review: Review, author: Person, text: str, *, kind: str = OPPORTUNITY, at: datetime, **facts) -> Observation:
    """What one person saw, handed in."""
    told = observations.write(review, author, kind=kind, text=text, **facts, hand_in=True, at=at)
    object_session(review).flush()
    return told


def cards(session: Session, review: Review, told) -> list[int]:
    """The ids of these cards."""
    texts = [text for _, text, _ in told]
    found = select(Observation.id).where(Observation.review_id == review.id, Observation.text.in_(texts))
    return list(session.scalars(found.order_by(Observation.id)))


def theme(session: Session, review: Review, told, title: str, cast: Cast, *, at: datetime) -> Theme:
    """These cards as one theme."""
    made = themes.make(review, cards(session, review, told), title=title, by=cast.marc, at=at)
    session.commit()
    return made


def standing(session: Session, review: Review) -> dict[str, list[str]]:
    """Each theme by its title, with the first word of its cards; what was left on its own under ''."""
    session.commit()
    placed = select(Observation).where(Observation.review_id == review.id, Observation.placement.has())
    board: dict[str, list[str]] = {}
    for card in session.scalars(placed.order_by(Observation.id)):
        found = card.placement.theme
        board.setdefault(found.title if found else "", []).append(card.text.split()[0].strip(":,"))
    return board
