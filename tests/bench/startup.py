"""From starting the program to a first useful picture: the library, beside a bare app."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sessions.store import Store
from tests.bench.table import Row, middle
from tests.bench.terminal import Terminal
from tests.bench.workshop import workshop

_STARTS = 9


def measure(data: Path) -> Iterator[Row]:
    """One row."""
    folder = data / "startup"
    store = Store(folder)
    for _ in range(3):
        store.create(workshop(folder, 40))
    ours, floor = [], []
    for _ in range(_STARTS):  # in turns, so that what else the machine does falls on both
        floor.append(start((sys.executable, "-m", "tests.bench.floors", "header"), "Ready"))
        ours.append(start((sys.executable, "-m", "facilitator", "--data", str(folder)), "Bench cluster"))
    what = "start to first useful paint (library)"
    # Of the first start nothing is in the disk's cache.
    yield Row(what, middle(ours[1:]), middle(floor[1:]), most=1.3)


def start(command: Sequence[str], words: str) -> float:
    """Milliseconds from the start until the words are sent to the screen."""
    terminal = Terminal(command)
    try:
        return (terminal.first(words) - terminal.started) * 1e3
    finally:
        terminal.close()
