"""A session rehearsed before the day: the console on a copy, of which nothing is kept."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from facilitator.desk import Desk
from facilitator.dialogs.ask import Choose
from sessions.errors import FacilitatorError
from sessions.model import Session
from sessions.rehearsal import RehearsalStore, copied, rehearsal_of, time_in
from sessions.stage import current_step

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.app import FacilitatorApp

BEGINS = "This is a rehearsal: nothing of it is kept. > lets a minute pass."
NOTHING_KEPT = "Nothing of this was kept."


class RehearsalDesk(Desk):
    """The desk of a rehearsal: what was on it is gone when it is closed, unless another window has it."""

    def __init__(self, store: RehearsalStore, session: Session, now: Callable[[], datetime]) -> None:
        super().__init__(store, session, lambda: time_in(self.session, now()))
        self._rehearsals = store

    def close(self) -> None:
        """Wait for the writer, let go of the rehearsal and forget it."""
        ours = self._lock is not None
        super().close()
        if ours:
            with suppress(FacilitatorError):
                self._rehearsals.drop(self.id)


async def rehearse(app: FacilitatorApp, session_id: str) -> None:
    """Open a session's rehearsal; one that was cut off is offered again first."""
    store = RehearsalStore(app.store)
    try:
        session = app.load(session_id)
        store.sweep(app.now())
        left = store.interrupted(session_id)
    except FacilitatorError as error:
        app.say(str(error), error=True)
        return
    if left is None or left.meta.status == "planned":
        await _open(app, store, _new(session, app.now()))
        return
    step = current_step(left)
    zone = ZoneInfo(left.meta.zone)
    began = left.progress.started_at
    since = f", begun at {began.astimezone(zone):%H:%M}" if began is not None else ""
    options = [("on", f"Go on with it{f' at “{step.title}”' if step else ''}"), ("new", "Begin anew")]

    async def answered(what: str | None) -> None:
        if what is not None:
            await _open(app, store, left if what == "on" else _new(session, app.now()), keep=what == "on")

    question = f"A rehearsal of this session was cut off{since}."
    await app.push_screen(Choose(question, options), answered)


def _new(session: Session, now: datetime) -> Session:
    from facilitator.demo.people import stand_ins

    return copied(session, now, () if session.people else stand_ins())


async def _open(app: FacilitatorApp, store: RehearsalStore, session: Session, *, keep: bool = False) -> None:
    from facilitator.screens.live import LiveScreen

    try:
        desk = RehearsalDesk(store, session if keep else store.begin(session), app.now)
    except FacilitatorError as error:
        app.say(str(error), error=True)
        return
    desk.hold()

    def left(_: None) -> None:
        app.back_in_library(rehearsal_of(session.id))
        app.say(NOTHING_KEPT)

    await app.push_screen(LiveScreen(desk), left)
    app.say(BEGINS)
