"""Damage, old and new files, full and read-only disks: said in words, and never a lost word."""

import errno
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sessions import migrations
from sessions.errors import (
    CannotRead,
    CannotSave,
    DamagedFile,
    FacilitatorError,
    NewerFile,
    NoSuchSession,
)
from sessions.model import SCHEMA, Session
from sessions.store import Store
from tests.sessions import made

NOW = datetime(2026, 12, 1, 10, 15, tzinfo=UTC)


@pytest.fixture
def store(data_folder: Path) -> Store:
    store = Store(data_folder, now=lambda: NOW)
    store.create(made.session(20))
    return store


def path(store: Store) -> Path:
    return store.data / "sessions" / f"{made.ID}.json"


def titled(title: str) -> Callable[[Session], Session]:
    return lambda old: replace(old, meta=replace(old.meta, title=title))


def rewritten(store: Store, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the file behind the store's back, as any program could."""
    tables = json.loads(path(store).read_text("utf-8"))
    change(tables)
    path(store).write_text(json.dumps(tables, ensure_ascii=False), "utf-8")


# Damage


@pytest.mark.parametrize(
    ("ruin", "reason"),
    [
        (lambda _: b"", "it is empty"),
        (lambda data: bytes(len(data)), "it is empty"),
        (lambda data: data[:-300], "it breaks off before its end"),
        (lambda data: data.replace(b'"minutes":12', b'"minutes":"12"'), "not as it should be"),
        (lambda data: data.replace(b'"n3"', b'"n2"'), "one of its notes is in it twice"),
        (lambda _: b"{}", "not as it should be"),
        (lambda _: b'{"meta":{}}', "does not say which session"),
        (lambda data: b"\xff" + data, "not a session file"),
    ],
)
def test_a_damaged_file_is_set_aside_with_its_reason(
    store: Store, ruin: Callable[[bytes], bytes], reason: str
):
    damaged = ruin(path(store).read_bytes())
    path(store).write_bytes(damaged)
    with pytest.raises(DamagedFile, match=reason) as caught:
        store.load(made.ID)
    assert caught.value.aside
    (one,) = store.damaged()
    assert one.path == caught.value.path
    assert one.path.read_bytes() == damaged
    assert (one.session_id, one.when, one.name) == (made.ID, NOW, f"{made.ID}.20261201T101500.json")
    assert reason in one.reason
    assert not path(store).exists()
    with pytest.raises(NoSuchSession):
        store.load(made.ID)


def test_a_change_to_a_damaged_file_sets_it_aside_too(store: Store):
    path(store).write_bytes(path(store).read_bytes()[:-300])
    with pytest.raises(DamagedFile):
        Store(store.data).change(made.ID, "Title", titled("x"))
    assert len(store.damaged()) == 1


def test_the_list_sets_damaged_files_aside_and_goes_on(store: Store):
    store.create(made.session(id="2026-11-27-cwm-test-b2c4"))
    path(store).write_bytes(path(store).read_bytes()[:-300])
    assert [one.id for one in Store(store.data).summaries()] == ["2026-11-27-cwm-test-b2c4"]
    assert [one.session_id for one in store.damaged()] == [made.ID]


def test_files_set_aside_never_overwrite_each_other(store: Store):
    whole = path(store).read_bytes()
    for size in (100, 200, 300):
        path(store).write_bytes(whole[:-size])
        with pytest.raises(DamagedFile):
            store.load(made.ID)
    assert sorted(len(whole) - one.path.stat().st_size for one in store.damaged()) == [100, 200, 300]


def test_a_file_that_someone_mended_in_time_stays(store: Store, monkeypatch: pytest.MonkeyPatch):
    whole = path(store).read_bytes()
    path(store).write_bytes(whole[:-300])
    fresh = Store(store.data)
    real = fresh._files._again
    monkeypatch.setattr(fresh._files, "_again", lambda *a: path(store).write_bytes(whole) and real(*a))
    assert len(fresh.load(made.ID).notes) == 20


def test_a_damaged_file_that_cannot_be_moved_stays_and_is_said_to_be_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    path(store).write_bytes(b"{")
    refuse(monkeypatch, errno.EROFS)
    with pytest.raises(DamagedFile, match="left as it is") as caught:
        store.load(made.ID)
    assert not caught.value.aside
    assert path(store).read_bytes() == b"{"


# Salvage


def test_every_whole_record_before_the_cut_comes_back(store: Store):
    whole = store.load(made.ID)
    content = path(store).read_bytes()
    path(store).write_bytes(content[: content.index(b'"id":"n15"') + 40])
    with pytest.raises(DamagedFile) as caught:
        store.load(made.ID)
    saved = store.salvage(caught.value.path)
    assert saved == replace(whole, notes=whole.notes[:14])
    store.create(saved)
    assert Store(store.data).load(made.ID) == saved


@pytest.mark.parametrize("written_by", ["the store", "plain TinyDB"])
def test_wherever_a_file_is_cut_what_is_read_was_there(store: Store, tmp_path: Path, written_by: str):
    if written_by == "plain TinyDB":
        rewritten(store, lambda tables: tables)
    whole, content = store.load(made.ID), path(store).read_bytes()
    cut = tmp_path / f"{made.ID}.cut.json"
    counts = []
    for end in [*range(0, len(content), 997), len(content)]:
        cut.write_bytes(content[:end])
        saved = store.salvage(cut)
        if saved is not None:
            counts.append(len(saved.notes))
            assert saved.meta.title == whole.meta.title
            assert saved.notes == whole.notes[: len(saved.notes)]
            assert saved.people == whole.people[: len(saved.people)]
    assert counts == sorted(counts)
    assert counts[-1] == 20


def test_a_hole_in_the_middle_costs_what_was_in_it(store: Store):
    whole = store.load(made.ID)
    content = bytearray(path(store).read_bytes())
    start = content.index(b'"id":"n5"')
    content[start : start + 50] = bytes(50)
    path(store).write_bytes(content)
    with pytest.raises(DamagedFile) as caught:
        store.load(made.ID)
    saved = store.salvage(caught.value.path)
    assert saved is not None
    assert saved.notes == tuple(note for note in whole.notes if note.id != "n5")


def test_a_record_that_makes_no_sense_costs_itself_alone(store: Store):
    whole = store.load(made.ID)
    rewritten(store, lambda tables: tables["notes"]["3"].update(at="yesterday"))
    rewritten(store, lambda tables: tables["steps"].pop("2"))
    with pytest.raises(DamagedFile) as caught:
        store.load(made.ID)
    saved = store.salvage(caught.value.path)
    assert saved is not None
    assert saved.notes == tuple(note for note in whole.notes if note.id != "n3")
    assert [step.id for step in saved.steps] == list(saved.meta.steps) == ["welcome", "write"]


def test_nobodys_words_are_taken_for_records(store: Store):
    bait = '"notes":{"1":{"id":"n1","step":"x","at":"2026-12-01T09:00:00Z","changed":"2026-12-01T09:00:00Z"}}'
    store.change(made.ID, "Words", made.writing("n2", bait))
    whole, content = store.load(made.ID), path(store).read_bytes()
    path(store).write_bytes(content[: content.index(b'"id":"n2"') + 300])
    with pytest.raises(DamagedFile) as caught:
        Store(store.data).load(made.ID)
    saved = store.salvage(caught.value.path)
    assert saved is not None
    assert saved.notes == whole.notes[:1]


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"[", b"{" * 5000, b'{"meta":{"1":{"id":"x"}}}'])
def test_where_nothing_can_be_read_there_is_nothing(store: Store, tmp_path: Path, content: bytes):
    file = tmp_path / "x.json"
    file.write_bytes(content)
    assert store.salvage(file) is None
    assert store.salvage(tmp_path / "missing.json") is None


