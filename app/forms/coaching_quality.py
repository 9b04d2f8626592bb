"""The form about the coaching of a plan: five statements, each answered with one tap or left out."""

from __future__ import annotations

from wtforms import RadioField

from app.forms.base import Form, choices
from reviews.in_a_word import SAID
from reviews.coaching_quality import STATEMENTS


def _said(statement: str) -> RadioField:
    """Yes, partly or no; none of them chosen beforehand."""
    return RadioField(STATEMENTS[statement], choices=choices((said, said) for said in SAID), validate_choice=False)


class QualityForm(Form):
    watched = _said("watched")
    asked = _said("asked")
    concrete = _said("concrete")
    kept = _said("kept")
    came_back = _said("came_back")
