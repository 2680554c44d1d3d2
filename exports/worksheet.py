"""Sheets to write on: one A4 page a person, from the forms that the session asks people to fill in.

Nothing here knows a template. Every step that asks each person something gets its place: one that is repeated
for statements or areas as a table with a row for each, any other with room to write under each field's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.resources import files

import msgspec

from exports.html import Markup, join, page, tag, text
from exports.paper import SHORT, fields, lines_each, ruled, step_head, to_tick
from exports.words import long_day, sentence, short_day
from frameworks.model import Area, Framework, Group, Statement
from sessions import choices, forms, rounds
from sessions.model import Field, Person, Session, Step
from sessions.prompts import plain
from sessions.text import one_line

# With a table longer than this a sheet fills more than a page, whatever is done; then it flows.
_ROWS_ON_A_PAGE = 8
# Rows for somebody who has yet to choose: as many as the fullest area has statements, within these.
_FEWEST_BLANK_ROWS, _MOST_BLANK_ROWS = 3, 6
# Characters of a title that fit one line in large letters.
_LONG_TITLE = 56
# Definitions of more areas than this would leave no room to write.
_DEFINITIONS = 2


class _Row(msgspec.Struct, frozen=True):
    """One row of a table: what stands in front of the empty cells, or a heading over the rows that follow."""

    label: Markup
    heading: bool = False


def worksheet(session: Session, now: datetime) -> str:
    """One self-contained HTML file that prints one page a person; a single sheet without a name where the
    session has no list of people. `now` is when it was made."""
    people: Sequence[Person | None] = session.people or (None,)
    sheets = [_sheet(session, person) for person in people]
    css = files("exports").joinpath("worksheet.css").read_text(encoding="utf-8")
    made = Markup(f"<!-- Made {now.isoformat(timespec='minutes')} -->")
    return page(f"Worksheets: {one_line(session.meta.title)}", css, join([made, *sheets]))


def _sheet(session: Session, person: Person | None) -> Markup:
    steps = [step for step in session.steps if _asks(step)]
    parts: list[Markup] = [_head(session, person)]
    for used in _frameworks(session, steps):
        parts += [tag("p", plain(task), class_="opening") for task in used.prompts.opening]
    count = lines_each(session, steps)
    flows = False
    introduced: set[str] = set()
    waiting: list[Step] = []
    for step in steps:
        framework = session.framework(step.framework) if _on_areas(step) else None
        if framework is not None and framework.id not in introduced:
            parts += [fields(waiting, count), _introduction(session, step, framework, person)]
            waiting = []
            introduced.add(framework.id)
        if not step.capture or step.source != "person":
            continue
        if step.for_each and framework is not None:
            parts += [fields(waiting, count), _table(session, step, framework, person)]
            flows |= _is_long(_rows(step, framework, _known_areas(session, step, framework, person)))
            waiting = []
        else:
            waiting.append(step)
    parts.append(fields(waiting, count))
    if not any(step.capture and step.source == "person" for step in steps):
        parts.append(ruled())
    parts.append(_foot(session, person))
    body = join([part for part in parts if part])
    return tag("article", Markup("\n"), body, Markup("\n"), class_="sheet flows" if flows else "sheet")


def _asks(step: Step) -> bool:
    """Whether a step leaves each person something to write: fields, or the choice of an area."""
    return (step.source == "person" and bool(step.capture)) or (
        step.choose == "person" and bool(step.framework)
    )


def _on_areas(step: Step) -> bool:
    return bool(step.framework) and (bool(step.for_each) or step.choose == "person")


def _frameworks(session: Session, steps: Iterable[Step]) -> list[Framework]:
    ids = dict.fromkeys(step.framework for step in steps if step.framework)
    return [found for id in ids if (found := session.framework(id)) is not None]


def _head(session: Session, person: Person | None) -> Markup:
    meta = session.meta
    number = forms.sheet_number(session, person.id) if person else 0
    where = " · ".join(part for part in (one_line(meta.cluster), long_day(meta.date)) if part)
    sample = [tag("p", "SAMPLE DATA", class_="sample")] if meta.sample else []
    name = one_line(person.name) if person else ""
    school = one_line(person.school) if person else ""
    return tag(
        "header",
        tag(
            "div", tag("p", where), *sample, tag("p", f"Sheet {number}" if number else "Sheet"), class_="top"
        ),
        tag("h1", one_line(meta.title), class_="long" if len(meta.title) > _LONG_TITLE else ""),
        tag("div", _who("Name", name), _who("School", school), class_="who"),
    )


def _who(label: str, value: str) -> Markup:
    known = tag("b", value) if value else tag("span", class_="blank")
    return tag("p", tag("span", label, class_="label"), known)


def _introduction(session: Session, step: Step, framework: Framework, person: Person | None) -> Markup:
    """The area that is worked on, with its definition; or a line to write one's choice on, with all titles."""
    areas = _known_areas(session, step, framework, person)
    if areas is None:
        return _choice(framework)
    if not 0 < len(areas) <= _DEFINITIONS:
        return Markup("")
    parts = []
    for area in areas:
        parts.append(tag("h2", _label(area.code, area.title)))
        said = plain(area.definition).split("\n\n") if area.definition.strip() else []
        parts += [tag("p", paragraph, class_="definition") for paragraph in said]
    return tag("section", *parts, class_="area")


