"""``facilitator export`` and ``facilitator worksheet``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.facilitator.commandline import call, new_session, step_asking


@pytest.fixture
def session(tmp_path: Path) -> str:
    """A session with one note of one person."""
    session = new_session(tmp_path, "--date", "2026-12-01")
    words = ("--field", "Evidence of impact=In March", "--field", "action=Ask for the minutes")
    call(
        "note",
        session,
        "--step",
        step_asking(session, "evidence"),
        "--person",
        "Mair",
        "--cite",
        "1.4",
        *words,
    )
    return session


@pytest.mark.parametrize(("kind", "files"), [("group", 1), ("people", 1), ("record", 1)])
def test_export_writes_files_and_prints_their_names(
    session: str, tmp_path: Path, kind: str, files: int
) -> None:
    folder = tmp_path / "new" / "folder"
    printed = [Path(line) for line in call("export", session, "--to", folder, "--for", kind).out.splitlines()]
    assert all(path.is_file() and path.is_relative_to(folder) for path in printed)
    assert sum(1 for path in printed if path.suffix == ".md") == files


def test_names_stay_in_the_record_and_go_from_the_group_notes(session: str, tmp_path: Path) -> None:
    texts = {}
    for kind in ("record", "group"):
        first = call("export", session, "--to", tmp_path / kind, "--for", kind).out.splitlines()[0]
        texts[kind] = Path(first).read_text(encoding="utf-8")
    assert "Mair Pugh" in texts["record"]
    assert "Mair Pugh" not in texts["group"]


def test_a_link_gets_its_code(session: str, tmp_path: Path) -> None:
    first = call(
        "export", session, "--to", tmp_path / "out", "--link", "https://example.org/notes"
    ).out.splitlines()[0]
    assert "example.org" in Path(first).read_text(encoding="utf-8")


def test_a_file_that_was_changed_is_left_and_said(session: str, tmp_path: Path) -> None:
    first = Path(call("export", session, "--to", tmp_path / "out").out.splitlines()[0])
    first.write_text("mine now")
    result = call("export", session, "--to", tmp_path / "out")
    assert "left as it is" in result.err
    assert first.read_text() == "mine now"


@pytest.mark.parametrize("format", ["html", "md,csv", "docx", ""])
def test_formats_that_there_are_not_are_wrong_usage(session: str, tmp_path: Path, format: str) -> None:
    result = call("export", session, "--to", tmp_path / "out", "--format", format, status=2)
    assert "md" in result.err
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_written_is_said(session: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    for command in ("export", "worksheet"):
        result = call(command, session, "--to", tmp_path / "taken", status=1)
        assert len(result.err.splitlines()) == 1
        assert "taken" in result.err
        assert call(command, session, "--to", " ", status=2).err
    assert "no pairs" in call("export", session, "--to", tmp_path / "out", "--for", "pairs", status=1).err


def test_the_worksheet_has_a_page_for_each_person(session: str, tmp_path: Path) -> None:
    text = Path(call("worksheet", session, "--to", tmp_path / "out").line).read_text(encoding="utf-8")
    assert all(name in text for name in ("Glenys Hopkin", "Siân Ŵyn-Jones"))


def test_what_people_read_from_comes_with_the_worksheets_when_asked_for(session: str, tmp_path: Path) -> None:
    sheets, *more = call("worksheet", session, "--to", tmp_path / "out", "--with-framework").out.splitlines()
    assert sheets.endswith("-worksheets.html")
    (page,) = more
    assert page.endswith("-leadership-qualities.html")
    assert "our own words" in Path(page).read_text(encoding="utf-8")


def test_as_many_pair_sheets_are_printed_as_there_will_be_pairs_or_are_asked_for(
    session: str, tmp_path: Path
) -> None:
    def pairs(*more: str) -> int:
        written = call("worksheet", session, "--to", tmp_path / "".join(("out", *more)), *more).line
        return Path(written).read_text(encoding="utf-8").count("For your pair")

    # Five people, and pairs are made twice.
    assert pairs() == 2 * 2
    assert pairs("--groups", "7") == 2 * 7
    call("worksheet", session, "--to", tmp_path / "out", "--groups", "0", status=2)
