"""Reads a PDF back: as a screen reader speaks it, by its tags, and as it is printed, page by page."""

from __future__ import annotations

import io
import re
from collections import defaultdict

import pikepdf

BLOCKS = {"/P", "/H1", "/H2", "/H3", "/TH", "/TD", "/LI", "/Figure"}
NUMBER = re.compile(rb"<([0-9a-f]+)> (\d+)")
PAIR = re.compile(rb"<([0-9a-f]+)> <([0-9a-f]+)>")


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def spoken(data: bytes) -> list[str]:
    """The blocks in the order of the tags; a figure is its alternative text."""
    pdf = opened(data)
    texts = {page.obj.objgen: _texts(page) for page in pdf.pages}
    blocks: list[list[str]] = [[]]
    _speak(pdf.Root.StructTreeRoot, None, texts, blocks)
    return [said for block in blocks if (said := " ".join("".join(block).split()))]


def printed(data: bytes) -> list[str]:
    """All that is drawn on each page, in the order of drawing, margins too."""
    return ["".join("".join(parts) for parts in _texts(page).values()) for page in opened(data).pages]


def tags(data: bytes, name: str) -> list[dict]:
    """The attributes of each element of the structure tree with this name."""
    pdf = opened(data)
    found = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == name)
    return [{key: str(value) for key, value in thing.get("/A", {}).items()} for thing in found]


def fonts(data: bytes) -> dict[str, bool]:
    """The fonts by name, and whether the file holds them."""
    pdf = opened(data)
    used = [font.DescendantFonts[0].FontDescriptor for page in pdf.pages for font in page.Resources.Font.values()]
    return {str(font.FontName).split("+")[1]: "/FontFile2" in font or "/FontFile3" in font for font in used}


def glyphs(data: bytes) -> dict[str, set[int]]:
    """By font, the numbers of the glyphs that are drawn on all pages. 0 is the box for a letter that no font has."""
    drawn = defaultdict(set)
    for page in opened(data).pages:
        there = {name: _numbers(font) for name, font in page.Resources.Font.items()}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font, numbers = there[str(operands[0])]
            elif str(operator) in ("Tj", "TJ"):
                drawn[font].update(numbers.get(code, code) for code in _codes(operands[0]))
    return dict(drawn)


def _speak(element, page, texts, blocks):
    page = element.get("/Pg", page)
    kids = element.get("/K", [])
    if element.get("/S") in BLOCKS:
        blocks.append([str(element.get("/Alt", ""))])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/MCID" not in kid:
            _speak(kid, page, texts, blocks)
        elif element.get("/S") != "/Figure":
            mark, where = (kid.MCID, kid.get("/Pg", page)) if isinstance(kid, pikepdf.Dictionary) else (kid, page)
            blocks[-1] += texts[where.objgen][int(mark)]


def _texts(page):
    """What is drawn inside each marked content of a page; None holds what belongs to no tag."""
    letters = {name: _letters(font) for name, font in page.Resources.Font.items()}
    texts, marks, font, line = defaultdict(list), [None], None, None
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                marks.append(operands[1].get("/MCID") if len(operands) == 2 else None)
            case "EMC":
                marks.pop()
            case "Tf":
                font = letters[str(operands[0])]
            case "Tm" if line != (line := operands[5]):
                texts[marks[-1]].append(" ")
            case "Tj" | "TJ":
                texts[marks[-1]].append(_decoded(operands[0], font))
    return texts


def _letters(font):
    pairs = PAIR.findall(font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _numbers(font):
    """The font's name, and the glyphs of those codes that are not their numbers."""
    name = str(font.DescendantFonts[0].FontDescriptor.FontName).split("+")[1]
    own = NUMBER.findall(font.Encoding.read_bytes()) if isinstance(font.Encoding, pikepdf.Stream) else []
    return name, {int(code, 16): int(glyph) for code, glyph in own}


def _decoded(shown, font):
    """A sign made of several glyphs has its text at the first of them."""
    return "".join(font.get(code, "") for code in _codes(shown))


def _codes(shown):
    runs = [bytes(run) for run in (shown if isinstance(shown, pikepdf.Array) else [shown])
            if isinstance(run, pikepdf.String)]
    return [int.from_bytes(run[at:at + 2], "big") for run in runs for at in range(0, len(run), 2)]
