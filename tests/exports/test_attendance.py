"""Who took part: a list with names for records of professional learning, and a line in one's own notes."""

import csv
import io
import json
from pathlib import Path

from msgspec.structs import replace

from exports import csv_table, handout, json_data, markdown
from exports.attendance import attendance
from exports.write import export
from sessions.model import Ref, Session
from tests.exports.awkward import NOW
from tests.exports.awkward import SESSION as AWKWARD
from tests.exports.test_run_sheet import went

SESSION = replace(went(AWKWARD), notes=AWKWARD.notes, meta=replace(went(AWKWARD).meta, sample=False))
NAMES = [word for person in SESSION.people for word in (person.name, person.school) if word]


def ticked(here: bool | None) -> Session:
    return replace(SESSION, people=tuple(replace(one, here=here) for one in SESSION.people))


def test_it_names_everyone_with_who_was_there_when_how_long_and_on_what_and_no_note() -> None:
    said = markdown.render(attendance(SESSION, NOW))
    for part in (
        "it names people",
        "- **Date**: Tuesday 1 December 2026",
        "- **Time**: 09:03 to 10:10, 67 minutes",
        "- **Worked on**: 1 Springs \\<b>& sources\\</b>",
        "- **Took part**: Four people from three schools, of five on the list",
        "- **Facilitator**: …",
        "- **Place**: …",
        "| Name | School | Role | Signature |",
        "| Siôn ap Owain | Cae-glas Primary School | Deputy \\| acting |  |",
    ):
        assert part in said
    assert not any(text[:12] in said for note in SESSION.notes for text in note.fields.values())


def test_who_was_not_there_signs_nothing_once_the_session_is_over() -> None:
    said = markdown.render(attendance(SESSION, NOW))
    assert "**Not there:** Mair Jones (Cae-glas Primary School)." in said
    assert "| Mair Jones |" not in said
    running = replace(SESSION, meta=replace(SESSION.meta, status="running"))
    said = markdown.render(attendance(running, NOW))
    assert "| Mair Jones | Cae-glas Primary School |  | not there |  |" in said
    assert "| Rhian Jones | Ysgol Tŷ Gwyn | Headteacher | there |  |" in said
    assert "Not there:" not in said


def test_what_was_worked_on_is_said_in_one_line_where_it_was_all_of_a_framework() -> None:
    (used, *_) = SESSION.frameworks
    every = tuple(Ref(framework=used.id, ref=area.ref) for area in used.framework.areas)
    said = markdown.render(
        attendance(replace(SESSION, frameworks=(used,), meta=replace(SESSION.meta, focus=every)), NOW)
    )
    (line,) = [line for line in said.splitlines() if line.startswith("- **Worked on**")]
    assert line.startswith("- **Worked on**: all ")


def test_with_names_removed_it_is_numbers_alone() -> None:
    document = attendance(SESSION, NOW, "removed")
    for said in (markdown.render(document), csv_table.render(document).decode()):
        assert not any(name in said for name in NAMES)
    rows = list(csv.reader(io.StringIO(csv_table.render(document).decode("utf-8-sig"))))
    assert rows[1][3:] == ["67", "4", "5", "3"]


def test_before_anybody_was_ticked_off_nobody_is_said_to_have_been_there() -> None:
    said = markdown.render(attendance(ticked(None), NOW))
    assert "five people on the list from three schools; nobody was ticked off" in said
    assert "| Rhian Jones | Ysgol Tŷ Gwyn | Headteacher |  |" in said
    empty = replace(SESSION, people=())
    assert "nobody is on the list of this session" in markdown.render(attendance(empty, NOW, "removed"))
    coming = replace(ticked(None), meta=replace(SESSION.meta, status="planned"))
    assert "**Took part**: Five people on the list from three schools\n" in markdown.render(
        attendance(coming, NOW)
    )


def test_without_a_list_of_people_there_are_lines_to_sign_on_paper_and_nothing_in_data() -> None:
    empty = attendance(replace(SESSION, people=()), NOW)
    said = markdown.render(empty)
    assert "| Name | School | Role | Signature |" in said
    assert said.count("|  |  |  |  |") == 20
    assert "those who sign below" in said
    assert len(csv_table.render(empty).splitlines()) == 1
    data = json.loads(json_data.render(empty))
    assert data["tables"][0]["rows"] == []
    assert not any("|" in line for section in data["sections"] for line in section["text"])
    assert "Signature" not in markdown.render(attendance(replace(SESSION, people=()), NOW, "removed"))


def test_every_format_but_a_calendar_is_written_and_a_row_is_a_person_with_the_session(
    tmp_path: Path,
) -> None:
    written = export(SESSION, tmp_path, "attendance", formats=("md", "html", "csv", "json", "ics"), now=NOW)
    assert [path.suffix for path in written] == [".md", ".html", ".csv", ".json"]
    assert written.remarks == [
        "No file for “Calendar” was written: a list of who took part has no dates to come."
    ]
    rows = list(csv.reader(io.StringIO(written[2].read_bytes().decode("utf-8-sig"))))
    assert len(rows) == 1 + len(SESSION.people)
    assert rows[1][0] == "2026-12-01"
    assert rows[1][3:] == ["67", "Rhian Jones", "Ysgol Tŷ Gwyn", "Headteacher", "there"]
    assert json.loads(written[3].read_bytes())["tables"][0]["rows"][0][4] == "Rhian Jones"


def test_ones_own_notes_have_a_line_for_ones_own_record_if_one_was_there() -> None:
    line = 'took part in “Springs & "rivers" | `#1` \\`day\\`”, Cwm \\<Test>, Tuesday 1 December 2026, 09:03 to 10:10'
    assert f"**For your CPD record:** {line}, 67 minutes." in markdown.render(
        handout.own_notes(SESSION, "p1", NOW)
    )
    planned = replace(SESSION, meta=replace(SESSION.meta, status="planned"))
    for session, whose in ((SESSION, "p5"), (planned, "p1"), (ticked(None), "p5")):
        assert "CPD" not in markdown.render(handout.own_notes(session, whose, NOW))
    assert "CPD" not in markdown.render(handout.own_notes(SESSION, "p1", NOW, "removed"))
    # Who wrote something was there, ticked off or not.
    assert "CPD" in markdown.render(handout.own_notes(ticked(None), "p1", NOW))
