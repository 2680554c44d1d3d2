"""What a change touched, how it is undone, and how much of that is kept: pure functions.

A record's image is the record as it was before the change. The particulars, the progress and the clock are
single records that many hands touch in different fields, so theirs holds only the fields that changed: undoing a
new title does not put back an old review date. An image also has the digest of what the change made; undo
goes ahead only where that is still what is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from sessions.differences import Delta, Difference
from sessions.errors import CannotUndo
from sessions.model import Change, Image, Session
from sessions.records import KINDS, LISTS, SINGLES, Entry, History, Record, raw, sealed, settled

# Undo reaches back this far, whichever comes first: a long day's work, and a fraction of a big session's file.
MOST = 200
ROOM = 256 * 1024

_WORDS = {
    "meta": "the session's particulars were changed",
    "progress": "the session has moved on",
    "clock": "the clock was changed",
    "steps": "the run sheet was changed",
    "frameworks": "the framework was changed",
    "people": "the list of people was changed",
    "rounds": "the pairs were changed",
    "choices": "the choice was changed",
    "hands": "the show of hands was changed",
    "notes": "the note was changed",
    "themes": "the theme was changed",
    "parked": "the parking lot was changed",
    "bonds": "who is kept apart or together was changed",
    "earlier": "what the last session left was changed",
    "actions": "the action was changed",
    "points": "the learning point was changed",
    "swaps": "the swap was changed",
}


# Fields of records within records that came after the first version, with what they are where nobody set them. A
# digest that an older version made does not know of them. (Records with ``omit_defaults`` need none of this.)
_SINCE: dict[str, tuple[str, dict[str, object]]] = {
    "points": ("reviews", {"people": [], "school": "", "shared": "own"}),
    "frameworks": ("framework", {"wording": ""}),
}


def imaged(one: Change, difference: Difference) -> Change:
    """The change with the images of what it touched."""
    return replace(one, images=tuple(_image(delta) for delta in difference.deltas))


def add(history: History, new: Change, difference: Difference) -> History:
    """The record of changes with a new one: its author's undone ones are dropped, one visit is one change."""
    kept = tuple(one for one in history if not (one.change.undone and one.change.by == new.by))
    last = kept[-1].change if kept else None
    if last and new.visit and (last.visit, last.by, last.undone) == (new.visit, new.by, False):
        images = _merge(last, difference)
        if images is not None:
            same = replace(last, at=new.at, label=new.label, images=images)
            return trim((*kept[:-1], *((entry(same),) if images else ())))
    return trim((*kept, entry(imaged(new, difference))))


def entry(one: Change) -> Entry:
    """A change as it is kept."""
    return Entry(one, len(msgspec.json.encode(one)))


def trim(history: History) -> History:
    """The latest changes, as far as there is room. One that is too big goes with all before it."""
    room = ROOM
    for number, one in enumerate(reversed(history)):
        room -= one.size + 16  # its number and punctuation in the file
        if room < 0 or number == MOST:
            return history[len(history) - number :]
    return history


def to_undo(history: History, by: str, refused: Iterable[str] = ()) -> Change | None:
    """This author's latest change that stands, those aside that were refused before."""
    own = (one.change for one in reversed(history) if one.change.by == by and not one.change.undone)
    return next((one for one in own if one.id not in refused), None)


def to_redo(history: History, by: str) -> Change | None:
    """This author's change that was undone last."""
    return next((one.change for one in history if one.change.by == by and one.change.undone), None)


def reverse(session: Session, one: Change) -> Session:
    """The session with the change undone, or done again if it was. Raises CannotUndo, in words."""
    again = one.undone
    held = {table: {record.id: record for record in getattr(session, table)} for table in LISTS}
    for image in one.images:
        if image.table not in KINDS or not _stands(_now(session, held, image), image):
            raise CannotUndo(one.label, _WORDS.get(image.table, "it was changed"), again=again)
    result = session
    for table in {image.table for image in one.images}:
        images = [image for image in one.images if image.table == table]
        if table in SINGLES:
            value: Any = _fields_back(getattr(session, table), images)
        else:
            value = _records_back(getattr(session, table), images, KINDS[table])
        result = replace(result, **{table: value})
    gone = {image.id for image in one.images if image.was is None}
    if not again and gone and not gone.isdisjoint(_named(result)):
        raise CannotUndo(one.label, "what it added was used")
    return settled(result, session)


def turned(history: History, one: Change, difference: Difference) -> History:
    """The record of changes with this one undone (or done again), and what it takes to turn it once more."""
    other = imaged(replace(one, undone=not one.undone), difference)
    return trim(tuple(entry(other) if old.change.id == one.id else old for old in history))


def without(history: History, ids: Iterable[str], words: Iterable[str] = ()) -> History:
    """The record of changes without those that touch or name one of these ids, or have one of these words."""
    wanted = frozenset(ids)
    names = [word.casefold() for word in words if word.strip()]

    def touches(one: Change) -> bool:
        if any(image.id in wanted or image.id.partition(".")[0] in wanted for image in one.images):
            return True
        strings = [one.label, *(text for image in one.images for text in _strings(image.was))]
        if not wanted.isdisjoint(strings):
            return True
        return any(name in text.casefold() for text in strings for name in names)

    return tuple(one for one in history if not touches(one.change))


