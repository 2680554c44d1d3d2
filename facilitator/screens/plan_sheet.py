"""What the plan shows: its head, the rows of the run sheet, and the page about one step; all in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from textual.content import Content

from facilitator.screens.library_lists import counted
from facilitator.widgets.page import hanging, running_text
from facilitator.widgets.rows import Cell, Line, line_up
from sessions.dates import long_date, minutes
from sessions.faces import values
from sessions.model import Session, Step
from sessions.prompts import render
from sessions.runsheet import FIXED, Row, RunSheet
from sessions.step_writer import for_each_words
from sessions.text import key

# Gives a command's key as people call it.
Key = Callable[[str], str]
# The line of the room check; no step has such an id.
ROOM = "(room)"

_SOURCES = {"person": "each person", "school": "each school", "room": "the room"}
_SHARED = {"own": "themselves and you", "group": "their group", "room": "the whole room"}
_REPEATED = {"choice": "area or statement chosen", "statement": "statement", "area": "area"}
_STATES = {"done": "done", "now": "now", "ahead": "", "skipped": "left out"}


def head(session: Session, sheet: RunSheet) -> Content:
    """Title, cluster and people, date and times, review and deletion: four lines."""
    meta = session.meta
    begin, end = sheet.planned_start, sheet.planned_finish
    day = long_date(meta.date)
    if session.meta.status != "planned" and begin.date() != meta.date:
        # Tried out, or moved: the times are those of the day it began.
        day += f"; begun {begin:%a} {begin.day} {begin:%b}"
    length = sheet.planned_length // timedelta(minutes=1)
    in_hand = f"; {sheet.slack}" if sheet.slack else ""
    lines = [
        f"{meta.cluster}, {party(session)}",
        f"{day}, {begin:%H:%M} to {end:%H:%M}, {minutes(length)}{in_hand}",
    ]
    dates = []
    if meta.review_date:
        dates.append(f"Review {long_date(meta.review_date)}")
    if meta.delete_by:
        dates.append(f"notes deleted by {meta.delete_by.day} {long_date(meta.delete_by).split(' ', 2)[2]}")
    if session.earlier:
        dates.append(f"{len(session.earlier)} left from last time")
    return Content.assemble((meta.title, "bold"), "\n", "\n".join(lines), "\n", (", ".join(dates), "$quiet"))


def party(session: Session) -> str:
    """How many people from how many schools."""
    if not session.people:
        return "nobody yet"
    schools = len({key(one.school) for one in session.people if one.school})
    people = counted(len(session.people), "person", "people")
    return f"{people} from {counted(schools, 'school')}" if schools else people


def lines(sheet: RunSheet, keys: Key) -> list[Line]:
    """The plan line by line: the room check before everything else, the steps, and when it ends."""
    return [
        Line(ROOM, keys("plan.room")),
        *(Line(row.step.id, row) for row in sheet.rows),
        *(_end(sheet) if sheet.rows else _nothing(keys)),
    ]


def _end(sheet: RunSheet) -> list[Line]:
    words = f" {sheet.planned_finish:%H:%M}  end"
    return [Line("", Content.styled(words, "$quiet"))]


def _nothing(keys: Key) -> list[Line]:
    adding = Content.assemble((keys("plan.add"), "bold $now"), "  adds the first one")
    return [Line(""), Line("", Content("The plan has no steps.")), Line(""), Line("", adding)]


def draw(item: Row | Content | str | None, width: int) -> Content:
    """A step's row: when it starts, its title, its minutes, how people sit, whom it asks. Or the room check, by its
    key; or words that stand as they are."""
    if isinstance(item, str):
        return _room_row(item, width)
    if not isinstance(item, Row):
        return item or Content("")
    step = item.step
    time = f"{FIXED if step.at else ' '}{item.planned:%H:%M}"
    state = _STATES[item.state]
    style = {"now": "bold $now", "done": "$quiet", "skipped": "$quiet"}.get(item.state, "")
    sits = state if item.state in ("now", "skipped") else together(step)
    return line_up(
        [
            Cell(time, 6, "$quiet"),
            Cell(step.title, style=style),
            Cell(str(step.minutes), 3, right=True),
            Cell(sits, 11, "bold $now" if item.state == "now" else "$quiet"),
            Cell(asks(step), 13, "$quiet"),
        ],
        width,
    )


def _room_row(key_name: str, width: int) -> Content:
    # The key stands where the minutes do; what is tried there, in the columns behind it.
    tried = Cell("test card, clicker, bell", 11 + 2 + 13, "$quiet")
    return line_up(
        [
            Cell("", 6),
            Cell("Room check"),
            Cell(key_name, max(3, len(key_name)), "bold $now", right=True),
            tried,
        ],
        width,
    )


def room_page(keys: Key, width: int) -> Content:
    """What the room check is for."""
    words = (
        "A test card as large as the stage, to try the room with before people come: from which row it is read, "
        "whether the clicker works, whether the bell is heard, and whether a phone scans a code."
    )
    opens = Content.assemble((keys("plan.room"), "bold $now"), "  opens it; it changes nothing.")
    return Content.assemble(("Room check", "bold"), "\n\n", hanging("", words, width), "\n\n", opens)


def together(step: Step) -> str:
    """How people sit, in a word or two."""
    if step.together == "groups":
        return f"groups of {step.size or 4}"
    return {"school": "by school", "role": "by role", "same": "same groups"}.get(step.together, step.together)


def asks(step: Step) -> str:
    """From whom something is captured, in a word or two; "" where nothing is."""
    if step.capture and step.source:
        return _SOURCES.get(step.source) or _group_word(step)
    if step.choose:
        return {"room": "room chooses", "pair": "pairs choose", "person": "each chooses"}[step.choose]
    return ""


def page(session: Session, step: Step, width: int) -> Content:
    """A step in full: its settings in words, what the room sees, what the facilitator alone sees."""
    parts: list[Content | str | tuple[str, str]] = [(step.title, "bold"), "\n"]
    parts.append("\n".join(settings(session, step)))
    words = running_text(render(step.prompt, values(session, step)), width)
    parts += ["\n\n", ("The room sees\n", "$quiet"), words if words.plain.strip() else "Only the title."]
    if step.private.strip():
        parts += ["\n\n", ("You alone see\n", "$quiet"), running_text(render(step.private, {}), width)]
    return Content.assemble(*parts)


def settings(session: Session, step: Step) -> list[str]:
    """A step's settings as sentences: time and seating, who chooses, what is captured and who may see it."""
    sits = {"same": _same(session, step), "alone": "alone", "everyone": "everyone together"}
    first = (
        f"{minutes(step.minutes)}, {sits.get(step.together) or f'in {together(step)}'.replace('in by', 'by')}"
    )
    if step.schools != "any":
        first += f", of {'different schools' if step.schools == 'different' else 'the same school'}"
    lines = [f"{first}; begins at {step.at}." if step.at else f"{first}."]
    if step.roles:
        lines.append(f"Roles: {', '.join(step.roles)}.")
    framework = session.framework(step.framework)
    area = framework.area if framework else "area"
    if step.choose:
        who = {"room": "The room chooses", "pair": "Each pair chooses", "person": "Each person chooses"}
        statement = framework.statement if framework else "statement"
        what = {"area": f"a {area}", "group": "a group", "statement": f"a {statement}"}
        most = f", at most {step.choose_most}" if step.choose_most > 1 else ""
        lines.append(f"{who[step.choose]} {what.get(step.choosable, f'any {area} or {statement}')}{most}.")
    if step.capture and step.source:
        each = f", for each {_REPEATED.get(step.for_each) or for_each_words(step)}" if step.for_each else ""
        names = "; ".join(field.name for field in step.capture)
        lines.append(f"From {_SOURCES.get(step.source) or _group_word(step)}{each}: {names}.")
        lines.append(f"Seen by {_SHARED[step.shared]}.")
    return lines


def _group_word(step: Step) -> str:
    return {"pairs": "each pair", "trios": "each trio"}.get(step.together, "each group")


def _same(session: Session, step: Step) -> str:
    home = session.step(step.same_as)
    return f"with the groups of “{home.title}”" if home else "in the same groups"
