"""From a key to its letter on the screen: capture with 500 notes in the session, beside one Input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sessions.store import Store
from tests.bench.table import Row, middle, slow
from tests.bench.terminal import Terminal
from tests.bench.workshop import workshop

_NOTES = 500
_ROUNDS = 4
# A key that shows as nothing, a space, could not be timed; as many rows as a long answer takes.
_WORDS = "the-quick-brown-fox.jumps-over-the-lazy-dog,and-goes-on-until-the-line-is-wrapped.and-then-some-more-of-it."
_SECONDS_BETWEEN = 0.03


def measure(data: Path) -> Iterator[Row]:
    """Two rows: the 95th percentile, which has a budget, and the median."""
    folder = data / "keys"
    store = Store(folder)
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(_ROUNDS):
        session = store.create(workshop(folder, _NOTES))
        floor += press((sys.executable, "-m", "tests.bench.floors", "input"), "Ready", "")
        command = (sys.executable, "-m", "tests.bench.capturing", str(folder), session.id)
        ours += press(command, "Evidence", "\t")
    what = f"key to paint while capturing, {_NOTES} notes"
    yield Row(f"{what} (p95)", slow(ours), slow(floor), most=1.5)
    yield Row(f"{what} (median)", middle(ours), middle(floor))


def press(command: Sequence[str], ready: str, first: str) -> list[float]:
    """Milliseconds for each of the keys."""
    terminal = Terminal(command)
    try:
        terminal.until(lambda text: ready in text)
        terminal.settle(0.4)
        if first:
            terminal.send(first)
            terminal.settle(0.4)
        times = []
        for key in _WORDS:
            before = terminal.text.count(key)
            pressed = terminal.send(key)
            painted = terminal.until(lambda text, key=key, before=before: text.count(key) != before)  # type: ignore[misc]
            times.append((painted - pressed) * 1e3)
            terminal.settle(_SECONDS_BETWEEN)
        return times
    finally:
        terminal.close()
