"""What the whole room works on."""

from pathlib import Path

from msgspec.structs import replace

from facilitator.screens.choose import ChooseScreen
from tests.facilitator.small import SmallApp, session, text_of


async def test_areas_are_chosen_by_number_and_by_the_cursor_and_taken_back(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), ChooseScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "each chooses their own" in text_of(app)
        assert "What reflection means in one sentence." in text_of(app)
        await pilot.press("3", "up", "space", "9")
        await pilot.pause()
        assert [ref.ref for ref in app.saved.meta.focus] == ["2", "3"]
        assert "2 Collaboration; 3 Trust" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert [ref.ref for ref in app.saved.meta.focus] == ["3"]
        await pilot.press("delete")
        await pilot.pause()
        assert app.saved.meta.focus == ()


async def test_a_session_without_a_framework_says_so(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, replace(session(), frameworks=()), ChooseScreen)
    async with app.run_test() as pilot:
        assert "There is nothing to choose from." in text_of(app)
        await pilot.press("1", "enter", "delete", "escape")
        await pilot.pause()
        assert app.left
