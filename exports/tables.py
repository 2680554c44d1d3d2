"""The parts of a hand-out that are lists of the session's own particulars: who sat with whom, swaps, people, hands."""

from __future__ import annotations

from exports.document import Block, Bullets, Heading, Line, Table, ours, typed
from exports.scope import Scope, swaps_with
from exports.statements import Places
from exports.words import short_day
from sessions import choices, rounds
from sessions.model import Session


def sat_together(scope: Scope, places: Places) -> list[Block]:
    """Who sat with whom: in the record, in group notes with names, and in someone's own notes if names are kept."""
    session = scope.session
    if not scope.named or scope.kind in ("pair", "school") or not session.rounds:
        return []
    blocks: list[Block] = [Heading(2, (ours("Who sat together"),))]
    for made in rounds.in_force(session):
        items: list[tuple[Line, ...]] = []
        for group in made.groups:
            if scope.mine and not scope.mine & set(group.people):
                continue
            people = ", ".join(rounds.names(session, group.people))
            line: Line = (typed(group.label, strong=True), ours(": "), typed(people))
            chosen = choices.own(session, group.id)
            areas = places.called(chosen)
            items.append((line, (ours("worked on "), typed(", ".join(areas)))) if areas else (line,))
        step = session.step(made.step)
        if items:
            title = (typed(step.title),) if step else (ours("A step taken out of the plan"),)
            blocks += [Heading(3, title), Bullets(tuple(items))]
    return blocks if len(blocks) > 1 else []


def show_of_hands(session: Session) -> list[Block]:
    """How many hands went up for what, step by step, the most first."""
    found: list[Block] = []
    places = Places(session)
    for step in session.steps:
        counted = sorted(choices.hands(session, step.id).items(), key=lambda one: -one[1])
        rows = tuple(
            ((typed(" ".join(places.called([ref])) or ref.ref),), (ours(str(count)),))
            for ref, count in counted
        )
        if rows:
            found += [Heading(3, (typed(step.title),)), Table(("What", "Hands"), rows)]
    return [Heading(2, (ours("Show of hands"),)), *found] if found else []


def swaps(scope: Scope) -> list[Block]:
    """Swaps and visits: of everyone in the record, of oneself in one's own notes."""
    session = scope.session
    if scope.kind not in ("record", "person"):
        return []
    found = [swap for swap in session.swaps if not scope.mine or scope.mine & {swap.person, swap.partner}]
    if not found:
        return []
    rows = []
    for swap in found:
        dates = ", ".join(short_day(day) for day in swap.dates) or "no days yet"
        cells = (swaps_with(scope, swap.person), swaps_with(scope, swap.partner), swap.home, swap.host)
        rows.append((*((typed(cell),) for cell in cells), (ours(dates),)))
    head = ("Leader", "Changes places with", "From", "Goes to", "Days")
    return [Heading(2, (ours("Swaps and visits"),)), Table(head, tuple(rows))]


def people(session: Session) -> list[Block]:
    """Everyone on the list, and who was there."""
    if not session.people:
        return []
    here: dict[bool | None, str] = {None: "not ticked", True: "here", False: "not here"}
    rows = tuple(
        ((typed(one.name),), (typed(one.school),), (typed(one.role),), (ours(here[one.here]),))
        for one in session.people
    )
    return [Heading(2, (ours("People"),)), Table(("Name", "School", "Role", "On the day"), rows)]
