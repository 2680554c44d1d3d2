"""Tables on paper: a row for everything that a form is repeated for, known or still to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import msgspec

from exports.html import Markup, join, tag, text
from exports.words import sentence, short_day
from frameworks.model import Framework, Statement
from sessions import choices, forms
from sessions.answers import points
from sessions.earlier import whose
from sessions.forms import Subject
from sessions.model import Choosable, Earlier, Field, Kind, Ref, Session, Step
from sessions.text import one_line
from sessions.topics import CALLED, area_of, examples_for, statements_in, topic

# Columns that need little room: what is ticked, and dates.
SHORT: frozenset[Kind] = frozenset({"scale", "date", "due", "yes/no", "rating", "state"})
# Rows for what is not known yet: as many as the fullest area has statements, within these; a few for what nobody
# left; and for what somebody may choose without a number that is suggested.
_FEWEST, _MOST = 3, 6
_FEW = 3
# A row's least height in mm, and what a line of its words, a box to tick, a heading over rows, the heads and a
# line of a hint in them take.
_ROW, _LINE, _TICK, _OVER, _HEAD, _HINT = 11.0, 3.5, 3.7, 6.0, 12.5, 2.9
# A page's width in mm, and that of a character of a column's name and of its hint.
_PAGE, _BOLD, _SMALL = 186.0, 2.0, 1.35
# Characters in a line of the first column, and of the examples, which stand in two columns.
_FIRST, _EXAMPLES = 42, 88
# How wide a column of boxes to tick is at least and at most, and what a character and its box take, all in mm.
_NARROW, _BROAD, _CHAR, _BOX = 17.0, 31.0, 1.45, 8.0


class Row(msgspec.Struct, frozen=True):
    """One row: what stands in front of the empty cells, or a heading over the rows that follow. `height` is what
    it needs at least, in mm."""

    label: Markup
    heading: bool = False
    height: float = _ROW


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A step that is repeated. `first` is what its first column is called; `known` says that its rows say what
    they are about; `examples` are printed below."""

    step: Step
    first: str
    rows: tuple[Row, ...]
    known: bool = True
    examples: tuple[Statement, ...] = ()

    @property
    def height(self) -> float:
        """What it needs at least, in mm."""
        ticks = max((sum(map(_lines_of, points(field))) for field in self.step.capture), default=0)
        rows = sum(row.height if row.heading else max(row.height, ticks * _TICK + 2) for row in self.rows)
        lines = sum(ceil(len(one.label) / _EXAMPLES) for one in self.examples)
        heads = max(map(self._head, self.step.capture), default=0)
        return _HEAD + heads + rows + (4 + lines * _HINT / 2 if lines else 0)

    def _head(self, field: Field) -> float:
        """What a column's head needs beyond the first line of its name, in mm."""
        narrow = _narrow(field)
        width = narrow or _PAGE / (len(self.step.capture) + 1)
        names, hints = ceil(len(field.name) * _BOLD / width), ceil(len(field.hint) * _SMALL / width)
        return max(0, names - 1) * _LINE + hints * _HINT


def table(session: Session, step: Step, subject: Subject) -> Table | None:
    """A step's table for someone; None for one that asks its fields once."""
    framework = session.framework(step.framework)
    if step.for_each == "earlier":
        items = forms.asked_of(session, subject, step)
        # Somebody of whom nothing was left may still have something to say.
        rows = tuple(_left(session, item) for item in items) or tuple(_to_write() for _ in range(_FEW))
        return Table(step=step, first="From last time", rows=rows)
    if step.for_each == "choice":
        return _of_choice(session, step, framework, forms.areas_in_play(session, subject, step.framework))
    if not step.for_each or framework is None:
        return None
    refs = in_play(session, step, framework, subject)
    if step.for_each == "area":
        areas = dict.fromkeys(area.ref for ref in refs or () if (area := area_of(session, ref)) is not None)
        found = [area for area in framework.areas if area.ref in areas]
        blank = _blank(coded=all(area.code for area in framework.areas))
        rows = (blank,) if refs is None else tuple(_row(area.code, area.title) for area in found)
        return Table(step=step, first=framework.area, rows=rows, known=refs is not None)
    examples = _examples(session, step, refs or ())
    rows = _blank_rows(framework) if refs is None else _statements(session, step, refs)
    return Table(step=step, first=framework.statement, rows=rows, known=refs is not None, examples=examples)


