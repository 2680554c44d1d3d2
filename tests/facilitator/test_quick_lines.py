"""Plenary points and the parking lot: a line, enter, and the next, by keys alone."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from facilitator.screens.live import LiveScreen
from facilitator.screens.parking import ParkingScreen
from facilitator.screens.plenary import PlenaryScreen
from sessions import parking, plenary, walls
from sessions.model import Field, Note, Session, Step
from tests.facilitator.capture_desk import Desk, held
from tests.facilitator.small import HOSTILE, NOW, session, step

AGREE = Step(
    id="agree",
    title="We agree",
    source="room",
    shared="room",
    capture=(Field(key="well", name="What went well"), Field(key="todo", name="To do", kind="action")),
)


def points(tmp_path: Path, made: Session | None = None, *, scribe: bool = False) -> Desk:
    """An app open on the points of the step that the room is at."""
    made = made or session(at="talk")
    desk = Desk(tmp_path, made)
    at = made.step(made.progress.step)
    assert at is not None
    desk.app._opens = lambda opened: PlenaryScreen(opened, at, scribe=scribe)
    return desk


def lot(tmp_path: Path, made: Session | None = None, *, scribe: bool = False) -> Desk:
    desk = Desk(tmp_path, made or session(at="talk"))
    desk.app._opens = lambda opened: ParkingScreen(opened, scribe=scribe)
    return desk


def said(note: Note) -> str:
    return note.fields[plenary.OWN.key]


async def test_enter_keeps_a_line_for_the_wall_and_gives_the_next(tmp_path: Path) -> None:
    desk = points(tmp_path)
    async with desk.run() as pilot:
        desk.keys_at_once(*"1.1 we ask", "enter", *"less", "enter", *"mor")
        await pilot.pause()
        await desk.until(lambda: len(desk.notes) == 3, pilot)
        kept = desk.notes[:2]
        assert [(said(note), [one.ref for one in note.cites]) for note in kept] == [
            ("we ask", ["1.1"]),
            ("less", []),
        ]
        # What is not kept yet is saved, but nobody else sees it.
        assert [note.shared for note in desk.notes] == ["room", "room", "own"]
        assert len(walls.on_wall(desk.app.saved)) == 2
        assert "1.1 we ask" in desk.text
        await desk.keys(pilot, "e", "escape")
        assert desk.app.left
    assert [(said(note), note.shared) for note in desk.notes[2:]] == [("more", "room")]


async def test_what_is_cited_and_what_was_said_before_is_seen_while_it_is_typed(tmp_path: Path) -> None:
    made = session(at="talk")
    made = plenary.put(made, step(made, "talk"), "n1", "More time", NOW)
    desk = points(tmp_path, made)
    async with desk.run() as pilot:
        await desk.keys(pilot, *"1.1 more time")
        assert "1.1 Shows reflection" in desk.text
        assert "The room has said this here already: it will stand there once." in desk.text
        await desk.keys(pilot, "enter")
        await desk.until(lambda: bool(desk.notes[0].cites), pilot)
        assert [note.id for note in desk.notes] == ["n1"]


async def test_a_line_kept_before_is_changed_taken_off_the_wall_and_removed(tmp_path: Path) -> None:
    made = session(at="talk")
    for number, text in enumerate((f"First {HOSTILE} [/oops]", "1.1 second")):
        made = plenary.put(made, step(made, "talk"), f"n{number}", text, NOW)
    desk = points(tmp_path, made)
    async with desk.run() as pilot:
        assert f"First {HOSTILE} [/oops]" in desk.text
        await desk.keys(pilot, "down", "s", "f2")
        await desk.said("not on the wall", pilot)
        await desk.keys(pilot, "down", "ctrl+d")
        await desk.until(lambda: len(desk.notes) == 1, pilot)
        (note,) = desk.notes
        assert (said(note), note.shared, [one.ref for one in note.cites]) == ("seconds", "own", ["1.1"])
        await desk.keys(pilot, "ctrl+z")
        await desk.until(lambda: len(desk.notes) == 2, pilot)


async def test_tab_chooses_for_which_of_the_rooms_fields_a_point_is(tmp_path: Path) -> None:
    desk = points(tmp_path, held(AGREE, at="we agree"))
    async with desk.run() as pilot:
        assert "What went well" in desk.text
        await desk.keys(pilot, "a", "tab", "enter", "b", "enter")
        await desk.until(lambda: len(desk.notes) == 2, pilot)
        assert [dict(note.fields) for note in desk.notes] == [{"todo": "a"}, {"todo": "b"}]
        # What was saved at a pause goes along, and what was kept stays where it was kept.
        await desk.keys(pilot, "c")
        await desk.until(lambda: len(desk.notes) == 3, pilot)
        desk.keys_at_once("tab", "enter", "d", "enter", "tab", "e", "enter")
        await desk.until(lambda: len(desk.notes) == 5, pilot)
        assert [dict(note.fields) for note in desk.notes[2:]] == [{"well": "c"}, {"well": "d"}, {"todo": "e"}]


async def test_a_point_is_moved_to_the_pair_that_made_it(tmp_path: Path) -> None:
    made = session(at="harvest")
    made = plenary.put(made, step(made, "harvest"), "n1", "Ours", NOW)
    desk = points(tmp_path, made)
    async with desk.run() as pilot:
        await desk.keys(pilot, "down", "f3")
        await pilot.press(*"pair 2", "enter")
        await desk.until(lambda: desk.notes[0].group != "", pilot)
        assert dict(desk.notes[0].fields) == {"headline": "Ours"}
        assert "Type what is said" in desk.text
        await desk.keys(pilot, "ctrl+z")
        await desk.until(lambda: desk.notes[0].group == "", pilot)


async def test_before_the_room_there_is_only_the_line(tmp_path: Path) -> None:
    made = session(at="talk")
    made = plenary.put(made, step(made, "talk"), "n1", "Said before", NOW)
    made = parking.add(made, "Parked before", "talk", NOW)
    made = replace(made, meta=replace(made.meta, screens=1))
    desk = Desk(tmp_path, made)
    desk.app._opens = LiveScreen
    async with desk.run((80, 24)) as pilot:
        await pilot.pause()
        for key, title, typed in (
            ("m", "From the whole room", "1.1 Said bef"),
            ("o", "Parking lot", "Parked bef"),
        ):
            await desk.keys(pilot, key)
            await desk.said(title, pilot)
            await desk.keys(pilot, *typed, "up", "down", "ctrl+d", "f2", "f3")
            await desk.until(lambda typed=typed: typed in desk.text, pilot)  # type: ignore[misc]
            shown = set(desk.text.split())
            assert shown <= {"█", *title.split(), "A", "point", "For", "later", *typed.split()}
            assert desk.app.room_is_looking
            await desk.keys(pilot, "escape")
            await desk.until(lambda: isinstance(desk.app.screen, LiveScreen), pilot)
            assert desk.app.screen.before_the_room  # type: ignore[attr-defined]
    assert [said(note) for note in desk.notes] == ["Said before", "Said bef"]
    assert [one.text for one in desk.app.saved.parked] == ["Parked before", "Parked bef"]


async def test_what_waits_is_parked_settled_changed_and_taken_out(tmp_path: Path) -> None:
    desk = lot(tmp_path)
    async with desk.run() as pilot:
        await desk.keys(pilot, *"who", "enter", *"when", "enter", *"who")
        await desk.said("parked already", pilot)
        await desk.keys(pilot, "enter", "down", "f2")
        await desk.said("settled", pilot)
        assert [(one.text, one.settled) for one in desk.app.saved.parked] == [("who", False), ("when", True)]
        assert "1 waiting" in desk.text
        await desk.keys(pilot, "down", "s", "down", "ctrl+d")
        await desk.until(lambda: len(desk.app.saved.parked) == 1, pilot)
        assert [one.text for one in desk.app.saved.parked] == ["whos"]


async def test_from_the_console_both_open_and_come_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="talk"))
    desk.app._opens = LiveScreen
    async with desk.run((120, 40)) as pilot:
        await pilot.pause()
        await desk.keys(pilot, "m")
        await desk.said("From the whole room", pilot)
        assert "Talk in pairs" in desk.text
        await desk.keys(pilot, "escape", "o")
        await desk.said("Parking lot", pilot)
        await desk.keys(pilot, "escape")
        await desk.until(lambda: isinstance(desk.app.screen, LiveScreen), pilot)
