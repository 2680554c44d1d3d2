"""Ticking people off as they arrive, by keys alone."""

from pathlib import Path

from msgspec.structs import replace

from facilitator.screens.arrivals import ArrivalsScreen
from facilitator.widgets import roll
from sessions import progress, round_changes
from sessions.model import Person
from tests.facilitator.small import HOSTILE, NOW, SmallApp, people, session, text_of


def here(app: SmallApp) -> set[str]:
    return {person.name for person in app.saved.people if person.here}


async def test_a_few_letters_and_enter_tick_someone_and_clear_the_field(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(at=""), ArrivalsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "a", "i", "enter", "s", "i", "a", "enter")
        await pilot.pause()
        assert here(app) == {"Mair Pugh", "Siân Gethin"}
        assert "of 6 here" in text_of(app)
        assert "Siân Gethin is here." in text_of(app)
        assert app.screen.query_one("NameField").value == ""  # type: ignore[attr-defined]


async def test_someone_who_is_here_already_is_not_taken_away_by_enter(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(at="", here=2), ArrivalsScreen)
    async with app.run_test() as pilot:
        await pilot.press("m", "a", "i", "enter")
        assert "Mair Pugh is here already" in text_of(app)
        assert "Mair Pugh" in here(app)


async def test_enter_in_the_empty_field_ticks_nobody(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(at=""), ArrivalsScreen)
    async with app.run_test() as pilot:
        await pilot.press("enter", "space")
        assert here(app) == set()
        assert "Type a part of a name first" in text_of(app)


async def test_arrows_and_space_go_down_the_list(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(at=""), ArrivalsScreen)
    async with app.run_test() as pilot:
        await pilot.press("down", "space", "space")
        await pilot.pause()
        assert here(app) == {"Alun Rees", "Llŷr Benfield"}


async def test_a_latecomer_joins_the_groups_in_force_and_it_is_said(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(here=4), ArrivalsScreen)
    async with app.run_test() as pilot:
        await pilot.press("l", "l", "y", "enter")
        await pilot.pause()
        assert "Llŷr Benfield joined Pair" in text_of(app)
        made = app.saved.rounds[-1]
        assert sorted(len(group.people) for group in made.groups) == [2, 3]


async def test_while_people_talk_it_is_asked_whether_a_trio_is_split(tmp_path: Path) -> None:
    talking = progress.play_pause(session(here=5), NOW)
    app = SmallApp(tmp_path, talking, ArrivalsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l", "l", "y", "enter")
        await pilot.pause()
        assert "Llŷr Benfield makes the number even, but the pairs have begun." in text_of(app)
        assert "1  Llŷr Benfield joins a pair: a second trio" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.saved.rounds == talking.rounds
        await pilot.press("enter", "2")
        await pilot.pause()
        assert [len(group.people) for group in app.saved.rounds[-1].groups] == [2, 2, 2]
        assert "Llŷr Benfield joined Pair 3 with" in text_of(app)
        assert "stay together as Pair" in " ".join(text_of(app).split())


async def test_one_who_leaves_is_taken_out_of_their_group_and_undo_brings_them_back(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(here=6), ArrivalsScreen)
    async with app.run_test() as pilot:
        before = app.saved.rounds
        await pilot.press("a", "l", "u", "ctrl+d")
        await pilot.pause()
        assert "Alun Rees left Pair" in text_of(app)
        assert "p0" not in {one for group in app.saved.rounds[-1].groups for one in group.people}
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.saved.rounds == before


async def test_one_key_ticks_everyone_into_groups_too(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(here=4), ArrivalsScreen)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert len(here(app)) == 6
        assert len({one for group in app.saved.rounds[-1].groups for one in group.people}) == 6
        assert "All 6 are here." in text_of(app)


async def test_someone_new_is_recognised_from_an_earlier_session_of_the_cluster(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(here=4), ArrivalsScreen)
    earlier = session(at="", who=(Person(id="known", name="Ffion Cadwal", school="Ysgol Glan"),))
    app.store.create(replace(earlier, meta=replace(earlier.meta, id="2026-10-01-cwm-old-aaaa")))
    async with app.run_test() as pilot:
        await pilot.press("z", "z", "ctrl+n")
        await pilot.pause()
        line = app.screen.query_one("Input")
        assert line.value == "zz"  # type: ignore[attr-defined]
        line.value = "ffion  cadwal, Ysgol Glan, Head"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        person = app.saved.person("known")
        assert person is not None
        assert person.here
        assert "joined Pair" in text_of(app)


async def test_a_line_without_a_name_is_refused_and_someone_on_the_list_is_ticked_not_added(
    tmp_path: Path,
) -> None:
    app = SmallApp(tmp_path, session(at=""), ArrivalsScreen)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+n", "comma", "x", "enter")
        assert "Not understood" in text_of(app)
        app.screen.query_one("Input").value = "MAIR PUGH"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert here(app) == {"Mair Pugh"}
        assert len(app.saved.people) == 6


async def test_names_with_markup_show_as_they_stand(tmp_path: Path) -> None:
    who = (replace(people(1)[0], name=HOSTILE, school="[/oops]"),)
    app = SmallApp(tmp_path, session(at="", who=who), ArrivalsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert HOSTILE in text_of(app)
        assert "[/oops]" in text_of(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert f"{HOSTILE} is here." in text_of(app)


async def test_an_empty_list_says_what_to_do_first(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(at="", count=0), ArrivalsScreen)
    async with app.run_test() as pilot:
        assert "Nobody is on the list yet." in text_of(app)
        await pilot.press("ctrl+t", "escape")
        await pilot.pause()
        assert app.left


def test_two_hundred_people_are_turned_through_page_by_page_with_the_marked_name() -> None:
    people = roll.find(session(at="", count=200), "")
    seen: set[str] = set()
    for person in people:
        page = roll.roll(people, person.id, False, 76, 14).plain
        assert person.name in page
        seen.add(page[page.index("page ") :][:7])
    assert seen == {"page 1 ", "page 2 ", "page 3 ", "page 4 ", "page 5 ", "page 6 "}


def test_letters_that_begin_a_name_win_over_those_inside_one() -> None:
    made = session(
        at="", who=(Person(id="a", name="Jumaira Cole"), Person(id="b", name="Mair Pugh", here=True))
    )
    assert [person.id for person in roll.find(made, "mai")] == ["b"]
    assert [person.id for person in roll.find(made, "aira")] == ["a"]


def test_accents_apostrophes_and_hyphens_need_not_be_typed() -> None:
    made = session(at="")
    assert [person.name for person in roll.find(made, "llyr")] == ["Llŷr Benfield"]
    assert [person.name for person in roll.find(made, "odr")] == ["Niamh O'Driscoll"]
    assert {person.school for person in roll.find(made, "wernog")} == {"Pont Wernog"}


def test_it_is_said_who_joins_another_group_when_someone_left_alone_moves() -> None:
    before = session(here=4)
    group = before.rounds[-1].groups[0]
    after = round_changes.arrival(before, group.people[0], False)
    left = before.person(group.people[1])
    assert left is not None
    assert f"{left.name} joined Pair 2" in roll.said(before, after, group.people[0])
