"""What the facilitator decides about words that may be names. It is kept with the session, so that every hand-out
made of it agrees, and it can be taken back like any other change."""

from __future__ import annotations

from msgspec.structs import replace

from sessions.model import Session
from sessions.name_letters import decided_on
from sessions.text import one_line


def take_out(session: Session, words: str) -> Session:
    """These words are somebody's name, wherever they stand."""
    name = decided_on(words)
    if not name:
        return session
    stay = tuple(one for one in session.meta.names_not if decided_on(one)[: len(name)] != name)
    return _decided(session, (*_without(session.meta.names_also, words), one_line(words)), stay)


def leave(session: Session, words: str) -> Session:
    """These words are nobody's name, wherever they stand."""
    if not decided_on(words):
        return session
    stay = (*_without(session.meta.names_not, words), one_line(words))
    return _decided(session, _without(session.meta.names_also, words), stay)


def forget(session: Session, *words: str) -> Session:
    """Nothing was decided about these words."""
    also, stay = session.meta.names_also, session.meta.names_not
    for one in words:
        also, stay = _without(also, one), _without(stay, one)
    return _decided(session, also, stay)


def _without(decided: tuple[str, ...], words: str) -> tuple[str, ...]:
    return tuple(one for one in decided if decided_on(one) != decided_on(words))


def _decided(session: Session, also: tuple[str, ...], stay: tuple[str, ...]) -> Session:
    return replace(session, meta=replace(session.meta, names_also=also, names_not=stay))
