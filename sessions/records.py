"""Between a session and the tables of its file: what is in which table, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from msgspec.structs import replace

from sessions.errors import DamagedFile
from sessions.files import Signature
from sessions.migrations import up_to_date
from sessions.model import (
    ActionDetail,
    Bond,
    Change,
    Choice,
    Clock,
    Earlier,
    Hands,
    Meta,
    Note,
    Parked,
    Person,
    PointDetail,
    Progress,
    Round,
    Session,
    Step,
    Swap,
    Theme,
    UsedFramework,
)

Record = Any  # one of the structs below; each has an `id`

# The tables in the order of the file. Those of one record are changed and undone field by field.
SINGLES: dict[str, type[msgspec.Struct]] = {"meta": Meta, "progress": Progress, "clock": Clock}
LISTS: dict[str, type[msgspec.Struct]] = {
    "steps": Step,
    "frameworks": UsedFramework,
    "people": Person,
    "rounds": Round,
    "choices": Choice,
    "hands": Hands,
    "notes": Note,
    "themes": Theme,
    "parked": Parked,
    "bonds": Bond,
    "earlier": Earlier,
    "actions": ActionDetail,
    "points": PointDetail,
    "swaps": Swap,
}
KINDS = {**SINGLES, **LISTS}
TABLES = (*KINDS, "changes")


class Words(dict[str, str]):
    """A note's fields as the store hands them out: changing them in place is refused, not lost.

    Records are frozen, but the dict within a note would not be. A change to it would look saved and would not
    be, because the store sees the same object before and after.
    """

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError(
            "a note's fields are never changed in place: make a new note with msgspec.structs.replace"
        )

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[dict[str, str]], tuple[dict[str, str]]]:
        return dict, (dict(self),)


class _File(msgspec.Struct):
    """A session file, decoded in one go; the record of changes only when someone undoes something."""

    meta: dict[str, Meta]
    progress: dict[str, Progress] = {}
    clock: dict[str, Clock] = {}
    steps: dict[str, Step] = {}
    frameworks: dict[str, UsedFramework] = {}
    people: dict[str, Person] = {}
    rounds: dict[str, Round] = {}
    choices: dict[str, Choice] = {}
    hands: dict[str, Hands] = {}
    notes: dict[str, Note] = {}
    themes: dict[str, Theme] = {}
    parked: dict[str, Parked] = {}
    bonds: dict[str, Bond] = {}
    earlier: dict[str, Earlier] = {}
    actions: dict[str, ActionDetail] = {}
    points: dict[str, PointDetail] = {}
    swaps: dict[str, Swap] = {}
    changes: dict[str, msgspec.Raw] = {}


@cache  # made when the first file is read: the list of sessions needs none
def _decoder() -> msgspec.json.Decoder[_File]:
    return msgspec.json.Decoder(_File)


_CHANGE = msgspec.json.Decoder(Change)


class Entry(msgspec.Struct, frozen=True):
    """A change with the bytes it takes in the file."""

    change: Change
    size: int


History = tuple[Entry, ...]


class Loaded:
    """A session as it was in a file of this signature, with its record of changes."""

    def __init__(
        self,
        signature: Signature,
        session: Session,
        changes: Iterable[bytes] = (),
        *,
        history: History | None = None,
        older: int | None = None,
    ) -> None:
        self.signature, self.session, self.older = signature, session, older
        self._changes = tuple(changes)
        if history is not None:
            self.history = history

    @cached_property
    def history(self) -> History:
        """The changes that can be undone or done again, oldest first."""
        entries = []
        for raw in self._changes:
            with suppress(msgspec.DecodeError):  # it cannot be undone then; nobody's words depend on it
                entries.append(Entry(_CHANGE.decode(raw), len(raw)))
        return tuple(entries)


def load(data: bytes, signature: Signature, path: Path, *, named: bool = True) -> Loaded:
    """The session in a file's bytes; its id is the file's name, even when someone renamed the file, unless the file
    is not `named` after it.

    A file of an older schema is brought up to date in memory. Raises DamagedFile and NewerFile.
    """
    file, older = up_to_date(_decoder(), data, path)
    (meta,) = file.meta.values()
    session = Session(
        meta=meta if meta.id == path.stem or not named else replace(meta, id=path.stem),
        progress=next(iter(file.progress.values()), Progress()),
        clock=next(iter(file.clock.values()), Clock()),
        **{name: tuple(getattr(file, name).values()) for name in LISTS},
    )
    for note in session.notes:
        sealed(note)
    for name in LISTS:
        if len({record.id for record in getattr(session, name)}) != len(getattr(session, name)):
            raise DamagedFile(path, f"one of its {name} is in it twice")
    return Loaded(signature, settled(session), map(bytes, file.changes.values()), older=older)


def settled(session: Session, before: Session | None = None) -> Session:
    """The session with its steps and ``meta.steps`` in the same order.

    The steps' own order counts, unless someone rearranged ``meta.steps`` alone.
    """
    ids = tuple(step.id for step in session.steps)
    order = session.meta.steps
    if order == ids:
        return session
    if before is None or order != before.meta.steps:
        place = {id: number for number, id in enumerate(order)}
        last = len(place)
        steps = tuple(sorted(session.steps, key=lambda step: place.get(step.id, last)))
        session = replace(session, steps=steps)
        ids = tuple(step.id for step in steps)
    return replace(session, meta=replace(session.meta, steps=ids)) if order != ids else session


def raw(record: Record) -> dict[str, Any]:
    """A record as plain data, as it is in the file."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    return plain


def own(record: Record) -> Record:
    """A copy that shares nothing with its maker, just as it will be read from the file.

    Raises msgspec.ValidationError for a record that could not be read again.
    """
    return sealed(msgspec.json.decode(msgspec.json.encode(record), type=type(record)))


def sealed(record: Record) -> Record:
    """A record just decoded, with its note's words made unchangeable."""
    if isinstance(record, Note):
        msgspec.structs.force_setattr(record, "fields", Words(record.fields))
        if record.kinds:  # an empty one must stay a plain dict, or it would not be left out of the file
            msgspec.structs.force_setattr(record, "kinds", Words(record.kinds))
    return record


def owned(session: Session) -> Session:
    """A copy of a whole session, as `own`."""
    parts: dict[str, Any] = {name: own(getattr(session, name)) for name in SINGLES}
    parts |= {name: tuple(map(own, getattr(session, name))) for name in LISTS}
    return Session(**parts)


def tables(session: Session, history: History = ()) -> dict[str, list[dict[str, Any]]]:
    """Every table of the session's file, in order."""
    return {
        **{name: [raw(getattr(session, name))] for name in SINGLES},
        **{name: [raw(record) for record in getattr(session, name)] for name in LISTS},
        "changes": [raw(entry.change) for entry in history],
    }
