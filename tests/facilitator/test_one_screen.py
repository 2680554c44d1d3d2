"""One screen, which the room looks at: what is typed by mistake, the way to the stage and back, leaving on purpose."""

from pathlib import Path

from msgspec.structs import replace
from textual.pilot import Pilot

from facilitator.screens.arrivals import ArrivalsScreen
from facilitator.screens.bonds import BondsScreen
from facilitator.screens.live import LiveScreen
from facilitator.screens.live_typing import PAUSE, Typing
from sessions import bonds, plenary, progress
from sessions.model import Session
from sessions.stage import current_step
from tests.build import NOW, session, titled
from tests.facilitator.live_app import Hands, console, live, painted, settled


def one_screen(at: str = "", screens: int = 1) -> Session:
    """A session before a room that sees this screen, at the step called so ("" before it begins)."""
    made = session(6)
    made = replace(made, meta=replace(made.meta, screens=screens))
    return progress.enter(progress.begin(made, NOW), titled(made, at), NOW) if at else made


def told(pilot: Pilot[None]) -> list[str]:
    """What is said to the facilitator at this moment."""
    return [one.message for one in pilot.app._notifications]


# --- words typed where nothing is typed ------------------------------------------------------------------------------


def typed(*keys: tuple[str, float]) -> str:
    """The keys that act, of those pressed with so many seconds before each; "!" is one that is refused."""
    moment, acted = 0.0, ""
    typing = Typing(lambda: moment)
    for key, after in keys:
        moment += after
        if typing.swallows(key):
            continue
        acted += key
        if key == "!":
            typing.hold()
    return acted


def test_after_a_refused_key_nothing_printable_acts_until_there_was_a_pause():
    words = [("!", 1.0), *((letter, 1.2) for letter in "a first point")]
    assert typed(*words, ("b", PAUSE + 0.1)) == "!b"


def test_letters_in_quick_succession_are_words_and_one_key_held_down_is_not():
    assert typed(*((letter, 0.12) for letter in "point"), ("b", PAUSE + 0.1)) == "pob"
    assert typed(*(("+", 0.1) for _ in range(6))) == "++++++"
    assert typed(("p", 1.0), ("+", 0.5), ("b", 0.5)) == "p+b"


async def test_a_refused_key_is_said_on_the_stage_and_what_is_typed_next_does_not_move_the_room(
    data_folder: Path,
):
    async with console(one_screen("Welcome"), data_folder, size=(60, 18)) as pilot:
        before = live(pilot).desk.session
        await pilot.press("c", *"A fi", "space", *"point")
        assert "Private: F6 first, then c." in painted(pilot.app)
        assert isinstance(pilot.app.screen, LiveScreen)
        assert live(pilot).desk.session == before
        # A clicker's key, which types nothing, acts at once.
        await pilot.press("pagedown")
        assert live(pilot).desk.session.clock.step


# --- the way to the stage and back -----------------------------------------------------------------------------------


async def test_from_whatever_was_opened_on_the_console_one_key_leads_to_the_stage(data_folder: Path):
    async with console(one_screen("Harvest"), data_folder) as pilot:
        for opened in ("a", "k", "k b", "k b a", "c", "m", "o", "s", "v", "w v", "e", "f1", "i"):
            await pilot.press("f6", *opened.split())
            assert pilot.app.screen is not live(pilot), opened
            await pilot.press("f5")
            assert pilot.app.screen is live(pilot), opened
            assert live(pilot).before_the_room, opened
        assert current_step(live(pilot).desk.session).title == "Harvest"
        await pilot.press("f6")
        await settled(pilot, "For you")
        assert "For you" in painted(pilot.app)


async def test_a_clicker_does_not_turn_the_wall_behind_the_list_that_stands_before_the_room(
    data_folder: Path,
):
    made = one_screen("Harvest")
    for number in range(60):
        made = plenary.put(made, titled(made, "Harvest"), f"n{number}", f"Point {number}", NOW)
    made = progress.show(made, "wall")
    async with console(made, data_folder, size=(80, 24)) as pilot:
        await pilot.press("f6", "w")
        before = live(pilot).desk.session
        await pilot.press("pagedown", "pagedown")
        assert live(pilot).desk.session == before
        assert "Point 0" not in painted(pilot.app).splitlines()[4]
        await pilot.press("f5", "pagedown")
        assert live(pilot).desk.session != before


