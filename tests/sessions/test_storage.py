"""The TinyDB storage: many writes, one replacement, and nothing handed out that is its own."""

import os
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB

from sessions import files
from sessions.errors import CannotSave, DamagedFile
from sessions.storage import DurableStorage


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "one.json"


def filled(file: Path) -> TinyDB:
    """A database with two tables on disk."""
    database = TinyDB(file, storage=DurableStorage)
    database.table("notes").insert_multiple([{"id": "a", "fields": {"x": "1"}}, {"id": "b"}])
    database.table("people").insert({"id": "p", "tags": ["one"]})
    commit(database)
    return database


def tables(database: TinyDB) -> dict[str, dict[str, Any]]:
    found = database.storage.read()
    assert found is not None
    return found


def commit(database: TinyDB) -> files.Signature:
    storage = database.storage
    assert isinstance(storage, DurableStorage)
    return storage.commit()


def test_nothing_is_written_before_commit(file: Path):
    database = TinyDB(file, storage=DurableStorage)
    database.table("notes").insert({"id": "a"})
    assert not file.exists()
    database.close()
    assert not file.exists()
    assert list(file.parent.iterdir()) == []


def test_many_operations_are_one_replacement(file: Path, monkeypatch: pytest.MonkeyPatch):
    seen: list[Path] = []
    real = os.replace

    def counted(source: Path, target: Path) -> None:
        seen.append(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", counted)
    filled(file)
    assert seen == [file]


def test_a_table_reads_its_own_writes_before_commit(file: Path):
    database = filled(file)
    notes = database.table("notes")
    notes.update({"fields": {"x": "2"}}, Query().id == "a")
    notes.remove(Query().id == "b")
    notes.insert({"id": "c"})
    assert [(one.doc_id, one["id"]) for one in notes] == [(1, "a"), (3, "c")]
    assert notes.get(Query().fields.x == "2")
    commit(database)
    assert [one["id"] for one in TinyDB(file, storage=DurableStorage).table("notes")] == ["a", "c"]


def test_what_was_not_committed_is_forgotten(file: Path):
    database = filled(file)
    before = file.read_bytes()
    database.table("notes").truncate()
    database.close()
    assert file.read_bytes() == before
    with pytest.raises(ValueError, match="nothing was written"):
        commit(TinyDB(file, storage=DurableStorage))


def test_documents_handed_out_are_not_the_storages_own(file: Path):
    database = filled(file)
    for change in (
        lambda: database.table("notes").all()[0]["fields"].update(x="changed"),
        lambda: database.table("people").all()[0]["tags"].append("two"),
        lambda: tables(database)["notes"]["1"].update(id="changed"),
        lambda: tables(database).clear(),
    ):
        change()
        assert database.table("notes").all()[0] == {"id": "a", "fields": {"x": "1"}}
        assert database.table("people").all()[0] == {"id": "p", "tags": ["one"]}
    database.table("people").insert({"id": "q"})
    commit(database)
    assert b"changed" not in file.read_bytes()


def test_documents_taken_in_are_copies(file: Path):
    database = TinyDB(file, storage=DurableStorage)
    fields = {"x": "1"}
    database.table("notes").insert({"id": "a", "fields": fields})
    fields["x"] = "changed"
    commit(database)
    assert b"changed" not in file.read_bytes()


def test_untouched_records_keep_their_bytes(file: Path):
    file.write_text('{"notes": {"1": {"id": "a",   "odd spacing": 1.50}}, "people": {}}')
    database = TinyDB(file, storage=DurableStorage)
    database.table("people").insert({"id": "p"})
    commit(database)
    assert '"1":{"id": "a",   "odd spacing": 1.50}' in file.read_text()


def test_named_tables_come_first(file: Path):
    storage = DurableStorage(file, ("meta", "notes"))
    storage.write({"notes": {}, "zebra": {}, "meta": {"1": {"id": "m"}}})
    storage.commit()
    assert [line[:7] for line in file.read_text().splitlines() if line.startswith('"')] == [
        '"meta":', '"1":{"i', '"notes"', '"zebra"',
    ]  # fmt: skip


def test_a_missing_file_reads_as_empty_and_an_empty_database_can_be_written(file: Path):
    database = TinyDB(file, storage=DurableStorage)
    assert database.storage.read() is None
    database.drop_tables()
    commit(database)
    assert TinyDB(file, storage=DurableStorage).tables() == set()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"\0" * 400, "it is empty"),
        (b'{"notes":{"1":{"id":"a"', "breaks off before its end"),
        (b"\xff\xfe\x00", "not a session file"),
        (b"[1, 2]", "not as it should be"),
        (b'{"notes": [1]}', "not as it should be"),
        (b'{"notes": {"1": "a"}}', "something else stands"),
    ],
)
def test_a_damaged_file_is_said_to_be_one(file: Path, content: bytes, reason: str):
    file.write_bytes(content)
    with pytest.raises(DamagedFile, match=reason):
        DurableStorage(file).read()
    assert file.read_bytes() == content


def test_a_failed_save_leaves_the_old_file_and_nothing_else(file: Path, monkeypatch: pytest.MonkeyPatch):
    database = filled(file)
    before = file.read_bytes()
    database.table("notes").insert({"id": "c"})

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(CannotSave, match="the disk reports a fault"):
            commit(database)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]
    assert len(database.table("notes")) == 2


def test_a_replacement_is_synced_before_and_its_folder_after(file: Path, monkeypatch: pytest.MonkeyPatch):
    order: list[str] = []
    fsync, put = os.fsync, os.replace

    def synced(handle: int) -> None:
        order.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")  # noqa: PTH112
        fsync(handle)

    def replaced(source: Path, target: Path) -> None:
        order.append("replace")
        put(source, target)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("no /proc to tell a folder's handle from a file's")
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    filled(file)
    assert order == ["file", "replace", "folder"]


def test_windows_waits_for_a_reader_and_syncs_no_folder(file: Path, monkeypatch: pytest.MonkeyPatch):
    """As on Windows: a file that someone reads cannot be replaced for a moment."""
    real, tries = os.replace, []

    def busy(source: str, target: str) -> None:
        tries.append(target)
        if len(tries) < 4:
            raise PermissionError(13, "The process cannot access the file")
        real(source, target)

    def always_busy(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(files, "WINDOWS", True)
    monkeypatch.setattr(os, "replace", busy)
    filled(file)
    assert len(tries) == 4
    monkeypatch.setattr(files, "PATIENCE", 0.05)
    monkeypatch.setattr(os, "replace", always_busy)
    database = TinyDB(file, storage=DurableStorage)
    database.table("notes").insert({"id": "c"})
    with pytest.raises(CannotSave):
        commit(database)
