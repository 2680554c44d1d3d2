"""The list of people in columns: a name is whole wherever it can be, and the role gives way before the school does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from facilitator.screens.library_lists import counted
from facilitator.widgets.rows import Cell, line_up
from sessions.model import Person

NOBODYS = "no school"
_NUMBER, _NOTES, _GAP = 3, 8, 2
# What is still made out of a school and a role: "Ysgol Gyfun…", "Deputy hea…".
_LEAST = 11


class Columns(NamedTuple):
    """How many cells each column of a row has, the row's own width included; `notes` 0 where nobody has any."""

    row: int
    name: int
    school: int
    role: int
    notes: int


class Widest(NamedTuple):
    """The cells that the longest name, school and role take, and the numbers of notes where there are any."""

    name: int
    school: int
    role: int
    notes: int

    @classmethod
    def of(cls, people: Sequence[Person], *, noted: bool) -> Widest:
        """What these people take."""

        def most(words: list[str]) -> int:
            return max(map(cell_len, words), default=0)

        return cls(
            most([one.name for one in people]),
            most([one.school or NOBODYS for one in people]),
            most([one.role for one in people]),
            _NOTES if noted else 0,
        )

    def within(self, width: int) -> Columns:
        """The columns in a row of so many cells."""
        around = _NUMBER + _GAP + (self.notes + _GAP if self.notes else 0)
        room = width - around - _GAP * (2 if self.role else 1)
        name = max(1, min(self.name, room - min(self.role, _LEAST) - min(self.school, _LEAST)))
        role = min(self.role, max(_LEAST, (room - name) * 2 // 5))
        school = max(1, min(self.school, room - name - role))
        return Columns(width, name, school, max(0, min(self.role, room - name - school)), self.notes)


def draw(item: tuple[int, Person, int], columns: Columns) -> Content:
    """Someone's row: number, name, school, role, and how many notes are theirs."""
    number, person, written = item
    cells = [
        Cell(str(number), _NUMBER, "$quiet", right=True),
        Cell(person.name, columns.name),
        Cell(person.school or NOBODYS, columns.school, "$quiet"),
    ]
    if columns.role:
        cells.append(Cell(person.role, columns.role, "$quiet"))
    if columns.notes:
        used = sum(cell.width + _GAP for cell in cells)
        cells.append(Cell(counted(written, "note") if written else "", columns.row - used, right=True))
    return line_up(cells, columns.row)
