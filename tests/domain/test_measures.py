"""The measure: five words, or a number that one can read out."""

import pytest

from reviews import measures
from reviews.errors import Refused
from reviews.measures import FREQUENCY, NUMBER


def refusal(kind, baseline, target, unit=""):
    with pytest.raises(Refused) as refused:
        measures.check(measure_kind=kind, measure_unit=unit, baseline=baseline, target=target)
    return refused.value.field, refused.value.sentence


@pytest.mark.parametrize("baseline, target", [(None, None), (0, None), (0, 4), (4, 0), (None, 3.0)])
def test_a_frequency_is_one_of_five_words_or_open(baseline, target):
    assert measures.check(measure_kind=FREQUENCY, measure_unit="", baseline=baseline, target=target) is None


@pytest.mark.parametrize("baseline", [5, -1, 1.5, float("nan")])
def test_there_is_no_sixth_word(baseline):
    assert refusal(FREQUENCY, baseline, 3) == ("baseline", "Choose one of: never, now and then, half the time, usually, always.")


@pytest.mark.parametrize("target", [float("nan"), float("inf"), -float("inf"), 1e300])
def test_a_number_can_be_read_out(target):
    assert refusal(NUMBER, 1, target) == ("target", "Write a number that one can read out, like 6 or 37.5.")


def test_the_target_differs_from_before():
    assert refusal(NUMBER, 27, 27.0) == ("target", "The target is what it is already. Choose a target that differs from before.")
    assert refusal(FREQUENCY, 2, 2)[0] == "target"


def test_a_unit_is_a_word_or_two():
    assert refusal(NUMBER, 1, 2, "x" * 21) == ("measure_unit", "A unit has 20 letters at most, like % or calls a week.")
    assert refusal("mood", 1, 2)[0] == "measure_kind"


@pytest.mark.parametrize("kind, value, unit, words", [
    (FREQUENCY, 1.0, "", "now and then"), (NUMBER, 27.0, "%", "27 %"), (NUMBER, 20000.0, "euros", "20,000 euros"),
    (NUMBER, 37.5, "", "37.5"), (NUMBER, -2.0, "days", "-2 days"), (NUMBER, 0.0, "", "0"), (NUMBER, None, "%", "")])
def test_it_is_said_as_people_say_it(kind, value, unit, words):
    assert measures.said(kind, value, unit) == words
