"""The first house: teams with one facilitator, their specialists, and every month of theirs, as plain rows by table.

A past meeting has reviews with twelve observations each, merged into themes, of which one was decided on; a plan with its
version, check-ins, commitments and ticks, closed with a verdict. The plans of the last one are under way, and a meeting is
in session now: one rep is on the table, and what was written about the others waits.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

from bench import thirty_days
from bench.thirty_days import ITEM

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
LATEST, STEP = date(2026, 11, 2), timedelta(31)
SPECIALISTS = ("sales ops", "enablement", "service", "specialist coach")
TEXTS = (
    "Calls back within the hour, also on Fridays, so that the buyer never had to ask twice",
    "Sends the quote right after the demo, before she knows who else decides at the customer",
    "Lets the buyer talk and writes down the words they use for their own problem",
    "Gives a discount before anybody has asked for one, in three of the last five deals",
    "Knows what the competition offers, and says where it is better than ours",
    "Forgets to log the visit, so that service hears of the new site from the customer")


class House:
    """`rows` by table, numbered from 1. The facilitator is person 1, the specialists follow, then managers, then reps."""

    def __init__(self, *, teams: int, reps: int, months: int):
        self.rows: dict[str, list[dict]] = defaultdict(list)
        self.facilitator = self._person("Marc Oduya", "enablement")
        self.specialists = [self._person(f"Priya {function}", function) for function in SPECIALISTS]
        self.managers = [self._person(f"Dustin {number}", "manager") for number in range(teams)]
        self.reps = {manager: [self._person(f"Ana {manager} {number}", None) for number in range(reps)]
                     for manager in self.managers}
        for manager in self.managers:
            self._team(manager, months)

    def _put(self, table: str, *, key: str = "id", **facts) -> int:
        """One more row, under the next number unless it has the number of what it belongs to."""
        rows = self.rows[table]
        rows.append({key: len(rows) + 1} | facts)
        return len(rows)

    def _person(self, name: str, function: str | None) -> int:
        return self._put("person", name=name, email=f"{name.replace(' ', '.').lower()}@example.com", function=function,
                         office="Lyon", is_admin=False, is_leader=False, left_at=None, version=1)

    def _name(self, person: int) -> str:
        return self.rows["person"][person - 1]["name"]

    def _team(self, manager: int, months: int) -> None:
        team = self._put("team", name=f"Team of {manager}", manager_id=manager, facilitator_id=self.facilitator,
                         cadence="monthly", time_zone="Europe/Berlin", paper="a4", version=1)
        for rep in self.reps[manager]:
            self._put("membership", team_id=team, person_id=rep, began_at=NOW - months * STEP, ended_at=None)
        for ago in reversed(range(months)):
            self._past_meeting(team, manager, ago)
        self._meeting_now(team, manager)

    # -- meetings -------------------------------------------------------------------------------------------------------

    def _past_meeting(self, team: int, manager: int, ago: int) -> None:
        day = LATEST - ago * STEP
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        meeting = self._meeting(team, manager, ago + 1, at, closed_at=at + timedelta(hours=2))
        for position, rep in enumerate(self.reps[manager]):
            review = self._review(meeting, rep, position, taken_up_at=at, decided_at=at, closed_at=at + timedelta(hours=1))
            observations = self._observations(review, manager, at - timedelta(3))
            themes = self._themes(review, observations, at)
            thirty_days.write(
                self._put, review=review, decision=self._decision(review, themes, manager, at), rep=rep, manager=manager,
                facilitator=self.facilitator, coach=self.specialists[position % len(SPECIALISTS)],
                names=(self._name(rep), self._name(manager)), starts_on=day, under_way=ago == 0)

    def _meeting_now(self, team: int, manager: int) -> None:
        meeting = self._meeting(team, manager, 0, NOW - timedelta(hours=1), closed_at=None)
        for position, rep in enumerate(self.reps[manager]):
            review = self._review(meeting, rep, position, taken_up_at=None if position else NOW)
            self._observations(review, manager, NOW - timedelta(3))

    def _meeting(self, team: int, manager: int, ago: int, at: datetime, closed_at: datetime | None) -> int:
        year, month = divmod(2026 * 12 + 10 - ago, 12)
        meeting = self._put("meeting", team_id=team, period=f"{year}-{month + 1:02}", due_at=at - timedelta(1), meets_at=at,
                            manager_id=manager, facilitator_id=self.facilitator, made_by_id=self.facilitator,
                            made_at=at - timedelta(14), opened_at=at - timedelta(8), began_at=at, closed_at=closed_at, version=1)
        self._put("room", key="meeting_id", stamp=0, lead_id=None, review_id=None, moved_by_id=None, moved_at=None, break_since=None)
        for person, function in self._asked(manager):
            self._put("contributor", meeting_id=meeting, person_id=person, function=function, asked_at=at - timedelta(8),
                      asked_by_id=self.facilitator)
        return meeting

    def _asked(self, manager: int) -> list[tuple[int, str]]:
        """The manager, one of another team, and the specialists."""
        peer = self.managers[self.managers.index(manager) - 1]
        return [(manager, "manager"), (peer, "peer manager"), *zip(self.specialists, SPECIALISTS, strict=True)]

    def _review(self, meeting: int, rep: int, position: int, *, taken_up_at, decided_at=None, closed_at=None) -> int:
        return self._put("review", meeting_id=meeting, rep_id=rep, position=position, minutes=12, taken_up_at=taken_up_at,
                         closed_at=closed_at, closed_by_id=self.facilitator if closed_at else None, closed_why=None,
                         closed_note="", decided_at=decided_at, version=1)

    # -- what was seen, and what it became -------------------------------------------------------------------------------

    def _observations(self, review: int, manager: int, at: datetime) -> list[int]:
        """Two of each who was asked."""
        found = []
        for author, function in self._asked(manager) * 2:
            number = len(found)
            found.append(self._put(
                "observation", review_id=review, author_id=author, function=function,
                kind="gain" if number % 3 == 0 else "opportunity", text=f"{TEXTS[number % 6]}, case {number}.",
                effect="The order came a week later." if number % 2 else "", occasion="The visit in Lyon", basis="first-hand",
                personal=False, without_manager=False, readers="Marc reads it now. Once her turn has come: Dustin too.",
                for_manager_id=manager, for_facilitator_id=self.facilitator, noted_by_id=None, confirmed_at=None,
                handed_in_at=at, made_at=at, changed_at=at, version=1))
        return found

    def _themes(self, review: int, observations: list[int], at: datetime) -> list[int]:
        """Four, of which the first are opportunities that were merged; one step on the board for each."""
        themes = [self._put("theme", review_id=review, kind=kind, title=TEXTS[number][:60], made_by_id=self.facilitator, made_at=at,
                            dropped_at=None, version=1)
                  for number, kind in enumerate(("opportunity", "opportunity", "opportunity", "gain"))]
        for number, observation in enumerate(observations):
            theme = themes[3] if number % 3 == 0 else themes[number % 4 % 3]
            self._put("placement", key="observation_id", observation_id=observation, theme_id=theme, placed_by_id=self.facilitator, placed_at=at)
        for _ in themes:
            self._put("board_step", review_id=review, by_id=self.facilitator, at=at, what="made a theme", before={"themes": []},
                      proposed=None, undone_at=None)
        for theme in themes[1:3]:
            self._put("parked_theme", review_id=review, theme_id=theme, title=TEXTS[1][:60], functions=["sales ops", "service"],
                      count=3, parked_at=at, unparked_at=None)
        return themes

    def _decision(self, review: int, themes: list[int], manager: int, at: datetime) -> int:
        decision = self._put("decision", review_id=review, theme_id=themes[0], item_from=ITEM[0], item_to=ITEM[1],
                             reason="Three of the four deals that stalled had somebody join late.", decided_by_id=self.facilitator,
                             decided_at=at, withdrawn_by_id=None, withdrawn_at=None, withdrawn_why="", version=1)
        for person, _ in self._asked(manager):
            self._put("presence", key="decision_id", decision_id=decision, person_id=person)
        return decision
