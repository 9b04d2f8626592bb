"""What of the follow-up somebody wants to see: of one team, in one state, of one coach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Row

from reviews.plans import CLOSED, DRAFT
from reviews.tracking import STATES

ASKABLE = (*STATES, DRAFT, CLOSED)


@dataclass(frozen=True)
class Only:
    """Plans of this team, of this coach, in this state; nothing said is all of them. A coach is who is named on a plan, or owes
    the rep a commitment on it."""

    team_id: int | None = None
    coach_id: int | None = None
    state: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != EVERYTHING

    @property
    def by_its_days(self) -> bool:
        """Whether it asks for a state that no row holds: it follows from all that happened on a plan until today."""
        return self.state in STATES


EVERYTHING = Only()


@dataclass(frozen=True)
class Choices:
    """The teams and coaches that a person can choose from, by name."""

    teams: list[tuple[int, str]] = field(default_factory=list)
    coaches: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Choices:
        """From rows of (whether it is a team, id, name)."""
        by_name = sorted(rows, key=lambda row: (row.name.casefold(), row.id))
        return cls(teams=[(row.id, row.name) for row in by_name if row.is_team],
                   coaches=[(row.id, row.name) for row in by_name if not row.is_team])
