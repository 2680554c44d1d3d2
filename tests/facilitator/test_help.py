"""Help: every command of a place, from the registry."""

from pathlib import Path

import pytest

from facilitator.commands import commands_of
from facilitator.screens.help import HelpScreen, help_blocks
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
