"""The geometry of the days: one strip for each thirty of them, check-ins filled, due days dotted, labels below."""
from __future__ import annotations

from datetime import date, timedelta

from reviews.days import in_words, is_working_day

DAY = 5.8                    # mm; thirty of them are the 174 mm of the text block
DAYS = 30                    # of one strip
WIDTH = 173.9                # a flush width breaks into two lines: leave a tenth
AXIS = 7 * DAY               # the page's one axis is the left edge of day 8
LABEL = 20                   # mm; the narrowest label that still holds "Wed 30 Sep"
LEGEND = WIDTH - 49.8
FIGURE = 3.1                 # mm; the size of the numbers, and their widths in Inter, for centring
WIDTHS = dict(zip("0123456789", (.63, .42, .61, .64, .65, .61, .62, .56, .63, .62)))


def strips(starts: date, length: int, marks: list[tuple], due: set[date]) -> list[dict]:
    """The plan's days in strips. `marks` are check-ins in order: (date, who); `due` the days with a commitment."""
    firsts = range(0, length, DAYS)
    return [strip(starts + timedelta(n), min(DAYS, length - n), n, marks, due) for n in firsts]


def strip(first: date, length: int, before: int, marks: list[tuple], due: set[date]) -> dict:
    """One strip of `length` days from `first`, which comes after `before` days of the plan."""
    dates = [first + timedelta(n) for n in range(length)]
    marks = [(on, who) for on, who in marks if dates[0] <= on <= dates[-1]]
    days = [one_day(n, on, {mark for mark, _ in marks}, due) for n, on in enumerate(dates)]
    start = {"on": day(first), "who": f"Day {before + 1}" if before else "Start", "check_in": False}
    return {
        "days": days, "digits": digits(days), "right": round(length * DAY - .15, 2),
        "legend": None if before else legend(days), "title": title(dates, before, marks),
        "labels": placed([0] + [(on - first).days * DAY for on, _ in marks],
                         [start] + [{"on": day(on), "who": who, "check_in": True} for on, who in marks]),
    }


def day(on: date) -> str:
    """"Mon 23 Nov", which never breaks over two lines."""
    return in_words(on).replace(" ", "\u00a0")


def one_day(n: int, on: date, marks: set[date], due: set[date]) -> dict:
    kind = "check_in" if on in marks else "work" if is_working_day(on) else "weekend"
    return {"x": round(n * DAY, 1), "number": str(on.day), "kind": kind, "due": on in due,
            "month": f"{on:%b}" if n == 0 or on.day == 1 else None}


def digits(days: list[dict]) -> dict[str, list[tuple]]:
    """Each figure with its own x: centring in SVG would make a form object of every number."""
    found = {"work": [], "weekend": [], "check_in": []}
    for one in days:
        left = one["x"] + DAY / 2 - sum(WIDTHS[figure] for figure in one["number"]) * FIGURE / 2
        for figure in one["number"]:
            found[one["kind"]].append((round(left, 2), figure))
            left += WIDTHS[figure] * FIGURE
    return found


def legend(days: list[dict]) -> float:
    """At the right, or on the axis when a month's name stands at the right."""
    return round(AXIS if any(one["month"] and one["x"] > 110 for one in days) else LEGEND, 1)


def title(dates: list[date], before: int, marks: list[tuple]) -> str:
    """The strip in words, for who cannot see it."""
    days = f"Days {before + 1} to {before + len(dates)}, from {day(dates[0])} to {day(dates[-1])}"
    return f"{days}, with check-ins on {', '.join(day(on) for on, _ in marks)}." if marks else f"{days}."


def placed(lefts: list[float], labels: list[dict]) -> list[dict]:
    """Each label under its day, the last one flush right if it must; in equal columns when the days are too close."""
    lefts = [round(left, 1) for left in lefts]
    at_end = len(lefts) > 1 and WIDTH - lefts[-1] < 1.5 * LABEL
    if at_end:
        lefts[-1] = round((lefts[-2] + WIDTH) / 2, 1)
    widths = [round(right - left, 1) for left, right in zip(lefts, [*lefts[1:], WIDTH])]
    if min(widths) < LABEL:
        widths, at_end = [round(WIDTH / min(len(labels), 5) - .1, 1)] * len(labels), False
    return [label | {"width": width, "end": at_end and label is labels[-1]} for label, width in zip(labels, widths)]
