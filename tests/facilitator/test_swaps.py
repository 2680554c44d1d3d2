"""Swaps: matched from the pairs, chosen by hand, with days."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.screens.swaps import SwapsScreen
from sessions import swaps
from sessions.model import Group, Person, Session, Swap
from tests.facilitator.small import HOSTILE, SmallApp, people, session, text_of

TODAY = date(2026, 12, 1)


def grouped(*groups: tuple[str, ...], who: tuple[Person, ...] = people(6)) -> Session:
    """A session whose people sit in these groups."""
    made = session(who=who)
    placed = tuple(Group(id=f"g{n}", label=f"Pair {n}", people=group) for n, group in enumerate(groups, 1))
    return replace(made, rounds=(replace(made.rounds[-1], groups=placed),))


async def test_pairs_of_different_schools_are_matched_with_one_key(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, grouped(("p0", "p2"), ("p1", "p3"), ("p4", "p5")), SwapsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "No swaps yet" in text_of(app)
        await pilot.press("m")
        await pilot.pause()
        shown = text_of(app)
        assert "2 swaps noted down." in shown
        assert "Pair 1 is left out: both are of Ysgol y Bryn." in shown
        assert {(swap.person, swap.partner) for swap in app.saved.swaps} == {("p1", "p3"), ("p4", "p5")}
        await pilot.press("m")
        await pilot.pause()
        assert "Nothing was added." in text_of(app)
        assert len(app.saved.swaps) == 2


def test_a_trio_of_three_schools_visit_one_another_in_a_ring() -> None:
    made = grouped(("p0", "p1", "p3"))
    matched = swaps.match(made, made.rounds[-1])
    assert (matched.swaps, matched.visits) == (0, 3)
    assert [(swap.person, swap.host) for swap in matched.session.swaps] == [
        ("p0", "Cwmtawe Primary"),
        ("p1", "Pont Wernog"),
        ("p3", "Ysgol y Bryn"),
    ]


def test_in_a_trio_with_two_of_one_school_two_swap_and_the_third_visits() -> None:
    made = grouped(("p0", "p1", "p2"))
    matched = swaps.match(made, made.rounds[-1])
    assert [(swap.person, swap.partner, swap.host) for swap in matched.session.swaps] == [
        ("p0", "p1", "Cwmtawe Primary"),
        ("p2", "", "Cwmtawe Primary"),
    ]


def test_someone_without_a_school_is_left_out_and_it_is_said() -> None:
    who = (replace(people(2)[0], school=""), people(2)[1])
    made = grouped(("p0", "p1"), who=who)
    assert swaps.match(made, made.rounds[-1]).remarks == (
        "Pair 1 is left out: the list does not say of which school Alun Rees is.",
    )


async def test_a_partner_chosen_by_hand_replaces_the_one_before(tmp_path: Path) -> None:
    made = replace(
        session(),
        swaps=(Swap(id="w1", person="p1", partner="p3", home="Cwmtawe Primary", host="Pont Wernog"),),
    )
    app = SmallApp(tmp_path, made, SwapsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p")  # for Alun Rees, the first without a partner
        await pilot.pause()
        assert "With whom does Alun Rees change places?" in text_of(app)
        assert "Siân Gethin" not in text_of(app).partition("With whom")[2].partition("Enter")[0]
        app.screen.query_one("Input").value = "mair"  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert [(swap.person, swap.partner) for swap in app.saved.swaps] == [("p0", "p1")]
        assert "Priya Mathias has no partner now." in text_of(app)


async def test_a_visit_gets_days_and_is_removed_again(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), SwapsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        assert "Choose a partner first" in text_of(app)
        await pilot.press("v")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        app.screen.query_one("Input").value = "12, 40 January"  # type: ignore[attr-defined]
        await pilot.press("enter")
        assert "January has no day 40." in text_of(app)
        app.screen.query_one("Input").value = "12, 13 and 14 January"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert app.saved.swaps[0].dates == (date(2027, 1, 12), date(2027, 1, 13), date(2027, 1, 14))
        assert "Alun Rees visits Cwmtawe Primary: 12, 13 and 14 January." in text_of(app)
        await pilot.press("delete")
        await pilot.pause()
        assert app.saved.swaps == ()


async def test_names_with_markup_show_as_they_stand(tmp_path: Path) -> None:
    who = (replace(people(2)[0], name=HOSTILE, school="[/oops]"), people(2)[1])
    app = SmallApp(tmp_path, grouped(("p0", "p1"), who=who), SwapsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert text_of(app).count(HOSTILE) >= 2
        await pilot.press("escape")
        await pilot.pause()
        assert app.left


async def test_without_people_or_pairs_every_key_only_says_so(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(at="", count=0), SwapsScreen)
    async with app.run_test() as pilot:
        assert "Nobody is on the list yet" in text_of(app)
        await pilot.press("m", "p", "v", "d", "delete")
        await pilot.pause()
        assert app.saved.swaps == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12, 13 and 14 January", "12, 13 and 14 January"),
        ("Tue 5 Jan, 7 Jan; 9/2", "5 and 7 January, 9 February"),
        ("18 to 22 January, 3 March", "18 to 22 January, 3 March"),
        ("15-18 January", "15 and 18 January"),  # the days between are a weekend
        ("12 January, 2027", "12 January"),
        ("28 December & 4 January", "28 December 2026, 4 January 2027"),
        ("", ""),
    ],
)
def test_days_are_read_as_people_write_them(text: str, said: str) -> None:
    assert swaps.said_days(swaps.read_days(text, TODAY)) == said


@pytest.mark.parametrize("text", ["soon", "22 to 18 January", "32 January", "12, soon"])
def test_what_is_no_day_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        swaps.read_days(text, TODAY)
