"""Whose it is that an earlier session left, who is asked about it, and until when it may be kept.

Forms, the stage, worksheets and hand-outs all go by these few rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sessions import rounds
from sessions.answers import owner_id, owners
from sessions.model import Earlier, Kind, Session
from sessions.text import key

# What people see to together is asked of one of them; a learning point or an entry of a log is each one's own.
_SEEN_TO: frozenset[Kind] = frozenset({"action", "objective", "progress"})


def of_room(item: Earlier) -> bool:
    """Whether it was shared with the room, so that all may read it."""
    return item.shared == "room"


def of_nobody(item: Earlier) -> bool:
    """Whether it is nobody's in particular: the room's, or the facilitator's own."""
    return not (item.people or item.school)


def of_school(item: Earlier, school: str) -> bool:
    """Whether a school gave it."""
    return bool(item.school) and key(item.school) == key(school)


def of_person(item: Earlier, person: str, school: str) -> bool:
    """Whether it is someone's (an id): their own, given with others, or their school's."""
    return person in item.people or of_school(item, school)


def among(item: Earlier, people: Collection[str]) -> bool:
    """Whether it may come up among these people (ids): they are all whose it is, and it is no one's alone. What one
    person wrote for themselves never comes up where others look on."""
    together = len(item.people) > 1 or item.shared != "own"
    return bool(item.people) and set(item.people) <= set(people) and together


def owned_by(session: Session, item: Earlier) -> tuple[str, ...]:
    """The ids of the people of the session who own an item: by default the one person who wrote it. Nobody where
    none is named, or only others."""
    if not item.owner:
        return item.people if len(item.people) == 1 and not item.school else ()
    if session.person(item.owner) is not None:
        return (item.owner,)
    found = (owner_id(part, session.people) for part in owners(item.owner))
    return tuple(dict.fromkeys(id for id in found if id))


def whose(session: Session, item: Earlier) -> str:
    """Whose something is that several people or a school see to, in words: its owners, else who gave it. "" for what
    each is asked about for themselves."""
    if each_by_themselves(item):
        return ""
    owner = session.person(item.owner)
    return owner.name if owner else item.owner or item.school or ", ".join(rounds.names(session, item.people))


def each_by_themselves(item: Earlier) -> bool:
    """Whether all whose item it is are asked about it, each for themselves, and not one of them for all."""
    return item.kind not in _SEEN_TO or (len(item.people) == 1 and not item.school)


def asked_for_all(session: Session, items: Iterable[Earlier]) -> dict[str, str]:
    """Who is asked about each of these where people are asked alone: a person's id by the item's id.

    What several people or a school have to see to is asked once: of its owner if they are here, else of the first on
    the list of those who are here and whose it is. Items that each is asked about for themselves are left out.
    """
    of_schools: dict[str, list[str]] = {}
    for one in session.people:
        of_schools.setdefault(key(one.school), []).append(one.id)
    here = {one.id for one in rounds.present(session)}
    found: dict[str, str] = {}
    for item in items:
        if each_by_themselves(item):
            continue
        people = {*item.people, *(of_schools.get(key(item.school), ()) if item.school else ())}
        theirs = [one.id for one in session.people if one.id in people]
        in_turn = [*(id for id in owned_by(session, item) if id in people), *theirs]
        if in_turn:
            found[item.id] = next((id for id in in_turn if id in here), in_turn[0])
    return found


def delete_by(session: Session) -> date | None:
    """The day by which what is in a session has to go: its own, or an earlier one that was promised for words that
    were brought to it. None where nothing was promised."""
    days = [session.meta.delete_by, *(item.delete_by for item in session.earlier if item.text)]
    return min((day for day in days if day is not None), default=None)
