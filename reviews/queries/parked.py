"""Questions about parked themes that come back: who wrote what is in them, and who still sees it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from reviews.board import ParkedTheme, Placement, Theme
from reviews.built import built_once
from reviews.observations import OPPORTUNITY, Observation
from reviews.people import Person
from reviews.queries.observations import confirmed


@built_once
def own_words_in(parked_ids: Collection[int], person: Person) -> Select:
    """Rows of (parked theme's id, text) of what this person wrote in these parked themes: for themselves alone.

    What nobody had merged was parked in one line; whoever wrote some of it is asked as well.
    """
    stands_in = aliased(Theme)
    in_a_theme = exists().where(Placement.observation_id == Observation.id, stands_in.id == Placement.theme_id,
                                stands_in.dropped_at.is_(None))
    in_this = exists().where(Placement.observation_id == Observation.id, Placement.theme_id == Theme.id)
    return (
        select(ParkedTheme.id, Observation.text)
        .join(Theme, Theme.id == ParkedTheme.theme_id)
        .join(Observation, Observation.review_id == ParkedTheme.review_id)
        .where(ParkedTheme.id.in_(parked_ids), Observation.author_id == person.id, Observation.kind == OPPORTUNITY,
               Observation.handed_in_at.is_not(None), Observation.personal.is_(False), confirmed(),
               or_(in_this, and_(Theme.dropped_at.is_not(None), ~in_a_theme)))
        .order_by(ParkedTheme.id, Observation.id))
