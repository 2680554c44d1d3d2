"""The library's templates and frameworks: reading about them, and finding one by its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.screens.framework import FrameworkScreen
from facilitator.screens.library import LibraryScreen
from facilitator.screens.library_found import Found, found_lines
from facilitator.screens.library_templates import having, template_draw, template_page, written
from facilitator.screens.new_session import NewSessionScreen
from facilitator.widgets.page import Page
from facilitator.widgets.rows import Rows
from frameworks.writer import write_framework
from sessions.model import Field, Step, Template
from tests.facilitator.library_app import current, front, library, put, row, seen
from tests.standards import HOSTILE, framework

TALK = Template(
    id="talk",
    title="A talk",
    intro="For heads who want to speak about worries.",
    steps=(
        Step(id="choose", title="Choose", minutes=5, choose="person", choosable="statement"),
        Step(
            id="write",
            title="Write",
            minutes=12,
            source="group",
            capture=(Field(key="a", name="Evidence"), Field(key="b", name=HOSTILE)),
            prompt="## Write about the harvest",
            private="Nobody may whisper.",
        ),
        Step(id="close", title="Close", minutes=3),
    ),
)


def test_a_template_says_what_it_is_for_then_its_steps_and_what_is_written_down() -> None:
    text = template_page(TALK, "Made-up standards", 70).plain
    assert text.splitlines() == [
        "A talk",
        "Made-up standards",
        "",
        "For heads who want to speak about worries.",
        "",
        "  5  Choose",
        "     each person chooses a statement",
        " 12  Write",
        f"     each group writes: Evidence, {HOSTILE}",
        "  3  Close",
        " 20  minutes in all",
    ]
    assert written(TALK.steps[2]) == ""


def test_a_templates_line_is_its_title_its_framework_and_its_minutes() -> None:
    line = template_draw({"s": "Made-up standards"})(replace(TALK, framework="s"), 40).plain
    assert line == "A talk     Made-up standards          20"
    assert template_draw({})(replace(TALK, title="A long title of many words"), 40).plain.endswith(
        "A long title of many words            20"
    )


@pytest.mark.parametrize(
    "words",
    [
        "talk",
        "worries",
        "speak talk",
        "harvest",
        "evidence",
        "standards close",
        "TALKS",
        "harvests",
        "whispers",
    ],
)
def test_a_template_is_found_by_words_of_its_title_its_purpose_its_framework_and_its_steps(
    words: str,
) -> None:
    one = replace(TALK, framework="s")
    assert having([one], words, {"s": "Made-up standards"}) == [one]
    assert having([one], f"{words} absent", {"s": "Made-up standards"}) == []


def test_a_word_of_the_title_comes_before_one_of_the_purpose_and_one_of_a_step() -> None:
    by_intro = replace(TALK, title="B", intro="About the harvest.")
    by_title = replace(TALK, title="The harvest")
    by_note = replace(TALK, title="C", steps=(replace(TALK.steps[0], private="A harvest."),))
    found = having([by_note, TALK, by_intro, by_title], "harvest", {})
    assert found == [by_title, by_intro, TALK, by_note]


def test_statements_are_found_over_all_frameworks_the_one_with_the_best_first() -> None:
    other = replace(framework("other"), title="Other", areas=framework().areas[:4])
    lines = found_lines([other, framework()], "governors")
    assert [line.id or line.item for line in lines] == ["Made-up standards", "standards 5.2"]
    both = found_lines([other, framework()], "4.1")
    assert [line.item for line in both if isinstance(line.item, str) and line.item] == [
        "Other",
        "Made-up standards",
    ]
    assert found_lines([other, framework()], "other")[0].item == other


@pytest.fixture
def with_standards(data_folder: Path) -> Path:
    """A data folder with the long framework in it."""
    folder = data_folder / "frameworks"
    folder.mkdir(parents=True)
    (folder / "standards.md").write_text(write_framework(framework()), encoding="utf-8")
    return data_folder


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_statement_of_any_framework_is_found_in_the_library_and_opened_in_its_place(
    with_standards: Path, size: tuple[int, int]
) -> None:
    async with library(with_standards, size=size) as pilot:
        await pilot.press("3", "slash")
        await put(pilot, "search", "click oops")
        assert row(pilot, "Made-up standards")
        assert "3.2" in row(pilot, HOSTILE)
        await pilot.press("enter")
        screen = front(pilot)
        assert isinstance(screen, FrameworkScreen)
        await pilot.pause()
        assert screen.query_one(Rows).current == "3"
        assert HOSTILE in seen(pilot)
        await pilot.press("escape")
        assert isinstance(front(pilot), LibraryScreen)
        assert isinstance(front(pilot).query_one(Rows).item, Found)
        await pilot.press("escape")
        await pilot.pause()
        assert "statements" in row(pilot, "areas")


async def test_the_best_of_what_was_found_is_marked(with_standards: Path) -> None:
    async with library(with_standards) as pilot:
        await pilot.press("3", "down", "down", "slash", "6", ".", "1", "a")
        await pilot.pause()
        assert current(pilot).endswith(" 6.1a")


async def test_a_template_is_read_found_by_a_step_and_begun_with(data_folder: Path) -> None:
    async with library(data_folder) as pilot:
        await pilot.press("2", "slash")
        await put(pilot, "search", "pair talk on")
        assert row(pilot, "Pair talk on a leadership quality").split()[-1] == "76"
        assert "76  minutes in all" in str(front(pilot).query_one(Page)._build(60).plain)
        await put(pilot, "search", "greatest contribution")
        assert current(pilot) == "quality-pair-talk"
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(front(pilot), NewSessionScreen)


async def test_the_key_that_begins_a_search_begins_it_anew_in_the_library_too(data_folder: Path) -> None:
    async with library(data_folder) as pilot:
        await pilot.press("2", "slash", *"swap", "slash", *"coaches")
        await pilot.pause()
        assert current(pilot) == "coaching-trio"


async def test_every_tabs_footer_says_how_to_search(data_folder: Path) -> None:
    async with library(data_folder) as pilot:
        for tab in ("2", "3"):
            await pilot.press(tab)
            await pilot.pause()
            assert "/ Search" in seen(pilot).splitlines()[-1]
