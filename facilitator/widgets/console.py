"""What the console shows, as content: pure functions of the session, the time and the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from facilitator.widgets.stage import line_content
from sessions import clock as clocks
from sessions import forms, progress, rounds, walls
from sessions.faces import faces
from sessions.model import Session, Step
from sessions.pages import Size, heading_lines, page_at, width_of
from sessions.prompts import Block, render
from sessions.runsheet import Row, run_sheet
from sessions.stage import StageView, current_step, face_view, stage_view

_LEVELS = {"calm": "bold", "soon": "bold $soon", "last": "bold $last", "over": "bold $last"}


def spread(left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]], width: int) -> Content:
    """One row with something at either end; the left gives way when there is not room for both."""
    end = sum(width_of(text) for text, _ in right)
    head = Content.assemble(*left)
    if width_of(head.plain) > width - end - 2:
        head = head.truncate(max(1, width - end - 2), ellipsis=True)
    gap = max(1, width - width_of(head.plain) - end)
    return Content.assemble(head, " " * gap, *right)


def header(session: Session, now: datetime, width: int) -> Content:
    """Which session this is, and the time of day."""
    local = now.astimezone(ZoneInfo(session.meta.zone))
    sample = [("SAMPLE DATA  ", "bold $soon")] if session.meta.sample else []
    return spread(
        [(f"{session.meta.title} · {session.meta.cluster}", "$quiet")],
        [*sample, (f"{local:%H:%M}", "$quiet")],
        width,
    )


def next_row(session: Session, now: datetime, stage: Size, width: int) -> Content:
    """What the next press of the button does, and the clock: the two things looked for from across the room."""
    clock = clocks.view(session.clock, now, ZoneInfo(session.meta.zone))
    step = current_step(session)
    ends = [(f"{clock.digits}  {clock.words}", _LEVELS[clock.level])] if clock else [("", "")]
    if clock and step and session.clock.step != step.id:
        other = session.step(session.clock.step)
        ends.append((f", {other.title}" if other else "", "$quiet"))
    ahead = progress.ahead(session, now, stage)
    return spread([("Next  ", "$quiet"), (ahead.words, "bold $now")], ends, width)


def place_row(session: Session, now: datetime, width: int) -> Content:
    """Where the room is, what else is on the stage, and when it will be over."""
    sheet = run_sheet(session, now)
    step = current_step(session)
    place = f"{_number(session, step)}{step.title}" if step else "Not begun yet"
    if session.meta.status == "finished":
        place = "Finished"
    shown = _shown(session)
    return spread(
        [(place, ""), (f"  {shown}" if shown else "", "bold $soon")],
        [(f"finish {sheet.expected_finish:%H:%M}, ", ""), (sheet.verdict, "bold")],
        width,
    )


def sheet_rows(session: Session, now: datetime, looking: str, width: int, height: int) -> Content:
    """The run sheet: expected times, planned ones where they differ, titles, minutes; the current step is marked.

    `looking` is the step looked at; what does not fit scrolls so that it stays in sight.
    """
    rows = run_sheet(session, now).rows
    wide = width >= 36 and any(f"{row.planned:%H:%M}" != f"{row.expected:%H:%M}" for row in rows)
    found = [_sheet_row(row, row.step.id == looking, width, wide) for row in rows]
    place = next((number for number, row in enumerate(rows) if row.step.id == looking), 0)
    top = max(0, min(place - height // 2, len(found) - height))
    return Content("\n").join(found[top : top + height])


def _sheet_row(row: Row, looked_at: bool, width: int, wide: bool) -> Content:
    mark = {"now": "▸ ", "done": "✓ ", "skipped": "– "}.get(row.state, "  ")
    style = {"now": "bold $now", "done": "$quiet", "skipped": "$quiet"}.get(row.state, "")
    times = f"{row.expected:%H:%M} "
    if wide:
        planned = f"{row.planned:%H:%M}"
        times = (
            f"{planned} {row.expected:%H:%M} " if planned != f"{row.expected:%H:%M}" else f"{planned}       "
        )
    left = Content.assemble(
        (mark, style), (times, "$quiet" if row.state != "now" else style), (row.step.title, style)
    )
    minutes = f"{row.step.minutes:>4}"
    room = width - len(minutes)
    if width_of(left.plain) > room:
        left = left.truncate(room, ellipsis=True)
    line = Content.assemble(left, " " * max(0, room - width_of(left.plain)), (minutes, style or "$quiet"))
    return line.stylize("on $band") if looked_at else line


def room_view(session: Session, now: datetime, looking: Step | None) -> tuple[str, StageView]:
    """The label and the view of the middle: what the room sees, or the first face of a step looked at."""
    step = current_step(session)
    if looking is not None and (step is None or looking.id != step.id):
        return f"Looking at {looking.title}; the room is elsewhere", face_view(
            session, looking, faces(session, looking)[0], now
        )
    return "The room sees", stage_view(session, now)


def room_content(label: str, view: StageView, width: int, height: int) -> Content:
    """What the room sees, set for the middle of the console."""
    rows = [Content.assemble((label, "$quiet")), Content("")]
    if view.kind == "blank":
        return Content("\n").join([*rows, Content("An empty stage.")])
    if view.kind == "qr":
        return Content("\n").join([*rows, Content("A code to scan.")])
    # The label, and the row that says which page it is, take what a stage has for title and clock.
    size = Size(width + 4, height + 1)
    rows += [Content.assemble((line, "bold")) for line in heading_lines(view, size)]
    if view.caption:
        rows.append(Content.assemble((view.caption, "$quiet")))
    index, found = page_at(view, size)
    if rows[-1].plain:
        rows.append(Content(""))
    rows += [line_content(line) for line in found[index].lines]
    if len(found) > 1:
        rows.append(Content.assemble(("…", "$quiet")))
    return Content("\n").join(rows[:height])


def notes_content(step: Step | None) -> Content:
    """The facilitator's own notes on a step."""
    if step is None:
        text = Content.assemble(
            "Tick people off as they arrive ",
            ("(a)", "bold"),
            ". When you are ready, press ",
            ("PgDn", "bold"),
            ".",
        )
        return Content("\n").join([Content.assemble(("For you", "$quiet")), Content(""), text])
    rows = [Content.assemble(("For you", "$quiet")), Content("")]
    if step.private:
        for block in render(step.private, {}):
            rows += [block_content(block), Content("")]
    else:
        rows.append(Content.assemble(("No notes of your own for this step.", "$quiet")))
    return Content("\n").join(rows)


