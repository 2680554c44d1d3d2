"""The sections of a hand-out, each a list of blocks; what is not there to be said leaves its section out, or
says so in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from exports import names as hiding
from exports import qr
from exports.document import (
    Block,
    Bullets,
    Entry,
    Heading,
    Line,
    Note,
    Paragraph,
    QrCode,
    Span,
    Table,
    Task,
    Tasks,
    ours,
    typed,
)
from exports.statements import Place, Places
from exports.words import counted, long_day, sentence, short_day
from sessions import choices, rounds
from sessions.model import Field, Session
from sessions.model import Note as Written
from sessions.outcomes import Action, Point, actions, owner_name, points
from sessions.text import one_line

Kind = Literal["group", "person", "pair", "school", "record"]

# A note with its fields that are not empty, in the form's order.
Fields = tuple[tuple[Field, str], ...]


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a document is made from: the session with only its notes and with names as they will be said, and
    what was counted while they were all still there."""

    kind: Kind
    session: Session
    whose: str = ""
    about: tuple[str, ...] = ()
    named: bool
    names: str
    present: int
    people: int
    schools: int
    swaps: int
    mine: frozenset[str] = frozenset()
    event: QrCode | None = None
    link: str = ""


def summary(scope: Scope, places: Places, notes: Sequence[tuple[Written, Fields]]) -> list[Block]:
    """What, when, with how many, on what, and what comes next."""
    session, meta = scope.session, scope.session.meta
    took_place = meta.status != "planned" or bool(notes)
    line: list[Span] = (
        [typed(meta.cluster), ours(f", {long_day(meta.date)}: ")] if meta.cluster.strip() else []
    )
    who = counted(scope.present, "leader")
    if scope.schools:
        who += f" from {counted(scope.schools, 'school')}"
    verb = "took part" if took_place else ("is expected" if scope.present == 1 else "are expected")
    if not scope.people:
        who, verb = ("a workshop", "took place") if took_place else ("a workshop", "is planned")
    line.append(ours(f"{who} {verb}." if line else f"{sentence(who)} {verb} on {long_day(meta.date)}."))
    areas = places.areas_of(meta.focus, notes=[note for note, _ in notes])
    if areas:
        line.append(ours(" It was about " if took_place else " It is about "))
        for number, area in enumerate(areas):
            if number:
                line.append(ours(" and " if number == len(areas) - 1 else ", "))
            line.append(typed(area))
        line.append(ours("."))
    said = [_count_said(scope, notes)]
    if scope.swaps and scope.kind in ("group", "record"):
        were = "was" if scope.swaps == 1 else "were"
        said.append(f"{sentence(counted(scope.swaps, 'swap or visit', 'swaps or visits'))} {were} agreed.")
    if meta.review_date is not None:
        said.append(f"Everyone looks back on {long_day(meta.review_date)}.")
    if meta.delete_by is not None:
        said.append(f"Delete this file by {short_day(meta.delete_by)}.")
    blocks: list[Block] = [
        Heading(2, (ours("Summary"),)),
        Paragraph((*line, ours(" "), ours(" ".join(said)))),
    ]
    for used in session.frameworks:
        if used.framework.status.strip():
            text = (typed(used.framework.title), ours(": "), typed(one_line(used.framework.status)))
            blocks.append(Paragraph((ours("The wording of "), *text)))
    return blocks


def _count_said(scope: Scope, notes: Sequence[object]) -> str:
    if not notes:
        return {
            "group": "Nothing was shared with the room yet.",
            "record": "Nothing was written down yet.",
            "person": "Nothing was written down for this person yet.",
            "pair": "Nothing was written down for this group yet.",
            "school": "Nothing was written down for this school yet.",
        }[scope.kind]
    count = len(notes)
    were = "was" if count == 1 else "were"
    ends = {"group": "shared with the room", "record": "written down"}
    return (
        f"{sentence(counted(count, 'note'))} {were} {ends[scope.kind]}."
        if scope.kind in ends
        else (f"There {'is' if count == 1 else 'are'} {counted(count, 'note')} here.")
    )


