"""Writing hand-outs in several formats at once: which files, in which order, and what is left when it is cut off."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.errors import ExportError
from exports.folder import MANIFEST, Folder
from exports.formats import FORMATS
from exports.names import pseudonym
from exports.write import export
from tests.exports.awkward import NOW, SESSION
from tests.exports.later import LATER

STEM = "2026-12-01-cwm-test"
ALL = tuple(FORMATS)


def test_every_format_is_written_hand_outs_first_and_each_says_whether_names_are_removed(
    tmp_path: Path,
) -> None:
    told: list[tuple[int, int]] = []
    files = export(SESSION, tmp_path, formats=ALL, now=NOW, progress=lambda *done: told.append(done))
    written = [path.name for path in files if path.parent == tmp_path]
    assert written == [path.name for path in files][: len(ALL)]
    assert written == [f"{STEM}-group-notes{FORMATS[id].suffix}" for id in ALL]
    assert told == [(done, len(ALL)) for done in range(1, len(ALL) + 1)]
    for path in files[: len(ALL)]:
        text = path.read_text(encoding="utf-8").lower()
        assert "names" in text
        assert "removed" in text
        assert "rhian" not in text


def test_images_lie_beside_those_formats_alone_that_show_them(tmp_path: Path) -> None:
    export(SESSION, tmp_path, formats=("csv", "html", "csv"), now=NOW)
    assert {path.name for path in tmp_path.iterdir()} == {
        MANIFEST,
        f"{STEM}-group-notes.csv",
        f"{STEM}-group-notes.html",
    }


def test_a_format_that_has_nothing_to_say_is_left_out_and_said(tmp_path: Path) -> None:
    bare = replace(SESSION, meta=replace(SESSION.meta, review_date=None))
    files = export(bare, tmp_path, "people", formats=("ics",), now=NOW)
    assert [path.name for path in files] == [f"{STEM}-rhian-jones.ics", f"{STEM}-sion-ap-owain.ics"]
    assert [one for one in files.remarks if "Calendar" in one] == [
        "2 of 4 files were not written as “Calendar”: there is no review, next session or swap day on a date."
    ]
    nothing = export(bare, tmp_path / "group", formats=("ics",), now=NOW)
    assert nothing == []
    assert nothing.remarks[0].startswith("No file for “Calendar” was written")
    with_next = export(bare, tmp_path / "next", formats=("ics",), now=NOW, following=LATER)
    assert b"DTSTART;TZID=Europe/London:20270112T090000" in with_next[0].read_bytes()


@pytest.mark.parametrize("formats", [(), ("docx",), ("md", "docx")])
def test_formats_that_there_are_not_are_refused_before_anything_is_written(
    formats: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match="md, html, csv, json or ics"):
        export(SESSION, tmp_path / "new", formats=formats, now=NOW)
    with pytest.raises(ExportError, match="web address"):
        export(SESSION, tmp_path / "new", link="nowhere", now=NOW)
    assert not (tmp_path / "new").exists()


def test_the_data_of_everyone_goes_by_the_same_pseudonyms(tmp_path: Path) -> None:
    files = export(SESSION, tmp_path, "people", "removed", ("csv", "json"), now=NOW)
    (rhians,) = [path for path in files if path.suffix == ".csv" and "secret-one" in path.read_text("utf-8")]
    whose = pseudonym(SESSION, "p1")
    assert rhians.stem.endswith(whose.lower().replace(" ", "-0"))
    assert f'"{whose}"' in rhians.read_text("utf-8")
    assert f'"for": "{whose}"' in rhians.with_suffix(".json").read_text("utf-8")


@pytest.mark.parametrize("before", range(4))
def test_cut_off_half_way_it_leaves_whole_files_that_the_next_time_replaces(
    before: int, tmp_path: Path
) -> None:
    folder = tmp_path / "half"

    def cut_off(done: int, _: int) -> None:
        if done > before:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(SESSION, folder, "people", formats=("md", "csv"), now=NOW, progress=cut_off)
    whole = tmp_path / "whole"
    export(SESSION, whole, "people", formats=("md", "csv"), now=NOW)
    left = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()} - {Path(MANIFEST)}
    assert left
    assert all((folder / path).read_bytes() == (whole / path).read_bytes() for path in left)
    # Of another day, so that every file is another one: none is taken for somebody else's.
    later = NOW.replace(day=9)
    assert not [
        one
        for one in export(SESSION, folder, "people", formats=("md", "csv"), now=later).remarks
        if "left as it is" in one
    ]


def test_killed_half_way_the_next_time_replaces_what_is_there_and_clears_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that is killed says nothing at the end."""

    def killed(done: int, _: int) -> None:
        if done > 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "__exit__", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            export(SESSION, tmp_path, "people", formats=("md", "csv"), now=NOW, progress=killed)
    assert not (tmp_path / MANIFEST).exists()
    mine = next(tmp_path.glob("*.csv"))
    mine.write_text("mine now", encoding="utf-8")
    crumb, other = tmp_path / ".0123456789abcdef.part", tmp_path / "qr" / ".fedcba9876543210.part"
    for path in (crumb, other):
        path.write_text("Half a fi", encoding="utf-8")
    os.utime(crumb, (0, 0))
    later = NOW.replace(day=9)
    written = export(SESSION, tmp_path, "people", formats=("md", "csv"), now=later)
    assert [one.count(mine.name) for one in written.remarks if "left as it is" in one] == [1]
    # What was just begun may be another program's.
    there = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert there == {*written, tmp_path / MANIFEST, mine, other}


def test_ctrl_c_while_a_file_is_written_leaves_no_crumbs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed, real = [True], os.fsync

    def interrupted(file: int) -> None:
        if pressed and pressed.pop():
            raise KeyboardInterrupt
        real(file)

    export(SESSION, tmp_path, formats=("csv",), now=NOW)
    before = (tmp_path / f"{STEM}-group-notes.csv").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr("exports.folder.os.fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            export(replace(SESSION, notes=SESSION.notes[:3]), tmp_path, formats=("csv",), now=NOW)
    assert {path.name for path in tmp_path.iterdir()} == {MANIFEST, f"{STEM}-group-notes.csv"}
    assert (tmp_path / f"{STEM}-group-notes.csv").read_bytes() == before


def test_a_session_that_is_running_can_be_handed_out(tmp_path: Path) -> None:
    running = replace(
        SESSION,
        meta=replace(SESSION.meta, status="running"),
        progress=replace(SESSION.progress, step="write", started_at=NOW),
        notes=SESSION.notes[:2],
    )
    assert (
        len([path for path in export(running, tmp_path, formats=ALL, now=NOW) if path.parent == tmp_path])
        == 5
    )
    after = export(replace(running, notes=SESSION.notes), tmp_path, formats=ALL, now=NOW)
    assert after.remarks == []
    assert "swap" in (tmp_path / f"{STEM}-group-notes.csv").read_text(encoding="utf-8")
