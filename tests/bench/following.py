"""From a key on the console to the paint on the stage in another terminal: two processes, and the file between them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from sessions.faces import faces
from sessions.model import Session
from sessions.store import Store
from tests.bench.table import Row, middle, slow
from tests.bench.terminal import Terminal
from tests.bench.workshop import workshop

_NOTES = 500
_KEYS = 60
_NEXT, _BACK = "\x1b[6~", "\x1b[5~"
_STAGE = (80, 24)


def measure(data: Path) -> Iterator[Row]:
    """Two rows: the 95th percentile, which has a budget in milliseconds, and the median. The floor is the same key on
    the console's own screen."""
    folder = data / "following"
    session = Store(folder).create(_at_the_pairs(workshop(folder, _NOTES)))
    step = next(one for one in session.steps if one.id == session.progress.step)
    first, second = (face.heading for face in faces(session, step)[:2])
    console = Terminal(_command("run", session.id, folder))
    stage = Terminal(_command("stage", session.id, folder), *_STAGE)
    theirs: list[float] = []
    own: list[float] = []
    try:
        for terminal in (console, stage):
            terminal.until(lambda text: first in text)
            terminal.settle(0.5)
        for number in range(_KEYS):
            forth = number % 2 == 0
            pressed = console.send(_NEXT if forth else _BACK)
            theirs.append((stage.first(second if forth else first) - pressed) * 1e3)
            # What came to the console meanwhile has waited in its pipe: that is timed apart.
            for terminal in (console, stage):
                terminal.settle(0.12)
        for number in range(_KEYS):
            forth = number % 2 == 0
            pressed = console.send(_NEXT if forth else _BACK)
            own.append((console.first(second if forth else first) - pressed) * 1e3)
            for terminal in (console, stage):
                terminal.settle(0.12)
    finally:
        stage.close()
        console.close()
    what = f"console key to stage paint, {_NOTES} notes"
    yield Row(f"{what} (p95)", slow(theirs), slow(own), most_ms=100)
    yield Row(f"{what} (median)", middle(theirs), middle(own))


def _command(name: str, session: str, folder: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "facilitator", name, session, "--data", str(folder))


def _at_the_pairs(session: Session) -> Session:
    """The room at the first step that makes pairs, which has a face for them and one for what they talk about."""
    step = next(one for one in session.steps if one.together == "pairs")
    return replace(session, progress=replace(session.progress, step=step.id))
