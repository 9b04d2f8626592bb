"""A number summed up over a list inside of a JSON document, by the database: of ten thousand documents none is read here."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Integer, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

SUMS = {"sqlite": "(SELECT sum(json_extract(one.value, '$.{fact}')) FROM json_each({document}, '$.{listed}') AS one)",
        "postgresql": "(SELECT sum((one.value ->> '{fact}')::int) FROM json_array_elements({document} -> '{listed}') AS one)"}


class Summed(FunctionElement):
    """`Summed(document, "kept", "of")` is the sum of `of` over all that the document lists under `kept`; NULL when that is nothing.
    Both names are ours, never anybody's words."""

    type = Integer()
    inherit_cache = True

    def __init__(self, document: ColumnElement, listed: str, fact: str):
        super().__init__(document, literal_column(listed), literal_column(fact))


@compiles(Summed)
def _as_sql(summed: Summed, compiler, **how) -> str:
    document, listed, fact = (compiler.process(clause, **how) for clause in summed.clauses)
    return SUMS[compiler.dialect.name].format(document=document, listed=listed, fact=fact)
