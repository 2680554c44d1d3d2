"""Console and stage as two processes in two terminals: the stage follows, and survives."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec.structs import replace

from sessions.announced import stages
from sessions.model import Ref, Session
from sessions.stage_size import Size
from sessions.store import Store
from tests.build import session
from tests.facilitator.commandline import COMMAND

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
if os.name != "nt":
    from tests.bench.terminal import Terminal

NEXT, CODE, BLANK = "\x1b[6~", "x", "b"
_PATIENCE = 20


def prepared(data: Path) -> Session:
    """A session with two screens, on one area, with a review date to scan."""
    made = session()
    meta = replace(
        made.meta,
        screens=2,
        focus=(Ref(framework="fw", ref="1"),),
        review_date=made.meta.date.replace(year=2027),
    )
    steps = tuple(replace(one, prompt=f"{one.prompt} {'word ' * 30}end") for one in made.steps)
    made = replace(made, meta=meta, steps=steps)
    Store(data).create(made)
    return made


class Windows(ExitStack):
    """Terminals side by side: while one is looked at the others are read too, for a full pipe stops its program."""

    def __init__(self, data: Path) -> None:
        super().__init__()
        self._data = data
        self._open: list[Terminal] = []

    def open(self, *command: str, columns: int = 80, rows: int = 24) -> Terminal:
        """Run a command in a terminal of its own."""
        terminal = Terminal((*COMMAND, *command, "--data", str(self._data)), columns, rows)
        self.callback(terminal.close)
        self._open.append(terminal)
        return terminal

    def kill(self, terminal: Terminal) -> None:
        """Pull its plug."""
        self._open.remove(terminal)
        terminal.kill()

    def show(self, terminal: Terminal, *words: str, without: str = "\x00") -> None:
        """Wait until all words are on a screen, and one is not."""
        end = time.perf_counter() + _PATIENCE
        while not all(one in terminal.text for one in words) or without in terminal.text:
            assert time.perf_counter() < end, terminal.text
            for one in self._open:
                one.settle(0)
            time.sleep(0.01)


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[Windows]:
    """Ends what was started, whatever happened."""
    with Windows(tmp_path) as stack:
        yield stack


def test_the_stage_follows_the_console_and_survives_its_end(tmp_path: Path, windows: Windows) -> None:
    made = prepared(tmp_path)
    stage = windows.open("stage")
    windows.show(stage, "open a session in your own window")
    console = windows.open("run", made.id, columns=100, rows=30)
    windows.show(stage, "We begin at 09:00.", without="open a session")
    windows.show(console, "Begin the session", without="No second window")

    console.send(NEXT)
    windows.show(stage, "Hello Cwm Test", "Good morning.")
    console.send(NEXT)
    windows.show(stage, "until")
    console.send(NEXT)
    windows.show(stage, "Find your partner", "Leader 00")
    console.send(BLANK)
    windows.show(stage, without="Find your partner")
    assert not stage.text.strip()
    console.send(BLANK)
    windows.show(stage, "Find your partner")
    console.send(CODE)
    windows.show(stage, "▀", without="Find your partner")
    console.send("\x1b")
    windows.show(stage, "Find your partner")

    # A clicker that is pressed in the wrong window.
    stage.send(NEXT)
    windows.show(stage, "click on your own window", "Find your partner")

    windows.kill(console)
    windows.show(stage, "One moment, please.", "Find your partner")
    again = windows.open("run", made.id, columns=100, rows=30)
    windows.show(again, "The room sees")
    windows.show(stage, "Find your partner", without="One moment")
    again.send(NEXT)
    windows.show(stage, "Talk about", without="Find your partner")
    windows.show(again, "SECRET two")
    assert "SECRET" not in stage.text

    before = (tmp_path / "sessions" / f"{made.id}.json").read_bytes()
    stage.send("z")
    windows.show(stage, "Text on the stage: large", without="Talk about")
    windows.show(again, "Turn to page 2 of 2")
    assert (tmp_path / "sessions" / f"{made.id}.json").read_bytes() == before
    assert stages(tmp_path, made.id) == (Size(80, 24, 1),)
    stage.close()
    assert stages(tmp_path, made.id) == ()
    assert not list((tmp_path / "stages").iterdir())
