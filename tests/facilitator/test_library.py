"""The library: finding a session, and going on with it."""

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from facilitator.screens.library import LibraryScreen
from facilitator.screens.library_bin import BinScreen
from facilitator.screens.library_lists import fold
from facilitator.screens.library_shelves import Shelves
from facilitator.widgets.rows import Cell, Line, Rows, line_up
from facilitator.widgets.too_small import TooSmall
from sessions.model import SCHEMA, Session
from sessions.store import Store
from tests.facilitator.library_app import HOSTILE, current, front, held, library, put, row, said, seen

HIRFOR = (
    held("Hirfor", "2026-11-02", "Heads of Hirfor", status="finished"),
    held("Hirfor", "2026-12-08", "Second morning"),
)
MELWERN = held("Melwern", "2026-12-01", "Pairs at Melwern")


@pytest.fixture(autouse=True)
def _london(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Europe/London")


def saved_at(data: Path, session: Session, minute: int) -> None:
    """Let the session's file have been saved at this minute."""
    at = datetime(2026, 11, 30, 12, minute, tzinfo=UTC).timestamp()
    os.utime(data / "sessions" / f"{session.id}.json", (at, at))


# --- the list ------------------------------------------------------------------------------------------------


async def test_an_empty_library_says_what_to_do_first(data_folder: Path) -> None:
    async with library(data_folder) as pilot:
        assert "No sessions yet." in seen(pilot)
        assert "n  prepares the first one" in seen(pilot)
        assert "facilitator demo" in seen(pilot)
        await pilot.press("enter", "r", "y", "e", "d")
        assert isinstance(front(pilot), LibraryScreen)


async def test_the_cluster_last_worked_with_comes_first_its_newest_session_on_top(data_folder: Path) -> None:
    store = Store(data_folder)
    for minute, one in enumerate((MELWERN, *HIRFOR)):
        store.create(one)
        saved_at(data_folder, one, minute)
    async with library(data_folder) as pilot:
        words = ["Hirfor", "Second morning", "Heads of Hirfor", "Melwern", "Pairs at Melwern"]
        text = seen(pilot)
        places = [text.index(one) for one in words]
        assert places == sorted(places)
        assert current(pilot) == HIRFOR[1].id


async def test_the_cluster_whose_session_runs_today_comes_before_the_one_saved_last(
    data_folder: Path,
) -> None:
    running = replace(MELWERN, meta=replace(MELWERN.meta, status="running"))
    async with library(data_folder, (running, *HIRFOR)) as pilot:
        assert current(pilot) == MELWERN.id
        assert "● running" in row(pilot, "Pairs at Melwern")


async def test_a_row_says_when_what_how_far_and_how_many_and_no_key_is_cut_off(data_folder: Path) -> None:
    async with library(data_folder, HIRFOR) as pilot:
        assert " ".join(row(pilot, "Heads of Hirfor").split()) == "Mon 2 Nov Heads of Hirfor finished 6 –"
        assert row(pilot, "people").split() == ["people", "notes"]
        keys = " ".join(seen(pilot).splitlines()[-1].split())
        assert keys == "n New session Enter Plan r Run y Type up e Hand out d Delete B Bin F1 Help"


async def test_the_cursor_passes_over_headings_and_stays_where_it_was(data_folder: Path) -> None:
    async with library(data_folder, (MELWERN, *HIRFOR)) as pilot:
        await pilot.press("down", "down")
        assert current(pilot) == MELWERN.id
        await pilot.press("down")
        assert current(pilot) == MELWERN.id
        await pilot.press("B", "escape")
        assert current(pilot) == MELWERN.id
        await pilot.press("home")
        assert current(pilot) == HIRFOR[1].id
        await pilot.press("end")
        assert current(pilot) == MELWERN.id


async def test_a_session_made_elsewhere_is_there_on_coming_back(data_folder: Path) -> None:
    async with library(data_folder, HIRFOR) as pilot:
        await pilot.press("down", "B")
        Store(data_folder).create(MELWERN)
        await pilot.press("escape")
        assert "Pairs at Melwern" in seen(pilot)
        assert current(pilot) == HIRFOR[0].id


async def test_words_that_look_like_markup_show_as_they_stand(data_folder: Path) -> None:
    odd = held("Cwm [/oops]", "2026-12-01", HOSTILE)
    async with library(data_folder, (odd,), size=(120, 40)) as pilot:
        assert HOSTILE in row(pilot, "Tue 1 Dec")
        assert "Cwm [/oops]" in seen(pilot)
        await pilot.press("/")
        await put(pilot, "search", "[/nothing]")
        assert "Nothing here has “[/nothing]”." in seen(pilot)
        await pilot.press("escape", "d")
        assert f"Delete “{HOSTILE}”?" in seen(pilot)
        await pilot.press("enter")
        assert HOSTILE in await said(pilot)


async def test_only_what_is_seen_is_drawn_of_ten_thousand_lines(data_folder: Path) -> None:
    drawn = 0

    async with library(data_folder) as pilot:
        rows = front(pilot).query_one(Rows)
        front(pilot).remove_class("-empty")
        await pilot.pause()

        def draw(item: int, width: int) -> object:
            nonlocal drawn
            drawn += 1
            return line_up([Cell(f"line {item}")], width)

        rows.show([Line(f"l{n}", n) for n in range(10_000)], draw, keep="l9000")  # type: ignore[arg-type]
        await pilot.pause()
        assert "line 9000" in seen(pilot)
        await pilot.press("pagedown", "end")
        assert current(pilot) == "l9999"
        assert "line 9999" in seen(pilot)
        assert drawn < 200


# --- finding -------------------------------------------------------------------------------------------------


async def test_a_search_finds_words_of_title_cluster_and_date_and_takes_no_command(data_folder: Path) -> None:
    async with library(data_folder, (MELWERN, *HIRFOR)) as pilot:
        await pilot.press("/", "B", "n")
        assert front(pilot).query_one("#search", Input).value == "Bn"
        for words in ("second", "HIRFOR dec", "8 dec", "2026-12-08", "8.12.2026", "planned morning"):
            await put(pilot, "search", words)
            assert "Second morning" in seen(pilot)
            assert "Pairs at Melwern" not in seen(pilot)
        await pilot.press("down")
        assert current(pilot) == HIRFOR[1].id
        await pilot.press("escape")
        assert "Pairs at Melwern" in seen(pilot)
        assert current(pilot) == HIRFOR[1].id


def test_accents_need_not_be_typed() -> None:
    assert fold("TY GW") in fold("Tŷ Gwyn")


async def test_each_list_keeps_its_place(data_folder: Path) -> None:
    async with library(data_folder, (MELWERN, *HIRFOR)) as pilot:
        await pilot.press("down", "2", "down")
        second = current(pilot)
        await pilot.press("3", "1")
        assert current(pilot) == HIRFOR[0].id
        await pilot.press("2")
        assert current(pilot) == second


# --- doing ---------------------------------------------------------------------------------------------------


async def test_a_deleted_session_can_be_brought_back_from_the_bin(data_folder: Path) -> None:
    async with library(data_folder, HIRFOR) as pilot:
        await pilot.press("d")
        assert "Delete “Second morning”?" in seen(pilot)
        await pilot.press("escape")
        assert "Second morning" in seen(pilot)
        await pilot.press("d", "enter")
        assert "B opens the bin" in await said(pilot)
        assert "Tue 8 Dec" not in seen(pilot)
        await pilot.press("B")
        assert isinstance(front(pilot), BinScreen)
        assert "Second morning" in row(pilot, "Tue 8 Dec")
        await pilot.press("enter")
        assert "The bin is empty." in seen(pilot)
        await pilot.press("escape")
        assert "Second morning" in row(pilot, "Tue 8 Dec")


async def test_a_session_with_an_open_console_is_not_deleted(data_folder: Path) -> None:
    async with library(data_folder, HIRFOR) as pilot:
        with Store(data_folder).hold_console(HIRFOR[1].id):
            await pilot.press("d", "enter")
            assert "is open in a console already" in await said(pilot)
        assert "Second morning" in seen(pilot)


async def test_run_type_up_and_hand_out_open_the_session_in_hand(data_folder: Path) -> None:
    async with library(data_folder, HIRFOR) as pilot:
        for key, screen in (("y", "CaptureScreen"), ("e", "HandOutScreen")):
            await pilot.press(key)
            assert type(front(pilot)).__name__ == screen
            assert front(pilot).desk.id == HIRFOR[1].id  # type: ignore[attr-defined]
            await pilot.press("escape")
            assert isinstance(front(pilot), LibraryScreen)
        await pilot.press("r")
        assert any(type(screen).__name__ == "LiveScreen" for screen in pilot.app.screen_stack)


async def test_a_click_on_the_line_in_hand_opens_it(data_folder: Path) -> None:
    async with library(data_folder, HIRFOR) as pilot:
        await pilot.click("#list", offset=(20, 2))
        assert current(pilot) == HIRFOR[0].id
        await pilot.click("#list", offset=(20, 2))
        await pilot.pause()
        assert type(front(pilot)).__name__ == "PlanScreen"


# --- what is not as it should be -----------------------------------------------------------------------------


async def test_sample_data_damaged_files_and_faulty_content_are_said_in_a_line(data_folder: Path) -> None:
    store = Store(data_folder)
    for one in HIRFOR:
        store.create(one)
    (data_folder / "sessions" / f"{HIRFOR[0].id}.json").write_text('{"meta": {"1": {"id"')
    (data_folder / "templates").mkdir()
    (data_folder / "templates" / "mine.md").write_text("nothing of a template\n")
    async with library(data_folder, demo=True) as pilot:
        # It is looked for after the first picture, which does not wait for it.
        for _ in range(100):
            if "see “facilitator doctor”." in seen(pilot):
                break
            await pilot.pause(0.02)
        words = " ".join(seen(pilot).split())
        assert "1 damaged session, 1 faulty template or framework: see “facilitator doctor”." in words
        assert "Sample data, in a throw-away folder." in seen(pilot)
        assert isinstance(front(pilot), LibraryScreen)
        assert "Second morning" in seen(pilot)


async def test_a_session_of_a_newer_version_is_listed_and_left_alone(data_folder: Path) -> None:
    Store(data_folder).create(HIRFOR[0])
    path = data_folder / "sessions" / f"{HIRFOR[0].id}.json"
    path.write_text(path.read_text().replace(f'"schema":{SCHEMA}', '"schema":99'))
    async with library(data_folder, (MELWERN,)) as pilot:
        assert "saved by a newer version" in row(pilot, HIRFOR[0].id)
        await pilot.press("end", "enter")
        assert "newer version of facilitator" in await said(pilot)


async def test_a_window_that_is_too_small_says_so_until_it_is_larger(data_folder: Path) -> None:
    async with library(data_folder, HIRFOR) as pilot:
        await pilot.resize_terminal(70, 20)
        await pilot.pause()
        assert "It needs 80 columns and 24 rows, and has 70 and 20." in " ".join(seen(pilot).split())
        assert "Second morning" not in seen(pilot)
        await pilot.press("down")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not front(pilot).query(TooSmall)
        assert current(pilot) == HIRFOR[0].id
        assert "Second morning" in seen(pilot)


async def test_closing_the_app_while_the_content_is_read_ends_quietly(data_folder: Path) -> None:
    async with library(data_folder, (MELWERN,)) as pilot:
        screen = front(pilot)
        assert isinstance(screen, LibraryScreen)
    # What was read just then comes back to a screen that has nothing left to draw on.
    await LibraryScreen._read_content.__wrapped__(screen)  # type: ignore[attr-defined]


async def test_the_content_is_read_beside_what_else_is_done(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on = threading.Event(), threading.Event()

    def slowly(_: Shelves) -> None:
        reading.set()
        go_on.wait(20)

    monkeypatch.setattr(Shelves, "fill", slowly)
    sessions = [held("Cwm Tawe", f"2026-12-0{day}", f"Talk {day}") for day in (1, 2)]
    async with library(data_folder, sessions) as pilot:
        try:
            for _ in range(200):
                if reading.is_set():
                    break
                await pilot.pause(0.01)
            assert reading.is_set()
            before = current(pilot)
            await pilot.press("down")
            assert current(pilot) != before
        finally:
            go_on.set()
