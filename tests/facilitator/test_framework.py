"""Reading a framework of 172 statements, and finding one in three keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Mount
from textual.pilot import Pilot
from textual.screen import Screen

from facilitator import app
from facilitator.app import FacilitatorApp
from facilitator.screens.framework import FrameworkScreen
from facilitator.screens.framework_pages import hits
from facilitator.widgets.found import found_words
from facilitator.widgets.rows import Rows
from tests.facilitator.live_app import painted
from tests.standards import HOSTILE, framework


class ReadingApp(FacilitatorApp):
    """The app, opened straight on a framework."""

    CSS_PATH = [Path(app.__file__).with_name("app.tcss")]
    at = ""

    def get_default_screen(self) -> Screen[object]:
        """No library under it."""
        return Screen()

    async def on_mount(self, event: Mount) -> None:  # type: ignore[override]
        """Open the framework instead of the library."""
        event.prevent_default()
        await self.push_screen(FrameworkScreen(framework(), self.at))


@asynccontextmanager
async def reading(
    data: Path, at: str = "", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ReadingApp, Pilot[None]]]:
    running = ReadingApp(data)
    running.at = at
    async with running.run_test(size=size) as pilot:
        await pilot.pause()
        yield running, pilot


def marked(running: ReadingApp) -> str:
    return running.screen.query_one(Rows).current


@pytest.mark.parametrize(("keys", "code"), [("gov", "5.2"), ("4.1", "4.1")])
def test_three_keys_find_the_statement_before_all_others(keys: str, code: str) -> None:
    found = hits(framework(), keys)[0].topic
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("size", "keys", "code", "words"),
    [((80, 24), "gov", "5.2", "governors"), ((120, 40), "4.1", "4.1", "the law that")],
)
async def test_any_statement_is_found_in_three_keys_and_read_in_its_place(
    tmp_path: Path, size: tuple[int, int], keys: str, code: str, words: str
) -> None:
    async with reading(tmp_path, size=size) as (running, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert marked(running) == code
        shown = painted(running)
        assert words in shown
        assert "5 Answering for it" in shown or "4 Running the school" in shown
        assert "Knows" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert marked(running) == code[0]
        row = next(row for row in painted(running).splitlines() if f" {code} " in f"{row} " and words in row)
        assert row
        await pilot.press("escape")
        await pilot.pause()
        assert marked(running) == code
        await pilot.press("escape")
        await pilot.pause()
        assert marked(running) == "1"
        await pilot.press("escape")
        assert not isinstance(running.screen, FrameworkScreen)


async def test_a_code_finds_itself_first_and_the_arrows_go_on_while_typing(tmp_path: Path) -> None:
    async with reading(tmp_path) as (running, pilot):
        await pilot.press("slash", "4", ".", "1", "down")
        await pilot.pause()
        assert marked(running) == "4.10"
        await pilot.press("0")
        await pilot.pause()
        assert marked(running) == "4.10"
        await pilot.press("backspace", "up")
        await pilot.pause()
        assert marked(running) == "4.1"


async def test_a_long_area_is_turned_to_the_statement(tmp_path: Path) -> None:
    async with reading(tmp_path, at="2.12a") as (running, pilot):
        await pilot.pause()
        assert marked(running) == "2"
        assert "2.12a" in painted(running)
        assert "All about teaching." not in painted(running)
        await pilot.press("escape")
        assert not isinstance(running.screen, FrameworkScreen)


async def test_what_is_in_no_statement_is_said(tmp_path: Path) -> None:
    async with reading(tmp_path) as (running, pilot):
        await pilot.press(*"zzz", "enter")
        await pilot.pause()
        assert "Nothing here has “zzz”." in painted(running)


async def test_status_source_and_whose_words_these_are_stand_at_the_beginning(tmp_path: Path) -> None:
    async with reading(tmp_path) as (running, pilot):
        await pilot.press("up")
        await pilot.pause()
        shown = painted(running)
        for words in (
            "6 key areas, 172 standards",
            "Draft, 2011",
            "https://example.org/standards",
            "Our own, in plain",
        ):
            assert words in shown


@pytest.mark.parametrize("keys", [(), ("down",), ("end",), tuple("gov"), (*"gov", "enter")])
async def test_status_and_source_stand_at_every_place(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with reading(tmp_path) as (running, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        rows = [row.strip() for row in painted(running).splitlines()]
        assert rows[2].startswith("Draft, 2011")
        assert "https://example.org/standards" in rows[3]


async def test_the_key_that_begins_a_search_begins_it_anew(tmp_path: Path) -> None:
    async with reading(tmp_path) as (running, pilot):
        screen = running.screen
        assert isinstance(screen, FrameworkScreen)
        await pilot.press("slash", *"gov", "slash")
        await pilot.pause()
        assert (screen.search.value, screen.search.has_focus) == ("", True)
        assert marked(running) == "1"
        await pilot.press(*"4.1")
        await pilot.pause()
        assert marked(running) == "4.1"


async def test_a_group_stands_above_its_statements_with_the_beginning_of_their_sentence(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, size=(120, 40)) as (running, _):
        rows = [row[58:].strip() for row in painted(running).splitlines()]
        at = rows.index("Knows")
        assert rows[at + 1] == "Knows about…"
        assert rows[at + 2].startswith("1.1")


async def test_words_that_look_like_markup_are_shown_as_they_stand(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(120, 40)) as (running, pilot):
        await pilot.press(*"click")
        await pilot.pause()
        assert marked(running) == "3.2"
        assert HOSTILE in painted(running)
        await pilot.press("enter")
        await pilot.pause()
        assert "[/oops]" in painted(running)


def test_areas_are_found_by_their_definition_too_and_groups_by_their_title() -> None:
    assert [(one.topic, one.chapter.code) for one in hits(framework(), "all about people")] == [(None, "3")]
    found = hits(framework(), "actions")
    assert [one.topic.within for one in found[:6] if one.topic] == [one.label for one in framework().areas]


def test_a_long_text_in_one_row_shows_the_words_that_were_found() -> None:
    text = "One of a great many words that go on and on until at last there is a governor at the end"
    assert found_words(text, "one", 40).plain == "One of a great many words that go on an…"
    later = found_words(text, "gover", 40)
    assert later.plain == "…at last there is a governor at the end"
    assert [later.plain[span.start : span.end] for span in later.spans] == ["governor"]