def agreed(scope: Scope, places: Places) -> list[Block]:
    session = scope.session
    ranks = {"open": 0, "done": 1, "dropped": 2}
    found = sorted(actions(session), key=lambda one: (ranks[one.state], one.due or date.max))
    blocks: list[Block] = [Heading(2, (ours("Actions"),))]
    if not found:
        shared = (
            "No actions were shared with the room."
            if scope.kind == "group"
            else "No actions were written down."
        )
        return [*blocks, Paragraph((ours(shared),))]
    notes = {note.id: note for note in session.notes}
    blocks.append(Tasks(tuple(_task(session, action, places.codes(notes[action.note])) for action in found)))
    return blocks


def _task(session: Session, action: Action, about: Line) -> Task:
    return Task(
        what=action.what, state=action.state, owner=owner_name(session, action), due=action.due, about=about
    )


def by_statement(scope: Scope, places: Places, notes: Sequence[tuple[Written, Fields]]) -> list[Block]:
    """Notes under the first statement they cite, in the order of the frameworks; under the others it says where
    to look."""
    under: dict[Place, list[Block]] = {}
    elsewhere: dict[Place, dict[Place, int]] = {}
    for note, fields in notes:
        found = places.of(note)
        block = _note(scope, note, fields) if found else None
        if block is None:
            continue
        under.setdefault(found[0], []).append(block)
        for other in found[1:]:
            counts = elsewhere.setdefault(other, {})
            counts[found[0]] = counts.get(found[0], 0) + 1
    blocks: list[Block] = []
    group: tuple[str, bool] | None = None
    area: str | None = None
    for place in sorted({*under, *elsewhere}, key=lambda place: place.order):
        if (place.framework, place.area is None) != group:
            group, area = (place.framework, place.area is None), None
            title = places.framework_title(place)
            blocks.append(Heading(2, (ours("Notes: "), typed(title)) if title else (ours("Other notes"),)))
        if place.area != area:
            area = place.area
            if area is not None:
                blocks.append(Heading(3, places.area_line(place)))
        if place.statement is not None:
            blocks.append(Heading(4, places.statement_line(place)))
        blocks += under.get(place, [])
        for other, count in elsewhere.get(place, {}).items():
            blocks.append(
                Paragraph(
                    (ours(f"See also {counted(count, 'note')} under "), *places.short_line(other), ours("."))
                )
            )
    return blocks


def _note(scope: Scope, note: Written, fields: Fields) -> Note | None:
    """A note as it was written; learning points have a section of their own."""
    entries = tuple(Entry(one_line(field.name), text) for field, text in fields if field.kind != "point")
    if not entries and fields:
        return None
    also = () if fields else (ours("Chosen; nothing was written about it."),)
    return Note(who=_who(scope, note), entries=entries, also=also)


def _who(scope: Scope, note: Written) -> Line:
    """Whose a note is, as far as this hand-out says it."""
    session = scope.session
    if scope.kind == "person":
        return _said_of_own(scope, note)
    if not scope.named:
        return ()
    if scope.kind == "pair" and note.group:
        return ()
    if note.group:
        made = next((made for made in session.rounds if made.id == note.round), None)
        group = next((one for one in made.groups if one.id == note.group), None) if made else None
        label = group.label if group and group.label else hiding.group_word(len(note.people))
        people = ", ".join(rounds.names(session, note.people))
        return (typed(f"{label}: {people}" if people else label, strong=True),)
    if note.school:
        return () if scope.kind == "school" else (typed(note.school, strong=True),)
    people = ", ".join(rounds.names(session, note.people))
    if people:
        return (typed(people, strong=True),)
    return (ours("The room" if not note.people else "Someone who was erased", strong=True),)


def _said_of_own(scope: Scope, note: Written) -> Line:
    if note.school:
        return (ours("Your school", strong=True),)
    if len(note.people) <= 1 and not note.group:
        return ()
    line: Line = (ours(f"Your {hiding.group_word(len(note.people)).lower()}", strong=True),)
    others = [one for one in note.people if one not in scope.mine]
    if scope.named and others:
        line += (ours(" with "), typed(", ".join(rounds.names(scope.session, others))))
    return line


