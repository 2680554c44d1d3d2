"""Words typed on the stage by mistake: they never drive the room.

One who believes to be writing types on after the first key. A key that is refused there says so, once and in words
that the room may read; what is typed after it does nothing until there was a pause.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Key
from textual.timer import Timer
from textual.widgets import Static

from facilitator.commands import key_name
from facilitator.screens import live_offering

if TYPE_CHECKING:
    from facilitator.screens.live import LiveScreen

# Seconds without a key after which one acts again.
PAUSE = 1.5
# More keys than this, and not all the same, in so many seconds are words being typed.
_KEYS, _BURST = 2, 0.4
# For so many seconds a line stays on the stage.
_SAID = 4.0


class Typing:
    """Tells words being typed from keys that are meant. `steadily` gives seconds that only go on."""

    def __init__(self, steadily: Callable[[], float] = time.monotonic) -> None:
        self._steadily = steadily
        self._held = False
        self._last = 0.0
        self._lately: list[tuple[str, float]] = []

    def hold(self) -> None:
        """What is typed from now on is words: a key was refused."""
        self._held, self._last = True, self._steadily()

    def swallows(self, key: str) -> bool:
        """Whether a printable key is one of a word, and does nothing."""
        moment = self._steadily()
        if self._held and moment - self._last < PAUSE:
            self._last = moment
            return True
        self._held = False
        self._lately = [(one, at) for one, at in self._lately if moment - at <= _BURST] + [(key, moment)]
        # One key that is held down, or pressed again and again, is meant.
        if len(self._lately) > _KEYS and len({one for one, _ in self._lately}) > 1:
            self.hold()
        return self._held


def take(screen: LiveScreen, event: Key) -> None:
    """On the stage, stop a key that is part of a word, and say of one that is refused how to come to it."""
    if not screen.before_the_room:
        return
    key = event.key
    if event.is_printable and screen.typing.swallows(key):
        event.stop()
        event.prevent_default()
    elif refused := live_offering.refused(screen, key):
        screen.query_one(Aside).say(refused.format(console=screen.key("live.console"), key=key_name(key)))
        if event.is_printable:
            screen.typing.hold()
    elif event.is_printable and key not in screen.active_bindings:
        screen.typing.hold()


class Aside(Static):
    """A line on the stage for a moment, which the room reads too."""

    _over: Timer | None = None

    def say(self, words: str) -> None:
        """Say it, in the place of what was said before."""
        self.update(Content(words))
        self.display = True
        if self._over is not None:
            self._over.stop()
        self._over = self.set_timer(_SAID, lambda: setattr(self, "display", False))
