"""Under which condition a role may: the words of a cell in the table of rules, and whether they hold for somebody."""

from __future__ import annotations

from reviews.standing import REP, Standing

YES, IN_MEETING, ON_TABLE, ON_PLAN, PUBLISHED, NAMED = (
    "yes", "in that meeting", "once on the table", "if on the plan", "once published", "if named at the field")
IN_ROOM, IN_ROOM_OR_PUBLISHED, HELPS = "in the room", "in the room, or once published", "if they are the one asked"


def fulfilled(cell: str, at: Standing) -> bool:
    """Whether the condition holds for somebody who stands so. Words that are none here only tell their reader more."""
    in_room = at.on_table and REP not in at.roles
    return {
        IN_MEETING: at.in_meeting, ON_TABLE: at.on_table, IN_ROOM: in_room, IN_ROOM_OR_PUBLISHED: in_room or at.published,
        ON_PLAN: at.on_plan, PUBLISHED: at.published, NAMED: at.named, HELPS: at.helps}.get(cell, True)
