"""What can still be read of a damaged session file: every record that is whole."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec

from sessions import files
from sessions.migrations import STEPS, Tables
from sessions.model import SCHEMA, Clock, Meta, Progress, Session
from sessions.records import LISTS, SINGLES, TABLES, sealed, settled

# A record's number, or a table's name, as TinyDB writes them. Within someone's words the quotes would have a
# backslash before them, so nobody's note can be taken for one.
_HEAD = re.compile(rf'(?<!\\)"(?:(?P<record>\d+)"\s*:\s*(?=\{{)|(?P<table>{"|".join(TABLES)})"\s*:\s*\{{)')


def salvage(path: Path) -> Session | None:
    """The session as far as the file can be read, or None when not even its particulars can be.

    Records that are cut off, or make no sense, are left out; so is what it takes to undo. Raises CannotRead.
    """
    found = files.read(path)
    if found is None:
        return None
    tables = _scan(found[0].decode("utf-8", errors="replace"))
    try:
        schema = next(iter(tables.get("meta", {}).values()), {}).get("schema", SCHEMA)
        for version in range(schema, SCHEMA):
            tables = STEPS[version](tables)
    except (LookupError, TypeError, ValueError, AttributeError):
        return None
    records = {name: _whole(tables.get(name, {}), kind) for name, kind in {**SINGLES, **LISTS}.items()}
    meta = next(iter(records["meta"]), None)
    if not isinstance(meta, Meta) or schema > SCHEMA:
        return None
    session = Session(
        meta=msgspec.structs.replace(meta, schema=SCHEMA),
        progress=next(iter(records["progress"]), Progress()),
        clock=next(iter(records["clock"]), Clock()),
        **{name: tuple({one.id: one for one in records[name]}.values()) for name in LISTS},
    )
    return settled(session)


def _scan(text: str) -> Tables:
    """Every whole record, wherever it stands. After a fault it goes on with the next record or table."""
    decoder = json.JSONDecoder()
    tables: Tables = {}
    table: dict[str, dict[str, Any]] | None = None
    position = 0
    while head := _HEAD.search(text, position):
        position = head.end()
        if head["table"]:
            table = tables.setdefault(head["table"], {})
            continue
        try:
            record, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            continue
        if table is not None:
            table[head["record"]] = record
    return tables


def _whole(table: dict[str, dict[str, Any]], kind: type[Any]) -> list[Any]:
    """The records of a table that are what they should be."""
    whole = []
    for record in table.values():
        try:
            whole.append(sealed(msgspec.convert(record, kind)))
        except msgspec.ValidationError:
            continue
    return whole
