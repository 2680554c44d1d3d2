"""Bringing files of older schemas up to date: one function a version, from plain tables to plain tables.

A new schema adds the function for the version before it to `STEPS` and leaves the others alone. An older file
is brought up to date in memory whenever it is read; the file itself is replaced at the first change, after a
copy of it was kept in the folder ``backups``. So a session that is only looked at stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from sessions.errors import DamagedFile, NewerFile, damage
from sessions.model import SCHEMA

# A table's records by document number, the tables by name, as plain TinyDB reads them.
Tables = dict[str, dict[str, dict[str, Any]]]

# STEPS[n] makes tables of schema n + 1 out of those of schema n. Version 1 is the first. Versions 2 and 3 added
# tables and more words that a setting may have: what was there before stays as it is, but the versions before them
# cannot read it.
STEPS: dict[int, Callable[[Tables], Tables]] = {1: lambda tables: tables, 2: lambda tables: tables}


T = TypeVar("T", bound="HasMeta")


class HasSchema(Protocol):
    """A session's particulars, whichever of them someone reads."""

    @property
    def schema(self) -> int: ...


class HasMeta(Protocol):
    """A session file, whichever of its tables someone reads."""

    @property
    def meta(self) -> Mapping[str, HasSchema]: ...


class _Meta(msgspec.Struct):
    schema: int = SCHEMA


class _Session(msgspec.Struct):
    meta: dict[str, _Meta]


_META = msgspec.json.Decoder(_Session)


def up_to_date(decoder: msgspec.json.Decoder[T], data: bytes, path: Path) -> tuple[T, int | None]:
    """What the decoder reads in a session file, and the schema the file has if it is an older one.

    Raises DamagedFile, also when there is not one `meta`, and NewerFile.
    """
    session, older = _decoded(decoder, data, path), None
    schema = _schema(data if isinstance(session, DamagedFile) else session)
    if schema > SCHEMA:
        raise NewerFile(path)
    if schema < SCHEMA:
        session, older = _decoded(decoder, migrate(data, schema, path), path), schema
    if isinstance(session, DamagedFile):
        raise session
    if len(session.meta) != 1:
        raise DamagedFile(path, "it does not say which session it is")
    return session, older


def migrate(data: bytes, schema: int, path: Path) -> bytes:
    """A file's bytes brought from an older schema to the present one. Raises DamagedFile."""
    try:
        tables = msgspec.json.decode(data, type=Tables)
        for version in range(schema, SCHEMA):
            tables = STEPS[version](tables)
        for meta in tables["meta"].values():
            meta["schema"] = SCHEMA
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise damage(path, data, error) from error
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise DamagedFile(
            path, f"it is of version {schema}, which could not be brought up to date"
        ) from error
    return msgspec.json.encode(tables)


def _decoded(decoder: msgspec.json.Decoder[T], data: bytes, path: Path) -> T | DamagedFile:
    try:
        return decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return damage(path, data, error)


def _schema(session: HasMeta | bytes) -> int:
    """The schema a session says it has; the present one when it cannot say."""
    try:
        session = _META.decode(session) if isinstance(session, bytes) else session
    except (msgspec.DecodeError, UnicodeDecodeError):
        return SCHEMA
    return next((meta.schema for meta in session.meta.values()), SCHEMA)
