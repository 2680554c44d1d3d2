"""What was chosen to work on at the steps that ask for it: by the room, by a group, by a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from exports.document import Line, between, ours
from exports.scope import Scope, who_chose
from exports.statements import Places
from exports.words import counted
from sessions.model import Ref, Session, Step

_COUNTED = {"pair": ("group", "groups"), "person": ("person", "people")}


def by_step(scope: Scope, places: Places, said: Collection[str] = ()) -> dict[str, list[tuple[Line, ...]]]:
    """What was chosen at each step (by its id), as items of a list. Where nobody is named, how many chose it. `said`
    are the labels of areas that the summary names: that the room, or whose notes they are, chose those is not said
    again but in the record."""
    session = scope.session
    found: dict[str, list[tuple[Line, ...]]] = {}
    known = set(said) if scope.kind != "record" else set()
    for step, refs in _of_room(session).items():
        if known.issuperset(places.called(refs)):
            continue
        if line := _called(places, refs):
            found.setdefault(step, []).append(((ours("Chosen by the room", strong=True), ours(": "), *line),))
    if scope.kind == "group" and not scope.named:
        for id, line in _nameless(session, places):
            found.setdefault(id, []).append((line,))
        return found
    for choice in session.choices:
        whose = who_chose(scope, choice)
        if not whose and known.issuperset(places.called(choice.areas)):
            continue
        if line := _called(places, choice.areas):
            head: Line = (*whose, ours(", chosen: ")) if whose else (ours("Chosen", strong=True), ours(": "))
            found.setdefault(choice.step, []).append(((*head, *line),))
    return found


def _of_room(session: Session) -> dict[str, tuple[Ref, ...]]:
    """What the room chose, by the step at which it was asked: of several the last that was reached."""
    begun = {visit.step for visit in session.progress.visits if not visit.skipped}
    found: dict[str, tuple[Ref, ...]] = {}
    for ref in session.meta.focus:
        asking = [one for one in session.steps if _asks_room(one, ref)]
        reached = [one for one in asking if one.id in begun]
        at = reached[-1] if reached else asking[0] if asking else None
        if at is not None:
            found[at.id] = (*found.get(at.id, ()), ref)
    return found


def _asks_room(step: Step, ref: Ref) -> bool:
    return step.choose == "room" and step.framework in ("", ref.framework)


def _nameless(session: Session, places: Places) -> list[tuple[str, Line]]:
    """Each thing that was chosen with how many chose it, the most first and then as the framework has them."""
    order = {
        Ref(framework=used.id, ref=ref): place
        for place, (used, ref) in enumerate(
            (used, ref)
            for used in session.frameworks
            for area in used.framework.areas
            for ref in (area.ref, *(one.ref for one in area.statements))
        )
    }
    found: list[tuple[str, Line]] = []
    for step in dict.fromkeys(choice.step for choice in session.choices):
        counts = Counter(
            ref for choice in session.choices if choice.step == step for ref in set(choice.areas)
        )
        at = session.step(step)
        one, many = _COUNTED.get(at.choose if at else "", ("time", "times"))
        for ref in sorted(counts, key=lambda ref: (-counts[ref], order.get(ref, len(order)), ref.ref)):
            if line := places.line_of(ref):
                by = ours(f" ({counted(counts[ref], one, many)})")
                found.append((step, (ours("Chosen", strong=True), ours(": "), *line, by)))
    return found


def _called(places: Places, refs: tuple[Ref, ...]) -> Line:
    return between("; ", [line for ref in refs if (line := places.line_of(ref))])