def status_content(session: Session, step: Step | None) -> Content:
    """What comes next and how much has been captured."""
    lines: list[Content] = []
    if step is not None and forms.has_forms(step):
        got, asked = forms.given(session, step)
        what = "notes" if step.capture else "choices"
        lines.append(Content.assemble((f"{what} from {got} of {asked}", "bold")))
        if step.capture and step.shared == "room":
            shared = sum(len(group.notes) for group in walls.wall(session))
            lines.append(Content.assemble((f"{shared} on the wall", "$quiet")))
    made = rounds.round_for(session, step) if step else None
    if made is not None:
        odd = sum(1 for group in made.groups if group.reason)
        detail = f", {odd} where a rule had to give" if odd else ""
        lines.append(Content.assemble((f"{len(made.groups)} groups{detail}", "$quiet")))
        present = {person.id for person in rounds.present(session)}
        missing = sum(1 for group in made.groups for person in group.people if person not in present)
        if missing:
            lines.append(Content.assemble((f"{missing} in groups not here: k", "bold $soon")))
    if any(person.here is not None for person in session.people):
        here = len(rounds.present(session))
        lines.append(Content.assemble((f"{here} of {len(session.people)} here", "$quiet")))
    else:
        lines.append(Content.assemble((f"{len(session.people)} expected, nobody ticked off", "$quiet")))
    following = _following(session, step)
    if following is not None:
        lines.append(
            Content.assemble(("then ", "$quiet"), following.title, (f", {following.minutes} min", "$quiet"))
        )
    return Content("\n").join(lines)


def block_content(block: Block) -> Content:
    """One block of Markdown as running text."""
    pieces = [
        (span.text, "bold" if span.strong else "italic" if span.emphasis else "") for span in block.spans
    ]
    lead = f"{block.marker} " if block.marker else ""
    return Content.assemble(lead, *pieces)


def _following(session: Session, step: Step | None) -> Step | None:
    ids = [one.id for one in session.steps]
    place = ids.index(step.id) + 1 if step else 0
    return session.steps[place] if place < len(ids) else None


def _number(session: Session, step: Step) -> str:
    ids = [one.id for one in session.steps]
    return f"{ids.index(step.id) + 1} of {len(ids)}  "


def _shown(session: Session) -> str:
    return {
        "wall": "the wall is on the stage",
        "note": "one note is on the stage",
        "qr": "a code is on the stage",
        "blank": "the stage is blank",
    }.get(session.progress.shown.kind, "")
