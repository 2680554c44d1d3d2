"""Writing hand-outs: what their files are called and what is in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from exports import framework_page
from exports import names as hiding
from exports.document import Document
from exports.errors import ExportError
from exports.folder import Folder, Written
from exports.formats import FORMATS, Format
from exports.links import expanded
from exports.names import Names
from exports.planned import For, all_kept, cut, planned
from exports.worksheet import worksheet
from frameworks.text import slug
from sessions.model import Session
from sessions.text import one_line

# Told after each file how many are done, of how many at most.
Progress = Callable[[int, int], None]
# Short enough for whose it is to be seen beside it in a narrow list, and in names that old disks still take.
_CLUSTER, _FRAMEWORK = 20, 40


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
    if not all_kept(kind, names):
        # Without the notes, which it does not need; but they may know whom it names.
        title = hiding.removed(replace(session, notes=()), whole=session).meta.title
    stem = _stem(session, title)
    now = now or datetime.now(UTC)
    documents, left_out = planned(session, kind, names, link, now=now, only=only, following=following)
    empty = dict.fromkeys((one.id for one in wanted), 0)
    named = names == "kept" or (names is None and kind != "group")
    with Folder(folder, session.id, named=named) as place:
        if left_out:
            place.written.remarks.append(_left_out(kind, left_out))
        if names == "removed" and kind in _ONE and (others := place.still_named()):
            place.written.remarks.append(_still_named(others))
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
        place.write(f"{stem}-{cut(slug(framework.id), _FRAMEWORK)}.html", page.encode(), first=True)


_WITHOUT: dict[tuple[For, str], str] = {
    ("attendance", "ics"): "a list of who took part has no dates to come",
}
_ONE: dict[For, tuple[str, str]] = {
    "people": ("person", "people"),
    "pairs": ("pair or group", "pairs or groups"),
    "schools": ("school", "schools"),
}


def _still_named(count: int) -> str:
    files = "1 file with names is" if count == 1 else f"{count} files with names are"
    return f"{files} in this folder too, from before: whoever gets both can tell whose is whose."


def _left_out(kind: For, count: int) -> str:
    one, many = _ONE[kind]
    if count == 1:
        return f"1 {one} was left out: nothing was written down for them yet."
    return f"{count} {many} were left out: nothing was written down for them yet."


def _of_paper(session: Session) -> str:
    """What papers to print are called; a template's blank ones are of no day."""
    if session.meta.id:
        return _stem(session, session.meta.title)
    return session.meta.templates[0]


def _stem(session: Session, title: str) -> str:
    """What the names of a session's files begin with: its day and its cluster, or its title where it has none."""
    words = cut(slug(session.meta.cluster), _CLUSTER) or cut(slug(title), _CLUSTER)
    return f"{session.meta.date.isoformat()}-{words or 'session'}"
