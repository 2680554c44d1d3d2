"""Files in a folder: safe names, whole files, and nothing of anybody else's overwritten."""

import json
import os
import re
from pathlib import Path

import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image

from exports import called, handout, markdown, qr
from exports.calendar import review_event
from exports.errors import ExportError
from exports.folder import MANIFEST
from exports.formats import FORMATS
from exports.names import Names, pseudonym
from exports.planned import For
from exports.write import export, worksheet_to
from sessions.model import Group, Round
from tests.exports.awkward import NOW, SESSION

STEM = "2026-12-01-cwm-test"


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}


def test_group_notes_are_written_with_their_codes_beside_them(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    files = export(SESSION, folder, now=NOW)
    assert [path.relative_to(folder).as_posix() for path in files] == [
        f"{STEM}-group-notes.md",
        f"qr/{STEM}-review-date.png",
        f"qr/{STEM}-review-date.svg",
        f"qr/{STEM}-source-water.png",
        f"qr/{STEM}-source-water.svg",
    ]
    assert names(folder) == {path.relative_to(folder).as_posix() for path in files}
    assert files.remarks == []
    text = files[0].read_text(encoding="utf-8")
    for image in re.findall(r"!\[[^\]]*\]\(([^)]*)\)", text):
        with Image.open(folder / image) as picture:
            assert zxingcpp.read_barcodes(picture.convert("L"))
    with Image.open(files[1]) as picture:
        assert zxingcpp.read_barcodes(picture.convert("L"))[0].text == review_event(SESSION)
    assert files[2].read_text(encoding="utf-8") == qr.svg(review_event(SESSION))


def test_a_persons_own_code_is_only_on_their_sheet(tmp_path: Path) -> None:
    export(SESSION, tmp_path, "people", now=NOW, only="p1")
    assert {path.name for path in (tmp_path / "qr").iterdir()} == {
        f"{STEM}-rhian-jones-actions.png",
        f"{STEM}-source-water.png",
        f"{STEM}-source-water.svg",
    }


@pytest.mark.parametrize(
    ("kind", "kept", "expected"),
    [
        (
            "people",
            None,
            {"rhian-jones", "sion-ap-owain", "will-price-wyn", "mrs-niamh-odriscoll", "mair-jones"},
        ),
        ("people", "removed", {f"leader-0{n}" for n in range(1, 6)}),
        ("pairs", None, {"pair-01", "pair-02"}),
        ("pairs", "removed", {"pair-a", "pair-b"}),
        ("schools", None, {"ysgol-ty-gwyn", "cae-glas-primary-school", "st-marys-c-p-school"}),
        ("schools", "removed", {"school-a", "school-b", "school-c", "school-d"}),
        ("record", None, {"record"}),
    ],
)
def test_every_kind_has_files_of_its_own(
    kind: For, kept: Names | None, expected: set[str], tmp_path: Path
) -> None:
    files = export(SESSION, tmp_path, kind, kept, now=NOW)
    stems = {path.stem.removeprefix(f"{STEM}-") for path in files if path.suffix == ".md"}
    # One school is a host only, so that nobody is of it and one letter has no file; one person was not there.
    assert stems <= expected
    assert len(stems) >= len(expected) - 1


@pytest.mark.parametrize(
    ("kind", "one", "said"),
    [
        ("people", "rhian-jones", "4 people were left out: nothing was written down for them yet."),
        ("pairs", "pair-01", "1 pair or group was left out: nothing was written down for them yet."),
        ("schools", "ysgol-ty-gwyn", "2 schools were left out: nothing was written down for them yet."),
    ],
)
def test_nobody_gets_a_file_with_nothing_of_theirs_in_it(
    kind: For, one: str, said: str, tmp_path: Path
) -> None:
    note = next(one for one in SESSION.notes if one.id == ("n9" if kind == "schools" else "n1"))
    if kind == "pairs":
        note = replace(note, shared="group")
    note = replace(note, people=("p1",))
    few = replace(SESSION, notes=(note,), actions=(), points=(), swaps=(), choices=())
    files = export(few, tmp_path, kind, now=NOW)
    assert [path.name for path in files if path.suffix == ".md"] == [f"{STEM}-{one}.md"]
    assert files.remarks == [said]


def test_one_person_who_is_asked_for_gets_a_file_and_nobody_at_all_is_said(tmp_path: Path) -> None:
    empty = replace(SESSION, notes=(), actions=(), points=(), swaps=(), choices=())
    files = export(empty, tmp_path, "people", now=NOW, only="p1")
    assert files[0].name == f"{STEM}-rhian-jones.md"
    with pytest.raises(ExportError, match="nothing was written down for anybody"):
        export(empty, tmp_path, "people", now=NOW)


def test_with_names_removed_no_file_holds_a_name_in_its_name_or_words(tmp_path: Path) -> None:
    files = export(SESSION, tmp_path, "people", "removed", tuple(FORMATS), now=NOW)
    assert len(files) >= 5 * 4
    for path in files:
        said = path.name + (path.read_text(encoding="utf-8") if path.parent == tmp_path else "")
        for name in ("Rhian", "rhian", "Siôn", "sion", "Niamh", "Jones", "Tŷ Gwyn", "Parry", "Bethan"):
            assert not re.search(rf"\b{name}\b", said), (path.name, name)
    number = pseudonym(SESSION, "p1").removeprefix("Leader ")
    text = (tmp_path / f"{STEM}-leader-0{number}.md").read_text(encoding="utf-8")
    assert "secret" in text
    assert "secret-three" not in text


def test_numbered_files_beside_those_with_names_are_told_of(tmp_path: Path) -> None:
    """Who has both can tell whose the numbered one is."""
    named = export(SESSION, tmp_path, "people", formats=("md", "csv"), now=NOW)
    told = (
        "8 files with names are in this folder too, from before: whoever gets both can tell whose is whose."
    )
    assert told in export(SESSION, tmp_path, "people", "removed", now=NOW).remarks
    # Group notes belong to nobody, and what is not there any more tells nothing.
    assert export(SESSION, tmp_path, now=NOW).remarks == []
    for path in named:
        path.unlink()
    assert not [
        one for one in export(SESSION, tmp_path, "pairs", "removed", now=NOW).remarks if "names" in one
    ]


def test_a_second_export_replaces_what_the_first_wrote(tmp_path: Path) -> None:
    export(SESSION, tmp_path, now=NOW)
    before = names(tmp_path)
    changed = replace(SESSION, notes=())
    files = export(changed, tmp_path, now=NOW)
    assert names(tmp_path) == before
    assert files.remarks == []
    assert "Nothing was shared" in files[0].read_text(encoding="utf-8")


def test_a_file_the_user_changed_or_made_is_never_overwritten(tmp_path: Path) -> None:
    first = export(SESSION, tmp_path, now=NOW)[0]
    first.write_text("mine now", encoding="utf-8")
    code = tmp_path / "qr" / f"{STEM}-review-date.png"
    code.write_bytes(b"mine too")
    files = export(SESSION, tmp_path, now=NOW)
    assert first.read_text(encoding="utf-8") == "mine now"
    assert code.read_bytes() == b"mine too"
    assert files[0].name == f"{STEM}-group-notes-2.md"
    assert f"](qr/{STEM}-review-date-2.png)" in files[0].read_text(encoding="utf-8")
    assert [first.name in remark or code.name in remark for remark in files.remarks] == [True, True]
    assert "left as it is" in files.remarks[0]
    # The next one goes on with the file that is ours.
    again = export(replace(SESSION, notes=()), tmp_path, now=NOW)
    assert again[0] == files[0]
    assert names(tmp_path) == {
        f"{STEM}-group-notes.md",
        f"{STEM}-group-notes-2.md",
        f"qr/{STEM}-review-date.png",
        f"qr/{STEM}-review-date-2.png",
        f"qr/{STEM}-review-date.svg",
        f"qr/{STEM}-source-water.png",
        f"qr/{STEM}-source-water.svg",
    }


def test_another_session_of_the_same_name_gets_files_of_its_own(tmp_path: Path) -> None:
    first = export(SESSION, tmp_path, now=NOW)[0]
    before = first.read_bytes()
    other = replace(SESSION, meta=replace(SESSION.meta, id="2026-12-01-other"), notes=())
    assert export(other, tmp_path, now=NOW)[0].name == f"{STEM}-group-notes-2.md"
    assert first.read_bytes() == before


@pytest.mark.parametrize("manifest", [b"", b"{", b"[]", b'{"version": 1, "files": {"a": 1}}', b"\xff"])
def test_a_manifest_that_cannot_be_read_vouches_for_nothing(manifest: bytes, tmp_path: Path) -> None:
    first = export(SESSION, tmp_path, now=NOW)[0]
    first.write_text("mine", encoding="utf-8")
    (tmp_path / MANIFEST).write_bytes(manifest)
    assert export(SESSION, tmp_path, now=NOW)[0].name == f"{STEM}-group-notes-2.md"
    assert first.read_text(encoding="utf-8") == "mine"


def test_the_manifest_says_what_is_ours(tmp_path: Path) -> None:
    export(SESSION, tmp_path, now=NOW)
    said = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert set(said["files"]) == names(tmp_path)
    assert {one["session"] for one in said["files"].values()} == {SESSION.id}


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege there")
def test_a_link_to_somewhere_else_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("keep", encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / f"{STEM}-group-notes.md").symlink_to(precious)
    assert export(SESSION, folder, now=NOW)[0].name == f"{STEM}-group-notes-2.md"
    assert precious.read_text(encoding="utf-8") == "keep"


def test_a_folder_that_is_a_file_is_said_in_words(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("x", encoding="utf-8")
    with pytest.raises(ExportError, match="there is a file where the folder should be") as caught:
        export(SESSION, place, now=NOW)
    assert str(place) in str(caught.value)


def test_a_full_disk_leaves_whole_files_and_no_crumbs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(SESSION, tmp_path, now=NOW)[0]
    before = first.read_bytes()
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target).suffix == ".md":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ExportError, match="the disk is full") as caught:
        export(replace(SESSION, notes=()), tmp_path, now=NOW)
    assert first.name in str(caught.value)
    assert first.read_bytes() == before
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ("../../etc/passwd", "2026-12-01-etc-passwd"),
        ("CON", "2026-12-01-con"),
        ("漢字", "2026-12-01-session"),
        ("Ŵy a \x00\n/ b", "2026-12-01-wy-a-b"),
        ("x" * 300, "2026-12-01-" + "x" * 20),
        ("Dyffryn Melwern cluster", "2026-12-01-dyffryn-melwern"),
    ],
)
def test_files_are_named_safely_after_the_cluster_or_else_the_title(
    words: str, stem: str, tmp_path: Path
) -> None:
    for meta in (
        replace(SESSION.meta, cluster=words, title=words),
        replace(SESSION.meta, cluster="", title=words),
    ):
        files = export(replace(SESSION, meta=meta), tmp_path / "out", now=NOW)
        assert files[0].name == f"{stem}-group-notes.md"
        assert files.remarks == []
    assert {path.name for path in tmp_path.iterdir()} == {"out"}


