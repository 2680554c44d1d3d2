"""Preparing a session: what is typed is understood beside it, and only then saved."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from facilitator.screens import new_people
from facilitator.screens.library import LibraryScreen
from facilitator.screens.new_session import NewSessionScreen
from facilitator.widgets.particulars import Given, understand
from facilitator.widgets.rows import Rows
from sessions.errors import FacilitatorError
from sessions.model import Person, Session
from sessions.store import Store
from tests.build import session
from tests.facilitator.library_app import HOSTILE, front, held, library, put, row, said, seen

TODAY = date(2026, 12, 1)
PEOPLE = "Alun Rees, Ysgol y Bryn, Head\nMair Pugh, Pont Wernog, Deputy head\nSiân Gethin, Ysgol y Bryn"


@pytest.fixture(autouse=True)
def _london(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Europe/London")


def saved(data: Path) -> Session:
    """The one session that was saved."""
    store = Store(data)
    (one,) = store.summaries()
    return store.load(one.id)


def understood(pilot: Pilot[None]) -> str:
    """The list of people as understood, with what is said about it."""
    rows = front(pilot).query(Rows).last()
    said = [line.item.plain if isinstance(line.item, Content) else line.item.name for line in rows.lines]
    return " ".join(said)


def value(pilot: Pilot[None], field: str) -> str:
    """What stands in a field."""
    return front(pilot).query_one(f"#{field}", Input).value


# --- from the library to a saved session ---------------------------------------------------------------------


async def test_a_session_is_prepared_by_keys_alone(data_folder: Path) -> None:
    async with library(data_folder) as pilot:
        await pilot.press("n", *"pair", "space", *"swap:", "space", "tab", "tab", *"Cwm")
        assert "2" in row(pilot, "Cluster swap: three").split()
        assert "122 minutes in all" in seen(pilot)
        assert "09:00 to 11:02" in seen(pilot)
        await pilot.press(*["tab"] * 5)
        await put(pilot, "", PEOPLE)
        assert "3 people from 2 schools" in seen(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert type(front(pilot)).__name__ == "PlanScreen"
        made = saved(data_folder)
        assert made.meta.title == "Pair talk on a leadership quality and Cluster swap: three learning points"
        assert (made.meta.cluster, made.meta.date, made.meta.start) == ("Cwm", TODAY, "09:00")
        assert made.meta.templates == ("quality-pair-talk", "cluster-swap")
        assert made.meta.zone == "Europe/London"
        assert [(one.name, one.school, one.role) for one in made.people] == [
            ("Alun Rees", "Ysgol y Bryn", "Head"),
            ("Mair Pugh", "Pont Wernog", "Deputy head"),
            ("Siân Gethin", "Ysgol y Bryn", ""),
        ]
        await pilot.press("escape")
        assert isinstance(front(pilot), LibraryScreen)
        assert "Pair talk on a leadership" in row(pilot, "Tue 1 Dec")


async def test_a_template_is_brought_along_and_the_cluster_is_the_last_one(data_folder: Path) -> None:
    async with library(data_folder, (held("Tŷ [b] Gwyn", "2026-10-01", "Before"),)) as pilot:
        await pilot.press("2")
        front(pilot).query(Rows).first().go_to("quality-pair-talk")
        await pilot.press("enter")
        assert isinstance(front(pilot), NewSessionScreen)
        assert value(pilot, "title") == "Pair talk on a leadership quality"
        assert value(pilot, "cluster") == "Tŷ [b] Gwyn"


async def test_a_template_is_found_by_another_form_of_its_words(data_folder: Path) -> None:
    async with library(data_folder) as pilot:
        await pilot.press("n", *"sabbaticals")
        await pilot.pause()
        assert row(pilot, "Plan a development activity")
        await pilot.press(*["backspace"] * 11, *"coaches")
        await pilot.pause()
        rows = front(pilot).query_one("#templates", Rows)
        assert "coaching-trio" in [line.id for line in rows.lines]


async def test_dates_follow_until_someone_sets_them(data_folder: Path) -> None:
    async with library(data_folder) as pilot:
        await pilot.press("n", "space")
        assert value(pilot, "review") == "12 Jan 2027"
        await put(pilot, "day", "next monday")
        assert "Monday 7 December 2026" in row(pilot, "Date")
        assert value(pilot, "review") == "18 Jan 2027"
        assert value(pilot, "delete") == "7 Dec 2027"
        await put(pilot, "review", "1.3.")
        assert "Monday 1 March 2027" in row(pilot, "Review")
        await put(pilot, "day", "8 Dec")
        assert value(pilot, "review") == "1.3."
        assert value(pilot, "delete") == "8 Dec 2027"
        await put(pilot, "title", HOSTILE)
        await pilot.press("down", "space")
        assert value(pilot, "title") == HOSTILE


async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(data_folder: Path) -> None:
    async with library(data_folder) as pilot:
        await pilot.press("n")
        # What nobody could have typed yet is asked for, not found fault with.
        assert "Whose session is it?" in seen(pilot)
        assert not front(pilot).query(".-wrong")
        await pilot.press("ctrl+s")
        assert "Choose at least one template" in await said(pilot)
        await pilot.press("space", "ctrl+s")
        assert "Type the cluster." in await said(pilot)
        assert front(pilot).focused is front(pilot).query_one("#cluster")
        assert [one.id for one in front(pilot).query(".-wrong")] == ["cluster-said"]
        await put(pilot, "cluster", "Cwm")
        await put(pilot, "day", "[/soon]")
        assert "“[/soon]” is not a date." in row(pilot, "Date")
        await put(pilot, "", PEOPLE)
        await pilot.press("ctrl+s")
        assert front(pilot).focused is front(pilot).query_one("#day")
        assert not Store(data_folder).summaries()
        await put(pilot, "day", "tomorrow")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert len(saved(data_folder).people) == 3


async def test_leaving_asks_only_when_something_was_typed(data_folder: Path) -> None:
    async with library(data_folder) as pilot:
        await pilot.press("n", "space", "escape")
        assert isinstance(front(pilot), LibraryScreen)
        await pilot.press("n", "tab", "tab", "x", "escape")
        assert "Leave without creating the session?" in seen(pilot)
        await pilot.press("escape")
        assert value(pilot, "cluster") == "x"
        await pilot.press("escape", "enter")
        assert isinstance(front(pilot), LibraryScreen)


async def test_a_folder_that_cannot_be_written_is_said_and_the_form_stays(data_folder: Path) -> None:
    data_folder.parent.mkdir(parents=True, exist_ok=True)
    data_folder.write_text("a file where a folder should be")
    async with library(data_folder) as pilot:
        await pilot.press("n", "space")
        await put(pilot, "cluster", "Cwm")
        await pilot.press("ctrl+s")
        assert str(data_folder) in (await said(pilot)).replace("\n", "")
        assert isinstance(front(pilot), NewSessionScreen)
        assert value(pilot, "cluster") == "Cwm"


# --- people --------------------------------------------------------------------------------------------------


async def test_every_line_that_was_not_understood_is_named(data_folder: Path) -> None:
    async with library(data_folder, size=(120, 40)) as pilot:
        await pilot.press("n")
        await put(
            pilot,
            "",
            f"{PEOPLE}\n, Ysgol y Bryn, Head\nalun rees, YSGOL Y BRYN\n[/oops], [b], [/b]",
        )
        assert "4 people from 3 schools" in seen(pilot)
        assert "Line 4: there is no name before the first comma." in understood(pilot)
        assert "Line 5: alun rees is already on line 1; taken once." in understood(pilot)
        assert seen(pilot).count("[/oops]") == 2


async def test_people_of_earlier_sessions_are_recognised(data_folder: Path) -> None:
    before = replace(session(), people=(Person(id="pold", name="Mair Pugh", school="Pont Wernog"),))
    async with library(data_folder, (before,), size=(120, 40)) as pilot:
        await pilot.press("n", "space")
        await put(pilot, "", f"{PEOPLE}\nMair Pugh, Elsewhere")
        assert "4 people from 3 schools, 1 known from earlier sessions" in seen(pilot)
        assert "an earlier session knows Mair Pugh of Pont Wernog." in understood(pilot)
        await put(pilot, "cluster", "Another")
        assert "known from earlier" not in seen(pilot)
        await put(pilot, "cluster", "cwm  TEST")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert type(front(pilot)).__name__ == "PlanScreen"
        store = Store(data_folder)
        made = next(store.load(one.id) for one in store.summaries() if one.id != before.id)
        assert [one.id == "pold" for one in made.people] == [False, True, False, False]


async def test_any_number_of_people_will_do(data_folder: Path) -> None:
    async with library(data_folder) as pilot:
        await pilot.press("n", "space")
        await put(pilot, "cluster", "Cwm")
        assert "Nobody yet" in seen(pilot)
        await put(pilot, "", "Leader 001")
        assert "1 person; pairs need two" in seen(pilot)
        await put(pilot, "", "\n".join(f"Leader {n:03}, School {n % 20}" for n in range(200)))
        assert "200 people from 20 schools" in seen(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert len(saved(data_folder).people) == 200


async def test_a_list_is_read_from_a_file(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes("Name;School\r\nSi\xe2n Gethin;Ysgol y Bryn\r\n".encode("cp1252"))
    async with library(data_folder) as pilot:
        await pilot.press("n", "ctrl+o", *"nowhere.csv", "enter")
        assert "There is no file nowhere.csv." in seen(pilot)
        front(pilot).query_one(Input).value = str(file)
        await pilot.press("enter")
        await pilot.pause()
        assert "1 person from 1 school" in seen(pilot)
        assert "Siân Gethin" in front(pilot).query_one(TextArea).text


def test_files_of_every_make_are_read(tmp_path: Path) -> None:
    file = tmp_path / "list"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        file.write_bytes("Siân Pugh, Llan".encode(encoding))
        assert new_people.read_file(f" '{file}' ") == "Siân Pugh, Llan"


@pytest.mark.parametrize(("content", "words"), [(b"\x00\x01PK", "is not a text file"), (None, "is a folder")])
def test_files_that_hold_no_list_are_refused_in_words(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    file = tmp_path / "list"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    with pytest.raises(FacilitatorError, match=words):
        new_people.read_file(str(file))


# --- particulars, without a screen ---------------------------------------------------------------------------

TYPED = {"title": "A", "cluster": "C", "day": "1 Dec", "start": "9", "review": "", "delete": ""}


def test_empty_dates_are_as_the_plan_has_them() -> None:
    given = understand(TYPED, TODAY, 60).given
    assert given == Given("A", "C", TODAY, "09:00", date(2027, 1, 12), date(2027, 12, 1))


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("title", " ", "It needs a title."),
        ("start", "25", "A day has no 25:00."),
        ("review", "1 Nov 2026", "Sunday 1 November 2026 is before the session itself."),
        ("delete", "2026-11-30", "is before the session itself."),
    ],
)
def test_what_cannot_be_is_said(field: str, typed: str, words: str) -> None:
    understood = understand({**TYPED, field: typed}, TODAY, 60)
    assert understood.given is None
    assert words in understood.wrong[field]


def test_what_is_odd_is_said_but_allowed() -> None:
    understood = understand({**TYPED, "day": "1 Nov 2026", "delete": "2 Nov 2026"}, TODAY, 60)
    assert understood.given is not None
    assert understood.said["day"] == "Sunday 1 November 2026, in the past"
    assert understood.said["delete"] == "Monday 2 November 2026, before the review"


async def test_late_in_the_day_it_is_for_the_next_school_day(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.facilitator.library_app.NOW", datetime(2026, 12, 4, 16, tzinfo=UTC))
    async with library(data_folder) as pilot:
        await pilot.press("n")
        assert "Monday 7 December 2026" in row(pilot, "Date")
