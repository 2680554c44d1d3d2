"""The session file as others know it: what docs/session-file.md says, and what version 1 wrote."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from frameworks import model as frameworks
from sessions import model, records
from sessions.errors import CannotUndo
from sessions.model import Cite, Ref, Session
from sessions.store import Store

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "session-file.md").read_text("utf-8")
FIRST = ROOT / "tests" / "data" / "session-v1.json"
ID = "2026-12-01-cwm-tawe-k7f3"

TABLES: dict[str, type[msgspec.Struct]] = {**records.KINDS, "changes": model.Change}
PARTS: dict[str, type[msgspec.Struct]] = {
    "Ref": model.Ref, "Shown": model.Shown, "Wall": model.Wall, "Visit": model.Visit, "Planned": model.Planned,
    "CiteRule": model.CiteRule, "Field": model.Field, "Group": model.Group, "Cite": model.Cite,
    "Review": model.Review, "Image": model.Image, "Framework": frameworks.Framework,
    "Area": frameworks.Area, "framework Group": frameworks.Group, "Statement": frameworks.Statement,
    "Prompts": frameworks.Prompts,
}  # fmt: skip


def fields(struct: type[msgspec.Struct]) -> list[str]:
    """A struct's fields as they are called in the file."""
    return [field.encode_name for field in msgspec.structs.fields(struct)]


