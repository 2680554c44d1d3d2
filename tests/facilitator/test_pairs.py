"""Groups: made, made anew, exchanged, people taken out and put in, by keys alone."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.screens.bonds import BondsScreen
from facilitator.screens.live import LiveScreen
from facilitator.screens.pairs import PairsScreen
from facilitator.widgets import groups
from sessions import bonds, rounds, series
from sessions.model import Note, Round, Session
from tests.build import session as small_workshop
from tests.facilitator.live_app import console, live, painted
from tests.facilitator.small import HOSTILE, NOW, SmallApp, people, session, step, text_of


def together(made: Round) -> set[frozenset[str]]:
    return {frozenset(group.people) for group in made.groups}


def with_note(made: Session) -> Session:
    group = made.rounds[-1].groups[0]
    note = Note(
        id="n1",
        step=step(made, "harvest").id,
        round=made.rounds[-1].id,
        group=group.id,
        people=group.people,
        fields={"headline": "We began with one class"},
        at=NOW,
        changed=NOW,
    )
    return replace(made, notes=(note,))


async def test_the_groups_are_numbered_with_names_schools_and_reasons(tmp_path: Path) -> None:
    made = session(who=tuple(replace(person, school="Ysgol y Bryn") for person in people(2)))
    app = SmallApp(tmp_path, made, PairsScreen)
    async with app.run_test(size=(80, 24)):
        shown = text_of(app)
        assert "1 pair for Talk in pairs" in shown
        assert "1  Alun Rees  Ysgol y Bryn" in shown
        assert "same school: no other partner was left" in shown


async def test_before_the_step_the_next_groups_are_shown_and_it_is_said(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(at="welcome"), PairsScreen)
    async with app.run_test() as pilot:
        assert "No pairs yet for Talk in pairs" in text_of(app)
        assert "Welcome, where the room is, needs none; these come next." in text_of(app)
        await pilot.press("m")
        await pilot.pause()
        assert "3 pairs for Talk in pairs" in text_of(app)
        assert len(app.saved.rounds) == 1
        await pilot.press("s")
        assert "when you come to Talk in pairs" in text_of(app)


async def test_made_anew_they_are_others_and_undo_brings_the_first_back(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), PairsScreen)
    async with app.run_test() as pilot:
        first = together(app.saved.rounds[-1])
        await pilot.press("m")
        await pilot.pause()
        assert together(app.saved.rounds[-1]) != first
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert together(app.saved.rounds[-1]) == first


async def test_with_notes_written_it_asks_first_and_the_notes_keep_their_people(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, with_note(session()), PairsScreen)
    async with app.run_test() as pilot:
        before = app.saved
        await pilot.press("m")
        await pilot.pause()
        assert "Make the groups for Talk in pairs anew?" in text_of(app)
        assert "One note has been written in these groups." in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.saved.rounds == before.rounds
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert together(app.saved.rounds[-1]) != together(before.rounds[-1])
        assert app.saved.notes == before.notes


async def test_where_there_is_no_other_way_it_says_so(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(count=2), PairsScreen)
    async with app.run_test() as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert "There is no other way" in text_of(app)


async def test_two_people_change_places(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), PairsScreen)
    async with app.run_test() as pilot:
        groups = app.saved.rounds[-1].groups
        one, other = groups[0].people[0], groups[1].people[0]
        names = rounds.names(app.saved, (one, other))
        for key, name in (("x", names[0]), ("", names[1])):
            if key:
                await pilot.press(key)
            await pilot.pause()
            app.screen.query_one("Input").value = name  # type: ignore[attr-defined]
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
        after = app.saved.rounds[-1].groups
        assert other in after[0].people
        assert one in after[1].people
        assert f"{names[0]} and {names[1]} have changed places." in text_of(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.saved.rounds[-1].groups == groups


async def test_one_who_left_is_taken_out_and_put_in_again(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), PairsScreen)
    async with app.run_test() as pilot:
        before = app.saved
        await pilot.press("t")
        await pilot.pause()
        app.screen.query_one("Input").value = "mair"  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        inside = {one for group in app.saved.rounds[-1].groups for one in group.people}
        assert "p1" not in inside
        # Nobody had been ticked off, so all the others still count as here.
        assert len(rounds.present(app.saved)) == 5
        await pilot.press("p")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "Mair Pugh joined Pair" in text_of(app)
        assert len(rounds.present(app.saved)) == 6
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert app.saved.rounds == before.rounds
        assert app.saved.people == before.people


async def test_the_stage_shows_the_groups_on_purpose_only(tmp_path: Path) -> None:
    made = session()
    app = SmallApp(tmp_path, replace(made, progress=replace(made.progress, face=1)), PairsScreen)
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert app.saved.progress.face == 0
        assert "The room sees the groups now." in text_of(app)


@pytest.mark.parametrize(
    ("count", "here", "words"),
    [(6, 1, "Pairs need two people: 1 is here."), (0, 0, "nobody is on the list yet")],
)
async def test_too_few_people_are_said(tmp_path: Path, count: int, here: int, words: str) -> None:
    app = SmallApp(tmp_path, session(at="", count=count, here=here), PairsScreen)
    async with app.run_test() as pilot:
        assert words in text_of(app)
        await pilot.press("m", "x", "t", "p", "s")
        await pilot.pause()
        assert app.saved.rounds == ()


async def choose(pilot: Pilot[None], name: str) -> None:
    """Find someone in the list that was opened, by their name."""
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = name
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


async def test_keeping_two_apart_offers_new_groups_and_makes_none_unasked(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), PairsScreen)
    async with app.run_test() as pilot:
        before = app.saved.rounds
        one, other = rounds.names(app.saved, before[-1].groups[0].people)
        await pilot.press("b")
        await pilot.pause()
        assert "Nobody yet." in text_of(app)
        await pilot.press("a")
        await choose(pilot, one)
        await choose(pilot, other)
        assert f"{one} and {other}" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "1  Only what must change: " in text_of(app)
        assert "2  Make them all anew" in text_of(app)
        assert app.saved.rounds == before
        await pilot.press("1")
        await pilot.pause()
        (now,) = app.saved.rounds
        assert len(together(now) & together(before[-1])) == 1
        assert not together(now) & {frozenset(before[-1].groups[0].people)}
        shown = text_of(app)
        assert "change places (Pair 1, Pair " in shown
        assert "Pairs of people: 1 kept apart." in shown
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert (app.saved.rounds, app.saved.bonds) == (before, ())


async def test_what_is_asked_is_removed_again(tmp_path: Path) -> None:
    made = bonds.add(bonds.add(session(), "p0", "p1", apart=True), "p2", "p3", apart=False)
    app = SmallApp(tmp_path, made, BondsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "apart     Alun Rees and Mair Pugh" in text_of(app)
        await pilot.press("d")
        await pilot.pause()
        assert [bond.apart for bond in app.saved.bonds] == [False]
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(app.saved.bonds) == 2


async def test_same_as_last_time_by_one_key(tmp_path: Path) -> None:
    before = session()
    now = series.again(before, day=before.meta.date + timedelta(weeks=4), now=NOW)
    app = SmallApp(tmp_path, now, PairsScreen)
    app.store.create(before)
    async with app.run_test() as pilot:
        assert "l  puts people together as they were last time." in text_of(app)
        await pilot.press("l")
        await pilot.pause(0.1)
        assert together(app.saved.rounds[-1]) == together(before.rounds[-1])
        assert "As on Tuesday 1 December 2026." in text_of(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.saved.rounds == ()


async def test_without_an_earlier_session_it_is_said(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), PairsScreen)
    async with app.run_test() as pilot:
        before = app.saved.rounds
        await pilot.press("l")
        await pilot.pause(0.1)
        assert "No earlier session of this cluster has pairs" in text_of(app)
        assert app.saved.rounds == before


async def test_before_the_room_there_is_nothing_private(tmp_path: Path) -> None:
    who = tuple(replace(person, school="Ysgol y Bryn") for person in people(2))
    made = bonds.add(session(who=who), "p0", "p1", apart=True)
    app = SmallApp(tmp_path, made, lambda desk: PairsScreen(desk, seen=True))
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in ((), ("b",), ("l",), ("m",), ("escape",)):
            await pilot.press(*keys)
            await pilot.pause()
            shown = text_of(app).casefold()
            assert not any(
                word in shown for word in ("apart", "no other partner", "same school", "met before")
            )
        assert app.left


async def test_names_with_markup_show_as_they_stand(tmp_path: Path) -> None:
    who = (replace(people(2)[0], name=HOSTILE, school="[/oops]"), people(2)[1])
    app = SmallApp(tmp_path, session(who=who), PairsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert HOSTILE in text_of(app)
        await pilot.press("t")
        await pilot.pause()
        assert f"{HOSTILE}, [/oops], Pair 1" in text_of(app)


async def test_a_hundred_pairs_are_turned_through_page_by_page(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(count=200), PairsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "page 1 of" in text_of(app)
        await pilot.press("pagedown")
        assert "page 2 of" in text_of(app)


async def test_opened_from_the_stage_they_go_back_to_it_and_never_to_the_console(data_folder: Path) -> None:
    made = small_workshop(6)
    async with console(replace(made, meta=replace(made.meta, screens=1)), data_folder) as pilot:
        await pilot.press("pagedown", "k")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PairsScreen)
        assert "SECRET" not in painted(pilot.app)
        assert "kept" not in painted(pilot.app)
        for key in ("b", "full_stop"):
            await pilot.press(key)
            assert isinstance(pilot.app.screen, PairsScreen), key
        for back in ("escape", "f5"):
            await pilot.press(back)
            await pilot.pause()
            assert isinstance(pilot.app.screen, LiveScreen)
            assert live(pilot).before_the_room
            await pilot.press("k")


async def test_every_pair_stands_above_the_keys_however_much_is_said_over_them(tmp_path: Path) -> None:
    made = session(count=24)
    app = SmallApp(tmp_path, made, PairsScreen)
    async with app.run_test(size=(120, 44)) as pilot:
        app.screen.query_one("#title").styles.height = 12
        await pilot.pause()
        shown = text_of(app)
        last = [person.name for person in made.people if person.id in made.rounds[-1].groups[-1].people]
        assert all(name in shown for name in last)


def test_a_school_whose_name_ends_in_a_number_is_called_by_its_name() -> None:
    made = small_workshop(6)
    talk = replace(made.steps[1], together="school")
    made = rounds.make(replace(made, steps=(made.steps[0], talk, *made.steps[2:])), talk, NOW)
    (page,) = groups.pages(made, made.rounds[-1], 100, 30)
    rows = page.plain.split("\n")
    assert all(f"School {number}" in rows for number in range(3))
