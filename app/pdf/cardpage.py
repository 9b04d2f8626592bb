"""The words of a coach's card: what they do for the rep, what to look for, what to ask."""
from __future__ import annotations

from datetime import date

from app.pdf.planpage import plan_page, printable, shortened
from app.pdf.strip import day


def card_page(card: dict) -> dict:
    """Everything that the card says, ready to print: of the plan what a coach goes by, and what is theirs to do."""
    plan, coach = printable(card["plan"]), printable(card["coach"])
    page, rep = plan_page(card["plan"]), shortened(plan["rep"]["first"], 40).inside
    return page | {
        "title": f"{coach['name'].inside}: card for the plan of {plan['rep']['name'].inside}, from {page['span']}",
        "coach": coach, "running": shortened(coach["name"], 60), "rep_named": rep, "witness": plan.get("witness", ""),
        "promises": [promise(one) for one in plan["commitments"]],
        "checks_in": f"Yours, with {rep}. Each of you answers before seeing what the other says." if coach["checks_in"] else "",
        "asks": asks(plan["measure"])}


def promise(one: dict) -> dict:
    """One commitment, with a box for each time that it is to be kept."""
    return one | {"due": "every week" if one["weekly"] else day(date.fromisoformat(one["due_on"]))}


def asks(measure: dict) -> list[str]:
    """A handful of questions that ask before they tell. They are about what was done, never about why it is not done yet (law 8)."""
    return [
        "When did you last have the chance to do it? What did you do, and what happened then?",
        f"It was “{measure['before'].inside}” before, and you are after “{measure['target'].inside}”. Where are you today, and what did "
        "you see that tells you so?",
        "When did it go better than the time before? What was different?",
        "When is your next chance, and what exactly will you do or say?",
        "What can I do that helps you with it?"]
