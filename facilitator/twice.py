"""Keys that are meant only when they are pressed twice."""

from __future__ import annotations

import time
from collections.abc import Callable

# For so many seconds a second press is meant.
AGAIN = 4.0


class Twice:
    """Remembers what was pressed last. `steadily` gives seconds that only go on."""

    def __init__(self, steadily: Callable[[], float] = time.monotonic) -> None:
        self._steadily = steadily
        self._what, self._at = "", 0.0

    @property
    def waiting(self) -> bool:
        """Whether a second press would be meant now."""
        return bool(self._what) and self._steadily() - self._at <= AGAIN

    def meant(self, what: str) -> bool:
        """Whether this was pressed a moment ago already; if not, it will have been."""
        moment = self._steadily()
        again = what == self._what and moment - self._at <= AGAIN
        self._what, self._at = ("" if again else what), moment
        return again

    def forget(self) -> None:
        """Something else was done: what was pressed is not waited for any more."""
        self._what = ""
