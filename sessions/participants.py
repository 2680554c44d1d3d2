"""Reading a list of participants as people paste it: lines ``Name, School, Role``, or CSV with a header.

Good lines are kept and every line that could not be used is named, so that nothing is lost without a word.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from sessions.errors import FacilitatorError, cannot_read
from sessions.ids import fresh
from sessions.model import Person, Session
from sessions.text import key, one_line

# What tells a heading's column, looked for in this order: “School name” is a school, “First name” no whole name.
_HEADINGS = {
    "role": {"role", "position", "job", "post", "rôl", "swydd"},
    "school": {"school", "schools", "organisation", "organization", "ysgol"},
    "first": {"first", "forename", "given"},
    "last": {"last", "surname", "family"},
    "name": {"name", "names", "participant", "participants", "leader", "leaders", "enw"},
}
# What else may stand in a heading. One with any other word is no heading: “Ysgol Bryn”, “Leader 01”.
_BESIDE = {"full", "title", "of", "the", "your", "in", "at", "staff", "and"}
# These alone make a first line a header, whatever stands beside them.
_SURE = {"name", "names", "participant", "participants", "enw", "forename", "surname"}

# More than any list of people: somebody has named the wrong file.
_TOO_LARGE = 2_000_000
_NO_TEXT = re.compile(b"[\x01-\x08\x0e-\x19\x1b-\x1f]")
# A field in quotes goes on over no more lines than this; else a quotation mark was left open by mistake.
_FIELD_LINES = 10


class Entrant(msgspec.Struct, frozen=True, kw_only=True):
    """One participant as understood, with the line (from 1) they stand on."""

    name: str
    school: str = ""
    role: str = ""
    line: int = 0


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """Something to know about one line, or about the list as a whole (line 0): `dropped` when nothing of the line
    was used."""

    line: int
    text: str
    message: str
    dropped: bool = True

    def __str__(self) -> str:
        return f"Line {self.line}: {self.message}" if self.line else self.message


class PeopleList(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood of a pasted list."""

    entrants: tuple[Entrant, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def summary(self) -> str:
        """How many people of how many schools, in words."""
        schools = len({key(entrant.school) for entrant in self.entrants if entrant.school})
        people = len(self.entrants)
        words = f"{people} {'person' if people == 1 else 'people'}"
        return f"{words} from {schools} school{'' if schools == 1 else 's'}" if schools else words


def read_people(text: str) -> PeopleList:
    """Understand a list of participants; never raises.

    Commas, semicolons or tabs separate; quotes keep a comma inside a field. A first line of known headings in
    any order makes it CSV with a header. Someone listed twice with the same school is taken once.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("﻿").split("\n")
    mark = _separator([line for line in lines if line.strip()])
    columns: dict[str, int] | None = None
    entrants: list[Entrant] = []
    remarks: list[Remark] = []
    seen: dict[tuple[str, str], int] = {}
    named: dict[str, int] = {}
    first = True
    for number, line, cells in _rows(lines, mark):
        if first:
            first = False
            columns = _header(cells)
            if columns is not None:
                unused = [cell for at, cell in enumerate(cells) if cell and at not in columns.values()]
                if unused:
                    remarks.append(Remark(line=0, text=line, message=_unused(unused), dropped=False))
                continue
        entrant = _entrant(cells, columns, number)
        if not entrant.name:
            remarks.append(Remark(line=number, text=line, message="there is no name before the first comma."))
            continue
        if not any(char.isalpha() for char in entrant.name):
            remarks.append(Remark(line=number, text=line, message=f"“{entrant.name}” is not a name."))
            continue
        if len(cells) > 3 and columns is None:
            message = f"more than name, school and role; “{', '.join(cells[3:])}” was left out."
            remarks.append(Remark(line=number, text=line, message=message, dropped=False))
        same = (key(entrant.name), key(entrant.school))
        if same in seen:
            message = f"{entrant.name} is already on line {seen[same]}; taken once."
            remarks.append(Remark(line=number, text=line, message=message))
            continue
        if same[0] in named:
            message = f"another {entrant.name} is on line {named[same[0]]}, of another school: two people."
            remarks.append(Remark(line=number, text=line, message=message, dropped=False))
        seen[same] = number
        named.setdefault(same[0], number)
        entrants.append(entrant)
    return PeopleList(entrants=tuple(entrants), remarks=tuple(remarks))


def recognise(
    entrants: Iterable[Entrant], earlier: Sequence[Session]
) -> tuple[tuple[Person, ...], tuple[str, ...]]:
    """People of a new session, and what to say about it.

    One whose name and school match someone of an earlier session of the same cluster is that person and keeps
    their id; the same name at another school is a new person, and it is said (the product's rule). `earlier`
    is newest first.
    """
    known: dict[tuple[str, str], Person] = {}
    schools: dict[str, set[str]] = {}
    for session in earlier:
        for person in session.people:
            for name in (person.name, *person.aliases):
                known.setdefault((key(name), key(person.school)), person)
                schools.setdefault(key(name), set()).add(person.school)
    people: list[Person] = []
    said: list[str] = []
    taken: set[str] = set()
    for entrant in entrants:
        before = known.get((key(entrant.name), key(entrant.school)))
        if before is not None and before.id not in taken:
            person_id = before.id
        else:
            person_id = fresh("p")
            others = sorted(school for school in schools.get(key(entrant.name), ()) if school)
            if before is None and others:
                said.append(
                    f"{entrant.name} of {entrant.school or 'no school'} is taken as a new person; an earlier "
                    f"session knows {entrant.name} of {', '.join(others)}."
                )
        taken.add(person_id)
        people.append(Person(id=person_id, name=entrant.name, school=entrant.school, role=entrant.role))
    return tuple(people), tuple(said)


def people_text(data: bytes, place: str) -> str:
    """The text of a list as spreadsheets save it: UTF-8 or UTF-16 with its mark, else Windows' western letters.
    Raises FacilitatorError, naming the place, for what is no list."""
    if len(data) > _TOO_LARGE:
        raise FacilitatorError(f"{place} is too large for a list of people. Choose another file.")
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data.decode("utf-16", errors="replace")
    controls = len(_NO_TEXT.findall(data))
    if b"\0" in data or data.startswith(b"%PDF-") or controls > max(3, len(data) // 50):
        raise FacilitatorError(f"{place} is not a text file. Save the list as CSV and choose that.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_people_file(path: Path) -> str:
    """The text of a list in a file. Raises FacilitatorError."""
    try:
        if path.stat().st_size > _TOO_LARGE:
            raise FacilitatorError(f"{path} is too large for a list of people. Choose another file.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise FacilitatorError(f"There is no file {path}. Check its name and folder.") from None
    except IsADirectoryError:
        raise FacilitatorError(f"{path} is a folder. Name the file in it.") from None
    except (OSError, ValueError) as error:
        raise cannot_read(path, error if isinstance(error, OSError) else OSError(str(error))) from error
    return people_text(data, str(path))


def _separator(lines: Sequence[str]) -> str:
    """The sign that makes columns of most lines; a comma where none does."""
    counts = {mark: sum(1 for line in lines if sum(map(bool, _cells(line, mark))) > 1) for mark in "\t;,"}
    best = max(counts, key=lambda mark: (counts[mark], mark == "\t"))
    return best if counts[best] else ","


def _rows(lines: Sequence[str], mark: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each line that is not empty, with its number and its cells. A field in quotes may go on over lines."""
    at = 0
    while at < len(lines):
        count = _length(lines, at, mark)
        line = "\n".join(lines[at : at + count])
        if line.strip():
            yield at + 1, line, _cells(line, mark)
        at += count


def _length(lines: Sequence[str], at: int, mark: str) -> int:
    """How many lines the row has that begins here."""
    if '"' not in lines[at]:
        return 1
    for count in range(1, _FIELD_LINES + 1):
        part = "\n".join(lines[at : at + count])
        try:
            next(csv.reader(io.StringIO(part), delimiter=mark, skipinitialspace=True, strict=True), [])
        except csv.Error as error:
            if "unexpected end" not in str(error):
                return 1
        else:
            return count
        if at + count >= len(lines):
            break
    return 1


def _cells(line: str, mark: str) -> list[str]:
    line = line.rstrip(" ;") if mark != ";" else line
    try:
        row = next(csv.reader(io.StringIO(line), delimiter=mark, skipinitialspace=True), [])
    except csv.Error:
        row = line.split(mark)
    return [one_line(cell).strip() for cell in row]


def _header(cells: Sequence[str]) -> dict[str, int] | None:
    """Where the columns are, when this line has their headings."""
    found: dict[str, int] = {}
    sure = False
    for place, cell in enumerate(cells):
        words = set(re.findall(r"\w+", key(cell)))
        if not words or not words <= _BESIDE.union(*_HEADINGS.values()):
            continue
        column = next((column for column, headings in _HEADINGS.items() if words & headings), "")
        if column:
            found.setdefault(column, place)
            sure |= column in ("name", "first", "last") and bool(words & _SURE)
    has_name = "name" in found or "first" in found or "last" in found
    return found if has_name and (sure or len(found) > 1 or len(cells) == 1) else None


def _unused(headings: Sequence[str]) -> str:
    if len(headings) == 1:
        return f"The column “{headings[0]}” is not used."
    quoted = [f"“{one}”" for one in headings]
    return f"The columns {', '.join(quoted[:-1])} and {quoted[-1]} are not used."


def _entrant(cells: Sequence[str], columns: dict[str, int] | None, line: int) -> Entrant:
    def cell(column: str, place: int) -> str:
        at = place if columns is None else columns.get(column, -1)
        return cells[at] if 0 <= at < len(cells) else ""

    name = cell("name", 0)
    if columns is not None and not name:
        name = f"{cell('first', -1)} {cell('last', -1)}".strip()
    return Entrant(name=name, school=cell("school", 1), role=cell("role", 2), line=line)
