"""The desk: the open session, its store, and the one way in which the app changes it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from sessions.announced import stages
from sessions.errors import FacilitatorError
from sessions.locks import ConsoleLock
from sessions.model import Session
from sessions.pairing import met_in
from sessions.rounds import in_force
from sessions.stage_size import Size
from sessions.store import Store

# Seconds for which it stays known which stages are open.
_LOOK = 0.2

T = TypeVar("T")
Apply = Callable[[Session], Session]


class Desk:
    """An open session.

    Changes run in order on one writer thread and are awaited, so that what the screen calls saved is on the
    disk. `own` is the size of the stage in this window, and `before_the_room` whether the room sees it. `read_only`
    is "" or says who has the session open.
    """

    def __init__(self, store: Store, session: Session, now: Callable[[], datetime]) -> None:
        self.store = store
        self.session = session
        self.now = now
        self.own = Size(80, 24)
        self.before_the_room = False
        self.read_only = ""
        self.unread = ""
        self._lock: ConsoleLock | None = None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._met: dict[frozenset[str], int] | None = None
        self._announced: tuple[float, tuple[Size, ...]] = (-_LOOK, ())

    @property
    def announced(self) -> tuple[Size, ...]:
        """The stages that show this session in windows of their own."""
        looked, found = self._announced
        moment = time.monotonic()
        if moment - looked >= _LOOK:
            found = stages(self.store.data, self.id)
            self._announced = moment, found
        return found

    @property
    def stages(self) -> tuple[Size, ...]:
        """The stages that the room looks at, for which pages are turned."""
        found = self.announced
        return found if found and not self.before_the_room else (*found, self.own)

    @property
    def id(self) -> str:
        """The session's id."""
        return self.session.id

    async def who_met(self) -> dict[frozenset[str], int]:
        """How often people were in one group in earlier sessions of this cluster. It is read once, and on the writer's
        thread: with many sessions that takes longer than the screen may stand still."""
        return self._met if self._met is not None else await self._run(self._meetings)

    def _meetings(self) -> dict[frozenset[str], int]:
        if self._met is None:
            self._met = met_in(made for other in self._earlier() for made in in_force(other))
        return self._met

    async def earlier(self) -> list[Session]:
        """The earlier sessions of this cluster, newest first."""
        return await self._run(self._earlier)

    def _earlier(self) -> list[Session]:
        return [other for other in self._others() if not _later(other, self.session)]

    async def others(self) -> list[Session]:
        """Every other session of this cluster, newest first; none where they cannot be read."""
        return await self._run(self._others)

    def _others(self) -> list[Session]:
        try:
            return self.store.same_cluster(self.session.meta.cluster, besides=self.id)
        except FacilitatorError:
            # Pairs are then made without knowing who met before: better than none.
            return []

    async def change(self, label: str, apply: Apply, *, visit: str = "", undoable: bool = True) -> Session:
        """Change the session through the store; returns it as saved. Raises FacilitatorError: nothing changed."""
        self._may_write()
        self.session = await self._run(
            lambda: self.store.change(self.id, label, apply, visit=visit, undoable=undoable)
        )
        return self.session

    async def undo(self) -> str | None:
        """Take back the last change; its label, or None when there is none. Raises FacilitatorError."""
        self._may_write()
        label = await self._run(lambda: self.store.undo(self.id))
        self.session = self.store.load(self.id)
        return label

    async def redo(self) -> str | None:
        """Make the change again that was taken back; its label, or None when there is none. Raises FacilitatorError."""
        self._may_write()
        label = await self._run(lambda: self.store.redo(self.id))
        self.session = self.store.load(self.id)
        return label

    def _may_write(self) -> None:
        if self.read_only:
            raise FacilitatorError(self.read_only)

    def refresh(self) -> bool:
        """Read the session again if another process changed it; whether it did. Cheap: a stat.

        A file that cannot be read at the moment leaves the session as it was last seen, and `unread` says why.
        """
        try:
            session = self.store.load(self.id)
        except FacilitatorError as error:
            self.unread = str(error)
            return False
        self.unread = ""
        moved = session is not self.session
        self.session = session
        return moved

    def hold(self) -> None:
        """Take the console lock. Where another console has it, or nothing can be written, the desk becomes
        read-only and says why."""
        try:
            self._lock = self.store.hold_console(self.id)
        except FacilitatorError as error:
            self.read_only = str(error)

    def close(self) -> None:
        """Wait for the writer, then let go of the session."""
        self._writer.shutdown(wait=True)
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._writer, work)


def _later(other: Session, session: Session) -> bool:
    return (other.meta.date, other.meta.start) > (session.meta.date, session.meta.start)
