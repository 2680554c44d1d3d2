"""The link to the group's notes, set by keys alone."""

from datetime import date
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from exports.links import NONE
from facilitator.dialogs.group_link import GroupLink
from facilitator.screens.live import LiveScreen
from facilitator.settings import Settings
from tests.facilitator.small import SmallApp, session, text_of

USUAL = "https://example.org/{cluster}/{date}"
FILLED = "https://example.org/cwm-cluster/2026-12-01"


async def typed(pilot: Pilot[None], link: str, ready: str = "") -> None:
    for field, words in (("#link", link), ("#ready", ready)):
        pilot.app.screen.query_one(field, Input).value = words
    await pilot.pause()


async def test_a_usual_link_is_set_once_shown_with_its_code_and_kept_with_the_session(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, session(), LiveScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("X")
        await typed(pilot, "https://example.org/{school}", "33 Dec")
        assert "“{school}” cannot be filled in. A link may have {cluster}, {date} and" in text_of(app)
        await pilot.press("enter")
        assert isinstance(app.screen, GroupLink)
        await typed(pilot, USUAL, "3 Dec")
        shown = text_of(app)
        for words in (FILLED, "3 December 2026, 2 days after each session", "every session from now on"):
            assert words in shown
        await pilot.press("enter")
        await pilot.pause()
        meta = app.saved.meta
        assert (meta.link, meta.link_from) == (FILLED, date(2026, 12, 3))
        settings = Settings(tmp_path)
        assert (settings.link, settings.link_days) == (USUAL, 2)
        assert settings.link_since == date(2026, 12, 1)
        await pilot.press("x")
        await pilot.pause()
        assert app.saved.progress.shown.ref == "group-notes"
        shown = text_of(app)
        for words in ("A code to scan", "notes, ready from", "https://example.org/"):
            assert words in shown
        await pilot.press("f5")
        await pilot.pause()
        assert "ready from Thursday 3 December 2026" in text_of(app)
        # No dialog before the room.
        await pilot.press("X")
        assert not isinstance(app.screen, GroupLink)


async def test_the_code_is_shown_with_the_usual_link_and_one_session_can_do_without(tmp_path: Path) -> None:
    Settings(tmp_path).put(link=USUAL, link_days=2)
    app = SmallApp(tmp_path, session(), LiveScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert (app.saved.meta.link, app.saved.meta.link_from) == (FILLED, date(2026, 12, 3))
        await pilot.press("X")
        assert app.screen.query_one("#link", Input).value == USUAL
        await typed(pilot, USUAL)
        assert "At once, and no longer 2 days after each session." in text_of(app)
        await typed(pilot, "")
        assert "this session alone" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.saved.meta.link == NONE
        await pilot.press("x", "x")
        await pilot.pause()
        assert app.saved.meta.link == NONE
        assert Settings(tmp_path).link == USUAL
        await pilot.press("X")
        await typed(pilot, "https://example.org/[b]own[/b]")
        assert "own[/b]" in text_of(app)
        await typed(pilot, "https://example.org/own")
        await pilot.press("enter")
        await pilot.pause()
        assert app.saved.meta.link == "https://example.org/own"
        assert Settings(tmp_path).link == USUAL
