"""A session that was tried out, put back to not begun: pure functions."""

from __future__ import annotations

from msgspec.structs import replace

from sessions.model import Clock, Progress, Session
from sessions.runsheet import begun


def begin_again(session: Session, *, forget: bool = False) -> Session:
    """The session as if it had not begun: where the room was, and the clock, are forgotten. Groups that were made
    since it began go too, unless somebody's note is theirs.

    With `forget` goes all that came up since: notes, choices, hands, groups, and who was there. What the whole room
    works on stays: it may have been set beforehand.
    """
    from_then = begun(session)
    noted = {note.round for note in session.notes}
    session = replace(
        session,
        meta=replace(session.meta, status="planned"),
        progress=Progress(),
        clock=Clock(),
        rounds=tuple(
            made
            for made in session.rounds
            if not forget and (made.id in noted or (from_then is not None and made.made_at < from_then))
        ),
    )
    if not forget:
        kept = {group.id for made in session.rounds for group in made.groups}
        people = {person.id for person in session.people}
        return replace(session, choices=tuple(one for one in session.choices if one.by in kept | people))
    return replace(
        session,
        people=tuple(replace(person, here=None) for person in session.people),
        choices=(),
        hands=(),
        notes=(),
        themes=(),
        parked=(),
        actions=(),
        points=(),
    )


def can_forget(session: Session) -> bool:
    """Whether anything came up that beginning again can forget."""
    return bool(session.notes or session.choices or session.hands or session.parked) or any(
        person.here is not None for person in session.people
    )
