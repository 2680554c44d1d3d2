"""An app open on capture, and what a facilitator does there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from pathlib import Path

from msgspec.structs import replace
from textual import events
from textual.pilot import Pilot

from facilitator.screens.capture import CaptureScreen
from sessions import planning, progress
from sessions.model import Note, Session, Step, Template
from tests.facilitator.small import FRAMEWORK, NOW, SmallApp, people, step, text_of


def held(*steps: Step, at: str = "", count: int = 3) -> Session:
    """A session of these steps, its room at the first of them or the one whose title begins with `at`."""
    template = Template(id="held", title="Held", framework=FRAMEWORK.id, steps=steps)
    made = planning.new_session(
        [template],
        {FRAMEWORK.id: FRAMEWORK},
        cluster="Cwm cluster",
        day=date(2026, 12, 1),
        now=NOW,
        zone="Europe/London",
        people=people(count),
    )
    made = replace(made, meta=replace(made.meta, screens=2))
    made = progress.begin(made, NOW) if count else made
    return progress.enter(made, step(made, at), NOW) if at else made


class Desk:
    """An app open on capture, and what a facilitator does there."""

    def __init__(self, folder: Path, made: Session, **options: object) -> None:
        self.app = SmallApp(folder / "data", made, lambda desk: CaptureScreen(desk, **options))  # type: ignore[arg-type]

    def run(self, size: tuple[int, int] = (80, 24)) -> AbstractAsyncContextManager[Pilot[None]]:
        return self.app.run_test(size=size, notifications=True)

    @property
    def text(self) -> str:
        return text_of(self.app)

    @property
    def notes(self) -> tuple[Note, ...]:
        return self.app.saved.notes

    def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))

    def keys_at_once(self, *keys: str) -> None:
        """Keys that arrive together, as they do when the machine is busy."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))

    async def keys(self, pilot: Pilot[None], *keys: str) -> None:
        """Press keys one after the other and wait for what they do; not for those of a dialog."""
        self.keys_at_once(*keys)
        through = asyncio.Event()
        self.app.call_later(through.set)
        await asyncio.wait_for(through.wait(), 5)  # an app that has ended never comes to it
        await pilot.pause()

    async def until(self, so: Callable[[], bool], pilot: Pilot[None]) -> None:
        """Wait for what takes a moment: a pause in typing, the writer, another process."""
        end = time.monotonic() + 5
        while not so():
            assert time.monotonic() < end, self.text
            await pilot.pause(0.02)

    async def said(self, words: str, pilot: Pilot[None]) -> None:
        await self.until(lambda: words in self.text, pilot)

    async def saved(self, pilot: Pilot[None]) -> None:
        await self.until(lambda: "saved" in self.text, pilot)


def words(note: Note) -> dict[str, str]:
    return dict(note.fields)
