"""A link to one page: it shows a button, comes in as often as needed, and is sent anew when it is worn out."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app import doors, own_page
from app.clock import now
from app.db import db
from app.forms.page_links import AddressForm, CannotForm
from app.guards import allowed
from app.pages import page
from reviews import attempts, invitations, page_links, rules, signing_in
from reviews.page_links import OnePage, PageLink, Void

bp = Blueprint("page_links", __name__, url_prefix="/my-page")
GONE = 410
ON_ITS_WAY = "If somebody with this address is asked to a meeting or for a check-in just now, a new link is on its way to it."


@bp.get("/<token>")
@allowed(rules.STRANGER)
def show(token: str):
    """Shows a button and changes nothing, because mail scanners open links."""
    link, void = _found(token)
    if not void and _is_in(link):
        return redirect(own_page.address_of(link.person, link.opens), 303)
    return _page(link, void, CannotForm())


@bp.post("/<token>")
@allowed(rules.STRANGER)
def open(token: str):
    doors.check(attempts.WRONG_LINKS)
    link, void = _found(token)
    if void:
        return _turned_away(link, void)
    return _let_in(link)


@bp.post("/<token>/regrets")
@allowed(rules.STRANGER)
def decline(token: str):
    """Says from the mail that one cannot this time, and leads to the page, where it can be taken back."""
    doors.check(attempts.WRONG_LINKS)
    link, void = _found(token)
    if void or not (contributor := page_links.asked_of(db.session, link.person, link.opens).contributor):
        return _turned_away(link, void)
    form = CannotForm()
    if form.validate_on_submit() and form.carry_out(invitations.decline, contributor, **form.facts(), at=now()):
        return _let_in(link)
    return _page(link, None, form)


@bp.post("/<token>/renewal")
@allowed(rules.STRANGER)
def renew(token: str):
    """A new link goes to the address of its person alone, whoever asks for it."""
    doors.check(attempts.WRONG_LINKS)
    link, void = _found(token)
    if void is None or not void.renewable:
        return _turned_away(link, void) if void else redirect(request.path.removesuffix("/renewal"), 303)
    page_links.renew(db.session, link.person, link.opens, at=now())
    flash("A new link is on its way to you by mail.")
    return redirect(url_for("page_links.ask"), 303)


@bp.route("", methods=["GET", "POST"])
@allowed(rules.STRANGER)
def ask():
    """A new link for whoever has lost theirs. The answer is the same for everybody: it does not tell who is here."""
    form = AddressForm()
    if form.validate_on_submit():
        attempts.enter(db.session, attempts.ASKED_BY_ADDRESS, doors.address(), at=now())
        page_links.renew_all(db.session, form.email.data, at=now())
        flash(ON_ITS_WAY)
        return redirect(url_for("page_links.ask"), 303)
    return page("page_links/ask.html", form=form)


def _found(token: str) -> tuple[PageLink | None, Void | None]:
    link = page_links.link_of(db.session, token)
    return link, page_links.void(db.session, link, at=now())


def _is_in(link: PageLink) -> bool:
    """Whether this browser is in as its person already: everywhere, or on this page."""
    return g.person is link.person and g.one_page in (None, OnePage(link.meeting_id, link.check_in_id))


def _let_in(link: PageLink) -> Response:
    if not _is_in(link):
        doors.come_in(signing_in.use_page_link(db.session, link, device=doors.device(), at=now()))
    return redirect(own_page.address_of(link.person, link.opens), 303)


def _turned_away(link: PageLink | None, void: Void | None) -> Response:
    """A link that opens nothing was tried; a made-up one counts."""
    answer = _page(link, void, CannotForm())
    if link is None:
        doors.count_wrong_link()
    return answer


def _page(link: PageLink | None, void: Void | None, form: CannotForm) -> Response:
    if link and not void:
        g.zone = (link.meeting or link.check_in.plan.review.meeting).team.time_zone
    asked = page_links.asked_of(db.session, link.person, link.opens) if link else None
    answer = page("page_links/show.html", link=link, void=void, asked=asked, form=form, address_form=AddressForm())
    answer.status_code = GONE if void else answer.status_code
    answer.headers["Referrer-Policy"] = "no-referrer"  # the address of this page is a key
    return answer