def by_step(scope: Scope, places: Places, notes: Sequence[tuple[Written, Fields]]) -> list[Block]:
    """Notes that cite nothing, by step, what was said in each field under its name."""
    session = scope.session
    found: dict[str, dict[str, tuple[Field, list[tuple[Line, ...]]]]] = {}
    for note, fields in notes:
        if places.of(note):
            continue
        who = _who(scope, note)
        for field, text in fields:
            if field.kind != "point":
                answers = found.setdefault(note.step, {}).setdefault(field.key, (field, []))[1]
                answers.append(((*who, ours(": "), typed(text)) if who else (typed(text),),))
    if not found:
        return []
    blocks: list[Block] = [Heading(2, (ours("Reflections and other notes, step by step"),))]
    order = {step.id: number for number, step in enumerate(session.steps)}
    for id in sorted(found, key=lambda id: order.get(id, len(order))):
        step = session.step(id)
        blocks.append(Heading(3, (typed(step.title),) if step else (ours("A step taken out of the plan"),)))
        keys = [field.key for field in step.capture] if step else []
        for _, (field, answers) in sorted(
            found[id].items(), key=lambda item: keys.index(item[0]) if item[0] in keys else len(keys)
        ):
            blocks += [Heading(4, (typed(field.name),)), Bullets(tuple(answers))]
    return blocks


def learning_points(scope: Scope) -> list[Block]:
    session = scope.session
    found = points(session)
    asked = any(
        field.kind == "point"
        and (scope.kind in ("person", "record") or (scope.kind == "group" and step.shared == "room"))
        for step in session.steps
        for field in step.capture
    )
    if not found and not asked:
        return []
    blocks: list[Block] = [Heading(2, (ours("Learning points"),))]
    if not found:
        shared = "was shared with the room" if scope.kind == "group" else "was written down"
        return [*blocks, Paragraph((ours(f"No learning point {shared} yet."),))]
    notes = {note.id: note for note in session.notes}
    zone = local_zone(session.meta.zone)
    blocks.append(Bullets(tuple(_point(point, _who(scope, notes[point.note]), zone) for point in found)))
    return blocks


def _point(point: Point, who: Line, zone: ZoneInfo) -> tuple[Line, ...]:
    lines: list[Line] = [(*who, ours(": "), typed(point.focus)) if who else (typed(point.focus),)]
    for review in point.reviews:
        said: Line = (ours(f"Review of {short_day(review.at.astimezone(zone).date())}"),)
        if review.state.strip():
            said += (ours(" ("), typed(one_line(review.state)), ours(")"))
        lines.append((*said, ours(": "), typed(review.text)))
    return tuple(lines)


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
            areas = places.areas_of(chosen) if chosen else []
            items.append((line, (ours("worked on "), typed(", ".join(areas)))) if areas else (line,))
        step = session.step(made.step)
        if items:
            title = (typed(step.title),) if step else (ours("A step taken out of the plan"),)
            blocks += [Heading(3, title), Bullets(tuple(items))]
    return blocks if len(blocks) > 1 else []


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
        cells = (_name(session, swap.person), _name(session, swap.partner), swap.home, swap.host)
        rows.append((*((typed(cell),) for cell in cells), (ours(dates),)))
    head = ("Leader", "Changes places with", "From", "Goes to", "Days")
    return [Heading(2, (ours("Swaps and visits"),)), Table(head, tuple(rows))]


def _name(session: Session, person_id: str) -> str:
    person = session.person(person_id)
    return person.name if person else ""


def people(session: Session) -> list[Block]:
    if not session.people:
        return []
    here: dict[bool | None, str] = {None: "not ticked", True: "here", False: "not here"}
    rows = tuple(
        ((typed(one.name),), (typed(one.school),), (typed(one.role),), (ours(here[one.here]),))
        for one in session.people
    )
    return [Heading(2, (ours("People"),)), Table(("Name", "School", "Role", "On the day"), rows)]


def run_sheet(session: Session) -> list[Block]:
    if not session.steps:
        return []
    zone = local_zone(session.meta.zone)
    begun = {visit.step: visit for visit in session.progress.visits}

    def when(id: str) -> str:
        visit = begun.get(id)
        if visit is None:
            return ""
        return "skipped" if visit.skipped else f"{visit.entered.astimezone(zone):%H:%M}"

    rows = tuple(
        ((ours(str(number)),), (typed(step.title),), (ours(str(step.minutes)),), (ours(when(step.id)),))
        for number, step in enumerate(session.steps, 1)
    )
    return [Heading(2, (ours("Run sheet"),)), Table(("Step", "Title", "Minutes planned", "Begun"), rows)]


def codes(scope: Scope) -> list[Block]:
    found = qr.codes(scope.session, scope.link)
    if scope.event is not None:
        found = [scope.event if code.name == "review-date" else code for code in found]
    return [Heading(2, (ours("Codes to scan"),)), *found] if found else []


def local_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""
