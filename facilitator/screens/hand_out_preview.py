"""How a hand-out will read: the same words that are written to the files, and what of names is found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from msgspec.structs import replace

from exports import framework_page, markdown, plain
from exports.document import Bullets, Document, Heading, Note, Tasks
from exports.errors import ExportError
from exports.formats import FORMATS
from exports.handout import shared_with_room
from exports.leaving import of_hand_out
from exports.planned import For, planned
from exports.sheets import sheets
from exports.whose import brought_to_person, chosen_by_person, concerns
from facilitator.screens.hand_out_kinds import FRAMEWORKS, OWN, WORKSHEETS, Wanted, called, whose_name
from sessions.model import Session, Source
from sessions.outcomes import written
from sessions.swaps import of_person
from sessions.text import clean

# Of formats for programs only so many lines are shown: a whole session may have a hundred thousand.
_FIRST = 300
# From so many blocks on a document is a long one, and so many are its beginning: more than any screen has room for.
_LONG, _BEGINNING = 200, 60

Style = Literal["", "strong", "quiet"]


class Row(NamedTuple):
    """One line of what is shown, however wide, and how it is set. `again` is how far what does not fit goes in."""

    text: str
    style: Style = ""
    again: int = 0


class Shown(NamedTuple):
    """One of the files as it will read: what it is, in what form that is, the rows, and the row to begin at."""

    head: str
    form: str
    rows: tuple[Row, ...]
    start: int = 0


class Files(NamedTuple):
    """The files of what is wanted, none of which is made before it is read; `why` says why there are none."""

    made: tuple[tuple[str, Callable[[], Document]], ...] = ()
    left_out: int = 0
    why: str = ""


class Finds(NamedTuple):
    """What was found of names: how many of them are replaced in how many places, and how many are in doubt."""

    names: int
    places: int
    doubts: int


def files_of(session: Session, wanted: Wanted, now: datetime, following: Session | None = None) -> Files:
    """The files that would be written."""
    what = wanted.what
    if what.id == FRAMEWORKS:
        pages = framework_page.pages_of(session)
        made = [
            (framework.title, _page(session, at)) for at, (framework, _) in enumerate(pages)
        ]  # each made when it is read
        return Files(tuple(made), why="" if made else "No step of this session needs a framework in print.")
    if what.kind is None:
        return Files(why=_sheets(session))
    if what.id == OWN and not whose_name(session, wanted.whose) and session.people:
        return Files(why="Whose notes? Choose the person first.")
    try:
        made, left_out = planned(
            session, what.kind, wanted.names, "", now=now, only=wanted.whose, following=following
        )
    except ExportError as error:
        return Files(why=str(error))
    return Files(tuple(made), left_out)


def _page(session: Session, at: int) -> Callable[[], Document]:
    return lambda: framework_page.framework_page(*framework_page.pages_of(session)[at], session.steps)


def read(session: Session, wanted: Wanted, files: Files, at: int, form: str) -> Iterator[Shown]:
    """The file at this place as it will read in this format; of a long one its beginning first, then all of it."""
    if not files.made:
        yield Shown(wanted.what.title if wanted.what.id == WORKSHEETS else "", "", _plain(files.why))
        return
    place = at % len(files.made)
    document = files.made[place][1]()
    head = dict(document.meta).get("for") or wanted.what.title
    if wanted.what.id == FRAMEWORKS:
        head = document.title
    if len(files.made) > 1:
        head = f"{head}, {place + 1} of {len(files.made)}"
    if wanted.what.id == "group" and not any(written(shared_with_room(session))):
        head = "Nothing shared with the room yet"
    if wanted.what.id == OWN and (nothing := _nothing_of(session, wanted.whose)):
        head = nothing
    how = _READ.get(form, _data)
    if form in _READ and len(document.blocks) > _LONG:
        yield Shown(clean(head), *how(replace(document, blocks=document.blocks[:_BEGINNING]), form))
    yield Shown(clean(head), *how(document, form))


def _nothing_of(session: Session, id: str) -> str:
    """That somebody has nothing of their own in it, "" where they have."""
    person = session.person(id)
    if person is None or of_person(session, id):
        return ""
    if any(concerns(session, note, person) for note, _ in written(session)):
        return ""
    if brought_to_person(session, (), person):
        return ""
    chose = chosen_by_person(session, person)
    return f"{called(session, id)} has nothing {'but a choice ' if chose else ''}yet"


def finds(session: Session, kind: For) -> Finds:
    """What of names there is in what a hand-out of this kind is made of."""
    found = of_hand_out(session, kind)
    goes = [one for one in found.goes if one.going]
    return Finds(
        names=len(goes),
        places=sum(one.going for one in (*goes, *found.doubts)),
        doubts=len(found.doubts),
    )


_Read = tuple[str, tuple[Row, ...], int]


def _marked(document: Document, _: str) -> _Read:
    """Markdown as it is written. It begins at its title: what stands above is for programs."""
    text = markdown.render(document, {code.name: f"qr/{code.name}.png" for code in document.codes})
    rows: list[Row] = []
    start, fence = 0, 0
    for line in clean(text).split("\n"):
        above = fence < 2 and text.startswith("---")
        if above and line == "---":
            fence += 1
        if above:
            rows.append(Row(line, "quiet"))
            start = len(rows)
        else:
            rows.append(Row(line, "strong" if line.startswith("#") else "", _indent(line)))
    while start < len(rows) - 1 and not rows[start].text:
        start += 1
    return "Markdown, as it is written", tuple(rows), start


def _words(document: Document, _: str) -> _Read:
    """The words of a web page, without its look."""
    rows: list[Row] = []
    for block in document.blocks:
        if rows:
            rows.append(Row(""))
        if isinstance(block, Heading):
            rows.append(Row(plain.words(block.line), "strong"))
            continue
        lead = "• " if isinstance(block, (Bullets, Note)) else "☐ " if isinstance(block, Tasks) else ""
        for item in plain.lines(block):
            for number, line in enumerate(clean(item).split("\n")):
                rows.append(Row(f"{'  ' if number and lead else lead}{line}", again=len(lead)))
    return "Web page: its words alone", tuple(rows), 0


def _data(document: Document, form: str) -> _Read:
    """The first lines of a format for programs, as they are."""
    one = FORMATS[form]
    data = one.render(document, {})
    if not data:
        return one.title, _plain(f"No file: {one.without}."), 0
    lines = clean(data.decode("utf-8-sig")).split("\n")
    rows = [Row(line.expandtabs(2), again=2) for line in lines[:_FIRST]]
    if len(lines) > _FIRST:
        rows += [Row(""), Row(f"… {len(lines) - _FIRST:,} more lines", "quiet")]
    return f"{one.title}, {'its first lines' if len(lines) > _FIRST else 'as it is written'}", tuple(rows), 0


_READ: dict[str, Callable[[Document, str], _Read]] = {"md": _marked, "html": _words}


def _indent(line: str) -> int:
    """How far the words of a list's item stand in."""
    bare = line.lstrip()
    mark = 6 if bare[:3] == "- [" and bare[4:6] == "] " else 2 if bare.startswith(("- ", "> ")) else 0
    return min(12, len(line) - len(bare) + mark)


def _plain(text: str) -> tuple[Row, ...]:
    return tuple(Row(line) for line in clean(text).split("\n"))


def _sheets(session: Session) -> str:
    """How many sheets there are, and for whom."""
    kinds = [sheet.subject.kind for sheet in sheets(session)]
    own = kinds.count("person")
    said = [f"{own} sheets, one for each person" if own > 1 else "One sheet"] if own else []
    others: Sequence[tuple[Source, str]] = (("school", "schools"), ("group", "pairs or groups"))
    for kind, words in others:
        if count := kinds.count(kind):
            said.append(f"{count} for {words}" if said else f"{count} sheet{'s' * (count > 1)} for {words}")
    return (
        f"{', '.join(said)}, with what is to be written down, and room to write.\n\n"
        "The file opens in a browser; print it from there, on A4."
    )
