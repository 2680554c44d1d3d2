"""Which hand-outs there are of each kind, what their files' names end in, and whose have nothing of theirs in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Literal

from msgspec.structs import replace

from exports import dated, handout
from exports import names as hiding
from exports import whose as whose_is
from exports.attendance import attendance
from exports.called import rounds_to_write
from exports.document import Document, Event
from exports.errors import ExportError
from exports.names import Names
from exports.run_sheet import run_sheet
from frameworks.text import slug
from sessions.model import Session
from sessions.outcomes import written
from sessions.text import key

For = Literal["group", "people", "pairs", "schools", "record", "run-sheet", "attendance"]
# Where nobody says otherwise, names stay in these.
_NAMED: frozenset[For] = frozenset({"record", "run-sheet", "attendance"})
# Room for whose it is in names that old disks and synchronisers still take.
_WHOSE = 40

_NOTHING: dict[For, str] = {
    "people": "There is nobody to write for: this session has no list of people.",
    "pairs": "There are no pairs to write for: none have been made in this session.",
    "schools": "There are no schools to write for: nobody in this session has one.",
}


def all_kept(kind: For, names: Names | None) -> bool:
    """Whether all names stay; None is what the kind is for."""
    return names == "kept" or (names is None and kind in _NAMED)


def planned(
    session: Session,
    kind: For,
    names: Names | None,
    link: str,
    *,
    now: datetime,
    only: str = "",
    following: Session | None = None,
) -> tuple[list[tuple[str, Callable[[], Document]]], int]:
    """The documents that `export` writes, each with what its file's name ends in, and how many are left out because
    nothing was written down for them; `link` is a web address or "". Raises ExportError where there is none."""
    coming: tuple[Event, ...] = ()
    if following is not None and kind != "attendance":
        coming = dated.next_session(session, following, names_kept=all_kept(kind, names))
    # Sorted, so that the order tells nothing about who is who.
    everyones = sorted(_documents(session, kind, names, link, now, only, coming), key=lambda one: one[0])
    if not everyones:
        raise ExportError(_NOTHING.get(kind, "There is nothing to hand out."))
    documents = [(whose, make) for whose, make, theirs in everyones if theirs or only]
    if not documents:
        raise ExportError("There is nothing to hand out: nothing was written down for anybody yet.")
    return documents, len(everyones) - len(documents)


def _run_sheet(session: Session, now: datetime, names: Names, coming: tuple[Event, ...]) -> Document:
    """The run sheet with what is still to come."""
    document = run_sheet(session, now, names)
    return replace(document, events=(*document.events, *coming))


def _documents(
    session: Session,
    kind: For,
    names: Names | None,
    link: str,
    now: datetime,
    only: str,
    coming: tuple[Event, ...],
) -> Iterator[tuple[str, Callable[[], Document], bool]]:
    """Every document of one kind: what its file's name ends in, which tells no name where names are removed; what
    makes it; and whether there is anything of theirs in it."""
    notes = [note for note, _ in written(session)]
    match kind:
        case "group":
            yield (
                "group-notes",
                partial(handout.group_notes, session, now, names or "removed", link, coming),
                True,
            )
        case "record":
            yield "record", partial(handout.record, session, now, names or "kept", link, coming), True
        case "run-sheet":
            yield "run-sheet", partial(_run_sheet, session, now, names or "kept", coming), True
        case "attendance":
            yield "attendance", partial(attendance, session, now, names or "kept"), True
        case "people":
            named = [
                (person.id, hiding.pseudonym(session, person.id) if names == "removed" else person.name)
                for person in session.people
            ]
            for id, whose in _distinct(named):
                if only not in ("", id):
                    continue
                person = session.person(id)
                theirs = any(id in (swap.person, swap.partner) for swap in session.swaps)
                if person is not None:
                    theirs |= any(whose_is.concerns(session, note, person) for note in notes)
                    theirs |= bool(whose_is.brought_to_person(session, (), person))
                    theirs |= bool(whose_is.chosen_by_person(session, person))
                yield whose, partial(handout.own_notes, session, id, now, names, link, coming), theirs
        case "schools":
            schools = {
                key(person.school): person.school for person in session.people if person.school.strip()
            }
            named = [
                (school, hiding.school_pseudonym(session, school) if names == "removed" else school)
                for school in schools.values()
            ]
            for school, whose in _distinct(named):
                people = {person.id for person in session.people if key(person.school) == key(school)}
                theirs = any(whose_is.concerns_school(note, school, people) for note in notes)
                theirs |= bool(whose_is.brought_to_school(session, (), school, people))
                theirs |= bool(whose_is.chosen_by_school(session, people))
                yield whose, partial(handout.school_notes, session, school, now, names, link, coming), theirs
        case "pairs":
            for number, made in enumerate(written_for := rounds_to_write(session), 1):
                which = f"round-{number}-" if len(written_for) > 1 else ""
                named = [
                    (
                        group.id,
                        hiding.group_pseudonym(session, made.id, group.id)
                        if names == "removed"
                        else group.label,
                    )
                    for group in made.groups
                ]
                groups = {group.id: group for group in made.groups}
                for id, whose in _distinct(named):
                    theirs = any(whose_is.concerns_group(session, note, made, groups[id]) for note in notes)
                    theirs |= bool(whose_is.brought_to_group(session, (), groups[id].people))
                    theirs |= bool(whose_is.chosen_by_group(session, made, groups[id]))
                    make = partial(handout.pair_notes, session, made.id, id, now, names, link, coming)
                    yield which + whose, make, theirs


def cut(words: str, length: int) -> str:
    """A slug in at most `length` characters, cut between words where that is possible."""
    if len(words) <= length:
        return words.strip("-")
    at = words.rfind("-", 0, length + 1)
    return words[: at if at > 0 else length].strip("-")


def _distinct(named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names as slugs, each once; numbers are filled up so that files stand in order."""
    taken: set[str] = set()
    for id, name in named:
        words = cut(slug(name), _WHOSE) or "someone"
        start, _, last = words.rpartition("-")
        words = f"{start}-{last.zfill(2)}" if start and last.isdigit() else words
        choice, number = words, 1
        while choice in taken:
            number += 1
            choice = f"{words}-{number}"
        taken.add(choice)
        yield id, choice
