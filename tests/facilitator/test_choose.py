"""What the whole room works on, and the hands it raises for it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.screens.choose import ChooseScreen
from facilitator.screens.choose_hands import HandsScreen
from facilitator.widgets.rows import Rows
from facilitator.widgets.search import Search
from frameworks.library import FrameworkLibrary
from sessions.model import Choosable, Session, Step, UsedFramework
from sessions.stage import current_step
from tests.facilitator.live_app import settled
from tests.facilitator.small import SmallApp, session, text_of
from tests.standards import HOSTILE, framework

STANDARDS = framework()


def asking(what: Choosable = "area", most: int = 0) -> Session:
    """A session of 172 statements, at the step where the room is asked."""
    made = session(at="welcome")
    step = current_step(made)
    assert step is not None
    asks = replace(step, framework=STANDARDS.id, choose="room", choosable=what, choose_most=most)
    steps: tuple[Step, ...] = tuple(asks if one == step else one for one in made.steps)
    used = UsedFramework(id=STANDARDS.id, digest=STANDARDS.digest(), framework=STANDARDS)
    return replace(made, steps=steps, frameworks=(used,))


def focus(app: SmallApp) -> list[str]:
    return [ref.ref for ref in app.saved.meta.focus]


def marked(app: SmallApp) -> str:
    return app.screen.query_one(Rows).current.partition(" ")[2]


def hands(app: SmallApp) -> dict[str, int]:
    return {one.ref.ref: one.count for one in app.saved.hands}


async def test_areas_are_chosen_by_number_and_by_the_cursor_and_taken_back(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "each chooses their own" in text_of(app)
        assert "What reflection means in one sentence." in text_of(app)
        await pilot.press("3", "up", "space", "9")
        await pilot.pause()
        assert focus(app) == ["2", "3"]
        assert "2 Collaboration; 3 Trust" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert focus(app) == ["3"]
        await pilot.press("delete")
        await pilot.pause()
        assert app.saved.meta.focus == ()


async def test_a_session_without_a_framework_says_so(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, replace(session(), frameworks=()), ChooseScreen)
    async with app.run_test() as pilot:
        assert "There is nothing to choose from." in text_of(app)
        await pilot.press("1", "enter", "delete", "h", "t", "x", "right", "left", "escape")
        await pilot.pause()
        assert app.left


async def test_an_area_opens_to_its_groups_and_these_to_their_statements(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, asking("anything", 2), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Up to 2 are suggested." in text_of(app)
        assert "Knows" not in text_of(app)
        await pilot.press("down", "right", "down", "right", "down", "space", "up", "space", "4")
        await pilot.pause()
        assert focus(app) == ["2/1", "2.1", "4"]
        assert "Knows (2 Teaching); 2.1; 4 Running the school" in text_of(app)
        assert "3 are chosen; up to 2 are suggested." in text_of(app)
        await pilot.press("up", "up", "left")
        await pilot.pause()
        await pilot.press("left")
        await pilot.pause()
        assert marked(app) == "2"
        assert "2 chosen in it" in text_of(app)


@pytest.mark.parametrize(
    ("what", "there", "not_there"),
    [("area", "Teaching", "Is like"), ("group", "Is like", "1.1"), ("statement", "Teaching", "Is like")],
)
async def test_what_is_chosen_at_the_step_is_listed_first(
    tmp_path: Path, what: Choosable, there: str, not_there: str
) -> None:
    app = SmallApp(tmp_path, asking(what), ChooseScreen)
    async with app.run_test(size=(80, 24)):
        assert there in text_of(app)
        assert not_there not in text_of(app)


async def test_a_statement_is_found_by_typing_taken_and_seen_in_its_place(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, asking("anything"), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"gov", "enter", *["backspace"] * 3, *"4.1", "down", "enter")
        await pilot.pause()
        assert focus(app) == ["4.10", "5.2"]
        await pilot.press("escape")
        await pilot.pause()
        assert marked(app) == "4.10"
        assert "keeps the buildings safe" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.left


async def test_words_that_look_like_markup_are_shown_as_they_stand(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, asking("anything"), ChooseScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"click", "enter")
        await pilot.pause()
        assert HOSTILE in text_of(app).replace("\n", " ")
        assert focus(app) == ["3.2"]


# --- the show of hands ---------------------------------------------------------------------------------------


async def test_hands_are_counted_down_the_list_and_what_has_most_is_taken(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, asking(), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(
            "h", "4", "enter", "1", "2", "backspace", "1", "enter", "enter", "0", "enter", "9", "down"
        )
        await pilot.pause()
        assert hands(app) == {"1": 4, "2": 11, "4": 0, "5": 9}
        assert "How many hands for 6 The community?" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ChooseScreen)
        assert "Most for 2 Teaching: 11, 2 ahead. Enter takes it." in text_of(app)
        assert "24 hands of 6 people, 11 of them for one thing." in text_of(app)
        row = next(row for row in text_of(app).splitlines() if "Teaching " in row)
        assert row.rstrip().endswith("11")
        await pilot.press("t")
        await pilot.pause()
        assert focus(app) == ["2"]


async def test_each_number_is_undone_by_itself_and_all_are_forgotten_with_one_key(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, asking(), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "4", "enter", "7", "escape")
        await pilot.pause()
        assert hands(app) == {"1": 4, "2": 7}
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert hands(app) == {"1": 4}
        await pilot.press("ctrl+y", "x")
        await pilot.pause()
        assert hands(app) == {}
        assert "hands" not in text_of(app).replace("h Hands", "")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert hands(app) == {"1": 4, "2": 7}


async def test_one_number_is_corrected_and_forgotten(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, asking(), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "4", "enter", "up", "5", "enter", "8", "up", "delete")
        await pilot.pause()
        assert isinstance(app.screen, HandsScreen)
        assert hands(app) == {"2": 8}


async def test_even_numbers_are_said_and_nothing_is_taken(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, asking(), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "9", "enter", "3", "enter", "9", "escape", "t")
        await pilot.pause()
        assert focus(app) == []
        assert "1 and 3 are even with 9 hands" in text_of(app)
        await pilot.press("3")
        await pilot.pause()
        assert focus(app) == ["3"]


async def test_hands_are_counted_for_the_groups_beside_the_marked_one(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, asking("anything"), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "right", "down", "down", "h", "6", "enter", "5", "escape")
        await pilot.pause()
        assert hands(app) == {"2/2": 6, "2/3": 5}
        await pilot.press("t")
        await pilot.pause()
        assert focus(app) == ["2/2"]


async def test_words_typed_find_what_other_frameworks_have_and_choosing_it_brings_these_in(
    tmp_path: Path,
) -> None:
    app = SmallApp(tmp_path, session(), ChooseScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"vision")
        await settled(pilot, "Leadership qualities")
        assert "Leadership qualities" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        (taken,) = app.saved.meta.focus
        assert [used.id for used in app.saved.frameworks] == ["qualities", taken.framework]
        assert app.saved.frameworks[1].digest == app.saved.frameworks[1].framework.digest()
        await pilot.press("escape")
        await pilot.pause()
        assert marked(app) == taken.ref
        # Both are one change.
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.saved.meta.focus == ()
        assert [used.id for used in app.saved.frameworks] == ["qualities"]


async def test_what_the_session_has_is_found_before_other_frameworks(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), ChooseScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"trust")
        await app.workers.wait_for_complete()
        await pilot.pause()
        lines = [line.id.partition(" ")[0] for line in app.screen.query_one(Rows).lines]
        assert lines[:2] == ["qualities", "qualities"]
        assert "qualities" not in lines[2:]
        assert len(set(lines)) > 1


# --- lists without codes ------------------------------------------------------------------------------------------


def uncoded(id: str, what: Choosable, most: int = 0) -> Session:
    """A session at the step where the room chooses from a framework that comes with the app."""
    found = FrameworkLibrary(None).get(id)
    assert found is not None
    made = asking(what, most)
    steps = tuple(replace(one, framework=id) if one.choose == "room" else one for one in made.steps)
    return replace(made, steps=steps, frameworks=(UsedFramework(id=id, digest="", framework=found),))


async def test_what_has_no_code_is_chosen_by_its_number_on_the_stage_also_beyond_nine(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, uncoded("learning-in-another-context", "statement"), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert " 7     Train other members of staff" in text_of(app)
        await pilot.press("7")
        await pilot.pause()
        assert focus(app) == ["#1.7"]
        await pilot.press("1")
        await pilot.pause()
        assert focus(app) == ["#1.7"]
        assert "Number 1? Enter chooses it, another digit goes on." in text_of(app)
        await pilot.press("6")
        await pilot.pause()
        assert focus(app) == ["#1.7", "#1.16"]
        await pilot.press("1", "enter", "1", "up", "6", "9", "0")
        await pilot.pause()
        assert focus(app) == ["#1.1", "#1.6", "#1.7", "#1.9", "#1.16"]
        assert "Number" not in text_of(app)


async def test_single_questions_are_found_counted_and_taken_under_the_numbers_of_the_stage(
    tmp_path: Path,
) -> None:
    app = SmallApp(tmp_path, uncoded("evidence-and-action", "anything", 2), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("/")
        app.screen.query_one(Search).value = "partnership"
        await pilot.pause()
        row = next(row for row in text_of(app).splitlines() if "formed for coaching" in row)
        assert row.replace("█", "").split()[0] == "21"
        await pilot.press("escape", "home")
        await pilot.press("h", "2", "enter", "enter", "4", "enter", "1")
        await pilot.pause()
        assert "How many hands for number 3?" in text_of(app)
        assert " 2  meetings that put across" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert hands(app) == {"#1": 2, "#1.2": 4, "#1.3": 1}
        assert marked(app) == "#1.2"
        assert "Most for number 2 (4), Leading with others (2). Enter takes them." in text_of(app)
        assert "7 hands of 6 people." in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert focus(app) == ["#1", "#1.2"]


async def test_after_a_count_enter_takes_what_won_in_place_of_what_was_chosen_before(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, asking(), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "2", "home", "h", "down", "5", "escape", "enter")
        await pilot.pause()
        assert focus(app) == ["2"]
        # Counted and taken: there is nothing left to do here.
        assert app.left


async def test_where_it_is_even_the_cursor_stays_and_enter_takes_only_what_it_stands_on(
    tmp_path: Path,
) -> None:
    app = SmallApp(tmp_path, asking(), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "h", "home", "3", "down", "3", "escape")
        await pilot.pause()
        assert "1 and 2 are even with 3 hands." in text_of(app)
        assert "Enter takes it" not in text_of(app)
        assert (marked(app), focus(app)) == ("6", [])
