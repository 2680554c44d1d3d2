"""Console and stage in one terminal, by keys alone."""

from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from facilitator.screens.choose import ChooseScreen
from facilitator.screens.live import LiveScreen
from sessions import lettering, progress
from sessions.model import Ref, Session
from sessions.stage import current_step
from sessions.store import Store
from tests.build import NOW, session, titled
from tests.facilitator.live_app import CLICKER, Hands, console, live, painted, settled


def with_screens(count: int, people: int = 6) -> Session:
    made = session(people)
    focus = (Ref(framework="fw", ref="1"),)
    return replace(made, meta=replace(made.meta, screens=count, focus=focus))


async def test_the_first_run_asks_whether_the_room_sees_this_screen(data_folder: Path):
    async with console(with_screens(0), data_folder, size=(80, 24)) as pilot:
        assert "How many screens are there?" in painted(pilot.app)
        await pilot.press("1")
        await pilot.pause()
        assert live(pilot).before_the_room
        assert "We begin at 09:00." in painted(pilot.app)
        assert Store(data_folder).load(live(pilot).desk.id).meta.screens == 1


async def test_one_button_walks_the_whole_session_to_its_end(data_folder: Path):
    async with console(with_screens(2), data_folder) as pilot:
        for _ in range(30):
            await pilot.press("pagedown")
        assert live(pilot).desk.session.meta.status == "finished"
        assert "The session is finished" in painted(pilot.app)


async def test_the_console_says_what_the_next_press_does(data_folder: Path):
    async with console(with_screens(2), data_folder) as pilot:
        said = []
        for _ in range(5):
            text = painted(pilot.app)
            said.append(text[text.index("Next  ") + 6 :].split("   ")[0].split("\n")[0].strip())
            await pilot.press("space")
        assert said == [
            "Begin the session",
            "Start the clock, 5 minutes",
            "Go to Talk in pairs, in groups of all 6: nobody is ticked off",
            "Show: Talk in pairs",
            "Show: 1 Area 1",
        ]


async def test_a_clock_counts_down_and_says_when_it_is_over(data_folder: Path):
    hands = Hands()
    async with console(with_screens(2), data_folder, hands=hands) as pilot:
        await pilot.press("pagedown", "pagedown")
        assert "5:00  until 09:05" in painted(pilot.app)
        await pilot.press("plus")
        hands.on(2)
        live(pilot).render_session()
        await pilot.pause()
        assert "4:00  until 09:06" in painted(pilot.app)
        await pilot.press("p")
        assert "4:00  paused" in painted(pilot.app)
        await pilot.press("p")
        hands.on(6)
        live(pilot).render_session()
        await pilot.pause()
        assert "2:00  over" in painted(pilot.app)
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert live(pilot).desk.session.clock.allowance == 300


async def test_on_the_stage_only_f6_comes_back(data_folder: Path):
    async with console(with_screens(1), data_folder) as pilot:
        for key in (*CLICKER, "a", "s", "e", "g", "v", "up", "down", "home", "end", "u", "f"):
            await pilot.press(key)
            assert isinstance(pilot.app.screen, LiveScreen), key
            assert live(pilot).before_the_room, key
            assert "For you" not in painted(pilot.app), key
        await pilot.press("f6")
        assert "For you" in painted(pilot.app)


async def test_no_clicker_key_on_any_face_shows_a_private_note(data_folder: Path):
    async with console(with_screens(1), data_folder, size=(60, 18)) as pilot:
        tried: dict[str, int] = {}
        for _ in range(40):
            assert "SECRET" not in painted(pilot.app)
            step = current_step(live(pilot).desk.session)
            title = step.title if step else ""
            tried[title] = tried.get(title, 0) + 1
            # The later faces of a step are more of the same; on the first two every key is tried.
            if tried[title] <= 2:
                for key in ("f5", "escape", "full_stop", "full_stop", "pageup", "pagedown"):
                    await pilot.press(key)
                    assert "SECRET" not in painted(pilot.app)
            await pilot.press("pagedown")
            if live(pilot).desk.session.meta.status == "finished":
                break
        assert {title for title in tried if title} == {
            "Welcome",
            "Talk in pairs",
            "Swap roles",
            "Write it down",
            "Harvest",
        }