# Schemas


def test_a_newer_file_is_refused_and_left_untouched(store: Store):
    rewritten(store, lambda tables: tables["meta"]["1"].update(schema=SCHEMA + 1, title=["not", "text"]))
    before, fresh = path(store).read_bytes(), Store(store.data)
    for use in (fresh.load, fresh.undo, lambda id: fresh.change(id, "x", titled("x"))):
        with pytest.raises(NewerFile, match="newer version"):
            use(made.ID)
    (listed,) = fresh.summaries()
    assert (listed.id, listed.title, listed.problem) == (made.ID, made.ID, "saved by a newer version")
    assert path(store).read_bytes() == before
    assert fresh.damaged() == []


@pytest.fixture
def older(store: Store, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A file of schema 0, in which a session's title was called its name."""

    def outdate(tables: dict[str, Any]) -> None:
        tables["meta"]["1"]["schema"] = 0
        tables["meta"]["1"]["name"] = tables["meta"]["1"].pop("title")

    def update(tables: migrations.Tables) -> migrations.Tables:
        meta = dict(tables["meta"]["1"])
        meta["title"] = meta.pop("name")
        return {**tables, "meta": {"1": meta}}

    rewritten(store, outdate)
    monkeypatch.setitem(migrations.STEPS, 0, update)
    return path(store).read_bytes()


def test_an_older_file_is_read_as_it_is(store: Store, older: bytes):
    fresh = Store(store.data)
    assert fresh.load(made.ID).meta.title == fresh.summaries()[0].title == made.session().meta.title
    assert fresh.load(made.ID).meta.schema == SCHEMA
    assert path(store).read_bytes() == older
    assert not (store.data / "backups").exists()


def test_an_older_file_is_brought_up_to_date_at_the_first_change_and_kept(store: Store, older: bytes):
    fresh = Store(store.data, now=lambda: NOW)
    after = fresh.change(made.ID, "Words", made.writing("n1", "New"))
    (backup,) = (store.data / "backups").iterdir()
    assert (backup.name, backup.read_bytes()) == (f"{made.ID}.v0.20261201T101500.json", older)
    tables = json.loads(path(store).read_text("utf-8"))
    assert tables["meta"]["1"]["schema"] == SCHEMA
    assert tables["meta"]["1"]["title"] == after.meta.title
    fresh.change(made.ID, "Words", made.writing("n1", "Newer"))
    assert len(list((store.data / "backups").iterdir())) == 1
    assert fresh.undo(made.ID) == "Words"
    fresh.forget(made.ID, ["p1"])
    assert list((store.data / "backups").iterdir()) == []


def test_an_older_file_that_nobody_knows_is_damaged(store: Store):
    rewritten(store, lambda tables: tables["meta"]["1"].update(schema=-1))
    with pytest.raises(DamagedFile, match="of version -1, which could not be brought up to date"):
        Store(store.data).load(made.ID)


# Disks


def refuse(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Let the system refuse every write, as it does on a read-only disk or in someone else's folder."""
    error = OSError(code, os.strerror(code))
    real = os.open

    def opened(name: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            raise OSError(code, os.strerror(code), os.fspath(name))
        return real(name, flags, *rest, **named)

    def refused(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(os, "open", opened)
    for name in ("replace", "rename", "mkdir", "unlink"):
        monkeypatch.setattr(os, name, refused)


def test_a_full_disk_is_said_and_costs_nothing(store: Store, monkeypatch: pytest.MonkeyPatch):
    before = path(store).read_bytes()
    real = os.write

    def write(handle: int, data: bytes) -> int:
        if len(data) > 4096:
            return real(handle, data[:4096])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write)
        with pytest.raises(CannotSave, match=r"the disk is full\. Make room"):
            store.change(made.ID, "Words", made.writing("n1", "New"))
    assert path(store).read_bytes() == before
    assert [one.name for one in path(store).parent.iterdir()] == [path(store).name]
    assert "New" not in str(store.load(made.ID).notes[0])
    store.change(made.ID, "Words", made.writing("n1", "New"))
    assert Store(store.data).load(made.ID).notes[0].fields["evidence"] == "New"


def test_a_write_in_small_pieces_is_whole(store: Store, monkeypatch: pytest.MonkeyPatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:1000]))
    after = store.change(made.ID, "Words", made.writing("n1", "New"))
    assert Store(store.data).load(made.ID) == after


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_read_only_folder_can_be_read_and_says_why_it_is_not_written(
    store: Store, monkeypatch: pytest.MonkeyPatch, code: int
):
    before = path(store).read_bytes()
    refuse(monkeypatch, code)
    fresh = Store(store.data)
    assert fresh.load(made.ID).notes
    assert [one.id for one in fresh.summaries()] == [made.ID]
    assert fresh.console_holder(made.ID) is None
    for use in (
        lambda: fresh.change(made.ID, "x", titled("x")),
        lambda: fresh.create(made.session(id="2026-11-27-cwm-test-b2c4")),
        lambda: fresh.undo(made.ID),
        lambda: fresh.delete(made.ID),
        lambda: fresh.hold_console(made.ID),
    ):
        with pytest.raises(CannotSave, match="Choose another folder with --data"):
            use()
    assert path(store).read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="permission bits")
