"""The sections of a hand-out, each a list of blocks; what is not there to be said leaves its section out, or
says so in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec.structs import replace

from exports import chosen, qr
from exports.document import (
    Block,
    Bullets,
    Heading,
    Line,
    Listed,
    Note,
    Paragraph,
    Span,
    Task,
    Tasks,
    ours,
    typed,
)
from exports.scope import Fields, Scope, entry, in_lines, local_zone, who, who_left
from exports.sources import standing
from exports.statements import Place, Places
from exports.words import counted, long_day, sentence, short_day
from sessions import earlier
from sessions.model import Field, Session
from sessions.model import Note as Written
from sessions.outcomes import Action, actions, owner_name
from sessions.text import one_line


def summary(scope: Scope, places: Places, notes: Sequence[tuple[Written, Fields]]) -> list[Block]:
    """What, when, with how many, on what, and what comes next."""
    session, meta = scope.session, scope.session.meta
    took_place = meta.status != "planned" or bool(notes)
    line: list[Span] = (
        [typed(meta.cluster), ours(f", {long_day(meta.date)}: ")] if meta.cluster.strip() else []
    )
    said_who = counted(scope.present, "leader")
    if scope.schools:
        said_who += f" from {counted(scope.schools, 'school')}"
    were = "took part" if scope.ticked else "was on the list" if scope.present == 1 else "were on the list"
    verb = were if took_place else ("is expected" if scope.present == 1 else "are expected")
    if not scope.people:
        said_who, verb = ("a workshop", "took place") if took_place else ("a workshop", "is planned")
    line.append(
        ours(f"{said_who} {verb}." if line else f"{sentence(said_who)} {verb} on {long_day(meta.date)}.")
    )
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
    if (gone := earlier.delete_by(session)) is not None:
        said.append(f"Delete this file by {short_day(gone)}.")
    blocks: list[Block] = [
        Heading(2, (ours("Summary"),)),
        Paragraph((*line, ours(" "), ours(" ".join(said)))),
    ]
    standings = [standing(used.framework) for used in session.frameworks]
    return [*blocks, *(Paragraph(line) for line in standings if line)]


def _count_said(scope: Scope, notes: Sequence[object]) -> str:
    if not notes:
        nothing = {
            "group": "Nothing was shared with the room yet",
            "record": "Nothing was written down yet",
            "person": "Nothing was written down for this person yet",
            "pair": "Nothing was written down for this group yet",
            "school": "Nothing was written down for this school yet",
        }[scope.kind]
        return f"{nothing} but what was chosen." if scope.session.choices else f"{nothing}."
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
    notes = {note.id: note for note in session.notes}
    found = [_task(session, action, places.codes(notes[action.note])) for action in actions(session)]
    found += _still_open(scope)
    found.sort(key=lambda one: (ranks[one.state], one.due or date.max))
    blocks: list[Block] = [Heading(2, (ours("Actions"),))]
    if not found:
        shared = (
            "No actions were shared with the room."
            if scope.kind == "group"
            else "No actions were written down."
        )
        return [*blocks, Paragraph((ours(shared),))]
    return [*blocks, Tasks(tuple(found))]


def _still_open(scope: Scope) -> list[Task]:
    """In someone's own notes, what of their earlier actions is still to be done."""
    if scope.kind != "person":
        return []
    session = scope.session
    found = []
    for item in session.earlier:
        if item.kind != "action" or not item.text or scope.stands.get(item.id) != "open":
            continue
        owner = session.person(item.owner)
        whose: Line = tuple(replace(span, strong=False) for span in who_left(scope, item))
        whose = (*whose, ours(" · ")) if whose else ()
        name: Line = (ours("“"), typed(one_line(item.title)), ours("”, ")) if item.title.strip() else ()
        found.append(
            Task(
                what=item.text,
                owner=owner.name if owner else item.owner,
                due=item.due,
                by_review=item.by_review,
                since=(*whose, ours("still open from "), *name, ours(short_day(item.day))),
            )
        )
    return found


def _task(session: Session, action: Action, about: Line) -> Task:
    return Task(
        what=action.what,
        state=action.state,
        owner=owner_name(session, action),
        due=action.due,
        by_review=action.by_review,
        when=action.due_words,
        about=about,
    )


