"""Fields on paper: a place to write or to tick for everything that a form asks once."""

from __future__ import annotations

from collections.abc import Sequence

from exports.html import Markup, join, tag
from exports.words import sentence
from sessions.model import Field, Kind, Session, Shared, Step
from sessions.text import one_line

# Said beside what others see; what nobody else sees is said once, at the foot of the sheet.
_SEEN: dict[Shared, str] = {"own": "", "group": "your group sees this", "room": "the room sees this"}
# Columns in a table that need little room, and fields with little to write.
SHORT: frozenset[Kind] = frozenset({"scale", "date", "yes/no", "rating"})
# What a page has for fields, in mm, and what tables, headings, labels and lines to write on take of it.
_ROOM, _TABLE, _HEADING, _LABEL, _LINE = 225, 115, 6, 6, 8
_MOST_LINES = 8
# Lines of a page that asks for nothing.
_RULED = 22


def to_tick(field: Field) -> Markup:
    """What is printed where one ticks instead of writing; nothing where one writes."""
    options = field.options or (("yes", "no") if field.kind == "yes/no" else ())
    if not options:
        return Markup("")
    return tag("span", *(tag("span", f"☐ {one_line(option)}") for option in options), class_="options")


def lines_each(session: Session, steps: Sequence[Step]) -> int:
    """How many lines each field gets: as many as the page has room for, and two where it is crowded.

    Counted in rows of fields and of tables; the browser then shares out what is left to the millimetre.
    """
    asked = [step for step in steps if step.source == "person"]
    tables = [step for step in asked if step.for_each and session.framework(step.framework)]
    others = [step for step in asked if step not in tables]
    rows = 0.0
    for step in others:
        points = sum(field.kind == "point" for field in step.capture)
        rows += points + (len(step.capture) - points) / 2
    room = _ROOM - _TABLE * len(tables) - _HEADING * len(others)
    return max(2, min(_MOST_LINES, int((room / rows - _LABEL) / _LINE))) if rows else 2


def fields(steps: Sequence[Step], count: int) -> Markup:
    """Steps that ask their fields once. Those with one field alone stand together under their fields' names."""
    sections: list[Markup] = []
    alone: list[Step] = []
    for step in steps:
        if len(step.capture) == 1:
            alone.append(step)
            continue
        sections += [_single(alone, count), _several(step, count)]
        alone = []
    return join([section for section in [*sections, _single(alone, count)] if section])


def _single(steps: Sequence[Step], count: int) -> Markup:
    if not steps:
        return Markup("")
    cells = [_field(step.capture[0], count, seen=_SEEN[step.shared], cite=_cite(step)) for step in steps]
    return tag("section", tag("div", *cells, class_="grid"), class_="fields", style=_grow(len(cells)))


def _several(step: Step, count: int) -> Markup:
    points = [field for field in step.capture if field.kind == "point"]
    others = [field for field in step.capture if field.kind != "point"]
    parts = [step_head(step)]
    if others:
        parts.append(tag("div", *(_field(field, count) for field in others), class_="grid"))
    if points:
        parts.append(tag("div", *(_field(field, count) for field in points), class_="points"))
    return tag("section", *parts, class_="fields", style=_grow(len(others) + 2 * len(points)))


def _grow(cells: int) -> str:
    """A section's share of the room that is left: its rows, for the fields stand two by two."""
    return f"flex-grow: {(cells + 1) // 2 * 2}"


def step_head(step: Step) -> Markup:
    seen = [tag("small", _SEEN[step.shared])] if _SEEN[step.shared] else []
    return tag("h3", one_line(step.title), *seen, _cite(step))


def _cite(step: Step) -> Markup:
    """A place to write which statements it is about, where the step wants them and has no row for each."""
    if step.for_each or not (step.cite.what or step.cite.at_least):
        return Markup("")
    what = sentence(one_line(step.cite.what or "statement"))
    return tag("span", f"{what} no.", tag("span", class_="blank"), class_="cite")


def _field(field: Field, count: int, *, seen: str = "", cite: Markup | None = None) -> Markup:
    said = " · ".join(part for part in (one_line(field.hint), seen) if part)
    hint = [tag("small", said)] if said else []
    head = tag("p", tag("b", one_line(field.name)), *hint, *([cite] if cite else []), class_="label")
    ticks = to_tick(field)
    if ticks:
        return tag("div", head, ticks, class_="field")
    if field.kind in SHORT or field.kind == "person":
        count = 1
    elif field.kind == "lines":
        count += 1
    return tag("div", head, *(tag("div", class_="line") for _ in range(count)), class_="field")


def ruled() -> Markup:
    """A ruled sheet, where the session asks people for nothing on paper."""
    paper = [tag("div", class_="line") for _ in range(_RULED)]
    return tag(
        "section", tag("h3", "Notes"), tag("div", *paper, class_="field"), class_="fields", style=_grow(2)
    )