async def test_looking_along_the_run_sheet_does_not_move_the_room(data_folder: Path):
    async with console(with_screens(2), data_folder) as pilot:
        await pilot.press("pagedown", "down", "down")
        text = painted(pilot.app)
        assert "SECRET three" in text
        assert current_step(live(pilot).desk.session).title == "Welcome"
        await pilot.press("g")
        assert current_step(live(pilot).desk.session).title == "Swap roles"


async def test_blank_empties_the_stage_and_the_same_key_brings_it_back(data_folder: Path):
    async with console(with_screens(1), data_folder, size=(60, 18)) as pilot:
        await pilot.press("pagedown")
        shown = painted(pilot.app)
        await pilot.press("b")
        assert painted(pilot.app).strip() == ""
        await pilot.press("full_stop")
        assert painted(pilot.app) == shown


async def test_what_another_process_writes_is_shown(data_folder: Path):
    async with console(with_screens(2), data_folder) as pilot:
        await pilot.press("pagedown")
        other = Store(data_folder)
        here = live(pilot).desk.session
        other.change(here.id, "Title", lambda s: replace(s, meta=replace(s.meta, title="Another title")))
        await pilot.pause(0.4)
        assert "Another title" in painted(pilot.app)


async def test_typed_markup_shows_as_it_stands(data_folder: Path):
    hostile = "[@click=app.quit]x[/] [/oops]"
    made = with_screens(2)
    made = replace(
        made,
        meta=replace(made.meta, title=hostile, cluster=hostile),
        people=tuple(
            replace(person, name=f"{hostile} {n}", school=hostile) for n, person in enumerate(made.people)
        ),
    )
    made = replace(made, steps=tuple(replace(step, title=f"{step.title} {hostile}") for step in made.steps))
    async with console(made, data_folder, size=(160, 50)) as pilot:
        assert hostile in painted(pilot.app)
        await pilot.press("pagedown")
        await pilot.press("down", "g")
        assert f"{hostile} 0" in painted(pilot.app)
        await pilot.press("f5")
        shown = painted(pilot.app)
        assert any(lettering.draw(font, "[/oops]")[2].rstrip() in shown for font in lettering.FONTS)


async def test_a_second_console_only_looks(data_folder: Path):
    made = with_screens(2)
    async with console(made, data_folder) as pilot:
        await pilot.press("pagedown")
        second = Store(data_folder)
        from facilitator.desk import Desk

        desk = Desk(second, second.load(made.id), Hands())
        desk.hold()
        assert "open" in desk.read_only
        desk.close()