def test_a_long_name_is_cut_between_words(tmp_path: Path) -> None:
    first, *rest = SESSION.people
    school = "St Cewydd's Church in Wales Primary School and Nursery"
    people = (replace(first, school=school), *(replace(one, school="") for one in rest))
    files = export(replace(SESSION, people=people), tmp_path, "schools", now=NOW)
    assert files[0].name == f"{STEM}-st-cewydds-church-in-wales-primary.md"


def test_people_of_the_same_name_each_get_a_file(tmp_path: Path) -> None:
    twins = replace(SESSION, people=tuple(replace(one, name="Rhian Jones") for one in SESSION.people))
    files = [path for path in export(twins, tmp_path, "people", now=NOW) if path.suffix == ".md"]
    assert len({path.name for path in files}) == len(SESSION.people) - 1  # one was not there


def test_what_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="json or ics, not as docx"):
        export(SESSION, tmp_path, formats=("md", "docx"), now=NOW)
    with pytest.raises(ExportError, match="no list of people"):
        export(replace(SESSION, people=()), tmp_path, "people", now=NOW)
    with pytest.raises(ExportError, match="no pairs"):
        export(replace(SESSION, rounds=()), tmp_path, "pairs", now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_worksheets_are_one_file(tmp_path: Path) -> None:
    (path,) = worksheet_to(SESSION, tmp_path, now=NOW)
    assert path.name == f"{STEM}-worksheets.html"
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_pairs_made_anew_are_listed_alone_and_what_the_old_ones_wrote_keeps_its_file() -> None:
    (old,) = SESSION.rounds
    anew = Round(
        id="anew", step=old.step, groups=(Group(id="g9", label="Pair 9", people=("p1", "p3")),), made_at=NOW
    )
    session = replace(SESSION, rounds=(old, anew))
    written_for = {(made.id, group.id) for made in called.rounds_to_write(session) for group in made.groups}
    assert {(old.id, "g1"), ("anew", "g9")} <= written_for
    bare = replace(session, notes=())
    assert [made.id for made in called.rounds_to_write(bare)] == ["anew"]
    together = markdown.render(handout.record(session, NOW)).partition("Who sat together")[2]
    assert "Pair 9" in together
    assert "Pair 2" not in together.partition("\n## ")[0]
