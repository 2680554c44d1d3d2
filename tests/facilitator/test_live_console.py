"""The console as it is laid out: what has room in a small window, what stays said, and the mouse."""

from pathlib import Path

from msgspec.structs import replace
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from facilitator.screens.live import LiveScreen
from facilitator.screens.live_mouse import LivePlaces
from facilitator.widgets.console import clock_content
from sessions import progress
from sessions.stage import current_step
from sessions.store import Store
from tests.build import NOW, after
from tests.facilitator.live_app import Hands, console, live, painted, settled
from tests.facilitator.test_live import with_screens


def turn_wheel(pilot: Pilot[None], words: str, kind: type[MouseScrollDown] | type[MouseScrollUp]) -> None:
    """Turn the mouse's wheel where these words stand."""
    rows = painted(pilot.app).splitlines()
    y = next(number for number, row in enumerate(rows) if words in row)
    x = rows[y].index(words)
    pilot.app.screen._forward_event(
        kind(
            widget=None, x=x, y=y, delta_x=0, delta_y=0, button=0, shift=False, meta=False, ctrl=False,
            screen_x=x, screen_y=y,
        )
    )  # fmt: skip


async def test_the_mouse_looks_along_the_run_sheet_turns_pages_and_presses_the_one_button(data_folder: Path):
    async with console(with_screens(2), data_folder, size=(80, 24)) as pilot:
        await pilot.click("#next")
        await settled(pilot, "Good morning")
        assert current_step(live(pilot).desk.session).title == "Welcome"
        rows = painted(pilot.app).splitlines()
        await pilot.click(offset=(8, next(at for at, row in enumerate(rows) if "Harvest" in row)))
        await settled(pilot, "Looking at Harvest")
        assert "Looking at Harvest" in painted(pilot.app)
        turn_wheel(pilot, "Harvest  ", MouseScrollUp)
        await settled(pilot, "Looking at Write it down")
        assert "Looking at Write it down" in painted(pilot.app)
        await pilot.press("pagedown", "pagedown")
        await settled(pilot, "Find your partner")
        turn_wheel(pilot, "Find your partner", MouseScrollDown)
        # What a wheel sends in one go is one turn.
        turn_wheel(pilot, "Find your partner", MouseScrollDown)
        await settled(pilot, "Talk about")
        assert live(pilot).desk.session.progress.face == 1
        clock = live(pilot).desk.session.clock
        live(pilot).query_one(LivePlaces)._turned = 0.0
        turn_wheel(pilot, "The room sees", MouseScrollUp)
        await settled(pilot, "Find your partner")
        assert live(pilot).desk.session.progress.face == 0
        live(pilot).query_one(LivePlaces)._turned = 0.0
        turn_wheel(pilot, "The room sees", MouseScrollUp)
        await settled(pilot)
        assert current_step(live(pilot).desk.session).title == "Talk in pairs"
        assert live(pilot).desk.session.clock == clock


async def test_in_a_small_window_all_of_the_rooms_page_is_there_and_ones_own_notes_are_read_on(
    data_folder: Path,
):
    made = with_screens(2)
    prompt = "\n".join(
        f"- Question {n}: what did you do, and what changed for your school?" for n in range(4)
    )
    own = "\n\n".join(f"Note {n}." for n in range(12))
    steps = tuple(replace(one, prompt=prompt, private=own) for one in made.steps)
    async with console(replace(made, steps=steps), data_folder, size=(80, 24)) as pilot:
        await pilot.press("pagedown")
        await settled(pilot, "Question 3")
        rows = painted(pilot.app).splitlines()
        assert any("No second window yet" in row for row in rows)
        assert all(any(f"Question {n}" in row for row in rows) for n in range(4))
        at = next(number for number, row in enumerate(rows) if "For you" in row)
        assert not rows[at - 1][31:].strip()
        assert not any("Note 6." in row for row in rows)
        seen = set()
        for _ in range(9):
            await pilot.press("N")
            await settled(pilot)
            seen |= {n for n in range(12) if f"Note {n}." in painted(pilot.app)}
        assert seen == set(range(12))


async def test_a_console_that_only_looks_says_so_for_as_long_as_it_does(data_folder: Path):
    made = with_screens(2)
    store = Store(data_folder)
    store.create(made)
    first = Desk(store, made, Hands())
    first.hold()
    app = FacilitatorApp(data_folder, session=made.id, now=Hands())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.clear_notifications()
        await pilot.press("down", "down")
        await settled(pilot, "For looking only")
        assert isinstance(app.screen, LiveScreen)
        assert "For looking only." in painted(app)
        assert "No second window" not in painted(app)
    first.close()


async def test_behind_a_question_the_clock_goes_on_and_can_be_read(data_folder: Path):
    hands = Hands()
    async with console(with_screens(2), data_folder, size=(80, 24), hands=hands) as pilot:
        await pilot.press("pagedown", "pagedown", "i")
        hands.on(2)
        await pilot.pause(0.4)
        assert "Insert a step" in painted(pilot.app)
        behind = "\n".join(strip.text for strip in live(pilot)._compositor.render_strips())
        assert "3:00  until 09:05" in behind


def test_the_clock_of_a_step_that_was_left_is_quiet_and_at_the_end_there_is_none():
    made = progress.play_pause(progress.begin(with_screens(2), NOW), NOW)
    there = clock_content(made, after(9))
    assert [span.style for span in there.spans] == ["bold $last"]
    left = clock_content(progress.enter(made, made.steps[1], after(8)), after(9))
    assert "over, Welcome" in left.plain
    assert [span.style for span in left.spans] == ["$quiet"]
    assert not clock_content(progress.finish(made, after(8)), after(9)).plain
