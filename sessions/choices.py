"""Which areas of a framework are worked on: by the whole room, by a group, by a person."""

from __future__ import annotations

from msgspec.structs import replace

from frameworks.model import Area, Statement
from sessions.ids import fresh
from sessions.model import Choice, Cite, Ref, Session

ROOM = "room"


def chosen_by(session: Session, *who: str) -> tuple[Ref, ...]:
    """What the first of `who` (ids of a person, then their group) that chose has chosen; else the room's focus."""
    for one in who:
        choice = next((choice for choice in session.choices if choice.by == one), None)
        if choice is not None and choice.areas:
            return choice.areas
    return session.meta.focus


def choose(session: Session, step: str, by: str, areas: tuple[Ref, ...]) -> Session:
    """Set what someone works on; no areas at all takes the choice back. `by` is a person, a group or ROOM."""
    if by == ROOM:
        return replace(session, meta=replace(session.meta, focus=areas))
    others = tuple(choice for choice in session.choices if choice.by != by)
    before = next((choice for choice in session.choices if choice.by == by), None)
    if not areas:
        return replace(session, choices=others)
    if before is None:
        return replace(session, choices=(*others, Choice(id=fresh("c"), step=step, by=by, areas=areas)))
    changed = replace(before, step=step, areas=areas)
    return replace(
        session, choices=tuple(changed if choice.id == before.id else choice for choice in session.choices)
    )


def area_of(session: Session, ref: Ref) -> Area | None:
    """The area that `ref` names, or that holds the statement it names."""
    framework = session.framework(ref.framework)
    if framework is None:
        return None
    area = framework.find_area(ref.ref)
    if area is None and (found := framework.find_statement(ref.ref)):
        area = found[0]
    return area


def statement_of(session: Session, ref: Ref) -> Statement | None:
    """The statement that `ref` names, or None."""
    framework = session.framework(ref.framework)
    found = framework.find_statement(ref.ref) if framework else None
    return found[1] if found else None


def cite(session: Session, framework_id: str, ref: str) -> Cite | None:
    """A cite of this statement in its words, its group's lead-in included; None when there is no such one."""
    framework = session.framework(framework_id)
    if framework is None:
        return None
    for area in framework.areas:
        for group in area.groups:
            for statement in group.statements:
                if statement.ref == ref:
                    lead = group.lead_in.rstrip("…. ") + " " if group.lead_in else ""
                    return Cite(framework=framework_id, ref=ref, text=lead + statement.text)
    return None


def all_areas(session: Session, framework_id: str) -> tuple[Ref, ...]:
    """Every area of a framework of the session."""
    framework = session.framework(framework_id)
    return tuple(Ref(framework=framework_id, ref=area.ref) for area in framework.areas) if framework else ()
