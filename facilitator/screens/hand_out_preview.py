"""What can be handed out, and how it will read: the same words that are written to the files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from exports import framework_page, handout, markdown
from exports.document import Document
from exports.folder import Written
from exports.names import Names
from exports.sheets import sheets
from exports.write import For, export, frameworks_to, worksheet_to
from sessions.model import Person, Session, Source
from sessions.text import key

WORKSHEETS, FRAMEWORKS = "worksheets", "frameworks"


class What(NamedTuple):
    """One thing to hand out: what it is called, what it is for, how it is written and what may be done to names.

    `names` are the choices in order, the sensible one first; without any there is nothing to choose.
    """

    id: str
    title: str
    says: str
    kind: For | None
    names: tuple[tuple[Names | None, str], ...] = ()


_GROUP: tuple[tuple[Names | None, str], ...] = (("removed", "removed"), ("kept", "kept"))
_RECORD: tuple[tuple[Names | None, str], ...] = (("kept", "all kept"), ("removed", "removed"))


def _own(whose: str) -> tuple[tuple[Names | None, str], ...]:
    return ((None, f"{whose} kept, others removed"), ("kept", "all kept"), ("removed", "all removed"))


HAND_OUTS = (
    What("group", "Group notes", "What was shared with the room, and nothing else.", "group", _GROUP),
    What("own", "A person's own notes", "Everything of theirs, to give to them.", "people", _own("theirs")),
    What(
        "people",
        "Everyone's own notes",
        "A file for each person, to give to them.",
        "people",
        _own("their own"),
    ),
    What("pairs", "Pairs", "A file for each pair or group, for those in it.", "pairs", _own("their own")),
    What("schools", "Schools", "A file for each school, for its people.", "schools", _own("their own")),
    What(
        "record",
        "The facilitator's record",
        "Everything, private notes too: for you alone.",
        "record",
        _RECORD,
    ),
    What(WORKSHEETS, "Worksheets to print", "Blank sheets, a page a person: open it and print.", None),
    What(FRAMEWORKS, "Frameworks to print", "What people read from: open it and print.", None),
)


class Wanted(NamedTuple):
    """What is to be written: `whose` is the person of "A person's own notes"."""

    what: What
    names: Names | None
    whose: str = ""
    link: str = ""


class Preview(NamedTuple):
    """One of the files as it will read, and which one it is."""

    head: str
    text: str


def preview(session: Session, wanted: Wanted, now: datetime) -> Preview:
    """The first file of what is wanted. Raises FacilitatorError where it cannot be made."""
    what, names, whose, link = wanted
    if what.id == "group":
        return _read("Group notes", handout.group_notes(session, now, names or "removed", link))
    if what.id == "record":
        return _read("The facilitator's record", handout.record(session, now, names or "kept", link))
    if what.id == "own":
        person = session.person(whose)
        if person is None:
            return Preview("", "Whose notes? Choose the person first.")
        return _read(person.name, handout.own_notes(session, person.id, now, names, link))
    if what.id == "people" and session.people:
        first, count = session.people[0], len(session.people)
        return _read(_one_of(first.name, count), handout.own_notes(session, first.id, now, names, link))
    if what.id == "pairs" and (written_for := handout.rounds_to_write(session)):
        made = written_for[0]
        count = sum(len(each.groups) for each in written_for)
        document = handout.pair_notes(session, made.id, made.groups[0].id, now, names, link)
        return _read(_one_of(made.groups[0].label, count), document)
    if what.id == "schools" and (schools := _schools(session)):
        return _read(
            _one_of(schools[0], len(schools)), handout.school_notes(session, schools[0], now, names, link)
        )
    if what.id == FRAMEWORKS and (pages := framework_page.pages_of(session)):
        page = framework_page.framework_page(*pages[0], session.steps)
        return _read(_one_of(pages[0][0].title, len(pages)), page)
    return Preview("", _nothing(session, what))


def write(session: Session, folder: Path, wanted: Wanted, now: datetime) -> Written:
    """Write it. Raises FacilitatorError."""
    if wanted.what.id == FRAMEWORKS:
        return frameworks_to(session, folder)
    if wanted.what.kind is None:
        return worksheet_to(session, folder, now=now)
    return export(
        session, folder, wanted.what.kind, wanted.names, link=wanted.link, now=now, only=wanted.whose
    )


def _read(head: str, document: Document) -> Preview:
    return Preview(
        head, markdown.render(document, {code.name: f"qr/{code.name}.png" for code in document.codes})
    )


def _one_of(name: str, count: int) -> str:
    return f"{name}, the first of up to {count}" if count > 1 else name


def _schools(session: Session) -> list[str]:
    found: dict[str, Person] = {}
    for person in session.people:
        if person.school.strip():
            found.setdefault(key(person.school), person)
    return [person.school for person in found.values()]


def _nothing(session: Session, what: What) -> str:
    if what.id == WORKSHEETS:
        return (
            f"{_sheets(session)}, with what is to be written down, and room to write.\n\n"
            "The file opens in a browser; print it from there, on A4."
        )
    return {
        "people": "Nobody is on the list of this session yet.",
        "pairs": "No pairs or groups have been made in this session yet.",
        "schools": "Nobody in this session has a school yet.",
        FRAMEWORKS: "No step of this session needs a framework in print.",
    }[what.id]


def _sheets(session: Session) -> str:
    """How many sheets there are, and for whom."""
    kinds = [sheet.subject.kind for sheet in sheets(session)]
    own = kinds.count("person")
    said = [f"{own} sheets, one for each person" if own > 1 else "One sheet"] if own else []
    others: tuple[tuple[Source, str], ...] = (("school", "schools"), ("group", "pairs or groups"))
    for kind, words in others:
        if count := kinds.count(kind):
            said.append(f"{count} for {words}" if said else f"{count} sheet{'s' * (count > 1)} for {words}")
    return ", ".join(said)
