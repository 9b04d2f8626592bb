"""Forms of the board: moving cards, answering a suggestion, naming a theme."""

from __future__ import annotations

from wtforms import HiddenField, IntegerField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from app.forms.base import Form, Line
from app.forms.fields import row_id
from reviews.board import Theme
from reviews.cards import Board
from reviews.merging import Group
from reviews.standing import LAST_ID
from reviews.themes import STALE

NEW, ALONE, ASIDE, WITH = "new", "alone", "aside", "with-"


class MoveForm(Form):
    """Which cards, and where to: a theme's id, "new", "alone", "aside", or "with-" and the id of another card."""

    observation = SelectMultipleField("Cards", coerce=row_id, validate_choice=False)
    to = Line("Move the chosen cards to", [InputRequired("Choose where to move them.")])

    def destination(self, board: Board) -> tuple[list[int], str | int]:
        """The cards to move, and a theme's id, "new", "alone" or "aside". Beside another card is in its theme, or in a new one
        of them all."""
        ids, to = self.observation.data, self.to.data
        if to.startswith(WITH):
            other = row_id(to.removeprefix(WITH))
            theme_id = board.theme_of(other)
            return (ids, theme_id) if theme_id else ([*ids, other], NEW)
        return ids, to if to in (NEW, ALONE, ASIDE) else row_id(to)


class SuggestionForm(Form):
    """Take a suggestion, or leave its cards apart. It names the cards, and what the suggestion was made from."""

    take = HiddenField()
    apart = HiddenField()
    fingerprint = HiddenField()

    def asked(self, board: Board) -> list[Group]:
        """What is taken or left apart, if it is still suggested; else the refusal stands on the form."""
        groups = board.suggested(self.take.data or self.apart.data or "")
        if groups and board.mark(groups) == self.fingerprint.data:
            return groups
        self.refuse(STALE)
        return []


class TitleForm(Form):
    """Another title for a theme."""

    title = Line("Title")

    def __init__(self, theme: Theme):
        super().__init__(obj=theme)
        self.theme = theme


class OtherForm(Form):
    """Names another thing by its id: the theme to join, what came back, the step to undo."""

    other = IntegerField("Which", [InputRequired("Choose one."), NumberRange(0, LAST_ID, "Choose one.")],
                         widget=HiddenInput())
