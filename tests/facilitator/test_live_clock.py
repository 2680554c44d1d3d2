"""The clock and the run sheet on the console, by keys alone."""

import time
from datetime import UTC, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.app import FacilitatorApp
from facilitator.dialogs.insert_step import InsertStep
from facilitator.screens.live import LiveScreen
from facilitator.screens.live_clock import JumpWatch, read_start
from facilitator.steady import steady
from sessions import clock as clocks
from sessions.model import Session
from sessions.runsheet import left_out
from sessions.stage import current_step
from sessions.store import Store
from sessions.timekeeping import Sample
from tests.build import NOW, after, session, titled
from tests.facilitator.live_app import Hands, console, live, painted, settled


def with_screens(count: int) -> Session:
    made = session()
    return replace(made, meta=replace(made.meta, screens=count))


def told(pilot: Pilot[None]) -> str:
    """What was said last."""
    return list(pilot.app._notifications)[-1].message


async def test_a_late_start_is_corrected_minute_by_minute_and_said_in_words(data_folder: Path):
    hands = Hands()
    async with console(with_screens(2), data_folder, hands=hands) as pilot:
        await pilot.press("l")
        assert told(pilot) == "No clock has been started yet: p starts it."
        await pilot.press("pagedown")
        hands.on(4)
        await pilot.press("l", "l", "l")
        assert told(pilot) == "Started 3 min ago, at 09:01."
        assert "2:00  until 09:06" in painted(pilot.app)
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert live(pilot).desk.session.clock.step == ""
        await pilot.press("p", "L")
        await pilot.pause()
        field = pilot.app.screen.query_one(Input)
        field.value = "9:30"
        await pilot.press("enter")
        assert "09:30 is still to come" in painted(pilot.app)
        field.value = "9:01"
        await pilot.press("enter")
        await settled(pilot, "2:00  until 09:06")
        assert told(pilot) == "Started 3 min ago, at 09:01."


@pytest.mark.parametrize(
    ("typed", "minutes"), [("5", 12.0), ("5 min ago", 12.0), ("9.02", 2.0), ("09:17", 17.0), ("0", 17.0)]
)
def test_when_a_clock_started_is_typed_as_a_time_or_as_minutes_ago(typed: str, minutes: float):
    assert read_start(typed, after(17), ZoneInfo("Europe/London")) == after(minutes)


def test_a_start_before_midnight_is_understood_after_it():
    london, late = ZoneInfo("Europe/London"), after(15 * 60 + 4)
    assert read_start("23:58", late, london).astimezone(UTC) == after(15 * 60 - 2)
    for wrong in ("", "yesterday", "25:00", "00:05"):
        with pytest.raises(ValueError, match=r"Type a time|still to come|no 25"):
            read_start(wrong, late, london)


async def test_before_the_clock_starts_a_minute_more_is_the_steps(data_folder: Path):
    async with console(with_screens(2), data_folder) as pilot:
        await pilot.press("pagedown", "plus", "plus", "minus")
        assert titled(live(pilot).desk.session, "Welcome").minutes == 6
        assert told(pilot) == "Welcome: 6 minutes. p starts the clock."
        await pilot.press("p")
        assert "6:00  until 09:06" in painted(pilot.app)


async def test_a_break_is_put_in_with_two_keys_and_taken_out_with_one(data_folder: Path):
    async with console(with_screens(2), data_folder) as pilot:
        await pilot.press("pagedown", "i", "enter")
        await settled(pilot)
        titles = [step.title for step in live(pilot).desk.session.steps]
        assert titles[:3] == ["Welcome", "Break", "Talk in pairs"]
        assert "10 min late" in painted(pilot.app)
        assert told(pilot) == (
            "“Break”, 10 minutes, is in after “Welcome”. Finish 09:59, 10 min late. Ctrl+Z takes it out."
        )
        await pilot.press("ctrl+z")
        assert "Break" not in [step.title for step in live(pilot).desk.session.steps]
        await pilot.press("down", "i")
        await pilot.pause()
        pilot.app.screen.query_one("#minutes", Input).value = "many"
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, InsertStep)
        assert "A number from 1 to 480" in painted(pilot.app)
        pilot.app.screen.query_one("#title", Input).value = "[b]Cake[/]"
        pilot.app.screen.query_one("#minutes", Input).value = "5 min"
        await pilot.press("enter")
        await settled(pilot, "[b]Cake[/]")
        assert [step.title for step in live(pilot).desk.session.steps][2] == "[b]Cake[/]"
        await pilot.press("down", "g")
        await settled(pilot, "3 of 6  [b]Cake[/]")
        # The way there is taken back first, then the step.
        await pilot.press("ctrl+z")
        assert current_step(live(pilot).desk.session).title == "Welcome"
        await pilot.press("ctrl+z")
        assert len(live(pilot).desk.session.steps) == 5
        await pilot.press("f5", "i")
        assert isinstance(pilot.app.screen, LiveScreen)


