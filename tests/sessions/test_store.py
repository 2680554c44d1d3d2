"""The store over real files: reading, changing, finding, listing, the bin."""

import os
import stat
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from tinydb import JSONStorage, TinyDB

from sessions import files, records
from sessions.errors import (
    AlreadyThere,
    CannotSave,
    ConsoleBusy,
    NoSuchSession,
    SeveralSessions,
)
from sessions.model import ActionDetail, Person, Session, Status, Step
from sessions.store import Store
from tests.sessions import made

FRIDAY = "2026-11-27-cwm-test-b2c4"


@pytest.fixture
def store(data_folder: Path) -> Store:
    return Store(data_folder)


@pytest.fixture
def kept(store: Store) -> Session:
    return store.create(made.session(3))


def path(store: Store, session_id: str = made.ID) -> Path:
    return store.data / "sessions" / f"{session_id}.json"


def titled(title: str):
    return lambda old: replace(old, meta=replace(old.meta, title=title))


def three_tables(old: Session) -> Session:
    return replace(
        old,
        notes=(*old.notes, made.note(4)),
        actions=(*old.actions, ActionDetail(id="n4.action", owner="p1", due=date(2027, 1, 12))),
        people=(replace(old.people[0], here=True), *old.people[1:]),
    )


# Folders and files


def test_a_store_makes_no_folders_until_something_is_written(store: Store, data_folder: Path):
    assert (store.summaries(), store.binned(), store.damaged(), store.open_sessions()) == ([], [], [], [])
    assert store.signature(made.ID) is None
    with pytest.raises(NoSuchSession):
        store.load(made.ID)
    with pytest.raises(NoSuchSession):
        store.change(made.ID, "Title", titled("x"))
    assert not data_folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows goes by the folder's access list")
def test_only_the_owner_can_look_into_folders_and_files(store: Store, kept: Session):
    store.change(kept.id, "Title", titled("Another"))
    store.summaries()
    with store.hold_console(kept.id):
        for one in [store.data, *store.data.rglob("*")]:
            assert stat.S_IMODE(one.stat().st_mode) == (0o700 if one.is_dir() else 0o600), one


def test_a_session_comes_back_as_it_was_saved(store: Store):
    session = store.create(made.session(5))
    assert session == made.session(5)
    assert Store(store.data).load(made.ID) == session


def test_plain_tinydb_opens_the_file_and_finds_the_particulars_first(store: Store, kept: Session):
    store.change(kept.id, "Three", three_tables)
    with TinyDB(path(store), storage=JSONStorage, access_mode="r", encoding="utf-8") as database:
        assert set(database.tables()) == set(records.TABLES)
        assert [one["id"] for one in database.table("notes")] == ["n1", "n2", "n3", "n4"]
        assert database.table("meta").all()[0]["id"] == made.ID
    assert path(store).read_text("utf-8").splitlines()[1].startswith('"meta"')


@pytest.mark.usefixtures("kept")
def test_the_file_has_one_record_on_each_line(store: Store):
    lines = path(store).read_text("utf-8").splitlines()
    assert sum('"id":"n' in line for line in lines) == 3
    assert all(line.startswith(('"', "{", "}")) for line in lines)


def test_what_plain_tinydb_wrote_is_read_and_changed(store: Store, kept: Session):
    with TinyDB(path(store), encoding="utf-8") as database:
        database.table("people").insert({"id": "px", "name": "Come lately"})
        database.table("elsewhere").insert({"not": "ours"})
    store.change(kept.id, "Title", titled("After it"))
    again = Store(store.data).load(kept.id)
    assert (again.people[-1], again.meta.title) == (Person(id="px", name="Come lately"), "After it")
    assert b'"elsewhere":{\n"1":{"not": "ours"}' in path(store).read_bytes()


@pytest.mark.usefixtures("kept")
def test_a_renamed_file_is_the_session_of_its_name(store: Store):
    path(store).rename(path(store, FRIDAY))
    assert store.load(FRIDAY).id == FRIDAY
    store.change(FRIDAY, "Title", titled("Renamed"))
    assert Store(store.data).load(FRIDAY).meta.title == "Renamed"
    assert [one.id for one in store.summaries()] == [FRIDAY]


# Changes


