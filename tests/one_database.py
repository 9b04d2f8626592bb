"""Which modules of tests/web one database is enough for.

They are about what a page says and what a form makes of it. Every statement behind them that joins, counts, orders by what it
works out or asks a database for more than a row by its columns is sent to PostgreSQL as well: by the tests of the domain, where all
writing is, by the walks through every page as everybody, by the fuzz run, or by a test of another page. What is about locks,
workers, imports, searching and sorting, exports, and who may see what, runs on both, and so does every module that is not named.
"""

from __future__ import annotations

PAGES = frozenset("""
    amended_letter amendment_page another_way_page asked_letters board calling_a_meeting check_in_links checkin_page
    coach_cards coaching days_of_the_team decisions declining diagnosis dissents_page dots draft_page followup_page
    gathering_letters gathering_page hints_page history look_back_page looking_back_in_the_room meeting_calendar
    meeting_pages merge_in_the_room moving_page next_on_plan notes_pages nudges_page observation_pages papers
    plan_letters plan_page room room_plan talk_page today_page told_page verdict_page voice_letter voice_page
""".split())
