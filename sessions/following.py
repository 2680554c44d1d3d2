"""A session and the one it follows, as they are kept: what that leaves is brought anew until this one begins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sessions.errors import FacilitatorError
from sessions.model import Session
from sessions.series import bring
from sessions.store import Store


class Onlooker(Store):
    """The sessions for one who only looks on: a damaged file stays where it is, for the console to see to."""

    def __init__(self, data: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__(data, now=now, untouched=True)


def loaded(store: Store, session_id: str) -> Session:
    """A session as everything that opens it has it: with what the one it follows leaves by now. Raises
    FacilitatorError."""
    return brought_anew(store, store.load(session_id))


def brought_anew(store: Store, session: Session) -> Session:
    """The session with what the one it follows leaves by now: sheets are often typed up days later.

    Saved where that is something else than before. Where the other one is gone, or nothing can be written, the
    session is as it is: what was brought before is in it.
    """
    try:
        before = _followed(store, session)
        if before is None or bring(session, before) is session:
            return session
        return store.change(
            session.id, "What the last session left", lambda now: bring(now, before), undoable=False
        )
    except FacilitatorError:
        return session


def seen_anew(store: Store, session: Session) -> Session:
    """As `brought_anew`, for one who only looks on: nothing is saved."""
    try:
        before = _followed(store, session)
    except FacilitatorError:
        return session
    return session if before is None else bring(session, before)


def next_of(store: Store, session: Session) -> Session | None:
    """The session that goes on from this one, the first of several; None where there is none yet, or the list of
    sessions cannot be read. Damaged ones are left out."""
    try:
        found = [one for one in store.same_cluster(session.meta.cluster) if one.meta.follows == session.id]
    except FacilitatorError:
        return None
    return min(found, key=lambda one: (one.meta.date, one.meta.start), default=None)


def _followed(store: Store, session: Session) -> Session | None:
    """The session it follows, as long as that can still leave something to it. Raises FacilitatorError."""
    follows = session.meta.follows if session.meta.status == "planned" else ""
    return store.load(follows) if follows else None