async def test_what_was_typed_is_saved_on_the_way_to_the_stage_and_to_the_console(data_folder: Path):
    async with console(one_screen("Harvest"), data_folder) as pilot:
        await pilot.press("f6", "c")
        await pilot.press(*"We ask", "f5")
        await settled(pilot)
        assert live(pilot).before_the_room
        assert [list(one.fields.values()) for one in live(pilot).desk.session.notes] == [["We ask"]]
        await pilot.press("f6", "o", *"lunch", "f6")
        await settled(pilot, "For you")
        assert pilot.app.screen is live(pilot)
        assert not live(pilot).before_the_room
        assert [one.text for one in live(pilot).desk.session.parked] == ["lunch"]
        # Whoever glanced at the stage goes on in the form they were in, not in the next empty one.
        await pilot.press("c")
        assert "We ask" in painted(pilot.app)


async def test_a_number_being_counted_is_kept_on_the_way_to_the_stage(data_folder: Path):
    made = one_screen("Harvest")
    made = plenary.put(made, titled(made, "Harvest"), "n1", "A point", NOW)
    async with console(made, data_folder) as pilot:
        await pilot.press("f6", "w", "v", "9", "f5")
        await settled(pilot)
        assert live(pilot).before_the_room
        assert [note.dots for note in live(pilot).desk.session.notes] == [9]


# --- leaving on purpose ----------------------------------------------------------------------------------------------


async def test_what_a_second_press_would_do_is_not_said_any_more_where_it_would_not(data_folder: Path):
    async with console(one_screen("Harvest"), data_folder) as pilot:
        await pilot.press("f6", "escape")
        assert any("once more" in words for words in told(pilot))
        await pilot.press("m")
        assert not any("once more" in words for words in told(pilot))


async def test_with_one_screen_a_session_that_has_not_begun_is_left_on_purpose_too(data_folder: Path):
    async with console(one_screen(), data_folder) as pilot:
        await pilot.press("f6", "escape")
        assert "Esc once more shows the room the library." in told(pilot)[0]
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, LiveScreen)


async def test_on_the_stage_the_app_is_closed_by_pressing_twice(data_folder: Path):
    async with console(one_screen("Welcome"), data_folder, size=(60, 18)) as pilot:
        await pilot.press("ctrl+q")
        assert "Ctrl+Q once more closes" in painted(pilot.app)
        assert pilot.app.is_running
        assert pilot.app._exit is False
        await pilot.press("ctrl+q")
        assert pilot.app._exit is True


# --- what is private -------------------------------------------------------------------------------------------------


async def test_who_is_kept_apart_is_not_shown_on_a_screen_the_room_may_see_until_asked(data_folder: Path):
    made = one_screen("Talk in pairs")
    one, other = made.people[0], made.people[1]
    made = bonds.add(made, one.id, other.id, apart=True)
    async with console(made, data_folder) as pilot:
        await pilot.press("f6", "k")
        assert "apart" not in painted(pilot.app).replace("b Apart", "")
        await pilot.press("r")
        assert "1 kept apart" in painted(pilot.app)
        await pilot.press("b")
        assert isinstance(pilot.app.screen, BondsScreen)
        shown = painted(pilot.app)
        assert "Not shown here" in shown
        assert "nly you see it" not in shown
        assert one.name not in shown
        await pilot.press("s")
        assert f"{one.name} and {other.name}" in painted(pilot.app)


# --- one notice, and the time ----------------------------------------------------------------------------------------


async def test_the_newest_notice_takes_the_place_of_the_one_before(data_folder: Path):
    async with console(one_screen(), data_folder, size=(80, 24)) as pilot:
        pilot.app.say("While the room looks.")  # type: ignore[attr-defined]
        await pilot.press("f6")
        assert told(pilot) == ["While the room looks."]
        for words in ("First.", "Second."):
            pilot.app.say(words)  # type: ignore[attr-defined]
        await pilot.pause()
        assert told(pilot) == ["Second."]


async def test_the_time_left_stands_over_what_is_opened_from_the_console(data_folder: Path):
    hands = Hands()
    made = progress.play_pause(one_screen("Harvest", screens=2), NOW)
    async with console(made, data_folder, size=(80, 24), hands=hands) as pilot:
        for key in ("a", "k", "c", "m", "o", "v"):
            await pilot.press(key)
            await pilot.pause()
            assert pilot.app.screen is not live(pilot)
            assert "10:00 left, until 09:10" in painted(pilot.app).splitlines()[0], key
            await pilot.press("escape")
            await settled(pilot)
        await pilot.press("a")
        assert isinstance(pilot.app.screen, ArrivalsScreen)
        hands.on(11)
        await pilot.pause(0.6)
        assert "1:00 over" in painted(pilot.app).splitlines()[0]
