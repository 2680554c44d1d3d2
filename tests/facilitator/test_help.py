"""Help: every command of a place, from the registry."""

from pathlib import Path

import pytest

from facilitator.commands import GROUPS, commands_of
from facilitator.keymap import Keymap
from facilitator.screens.help import HelpScreen, help_blocks, help_groups, help_pages
from facilitator.screens.pairs import PairsScreen
from tests.facilitator.small import SmallApp, session, text_of


def test_every_command_of_the_place_and_of_the_app_is_there_with_keys_and_words() -> None:
    text = "\n".join(row.plain for block in help_blocks(("live",), 100) for row in block)
    for command in commands_of("live", "app"):
        assert f"{command.title}." in text
        assert command.shown_keys in text


@pytest.mark.parametrize("leave", ["escape", "f1", "question_mark"])
async def test_it_opens_over_a_screen_and_leaves_by_any_of_three_keys(tmp_path: Path, leave: str) -> None:
    app = SmallApp(tmp_path, session(), PairsScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        shown = text_of(app)
        assert "x              Exchange.  Let two people" in shown
        assert "Everywhere" in shown
        await pilot.press(leave)
        await pilot.pause()
        assert isinstance(app.screen, PairsScreen)


async def test_in_a_small_window_it_scrolls_to_the_last_command(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), lambda _: HelpScreen(("live",)))
    async with app.run_test(size=(80, 24)) as pilot:
        app.animation_level = "none"
        assert "Ctrl+Q" not in text_of(app)
        await pilot.press("end")
        await pilot.pause(0.2)
        assert "Ctrl+Q" in text_of(app)


def test_what_is_done_before_the_room_stands_under_plain_headings_each_with_all_that_belongs_to_it() -> None:
    listed = [id for _, ids in GROUPS["live"] for id in ids.split()]
    assert sorted(listed) == sorted(command.id.partition(".")[2] for command in commands_of("live"))
    groups = help_groups(("live",), 50, Keymap())
    assert [group[0][1].plain for group in groups] == [
        "Move", "Clock", "People", "Write down", "Show", "Everywhere",
    ]  # fmt: skip
    height = 35
    rows = help_pages(groups, 50, height, 2, 6).split("\n", allow_blank=True)
    assert len(rows) % height == 0
    for group in groups:
        title, last = group[0][1].plain, group[-1][0].plain.strip()
        (start,) = (
            at for at, row in enumerate(rows) if title in (row.plain[:50].strip(), row.plain[56:].strip())
        )
        side = slice(0, 50) if rows[start].plain[:50].strip() == title else slice(56, None)
        end = next(at for at, row in enumerate(rows) if last in row.plain[side])
        assert start // height == end // height, title