async def test_closed_and_opened_again_the_room_goes_on_where_it_was(data_folder: Path):
    hands = Hands()
    made = with_screens(2)
    async with console(made, data_folder, hands=hands) as pilot:
        await pilot.press("pagedown", "pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        before = live(pilot).desk.session.progress
    hands.on(3)
    from facilitator.app import FacilitatorApp

    app = FacilitatorApp(data_folder, session=made.id, now=hands)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert live(pilot).desk.session.progress == before
        assert "9:00  until 09:12" in painted(app)


async def test_sharing_the_time_is_undone_with_one_key(data_folder: Path):
    hands = Hands()
    async with console(with_screens(2), data_folder, hands=hands) as pilot:
        await pilot.press("pagedown")
        hands.on(12)
        await pilot.press("f")
        await settled(pilot, "Share the time left")
        # Shown first: how many minutes each step would have, and when it would be over.
        assert any("Talk in pairs" in row and "12  →    9" in row for row in painted(pilot.app).splitlines())
        assert "Finish 09:49, on time" in painted(pilot.app)
        assert titled(live(pilot).desk.session, "Talk in pairs").minutes == 12
        await pilot.press("enter")
        await settled(pilot)
        assert titled(live(pilot).desk.session, "Talk in pairs").minutes < 12
        await pilot.press("ctrl+z")
        assert titled(live(pilot).desk.session, "Talk in pairs").minutes == 12


async def test_a_clock_started_one_press_too_early_gives_the_other_one_back(data_folder: Path):
    hands = Hands()
    async with console(with_screens(2), data_folder, hands=hands) as pilot:
        await pilot.press("pagedown", "pagedown", "pagedown")
        running = live(pilot).desk.session.clock
        hands.on(1)
        for _ in range(9):
            await pilot.press("pagedown")
            if live(pilot).desk.session.clock.step != running.step:
                break
        await pilot.press("ctrl+z")
        assert live(pilot).desk.session.clock == running


async def test_every_move_of_the_room_is_taken_back_with_the_clock_and_the_run_sheet_as_they_were(
    data_folder: Path,
):
    hands = Hands()
    async with console(with_screens(2), data_folder, hands=hands) as pilot:

        async def state(*keys: str) -> Session:
            await pilot.press(*keys)
            return live(pilot).desk.session

        before = [live(pilot).desk.session]
        moves = (["pagedown"], ["pagedown"], ["pagedown"], ["u"], ["pageup"], ["down", "down", "g"], ["home"] * 2,
                 ["end"] * 2, *[["pagedown"]] * 4)  # fmt: skip
        for keys in moves:
            hands.on(1)
            now = await state(*keys)
            before += [now] * (now != before[-1])
        assert before[-1].meta.status == "finished"
        for earlier in reversed(before[:-1]):
            hands.on(1)
            undone = await state("ctrl+z")
            assert (undone.progress, undone.clock, undone.meta.status, undone.rounds) == (
                earlier.progress, earlier.clock, earlier.meta.status, earlier.rounds,
            )  # fmt: skip
        assert [one.message for one in pilot.app._notifications] == ["Undone: Begin the session"]


async def test_the_first_and_the_last_step_are_gone_to_by_pressing_twice(data_folder: Path):
    async with console(with_screens(2), data_folder) as pilot:
        await pilot.press("pagedown", "end")
        assert current_step(live(pilot).desk.session).title == "Welcome"
        assert [one.message for one in pilot.app._notifications] == [
            "End once more goes to “Harvest”; 3 steps are left out."
        ]
        await pilot.press("home", "end")
        assert current_step(live(pilot).desk.session).title == "Welcome"
        await pilot.press("end")
        assert current_step(live(pilot).desk.session).title == "Harvest"


async def test_escape_takes_the_wall_away_before_it_leaves_the_console(data_folder: Path):
    async with console(with_screens(2), data_folder) as pilot:
        await pilot.press("pagedown", "w", "s", "escape")
        assert isinstance(pilot.app.screen, LiveScreen)
        assert live(pilot).desk.session.progress.shown.kind == "wall"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, LiveScreen)
        assert live(pilot).desk.session.progress.shown.kind == "step"
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, LiveScreen)


async def test_a_file_that_is_lost_under_the_console_leaves_the_room_what_it_saw(data_folder: Path):
    async with console(with_screens(2), data_folder) as pilot:
        await pilot.press("pagedown")
        file = data_folder / "sessions" / f"{live(pilot).desk.id}.json"
        kept = file.read_bytes()
        file.unlink()
        await pilot.pause(0.4)
        assert isinstance(pilot.app.screen, LiveScreen)
        assert "Welcome" in painted(pilot.app)
        await pilot.press("pagedown")
        assert isinstance(pilot.app.screen, LiveScreen)
        file.write_bytes(kept)
        await pilot.pause(0.4)
        await pilot.press("pagedown")
        assert live(pilot).desk.session.clock.step


async def test_where_nothing_can_be_written_the_console_opens_for_looking(data_folder: Path):
    made = with_screens(2)
    Store(data_folder).create(made)
    (data_folder / "consoles").write_text("in the way")
    from facilitator.app import FacilitatorApp

    app = FacilitatorApp(data_folder, session=made.id, now=Hands())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert live(pilot).desk.read_only


async def test_where_the_review_date_is_said_the_next_press_shows_its_code(data_folder: Path):
    made = with_screens(1)
    steps = tuple(replace(step, prompt="## We meet on {review_date}") for step in made.steps)
    async with console(replace(made, steps=steps), data_folder) as pilot:
        await pilot.press("pagedown", "pagedown")
        assert "The review on Tuesday 12 January 2027" in painted(pilot.app)
        assert "▀" in painted(pilot.app)
        await pilot.press("pagedown")
        assert live(pilot).desk.session.clock.step


