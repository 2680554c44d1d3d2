"""Sheets to write on, from the forms that the session asks: one A4 page a person, and behind these what schools and
groups fill in together.

Nothing here knows a template. A step that is repeated gets a table with a row for each thing, any other one room to
write under each field's name. What asks for little goes on slips, several to a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from math import ceil

import msgspec
from msgspec.structs import replace

from exports.html import Markup, join, page, tag
from exports.paper import ROOM, Fields, fields, lines_each, ruled, step_head
from exports.rows import Table, called, in_play, label, render, table
from exports.sheets import Sheet, sheets
from exports.words import long_day, short_day
from frameworks.model import Area, Framework
from sessions import forms, planning, rounds
from sessions.forms import Subject
from sessions.model import Session, Step, Template
from sessions.prompts import placeholders, plain
from sessions.text import one_line
from sessions.topics import area_of

# Characters of a title that fit one line in large letters.
_LONG_TITLE = 56
# Definitions of more areas than this would leave no room to write.
_DEFINITIONS = 2
# The lines that each field has on a slip; its head, a row of fields with their lines, and what of a page it may take
# at most, in mm.
_SLIP_LINES, _SLIP_HEAD, _SLIP_ROW, _SLIP = 3, 32.0, 30.0, 133.0
# What a row of a table gets besides its least height where fields share the page with it, in mm.
_AIR = 4.0
# Characters in a line of a definition, what such a line takes in mm, and what a line of titles does.
_NOTHING_LEFT = "Nothing is brought here from an earlier session."
_DEFINITION, _DEFINITION_LINE, _TITLE_LINE = 135, 3.6, 4.2


def worksheet(session: Session, now: datetime, groups: int = 0) -> str:
    """One self-contained HTML file that prints a sheet for each person, each school and each group that is asked for
    something. Where groups are still to be made it has as many blank ones as there will be, or `groups` of them; one
    blank sheet where people or schools are not known. `now` is when it was made."""
    body: list[Markup] = []
    slips: list[Markup] = []
    for sheet in sheets(session, groups):
        markup, is_slip = _sheet(session, sheet)
        if not is_slip:
            body += [_together(slips), markup]
            slips = []
        else:
            slips.append(markup)
    css = files("exports").joinpath("worksheet.css").read_text(encoding="utf-8")
    note = Markup(f"<!-- Made {now.isoformat(timespec='minutes')} -->")
    return page(f"Worksheets: {one_line(session.meta.title)}", css, join([note, *body, _together(slips)]))


def blank(template: Template, frameworks: Mapping[str, Framework], now: datetime) -> Session:
    """A session without an id, day and people: the worksheets of a template are its blank ones. `frameworks` are those
    that are here, by id. Raises MissingFramework."""
    made = planning.new_session((template,), frameworks, cluster="", day=now.date(), now=now, zone="UTC")
    return replace(made, meta=replace(made.meta, id="", review_date=None, delete_by=None))


def _together(slips: Sequence[Markup]) -> Markup:
    return tag("div", Markup("\n"), join(list(slips)), Markup("\n"), class_="slips") if slips else Markup("")


def _sheet(session: Session, sheet: Sheet) -> tuple[Markup, bool]:
    """A sheet as it is printed, and whether it is a slip."""
    source = sheet.subject.kind
    parts: list[Markup | Table | Fields] = []
    used = 0.0
    if source == "person":
        for task in _openings(session):
            parts.append(tag("p", plain(task), class_="opening"))
            used += _TITLE_LINE
    introduced: set[str] = set()
    uncoded = _uncoded(session)
    said = False
    for step in sheet.steps:
        subject = _at(session, step, sheet.subject)
        framework = session.framework(step.framework)
        if framework is not None and framework.id not in introduced and _on_areas(step):
            introduction, height = _introduction(session, step, framework, subject)
            parts.append(introduction)
            used += height
            introduced.add(framework.id)
        if not step.capture or step.source != source:
            continue
        # On a blank sheet there is room for what somebody brings.
        if session.meta.id and forms.nothing_left(session, step):
            if not said:
                parts.append(tag("p", _NOTHING_LEFT, class_="definition"))
                used += _TITLE_LINE
            said = True
            continue
        made = table(session, step, subject)
        before = parts[-1] if parts else None
        if made is not None:
            parts.append(made)
        elif isinstance(before, Fields):
            parts[-1] = Fields((*before.steps, step), source, uncoded)
        else:
            parts.append(Fields((step,), source, uncoded))
    return _printed(session, sheet, [part for part in parts if part], used)


def _printed(
    session: Session, sheet: Sheet, parts: Sequence[Markup | Table | Fields], used: float
) -> tuple[Markup, bool]:
    tables = [part for part in parts if isinstance(part, Table)]
    asked = [part for part in parts if isinstance(part, Fields)]
    least = used + sum(part.height for part in tables)
    air = sum(len(part.rows) * _AIR for part in tables)
    count = lines_each(asked, ROOM - least - air)
    little = _SLIP_HEAD + sum(part.rows * _SLIP_ROW + part.headings * 6 for part in asked) <= _SLIP
    slip = sheet.subject.kind != "person" and bool(asked) and not tables and little
    flows = least + sum(part.height(count) for part in asked) > ROOM
    if slip:
        count = _SLIP_LINES
    body: list[Markup] = []
    for part in parts:
        if isinstance(part, Table):
            grow = f"flex-grow: {2 * max(1, len(part.rows))}"
            head = step_head(part.step, sheet.subject.kind, _uncoded(session))
            body.append(tag("section", head, render(part, long=flows), class_="table", style=grow))
        else:
            body.append(fields(part, count) if isinstance(part, Fields) else part)
    if not tables and not asked:
        body.append(ruled())
    inside = join([_head(session, sheet), *body, _foot(session, sheet)])
    kind = "slip" if slip else "sheet flows" if flows else "sheet"
    return tag("article", Markup("\n"), inside, Markup("\n"), class_=kind), slip


def _uncoded(session: Session) -> frozenset[str]:
    """The frameworks (ids) whose statements are known by their words."""
    return frozenset(
        used.id
        for used in session.frameworks
        if not all(statement.code for _, statement in used.framework.statements())
    )


def _openings(session: Session) -> Iterable[str]:
    """The opening tasks of the frameworks of which the room is shown them."""
    ids = dict.fromkeys(step.framework for step in session.steps if "opening" in placeholders(step.prompt))
    return [task for id in ids if (found := session.framework(id)) for task in found.prompts.opening]


def _at(session: Session, step: Step, subject: Subject) -> Subject:
    """Someone with the group they sit in at a step: what that has chosen counts for them."""
    if subject.kind != "person" or not subject.id:
        return subject
    made = rounds.round_for(session, step)
    group = next((one.id for one in made.groups if subject.id in one.people), "") if made else ""
    return msgspec.structs.replace(subject, group=group)


def _on_areas(step: Step) -> bool:
    return bool(step.framework) and (
        step.for_each in ("chosen statement", "statement", "area", "choice") or bool(step.choose)
    )


def _introduction(
    session: Session, step: Step, framework: Framework, subject: Subject
) -> tuple[Markup, float]:
    """The area that is worked on, with its definition; or a line to write one's choice on, with all titles. With it
    its height in mm."""
    refs = in_play(session, step, framework, subject)
    if refs is None:
        return _choice(framework, step)
    areas: list[Area] = []
    for ref in refs:
        area = area_of(session, ref)
        if area is None or area in areas:
            continue
        # The title alone says something only where it is what was chosen.
        if area.definition.strip() or area.ref == ref.ref:
            areas.append(area)
    if not 0 < len(areas) <= _DEFINITIONS:
        return Markup(""), 0.0
    parts, height = [], 0.0
    for area in areas:
        parts.append(tag("h2", label(area.code, area.title)))
        said = plain(area.definition).split("\n\n") if area.definition.strip() else []
        parts += [tag("p", paragraph, class_="definition") for paragraph in said]
        height += 6 + sum(ceil(len(one) / _DEFINITION) * _DEFINITION_LINE for one in said)
    return tag("section", *parts, class_="area"), height


def _choice(framework: Framework, step: Step) -> tuple[Markup, float]:
    """The titles to choose from, and a line to write one's choice on; where several may be chosen, the rows of the
    table are the lines."""
    parts, height = [], 0.0
    one = step.choose_most == 1 or (step.choose_most == 0 and step.choosable == "area")
    if step.choose in ("person", "pair") and one:
        what = one_line(called(framework, step.choosable))
        coded = step.choosable == "area" and all(area.code for area in framework.areas)
        ask = tag("small", "write its number here" if coded else "write it here")
        parts.append(tag("p", tag("b", f"Your {what}"), ask, tag("span", class_="blank"), class_="choice"))
        height += 7
    if step.choosable in ("area", "anything") and len(framework.areas) > 1:
        titles = [tag("li", label(area.code, area.title)) for area in framework.areas]
        parts.append(tag("ul", *titles, class_="titles"))
        height += ceil(len(titles) / 2) * _TITLE_LINE
    return tag("section", *parts, class_="area") if parts else Markup(""), height


def _head(session: Session, sheet: Sheet) -> Markup:
    meta = session.meta
    where = tag("p", " · ".join(part for part in (one_line(meta.cluster), long_day(meta.date)) if part))
    if not meta.id:
        where = tag("p", "Date", tag("span", class_="blank"), class_="day")
    sample = [tag("p", "SAMPLE DATA", class_="sample")] if meta.sample else []
    kind = f"Sheet {sheet.number}" if sheet.number else "Sheet"
    which = kind if sheet.subject.kind == "person" else f"For {sheet.called}"
    return tag(
        "header",
        tag("div", where, *sample, tag("p", which), class_="top"),
        tag("h1", one_line(meta.title), class_="long" if len(meta.title) > _LONG_TITLE else ""),
        tag("div", *(_who(name, one_line(value)) for name, value in sheet.who), class_="who"),
    )


def _who(label: str, value: str) -> Markup:
    known = tag("b", value) if value else tag("span", class_="blank")
    return tag("p", tag("span", label, class_="label"), known)


def _foot(session: Session, sheet: Sheet) -> Markup:
    meta = session.meta
    kept = f"Seen by {sheet.called} and your facilitator alone, unless it says otherwise."
    if meta.delete_by is not None:
        kept += f" What is typed up from this sheet is deleted by {short_day(meta.delete_by)}."
    brought = [item for step in sheet.steps for item in forms.asked_of(session, sheet.subject, step)]
    days = [item.delete_by for item in brought if item.delete_by is not None]
    if days and (meta.delete_by is None or min(days) < meta.delete_by):
        kept += f" Its words from earlier sessions are deleted by {short_day(min(days))}: this sheet goes then too."
    which = f"{session.id} · {sheet.number}" if sheet.number else session.id
    return tag("footer", tag("p", kept), tag("p", which))
