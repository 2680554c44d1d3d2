"""What differs between two states of a session, record by record: pure functions."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec.structs import replace

from sessions.model import Session
from sessions.records import LISTS, SINGLES, Record, own


class Delta(NamedTuple):
    """One record that differs: None where it is not there. `place` is where it stood, if that changed, else -1."""

    table: str
    id: str
    old: Record | None
    new: Record | None
    place: int = -1


class Difference(NamedTuple):
    """What differs between two states of a session, and the new state in records of our own.

    `reordered` are the tables that cannot be had by changing, removing and adding at the end.
    """

    session: Session
    deltas: tuple[Delta, ...]
    reordered: frozenset[str]


def compare(old: Session, new: Session) -> Difference:
    """What differs, record by record. Records that are the same object cost next to nothing.

    Raises ValueError when two records of a table have the same id, msgspec.ValidationError for a record that
    could not be read again, UnicodeEncodeError for text that cannot be written.
    """
    deltas: list[Delta] = []
    fresh: dict[str, Any] = {}
    reordered = set()
    for table in SINGLES:
        before, after = getattr(old, table), getattr(new, table)
        if before is not after and before != after:
            fresh[table] = own(after)
            deltas.append(Delta(table, before.id, before, fresh[table]))
    for table in LISTS:
        before, after = getattr(old, table), getattr(new, table)
        if before is not after:
            found, shuffled = _compare_lists(table, before, after)
            deltas += found
            mine = {delta.id: delta.new for delta in found if delta.new is not None}
            if mine:
                fresh[table] = tuple(mine.get(record.id, record) for record in after)
            if shuffled:
                reordered.add(table)
    return Difference(replace(new, **fresh), tuple(deltas), frozenset(reordered))


def _compare_lists(table: str, old: tuple[Record, ...], new: tuple[Record, ...]) -> tuple[list[Delta], bool]:
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] is new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] is new[-1 - end]:
        end += 1
    old_part, new_part = old[start : len(old) - end], new[start : len(new) - end]
    before = {record.id: record for record in old_part}
    after = {record.id: record for record in new_part}
    added = [record for record in new_part if record.id not in before]
    if len(after) != len(new_part) or (
        added and not {record.id for record in added}.isdisjoint(record.id for record in old)
    ):
        raise ValueError(f"two {table} with the same id")
    kept_before = [id for id in before if id in after]
    kept_after = [id for id in after if id in before]
    moved = {id for id, other in zip(kept_before, kept_after, strict=True) if id != other}
    if table == "steps":
        moved = set()  # their order is in the particulars
    deltas = []
    for place, (id, record) in enumerate(before.items(), start):
        if id not in after:
            deltas.append(Delta(table, id, record, None, -1 if table == "steps" else place))
        elif id in moved:
            deltas.append(Delta(table, id, record, own(after[id]), place))
        elif record is not after[id] and record != after[id]:
            deltas.append(Delta(table, id, record, own(after[id])))
    deltas += [Delta(table, record.id, None, own(record)) for record in added]
    at_the_end = not added or (not end and new_part[len(new_part) - len(added) :] == tuple(added))
    return deltas, table != "steps" and (bool(moved) or not at_the_end)
