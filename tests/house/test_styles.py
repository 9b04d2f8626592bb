"""The look is put together from one list: it holds every file of styles once, and nothing else."""

import re
from pathlib import Path

CSS = Path(__file__).parents[2] / "static" / "css"
LINE = re.compile(r'@import url\("([\w/-]+\.css)"\)( layer\(\w+\))?( print)?;')


def test_the_list_imports_every_file_and_has_no_other_line():
    lines = [line for line in (CSS / "index.css").read_text().splitlines() if line and not line.startswith(("/*", "@layer"))]
    imported = [found[1] for line in lines if (found := LINE.fullmatch(line))]
    assert len(imported) == len(lines), "a line that is no import"
    there = {path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css")} - {"index.css"}
    assert sorted(imported) == sorted(there)
