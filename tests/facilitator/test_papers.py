"""What is written to be printed from inside the app: frameworks and guides, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from facilitator.dialogs.ask import AskLine, Tell
from facilitator.screens.framework import FrameworkScreen
from facilitator.screens.library import LibraryScreen
from facilitator.screens.papers import of_session
from facilitator.screens.plan import PlanScreen
from facilitator.widgets.search import Search
from frameworks.writer import write_framework
from tests.build import session
from tests.facilitator.library_app import HOSTILE, front, held, library, put, row, seen
from tests.facilitator.live_app import settled
from tests.standards import framework


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with documents in it."""
    (tmp_path / "home" / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    return tmp_path / "home"


def written(home: Path) -> Path:
    (file,) = (home / "Documents" / "facilitator").iterdir()
    return file


def own(data: Path) -> None:
    """A framework with words in it that look like markup."""
    (data / "frameworks").mkdir(parents=True)
    (data / "frameworks" / "standards.md").write_text(write_framework(framework()), encoding="utf-8")


async def test_a_framework_is_written_to_print_from_the_library(data_folder: Path, home: Path) -> None:
    async with library(data_folder) as pilot:
        assert "To print" not in seen(pilot)
        await pilot.press("3")
        assert "e To print" in " ".join(seen(pilot).split())
        await pilot.press("e")
        assert "on A4" in seen(pilot)
        await pilot.press("enter")
        assert isinstance(front(pilot), Tell)
        # A long path goes on in the next line.
        assert "evidence-and-action.html" in "".join(seen(pilot).replace("█", "").split())
        await pilot.press("enter")
        assert isinstance(front(pilot), LibraryScreen)
    assert written(home).name == "evidence-and-action.html"
    assert "twenty-eight questions" in written(home).read_text(encoding="utf-8")


async def test_what_was_found_leads_to_its_whole_framework(data_folder: Path, home: Path) -> None:
    own(data_folder)
    async with library(data_folder) as pilot:
        await pilot.press("3", "slash")
        await put(pilot, "search", "click oops")
        await pilot.press("down", "e", "enter")
        assert isinstance(front(pilot), Tell)
    assert "[/oops]" in written(home).read_text(encoding="utf-8")


async def test_a_framework_is_written_from_its_own_screen_while_one_searches_too(
    data_folder: Path, home: Path
) -> None:
    async with library(data_folder) as pilot:
        await pilot.press("3", "enter")
        screen = front(pilot)
        assert isinstance(screen, FrameworkScreen)
        await pilot.press("g", "ctrl+s")
        assert isinstance(front(pilot), AskLine)
        await pilot.press("enter", "enter")
        assert pilot.app.screen is screen
        assert screen.query_one(Search).value == "g"
    assert written(home).suffix == ".html"


async def test_the_guide_to_a_template_is_written_as_a_page_or_as_markdown(
    data_folder: Path, home: Path, tmp_path: Path
) -> None:
    async with library(data_folder) as pilot:
        await pilot.press("2", "slash")
        await put(pilot, "search", "pair talk on")
        await pilot.press("enter", "e", "enter")
        assert "quality-pair-talk-guide.html" in seen(pilot)
        await pilot.press("enter", "enter", "e", "2")
        assert "quality-pair-talk-worksheets.html" in seen(pilot)
        await pilot.press("escape", "e", "1")
        front(pilot).query_one(Input).value = str(tmp_path / "mine.md")
        await pilot.press("enter")
        assert isinstance(front(pilot), Tell)
        assert "browser" not in seen(pilot)
    assert "What to say and watch for" in written(home).read_text(encoding="utf-8")
    assert "| 09:00 | 5 | 1 Welcome |" in (tmp_path / "mine.md").read_text(encoding="utf-8")


async def test_another_file_of_that_name_is_left_alone(data_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine")
    async with library(data_folder) as pilot:
        await pilot.press("2", "e", "1")
        front(pilot).query_one(Input).value = str(tmp_path / "mine.html")
        await pilot.press("enter")
        assert isinstance(front(pilot), AskLine)
        assert "left as it is" in " ".join(seen(pilot).split())
    assert (tmp_path / "mine.html").read_text() == "mine"


async def test_the_guide_to_a_session_has_its_own_plan_and_times(data_folder: Path, home: Path) -> None:
    made = held("Cwm", "2026-12-01", HOSTILE)
    async with library(data_folder, (made,)) as pilot:
        await pilot.press("enter")
        assert isinstance(front(pilot), PlanScreen)
        await settled(pilot, "█")
        await pilot.press("g", "enter")
        assert f"Guide to “{HOSTILE}”" in seen(pilot)
        await pilot.press("enter")
        assert isinstance(front(pilot), PlanScreen)
        assert row(pilot, "Write it down")
    assert written(home).name == f"{made.id}-guide.html"
    assert "Write it down" in written(home).read_text(encoding="utf-8")


def test_the_guide_to_a_session_begins_when_it_does_and_names_nobody() -> None:
    made = session()
    text = of_session(made, "What it is for.").text("md")
    assert "What it is for." in text
    assert f"Begun at {made.meta.start}" in text
    assert not any(person.name in text for person in made.people)