async def test_a_step_ahead_is_left_out_and_taken_back_without_moving_the_room(data_folder: Path):
    async with console(with_screens(2), data_folder) as pilot:
        await pilot.press("pagedown", "down", "down", "u")
        state = live(pilot).desk.session
        assert left_out(state) == {titled(state, "Swap roles").id}
        assert current_step(state).title == "Welcome"
        assert told(pilot) == "“Swap roles” will be left out; u takes it back in. Finish 09:37, 12 min early."
        await pilot.press("u")
        assert not left_out(live(pilot).desk.session)
        await pilot.press("u", "ctrl+z")
        assert not left_out(live(pilot).desk.session)
        await pilot.press("up", "up", "u")
        assert current_step(live(pilot).desk.session).title == "Talk in pairs"


async def test_the_time_in_hand_before_lunch_is_said_on_the_console_and_never_on_the_stage(data_folder: Path):
    made = with_screens(2)
    steps = tuple(replace(one, at="09:45") if one.title == "Harvest" else one for one in made.steps)
    hands = Hands()
    async with console(replace(made, steps=steps), data_folder, hands=hands) as pilot:
        await pilot.press("pagedown")
        assert "6 min in hand before 09:45 Harvest · finish 09:55, on time" in painted(pilot.app)
        hands.on(9)
        await pilot.press("p")
        await settled(pilot, "3 min late for")
        assert "3 min late for 09:45 Harvest · finish 09:58, 3 min late" in painted(pilot.app)
        await pilot.press("f")
        await settled(pilot, "Share the time left")
        await pilot.press("enter")
        assert told(pilot).startswith("The time left is shared over the steps to come. Finish 09:55, on time")
        await pilot.press("f")
        assert told(pilot).startswith("Nothing to share: the steps to come fit the time as they are.")
        await pilot.press("f5")
        await settled(pilot)
        assert not any(word in painted(pilot.app) for word in ("in hand", " late", "on time"))


async def test_a_computer_clock_that_jumps_is_reported_and_one_key_puts_the_room_s_right(data_folder: Path):
    hands, steady = Hands(), [0.0]
    made = with_screens(2)
    Store(data_folder, now=hands).create(made)
    app = FacilitatorApp(data_folder, session=made.id, now=hands, steadily=lambda: steady[0])
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("pagedown", "p")
        hands.at += timedelta(minutes=1)
        steady[0] += 60
        await pilot.pause(0.3)
        assert not app._notifications
        hands.at += timedelta(hours=1)
        await pilot.pause(0.3)
        assert told(pilot).startswith("The computer’s clock was put on by 1 h 00 min")
        await pilot.press("J")
        session_now = live(pilot).desk.session
        assert clocks.remaining(session_now.clock, hands.at) == timedelta(minutes=4)
        await pilot.press("r", "J")
        assert told(pilot) == "The computer’s clock was not put on or back: there is nothing to put right."


def test_a_clock_put_on_and_back_again_is_right_again_and_says_so():
    watch, clock = JumpWatch(), clocks.start("s", 12, NOW)
    assert watch.look(Sample(NOW, 0.0), clock) == ""
    assert "J puts the time left right again" in watch.look(
        Sample(after(60) + timedelta(seconds=1), 1.0), clock
    )
    said = watch.look(Sample(NOW + timedelta(seconds=2), 2.2), clock)
    assert said.endswith("put back by 1 h 00 min, and the room’s clock is right again.")
    assert not watch.wrong(clock)


@pytest.mark.skipif(
    not hasattr(time, "CLOCK_BOOTTIME"), reason="only Linux has a clock that counts sleep by itself"
)
def test_the_steady_clock_counts_the_time_in_which_the_computer_sleeps():
    assert abs(steady() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 5


async def test_the_bell_rings_once_however_often_an_ended_clock_is_paused(data_folder: Path):
    hands = Hands()
    async with console(with_screens(2), data_folder, hands=hands) as pilot:
        rung: list[object] = []
        pilot.app.ring = lambda: rung.append(NOW)  # type: ignore[attr-defined]
        await pilot.press("pagedown", "p")
        await pilot.pause(0.3)
        hands.on(5)
        await pilot.pause(0.3)
        await pilot.press("p", "p")
        hands.on(1)
        await pilot.pause(0.5)
        assert len(rung) == 1
