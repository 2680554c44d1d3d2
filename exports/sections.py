"""The sections of a hand-out, each a list of blocks; what is not there to be said leaves its section
out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

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
    ours,
    typed,
)
from exports.scope import Fields, Scope, entry, in_lines, local_zone, who
from exports.statements import Place, Places
from exports.words import counted
from sessions.model import Field, Step
from sessions.model import Note as Written
from sessions.text import key, one_line

# The fields of a step by their keys, each with whose the answers are and what they say.
_Asked = dict[str, tuple[Field, list[tuple[Line, str]]]]


def by_statement(scope: Scope, places: Places, notes: Sequence[tuple[Written, Fields]]) -> list[Block]:
    """Notes under the first statement they cite, or the area or group they are about, in the order of the
    frameworks; under the others it says where to look."""
    under: dict[Place, list[Note]] = {}
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
    label = ""
    for place in sorted({*under, *elsewhere}, key=lambda place: place.order):
        if _of_group(place) != group:
            group, area = _of_group(place), None
            title = places.framework_title(place)
            blocks.append(Heading(2, (ours("Notes: "), typed(title)) if title else (ours("Other notes"),)))
            label = _only_label(
                [one for other, some in under.items() if _of_group(other) == group for one in some]
            )
            if label:
                blocks.append(Paragraph((typed(label, strong=True),)))
        if place.area != area:
            area = place.area
            if area is not None:
                blocks.append(Heading(3, places.area_line(place)))
        if place.statement is not None:
            line = places.statement_line(place)
            blocks.append(Paragraph(line, small=True) if label else Heading(4, line))
        elif place.group is not None:
            blocks.append(Heading(4, places.group_line(place)))
        blocks += [_quoted(one) if label else one for one in under.get(place, [])]
        for other, count in elsewhere.get(place, {}).items():
            there: Line = (ours("“From earlier sessions”"),) if other is None else places.short_line(other)
            blocks.append(Paragraph((ours(f"See also {counted(count, 'note')} under "), *there, ours("."))))
    return blocks


def _of_group(place: Place) -> tuple[str, bool]:
    """Places with the same one stand under the same heading of the second level."""
    return place.framework, place.area is None


def _only_label(notes: Sequence[Note]) -> str:
    """The name of the field that is all that these notes have, "" where there are others."""
    labels = {
        "" if one.also or len(one.entries) != 1 or one.entries[0].listed else one.entries[0].label
        for one in notes
    }
    return labels.pop() if len(labels) == 1 else ""


def _quoted(note: Note) -> Note:
    """A note of one field whose name is said above, as what somebody said."""
    return replace(note, entries=(replace(note.entries[0], label=""),), quoted=True)


def about_earlier(note: Written) -> bool:
    """Whether a note is about what an earlier session left."""
    return note.about is not None and not note.about.framework


def _note(scope: Scope, note: Written, fields: Fields) -> Note | None:
    """A note as it was written, but for what has a section of its own."""
    entries = tuple(entry(field, text) for field, text in _left_to_say(scope, note, fields))
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


def _left_to_say(scope: Scope, note: Written, fields: Fields) -> Fields:
    """The fields without what has a section of its own: actions too, with whose they are and by when."""
    taken = set()
    # In the form's order with what was left empty, as owners and days belong to the action before them.
    step = scope.session.step(note.step)
    order = {field.key: field for field in (*(step.capture if step else ()), *(field for field, _ in fields))}
    settled: set[str] = {"owner", "due"}
    for field in order.values():
        if field.kind == "action":
            taken.add(field.key)
            settled = set()
        elif field.kind in ("owner", "due") and field.kind not in settled:
            taken.add(field.key)
            settled.add(field.kind)
    return tuple(
        (field, text) for field, text in fields if field.key not in taken and not _apart(scope, field, fields)
    )


def by_step(
    scope: Scope, places: Places, notes: Sequence[tuple[Written, Fields]], said: Collection[str] = ()
) -> list[Block]:
    """Notes that cite nothing, by step, what was said in each field under its name. `said` are the areas that the
    summary names."""
    session = scope.session
    found: dict[str, _Asked] = {}
    for note, fields in notes:
        if places.of(note) or about_earlier(note):
            continue
        for field, text in _left_to_say(scope, note, fields):
            answers = found.setdefault(note.step, {}).setdefault(field.key, (field, []))[1]
            answers.append((who(scope, note), text))
    picked = chosen.by_step(scope, places, said)
    if not found and not picked:
        return []
    title = "What was chosen, step by step" if not found else "Reflections and other notes, step by step"
    blocks: list[Block] = [Heading(2, (ours(title),))]
    order = {step.id: number for number, step in enumerate(session.steps)}
    for id in sorted({**found, **picked}, key=lambda id: order.get(id, len(order))):
        step = session.step(id)
        blocks.append(Heading(3, (typed(step.title),) if step else (ours("A step taken out of the plan"),)))
        blocks += _of_step(scope, step, picked.get(id, []), found.get(id, {}))
    return blocks


def _of_step(
    scope: Scope, step: Step | None, picked: Sequence[tuple[Line, ...]], found: _Asked
) -> list[Block]:
    """What was chosen at a step and what was answered, under the names of the fields. In someone's own notes, where
    most questions have one answer, the name leads it."""
    keys = [field.key for field in step.capture] if step else []
    asked = sorted(
        found.values(), key=lambda one: keys.index(one[0].key) if one[0].key in keys else len(keys)
    )
    items: list[tuple[Line | Listed, ...]] = [*picked]
    blocks: list[Block] = []
    for field, answers in asked:
        # Where the step is called the same and asks nothing else, that is said already.
        said = step is not None and len(asked) == 1 and not picked and key(field.name) == key(step.title)
        name = () if said else (typed(one_line(field.name), strong=True),)
        own = scope.kind == "person"
        told = [
            item
            for whose, text in answers
            for item in _answer((*name, *_beside(whose)) if own and name else whose, field, text)
        ]
        if own:
            items += told
        else:
            blocks += [] if said else [Heading(4, (typed(field.name),))]
            blocks.append(Bullets(tuple(told)))
    return [Bullets(tuple(items)), *blocks] if items else blocks


def _answer(whose: Line, field: Field, text: str) -> list[tuple[Line | Listed, ...]]:
    """What was written in one field, as items under its name: a list in one item under whose it is, else each of
    its lines an item."""
    if not in_lines(field, text):
        return [((*whose, ours(": "), typed(text)) if whose else (typed(text),),)]
    listed = Listed(text)
    return [((*whose, ours(":")), listed)] if whose else [((typed(line),),) for line in listed.entries]


def _beside(whose: Line) -> Line:
    """Whose an answer is, behind something else: "(your pair)"."""
    if not whose:
        return ()
    first, *rest = whose
    first = replace(first, text=first.text[:1].lower() + first.text[1:], strong=False)
    return (ours(" ("), first, *rest, ours(")"))


def codes(scope: Scope, now: datetime) -> list[Block]:
    today = now.astimezone(local_zone(scope.session.meta.zone)).date()
    found = qr.codes(scope.session, scope.link, today)
    if scope.event is not None:
        found = [scope.event if code.name == "review-date" else code for code in found]
    return [Heading(2, (ours("Codes to scan"),)), *found] if found else []