def sections() -> dict[str, str]:
    """The page's sections about tables, by table."""
    found = re.split(r"^### `(\w+)`.*$", PAGE.partition("## An example")[0], flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def structs(kind: Any) -> set[type[msgspec.Struct]]:
    """Every struct within a struct."""
    found: set[type[msgspec.Struct]] = set()

    def walk(type_: Any) -> None:
        if isinstance(type_, msgspec.inspect.StructType):
            if type_.cls not in found:
                found.add(type_.cls)
                for field in type_.fields:
                    walk(field.type)
        elif isinstance(type_, msgspec.inspect.UnionType):
            for one in type_.types:
                walk(one)
        elif isinstance(type_, msgspec.inspect.VarTupleType):
            walk(type_.item_type)

    walk(msgspec.inspect.type_info(kind))
    return found


def example() -> bytes:
    """The page's example without its comments."""
    (code,) = re.findall(r"```jsonc\n(.*?)```", PAGE, flags=re.DOTALL)
    return re.sub(r"\s*//.*", "", code).encode()


# The page


def test_the_page_has_every_table_in_the_files_order():
    assert tuple(sections()) == records.TABLES


@pytest.mark.parametrize("table", records.TABLES)
def test_the_page_names_every_field_and_no_other(table: str):
    named = re.findall(r"^\| `([\w]+)` \|", sections()[table], flags=re.MULTILINE)
    assert named == fields(TABLES[table])


@pytest.mark.parametrize("name", PARTS)
def test_the_page_names_the_fields_of_the_parts_of_records(name: str):
    (said,) = re.findall(rf"`{name}`: (.*?)(?= `[A-Za-z ]+`: |$)", PAGE, flags=re.MULTILINE)
    missing = [field for field in fields(PARTS[name]) if f"`{field}`" not in said]
    assert missing == []


def test_the_page_leaves_no_struct_out():
    inside = set().union(*(structs(kind) for kind in TABLES.values())) - set(TABLES.values())
    assert inside == set(PARTS.values())


def test_the_pages_example_can_be_opened_and_goes_on(data_folder: Path):
    folder = data_folder / "sessions"
    folder.mkdir(parents=True)
    (folder / "2026-12-01-cwm-test-k7f3.json").write_bytes(example())
    store = Store(data_folder)
    session = store.load("2026-12-01-cwm-test-k7f3")
    assert [step.id for step in session.steps] == ["talk", "write"]
    assert session.notes[0].fields == {"evidence": "Every child read aloud"}
    assert len(store._files.load(session.id).history) == 1
    assert not unknown(json.loads(example()))


def unknown(tables: dict[str, dict[str, dict[str, Any]]]) -> set[str]:
    """The fields of records in these tables that no struct has."""
    return {
        f"{name}.{field}"
        for name, table in tables.items()
        for record in table.values()
        for field in record
        if field not in fields(TABLES[name])
    }


# Version 1


@pytest.fixture
def store(data_folder: Path) -> Store:
    (data_folder / "sessions").mkdir(parents=True)
    shutil.copy(FIRST, data_folder / "sessions" / f"{ID}.json")
    return Store(data_folder, by="a1b2c3d4")


@pytest.fixture
def first(store: Store) -> Session:
    return store.load(ID)


def test_the_first_versions_file_has_something_in_every_table():
    tables = json.loads(FIRST.read_bytes())
    assert all(tables.values())
    assert set(tables) <= set(records.TABLES)


def test_the_first_versions_file_loses_nothing_in_being_read(store: Store, first: Session):
    kept = {
        **{name: [records.raw(getattr(first, name))] for name in records.SINGLES},
        **{name: [records.raw(one) for one in getattr(first, name)] for name in records.LISTS},
        "changes": [records.raw(one.change) for one in store._files.load(ID).history],
    }
    for name, table in json.loads(FIRST.read_bytes()).items():
        assert len(kept[name]) == len(table)
        for now, then in zip(kept[name], table.values(), strict=True):
            then = {**then, "schema": model.SCHEMA} if name == "meta" else then
            assert _as_much_as(then, now) == then, name


def _as_much_as(then: Any, now: Any) -> Any:
    """What is now, as far as there was anything then: later versions know of more."""
    if isinstance(then, dict) and isinstance(now, dict):
        return {field: _as_much_as(then[field], now[field]) for field in then if field in now}
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [_as_much_as(*pair) for pair in zip(then, now, strict=True)]
    return now


def test_the_first_versions_session_is_what_it_was(first: Session):
    assert (first.meta.title, first.meta.cluster, first.meta.date) == (
        "Pair talk and Cluster swap", "Cwm Tawe", date(2026, 12, 1),
    )  # fmt: skip
    assert (first.meta.start, first.meta.zone, first.meta.status) == ("09:00", "Europe/London", "running")
    assert (first.meta.review_date, first.meta.delete_by) == (date(2027, 1, 12), date(2027, 12, 1))
    assert first.meta.focus == (Ref(framework="leadership-qualities", ref="1"),)
    assert [step.title for step in first.steps] == [
        "Welcome", "Choose a quality", "Talk in pairs", "Write it down", "What I will look for",
    ]  # fmt: skip
    assert sum(step.minutes for step in first.steps) == 45
    assert [field.kind for field in first.steps[3].capture] == ["evidence", "action", "help", "scale"]
    assert [(one.name, one.school) for one in first.people] == [
        ("Siân Ŵyn-Jones", "Ysgol Tŷ Gwyn"),
        ("Tom Ellis", "Ysgol Tŷ Gwyn"),
        ("Ann O’Hara", "Cwm Primary"),
        ("Raj Patel", "Cwm Primary"),
    ]
    assert [one.here for one in first.people] == [True, False, True, None]
    (arranged,) = first.rounds
    assert [group.people for group in arranged.groups] == [
        ("pf2k7mzqa", "ph8v3jwrn"), ("pg5t9bxdc", "pk4z6scfm"),
    ]  # fmt: skip
    assert [choice.by for choice in first.choices] == ["pf2k7mzqa", "room"]
    note = first.notes[0]
    assert note.fields["evidence"].splitlines()[1] == "and again a week later"
    assert note.cites[1] == Cite(
        framework="leadership-qualities", ref="#2.1", text="Shares what works with other schools"
    )
    assert (note.shared, note.at) == ("room", datetime(2026, 12, 1, 9, 24, 10, 120_000, tzinfo=UTC))
    assert [(one.group, one.school, one.people) for one in first.notes[2:]] == [
        ("gx9d4hrtp", "", ("pg5t9bxdc", "pk4z6scfm")), ("", "Cwm Primary", ()),
    ]  # fmt: skip
    assert first.actions[0].due == date(2027, 1, 12)
    assert first.points[0].reviews[0].text == "A song, and nobody raises their voice"
    assert (first.swaps[0].partner, first.swaps[0].host) == ("ph8v3jwrn", "Cwm Primary")
    assert (first.clock.allowance, first.clock.elapsed) == (960, 61_500)
    assert (first.progress.step, first.progress.shown.kind) == ("sw6d2ngkp", "note")
    framework = first.framework("leadership-qualities")
    assert framework is not None
    found = framework.find_statement("1.4")
    assert found is not None
    assert found[1].text == note.cites[0].text


def test_the_first_versions_session_is_listed(store: Store):
    (listed,) = store.summaries()
    assert (listed.id, listed.minutes, listed.people, listed.notes) == (ID, 45, 4, 4)


def test_what_was_done_in_the_first_version_can_still_be_undone(store: Store):
    assert store.undo(ID) == "Two minutes more"
    assert store.load(ID).clock.allowance == 840
    assert store.undo(ID) == "Words for Ann O’Hara"
    assert store.load(ID).notes[1].fields["point"] == "How Tŷ Gwyn settles a class after break"
    assert store.undo(ID) is None
    assert Store(store.data, by="e5f6a7b8").redo(ID) == "Took out the note of Cwm Primary"
    assert len(store.load(ID).notes) == 3


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("points", lambda record: {**record, "reviews": []}),
        ("frameworks", lambda record: {**record, "digest": "another"}),
    ],
)
def test_a_change_that_version_1_wrote_down_is_undone_though_records_have_more_fields_now(
    tmp_path: Path, table: str, change: Callable[[dict[str, Any]], dict[str, Any]]
):
    plain = json.loads(FIRST.read_text("utf-8"))
    record = plain[table]["1"]
    if table == "points":
        assert "shared" not in record["reviews"][0]
    else:
        assert "wording" not in record["framework"]
    # As version 1 did it: the digest is of the record's own bytes.
    now = hashlib.blake2b(msgspec.json.encode(record), digest_size=8).hexdigest()
    was = change(record)
    plain["changes"]["9"] = {
        "id": "c9", "at": "2026-12-01T09:40:00Z", "label": "By version 1", "by": "mine", "visit": "", "undone": False,
        "images": [{"table": table, "id": record["id"], "was": was, "now": now, "place": -1}],
    }  # fmt: skip
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / f"{ID}.json").write_text(json.dumps(plain), "utf-8")
    store = Store(tmp_path, by="mine")
    assert store.undo(ID) == "By version 1"
    undone = getattr(store.load(ID), table)[0]
    if table == "points":
        assert undone.reviews == ()
    else:
        assert undone.digest == "another"
    assert store.redo(ID) == "By version 1"


def test_a_change_of_version_1_is_not_undone_over_what_came_after_it(tmp_path: Path):
    plain = json.loads(FIRST.read_text("utf-8"))
    record = plain["points"]["1"]
    now = hashlib.blake2b(msgspec.json.encode(record), digest_size=8).hexdigest()
    record["reviews"][0]["shared"] = "room"
    plain["changes"]["9"] = {
        "id": "c9", "at": "2026-12-01T09:40:00Z", "label": "By version 1", "by": "mine", "visit": "", "undone": False,
        "images": [{"table": "points", "id": record["id"], "was": {**record, "reviews": []}, "now": now, "place": -1}],
    }  # fmt: skip
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / f"{ID}.json").write_text(json.dumps(plain), "utf-8")
    with pytest.raises(CannotUndo):
        Store(tmp_path, by="mine").undo(ID)
