"""The plan: changing a session's run sheet, people and particulars, all of it undone by ctrl+z."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from facilitator.screens.plan import PlanScreen
from facilitator.screens.plan_people import PeopleScreen
from facilitator.screens.plan_step import StepScreen
from facilitator.screens.room import RoomCheckScreen
from sessions import people, progress, rounds
from sessions.model import Note, Session, Swap
from sessions.store import Store
from tests.build import NOW, after, session, titled
from tests.facilitator.library_app import HOSTILE, current, front, put, row, said, seen
from tests.facilitator.live_app import settled
from tests.facilitator.small import SmallApp


@pytest.fixture(autouse=True)
def _london(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Europe/London")


@asynccontextmanager
async def plan(
    data: Path, made: Session | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """The app with the plan of a session in front, and no library under it."""
    app = SmallApp(data, made or session(), PlanScreen, now=lambda: NOW)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(front(pilot), PlanScreen)
        await settled(pilot, "█", "adds the first one")
        yield pilot


def saved(data: Path) -> Session:
    """The session as it is on disk."""
    store = Store(data)
    return store.load(store.summaries()[0].id)


def titles(data: Path) -> list[str]:
    """The titles of the run sheet on disk."""
    return [step.title for step in saved(data).steps]


def noted(made: Session, title: str, person: str = "p0") -> Session:
    """The session with a note of this person at this step."""
    step = titled(made, title)
    note = Note(id="n1", step=step.id, people=(person,), fields={"evidence": "x"}, at=NOW, changed=NOW)
    return replace(made, notes=(note,))


# --- reading it ----------------------------------------------------------------------------------------------


async def test_the_plan_is_said_in_words(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        assert "Cwm Test, 6 people from 3 schools" in seen(pilot)
        assert "Tuesday 1 December 2026, 09:00 to 09:49, 49 minutes" in seen(pilot)
        assert "Review Tuesday 12 January 2027, notes deleted by 1 December 2027" in seen(pilot)
        assert " ".join(row(pilot, "Talk in pairs").split()) == "09:05 Talk in pairs 12 pairs"
        assert " ".join(row(pilot, "Write it").split()) == "09:29 Write it down 10 same groups each person"
        assert " ".join(row(pilot, "end").split()) == "09:49 end"
        keys = " ".join(seen(pilot).splitlines()[-1].split())
        assert keys == "Enter Change i Add d Drop f Fit a People t Details r Run Esc Back F1 Help"


async def test_the_room_check_stands_before_the_first_step(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        assert current(pilot) == saved(data_folder).steps[0].id
        lines = seen(pilot).splitlines()
        (at,) = [number for number, line in enumerate(lines) if "Room check" in line]
        assert "Welcome" in lines[at + 1]
        await pilot.press("up")
        assert "Change" not in seen(pilot).splitlines()[-1]
        await pilot.press("enter")
        assert isinstance(front(pilot), RoomCheckScreen)
        await pilot.press("f6", "i")
        assert titles(data_folder)[0] == "New step"


async def test_on_a_wide_screen_the_step_stands_beside_it_in_full(data_folder: Path) -> None:
    async with plan(data_folder, size=(120, 40)) as pilot:
        assert "Hello Cwm Test" in seen(pilot)
        assert "SECRET one" in seen(pilot)
        await pilot.press("down", "down", "down")
        await pilot.pause(0.1)
        assert "From each person, for each chosen statement:" in " ".join(seen(pilot).split())
        assert "SECRET four" in seen(pilot)


async def test_typed_markup_shows_as_it_stands(data_folder: Path) -> None:
    made = session()
    steps = tuple(replace(step, title=HOSTILE, prompt=HOSTILE, private=HOSTILE) for step in made.steps)
    who = tuple(
        replace(one, name="[/oops]", school=f"[b]{n}", role="[/b]") for n, one in enumerate(made.people)
    )
    made = replace(made, steps=steps, people=who, meta=replace(made.meta, title=HOSTILE, cluster="[/x]"))
    async with plan(data_folder, made, size=(120, 40)) as pilot:
        assert seen(pilot).count(HOSTILE) == 4
        assert "[/x], 6 people from 6 schools" in seen(pilot)
        await pilot.press("a")
        assert "[b]3" in row(pilot, "[/oops]") or "[b]0" in row(pilot, "[/oops]")
        await pilot.press("d")
        assert "[/oops] is taken out" in await said(pilot)


async def test_a_step_of_a_running_session_is_marked_as_now(data_folder: Path) -> None:
    made = progress.begin(session(), NOW)
    async with plan(data_folder, made) as pilot:
        assert "now" in row(pilot, "Welcome")
        await pilot.press("d")
        assert "The room is at “Welcome” now." in await said(pilot)
        assert titles(data_folder)[0] == "Welcome"


# --- changing steps ------------------------------------------------------------------------------------------


async def test_a_step_is_changed_and_the_change_undone(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        await pilot.press("down", "enter")
        assert isinstance(front(pilot), StepScreen)
        await put(pilot, "title", f" Talk  {HOSTILE} ")
        await put(pilot, "minutes", "20")
        await put(pilot, "at", "9.30")
        await put(pilot, "prompt", "Say {pair} of {cluster}")
        assert "{pair} will stand there as it is. Did you mean {pairs}?" in seen(pilot)
        assert "{cluster} is filled in from the session; ## makes a heading" in " ".join(seen(pilot).split())
        await put(pilot, "private", "Mind the clock\x1b[31m")
        await pilot.press("escape")
        step = saved(data_folder).steps[1]
        assert (step.title, step.minutes, step.at) == (f"Talk {HOSTILE}", 20, "09:30")
        assert (step.prompt, step.private) == ("Say {pair} of {cluster}", "Mind the clock[31m")
        assert "Talk [@click" in row(pilot, "09:30")
        await pilot.press("ctrl+z")
        assert f"Undone: Change “Talk {HOSTILE}”" in await said(pilot)
        assert titles(data_folder)[1] == "Talk in pairs"
        await pilot.press("ctrl+y")
        assert titles(data_folder)[1] == f"Talk {HOSTILE}"


async def test_what_is_wrong_with_a_step_is_said_and_nothing_lost(data_folder: Path) -> None:
    async with plan(data_folder, size=(120, 40)) as pilot:
        await pilot.press("enter")
        await put(pilot, "private", "My words")
        for field, typed, words, right in (
            ("title", " ", "It needs a title.", "Welcome"),
            ("minutes", "ten", "Minutes are a whole number", "5"),
            ("at", "25", "A day has no 25:00.", ""),
        ):
            await put(pilot, field, typed)
            assert words in seen(pilot)
            await pilot.press("ctrl+s")
            assert front(pilot).focused is front(pilot).query_one(f"#{field}")
            await put(pilot, field, right if field != "at" else typed)
        await pilot.press("escape")
        assert "Leave without saving the step?" in seen(pilot)
        await pilot.press("escape")
        assert front(pilot).query_one("#private", TextArea).text == "My words"
        await pilot.press("escape", "enter")
        assert isinstance(front(pilot), PlanScreen)
        assert saved(data_folder).steps[0].private == "SECRET one"


async def test_leaving_a_step_as_it_was_changes_nothing(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        before = saved(data_folder)
        await pilot.press("enter", "escape", "ctrl+z")
        assert await said(pilot) == "There is nothing to undo."
        assert saved(data_folder) == before


async def test_a_step_is_added_below_and_written_at_once(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        await pilot.press("down", "i")
        assert isinstance(front(pilot), StepScreen)
        await put(pilot, "title", "Coffee")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(front(pilot), PlanScreen)
        assert titles(data_folder)[:4] == ["Welcome", "Talk in pairs", "Coffee", "Swap roles"]
        assert current(pilot) == saved(data_folder).steps[2].id
        await pilot.press("i", "escape", "ctrl+z", "ctrl+z", "ctrl+z")
        assert "Coffee" not in titles(data_folder)


async def test_a_dropped_step_comes_back_where_it_was(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        before = titles(data_folder)
        await pilot.press("down", "delete")
        assert titles(data_folder) == [one for one in before if one != "Talk in pairs"]
        assert current(pilot) == titled(saved(data_folder), "Swap roles").id
        assert titled(saved(data_folder), "Swap roles").together == "pairs"
        await pilot.press("ctrl+z")
        assert titles(data_folder) == before


async def test_a_step_with_notes_is_dropped_only_when_confirmed(data_folder: Path) -> None:
    async with plan(data_folder, noted(session(), "Write it down")) as pilot:
        await pilot.press("down", "down", "down", "d")
        assert "1 note from it stays in the record." in seen(pilot)
        await pilot.press("escape")
        assert "Write it down" in titles(data_folder)
        await pilot.press("d", "enter")
        assert "Write it down" not in titles(data_folder)
        assert len(saved(data_folder).notes) == 1


async def test_a_step_moves_but_never_before_the_one_that_makes_its_groups(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        await pilot.press("J")
        assert titles(data_folder)[:2] == ["Talk in pairs", "Welcome"]
        await pilot.press("shift+up")
        assert titles(data_folder)[:2] == ["Welcome", "Talk in pairs"]
        assert current(pilot) == saved(data_folder).steps[0].id
        await pilot.press("K")
        assert titles(data_folder)[0] == "Welcome"
        await pilot.press("down", "J")
        assert "Steps that share their groups stay in order" in await said(pilot)
        assert titles(data_folder)[1] == "Talk in pairs"


async def test_minutes_go_up_and_down_and_are_undone_in_one(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        await pilot.press("+", "+", "+", "-")
        assert saved(data_folder).steps[0].minutes == 7
        assert "51 minutes" in seen(pilot)
        await pilot.press("ctrl+z")
        assert saved(data_folder).steps[0].minutes == 5
        await pilot.press(*"-----")
        assert saved(data_folder).steps[0].minutes == 1


async def test_the_plan_is_fitted_into_minutes_or_until_a_time(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        await pilot.press("f")
        assert "It takes 49 minutes now, until 09:49; the least possible is 10." in " ".join(
            seen(pilot).split()
        )
        for typed, words in (
            ("9", "The least possible is 10 minutes"),
            ("soon", "Type a number"),
            ("8:30", "before"),
        ):
            front(pilot).query_one(Input).value = typed
            await pilot.press("enter")
            assert words in seen(pilot)
        front(pilot).query_one(Input).value = "40"
        await pilot.press("enter")
        await pilot.pause()
        assert "40 minutes, until 09:40?" in seen(pilot)
        assert any(
            "Swap roles" in line and "12  →   10  minutes" in line for line in seen(pilot).splitlines()
        )
        assert sum(step.minutes for step in saved(data_folder).steps) == 49
        await pilot.press("enter")
        await pilot.pause()
        assert sum(step.minutes for step in saved(data_folder).steps) == 40
        await pilot.press("f")
        front(pilot).query_one(Input).value = "10:00"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "09:00 to 10:00, 60 minutes" in seen(pilot)
        await pilot.press("ctrl+z", "ctrl+z")
        assert sum(step.minutes for step in saved(data_folder).steps) == 49


async def test_a_plan_without_steps_says_what_to_do(data_folder: Path) -> None:
    made = session()
    empty = replace(made, steps=(), meta=replace(made.meta, steps=()))
    async with plan(data_folder, empty) as pilot:
        assert "i  adds the first one" in seen(pilot)
        await pilot.press("d", "J", "+", "f")
        assert "No step is left" in await said(pilot)
        await pilot.press("i", "escape")
        assert titles(data_folder) == ["New step"]


async def test_what_another_program_changes_is_shown(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        made = saved(data_folder)
        Store(data_folder).change(
            made.id, "Title", lambda s: replace(s, meta=replace(s.meta, title="Elsewhere"))
        )
        await pilot.press("a", "escape")
        assert "Elsewhere" in seen(pilot)


# --- details -------------------------------------------------------------------------------------------------


async def test_details_are_changed_and_dates_follow(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        await pilot.press("t")
        await put(pilot, "title", HOSTILE)
        await put(pilot, "day", "8.12.")
        await put(pilot, "start", "1.30 pm")
        assert "13:30 to 14:19" in row(pilot, "Start")
        await pilot.press("escape")
        meta = saved(data_folder).meta
        assert (meta.title, meta.date, meta.start) == (HOSTILE, date(2026, 12, 8), "13:30")
        assert (meta.review_date, meta.delete_by) == (date(2027, 1, 19), date(2027, 12, 8))
        assert "Tuesday 8 December 2026, 13:30 to 14:19" in seen(pilot)
        await pilot.press("ctrl+z")
        assert "Tuesday 1 December 2026, 09:00" in seen(pilot)


async def test_a_review_date_that_was_set_stays(data_folder: Path) -> None:
    made = session()
    made = replace(made, meta=replace(made.meta, review_date=date(2027, 3, 1)))
    async with plan(data_folder, made) as pilot:
        await pilot.press("t")
        await put(pilot, "day", "8.12.")
        await put(pilot, "cluster", "")
        await pilot.press("escape")
        assert "Leave without saving?" in seen(pilot)
        await pilot.press("escape")
        await put(pilot, "cluster", "Cwm")
        await pilot.press("ctrl+s")
        assert saved(data_folder).meta.review_date == date(2027, 3, 1)


# --- people --------------------------------------------------------------------------------------------------


async def test_people_are_added_corrected_and_taken_out(data_folder: Path) -> None:
    async with plan(data_folder) as pilot:
        await pilot.press("a", "n")
        await put(pilot, "", "Alun Rees, Ysgol y Bryn\nleader 01, SCHOOL 1\n, nobody")
        assert "2 people from 2 schools" in seen(pilot)
        await pilot.press("ctrl+s")
        assert await said(pilot) == "1 person added. 1 person is on the list already."
        assert saved(data_folder).people[-1].name == "Alun Rees"
        assert "Alun Rees" in row(pilot, "█")
        await pilot.press("enter")
        assert front(pilot).query_one(Input).value == "Alun Rees, Ysgol y Bryn"
        front(pilot).query_one(Input).value = "Leader 00, School 0"
        await pilot.press("enter")
        assert "Another Leader 00 of School 0 is on the list." in seen(pilot)
        front(pilot).query_one(Input).value = 'Alun Rees, "Bryn, Ysgol y", Head'
        await pilot.press("enter")
        await pilot.pause()
        alun = saved(data_folder).people[-1]
        assert (alun.name, alun.school, alun.role) == ("Alun Rees", "Bryn, Ysgol y", "Head")
        await pilot.press("d")
        assert len(saved(data_folder).people) == 6
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert "Leader 00" in seen(pilot)
        assert "Alun" not in seen(pilot)


async def test_someone_with_notes_stays_until_it_is_confirmed(data_folder: Path) -> None:
    async with plan(data_folder, noted(session(), "Write it down")) as pilot:
        await pilot.press("a")
        assert "1 note" in row(pilot, "Leader 00")
        await pilot.press("d")
        assert "1 note stays in the record, without their name." in seen(pilot)
        await pilot.press("escape")
        assert len(saved(data_folder).people) == 6
        await pilot.press("d", "enter")
        assert [one.id for one in saved(data_folder).people] == ["p1", "p2", "p3", "p4", "p5"]
        assert len(saved(data_folder).notes) == 1


async def test_without_people_it_says_how_to_add_some(data_folder: Path) -> None:
    async with plan(data_folder, replace(session(), people=())) as pilot:
        assert "Cwm Test, nobody yet" in seen(pilot)
        await pilot.press("a", "enter", "d")
        assert "n  adds people: paste one line each" in seen(pilot)
        await pilot.press("n", "ctrl+s")
        assert "There is nobody on the list yet" in await said(pilot)
        await pilot.press("escape")
        assert isinstance(front(pilot), PeopleScreen)


def test_one_who_is_taken_out_leaves_their_group_and_their_swaps() -> None:
    made = progress.begin(session(), NOW)
    made = progress.enter(made, titled(made, "Talk in pairs"), after(5))
    before = rounds.round_for(made, titled(made, "Talk in pairs"))
    assert before is not None
    swaps = (Swap(id="s1", person="p0", partner="p1"), Swap(id="s2", person="p2", partner="p0"))
    made = people.take_out(replace(made, swaps=swaps), "p0")
    now = rounds.round_for(made, titled(made, "Talk in pairs"))
    assert now is not None
    assert sorted(len(group.people) for group in now.groups) == [2, 3]
    assert not any("p0" in group.people for group in now.groups)
    assert [(one.person, one.partner) for one in made.swaps] == [("p2", "")]


def test_adding_people_twice_leaves_them_as_they_are() -> None:
    made = session()
    assert people.add(made, made.people) == made


async def test_a_change_that_is_saved_while_the_app_closes_ends_quietly(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def saved(*_: object, **__: object) -> Session:
        return made

    async with plan(data_folder) as pilot:
        screen = front(pilot)
        assert isinstance(screen, PlanScreen)
        made = screen.desk.session
    monkeypatch.setattr(screen.desk, "change", saved)
    assert await screen.change("A minute more", lambda session: session)
