"""What takes the figures of docs/ still finds its way: its company and its rooms fit the tables, and what it asks for is answered."""

from app import create_app
from app.db import db
from bench import cost, meeting, visits
from bench.looks import asking
from bench.place import company
from bench.watchers import PLACE, TOKEN, stamp_of
from reviews import Base


def test_the_company_fits_the_tables_and_every_visit_is_answered():
    with company("sqlite", teams=2, per_house=2, reps=2, months=1) as app:
        visited = [*visits.of_a_team(app), *visits.of_the_company(app)]
        assert {cost.answered(app.wsgi_app, visit.questions(), visit.status)[2] > 0 for visit in visited} == {True}


def test_a_room_to_measure_is_found_by_its_people_where_its_acts_begin(tmp_path):
    app = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'bench.sqlite'}", SECRET_KEY="k" * 32, DEMO=False)
    with app.app_context():
        Base.metadata.create_all(db.engine)
    room = meeting.rooms(app, [2])[0]
    page = app.test_client(use_cookies=False).open(asking(room.path, room.cookies[1])())
    assert (PLACE.search(page.text)[1].endswith("-merge"), len(room.cards), stamp_of(page.headers["ETag"]) > 0) == (True, 12, True)
    assert TOKEN.search(page.text)
