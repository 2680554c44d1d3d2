"""The wall screen by keys alone: stars, themes, filters, the vote, and what of it the room sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from facilitator.screens.live import LiveScreen
from facilitator.screens.wall import WallScreen
from facilitator.screens.wall_vote import VoteScreen
from facilitator.widgets.rows import Rows
from sessions import themes
from sessions.errors import CannotSave
from sessions.model import Session
from sessions.store import Store
from tests.facilitator.live_app import console, live, painted, settled
from tests.sessions.test_walls import harvested

MARKUP = "Say [@click=app.quit]less[/] and [/oops] listen"


def of(pilot: Pilot[None]) -> Session:
    return live(pilot).desk.session


def state(*heard: tuple[str, str], screens: int = 2) -> Session:
    found = harvested(*(heard or (("1.1", MARKUP), ("1.2", "Read aloud"), ("2.1", "Ask the pupils"))))
    return replace(found, meta=replace(found.meta, screens=screens))


async def test_the_wall_is_sorted_starred_and_put_on_the_stage_by_keys(data_folder: Path):
    async with console(state(), data_folder, size=(80, 24)) as pilot:
        await pilot.press("w")
        await settled(pilot, MARKUP)
        assert MARKUP in painted(pilot.app)
        await pilot.press("asterisk", "t", *"Talk", "enter")
        await settled(pilot, "Talk")
        # The cursor went on to the next note; another statement is found by its code, and undone.
        await pilot.press("ctrl+t", *"2.1", "enter")
        await settled(pilot, "Read aloud")
        assert [[one.ref for one in note.cites] for note in of(pilot).notes] == [["1.1"], ["2.1"], ["2.1"]]
        await pilot.press("ctrl+z")
        await settled(pilot)
        # Its theme is found by its beginning, or by its number.
        await pilot.press("t", *"ta", "enter")
        await settled(pilot)
        await pilot.press("1", "ctrl+z")
        await settled(pilot)
        (theme,) = of(pilot).themes
        assert (theme.name, [note.theme for note in of(pilot).notes]) == ("Talk", [theme.id, theme.id, ""])
        assert [note.starred for note in of(pilot).notes] == [True, False, False]
        await pilot.press("o", "s")
        await settled(pilot, "on the stage")
        assert (of(pilot).progress.shown.kind, of(pilot).progress.wall.by) == ("wall", "theme")
        await pilot.press("s", "s", "f5")
        await settled(pilot, "What we heard")
        assert isinstance(pilot.app.screen, LiveScreen)
        assert MARKUP in painted(pilot.app)
        assert "Leader" not in painted(pilot.app)
        # On the stage the same key takes it away and brings it back as it was arranged.
        await pilot.press("w")
        assert of(pilot).progress.shown.kind == "step"
        await pilot.press("w")
        await settled(pilot, "Under no theme yet")
        assert "Under no theme yet" in painted(pilot.app)


async def test_what_comes_in_from_another_terminal_is_listed_by_itself(data_folder: Path):
    async with console(state(("1.1", "Here first")), data_folder, size=(80, 24)) as pilot:
        await pilot.press("w")
        await settled(pilot, "Here first")
        (note,) = of(pilot).notes
        more = replace(note, id="n-more", fields=dict.fromkeys(note.fields, "From elsewhere"))
        Store(data_folder).change(of(pilot).id, "Note", lambda one: replace(one, notes=(*one.notes, more)))
        await settled(pilot, "From elsewhere")
        assert "2 notes by statement" in painted(pilot.app)


async def test_what_is_searched_for_reaches_the_stage_only_when_the_wall_is_put_there(data_folder: Path):
    async with console(state(), data_folder) as pilot:
        await pilot.press("w", "s", "slash", *"read")
        await settled(pilot)
        assert "Ask the pupils" not in painted(pilot.app)
        assert of(pilot).progress.wall.words == ""
        await pilot.press("enter", "s")
        await settled(pilot)
        assert (of(pilot).progress.shown.kind, of(pilot).progress.wall.words) == ("wall", "read")
        await pilot.press("escape")
        await settled(pilot, "Ask the pupils")
        assert isinstance(pilot.app.screen, WallScreen)
        assert of(pilot).progress.wall.words == ""


async def test_one_note_is_shown_large_and_the_wall_comes_back_after_it(data_folder: Path):
    async with console(state(), data_folder) as pilot:
        await pilot.press("w", "s", "enter")
        shown = of(pilot).progress.shown
        assert (shown.kind, shown.ref) == ("note", "n0")
        await pilot.press("enter")
        assert of(pilot).progress.shown.kind == "wall"
        await pilot.press("s", "enter", "enter")
        assert of(pilot).progress.shown.kind == "step"


async def test_hands_are_typed_for_themes_and_the_room_sees_the_result_afterwards(data_folder: Path):
    made = themes.put_under(themes.put_under(state(), ("n0",), "Talk"), ("n1",), "Books")
    async with console(made, data_folder, size=(80, 24)) as pilot:
        await pilot.press("w", "v")
        await settled(pilot, "Show of hands")
        await pilot.press("s", "4", "enter", "1", "2", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, VoteScreen)
        assert [one.dots for one in of(pilot).themes] == [4, 12]
        assert of(pilot).progress.wall.vote == "ask"
        await pilot.press("r")
        assert (of(pilot).progress.shown.kind, of(pilot).progress.wall.vote) == ("wall", "result")
        await pilot.press("escape")
        await settled(pilot, "the result is on the stage")
        # What is starred, and how many hands went up: one key each, and the same one takes it away.
        await pilot.press("asterisk", "e")
        wall = of(pilot).progress.wall
        assert (of(pilot).progress.shown.kind, wall.starred, wall.vote) == ("wall", True, "")
        await pilot.press("e")
        assert (of(pilot).progress.shown.kind, of(pilot).progress.wall.starred) == ("step", False)
        await pilot.press("h")
        await settled(pilot, "the result is on the stage")
        await pilot.press("f5")
        await settled(pilot, "How many hands went up")
        picture = painted(pilot.app)
        assert picture.index("Books") < picture.index("Talk   ")


async def test_a_number_that_could_not_be_saved_stays_and_is_tried_again(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    async with console(state(), data_folder, size=(80, 24)) as pilot:
        await pilot.press("w", "v")
        await settled(pilot, "Show of hands")
        desk, (first, *_) = live(pilot).desk, of(pilot).notes

        def full(*_: object, **__: object) -> Session:
            raise CannotSave(data_folder, "the disk is full")

        with monkeypatch.context() as broken:
            broken.setattr(desk.store, "change", full)
            await pilot.press("7", "enter")
            await settled(pilot, "the disk is full")
            assert "7▏" in painted(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        assert next(note.dots for note in of(pilot).notes if note.id == first.id) == 7


async def test_an_empty_wall_says_what_to_do_first(data_folder: Path):
    kept = harvested(("1.1", "Mine alone"), shared="own")
    async with console(
        replace(kept, meta=replace(kept.meta, screens=2)), data_folder, size=(80, 24)
    ) as pilot:
        await pilot.press("w")
        await settled(pilot, "Nothing is shared")
        picture = painted(pilot.app)
        assert "Nothing is shared with the room yet." in picture
        assert "“Share” in Capture" in picture
        assert "Mine alone" not in picture
        for key in (
            "asterisk",
            "enter",
            "t",
            "1",
            "d",
            "r",
            "a",
            "v",
            "K",
            "pagedown",
            "x",
            "o",
            "c",
            "n",
            "f",
        ):
            await pilot.press(key)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, LiveScreen)
        assert of(pilot).notes == kept.notes


async def test_pages_are_turned_on_the_stage_while_the_wall_is_there(data_folder: Path):
    many = state(*[(f"{n % 2 + 1}.1", f"Word{n}") for n in range(60)])
    async with console(many, data_folder, size=(80, 24)) as pilot:
        await pilot.press("w", "pagedown")
        assert pilot.app.screen.query_one(Rows).cursor > 5
        await pilot.press("s", "pagedown")
        assert of(pilot).progress.shown.word > 0
        await pilot.press("pageup", "pageup")
        await settled(pilot)
        assert of(pilot).progress.shown.word == 0
