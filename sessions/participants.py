"""Reading a list of participants as people paste it: lines ``Name, School, Role``, or CSV with a header.

Good lines are kept and every line that could not be used is named, so that nothing is lost without a word.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

import msgspec

from sessions.ids import fresh
from sessions.model import Person, Session
from sessions.text import key, one_line

_HEADINGS = {
    "name": {"name", "full name", "participant", "leader", "enw"},
    "school": {"school", "organisation", "ysgol"},
    "role": {"role", "position", "job title", "job", "rôl"},
    "first": {"first name", "first", "forename"},
    "last": {"last name", "last", "surname", "family name"},
}


class Entrant(msgspec.Struct, frozen=True, kw_only=True):
    """One participant as understood, with the line (from 1) they stand on."""

    name: str
    school: str = ""
    role: str = ""
    line: int = 0


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """Something to know about one line: `dropped` when nothing of it was used."""

    line: int
    text: str
    message: str
    dropped: bool = True

    def __str__(self) -> str:
        return f"Line {self.line}: {self.message}"


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
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        cells = _cells(line, mark)
        if first:
            first = False
            columns = _header(cells)
            if columns is not None:
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
    their id; the same name at another school is a new person, and it is said (design, "A person"). `earlier`
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


def _separator(lines: Sequence[str]) -> str:
    """The sign that most lines are separated by; a comma where there is none."""
    counts = {mark: sum(1 for line in lines if mark in line) for mark in "\t;,"}
    best = max(counts, key=lambda mark: (counts[mark], mark == "\t"))
    return best if counts[best] else ","


def _cells(line: str, mark: str) -> list[str]:
    try:
        row = next(csv.reader([line], delimiter=mark, skipinitialspace=True), [])
    except csv.Error:
        row = line.split(mark)
    return [one_line(cell).strip() for cell in row]


def _header(cells: Sequence[str]) -> dict[str, int] | None:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for column, headings in _HEADINGS.items():
            if key(cell) in headings:
                found.setdefault(column, place)
    has_name = "name" in found or "first" in found or "last" in found
    return found if has_name and (len(found) > 1 or len(cells) == 1) else None


def _entrant(cells: Sequence[str], columns: dict[str, int] | None, line: int) -> Entrant:
    def cell(column: str, place: int) -> str:
        at = place if columns is None else columns.get(column, -1)
        return cells[at] if 0 <= at < len(cells) else ""

    name = cell("name", 0)
    if columns is not None and not name:
        name = f"{cell('first', -1)} {cell('last', -1)}".strip()
    return Entrant(name=name, school=cell("school", 1), role=cell("role", 2), line=line)
