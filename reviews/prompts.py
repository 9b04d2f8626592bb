"""What a contributor is asked, by the function they see the reps from: each sees something that nobody else does.

Two or three short questions and one example. They help to remember; what is written is free.
"""

from __future__ import annotations

from typing import NamedTuple

from reviews.people import (
    ENABLEMENT,
    LEADER,
    MANAGER,
    PEER_MANAGER,
    REPORT,
    SALES_OPS,
    SERVICE,
    SPECIALIST,
)


class Prompts(NamedTuple):
    """Questions that jog the memory, and what an answer could look like."""

    questions: tuple[str, ...]
    example: str


PROMPTS = {
    MANAGER: Prompts(
        ("Which call or meeting were you in?", "What did the customer do next?", "What has changed since last time?"),
        "In the Halden call on 3 Nov she asked what the price is compared with, and waited for the answer."),
    PEER_MANAGER: Prompts(
        ("What did you work on together?", "What did your own people have to do because of it?"),
        "On the joint offer for Brunnhofer he sent the figures two days before we needed them."),
    SALES_OPS: Prompts(
        ("Which deals moved a stage, and on what?", "How near was the forecast?", "What is missing in the data?"),
        "Three of five quotes went out with one contact in the CRM."),
    ENABLEMENT: Prompts(
        ("What was practised, and what was then used in a call?", "Where did it stop?"),
        "After the role-play she opened two of four calls with the question we practised."),
    SERVICE: Prompts(
        ("How was the handover?", "What was promised that we had to keep?", "What did the customer ask us first?"),
        "Ferro was promised delivery in week 40; nobody had asked us, and it took until week 44."),
    SPECIALIST: Prompts(
        ("When were you brought in?", "What did the rep do with what you said?"),
        "Called me in after the demo, not before it; I had to take back one of the figures."),
    LEADER: Prompts(
        ("Which customer or deal have you seen it in yourself?", "What did it do to the deal?"),
        "In the quarterly review at Ostermann he let the customer's CFO set the agenda."),
    REPORT: Prompts(
        ("What did your manager do in your last one-to-one?", "What helped, and what did you do with it?"),
        "She sat in on my call on Tuesday, and asked me three questions before she said anything."),
}


def prompts_for(function: str | None) -> Prompts:
    """The prompts for somebody who sees the reps from this function; a manager's for who has none any more."""
    return PROMPTS[function or MANAGER]