def in_play(session: Session, step: Step, framework: Framework, subject: Subject) -> tuple[Ref, ...] | None:
    """What someone's rows are about: what was chosen, or everything where nobody chooses; None when somebody
    chooses and has not yet."""
    refs = forms.areas_in_play(session, subject, framework.id)
    if refs:
        return refs
    chosen = any(one.choose and one.framework in ("", framework.id) for one in session.steps)
    if chosen or step.for_each in ("chosen statement", "choice"):
        return None
    return choices.all_areas(session, framework.id)


def render(made: Table, *, long: bool) -> Markup:
    """The table, its rows sharing the height there is, or (`long`) flowing over pages; its examples below."""
    head = tag(
        "tr",
        tag("th", sentence(one_line(made.first)), class_="first"),
        *(_column(field) for field in made.step.capture),
    )
    found = tag(
        "table",
        tag("thead", head),
        Markup("\n"),
        tag("tbody", join([_cells(row, made.step.capture) for row in made.rows])),
        class_="rows long" if long else "rows",
        style="" if long else _tracks(made),
    )
    if not made.examples:
        return found
    items = [tag("li", label(one.code, one.text)) for one in made.examples]
    title = tag("p", tag("b", one_line(made.step.examples)), ", as examples", class_="title")
    return join([found, tag("div", title, tag("ul", *items), class_="examples")])


def label(code: str, words: str) -> Markup:
    """A code, where there is one, before the words it belongs to."""
    before = (tag("b", one_line(code)), Markup(" ")) if code else ()
    return Markup("".join((*before, text(one_line(words)))))


def _of_choice(session: Session, step: Step, framework: Framework | None, refs: Sequence[Ref]) -> Table:
    """A row for each thing that was chosen, whatever it is, or as many as are suggested to write one's choice in."""
    asks = next((one for one in session.steps if one.choose and one.framework == step.framework), step)
    what = called(framework, asks.choosable)
    if refs:
        rows = tuple(_chosen(session, ref) for ref in refs)
        return Table(step=step, first=what, rows=rows, examples=_examples(session, step, refs))
    codes: list[str] = []
    if framework is not None and asks.choosable == "area":
        codes = [one.code for one in framework.areas]
    elif framework is not None and asks.choosable == "statement":
        codes = [one.code for _, one in framework.statements()]
    coded = bool(codes) and all(codes)
    count = asks.choose_most or _FEW
    rows = tuple(_blank(coded=True) if coded else _to_write() for _ in range(count))
    return Table(step=step, first=what, rows=rows, known=not coded)


def called(framework: Framework | None, what: Choosable) -> str:
    """What one calls that which is chosen."""
    if framework is None or what == "anything":
        return "What you chose"
    return {"area": framework.area, "group": "group"}.get(what, framework.statement)


def _chosen(session: Session, ref: Ref) -> Row:
    found = topic(session, ref)
    if found is None:
        return _to_write()
    within = (Markup(" "), tag("small", one_line(found.within))) if found.kind == "group" else ()
    said = label(found.code, found.text)
    return Row(Markup("".join((said, *within))), height=_tall(f"{found.label} {found.within}"))


def _left(session: Session, item: Earlier) -> Row:
    said = f"{CALLED[item.kind].title}, {short_day(item.day)}"
    if theirs := one_line(whose(session, item)):
        said += f" · {theirs}"
    if item.due is not None:
        said += f" · by {'the review on ' if item.by_review else ''}{short_day(item.due)}"
    words = text(one_line(item.text))
    height = _tall(item.text) + _LINE
    return Row(Markup(words + tag("small", said, class_="when")), height=height)


