"""A whole session in one file, for a colleague's laptop: handed over there, taken in here.

The file is a session file without what belongs to one machine: what it takes to undo, and how many screens there
are. What comes in from elsewhere is read like any session file, and cleaned and checked like typed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from frameworks.text import file_text, one_line
from sessions import records
from sessions.dates import long_date
from sessions.errors import DamagedFile, FacilitatorError
from sessions.ids import session_id
from sessions.index import is_id
from sessions.model import Session
from sessions.sense import senseless
from sessions.store import Store

# A large session with a thousand notes takes half a megabyte.
LARGEST = 64_000_000
# More minutes than a day has, or seconds than a month has, are no plan and no clock.
_DAY, _MONTH = 24 * 60, 31 * 24 * 3600
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_YEARS = range(2000, 2100)
# A laptop's clock may be wrong, and a day may be mistyped; beyond these it cannot be counted with.
_ANY_YEARS = range(1900, 2200)
# More than any room holds, or any framework has.
_MANY = 10_000
# As much as a hand-out says of itself.
_SAID = 400
# Of these a list shows one line.
_ONE_LINE = frozenset(
    {"title", "cluster", "name", "school", "role", "label", "from", "host", "hint", "field", "what"}
)


class _HandOut(msgspec.Struct):
    """What a hand-out that is data says of itself: that it is none of the session files, and why."""

    complete: bool
    why: str


class Arrival(NamedTuple):
    """A session taken in; `there`: it was here already, just like this."""

    session: Session
    there: bool = False


class Different(FacilitatorError):
    """The same session is here in another state, or in the bin; nothing was changed."""

    def __init__(self, session_id: str, *, binned: bool = False) -> None:
        what = "is in the bin here" if binned else "is here already, and not the same as in the file"
        super().__init__(f"The session {session_id} {what}. Nothing was changed.")
        self.session_id, self.binned = session_id, binned


def handed_over(session: Session) -> bytes:
    """The session as a file for someone else's machine."""
    from sessions.storage import encode

    tables = records.tables(_anywhere(session))
    del tables["changes"]
    return encode(
        {
            name: {str(n): msgspec.Raw(msgspec.json.encode(record)) for n, record in enumerate(table, 1)}
            for name, table in tables.items()
        }
    )


def read_handed_over(data: bytes, path: Path) -> Session:
    """The session in a file from elsewhere, with its own id, brought up to date. Raises FacilitatorError, in words,
    for one that is damaged, makes no sense or is of a newer version."""
    try:
        if len(data) > LARGEST:
            raise _refused(path, "it is far too large for a session")
        if why := _only_a_part(data):
            raise FacilitatorError(f"{path} cannot be taken in. {why} Nothing was changed.")
        session = _cleaned(records.load(data, (0, 0, 0), path, named=False).session)
    except DamagedFile as error:
        raise _refused(path, error.reason) from error
    except (RecursionError, msgspec.ValidationError, UnicodeEncodeError) as error:
        raise _refused(path, "it is not a session file") from error
    wrong = _senseless(session)
    if wrong:
        raise _refused(path, wrong)
    return _anywhere(session)


def _only_a_part(data: bytes) -> str:
    """What a hand-out says of why it is no session; "" of every other file."""
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_HandOut)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    return "" if found.complete else one_line(found.why)[:_SAID]


def take_in(store: Store, session: Session, *, as_new: bool = False) -> Arrival:
    """Put a session that was handed over into the library; nothing is ever overwritten.

    With `as_new` it comes in under a new id, beside the one that is here. Raises Different and whatever the store
    raises.
    """
    if as_new:
        new = replace(session.meta, id=session_id(session.meta.date, session.meta.cluster))
        if session.id in new.link:
            # It leads to the notes of the other one; the usual link is filled in for this one when it is shown.
            new = replace(new, link="", link_from=None)
        return Arrival(store.create(replace(session, meta=new)))
    if store.signature(session.id):
        if same(store.load(session.id), session):
            return Arrival(session, there=True)
        raise Different(session.id)
    if store.bin.signature(session.id):
        raise Different(session.id, binned=True)
    return Arrival(store.create(session))


def same(one: Session, other: Session) -> bool:
    """Whether two sessions are one in the same state, on whichever machines."""
    return _anywhere(one) == _anywhere(other)