def test_permission_bits_bind_the_store(store: Store):
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    path(store).parent.chmod(0o500)
    try:
        with pytest.raises(CannotSave, match="you may not write there"):
            store.change(made.ID, "x", titled("x"))
        path(store).chmod(0)
        with pytest.raises(CannotRead, match="you may not read it"):
            Store(store.data).load(made.ID)
        assert Store(store.data).summaries()[0].problem == "cannot be read"
    finally:
        path(store).parent.chmod(0o700)


def test_a_file_that_may_not_be_read_is_listed_with_its_problem(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    real = os.open

    def opened(name: Any, *rest: Any, **named: Any) -> int:
        if Path(name) == path(store):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(name, *rest, **named)

    monkeypatch.setattr(os, "open", opened)
    fresh = Store(store.data)
    assert fresh.summaries()[0].problem == "cannot be read"
    with pytest.raises(CannotRead, match="you may not read it"):
        fresh.load(made.ID)
    monkeypatch.undo()
    assert fresh.summaries()[0].problem == ""


def test_a_file_in_the_place_of_the_data_folder_is_said(tmp_path: Path):
    (tmp_path / "data").write_text("not a folder")
    store = Store(tmp_path / "data")
    assert store.summaries() == []
    with pytest.raises(CannotSave, match="a file stands where a folder should be"):
        store.create(made.session())


def test_every_error_is_one_or_two_sentences_for_people(store: Store, monkeypatch: pytest.MonkeyPatch):
    refuse(monkeypatch, errno.ENOSPC)
    with pytest.raises(FacilitatorError) as caught:
        store.change(made.ID, "x", titled("x"))
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert not {"errno", "traceback", "none", "record"} & set(text.lower().replace("[", " ").split())


# What killed programs leave


def test_half_written_files_are_swept_when_nobody_is_writing_them(store: Store):
    from sessions import locks

    left = path(store).with_name(f".{made.ID}.json.0123456789ab.tmp")
    left.write_bytes(b"{")
    with locks.writing(store.data / "locks", made.ID, 1):
        store.summaries()
        assert left.exists(), "someone may be writing it just now"
    store.summaries()
    assert not left.exists()
    assert [one.id for one in store.summaries()] == [made.ID]


def test_a_half_written_index_is_swept_after_a_while(store: Store):
    old, new = (store.data / f".index.json.{name}.tmp" for name in ("old", "new"))
    for left in (old, new):
        left.write_bytes(b"{")
    os.utime(old, (1_000_000, 1_000_000))
    store.summaries()
    assert (old.exists(), new.exists()) == (False, True)


def test_changes_that_make_no_sense_keep_nobody_from_saving(store: Store):
    store.change(made.ID, "Words", made.writing("n1", "New"))
    rewritten(store, lambda tables: tables["changes"].update({"7": {"id": 7}, "8": {"no": "id"}}))
    store.change(made.ID, "Words", made.writing("n2", "New"))
    assert [store.undo(made.ID), store.undo(made.ID), store.undo(made.ID)] == ["Words", "Words", None]


@pytest.mark.parametrize(
    ("kept", "other", "said"),
    [
        ('"zone":"Europe/London"', '"zone":"Mars/Phobos"', "there is no time zone “Mars/Phobos”"),
        ('"start":"09:00"', '"start":"25:99"', "a time of day in it is none"),
        ('"together":"pairs"', '"together":"groups","size":1', "groups of a size that cannot be right"),
    ],
)
def test_what_can_be_read_and_makes_no_sense_is_said_in_words_and_left_as_it_is(
    tmp_path: Path, kept: str, other: str, said: str
):
    from tests.build import session as small

    store = Store(tmp_path)
    made = store.create(small())
    file = tmp_path / "sessions" / f"{made.id}.json"
    words = file.read_text("utf-8")
    assert kept in words
    file.write_text(words.replace(kept, other), "utf-8")
    for attempt in (store.load, lambda id: store.change(id, "Change", lambda one: one)):
        with pytest.raises(CannotRead, match=said):
            attempt(made.id)
    assert other in file.read_text("utf-8")
    assert not store.damaged()
