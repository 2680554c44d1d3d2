"""Questions: what is asked stays answerable however long the list, and says so when nothing fits."""

from pathlib import Path

from msgspec.structs import replace

from facilitator.cli.lookup import person_named
from facilitator.dialogs.ask import Pick
from facilitator.dialogs.cite import Cite
from facilitator.screens.capture_lookup import Item
from facilitator.screens.pairs import PairsScreen
from sessions.model import Person, Ref
from tests.facilitator.small import SmallApp, session, text_of

LONG = (
    "Under which of all of these is what was just said by the whole room to stand from now on, do you think?"
)


async def test_in_a_small_window_a_long_list_leaves_room_for_what_the_keys_do(tmp_path: Path) -> None:
    items = [
        Item(Ref(framework="fw", ref=f"1.{n}"), f"1.{n}", f"Statement {n}", "Area", "1", ())
        for n in range(40)
    ]
    people = [(f"p{n}", f"Person {n}") for n in range(40)]
    app = SmallApp(tmp_path, session(), PairsScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        for dialog in (Pick(LONG, people), Cite(LONG, items)):
            await app.push_screen(dialog)
            await pilot.pause()
            assert "Enter Take it" in text_of(app)
            assert LONG[:40] in text_of(app)


async def test_a_list_in_which_nothing_fits_says_so_and_cannot_be_taken(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), PairsScreen)
    taken: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Pick("Who?", [("a", "Alun Rees")]), taken.append)
        await pilot.press(*"[x]")
        assert "Nothing has “[x]” in it." in text_of(app)
        await pilot.press("enter")
        assert not taken
        await pilot.press("backspace", "backspace", "backspace", "enter")
        assert taken == ["a"]


def test_people_are_found_without_accents_and_whoever_is_written_so_comes_first() -> None:
    asked = Pick("Whose?", [("a", "Siân Parry"), ("b", "Sian Jones"), ("c", "Llŷr Rees")], who=True)
    assert [option.id for option in asked.listed("sian")] == ["b", "a"]
    assert [option.id for option in asked.listed("Siân")] == ["a", "b"]
    (nobody,) = asked.listed("siax")
    assert (str(nobody.prompt), nobody.disabled) == ("Nobody with “siax”.", True)


def test_on_the_command_line_too_accents_need_not_be_typed_but_decide() -> None:
    one, other = Person(id="a", name="Siân Parry"), Person(id="b", name="Sian Jones")
    alone = replace(session(), people=(one,))
    for typed in ("sian", "Sian parry", "SIÂN", "par"):
        assert person_named(alone, typed) is one
    both = replace(alone, people=(one, other))
    assert (person_named(both, "siân"), person_named(both, "sian")) == (one, other)