def _statements(session: Session, step: Step, refs: Sequence[Ref]) -> tuple[Row, ...]:
    """A row for each statement of what is worked on, under the headings that its framework has."""
    rows: list[Row] = []
    areas = list(dict.fromkeys(area.ref for ref in refs if (area := area_of(session, ref)) is not None))
    wanted = {(one.framework, one.ref) for ref in refs for one in statements_in(session, ref, step.examples)}
    framework = session.framework(step.framework)
    for area in framework.areas if framework else ():
        if area.ref not in areas:
            continue
        if len(areas) > 1:
            rows.append(Row(label(area.code, area.title), heading=True, height=_OVER))
        for group in area.groups:
            there = [one for one in group.statements if (step.framework, one.ref) in wanted]
            title = ": ".join(one_line(part) for part in (group.title, group.lead_in) if part.strip())
            if there and title:
                rows.append(Row(tag("span", title, class_="group"), heading=True, height=_OVER))
            rows += [_row(one.code, one.text) for one in there]
    return tuple(rows)


def _examples(session: Session, step: Step, refs: Sequence[Ref]) -> tuple[Statement, ...]:
    found = {one.ref: one for ref in refs for one in examples_for(session, ref, step.examples)}
    return tuple(found.values())


def _row(code: str, words: str) -> Row:
    return Row(label(code, words), height=_tall(f"{code} {words}"))


def _tall(words: str) -> float:
    return max(_ROW, ceil(len(words) / _FIRST) * _LINE + 2)


def _blank_rows(framework: Framework) -> tuple[Row, ...]:
    most = max((len(area.statements) for area in framework.areas), default=0)
    coded = all(statement.code for _, statement in framework.statements())
    return tuple(_blank(coded=coded) for _ in range(min(max(most, _FEWEST), _MOST)))


def _blank(*, coded: bool) -> Row:
    return Row(tag("span", "No." if coded else "", tag("span", class_="blank"), class_="number"))


def _to_write() -> Row:
    """A row in which one writes what it is about, in words or by its code."""
    lines = (tag("span", class_="blank"), tag("span", class_="blank"))
    return Row(tag("span", *lines, class_="words"), height=_ROW + 4.5)


def _column(field: Field) -> Markup:
    hint = [tag("small", one_line(field.hint))] if field.hint.strip() else []
    return tag("th", tag("b", one_line(field.name)), *hint)


def _cells(row: Row, fields: Sequence[Field]) -> Markup:
    if row.heading:
        return tag("tr", tag("th", row.label, colspan=str(len(fields) + 1), class_="over"))
    return tag("tr", tag("th", row.label, class_="first"), *(tag("td", to_tick(field)) for field in fields))


def to_tick(field: Field) -> Markup:
    """What is printed where one ticks instead of writing; nothing where one writes."""
    options = points(field)
    if not options:
        return Markup("")
    return tag("span", *(tag("span", f"☐ {one_line(option)}") for option in options), class_="options")


def _tracks(made: Table) -> str:
    """Column widths, and row heights: headings as high as their words, the rest share what the page has left.
    Statements need a column to be read in; a number to be written in needs little."""
    columns = " ".join(map(_width, made.step.capture))
    heights = " ".join("min-content" if row.heading else "minmax(11mm, auto)" for row in made.rows)
    first = "1.1fr" if made.known else "0.34fr"
    return f"grid-template-columns: minmax(0, {first}) {columns}; grid-template-rows: min-content {heights}"


def _width(field: Field) -> str:
    """A column that is ticked is as wide as its longest point; one for a name or a date takes less than words do."""
    if narrow := _narrow(field):
        return f"{narrow:.0f}mm"
    if field.kind in ("owner", "person"):
        return "minmax(0, 0.55fr)"
    return "minmax(0, 0.5fr)" if field.kind in SHORT else "minmax(0, 1fr)"


def _narrow(field: Field) -> float:
    """How wide the column of a field that is ticked is, in mm; 0 for one in which one writes."""
    longest = max(map(len, points(field)), default=0)
    return min(_BROAD, max(_NARROW, longest * _CHAR + _BOX)) if longest else 0.0


def _lines_of(point: str) -> int:
    """How many lines a box with its words takes in a column as wide as they get."""
    return ceil((len(point) * _CHAR + _BOX) / _BROAD)
