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
    Task,
    Tasks,
    ours,
    typed,
)
from exports.scope import Fields, Scope, entry, in_lines, local_zone, who, who_left
from exports.statements import Place, Places
from exports.words import counted, short_day
from sessions.model import Field, Step
from sessions.model import Note as Written
from sessions.outcomes import Action, actions, owner_name
from sessions.text import key, one_line

# The fields of a step by their keys, each with whose the answers are and what they say.
_Asked = dict[str, tuple[Field, list[tuple[Line, str]]]]


def agreed(scope: Scope, places: Places) -> list[Block]:
    session = scope.session
    ranks = {"open": 0, "done": 1, "dropped": 2}
    notes = {note.id: note for note in session.notes}
    found = [_task(scope, action, places.codes(notes[action.note])) for action in actions(session)]
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
                own=item.owner in scope.mine,
                due=item.due,
                by_review=item.by_review,
                since=(*whose, ours("still open from "), *name, ours(short_day(item.day))),
            )
        )
    return found


def _task(scope: Scope, action: Action, about: Line) -> Task:
    return Task(
        what=action.what,
        state=action.state,
        owner=owner_name(scope.session, action),
        own=scope.kind == "person" and action.owner in scope.mine,
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
    found: dict[str, _Asked] = {}
    for note, fields in notes:
        if places.of(note) or about_earlier(note):
            continue
        for field, text in fields:
            if not _apart(scope, field, fields):
                answers = found.setdefault(note.step, {}).setdefault(field.key, (field, []))[1]
                answers.append((who(scope, note), text))
    picked = chosen.by_step(scope, places)
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