@pytest.fixture
def replacements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are put in place, as it happens."""
    seen: list[str] = []
    real = os.replace

    def counted(source: str, target: str) -> None:
        seen.append(Path(target).name)
        real(source, target)

    monkeypatch.setattr(os, "replace", counted)
    return seen


def test_a_change_over_three_tables_is_one_replacement(store: Store, kept: Session, replacements: list[str]):
    after = store.change(kept.id, "Three", three_tables)
    assert replacements == [f"{made.ID}.json"]
    assert Store(store.data).load(kept.id) == after == three_tables(kept)


def test_what_differs_in_nothing_is_not_written(store: Store, kept: Session, replacements: list[str]):
    before = store.signature(kept.id)
    assert store.change(kept.id, "Nothing", lambda old: old) is store.load(kept.id)
    store.change(kept.id, "The same again", lambda old: replace(old, meta=replace(old.meta)))
    store.change(kept.id, "And again", lambda old: replace(old, notes=tuple(replace(n) for n in old.notes)))
    assert (store.signature(kept.id), replacements) == (before, [])


def test_only_the_record_that_differs_is_written_anew(store: Store, kept: Session):
    before = path(store).read_text("utf-8").splitlines()
    store.change(kept.id, "Words", made.writing("n2", "Other words"))
    after = path(store).read_text("utf-8").splitlines()
    lost = [line for line in before if line not in after]
    assert len(lost) == 2, "the note, and the empty table of changes"


def test_every_save_has_a_signature_of_its_own(store: Store, kept: Session):
    signatures = {store.signature(kept.id)}
    for number in range(20):
        store.change(kept.id, "Words", made.writing("n1", f"{number:04}"), undoable=False)
        signatures.add(store.signature(kept.id))
    assert len(signatures) == 21


def test_a_clock_put_back_does_not_hide_a_save(store: Store, kept: Session):
    ahead = path(store).stat().st_mtime_ns + 3_600_000_000_000
    os.utime(path(store), ns=(ahead, ahead))
    store.load(kept.id)
    store.change(kept.id, "Title", titled("A"))
    signature = store.signature(kept.id)
    assert signature is not None
    assert signature[0] > ahead


def test_another_stores_save_is_seen_and_built_upon(store: Store, kept: Session):
    other = Store(store.data)
    other.change(kept.id, "A note", made.adding(made.note(8)))
    after = store.change(kept.id, "Another note", made.adding(made.note(9)))
    assert [note.id for note in after.notes] == ["n1", "n2", "n3", "n8", "n9"]
    assert other.load(kept.id) == after


def test_loading_again_reads_nothing_while_the_file_has_not_moved(store: Store, kept: Session):
    assert store.load(kept.id) is store.load(kept.id)


def test_a_failing_change_changes_nothing_and_frees_the_lock(store: Store, kept: Session):
    def fail(_: Session) -> Session:
        raise LookupError("no such pair")

    with pytest.raises(LookupError):
        store.change(kept.id, "Fails", fail)
    assert store.load(kept.id) == kept
    assert store.change(kept.id, "Title", titled("Works")).meta.title == "Works"


def test_records_given_and_handed_out_share_nothing_with_the_store(store: Store, kept: Session):
    mine = {"evidence": "First words"}
    given = replace(made.note(9), fields=mine)
    store.change(kept.id, "A note", made.adding(given))
    mine["evidence"] = "Changed behind the store's back"
    handed_out = store.load(kept.id).notes[-1]
    assert handed_out.fields == {"evidence": "First words"}
    with pytest.raises(TypeError, match="never changed in place"):
        handed_out.fields["evidence"] = "Changed in place"
    with pytest.raises(TypeError):
        store.load(kept.id).notes[0].fields.clear()
    after = store.change(kept.id, "Words", lambda old: replace(old, notes=(*old.notes[:-1], given)))
    assert after.notes[-1].fields["evidence"] == mine["evidence"]
    assert Store(store.data).load(kept.id) == after


def test_a_records_mistaken_type_is_refused_before_it_damages_the_file(store: Store, kept: Session):
    wrong = replace(made.note(9), fields={"evidence": 5})
    with pytest.raises(CannotSave, match="not as it should be"):
        store.change(kept.id, "Wrong", made.adding(wrong))
    with pytest.raises(CannotSave, match="broken character"):
        store.change(kept.id, "Wrong", made.adding(made.note(9, "half an emoji: \ud83d")))
    assert store.load(kept.id) == kept


def test_two_records_with_one_id_are_refused(store: Store, kept: Session):
    with pytest.raises(ValueError, match="same id"):
        store.change(kept.id, "Twice", made.adding(kept.notes[0]))
    with pytest.raises(ValueError, match="same id"):
        store.change(kept.id, "Twice", lambda old: replace(old, notes=(made.note(8), made.note(8))))
    with pytest.raises(ValueError, match="never changes"):
        store.change(kept.id, "Other", lambda old: replace(old, meta=replace(old.meta, id=FRIDAY)))


def test_records_stay_in_the_order_they_were_given(store: Store, kept: Session):
    def rearrange(old: Session) -> Session:
        first, *rest = old.people
        return replace(old, people=(rest[0], Person(id="px", name="Between"), *rest[1:], first))

    after = store.change(kept.id, "Rearranged", rearrange)
    assert Store(store.data).load(kept.id) == after == rearrange(kept)


@pytest.mark.parametrize("by", ["the steps", "the particulars", "both"])
def test_the_run_sheets_order_is_kept_whichever_way_it_was_changed(store: Store, kept: Session, by: str):
    def rearrange(old: Session) -> Session:
        steps = tuple(reversed(old.steps)) if by != "the particulars" else old.steps
        order = tuple(reversed(old.meta.steps)) if by != "the steps" else old.meta.steps
        return replace(old, steps=steps, meta=replace(old.meta, steps=order))

    after = store.change(kept.id, "Rearranged", rearrange)
    assert [step.id for step in after.steps] == list(after.meta.steps) == ["write", "talk", "welcome"]
    assert Store(store.data).load(kept.id) == after
    step = Step(id="tea", title="Tea")
    after = store.change(kept.id, "Tea", lambda old: replace(old, steps=(old.steps[0], step, *old.steps[1:])))
    assert Store(store.data).load(kept.id) == after
    assert after.meta.steps == ("write", "tea", "talk", "welcome")


# Finding and listing


@pytest.mark.usefixtures("kept")
def test_any_unambiguous_beginning_is_accepted(store: Store):
    store.create(made.session(id=FRIDAY))
    assert store.find("2026-12") == store.find(" 2026-12-01-CWM ") == store.find(made.ID) == made.ID
    with pytest.raises(SeveralSessions, match=f"{FRIDAY} or {made.ID}"):
        store.find("2026-1")


@pytest.mark.parametrize(
    "wanted", ["", " ", "2025", "cwm", "../sessions/2026", "2026-12-01-cwm-test-k7f3.json"]
)
@pytest.mark.usefixtures("kept")
def test_what_is_not_there_is_said_with_ids_that_look_like_it(store: Store, wanted: str):
    with pytest.raises(NoSuchSession, match="There is no session"):
        store.find(wanted)
    with pytest.raises(NoSuchSession):
        store.load(wanted)
    with pytest.raises(NoSuchSession):
        store.change(wanted, "x", titled("x"))


@pytest.mark.usefixtures("kept")
def test_near_ids_are_offered(store: Store):
    for wanted in ("cwm-test", "2026-12-01-cwm-tset-k7f3"):
        with pytest.raises(NoSuchSession, match=f"Did you mean {made.ID}"):
            store.find(wanted)


def test_the_list_is_newest_first_and_says_what_a_list_shows(store: Store, kept: Session):
    store.create(made.session(0, id=FRIDAY, people=2))
    newest, oldest = store.summaries()
    assert (newest.id, oldest.id) == (made.ID, FRIDAY)
    assert (newest.title, newest.cluster, newest.date, newest.start) == (
        kept.meta.title,
        "Cwm Test",
        date(2026, 12, 1),
        "09:00",
    )
    assert (newest.status, newest.minutes, newest.templates) == ("planned", 29, ("quality-pair-talk",))
    assert (newest.people, newest.notes, newest.sample, newest.problem) == (30, 3, False, "")
    assert (oldest.people, oldest.notes) == (2, 0)
    assert abs((datetime.now(UTC) - newest.updated).total_seconds()) < 600


@pytest.mark.parametrize("ruin", ["missing", "cut off", "not JSON", "of another version", "a folder"])
@pytest.mark.usefixtures("kept")
def test_an_index_that_is_of_no_use_is_made_anew(store: Store, ruin: str):
    whole = store.summaries()
    index = store.data / "index.json"
    match ruin:
        case "missing":
            index.unlink()
        case "cut off":
            index.write_bytes(index.read_bytes()[:-20])
        case "not JSON":
            index.write_bytes(b"\xff\x00")
        case "of another version":
            index.write_text('{"format":0,"entries":{}}')
        case "a folder":
            index.unlink()
            (index / "sub").mkdir(parents=True)
    assert Store(store.data).summaries() == whole
    if ruin != "a folder":
        assert msgspec.json.decode(index.read_bytes())["entries"][made.ID]


def test_the_list_opens_only_files_that_changed(store: Store, kept: Session, monkeypatch: pytest.MonkeyPatch):
    store.create(made.session(id=FRIDAY))
    store.summaries()
    fresh = Store(store.data)
    fresh.change(FRIDAY, "Title", titled("Changed"))
    opened: list[str] = []
    real = files.read

    def read(file: Path) -> tuple[bytes, files.Signature] | None:
        opened.append(file.name)
        return real(file)

    monkeypatch.setattr(files, "read", read)
    assert [one.title for one in fresh.summaries()] == [kept.meta.title, "Changed"]
    assert opened == ["index.json", f"{FRIDAY}.json"]
    fresh.summaries()
    assert len(opened) == 2


@pytest.mark.usefixtures("kept")
def test_other_files_in_the_folder_are_no_sessions(store: Store):
    for name in ("notes.json", "2026-12-01-cwm-test-k7f3 (copy).json", "2026-12-01-CWM.json", ".x.json"):
        path(store).with_name(name).write_text("{}")
    assert [one.id for one in store.summaries()] == [made.ID]
    assert store.damaged() == []


@pytest.mark.usefixtures("kept")
def test_earlier_sessions_of_the_cluster_are_found_however_it_is_written(store: Store):
    store.create(made.session(id=FRIDAY, cluster="CWM  test"))
    store.create(made.session(id="2026-10-01-other-k7f3", cluster="Other"))
    assert [one.id for one in store.same_cluster("cwm test")] == [made.ID, FRIDAY]
    assert [one.id for one in store.same_cluster("Cwm Test", besides=made.ID)] == [FRIDAY]


@pytest.mark.parametrize("status", ["planned", "running", "finished"])
def test_the_list_follows_the_status(store: Store, kept: Session, status: Status):
    store.change(kept.id, "Status", lambda old: replace(old, meta=replace(old.meta, status=status)))
    assert store.summaries()[0].status == status


# The bin


def test_a_deleted_session_is_in_the_bin_and_comes_back(store: Store, kept: Session):
    store.delete(kept.id)
    assert (store.summaries(), [one.id for one in store.binned()]) == ([], [kept.id])
    with pytest.raises(NoSuchSession, match="in the bin"):
        store.load(kept.id)
    with pytest.raises(AlreadyThere):
        store.create(made.session())
    assert store.bin.load(kept.id) == kept
    store.restore(kept.id)
    assert (store.binned(), store.load(kept.id)) == ([], kept)


def test_nothing_is_overwritten_on_the_way_to_the_bin_and_back(store: Store, kept: Session):
    store.delete(kept.id)
    (store.data / "bin" / f"{made.ID}.json").rename(path(store))
    store.delete(kept.id)
    path(store).write_bytes((store.data / "bin" / f"{made.ID}.json").read_bytes())
    with pytest.raises(AlreadyThere):
        store.restore(kept.id)
    store.delete(kept.id)
    assert len(list((store.data / "backups").glob(f"{made.ID}.bin.*.json"))) == 1


def test_a_session_with_an_open_console_is_not_deleted(store: Store, kept: Session):
    with Store(store.data).hold_console(kept.id), pytest.raises(ConsoleBusy):
        store.delete(kept.id)
    store.delete(kept.id)


def test_a_purged_session_is_gone_for_good(store: Store, kept: Session):
    with pytest.raises(NoSuchSession):
        store.delete(FRIDAY)
    store.delete(kept.id)
    store.purge(kept.id)
    with pytest.raises(NoSuchSession):
        store.restore(kept.id)
    assert not [one for one in store.data.rglob("*") if one.is_file() and b"Leader 1" in one.read_bytes()]


@pytest.mark.usefixtures("kept")
def test_a_session_is_not_created_twice(store: Store):
    with pytest.raises(AlreadyThere):
        store.create(made.session())
    with pytest.raises(ValueError, match="not a session's id"):
        store.create(made.session(id="2026-12-01-../x"))


# What it takes


def loaded_after(code: str, data: Path) -> set[str]:
    """The modules a fresh process has loaded after running the code."""
    script = f"import sys\nfrom pathlib import Path\ndata = Path({str(data)!r})\n{code}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    return set(done.stdout.split())


def test_the_store_needs_no_screen_and_reading_needs_no_tinydb(store: Store, kept: Session):
    code = f"from sessions.store import Store\ns = Store(data); s.summaries(); s.load({kept.id!r})"
    reading = loaded_after(code, store.data)
    assert not {"textual", "rich", "click", "tinydb", "filelock"} & reading
    code += f"; s.change({kept.id!r}, 'x', lambda old: old)"
    assert not {"textual", "rich", "click"} & loaded_after(code, store.data)
