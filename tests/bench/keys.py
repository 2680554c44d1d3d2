"""From a key to what it changes on the screen, with 500 notes in the session, beside one Input."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
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
_INPUT = (sys.executable, "-m", "tests.bench.floors", "input")
_DOWN, _BACKSPACE = "\x1b[B", "\x7f"
# Each narrows what is found, or widens it again.
_SEARCHED = ("4", "9", _BACKSPACE, _BACKSPACE) * 15
_HOW_MANY = re.compile(rf"\d+ (?:of {_NOTES} )?notes")


def measure(data: Path) -> Iterator[Row]:
    """A letter while capturing: the 95th percentile, which has a budget, and the median."""
    folder = data / "keys"
    store = Store(folder)
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(_ROUNDS):
        session = store.create(workshop(folder, _NOTES))
        floor += press(_INPUT, "Ready", "", _WORDS)
        ours += press(_opened("capture", folder, session.id), "Evidence", "\t", _WORDS)
    what = f"key to paint while capturing, {_NOTES} notes"
    yield Row(f"{what} (p95)", slow(ours), slow(floor), most=1.5)
    yield Row(f"{what} (median)", middle(ours), middle(floor))


def measure_wall(data: Path) -> Iterator[Row]:
    """Keys on the facilitator's wall with as many notes: the 95th percentile of each."""
    folder = data / "wall"
    session = Store(folder).create(workshop(folder, _NOTES, shared="room"))
    wall = _opened("wall", folder, session.id)
    floor = press(_INPUT, "Ready", "", _WORDS)
    for what, keys, first, part in (
        ("down", [_DOWN] * 60, "", _all),
        ("a star", ["*"] * 60, "", _stars),
        ("a letter to search", _SEARCHED, "/", _how_many),
    ):
        ours = press(wall, "The wall", first, keys, part)
        yield Row(f"wall, {what}, {_NOTES} notes (p95)", slow(ours), slow(floor))


def press(
    command: Sequence[str],
    ready: str,
    first: str,
    keys: Sequence[str],
    part: Callable[[str, str], object] = str.count,
) -> list[float]:
    """Milliseconds for each of the keys, until the `part` of the screen that it changes is another: how often the key
    is there, if nothing else is said."""
    terminal = Terminal(command)
    try:
        terminal.until(lambda text: ready in text)
        terminal.settle(0.4)
        if first:
            terminal.send(first)
            terminal.settle(0.4)
        times = []
        for key in keys:
            before = part(terminal.text, key)
            pressed = terminal.send(key)
            painted = terminal.until(lambda text, key=key, before=before: part(text, key) != before)  # type: ignore[misc]
            times.append((painted - pressed) * 1e3)
            terminal.settle(_SECONDS_BETWEEN)
        return times
    finally:
        terminal.close()


def _opened(screen: str, folder: Path, session: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.bench.opening", screen, str(folder), session)


def _all(text: str, _key: str) -> str:
    return text


def _stars(text: str, _key: str) -> int:
    return text.count("★")


def _how_many(text: str, _key: str) -> str:
    found = _HOW_MANY.search(text)
    return found[0] if found else ""
