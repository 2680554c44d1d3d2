"""The choice as a field of a form: areas, groups and statements, as the step says."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.desk import Desk
from facilitator.screens import capture_lookup as lookup
from facilitator.screens.capture import CaptureScreen
from sessions.model import Choosable, Session, Step, UsedFramework
from tests.facilitator.small import SmallApp, session, text_of
from tests.standards import framework

STANDARDS = framework()


def choosing(what: Choosable, most: int = 0) -> Session:
    """A session in which each person chooses of 172 statements."""
    made = session(at="welcome")
    used = UsedFramework(id=STANDARDS.id, digest=STANDARDS.digest(), framework=STANDARDS)
    asks = replace(
        made.steps[0], framework=STANDARDS.id, choose="person", choosable=what, choose_most=most, source=""
    )
    return replace(made, steps=(asks, *made.steps[1:]), frameworks=(used,))


def capture(desk: Desk) -> CaptureScreen:
    return CaptureScreen(desk, step=desk.session.steps[0].id)


def chosen(app: SmallApp) -> list[str]:
    return [ref.ref for choice in app.saved.choices for ref in choice.areas]


@pytest.mark.parametrize(
    ("what", "name", "count"),
    [
        ("area", "key area", 6),
        ("group", "group", 24),
        ("statement", "standard", 172),
        ("anything", "key area, group or standard", 202),
    ],
)
def test_what_can_be_chosen_is_what_the_step_says(what: Choosable, name: str, count: int) -> None:
    made = choosing(what)
    step: Step = made.steps[0]
    assert lookup.word_for(made, step, step.choosable) == name
    assert len(lookup.to_choose(made, step)) == count


@pytest.mark.parametrize("what", ["area", "group", "statement", "anything"])
def test_each_of_them_is_understood_by_what_stands_for_it(what: Choosable) -> None:
    made = choosing(what)
    items = lookup.to_choose(made, made.steps[0])
    for item in items:
        assert lookup.understand(lookup.short(item, items), items, "one").items == (item,)


def test_groups_of_one_title_are_told_apart_by_their_area() -> None:
    made = choosing("group")
    items = lookup.to_choose(made, made.steps[0])
    fourth = next(item for item in items if item.text == "Actions (4 Running the school)")
    assert lookup.short(fourth, items) == "4 Actions"
    assert "in 6 of them" in lookup.understand("actions", items, "group").fault
    assert lookup.understand("actions community", items, "group").items[0].text == "Actions (6 The community)"


def test_groups_of_areas_without_codes_are_told_apart_too() -> None:
    made = choosing("group")
    bare = tuple(
        replace(area, code="", ref=f"#{n}", title=f"{area.title}, in short")
        for n, area in enumerate(STANDARDS.areas, 1)
    )
    used = replace(made.frameworks[0], framework=replace(STANDARDS, areas=bare))
    made = replace(made, frameworks=(used,))
    items = lookup.to_choose(made, made.steps[0])
    assert lookup.understand(lookup.short(items[3], items), items, "group").items == (items[3],)


async def test_codes_and_groups_are_typed_and_more_than_suggested_is_only_said(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, choosing("anything", 2), capture)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "such as 1 or 1.1, or words of it, up to 2" in text_of(app)
        await pilot.press(*"4.1, 2 actions, 3", "ctrl+s")
        await pilot.pause()
        assert chosen(app) == ["4.1", "2/4", "3"]
        shown = text_of(app)
        assert "Actions (2 Teaching)" in shown
        assert "3 here; up to 2 are suggested." in shown


async def test_several_are_found_one_after_the_other(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, choosing("anything", 3), capture)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t", *"gov", "enter")
        await pilot.press("ctrl+t", *"running act", "enter", "ctrl+s")
        await pilot.pause()
        assert chosen(app) == ["5.2", "4/4"]


async def test_of_one_another_takes_the_place(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, choosing("statement", 1), capture)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t", *"gov", "enter")
        await pilot.press("ctrl+t", *"4.10", "enter", "ctrl+s")
        await pilot.pause()
        assert chosen(app) == ["4.10"]
