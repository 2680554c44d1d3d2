"""A TinyDB storage that never loses a word: many writes, one atomic replacement.

TinyDB writes its whole file at every operation on a table. This storage keeps what it is given until `commit`,
so that a change over several tables is one step, there or not there. The file is plain TinyDB JSON with one
record on each line, for people who look into it.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, MutableMapping, Sequence, Set
from pathlib import Path
from typing import Any, cast

import msgspec
from tinydb import Storage, TinyDB

from sessions import files
from sessions.errors import DamagedFile, damage, odd_text
from sessions.files import Signature

# A file's tables, each by document number, each record still as the bytes in the file.
RawTables = dict[str, dict[str, msgspec.Raw]]
_DECODER = msgspec.json.Decoder(RawTables)
_BRACE = ord("{")


class _OnlyId(msgspec.Struct):
    id: Any = None


_ID = msgspec.json.Decoder(_OnlyId)
_OPEN = msgspec.json.Decoder(dict[str, Any])


class _Record(MutableMapping[str, Any]):
    """A record decoded when it is looked into, for its reader alone: the storage keeps the bytes.

    A change touches one record of hundreds; the others stay the bytes they are.
    """

    __slots__ = ("opened", "raw")

    def __init__(self, raw: msgspec.Raw) -> None:
        self.raw = raw
        self.opened: dict[str, Any] | None = None

    def open(self) -> dict[str, Any]:
        if self.opened is None:
            self.opened = _OPEN.decode(self.raw)
        return self.opened

    def __getitem__(self, key: str) -> Any:
        if key == "id" and self.opened is None and (id := _ID.decode(self.raw).id) is not None:
            return id  # what every look-up of the store's asks for, in a tenth of the time
        return self.open()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.open()[key] = value

    def __delitem__(self, key: str) -> None:
        del self.open()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.open())

    def __len__(self) -> int:
        return len(self.open())

    def __repr__(self) -> str:
        return repr(self.open())


class _Table(Mapping[str, _Record]):
    """A table as it is in the file: gives fresh records to whoever reads it."""

    __slots__ = ("raw",)

    def __init__(self, raw: dict[str, msgspec.Raw]) -> None:
        self.raw = raw

    def __getitem__(self, key: str) -> _Record:
        return _Record(self.raw[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.raw)

    def __len__(self) -> int:
        return len(self.raw)

    def items(self) -> ItemsView[str, _Record]:
        return {key: _Record(raw) for key, raw in self.raw.items()}.items()


class DurableStorage(Storage):
    """One session file for TinyDB: ``TinyDB(path, storage=DurableStorage)``, then ``db.storage.commit()``.

    What was written and not committed is forgotten by `close`. `first` are the tables that come first in the
    file, in this order. One writer at a time: the caller holds the session's write lock.
    """

    def __init__(self, path: Path | str, first: tuple[str, ...] = ()) -> None:
        self.path = Path(path)
        self.signature: Signature | None = None
        self.data = b""
        self._first = first
        self._tables: RawTables | None = None
        self._loaded = False
        self._changed = False

    def load(self) -> tuple[bytes, Signature] | None:
        """Read the file anew, with the signature of the bytes read; None when there is no file."""
        found = files.read(self.path)
        self._tables, self._changed, self._loaded = None, False, True
        self.data, self.signature = found or (b"", None)
        return found

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, decoded as they are looked into; None for a new file. Raises DamagedFile, CannotRead."""
        if not self._loaded:
            self.load()
        if self._tables is None:
            if self.signature is None:
                return None
            self._tables = decode(self.data, self.path)
        return cast("dict[str, dict[str, Any]]", {name: _Table(raw) for name, raw in self._tables.items()})

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take the tables, as bytes from here on, for the next `commit`. Raises CannotSave for odd text."""
        try:
            self._tables = {name: _encode(table) for name, table in data.items()}
        except UnicodeEncodeError as error:
            raise odd_text(self.path) from error
        self._changed = True

    def commit(self) -> Signature:
        """Put all that was written into the file in one step; gives the file's signature.

        Raises CannotSave: then the file is as it was, and what was written is forgotten.
        """
        if not self._changed or self._tables is None:
            raise ValueError("nothing was written")
        tables, self._tables, self._changed, self._loaded = self._tables, None, False, False
        return files.replace(self.path, encode(tables, self._first), after=self.signature)

    def close(self) -> None:
        """Forget what was not committed."""
        self._tables, self._changed, self._loaded, self.data = None, False, False, b""


class Tables:
    """TinyDB's tables over a storage, for the length of one change. Records are found by their own `id`."""

    def __init__(self, storage: DurableStorage) -> None:
        self._tables = TinyDB(storage=lambda: storage)

    def put(
        self,
        name: str,
        *,
        changed: Mapping[str, Mapping[str, Any]],
        removed: Set[str],
        added: Sequence[Mapping[str, Any]],
    ) -> None:
        """Put the changed records in place of the old ones, take some out, add others at the end."""
        table = self._tables.table(name)

        def renew(record: MutableMapping[str, Any]) -> None:
            new = changed[record["id"]]
            record.clear()
            record.update(new)

        if changed:
            table.update(cast("Any", renew), cond=cast("Any", lambda record: record.get("id") in changed))
        if removed:
            table.remove(cond=cast("Any", lambda record: record.get("id") in removed))
        if added:
            table.insert_multiple(added)

    def rewrite(self, name: str, records: Sequence[Mapping[str, Any]]) -> None:
        """Make these the table's records, in this order."""
        table = self._tables.table(name)
        table.truncate()
        table.insert_multiple(records)


def decode(data: bytes, path: Path) -> RawTables:
    """The tables of a file, each record still bytes. Raises DamagedFile."""
    try:
        tables = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise damage(path, data, error) from error
    if any(memoryview(raw)[0] != _BRACE for table in tables.values() for raw in table.values()):
        raise DamagedFile(path, "something else stands where a note or a person should be")
    return tables


def encode(tables: RawTables, first: tuple[str, ...] = ()) -> bytes:
    """The bytes of a file: one record on each line."""
    names = [*(name for name in first if name in tables), *(name for name in tables if name not in first)]
    parts: list[Any] = []
    for number, name in enumerate(names):
        parts += (b",\n" if number else b"{\n", msgspec.json.encode(name), b":{")
        comma = b"\n"
        for key, raw in tables[name].items():
            parts += (comma, msgspec.json.encode(key), b":", raw)
            comma = b",\n"
        parts.append(b"\n}" if tables[name] else b"}")
    parts.append(b"\n}\n" if names else b"{}\n")
    return b"".join(parts)


def _encode(table: Mapping[str, Any]) -> dict[str, msgspec.Raw]:
    if isinstance(table, _Table):
        return table.raw
    return {str(key): _bytes(record) for key, record in table.items()}


def _bytes(record: Any) -> msgspec.Raw:
    if isinstance(record, _Record):
        if record.opened is None:
            return record.raw
        record = record.opened
    return msgspec.Raw(msgspec.json.encode(record))
