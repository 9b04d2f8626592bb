"""The occasion of an observation in a file: free text or, where the whole column holds dates, the day in words."""

from __future__ import annotations

from collections.abc import Iterable

from reviews.questions import Asking, Question
from reviews.tables import dates

AS_WRITTEN = "as written"


class Occasions:
    """Reads the cells of one column. A date of which the column does not tell the order is asked about, once."""

    def __init__(self, cells: Iterable[str], asking: Asking):
        cells = list(filter(None, cells))
        self.asking, self.are_dates = asking, dates.are_dates(cells)
        self.order = dates.order_of(cells) if self.are_dates else None
        self.example = dates.undecided(cells)

    def read(self, said: str) -> str:
        """A cell as it is kept."""
        if not said or not self.are_dates:
            return said
        days = dates.readings(said)
        if self.order is None and len(set(days.values())) > 1:
            answer = self.asking.decide(self._question())
            return said if answer == AS_WRITTEN else dates.in_words(days[answer])
        return dates.in_words(days.get(self.order) or next(iter(days.values())))

    def _question(self) -> Question:
        days = dates.readings(self.example)
        choices = [(order, f"{order}: {self.example} is {dates.in_words(day)}") for order, day in days.items()]
        return Question("Which day is meant by dates like " + self.example + "?",
                        (*choices, (AS_WRITTEN, "leave them as they are written")),
                        "This date can be read in two ways. Say above which is meant.")
