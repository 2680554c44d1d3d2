"""Keeping the computer and its display awake while a session is before the room.

The system is asked by a thread of its own, through wakepy: neither the start nor a key waits for it, and a system
that cannot do it, or a bus that does not answer, stops nothing. What became of it is said in words.
"""

from __future__ import annotations

import threading
from typing import Literal

State = Literal["off", "asking", "awake", "refused"]

WORDS: dict[State, str] = {
    "off": "This computer sleeps as its settings say.",
    "asking": "Asking this computer to stay awake…",
    "awake": "This computer and its display stay awake.",
    "refused": "This computer may go to sleep; its settings can say “never”.",
}
# Seconds before the system is asked: wakepy is read in while people wait for the first picture otherwise.
DELAY = 1.0
# Letting go takes a moment; leaving never waits longer than this, in seconds.
_PATIENCE = 1.0


class Awake:
    """Asks the system to stay awake from `hold` to `release`; each holder counts."""

    def __init__(self, delay: float | None = None) -> None:
        self._delay = DELAY if delay is None else delay
        self._holders = 0
        self._state: State = "off"
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> State:
        """What became of it."""
        return self._state

    @property
    def words(self) -> str:
        """The same in a sentence."""
        return WORDS[self._state]

    def hold(self) -> None:
        """Keep awake from now on; returns at once."""
        self._holders += 1
        if self._thread is not None:
            return
        self._state = "asking"
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._keep, args=(self._done,), name="awake", daemon=True)
        self._thread.start()

    def release(self) -> None:
        """Let the system sleep again as its settings say, once nobody holds it any more; returns at once."""
        self._holders = max(0, self._holders - 1)
        if not self._holders:
            self._end()

    def close(self) -> None:
        """The end: let go, and wait a moment until that is done.

        On a Mac a process of its own keeps the computer awake: it has to be ended, not left behind.
        """
        self._holders = 0
        thread = self._thread
        self._end()
        if thread is not None:
            thread.join(_PATIENCE)

    def _end(self) -> None:
        self._done.set()
        self._thread, self._state = None, "off"

    def settled(self, patience: float) -> State:
        """What became of it, after waiting so many seconds at most for an answer."""
        pause = threading.Event()
        for _ in range(int(patience / 0.02)):
            if self._state != "asking":
                break
            pause.wait(0.02)
        return self._state

    def _keep(self, done: threading.Event) -> None:
        if done.wait(self._delay):
            return
        try:
            from wakepy import keep

            with keep.presenting(on_fail="pass") as mode:
                self._say("awake" if mode.active else "refused", done)
                if mode.active:
                    done.wait()
        except Exception:  # whatever a system's own ways of staying awake raise: the session goes on
            self._say("refused", done)

    def _say(self, state: State, done: threading.Event) -> None:
        # An answer that comes after the end belongs to nobody.
        if not done.is_set():
            self._state = state


def possible(patience: float = 3.0) -> bool:
    """Whether this computer can be kept awake: it is asked, and let go again at once."""
    awake = Awake(delay=0)
    awake.hold()
    try:
        return awake.settled(patience) == "awake"
    finally:
        awake.close()
