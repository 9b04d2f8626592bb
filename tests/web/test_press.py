"""The process that sets the pages: what happens when it crashes, hangs, or many ask at once."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from app.pdf import PdfUnavailable, plan_pdf
from app.pdf.press import Press
from tests.pdf_text import fonts, spoken
from tests.written_plan import PLAN, written_plan

SORRY = "The PDF could not be made just now. Nothing is lost; try again in a minute."
NO_FONTS = "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'><fontconfig></fontconfig>"


@pytest.fixture(scope="module")
def press():
    return Press()


def test_the_same_plan_gives_the_same_bytes_in_another_process_too(press):
    first = plan_pdf(PLAN)
    other = press.run("app.pdf.typesetter:set_plan", PLAN, "a4")

    assert first == plan_pdf(PLAN) == other


def test_a_killed_process_is_replaced_and_costs_one_answer_at_most():
    before = plan_pdf(PLAN)
    killed = multiprocessing.active_children()
    for child in killed:
        child.kill()
        child.join()
    with suppress(PdfUnavailable):              # the one who asks before the death is noticed
        plan_pdf(PLAN)

    assert plan_pdf(PLAN) == before
    assert killed and not set(killed) & set(multiprocessing.active_children())


def test_a_crash_breaks_the_job_that_caused_it_and_no_other(press):
    with ThreadPoolExecutor(3) as web:
        crash = web.submit(press.run, "os:_exit", 1)
        others = [web.submit(press.run, "math:sqrt", 16) for _ in range(2)]

    assert str(crash.exception()) == SORRY
    assert [job.result() for job in others] == [4, 4]


def test_a_job_that_hangs_is_ended_and_the_next_one_works():
    press = Press(seconds=.5)
    with pytest.raises(PdfUnavailable, match=SORRY):
        press.run("threading:Event.wait", multiprocessing.get_context("spawn"))

    assert press.run("math:sqrt", 16) == 4


def test_who_waits_too_long_is_told_that_many_ask():
    press = Press(seconds=.01)
    with press.turn, pytest.raises(PdfUnavailable, match="Many PDFs are being made just now."):
        press.run("math:sqrt", 16)


def test_a_plan_that_cannot_be_set_leaves_the_process_as_it_was():
    plan_pdf(PLAN)
    before = multiprocessing.active_children()
    with pytest.raises(PdfUnavailable, match=SORRY):
        plan_pdf(written_plan(starts_on="2026-02-30"))

    assert multiprocessing.active_children() == before


def test_many_at_once_each_get_their_own():
    plans = [written_plan(goal=f"Goal number {n}.") for n in range(6)]
    with ThreadPoolExecutor(6) as web:
        for n, data in enumerate(web.map(plan_pdf, plans)):
            assert f"“Goal number {n}.”" in spoken(data)


def test_a_machine_without_any_fonts_sets_the_page_in_ours(tmp_path, monkeypatch):
    (tmp_path / "fonts.conf").write_text(NO_FONTS)
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    data = Press().run("app.pdf.typesetter:set_plan", written_plan(goal="Řehoř 中文 🎾"), "a4")

    assert "“Řehoř 中文 🎾”" in spoken(data)
    assert set(fonts(data)) == {"Court-Sans", "Court-Sans-Semi-Bold", "Court-Serif", "Court-Serif-Semi-Bold"}


@pytest.mark.parametrize("address", [
    "file:///etc/hostname", "http://[::1]/", "data:text/css,", "font:../../requirements.txt", "Inter-Regular.woff2"])
def test_the_press_opens_no_address_but_its_four_fonts(press, address):
    with pytest.raises(PdfUnavailable) as refused:
        press.run("app.pdf.typesetter:OwnFonts.fetch", None, address)

    assert str(refused.value.__cause__) == f"not one of our fonts: {address}"


def test_there_are_two_papers():
    with pytest.raises(ValueError, match="no such paper: 'a5'"):
        plan_pdf(PLAN, "a5")


def test_the_web_process_does_not_load_weasyprint():
    plan_pdf(PLAN)

    assert "weasyprint" not in sys.modules