def until(session: Session) -> str:
    """By when the notes are to be deleted, in words, for both sides."""
    day = session.meta.delete_by
    if day is None:
        return "No day was set by which its notes are to be deleted."
    return f"Its notes are to be deleted by {long_date(day)}."


def holds(session: Session) -> str:
    """What the file holds, in words: "24 people and 31 notes, with their names"."""
    people, notes = len(session.people), len(session.notes)
    counts = (
        f"{people} {'person' if people == 1 else 'people'} and {notes} {'note' if notes == 1 else 'notes'}"
    )
    return (
        f"{counts}, with every name and private note"
        if people or notes
        else "its plan, no people and no notes"
    )


def _anywhere(session: Session) -> Session:
    """The session without what belongs to one machine."""
    return replace(session, meta=replace(session.meta, screens=0))


def _cleaned(session: Session) -> Session:
    """The session without characters that a terminal or a list would stumble over."""
    plain = _clean(msgspec.json.decode(msgspec.json.encode(session)), "")
    return records.owned(msgspec.json.decode(msgspec.json.encode(plain), type=Session))


def _clean(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return one_line(value) if name in _ONE_LINE else file_text(value)
    if isinstance(value, list):
        return [_clean(one, name) for one in value]
    if isinstance(value, dict):
        # What somebody wrote in a form may have lines, whatever the field's key is.
        return {file_text(key): _clean(one, "" if name == "fields" else key) for key, one in value.items()}
    return value


def _senseless(session: Session) -> str:
    """What in a session that can be read makes no sense all the same; "" if nothing does."""
    meta, clock = session.meta, session.clock
    if not is_id(meta.id):
        return "it does not say which session it is"
    if meta.date.year not in _YEARS:
        return f"its year, {meta.date.year}, cannot be right"
    if not _TIME.fullmatch(meta.start) or any(
        step.at and not _TIME.fullmatch(step.at) for step in session.steps
    ):
        return "a time of day in it is none"
    if any(not 0 <= step.minutes <= _DAY for step in session.steps):
        return "a step in it has a length that cannot be right"
    if any(step.size > _MANY for step in session.steps):
        return "a step in it has groups of a size that cannot be right"
    if any(not 0 <= step.choose_most <= _MANY for step in session.steps):
        return "a step in it lets people choose a number of things that cannot be right"
    dots = [*(note.dots for note in session.notes), *(theme.dots for theme in session.themes)]
    if any(not 0 <= count <= _MANY for count in dots):
        return "votes in it are counted as they cannot be"
    progress = session.progress
    if progress.face < 0 or progress.word < 0 or progress.shown.word < 0:
        return "where it stands cannot be right"
    if any(_uncountable(day) for day in _days(session)):
        return "a day or a time in it cannot be right"
    if not 0 <= clock.allowance <= _MONTH or not 0 <= clock.elapsed <= _MONTH * 1000:
        return "its clock cannot be right"
    if fault := senseless(session):
        return fault
    return "" if _can_be_shown(session) else "it cannot be shown"


def _days(value: object) -> Iterator[date]:
    """Every day and every instant in a record, whatever it is in."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _days(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _days(one)


def _uncountable(day: date) -> bool:
    """Whether it is of no year that can be counted with, or an instant that does not say in which time zone."""
    return day.year not in _ANY_YEARS or (isinstance(day, datetime) and day.tzinfo is None)


def _can_be_shown(session: Session) -> bool:
    """Whether the room, the run sheet, the forms and the list of everything can be made of a session at all."""
    from sessions import faces, forms, progress, runsheet, show, stage

    now = datetime.now(UTC)
    try:
        stage.stage_view(session, now)
        stage.stage_view(progress.show(session, "wall"), now)
        runsheet.run_sheet(session, now)
        for step in session.steps:
            faces.faces(session, step)
            forms.due(session, step)
        show.show(session)
    except Exception:
        # Whatever a stranger's file can bring about: it is better refused here than found out before the room.
        return False
    return True


def _refused(path: Path, reason: str) -> FacilitatorError:
    return FacilitatorError(
        f"{path} cannot be taken in: {reason}. Nothing was changed; ask for the file again."
    )
