"""Sets pages with WeasyPrint. Loaded in the press's own process alone; see press.py."""
from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2
import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from app.pdf.cardpage import card_page
from app.pdf.minutespage import minutes_page
from app.pdf.planpage import plan_page
from app.pdf.strip import day

ROOT = Path(__file__).resolve().parents[2]
FONTS = ("SourceSerif4-Regular.ttf", "SourceSerif4-SemiBold.ttf", "Inter-Regular.ttf", "Inter-SemiBold.ttf")
VARIANT = "pdf/ua-1"


def set_plan(plan: dict, paper: str) -> bytes:
    return _fitted("plan", plan_page(plan), paper)


def set_card(card: dict, paper: str) -> bytes:
    return _fitted("card", card_page(card), paper)


def set_minutes(minutes: dict, paper: str) -> bytes:
    """As many pages as it takes, numbered."""
    document = typesetter().render("minutes", page=minutes_page(minutes), paper=paper)
    return document.write_pdf(finisher=finish, pdf_variant=VARIANT)


def _fitted(what: str, page: dict, paper: str) -> bytes:
    """One page if it can be: as it is, then set tighter; else as many as it takes, numbered."""
    for fit in ("one", "one tight", "many") if page["may_fit_one"] else ("many",):
        document = typesetter().render(what, page=page, paper=paper, fit=fit)
        if len(document.pages) == 1:
            break
    return document.write_pdf(finisher=finish, pdf_variant=VARIANT)


@cache
def typesetter() -> Typesetter:
    return Typesetter()


class Typesetter:
    """Fonts and style sheets, loaded once: WeasyPrint leaks a font configuration for every document otherwise."""

    def __init__(self):
        self.fonts, self.fetcher = FontConfiguration(), OwnFonts()
        fonts, plan, card, minutes = (self._sheet(name) for name in ("fonts", "plan", "card", "minutes"))
        self.sheets = {"plan": [fonts, plan], "card": [fonts, plan, card], "minutes": [fonts, minutes]}
        self.templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=jinja2.StrictUndefined)
        self.templates.filters["day"] = day

    def render(self, what, **data):
        html = HTML(string=self.templates.get_template(f"pdf/{what}.html").render(data), url_fetcher=self.fetcher)
        return html.render(stylesheets=self.sheets[what], font_config=self.fonts, pdf_variant=VARIANT)

    def _sheet(self, name):
        text = (ROOT / f"templates/pdf/{name}.css").read_text("utf-8")
        return CSS(string=text, font_config=self.fonts, url_fetcher=self.fetcher)


class OwnFonts(URLFetcher):
    """Our four fonts, by name. Every other address is refused, whatever a text manages to smuggle into the page."""

    def __init__(self):
        super().__init__(allowed_protocols=())

    def fetch(self, url, headers=None):
        name = url.removeprefix("font:")
        if name not in FONTS:
            raise ValueError(f"not one of our fonts: {url}")
        return URLFetcherResponse(url, (ROOT / "static/fonts" / name).read_bytes(), {"Content-Type": "font/ttf"})


def finish(document, pdf):
    """What WeasyPrint leaves out and PDF/UA wants: the scope of head cells."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and thing.get("S") == "/TH":
            thing.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = "/Column"
