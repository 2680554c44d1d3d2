"""The parking lot: what somebody raised that has to wait, kept so that the talk can go on.

It belongs to the room as a whole: nothing says who raised it. What is not settled by the end is in the hand-outs;
it does not go on to the next session of a series, because the room decides there anew what it talks about.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from sessions.ids import fresh
from sessions.model import Parked, Session
from sessions.text import clean, key


def add(session: Session, text: str, step_id: str, now: datetime) -> Session:
    """Park something that was said at a step; no words, or what waits there already, changes nothing."""
    text = clean(text).strip()
    if not text or key(text) in {key(one.text) for one in waiting(session)}:
        return session
    new = Parked(id=fresh("k"), text=text, step=step_id, at=now)
    return replace(session, parked=(*session.parked, new))


def put(session: Session, id: str, text: str, step_id: str, now: datetime) -> Session:
    """Park something under this id, or put what is there under it in other words; without any it is taken away."""
    if any(one.id == id for one in session.parked):
        return edit(session, id, text)
    after = add(session, text, step_id, now)
    return (
        after
        if after is session
        else replace(after, parked=(*session.parked, replace(after.parked[-1], id=id)))
    )


def once(session: Session, id: str) -> Session:
    """The session without this one, where the very same waits there besides."""
    others = {key(one.text) for one in waiting(session) if one.id != id}
    own = next((one for one in waiting(session) if one.id == id), None)
    return remove(session, id) if own is not None and key(own.text) in others else session


def edit(session: Session, id: str, text: str) -> Session:
    """Put it in other words; without any it is taken away."""
    text = clean(text).strip()
    if not text:
        return remove(session, id)
    return _each(session, id, lambda one: replace(one, text=text))


def settle(session: Session, id: str, settled: bool = True) -> Session:
    """Say that it has been dealt with, or that it waits after all."""
    return _each(session, id, lambda one: replace(one, settled=settled))


def remove(session: Session, id: str) -> Session:
    """Take it away."""
    kept = tuple(one for one in session.parked if one.id != id)
    return session if len(kept) == len(session.parked) else replace(session, parked=kept)


def waiting(session: Session) -> tuple[Parked, ...]:
    """What is not settled, in the order in which it was parked."""
    return tuple(one for one in session.parked if not one.settled)


def _each(session: Session, id: str, change: Callable[[Parked], Parked]) -> Session:
    changed = tuple(change(one) if one.id == id else one for one in session.parked)
    return session if changed == session.parked else replace(session, parked=changed)
