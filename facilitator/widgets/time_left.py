"""The time left, quietly in the first row of what is opened from the console."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content
from textual.widgets import Static

from sessions import clock as clocks
from sessions.model import Session
from sessions.stage import current_step

_LEVELS = {"calm": "$quiet", "soon": "bold $soon", "last": "bold $last", "over": "bold $last"}
# How often it looks at the clock, in seconds.
_LOOK = 0.25


def time_left(session: Session, now: datetime) -> Content:
    """How long the clock has still to run and until when; nothing while none is on."""
    clock = clocks.view(session.clock, now, ZoneInfo(session.meta.zone))
    if clock is None or session.meta.status != "running":
        return Content("")
    left = " left," if clock.remaining > 0 else ""
    # It may still be that of a step the room has gone on from.
    step, other = current_step(session), session.step(session.clock.step)
    whose = f" · {other.title}" if other and step and other.id != step.id else ""
    return Content.assemble((f"{clock.digits}{left} {clock.words}", _LEVELS[clock.level]), (whose, "$quiet"))


class TimeLeft(Static):
    """Follows the clock of an open session; it takes no row from what it stands over."""

    DEFAULT_CSS = """
    TimeLeft { layer: time; dock: top; height: 1; width: 1fr; padding: 0 2; text-align: right; }
    """

    def __init__(self, session: Callable[[], Session], now: Callable[[], datetime]) -> None:
        super().__init__("", markup=False)
        self._session, self._now = session, now
        self._shown = Content("")

    def on_mount(self) -> None:
        """Follow the clock."""
        self._look()
        self.set_interval(_LOOK, self._look)

    def _look(self) -> None:
        words = time_left(self._session(), self._now())
        if not words.is_same(self._shown):
            self._shown = words
            self.update(words, layout=False)