def by_statement(scope: Scope, places: Places, notes: Sequence[tuple[Written, Fields]]) -> list[Block]:
    """Notes under the first statement they cite, or the area or group they are about, in the order of the
    frameworks; under the others it says where to look."""
    under: dict[Place, list[Block]] = {}
    elsewhere: dict[Place, dict[Place | None, int]] = {}
    for note, fields in notes:
        found: list[Place | None] = [*places.of(note)]
        if about_earlier(note):
            # What was said of an earlier item stands with that item.
            found = [None, *found]
        elif found and found[0] is not None and (block := _note(scope, note, fields)) is not None:
            under.setdefault(found[0], []).append(block)
        else:
            continue
        for other in found[1:]:
            if other is not None:
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
        elif place.group is not None:
            blocks.append(Heading(4, places.group_line(place)))
        blocks += under.get(place, [])
        for other, count in elsewhere.get(place, {}).items():
            there: Line = (ours("“From earlier sessions”"),) if other is None else places.short_line(other)
            blocks.append(Paragraph((ours(f"See also {counted(count, 'note')} under "), *there, ours("."))))
    return blocks


def about_earlier(note: Written) -> bool:
    """Whether a note is about what an earlier session left."""
    return note.about is not None and not note.about.framework


def _note(scope: Scope, note: Written, fields: Fields) -> Note | None:
    """A note as it was written, but for what has a section of its own."""
    entries = tuple(entry(field, text) for field, text in fields if not _apart(scope, field, fields))
    if not entries and fields:
        return None
    also = () if fields else (ours("Chosen; nothing was written about it."),)
    return Note(who=who(scope, note), entries=entries, also=also)


def _apart(scope: Scope, field: Field, fields: Fields) -> bool:
    """Whether a field's words have a section of their own: learning points; in someone's own notes the learning
    log too, and objectives with the signs of progress that were written with them."""
    if field.kind == "point" or scope.kind != "person":
        return field.kind == "point"
    aimed = any(one.kind == "objective" for one, _ in fields)
    return field.kind in ("learning", "practice", "objective") or (field.kind == "progress" and aimed)


def by_step(scope: Scope, places: Places, notes: Sequence[tuple[Written, Fields]]) -> list[Block]:
    """Notes that cite nothing, by step, what was said in each field under its name."""
    session = scope.session
    found: dict[str, dict[str, tuple[Field, list[tuple[Line | Listed, ...]]]]] = {}
    for note, fields in notes:
        if places.of(note) or about_earlier(note):
            continue
        for field, text in fields:
            if not _apart(scope, field, fields):
                answers = found.setdefault(note.step, {}).setdefault(field.key, (field, []))[1]
                answers += _answers(who(scope, note), field, text)
    picked = chosen.by_step(scope, places)
    if not found and not picked:
        return []
    title = "What was chosen, step by step" if not found else "Reflections and other notes, step by step"
    blocks: list[Block] = [Heading(2, (ours(title),))]
    order = {step.id: number for number, step in enumerate(session.steps)}
    for id in sorted({**found, **picked}, key=lambda id: order.get(id, len(order))):
        step = session.step(id)
        blocks.append(Heading(3, (typed(step.title),) if step else (ours("A step taken out of the plan"),)))
        if id in picked:
            blocks.append(Bullets(tuple(picked[id])))
        keys = [field.key for field in step.capture] if step else []
        for _, (field, answers) in sorted(
            found.get(id, {}).items(), key=lambda item: keys.index(item[0]) if item[0] in keys else len(keys)
        ):
            blocks += [Heading(4, (typed(field.name),)), Bullets(tuple(answers))]
    return blocks


def _answers(whose: Line, field: Field, text: str) -> list[tuple[Line | Listed, ...]]:
    """What was written in one field, as items under its name: a list in one item under whose it is, else each of
    its lines an item."""
    if not in_lines(field, text):
        return [((*whose, ours(": "), typed(text)) if whose else (typed(text),),)]
    listed = Listed(text)
    return [((*whose, ours(":")), listed)] if whose else [((typed(line),),) for line in listed.entries]


def codes(scope: Scope, now: datetime) -> list[Block]:
    today = now.astimezone(local_zone(scope.session.meta.zone)).date()
    found = qr.codes(scope.session, scope.link, today)
    if scope.event is not None:
        found = [scope.event if code.name == "review-date" else code for code in found]
    return [Heading(2, (ours("Codes to scan"),)), *found] if found else []
