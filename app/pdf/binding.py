"""Binds finished PDFs into one, as they are: their pages, their tags in reading order, a bookmark for each. Loaded in the press."""
from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, OutlineItem, Pdf

LANGUAGE = "en-GB"


def bind(parts: Sequence[bytes], names: Sequence[str], title: str) -> bytes:
    """One tagged PDF with this title: the parts one after the other, each under its name. The content of no page is changed."""
    whole, kids, marks = Pdf.new(), [], []
    with whole.open_outline() as outline:
        for data, name in zip(parts, names):
            outline.root.append(OutlineItem(name, len(whole.pages)))
            kids.append(_take_in(whole, Pdf.open(BytesIO(data)), marks))
    _tag(whole, kids, marks)
    _describe(whole, title)
    bound = BytesIO()
    whole.save(bound, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return bound.getvalue()


def _take_in(whole: Pdf, part: Pdf, marks: list) -> Dictionary:
    """Add a part's pages; give its tree of tags, as it refers to them here. `marks` grows by its marks, under new numbers."""
    before, first = len(whole.pages), len(marks) // 2
    numbers = part.Root.StructTreeRoot.ParentTree.Nums
    whole.pages.extend(part.pages)                      # first: only then its tags find them
    tree = whole.copy_foreign(part.Root.StructTreeRoot)
    for page in whole.pages[before:]:
        for marked in (page.obj, *page.obj.get("/Annots", [])):
            for key in ("/StructParents", "/StructParent"):
                if key in marked:
                    marked[key] += first
    for key, value in zip(list(numbers)[::2], list(tree.ParentTree.Nums)[1::2]):
        marks += [key + first, value]
    (document,) = tree.K
    document.S = Name.Part
    return document


def _tag(whole: Pdf, kids: list, marks: list) -> None:
    """One tree over all parts, and for each marked place the tag that it belongs to."""
    document = whole.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array(kids)))
    for kid in kids:
        kid.P = document
    whole.Root.StructTreeRoot = whole.make_indirect(Dictionary(
        Type=Name.StructTreeRoot, K=Array([document]), ParentTree=Dictionary(Nums=Array(marks)), ParentTreeNextKey=len(marks) // 2))
    document.P = whole.Root.StructTreeRoot
    whole.Root.MarkInfo = Dictionary(Marked=True)


def _describe(whole: Pdf, title: str) -> None:
    whole.Root.Lang = LANGUAGE
    whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    whole.docinfo["/Title"], whole.docinfo["/Creator"] = title, "Courtside"
    with whole.open_metadata(set_pikepdf_as_editor=False) as said:
        said["dc:title"], said["dc:language"], said["pdfuaid:part"] = title, {LANGUAGE}, "1"
