"""What a person reads on a page: its words, without the marks around them."""

from __future__ import annotations

import re
from html import unescape


def words_of(page: str) -> str:
    """The text of a page, in one line."""
    main = page.split("<main", 1)[-1].split("</main>", 1)[0]
    around = re.search(r'<div class="flashes">.*?<main', page, re.S)
    text = (around[0].removesuffix("<main") if around else "") + "<main" + main
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def value_in(page: str, field: str) -> str:
    """What stands in a hidden or one-line field of a page."""
    tag = next(tag for tag in re.findall(r"<input[^>]*>", page) if f'name="{field}"' in tag)
    return unescape(re.search(r'value="([^"]*)"', tag)[1])