def _choice(framework: Framework) -> Markup:
    coded = all(area.code for area in framework.areas)
    ask = "write its number here" if coded else "write it here"
    titles = [tag("li", _label(area.code, area.title)) for area in framework.areas]
    return tag(
        "section",
        tag(
            "p",
            tag("b", f"Your {one_line(framework.area)}"),
            tag("small", ask),
            tag("span", class_="blank"),
            class_="choice",
        ),
        tag("ul", *titles, class_="titles"),
        class_="area",
    )


def _known_areas(
    session: Session, step: Step, framework: Framework, person: Person | None
) -> tuple[Area, ...] | None:
    """The areas this person's rows are about: those chosen, or all where nobody chooses; None when each person
    chooses and has not yet."""
    who = []
    if person is not None:
        made = rounds.round_for(session, step)
        group = next((one.id for one in made.groups if person.id in one.people), "") if made else ""
        who = [person.id, group] if group else [person.id]
    refs = [ref.ref for ref in choices.chosen_by(session, *who, framework=framework.id)]
    found = tuple(area for area in framework.areas if area.ref in refs)
    if found:
        return found
    chosen = any(one.choose and one.framework in ("", framework.id) for one in session.steps)
    return None if chosen or step.for_each == "chosen statement" else framework.areas


def _rows(step: Step, framework: Framework, areas: tuple[Area, ...] | None) -> list[_Row]:
    """The rows of a step that is repeated: for statements or areas, or to fill in where those are not known."""
    if step.for_each == "area":
        if areas is None:
            return [_Row(_blank_label(coded=all(area.code for area in framework.areas)))]
        return [_Row(_label(area.code, area.title)) for area in areas]
    return _blank_rows(framework) if areas is None else _statement_rows(areas)


def _is_long(rows: Iterable[_Row]) -> bool:
    return sum(not row.heading for row in rows) > _ROWS_ON_A_PAGE


def _table(session: Session, step: Step, framework: Framework, person: Person | None) -> Markup:
    areas = _known_areas(session, step, framework, person)
    rows = _rows(step, framework, areas)
    first = framework.area if step.for_each == "area" else framework.statement
    head = tag(
        "tr",
        tag("th", sentence(one_line(first)), class_="first"),
        *(_column(field) for field in step.capture),
    )
    table = tag(
        "table",
        tag("thead", head),
        Markup("\n"),
        tag("tbody", join([_row(row, step.capture) for row in rows])),
        class_="rows long" if _is_long(rows) else "rows",
        style="" if _is_long(rows) else _tracks(rows, step.capture, _first_width(areas)),
    )
    return tag("section", step_head(step), table, class_="table", style=f"flex-grow: {2 * max(1, len(rows))}")


def _tracks(rows: Sequence[_Row], fields: Sequence[Field], first: str) -> str:
    """Column widths, and row heights: headings as high as their words, the rest share what the page has left."""
    columns = " ".join("minmax(0, 0.5fr)" if field.kind in SHORT else "minmax(0, 1fr)" for field in fields)
    heights = " ".join("min-content" if row.heading else "minmax(11mm, auto)" for row in rows)
    return f"grid-template-columns: minmax(0, {first}) {columns}; grid-template-rows: min-content {heights}"


def _first_width(areas: tuple[Area, ...] | None) -> str:
    """Statements need a column to be read in; a number to be written in needs little."""
    return "1.1fr" if areas is not None else "0.34fr"


def _statement_rows(areas: Sequence[Area]) -> list[_Row]:
    rows = []
    for area in areas:
        if len(areas) > 1:
            rows.append(_Row(_label(area.code, area.title), heading=True))
        for group in area.groups:
            if group.title.strip() or group.lead_in.strip():
                rows.append(_Row(_group_label(group), heading=True))
            rows += [_Row(_statement(statement)) for statement in group.statements]
    return rows


def _group_label(group: Group) -> Markup:
    words = ": ".join(one_line(part) for part in (group.title, group.lead_in) if part.strip())
    return tag("span", words, class_="group")


def _statement(statement: Statement) -> Markup:
    return _label(statement.code, statement.text)


def _label(code: str, words: str) -> Markup:
    """A code, where there is one, before the words it belongs to."""
    before = (tag("b", one_line(code)), Markup(" ")) if code else ()
    return Markup("".join((*before, text(one_line(words)))))


def _blank_rows(framework: Framework) -> list[_Row]:
    most = max((len(area.statements) for area in framework.areas), default=0)
    coded = all(statement.code for _, statement in framework.statements())
    count = min(max(most, _FEWEST_BLANK_ROWS), _MOST_BLANK_ROWS)
    return [_Row(_blank_label(coded=coded)) for _ in range(count)]


def _blank_label(*, coded: bool) -> Markup:
    return tag("span", "No." if coded else "", tag("span", class_="blank"), class_="number")


def _column(field: Field) -> Markup:
    hint = [tag("small", one_line(field.hint))] if field.hint.strip() else []
    return tag("th", tag("b", one_line(field.name)), *hint)


def _row(row: _Row, fields: Sequence[Field]) -> Markup:
    if row.heading:
        return tag("tr", tag("th", row.label, colspan=str(len(fields) + 1), class_="over"))
    return tag("tr", tag("th", row.label, class_="first"), *(tag("td", to_tick(field)) for field in fields))


def _foot(session: Session, person: Person | None) -> Markup:
    meta = session.meta
    kept = "Seen by you and your facilitator alone, unless it says otherwise."
    if meta.delete_by is not None:
        kept += f" What is typed up from this sheet is deleted by {short_day(meta.delete_by)}."
    number = forms.sheet_number(session, person.id) if person else 0
    return tag("footer", tag("p", kept), tag("p", f"{session.id} · {number}" if number else session.id))
