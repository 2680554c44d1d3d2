"""A session and the one it follows, as they are kept: what that leaves is brought anew until this one begins."""

from __future__ import annotations

from sessions.errors import FacilitatorError
from sessions.model import Session
from sessions.series import bring
from sessions.store import Store


def brought_anew(store: Store, session: Session) -> Session:
    """The session with what the one it follows leaves by now: sheets are often typed up days later.

    Saved where that is something else than before. Where the other one is gone, or nothing can be written, the
    session is as it is: what was brought before is in it.
    """
    if not session.meta.follows or session.meta.status != "planned":
        return session
    try:
        before = store.load(session.meta.follows)
        if bring(session, before) is session:
            return session
        return store.change(
            session.id, "What the last session left", lambda now: bring(now, before), undoable=False
        )
    except FacilitatorError:
        return session
