"""The words of the minutes: from what is kept of a meeting to what stands on the paper."""
from __future__ import annotations

from app.pdf.planpage import Words, counted, listed, printable, shortened
from app.pdf.strip import day


def minutes_page(minutes: dict) -> dict:
    """Everything that the minutes say, ready to print: texts that know their direction, and the sentences around them."""
    said = printable(minutes)
    name = f"{said['team'].inside}, {said['period']}"
    return said | {
        "title": f"Minutes: {name}", "running": shortened(Words(name), 60),
        "held": held(said), "stands": stands(said),
        "readers": f"For {listed(list(dict.fromkeys([said['facilitator'], said['manager']])))} alone.",
        "parts": [part(one) for one in said["parts"]]}


def part(one: dict) -> dict:
    """What is said of one rep."""
    decided = one["decided"]
    return one | {
        "decided": decided and decided | {
            "promises": promises(decided), "promised_in": promised_in(decided), "present": listed(decided["present"])},
        "running": shortened(one["rep"], 40),
        "gained": [(theme["title"], f"seen by {people(theme['count'])}") for theme in one["gained"]],
        "unmerged": unmerged(one["unmerged"], others=bool(one["gained"])),
        "left_over": left_over(one["left_over"]),
        "parked": [(theme["title"], parked(theme)) for theme in one["parked"]],
        "verdicts": [(judged(verdict), verdict) for verdict in one["verdicts"]]}


def held(said: dict) -> str:
    on = said["held_on"] or said["meets_on"]
    return f"{'Held' if said['held_on'] else 'Meets'} on {day(on)} {on.year}"


def stands(said: dict) -> str:
    """Whether the meeting is over, or these tell of one moment in it."""
    if said["closed_on"]:
        return f"Closed on {day(said['closed_on'])}."
    return f"The meeting is not closed yet. This is how it stands now, on {day(said['stands_at'].date())} at {said['stands_at']:%H:%M}."


def people(number: int) -> str:
    return "one person" if number == 1 else counted(number, "people").removesuffix("s")


def unmerged(number: int, *, others: bool) -> str:
    """Gains that stand in no theme are counted; their words stay where they were written."""
    if not number:
        return ""
    more = f"{number} more" if others else str(number)
    return f"{more} that nobody merged."


def parked(theme: dict) -> str:
    return f"{', '.join(theme['functions'])}; {theme['count']} observation{'' if theme['count'] == 1 else 's'}"


def left_over(number: int) -> str:
    """Opportunities that nobody merged, or that were set aside."""
    if not number:
        return ""
    return f"{number} observation{' was' if number == 1 else 's were'} neither merged nor parked."


def judged(verdict: dict) -> str:
    """The verdict in a sentence."""
    word = f", on the word of {verdict['on_word_of'].inside}" if verdict["on_word_of"] else ""
    return (f"{verdict['outcome'].capitalize()}, said {verdict['by'].inside} on {day(verdict['on'])}{word}. "
            f"The plan was {verdict['became']}.")


def promises(decided: dict) -> list[dict]:
    """The commitments, each with its day, and what has to be known of it."""
    return [promise | {"due": "every week" if promise["due_on"] is None else day(promise["due_on"]),
                       "mark": "dropped since" if promise["dropped"] else "" if promise["accepted"] else "not yet accepted"}
            for promise in decided["promises"]]


def promised_in(decided: dict) -> str:
    """What the commitments stand in: nothing yet, a draft, or what was published; or a plan that the reader may not open."""
    if decided["passed_on"]:
        return "They stand in the plan, which somebody else has since; it is not yours to open any more."
    if decided["published_on"]:
        return f"As the plan says, published on {day(decided['published_on'])}."
    return "As the draft of the plan says, until it is talked through and published." if decided["plan_id"] else "No plan is begun yet."
