"""Writing what differs into the tables of a session file, through TinyDB."""

from __future__ import annotations

from itertools import groupby

from sessions import records
from sessions.differences import Difference
from sessions.model import Session
from sessions.records import SINGLES, History, raw
from sessions.storage import DurableStorage, Tables


def write_all(storage: DurableStorage, session: Session, history: History) -> None:
    """Write a whole session: a new one, or one brought up to a new schema."""
    storage.write({})
    tables = Tables(storage)
    for name, table in records.tables(session, history).items():
        tables.rewrite(name, table)


def write_difference(storage: DurableStorage, difference: Difference) -> None:
    """Write the records that differ."""
    tables = Tables(storage)
    for name, group in groupby(difference.deltas, key=lambda delta: delta.table):
        deltas = list(group)
        if name in SINGLES:
            tables.rewrite(name, [raw(delta.new) for delta in deltas])
        elif name in difference.reordered:
            tables.rewrite(name, [raw(record) for record in getattr(difference.session, name)])
        else:
            tables.put(
                name,
                changed={delta.id: raw(delta.new) for delta in deltas if delta.old and delta.new},
                removed={delta.id for delta in deltas if delta.new is None},
                added=[raw(delta.new) for delta in deltas if delta.old is None],
            )


def write_history(storage: DurableStorage, before: History, after: History) -> None:
    """Write what differs in the record of changes."""
    old = {entry.change.id: entry for entry in before}
    new = {entry.change.id: entry for entry in after}
    Tables(storage).put(
        "changes",
        changed={id: raw(one.change) for id, one in new.items() if id in old and one is not old[id]},
        removed=old.keys() - new.keys(),
        added=[raw(one.change) for id, one in new.items() if id not in old],
    )
