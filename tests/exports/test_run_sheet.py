"""The run sheet as a hand-out: as it is planned, as it is going, and as it went."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports import calendar_file, csv_table, markdown
from exports.document import Table
from exports.run_sheet import run_sheet, spoken, times
from exports.write import export
from sessions.model import Session, Visit
from sessions.runsheet import timetable
from tests.exports.awkward import NOW, SESSION

# 1 December 2026 in Wales is in UTC.
NINE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
PLANNED = replace(
    SESSION,
    meta=replace(SESSION.meta, status="planned", sample=False),
    progress=replace(SESSION.progress, visits=(), started_at=None, finished_at=None, step=""),
)


def minutes(count: int) -> datetime:
    return NINE + timedelta(minutes=count)


def went(session: Session = PLANNED) -> Session:
    """Begun 3 minutes late; talking took 20 minutes and was gone back to, writing was left out, the last was not
    reached; a step was put in after the second."""
    plan = timetable(session)
    welcome, talk, write, reflect, harvest, room = session.steps
    put_in = replace(reflect, id="quick", title="A *quick* | one", minutes=4)
    visits = (
        Visit(step=welcome.id, entered=minutes(3), left=minutes(8)),
        Visit(step=talk.id, entered=minutes(8), left=minutes(33)),
        Visit(step="quick", entered=minutes(28), left=minutes(34)),
        Visit(step=write.id, entered=minutes(34), skipped=True),
        Visit(step=reflect.id, entered=minutes(34), left=minutes(40)),
        Visit(step=harvest.id, entered=minutes(40), left=minutes(70)),
    )
    return replace(
        session,
        meta=replace(session.meta, status="finished"),
        steps=(welcome, talk, put_in, replace(write, minutes=2), reflect, harvest, room),
        progress=replace(
            session.progress,
            visits=visits,
            timetable=plan,
            started_at=minutes(3),
            finished_at=minutes(70),
            step=harvest.id,
        ),
    )


def rows(session: Session, now: datetime = NOW) -> list[list[str]]:
    (table,) = [block for block in run_sheet(session, now).blocks if isinstance(block, Table)]
    return [["".join(span.text for span in cell) for cell in row] for row in table.rows]


def test_before_the_session_it_is_the_plan_with_its_times_and_how_people_sit() -> None:
    assert [row[:4] for row in rows(PLANNED)[:3]] == [
        ["09:00", "5", "Welcome", "all together"],
        ["09:05", "12", "Talk [in] pairs", "in pairs"],
        ["09:17", "14", "Write it down", "same pairs as in “Talk [in] pairs”"],
    ]
    said = markdown.render(run_sheet(PLANNED, NOW))
    assert "Tuesday 1 December 2026. Planned from 09:00 to 09:56, six steps in 56 min." in said
    assert "speaks first" not in said  # for the facilitator alone
    assert "The full guide" in said
    assert "The full guide" not in markdown.render(run_sheet(went(), NOW))


def test_before_the_session_it_says_what_to_have_ready_and_what_to_say_first() -> None:
    welcome, talk, *rest = PLANNED.steps
    private = f'Be on time. Then say: "Write now. Nobody sees it. {"It is yours, " * 9}truly."'
    steps = (replace(welcome, private=private), replace(talk, private='Tell them "no" if they ask.'), *rest)
    session = replace(PLANNED, steps=steps)
    assert [row[4] for row in rows(session)[:3]] == [
        "Say: “Write now. Nobody sees it. …”",
        rows(PLANNED)[1][4],
        rows(PLANNED)[2][4],
    ]
    assert rows(PLANNED)[2][4].startswith("Worksheets")
    removed = markdown.render(run_sheet(session, NOW, "removed"))
    assert "Nobody sees it" not in removed


@pytest.mark.parametrize(
    ("private", "said"),
    [
        ('Wait. Ask: "Whose desk?" Then stop.', "Whose desk?"),
        ("Say it once, to everyone: “One question. Then wait.”", "One question. Then wait."),
        ('If a pair is stuck, ask the owner: "What would you know?"', ""),
        ('Ask those who write nothing: "What surprised you?"', ""),
        ('Second speakers shrink: "Mine is nothing like that."', ""),
        ('Listen for "we".', ""),
        ("", ""),
    ],
)
def test_only_what_is_said_to_the_room_is_taken_from_the_words_to_the_facilitator(
    private: str, said: str
) -> None:
    assert spoken(private) == said


def test_afterwards_it_says_when_each_step_began_how_long_it_took_and_what_was_different() -> None:
    assert rows(went())[:2] == [
        ["1 Welcome", "09:00", "09:03", "5", "5", "all together", ""],
        ["2 Talk [in] pairs", "09:05", "09:08", "12", "25", "in pairs", "gone back to"],
    ]
    assert [[*row[:5], row[-1]] for row in rows(went())[2:]] == [
        ["3 A *quick* | one", "", "09:28", "4", "6", "put in on the way"],
        ["4 Write it down", "09:17", "", "14", "", "left out"],
        ["5 Reflect", "09:31", "09:34", "10", "6", ""],
        ["6 Harvest | plenary", "09:41", "09:40", "12", "30", ""],
        ["7 Parking lot", "09:53", "", "3", "", "not reached"],
    ]
    said = markdown.render(run_sheet(went(), NOW))
    assert (
        "Planned from 09:00 to 09:56, six steps in 56 min. It began at 09:03 and ended at 10:10, 14 min late."
        in said
    )


def test_while_it_runs_what_is_to_come_says_when_it_is_expected() -> None:
    session = went()
    session = replace(
        session,
        meta=replace(session.meta, status="running"),
        progress=replace(session.progress, finished_at=None),
    )
    found = rows(session, minutes(45))
    assert found[5][-1] == "now"
    assert found[6][-1] == "expected at 09:57"
    assert "is expected to end at 10:00, 4 min late." in markdown.render(run_sheet(session, minutes(45)))


def test_a_session_that_nobody_closed_on_its_day_has_its_planned_times() -> None:
    session = went()
    assert (times(session).words, times(session).minutes, times(session).real) == ("09:03 to 10:10", 67, True)
    late = replace(session, progress=replace(session.progress, finished_at=minutes(1600)))
    assert (times(late).words, times(late).minutes, times(late).real) == ("09:00 to 09:56", 56, False)
    assert "when it ended is not known" in markdown.render(run_sheet(late, NOW))


def test_it_is_a_row_for_each_step_in_a_spreadsheet_and_the_session_in_a_calendar(tmp_path: Path) -> None:
    document = run_sheet(went(), NOW)
    table = list(csv.reader(io.StringIO(csv_table.render(document).decode("utf-8-sig"))))
    assert [table[0][0], table[3][0], len(table)] == ["Step", "3 A *quick* | one", 8]
    event = calendar_file.render(document).decode()
    assert "DTSTART;TZID=Europe/London:20261201T090000" in event
    assert "09:05 Talk [in] pairs" in event.replace("\r\n ", "")
    written = export(went(), tmp_path, "run-sheet", formats=("md", "html", "csv", "json", "ics"), now=NOW)
    assert [path.name.partition("-run-sheet")[2] for path in written] == [
        ".md",
        ".html",
        ".csv",
        ".json",
        ".ics",
    ]
