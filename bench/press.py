"""What a PDF costs: made for the first time, given again, and set by WeasyPrint alone from the same HTML, in one process."""

from __future__ import annotations

import time
from statistics import median

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.pdf import plan_pdf
from app.pdf.planpage import plan_page
from app.pdf.press import _press as press
from app.pdf.typesetter import VARIANT, typesetter
from reviews.plans import PlanVersion
from weasyprint import HTML

TIMES = 15


def figures_of_the_press(app: Flask) -> str:
    """One sentence, in milliseconds of CPU of the press."""
    with app.app_context():
        content = db.session.scalar(select(PlanVersion.content).order_by(PlanVersion.id.desc()).limit(1))
    ours, here = _spent(lambda: plan_pdf(content, "a4"))
    alone, _ = _spent(lambda: press.run("bench.press:set_alone", content))
    return (f"A plan’s PDF: {ours:.0f} ms of CPU in the press, {here:.1f} ms in the web process; WeasyPrint alone on the same "
           f"HTML {alone:.0f} ms, {ours / alone:.2f} times as much")


def set_alone(content: dict) -> bytes:
    """In the press: the same page by nothing but WeasyPrint."""
    setter = typesetter()
    html = setter.templates.get_template("pdf/plan.html").render(page=plan_page(content), paper="a4", fit="one")
    document = HTML(string=html, url_fetcher=setter.fetcher)
    return document.write_pdf(stylesheets=setter.sheets["plan"], font_config=setter.fonts, pdf_variant=VARIANT)


def _spent(job) -> tuple[float, float]:
    """Milliseconds of CPU over there and here, the median, warm."""
    for _ in range(3):
        job()
    over_there, here = [], []
    for _ in range(TIMES):
        before, mine = press.run("time:process_time"), time.process_time()
        job()
        here.append(time.process_time() - mine)
        over_there.append(press.run("time:process_time") - before)
    return median(over_there) * 1000, median(here) * 1000
