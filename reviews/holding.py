"""Two people, one thing: holding it until an act is done, and knowing whether it is still what a person saw."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import inspect, select
from sqlalchemy.orm import object_session

from reviews.errors import Refused, Stale

CHANGED = "This was changed since you opened it, by somebody else or by you in another window. Both texts are below; " \
    "keep what is right."
GONE = "This is not there any more: it was taken out meanwhile."


def hold(thing, *, shared: bool = False) -> None:
    """Read a thing anew and let nobody else change it before this transaction ends. Several may hold it `shared`.

    Held in one order, so that no two wait for each other: people, team, meeting, review, who is asked, plan, and what
    stands below these. What only refers to a held thing, such as a name under a text, need not wait for it.
    """
    mapper, session = inspect(thing).mapper, object_session(thing)
    this = [column == value for column, value in zip(mapper.primary_key, mapper.primary_key_from_instance(thing), strict=True)]
    locked = select(type(thing)).where(*this).with_for_update(read=shared, key_share=not shared, of=type(thing))
    if session.scalar(locked.execution_options(populate_existing=True)) is None:
        raise Refused(GONE)


def unchanged(thing, seen: int | str | None, **mine) -> None:
    """Refuse with `Stale` when `thing` is no longer what the person saw and says something else than `mine`.

    `mine` are the values about to be written, by attribute. `seen` is the version of the thing, or the fingerprint of
    these very values where only they count; None means that the caller did not show one (a command, the demo).
    """
    if seen is not None:
        hold(thing)
        now = {name: getattr(thing, name) for name in mine}
        agree(now, mine, seen, fingerprint(now) if isinstance(seen, str) else thing.version)


def as_seen(thing, seen: int | None, sentence: str) -> None:
    """For an act without words of its own: refuse with the sentence when a held thing is not what the person saw."""
    if seen not in (None, thing.version):
        raise Refused(sentence)


def agree(now: Mapping[str, object], mine: Mapping[str, object], seen: int | str | None, stands: int | str) -> None:
    """Refuse with `Stale` when something else stands there `now` than the person saw, and than they are about to write.

    Saving what stands there already is no conflict.
    """
    theirs = {name: value for name, value in now.items() if value != mine[name]}
    if seen not in (None, stands) and theirs:
        raise Stale(CHANGED, theirs, stands)


def fingerprint(*values) -> str:
    """Stands for these values in a form, so that it can be told whether they are the same when it is sent."""
    return hashlib.sha256(repr([_plain(value) for value in values]).encode("utf-8", "replace")).hexdigest()[:16]


def _plain(value: object) -> object:
    """Values by name, whatever their order."""
    return sorted(value.items()) if isinstance(value, Mapping) else value