def _image(delta: Delta) -> Image:
    if delta.table in SINGLES:
        before, after = raw(delta.old), raw(delta.new)
        # A clock is one thing: minutes given to one step's clock are not taken from another's.
        whole = delta.table == "clock"
        was: dict[str, Any] | None = {
            key: value for key, value in before.items() if whole or value != after.get(key)
        }
    else:
        was = None if delta.old is None else raw(delta.old)
    image = Image(table=delta.table, id=delta.id, was=was, now="", place=delta.place)
    return replace(image, now=_digest(delta.new, image))


def _digest(record: Record | None, image: Image) -> str:
    """The digest of what a change made of a record: of the touched fields alone in a single record."""
    if record is None:
        return ""
    if image.table in SINGLES:
        plain = raw(record)
        return _hashed([(key, plain.get(key)) for key in sorted(image.was or ())])
    return _hashed(record)


def _stands(record: Record | None, image: Image) -> bool:
    """Whether a record is still what the change made of it, whichever version wrote that down."""
    if _digest(record, image) == image.now:
        return True
    if record is None or image.table not in _SINCE:
        return False
    return _hashed(_without_later_fields(raw(record), image.table)) == image.now


def _without_later_fields(plain: dict[str, Any], table: str) -> dict[str, Any]:
    """A record as a version wrote it that did not have its later fields, where nobody has set them since."""
    part, later = _SINCE[table]
    inside = plain[part] if isinstance(plain[part], list) else [plain[part]]
    for one in inside:
        for name, unset in later.items():
            if name in one and one[name] == unset:
                del one[name]
    return plain


def _hashed(plain: object) -> str:
    import hashlib

    return hashlib.blake2b(msgspec.json.encode(plain), digest_size=8).hexdigest()


def _merge(last: Change, difference: Difference) -> tuple[Image, ...] | None:
    """The images of a visit's changes as one change, or None where one could not be undone exactly."""
    if difference.reordered:
        return None
    images = {(image.table, image.id): image for image in last.images}
    # Tables in which something that this visit added is gone again.
    passing = set()
    for delta in difference.deltas:
        key = delta.table, delta.id
        fresh, seen = _image(delta), images.get(key)
        if seen is None:
            images[key] = fresh
            continue
        if not _stands(delta.old, seen):
            return None  # someone else came between without leaving a trace
        if delta.table in SINGLES:
            was = {**(fresh.was or {}), **(seen.was or {})}
            after = raw(delta.new)
            was = {field: value for field, value in was.items() if value != after.get(field)}
            both = replace(seen, was=was)
            both = replace(both, now=_digest(delta.new, both))
            void = not was
        else:
            both = replace(seen, now=fresh.now, place=seen.place if seen.place >= 0 else fresh.place)
            void = both.now == _digest_of_was(both) and (both.was is None or both.place < 0)
        images[key] = both
        if void:
            del images[key]
            if seen.was is None:
                passing.add(delta.table)
    # A place is that before the change; what else came or went in the same table would have shifted it.
    for table in {image.table for image in images.values() if image.place >= 0}:
        shifts = sum(
            image.place >= 0 or image.was is None for image in images.values() if image.table == table
        )
        if shifts + (table in passing) > 1:
            return None
    return tuple(images.values())


def _digest_of_was(image: Image) -> str:
    return "" if image.was is None else _digest(msgspec.convert(image.was, KINDS[image.table]), image)


def _now(session: Session, held: dict[str, dict[str, Record]], image: Image) -> Record | None:
    if image.table in SINGLES:
        return getattr(session, image.table)
    return held.get(image.table, {}).get(image.id)


def _fields_back(record: Record, images: list[Image]) -> Record:
    plain = raw(record)
    for image in images:
        plain.update(image.was or {})
    return msgspec.convert(plain, type(record))


def _records_back(records: tuple[Record, ...], images: list[Image], kind: type[Any]) -> tuple[Record, ...]:
    was = {
        image.id: None if image.was is None else sealed(msgspec.convert(image.was, kind)) for image in images
    }
    there = {record.id for record in records}
    apart = {image.id for image in images if image.was is None or image.place >= 0 or image.id not in there}
    result = [was.get(record.id, record) for record in records if record.id not in apart]
    for image in sorted(images, key=lambda image: image.place):
        if image.id in apart and image.was is not None:
            result.insert(image.place if image.place >= 0 else len(result), was[image.id])
    return tuple(result)


def _named(session: Session) -> Iterator[str]:
    """Every id by which one record names another."""
    yield from (session.progress.step, session.progress.shown.ref, session.clock.step)
    yield from (visit.step for visit in session.progress.visits)
    yield from (step.same_as for step in session.steps)
    for made in session.rounds:
        yield made.step
        for group in made.groups:
            yield from group.people
    for choice in session.choices:
        yield from (choice.step, choice.by)
    for note in session.notes:
        yield from (note.step, note.round, note.group, note.theme, *note.people)
    for parked in session.parked:
        yield parked.step
    for bond in session.bonds:
        yield from bond.people
    for action in session.actions:
        yield from (action.owner, action.id.partition(".")[0])
    for point in session.points:
        yield from (point.swap, point.id.partition(".")[0])
    for swap in session.swaps:
        yield from (swap.person, swap.partner)


def _strings(value: object) -> Iterator[str]:
    """Every text within plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)
