"""Fields on paper: a place to write or to tick for everything that a form asks once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from exports.html import Markup, join, tag
from exports.rows import SHORT, to_tick
from exports.words import sentence
from sessions.model import Field, Kind, Shared, Source, Step
from sessions.text import one_line

# What a page has for tables and fields, in mm, and what a heading, a label and a line to write on take of it.
ROOM, _HEADING, _LABEL, _LINE = 240.0, 6.0, 6.0, 7.5
# A line that can still be written on.
_TIGHT = 5.4
_FEWEST_LINES, _MOST_LINES = 2, 8
# Lines of a page that asks for nothing.
_RULED = 22
# They stand beside the action that they belong to.
_OF_AN_ACTION: tuple[Kind, ...] = ("owner", "due")


class Fields(msgspec.Struct, frozen=True):
    """Steps that ask their fields once, and follow one another on a sheet for `asked`. `uncoded` are the frameworks
    (ids) whose statements have no codes."""

    steps: tuple[Step, ...]
    asked: Source = "person"
    uncoded: frozenset[str] = frozenset()

    @property
    def rows(self) -> int:
        """How many rows of fields there are, and with them labels."""
        return sum(_rows_of(step.capture) for step in self.steps)

    @property
    def headings(self) -> int:
        """How many steps have a heading of their own."""
        return sum(len(step.capture) > 1 for step in self.steps)

    def height(self, count: int) -> float:
        """What they need at least, in mm, if each field has `count` lines."""
        return self.headings * _HEADING + self.rows * (_LABEL + count * _TIGHT)


def lines_each(parts: Sequence[Fields], room: float) -> int:
    """How many lines each field gets: as many as there is room for (in mm), and two where it is crowded. The browser
    then shares out what is left to the millimetre."""
    rows = sum(part.rows for part in parts)
    if not rows:
        return _FEWEST_LINES
    left = room - sum(part.headings for part in parts) * _HEADING
    return max(_FEWEST_LINES, min(_MOST_LINES, int((left / rows - _LABEL) / _LINE)))


def fields(part: Fields, count: int) -> Markup:
    """The fields with `count` lines each. Steps with one field alone stand together under their fields' names."""
    sections: list[Markup] = []
    alone: list[Step] = []
    for step in part.steps:
        if len(step.capture) == 1:
            alone.append(step)
            continue
        sections += [_single(alone, count, part), _several(step, count, part)]
        alone = []
    return join([section for section in [*sections, _single(alone, count, part)] if section])


def seen(shared: Shared, asked: Source) -> str:
    """Who else sees it; what is as usual for a sheet of this kind is said once, at its foot."""
    if shared == "room":
        return "the room sees this"
    return "your group sees this" if shared == "group" and asked == "person" else ""


def step_head(step: Step, asked: Source, uncoded: Collection[str] = ()) -> Markup:
    """A step's title, who else sees what is written, and a place for what is cited; by its words where its framework
    is `uncoded`."""
    words = seen(step.shared, asked)
    return tag("h3", one_line(step.title), *([tag("small", words)] if words else []), _cite(step, uncoded))


def ruled() -> Markup:
    """A ruled sheet, where the session asks people for nothing on paper."""
    paper = [tag("div", class_="line") for _ in range(_RULED)]
    return tag(
        "section", tag("h3", "Notes"), tag("div", *paper, class_="field"), class_="fields", style=_grow(1)
    )


def _single(steps: Sequence[Step], count: int, part: Fields) -> Markup:
    if not steps:
        return Markup("")
    last = len(steps) - 1
    cells = [
        _field(
            step.capture[0],
            count,
            words=seen(step.shared, part.asked),
            cite=_cite(step, part.uncoded),
            wide=number == last and number % 2 == 0,
        )
        for number, step in enumerate(steps)
    ]
    return tag("section", tag("div", *cells, class_="grid"), class_="fields", style=_grow(_pairs(len(cells))))


def _several(step: Step, count: int, part: Fields) -> Markup:
    points = [field for field in step.capture if field.kind == "point"]
    others = [cell for cell in _cells(step.capture) if cell[0].kind != "point"]
    parts = [step_head(step, part.asked, part.uncoded)]
    if others:
        alone = [_alone(others, number) for number in range(len(others))]
        cells = (_cell(cell, count, wide=wide) for cell, wide in zip(others, alone, strict=True))
        parts.append(tag("div", *cells, class_="grid"))
    if points:
        parts.append(tag("div", *(_field(field, count) for field in points), class_="points"))
    return tag("section", *parts, class_="fields", style=_grow(_rows_of(step.capture)))


def _cells(fields: Sequence[Field]) -> list[tuple[Field, ...]]:
    """Fields by themselves, but an action with whose it is and when it is due."""
    found: list[tuple[Field, ...]] = []
    for field in fields:
        if field.kind in _OF_AN_ACTION and found and found[-1][0].kind == "action":
            found[-1] = (*found[-1], field)
        else:
            found.append((field,))
    return found


def _alone(cells: Sequence[tuple[Field, ...]], at: int) -> bool:
    """Whether a cell has a row to itself because none stands beside it: fields stand two by two, an action with
    more to it has a row of its own."""
    if len(cells[at]) > 1:
        return True
    before = 0
    while at > before and len(cells[at - before - 1]) == 1:
        before += 1
    return before % 2 == 0 and (at + 1 == len(cells) or len(cells[at + 1]) > 1)


def _rows_of(fields: Sequence[Field]) -> int:
    """Rows that they take: those that stand alone, half of the others, and every learning point."""
    cells = _cells(fields)
    others = [cell for cell in cells if cell[0].kind != "point"]
    alone = sum(_alone(others, number) for number in range(len(others)))
    return len(cells) - len(others) + alone + _pairs(len(others) - alone)


def _pairs(count: int) -> int:
    return (count + 1) // 2


def _grow(rows: int) -> str:
    """A section's share of the room that is left."""
    return f"flex-grow: {2 * max(1, rows)}"


def _cite(step: Step, uncoded: Collection[str]) -> Markup:
    """A place to write which statements it is about, where the step wants them and has no row for each."""
    if step.for_each not in ("", "choice", "earlier") or not (step.cite.what or step.cite.at_least):
        return Markup("")
    what = sentence(one_line(step.cite.what or "statement"))
    known_by = f"{what}, by its first words" if step.framework in uncoded else f"{what} no."
    return tag("span", known_by, tag("span", class_="blank"), class_="cite")


def _cell(cell: tuple[Field, ...], count: int, *, wide: bool) -> Markup:
    if len(cell) == 1:
        return _field(cell[0], count, wide=wide)
    short = [_field(field, count) for field in cell[1:]]
    return tag("div", _field(cell[0], count), *short, class_="deed" if len(short) > 1 else "deed one")


def _field(
    field: Field, count: int, *, words: str = "", cite: Markup | None = None, wide: bool = False
) -> Markup:
    said = " · ".join(part for part in (one_line(field.hint), words) if part)
    hint = [tag("small", said)] if said else []
    head = tag("p", tag("b", one_line(field.name)), *hint, *([cite] if cite else []), class_="label")
    ticks = to_tick(field)
    if ticks:
        return tag("div", head, ticks, class_="field wide" if wide else "field")
    if field.kind in SHORT or field.kind in ("person", "owner"):
        count = 1
    elif field.kind == "lines":
        count += 1
    lines = (tag("div", class_="line") for _ in range(count))
    return tag("div", head, *lines, class_="field wide" if wide else "field")
