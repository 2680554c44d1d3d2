"""The room check: what the card says at every size, and what it does with each key."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import msgspec
import pytest
from textual.widgets import Input

from exports import qr
from facilitator.app import FacilitatorApp
from facilitator.awake import WORDS
from facilitator.keymap import CLICKER, Keymap, keymap
from facilitator.room_app import RoomApp
from facilitator.screens.plan import PlanScreen
from facilitator.screens.room import RoomCheckScreen
from facilitator.screens.room_card import BUTTONS, HEADING, TEST_CODE, Card, card, code_page, named
from facilitator.settings import Settings
from sessions.stage_size import Size
from tests.build import NOW, session
from tests.facilitator.live_app import painted, settled

SIZES = [
    Size(60, 17),
    Size(80, 23),
    Size(100, 29),
    Size(120, 38),
    Size(160, 43),
    Size(200, 58),
    Size(240, 65),
]
EMPTY = Card(width=2.0, time="09:14", awake=WORDS["asking"])
FULL = replace(EMPTY, screens=2, rang="09:14:05", awake=WORDS["refused"], sent=tuple(BUTTONS))


def rows(shown: Card, size: Size) -> list[str]:
    """The card, row by row."""
    return card(shown, size).plain.split("\n")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width}x{size.height}")
def test_nothing_is_cut_at_any_size_and_nothing_moves_while_it_is_tried(size: Size) -> None:
    starts = set()
    states = [
        replace(FULL, screens=screens, rang=rang, sent=(key,))
        for screens, rang, key in product((0, 1, 2), ("", "09:14:05"), BUTTONS)
    ]
    for shown in [EMPTY, FULL, replace(FULL, bell=False), *states]:
        found = rows(shown, size)
        assert len(found) <= size.height, shown
        assert max(map(len, found)) <= size.width
        starts.add(next(at for at, row in enumerate(found) if "On a picture" in row))
    assert len(starts) == 1


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width}x{size.height}")
def test_the_heading_is_the_largest_thing_wherever_it_can_be(size: Size) -> None:
    found = rows(EMPTY, size)
    drawn = sum(1 for row in found[2:22] if set("▐▌█▀▄▛▜▙▟▖▗▘▝") & set(row[: size.left + 40]))
    assert drawn >= (5 if size.width >= 80 else 0)
    assert (HEADING in "\n".join(found)) == (drawn == 0)
    assert "Tell your partner, Siân or Llŷr" in "\n".join(found)


def test_it_says_how_far_it_is_read_for_the_pictures_width_and_how_it_is_read_from_further() -> None:
    text = " ".join(" ".join(rows(EMPTY, Size(80, 23))).split())
    assert "On a picture 2.0 m wide (+ - w) it is read from 4.2 m, in large letters from 33 m." in text
    assert "With letters enlarged to 60 columns by 18 rows: 5.6 m." in text
    wider = " ".join(" ".join(rows(replace(EMPTY, width=4.0), Size(80, 23))).split())
    assert "it is read from 8.4 m" in wider


def test_every_button_is_named_with_what_it_does_live_whatever_its_key_was_changed_to() -> None:
    usual = Keymap()
    assert named("pagedown", usual) == (
        "PgDn",
        "Next",
        "Turn the page, show what is next, start the clock, move on.",
    )
    assert named("f5", usual).does.endswith("A second press of start sends Esc.")
    assert "On the stage: nothing." in named("escape", usual).does
    assert named("full_stop", usual).does == "Empty the stage, and bring it back."
    assert named("f9", usual).does == "No command of the console has it."
    assert named("f9", keymap({"live.next": ["f9"]})).does.startswith("Turn the page")
    assert set(BUTTONS) == set(CLICKER)


def test_a_button_that_came_has_a_tick_and_not_only_a_colour() -> None:
    text = "\n".join(rows(replace(EMPTY, sent=("pageup",)), Size(120, 38)))
    assert "· Next   ✓ Back   · Start" in text


def test_without_a_sound_it_says_what_to_do_and_with_the_bell_off_how_to_turn_it_on() -> None:
    assert "If you heard nothing: turn the sound up" in "\n".join(rows(FULL, Size(120, 38)))
    assert "off in every session; B turns it on" in "\n".join(rows(replace(FULL, bell=False), Size(120, 38)))


def test_a_second_screen_is_opened_in_words_that_can_be_typed() -> None:
    shown = replace(FULL, stage_command="facilitator stage --data /tmp/x")
    said = " ".join(" ".join(rows(shown, Size(100, 29))).split())
    assert "type facilitator stage --data /tmp/x and drag its window to the projector." in said
    long = replace(shown, stage_command=f"facilitator stage --data /tmp/facilitator-demo-{'x' * 12}")
    assert len(rows(long, Size(60, 17))) <= 17


def test_the_test_code_is_a_link_to_nowhere_as_small_as_codes_get() -> None:
    assert TEST_CODE.payload.lower() == "https://example.org"
    assert qr.size_needed(TEST_CODE.payload) == (29, 15)
    page = code_page(TEST_CODE, 2.0, Size(80, 23)).plain
    assert "0.53 m wide on this picture; most phones scan it from 5.2 m." in page


def test_a_code_that_does_not_fit_says_the_size_it_needs() -> None:
    large = msgspec.structs.replace(TEST_CODE, payload="https://example.org/" + "x" * 200)
    assert "and the window has 60 by 17" in " ".join(code_page(large, 2.0, Size(60, 17)).plain.split())


async def test_by_keys_alone_everything_is_tried_and_only_f6_leaves(data_folder: Path) -> None:
    app = RoomApp(data_folder, now=lambda: NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot, "Room check")
        for key in (*CLICKER, "y", "b"):
            await pilot.press(key)
        assert isinstance(app.screen, RoomCheckScreen)
        shown = painted(app)
        assert "✓ Next   ✓ Back   ✓ Start   ✓ Stop   ✓ Blank" in shown
        assert "y: No command of the console has it." in shown
        assert "If you heard nothing" in shown
        await pilot.press("plus", "s")
        assert "On a picture 2.2 m wide" in painted(app)
        assert "One: the room sees this one." in painted(app)
        await pilot.press("w")
        await pilot.pause()
        app.screen.query_one(Input).value = "3,5 m"
        await pilot.press("enter")
        await settled(pilot, "3.5 m wide")
        assert Settings(data_folder).picture_width == 3.5
        await pilot.press("x")
        assert "offer to open example.org" in painted(app)
        await pilot.press("f6")
        assert "On a picture" in painted(app)
        assert app.awake.state != "off"
        await pilot.press("f6")
        await pilot.pause()
    assert app.return_code == 0


async def test_from_the_plan_it_remembers_how_many_screens(data_folder: Path) -> None:
    app = FacilitatorApp(data_folder, now=lambda: NOW)
    made = session()
    app.store.create(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(PlanScreen(app.open_desk(made.id)))
        await settled(pilot, "Room check")
        await pilot.press("c")
        await settled(pilot, "On a picture")
        await pilot.press("s", "s")
        await pilot.press("f6")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
    assert app.store.load(made.id).meta.screens == 2
