"""Begin again: a session that was tried out is put back to not begun, from its plan and from the library."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from sessions import progress, round_changes
from sessions.beginning_again import begin_again
from sessions.model import Note, Session
from sessions.store import Store
from tests.build import NOW, session, titled
from tests.facilitator.library_app import library, said, seen


@pytest.fixture(autouse=True)
def _london(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Europe/London")


def tried_out(*, noted: bool = True) -> Session:
    """A session that was begun the evening before."""
    begun = progress.begin(session(), NOW - timedelta(hours=14))
    if not noted:
        return begun
    begun = round_changes.arrival(begun, begun.people[0].id, True)
    step = titled(begun, "Harvest").id
    note = Note(id="n1", step=step, people=("p0",), fields={"evidence": "x"}, at=NOW, changed=NOW)
    return replace(begun, notes=(note,))


def saved(data: Path) -> Session:
    store = Store(data)
    return store.load(store.summaries()[0].id)


async def test_from_the_plan_it_is_as_not_begun_and_one_key_takes_that_back(data_folder: Path) -> None:
    made = tried_out(noted=False)
    async with library(data_folder, [made]) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "begun Mon 30 Nov, 19:00 to 19:49, 49 minutes" in seen(pilot)
        await pilot.press("R")
        await pilot.pause()
        assert "Plan and people stay." in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        again = saved(data_folder)
        assert (again.meta.status, again.progress.step) == ("planned", "")
        assert "; begun" not in seen(pilot)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert saved(data_folder) == made


@pytest.mark.parametrize(("answer", "notes"), [("1", 1), ("2", 0)])
async def test_what_was_written_is_kept_or_removed_as_is_said(
    data_folder: Path, answer: str, notes: int
) -> None:
    async with library(data_folder, [tried_out()]) as pilot:
        await pilot.press("R")
        await pilot.pause()
        assert "Keep 1 note and who is here" in seen(pilot)
        await pilot.press(answer)
        await pilot.pause()
        again = saved(data_folder)
        assert again.meta.status == "planned"
        assert len(again.notes) == notes
        assert (again.people[0].here is True) == bool(notes)
        # In its plan it is taken back.
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(saved(data_folder).notes) == 1
        assert saved(data_folder).meta.status == "running"


async def test_esc_leaves_it_as_it_is_and_one_that_has_not_begun_is_not_asked_about(
    data_folder: Path,
) -> None:
    async with library(data_folder, [tried_out()]) as pilot:
        await pilot.press("R")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert saved(data_folder).meta.status == "running"
    Store(data_folder).change(saved(data_folder).id, "Again", begin_again)
    async with library(data_folder) as pilot:
        await pilot.press("R")
        await pilot.pause()
        assert "It has not begun yet." in await said(pilot)


async def test_not_while_it_is_before_the_room(data_folder: Path) -> None:
    made = tried_out()
    async with library(data_folder, [made]) as pilot:
        lock = Store(data_folder).hold_console(made.id)
        await pilot.press("R")
        await pilot.pause()
        assert "Leave it there first" in await said(pilot)
        lock.release()
    assert saved(data_folder).meta.status == "running"
