"""Rehearsing a session: a copy of it, in a place of its own, of which nothing is kept.

Whatever is done in the copy, no list, no export, no later session and no round of groups ever knows of it: only
this module looks into the folder it is in. The copy itself may look at the real sessions, to read them.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from sessions import files
from sessions.beginning_again import begin_again
from sessions.errors import FacilitatorError
from sessions.index import Summary, is_id
from sessions.model import Person, Session, Step
from sessions.store import Store

# What the id of a session's rehearsal ends with; no session has such an id otherwise, for they end with four letters.
_MARK = "-rehearsal"
# One that was interrupted is offered again for so long.
_KEPT = timedelta(days=1)
_DAY = 24 * 60


def is_rehearsal(session_id: str) -> bool:
    """Whether this is the id of a rehearsal."""
    return session_id.endswith(_MARK)


def rehearsal_of(session_id: str) -> str:
    """The id of the session that is rehearsed under this id; any other id as it is."""
    return session_id.removesuffix(_MARK)


def copied(session: Session, now: datetime, stand_ins: tuple[Person, ...] = ()) -> Session:
    """The session as it is rehearsed: planned to begin now, marked as a sample, with nothing in it of what came up if
    it had begun. Where it has no people yet, `stand_ins` take their places."""
    fresh = session if session.meta.status == "planned" else begin_again(session, forget=True)
    meta = replace(fresh.meta, id=f"{rehearsal_of(session.id)}{_MARK}", sample=True, ahead=0)
    return timed(replace(fresh, meta=meta, people=fresh.people or stand_ins), now)


def timed(session: Session, now: datetime) -> Session:
    """A rehearsal that has not begun, as if it was planned for now: fixed times are as far from its beginning as they
    were. Any other session comes back unchanged."""
    if not is_rehearsal(session.id) or session.meta.status != "planned":
        return session
    local = now.astimezone(ZoneInfo(session.meta.zone))
    return _moved(replace(session, meta=replace(session.meta, date=local.date())), f"{local:%H:%M}")


def let_pass(session: Session, minutes: int) -> Session:
    """A rehearsal in which it is so many minutes later, on every clock. Another session comes back unchanged: real time
    passes by itself."""
    if not is_rehearsal(session.id):
        return session
    return replace(session, meta=replace(session.meta, ahead=session.meta.ahead + minutes))


def time_in(session: Session, now: datetime) -> datetime:
    """What time it is in a session: in a rehearsal with the minutes that were let pass, else the real one."""
    return now + timedelta(minutes=session.meta.ahead)


class RehearsalStore(Store):
    """The rehearsals of a data folder. Other sessions are read from the real store, and never written."""

    def __init__(self, real: Store) -> None:
        super().__init__(
            real.data,
            now=real._clock,
            by=real.by,
            patience=real._patience,
            folder="rehearsals",
            untouched=real._untouched,
        )
        self._real = real

    def load(self, session_id: str) -> Session:
        """A rehearsal, or a real session."""
        return super().load(session_id) if is_rehearsal(session_id) else self._real.load(session_id)

    def summaries(self) -> list[Summary]:
        """The real sessions: a rehearsal is in no list."""
        return self._real.summaries()

    def same_cluster(self, cluster: str, *, besides: str = "") -> list[Session]:
        """The real sessions of a cluster, without the one that is rehearsed."""
        return self._real.same_cluster(cluster, besides=rehearsal_of(besides))

    def interrupted(self, session_id: str) -> Session | None:
        """The rehearsal of a session that was not left but cut off, or None. Raises ConsoleBusy while it goes on in
        another window."""
        rehearsal = f"{session_id}{_MARK}"
        if self.signature(rehearsal) is None:
            return None
        self.hold_console(rehearsal).release()
        with suppress(FacilitatorError):
            return self.load(rehearsal)
        return None

    def begin(self, session: Session) -> Session:
        """Keep a rehearsal for as long as it lasts, in the place of an earlier one. Raises FacilitatorError."""
        if self.signature(session.id) is not None:
            self.drop(session.id)
        return self.create(session)

    def drop(self, session_id: str) -> None:
        """Forget a rehearsal. Raises FacilitatorError."""
        self._files.remove(session_id)

    def sweep(self, now: datetime) -> None:
        """Forget those that were cut off long ago: they hold people's names."""
        for path in files.listing(self._files.folder):
            if not is_id(path.stem) or not is_rehearsal(path.stem):
                continue
            with suppress(FacilitatorError, OSError):
                saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                if now - saved > _KEPT and self.console_holder(path.stem) is None:
                    self.drop(path.stem)


def in_the_room(*stores: Store) -> tuple[Store, str]:
    """The session of these stores whose console was opened last, with the store it is in; "" when none is open."""
    found = []
    for one in stores:
        for session_id in one.open_sessions()[:1]:
            holder = one.console_holder(session_id)
            since = holder.since.timestamp() if holder is not None and holder.since else 0.0
            found.append((since, one, session_id))
    _, home, session_id = max(found, key=lambda each: each[0], default=(0.0, stores[0], ""))
    return home, session_id


def _moved(session: Session, start: str) -> Session:
    """Planned to begin at this time of day instead, with everything fixed moved by as much."""
    by = _minutes(start) - _minutes(session.meta.start)
    steps: tuple[Step, ...] = tuple(
        replace(step, at=_of_day(_minutes(step.at) + by)) if step.at else step for step in session.steps
    )
    return replace(session, steps=steps, meta=replace(session.meta, start=start))


def _minutes(of_day: str) -> int:
    hours, minutes = of_day.split(":")
    return int(hours) * 60 + int(minutes)


def _of_day(minutes: int) -> str:
    hours, minute = divmod(minutes % _DAY, 60)
    return f"{hours:02}:{minute:02}"