# --- where the room chooses, and keys that would surprise -----------------------------------------------------------


def choosing(made: Session, who: Literal["room", "person"]) -> Session:
    """A session whose first step is one at which something is chosen."""
    return replace(
        made, steps=tuple(replace(one, choose=who if one == made.steps[0] else "") for one in made.steps)
    )


async def test_where_the_room_chooses_the_footer_says_the_key_and_elsewhere_not(data_folder: Path):
    async with console(choosing(with_screens(2), "room"), data_folder, size=(80, 24)) as pilot:
        assert "v Choice" not in painted(pilot.app)
        await pilot.press("pagedown")
        await settled(pilot, "v Choice")
        assert "v Choice" in painted(pilot.app).splitlines()[-1]
        await pilot.press("down")
        await settled(pilot)
        assert "v Choice" not in painted(pilot.app)
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChooseScreen)


async def test_at_the_last_step_the_footer_offers_to_hand_out(data_folder: Path):
    made = with_screens(2)
    async with console(progress.enter(made, made.steps[-1], NOW), data_folder, size=(80, 24)) as pilot:
        last = painted(pilot.app).splitlines()[-1]
        assert "e Hand out" in last
        # Nobody arrives any more.
        assert "a Arrivals" not in last


async def test_where_each_chooses_the_footer_says_the_key_for_writing_it_down(data_folder: Path):
    async with console(choosing(with_screens(2), "person"), data_folder, size=(80, 24)) as pilot:
        await pilot.press("pagedown")
        await settled(pilot)
        assert "c Capture" in painted(pilot.app).splitlines()[-1]


async def test_what_the_next_press_does_is_never_cut_however_much_the_clock_has_to_say(data_folder: Path):
    made = with_screens(2, people=12)
    title = "A first step with a title as long as the longest that anybody has given to one"
    steps = tuple(replace(one, title=title) if one == made.steps[0] else one for one in made.steps)
    hands = Hands()
    async with console(replace(made, steps=steps), data_folder, size=(80, 24), hands=hands) as pilot:
        await pilot.press("pagedown", "pagedown")
        hands.on(90)
        await pilot.press("minus")
        await settled(pilot)
        top = " ".join(" ".join(painted(pilot.app).splitlines()[1:4]).split())
        assert "Go to Talk in pairs, in groups of all 12: nobody is ticked off" in top
        assert "1:25:00 over" in top
        await pilot.press("pagedown")
        await settled(pilot)
        rows = painted(pilot.app).splitlines()
        assert "Show: Talk in pairs" in rows[1]
        assert "1:25:00  over, A first step" in rows[2]
        assert "Harvest" in painted(pilot.app)


async def test_the_room_never_sees_the_clock_of_a_step_it_has_left(data_folder: Path):
    hands = Hands()
    async with console(with_screens(1), data_folder, size=(80, 24), hands=hands) as pilot:
        await pilot.press("pagedown", "pagedown")
        hands.on(8)
        await pilot.pause(0.3)
        assert "over" in painted(pilot.app)
        await pilot.press("pagedown")
        await settled(pilot)
        assert "over" not in painted(pilot.app)
        await pilot.press("f6")
        await settled(pilot, "3:00  over, Welcome")
        assert "3:00  over, Welcome" in painted(pilot.app)
        hands.on(1)
        await settled(pilot, "4:00  over, Welcome")
        await pilot.pause(0.3)
        assert "4:00  over, Welcome" in painted(pilot.app)


async def test_with_one_screen_the_console_is_left_for_the_library_on_purpose_only(data_folder: Path):
    async with console(with_screens(1), data_folder) as pilot:
        await pilot.press("pagedown", "f6", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LiveScreen)
        assert [one.message[:13] for one in pilot.app._notifications] == ["Esc once more"]
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, LiveScreen)


async def test_a_tick_of_the_clock_while_the_console_comes_back_leaves_it_no_blank(data_folder: Path):
    async with console(with_screens(1), data_folder) as pilot:
        await live(pilot).action_console()
        live(pilot)._tick()
        await pilot.pause()
        assert "Begin the session" in painted(pilot.app)
