"""``facilitator export`` and ``facilitator worksheet``."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from facilitator.cli import handouts
from facilitator.settings import Settings
from sessions.handover import handed_over, same
from sessions.series import again
from sessions.store import Store
from tests.facilitator.commandline import call, moment, new_session, step_asking


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


def test_the_usual_link_is_filled_in_and_stays_the_sessions(
    session: str, tmp_path: Path, data_folder: Path
) -> None:
    def links(*given: str) -> str:
        files = call("export", session, "--to", tmp_path / "out", *given).out.splitlines()
        return Path(files[0]).read_text(encoding="utf-8")

    settings = Settings(data_folder)
    settings.put(link="https://example.org/{cluster}/{date}", link_days=2)
    assert "<https://example.org/cwm-test/2026-12-01>" in links()
    settings.put(link="https://elsewhere.example/{id}")
    assert "<https://example.org/cwm-test/2026-12-01>" in links()
    assert f"<https://elsewhere.example/{session}>" in links("--link", "https://elsewhere.example/{id}")
    wrong = call("export", session, "--to", tmp_path / "out", "--link", "https://x.org/{school}", status=1)
    assert "“{school}” cannot be filled in." in wrong.err


def test_a_file_that_was_changed_is_left_and_said(session: str, tmp_path: Path) -> None:
    first = Path(call("export", session, "--to", tmp_path / "out").out.splitlines()[0])
    first.write_text("mine now")
    result = call("export", session, "--to", tmp_path / "out")
    assert "left as it is" in result.err
    assert first.read_text() == "mine now"


@pytest.mark.parametrize("format", ["docx", "md,\x1b[31m", ""])
def test_formats_that_there_are_not_are_wrong_usage(session: str, tmp_path: Path, format: str) -> None:
    result = call("export", session, "--to", tmp_path / "out", "--format", format, status=2)
    assert "md, html, csv, json or ics" in result.err
    assert "\x1b" not in result.err
    assert not (tmp_path / "out").exists()


def test_every_format_is_written_and_the_calendar_knows_the_next_session(
    session: str, tmp_path: Path, data_folder: Path
) -> None:
    store = Store(data_folder)
    before = store.change(
        session, "Review", lambda one: replace(one, meta=replace(one.meta, review_date=date(2027, 1, 12)))
    )
    for day in (date(2027, 2, 2), date(2027, 1, 19)):
        store.create(again(before, day=day, now=moment()))
    files = call("export", session, "--to", tmp_path / "out", "--format", "ics, CSV,md,json,html,md")
    paths = [Path(line) for line in files.out.splitlines()]
    assert [path.suffix for path in paths[:5]] == [".ics", ".csv", ".md", ".json", ".html"]
    calendar = paths[0].read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20270112" in calendar
    # Of two that go on from it, the first.
    assert ":20270119T" in calendar
    assert "20270202" not in calendar


def test_the_record_is_taken_in_again_elsewhere_and_group_notes_are_refused(
    session: str, tmp_path: Path, data_folder: Path
) -> None:
    out = ("export", session, "--to", tmp_path, "--format", "json", "--for")
    record, group = (Path(call(*out, kind).out.splitlines()[0]) for kind in ("record", "group"))
    assert call("sessions", "import", record, "--data", tmp_path / "elsewhere").line == session
    there = Store(tmp_path / "elsewhere").load(session)
    assert same(there, Store(data_folder).load(session))
    assert handed_over(there) == record.read_bytes()
    refused = call("sessions", "import", group, "--data", tmp_path / "elsewhere", status=1).err
    assert "holds group notes alone, with names removed" in refused
    assert len(refused.splitlines()) == 1


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


def test_what_is_in_doubt_with_names_removed_is_said(session: str, tmp_path: Path) -> None:
    step = step_asking(session, "evidence")
    words = ("--cite", "1.4", "--field", "Evidence of impact=Gyda Fair")
    call("note", session, "--step", step, "--person", "Alun", *words)
    assert "doubt" not in call("export", session, "--to", tmp_path / "a").err
    said = call("export", session, "--to", tmp_path / "b", "--for", "record", "--names", "removed").err
    assert "1 word in doubt: “Fair” goes." in said
    assert "doubt" not in call("export", session, "--to", tmp_path / "c", "--for", "record").err


def test_the_run_sheet_and_the_attendance_are_written_as_any_other_hand_out(
    session: str, tmp_path: Path
) -> None:
    for kind, words in (("run-sheet", "Planned from"), ("attendance", "Attendance, for CPD")):
        page = call("export", session, "--to", tmp_path / kind, "--for", kind).line
        assert page.endswith(f"-{kind}.md")
        assert words in Path(page).read_text(encoding="utf-8")
    said = call("export", session, "--to", tmp_path / "out", "--for", "attendance", "--format", "md,ics").err
    assert "a list of who took part has no dates to come" in said


def test_a_template_has_blank_worksheets(tmp_path: Path) -> None:
    page = call("worksheet", "quality-pair-talk", "--to", tmp_path / "out").line
    assert page.endswith("quality-pair-talk-worksheets.html")
    assert "For your pair" in Path(page).read_text(encoding="utf-8")
    assert "no session" in call("worksheet", "quality-pear-talk", "--to", tmp_path / "out", status=1).err


class _Screen(StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("seconds", "terminal", "told"), [(2.0, True, True), (0.1, True, False), (2.0, False, False)]
)
def test_what_takes_longer_than_a_moment_is_told_on_a_terminal_and_wiped_out(
    monkeypatch: pytest.MonkeyPatch, *, seconds: float, terminal: bool, told: bool
) -> None:
    moments, screen = iter((0.0, seconds, seconds)), _Screen(terminal=terminal)
    monkeypatch.setattr("facilitator.cli.handouts.time", SimpleNamespace(monotonic=lambda: next(moments)))
    monkeypatch.setattr("sys.stderr", screen)
    with handouts._telling() as tell:
        tell(9, 30)
        tell(30, 30)
    said = "\r9 of 30 files are written.\r30 of 30 files are written.\r" + " " * 27 + "\r"
    assert screen.getvalue() == (said if told else "")
