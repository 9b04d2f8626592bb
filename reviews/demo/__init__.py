"""The demo: a company that feels real, told with the same verbs as the pages use. Dates count from the day it is loaded.

The words of the story are in the TOML files beside this; `past` plays what has been, `present` what is under way.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from reviews.demo import past, present
from reviews.demo.stage import Stage


def load(session: Session, *, at: datetime) -> None:
    """Play the story into an empty database. The caller commits."""
    stage = Stage.of_people(session, at)
    past.play(stage)
    present.play(stage)
