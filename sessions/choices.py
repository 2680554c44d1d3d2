"""What of a framework is worked on, by the whole room, by a group, by a person: areas, groups, statements."""

from __future__ import annotations

from msgspec.structs import replace

from sessions.ids import fresh
from sessions.model import Choice, Cite, Hands, Ref, Session
from sessions.topics import in_its_sentence

ROOM = "room"


def own(session: Session, by: str, framework: str = "") -> tuple[Ref, ...]:
    """What a person or group has chosen themselves, in one framework or (without one) in all of them."""
    return tuple(
        ref
        for choice in session.choices
        if choice.by == by
        for ref in choice.areas
        if framework in ("", ref.framework)
    )


def chosen_by(session: Session, *who: str, framework: str = "") -> tuple[Ref, ...]:
    """What the first of `who` (ids of a person, then their group) that chose has chosen; else the room's focus.

    That is so for each framework by itself; with `framework`, only what is chosen in that one counts.
    """
    focus = session.meta.focus
    if framework:
        mine = next((refs for one in who if (refs := own(session, one, framework))), ())
        return mine or tuple(ref for ref in focus if ref.framework == framework)
    everything = [*(ref for one in who for ref in own(session, one)), *focus]
    ids = dict.fromkeys(ref.framework for ref in everything)
    return tuple(ref for id in ids for ref in chosen_by(session, *who, framework=id))


def choose(session: Session, step: str, by: str, areas: tuple[Ref, ...]) -> Session:
    """Set what someone works on; no areas at all takes the choice back. `by` is a person, a group or ROOM.

    What is chosen in another framework stays; a step that works on no one framework chooses in all of them.
    """
    at = session.step(step)
    if areas and (at is None or at.framework):
        over = {ref.framework for ref in areas}
    else:
        over = {at.framework} if at is not None and at.framework else set()

    def replaced(ref: Ref) -> bool:
        return not over or ref.framework in over

    if by == ROOM:
        kept = tuple(ref for ref in session.meta.focus if not replaced(ref))
        return focus_on(session, (*kept, *areas))
    wanted: dict[str, tuple[Ref, ...]] = {}
    for ref in areas:
        wanted[ref.framework] = (*wanted.get(ref.framework, ()), ref)
    found: list[Choice] = []
    for choice in session.choices:
        rest = tuple(ref for ref in choice.areas if not replaced(ref))
        if choice.by != by or (rest and rest == choice.areas):
            found.append(choice)
        elif rest:
            found.append(replace(choice, areas=rest))
        elif again := next((ref.framework for ref in choice.areas if ref.framework in wanted), ""):
            found.append(replace(choice, step=step, areas=wanted.pop(again)))
    found += [Choice(id=fresh("c"), step=step, by=by, areas=refs) for refs in wanted.values()]
    return replace(session, choices=tuple(found))


def raise_hands(session: Session, step: str, ref: Ref, count: int) -> Session:
    """Note how many hands went up for one thing at a step; a negative count forgets them."""
    id = f"{step}:{ref.framework}:{ref.ref}"
    kept = tuple(one for one in session.hands if one.id != id)
    mine = (Hands(id=id, step=step, ref=ref, count=count),) if count >= 0 else ()
    return replace(session, hands=(*kept, *mine))


def hands(session: Session, step: str) -> dict[Ref, int]:
    """How many hands went up for what at a step."""
    return {one.ref: one.count for one in session.hands if one.step == step}


def focus_on(session: Session, areas: tuple[Ref, ...]) -> Session:
    """Set what the whole room works on, in every framework."""
    return replace(session, meta=replace(session.meta, focus=areas))


def cite(session: Session, framework_id: str, ref: str) -> Cite | None:
    """A cite of this statement in its words, its group's lead-in included; None when there is no such one."""
    framework = session.framework(framework_id)
    if framework is None:
        return None
    for area in framework.areas:
        for group in area.groups:
            for statement in group.statements:
                if statement.ref == ref:
                    return Cite(framework=framework_id, ref=ref, text=in_its_sentence(group, statement))
    return None


def all_areas(session: Session, framework_id: str) -> tuple[Ref, ...]:
    """Every area of a framework of the session."""
    framework = session.framework(framework_id)
    return tuple(Ref(framework=framework_id, ref=area.ref) for area in framework.areas) if framework else ()
