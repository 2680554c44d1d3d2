"""Writing hand-outs: which files there are of each kind, what they are called and what is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from exports import dated, framework_page, handout
from exports import names as hiding
from exports import whose as whose_is
from exports.attendance import attendance
from exports.document import Document, Event
from exports.errors import ExportError
from exports.folder import Folder, Written
from exports.formats import FORMATS, Format
from exports.links import expanded
from exports.names import Names
from exports.run_sheet import run_sheet
from exports.worksheet import worksheet
from frameworks.text import slug
from sessions.model import Session
from sessions.outcomes import written
from sessions.text import key, one_line

For = Literal["group", "people", "pairs", "schools", "record", "run-sheet", "attendance"]
# Where nobody says otherwise, names stay in these.
_NAMED: frozenset[For] = frozenset({"record", "run-sheet", "attendance"})

# Told after each file how many are done, of how many at most.
Progress = Callable[[int, int], None]
# Room for a date and a person's name beside it in names that old disks and synchronisers still take.
_TITLE, _WHOSE = 40, 40


def export(
    session: Session,
    folder: Path,
    kind: For = "group",
    names: Names | None = None,
    formats: Sequence[str] = ("md",),
    link: str = "",
    *,
    now: datetime | None = None,
    only: str = "",
    following: Session | None = None,
    progress: Progress | None = None,
) -> Written:
    """Write one kind of hand-out into `folder`, which is made if it is not there, and say which files they are.

    `names` None is what the kind is for: removed in group notes, kept in the record, the run sheet and the list of who
    took part, and in the notes of one person, pair or school only their own kept. `only` is the id of the one person to
    write own notes for; else everyone's are written, but for those with nothing of theirs to say, which a remark
    counts. `following` is the session that goes on from this one, where it is known: a calendar says when it is.
    `progress` is called after each file with how many are done, of how many. A second export replaces what the first
    wrote; a file that was changed since, or that is somebody else's, stays as it is and the new one gets another name.
    Cut off at any time, it leaves whole files. Raises ExportError, having replaced whole files or none.
    """
    wanted = _formats(formats)
    link = expanded(link, session.meta) if link else ""
    title = session.meta.title
    if names == "removed" or (names is None and kind not in _NAMED):
        title = hiding.removed(replace(session, notes=())).meta.title
    stem = _stem(session, title)
    now = now or datetime.now(UTC)
    documents, left_out = planned(session, kind, names, link, now=now, only=only, following=following)
    empty = dict.fromkeys((one.id for one in wanted), 0)
    with Folder(folder, session.id) as place:
        if left_out:
            place.written.remarks.append(_left_out(kind, left_out))
        done = 0
        for whose, make in documents:
            document = make()
            images = _images(place, document, stem, whose) if any(one.images for one in wanted) else {}
            for one in wanted:
                if data := one.render(document, images):
                    place.write(f"{stem}-{whose}{one.suffix}", data, first=True)
                else:
                    empty[one.id] += 1
                done += 1
                if progress is not None:
                    progress(done, len(documents) * len(wanted))
        place.written.remarks += [
            _empty(one, kind, empty[one.id], len(documents)) for one in wanted if empty[one.id]
        ]
        return place.written


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
    # Sorted, so that the order tells nothing about who is who.
    everyones = sorted(_documents(session, kind, names, link, now, only), key=lambda one: one[0])
    if not everyones:
        raise ExportError(_NOTHING.get(kind, "There is nothing to hand out."))
    documents = [(whose, make) for whose, make, theirs in everyones if theirs or only]
    if not documents:
        raise ExportError("There is nothing to hand out: nothing was written down for anybody yet.")
    kept = names == "kept" or (names is None and kind in _NAMED)
    coming = dated.next_session(session, following, names_kept=kept) if following else ()
    coming = () if kind == "attendance" else coming
    made: list[tuple[str, Callable[[], Document]]] = [
        (whose, partial(_with_events, make, coming)) for whose, make in documents
    ]
    return made, len(everyones) - len(made)


def _with_events(make: Callable[[], Document], coming: tuple[Event, ...]) -> Document:
    """The document with what is still to come."""
    document = make()
    return replace(document, events=(*document.events, *coming))


def _formats(ids: Sequence[str]) -> list[Format]:
    """The formats with these ids, each once. Raises ExportError."""
    unknown = [one for one in ids if one not in FORMATS]
    if unknown or not ids:
        *known, last = FORMATS
        wrong = f", not as {' or '.join(map(one_line, unknown))}" if unknown else ""
        raise ExportError(f"Hand-outs can be written as {', '.join(known)} or {last}{wrong}.")
    return [FORMATS[id] for id in dict.fromkeys(ids)]


def _images(place: Folder, document: Document, stem: str, whose: str) -> dict[str, str]:
    """Write the images of a document's codes; where they are, by the codes' names."""
    written = {code.name: place.image(code, stem, f"{stem}-{whose}") for code in document.codes}
    return {name: path.relative_to(place.folder).as_posix() for name, path in written.items()}


def _empty(form: Format, kind: For, count: int, of: int) -> str:
    what = (
        f"No file for “{form.title}” was written"
        if count == of
        else f"{count} of {of} files were not written as “{form.title}”"
    )
    return f"{what}: {_WITHOUT.get((kind, form.id), form.without)}."


def worksheet_to(
    session: Session, folder: Path, *, now: datetime | None = None, frameworks: bool = False, groups: int = 0
) -> Written:
    """Write the worksheets into `folder`, as one file to be opened in a browser and printed; with `frameworks` what
    people read from too. Those of a template are made of `exports.worksheet.blank`. `groups` is for how many pairs or
    groups there are to be sheets, 0 for as many as there are.
    """
    page = worksheet(session, now or datetime.now(UTC), groups)
    with Folder(folder, session.id) as place:
        place.write(f"{_of_paper(session)}-worksheets.html", page.encode(), first=True)
        if frameworks:
            _write_frameworks(session, place)
        return place.written


def frameworks_to(session: Session, folder: Path) -> Written:
    """Write what people read from into `folder`: a page to print for each framework of the session, with the areas
    that the room chose. Raises ExportError where there is none."""
    if not framework_page.pages_of(session):
        raise ExportError(
            "There is nothing to read from: no step of this session needs a framework in print."
        )
    with Folder(folder, session.id) as place:
        _write_frameworks(session, place)
        return place.written


def _write_frameworks(session: Session, place: Folder) -> None:
    stem = _of_paper(session)
    for framework, areas in framework_page.pages_of(session):
        page = framework_page.write_page(framework, "html", areas, session.steps)
        place.write(f"{stem}-{slug(framework.id)[:_TITLE].strip('-')}.html", page.encode(), first=True)


_WITHOUT: dict[tuple[For, str], str] = {
    ("attendance", "ics"): "a list of who took part has no dates to come",
}
_NOTHING: dict[For, str] = {
    "people": "There is nobody to write for: this session has no list of people.",
    "pairs": "There are no pairs to write for: none have been made in this session.",
    "schools": "There are no schools to write for: nobody in this session has one.",
}


_ONE: dict[For, tuple[str, str]] = {
    "people": ("person", "people"),
    "pairs": ("pair or group", "pairs or groups"),
    "schools": ("school", "schools"),
}


def _left_out(kind: For, count: int) -> str:
    one, many = _ONE[kind]
    if count == 1:
        return f"1 {one} was left out: nothing was written down for them yet."
    return f"{count} {many} were left out: nothing was written down for them yet."


def _documents(
    session: Session, kind: For, names: Names | None, link: str, now: datetime, only: str = ""
) -> Iterator[tuple[str, Callable[[], Document], bool]]:
    """Every document of one kind: what its file's name ends in, which tells no name where names are removed; what
    makes it; and whether there is anything of theirs in it."""
    notes = [note for note, _ in written(session)]
    match kind:
        case "group":
            yield "group-notes", partial(handout.group_notes, session, now, names or "removed", link), True
        case "record":
            yield "record", partial(handout.record, session, now, names or "kept", link), True
        case "run-sheet":
            yield "run-sheet", partial(run_sheet, session, now, names or "kept"), True
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
                yield whose, partial(handout.own_notes, session, id, now, names, link), theirs
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
                yield whose, partial(handout.school_notes, session, school, now, names, link), theirs
        case "pairs":
            for number, made in enumerate(written_for := handout.rounds_to_write(session), 1):
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
                    make = partial(handout.pair_notes, session, made.id, id, now, names, link)
                    yield which + whose, make, theirs


def _of_paper(session: Session) -> str:
    """What papers to print are called; a template's blank ones are of no day."""
    if session.meta.id:
        return _stem(session, session.meta.title)
    return session.meta.templates[0]


def _stem(session: Session, title: str) -> str:
    return f"{session.meta.date.isoformat()}-{slug(title)[:_TITLE].strip('-') or 'session'}"


def _distinct(named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names as slugs, each once; numbers are filled up so that files stand in order."""
    taken: set[str] = set()
    for id, name in named:
        words = slug(name)[:_WHOSE].strip("-") or "someone"
        start, _, last = words.rpartition("-")
        words = f"{start}-{last.zfill(2)}" if start and last.isdigit() else words
        choice, number = words, 1
        while choice in taken:
            number += 1
            choice = f"{words}-{number}"
        taken.add(choice)
        yield id, choice
