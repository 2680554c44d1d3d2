"""The real app on a real store with a clock that stands still until a test moves it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from facilitator import app
from facilitator.app import FacilitatorApp
from facilitator.screens.live import LiveScreen
from sessions.model import Session
from sessions.store import Store
from tests.build import NOW

# Every key a clicker sends (the product's rule).
CLICKER = ("pagedown", "pageup", "f5", "escape", "full_stop")


class Hands:
    """A clock that a test turns."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def on(self, minutes: float) -> None:
        """Let so many minutes pass."""
        self.at += timedelta(minutes=minutes)


def painted(app: App[None]) -> str:
    """The characters on the screen, row by row."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def settled(pilot: Pilot[None], *words: str) -> None:
    """Wait until one of these words is painted (if any are given) and the picture no longer changes; two seconds at
    most."""
    before = ""
    for _ in range(100):
        shown = painted(pilot.app)
        if shown == before and (not words or any(one in shown for one in words)):
            return
        before = shown
        await pilot.pause(0.02)


class _Alone(FacilitatorApp):
    """The app without the library under everything."""

    CSS_PATH = [Path(app.__file__).with_name("app.tcss")]

    def get_default_screen(self) -> Screen[object]:
        """Nothing is under the console."""
        return Screen()


@asynccontextmanager
async def console(
    session: Session,
    data: Path,
    *,
    size: tuple[int, int] = (120, 40),
    hands: Callable[[], datetime] | None = None,
    library: bool = False,
) -> AsyncIterator[Pilot[None]]:
    """The app with the session's console in front, over the `library` when it is gone back to."""
    now = hands or Hands()
    Store(data, now=now).create(session)
    opened = (FacilitatorApp if library else _Alone)(data, session=session.id, now=now)
    async with opened.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def live(pilot: Pilot[None]) -> LiveScreen:
    """The live screen, wherever it is in the stack."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, LiveScreen))
