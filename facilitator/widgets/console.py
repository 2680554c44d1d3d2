"""What the console shows, as content: pure functions of the session, the time and the room there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from textual.content import Content

from sessions import clock as clocks
from sessions import forms, progress, rounds, walls
from sessions.lines import width_of
from sessions.model import Session, Step
from sessions.prompts import Block, render
from sessions.rehearsal import is_rehearsal
from sessions.runsheet import FIXED, Row, length, run_sheet
from sessions.stage import current_step
from sessions.turning import Stages

# So many cells are left to where the room is, whatever else stands beside it.
_PLACE = 22
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
    mark = "REHEARSAL" if is_rehearsal(session.id) else "SAMPLE DATA" if session.meta.sample else ""
    sample = [(f"{mark}  ", "bold $soon")] if mark else []
    return spread(
        [(f"{session.meta.title} · {session.meta.cluster}", "$quiet")],
        [*sample, (f"{local:%H:%M}", "$quiet")],
        width,
    )


def next_rows(session: Session, now: datetime, stage: Stages, width: int) -> Content:
    """What the next press of the button does, and the clock: the two things looked for from across the room. Neither
    is ever cut: what does not fit beside the other goes on a row of its own."""
    lead = "Next  "
    ahead = Content.styled(progress.ahead(session, now, stage).words, "bold $now")
    rows = [
        Content.assemble((lead if number == 0 else " " * len(lead), "$quiet"), row)
        for number, row in enumerate(ahead.wrap(max(20, width - len(lead))))
    ]
    clock = clock_content(session, now)
    gap = width - rows[-1].cell_length - clock.cell_length
    if gap >= 2 or not clock.plain:
        return Content("\n").join([*rows[:-1], Content.assemble(rows[-1], " " * max(0, gap), clock)])
    end = clock.truncate(width, ellipsis=True)
    return Content("\n").join([*rows, Content.assemble(" " * (width - end.cell_length), end)])


def clock_content(session: Session, now: datetime) -> Content:
    """The clock; one that was started for another step, which the room does not see any more, quietly and with that
    step. Once the session is finished there is none."""
    clock = clocks.view(session.clock, now, ZoneInfo(session.meta.zone))
    if clock is None or session.meta.status == "finished":
        return Content("")
    step, other = current_step(session), session.step(session.clock.step)
    if other and step and other.id != step.id:
        return Content.assemble((f"{clock.digits}  {clock.words}, {other.title}", "$quiet"))
    return Content.assemble((f"{clock.digits}  {clock.words}", _LEVELS[clock.level]))


def place_row(session: Session, now: datetime, width: int) -> Content:
    """Where the room is, what else is on the stage, and when it will be over."""
    sheet = run_sheet(session, now)
    step = current_step(session)
    place = f"{_number(session, step)}{step.title}" if step else "Not begun yet"
    if session.meta.status == "finished":
        place = "Finished"
    shown = _shown(session)
    left = [(place, ""), (f"  {shown}" if shown else "", "bold $soon")]
    right = [(f"finish {sheet.expected_finish:%H:%M}, ", ""), (sheet.verdict, "bold")]
    # Where there is room for it beside the place; the run sheet says it too.
    if sheet.slack and width - sum(width_of(text) for text, _ in right) - width_of(sheet.slack) > _PLACE:
        right.insert(0, (f"{sheet.slack} · ", "$quiet"))
    return spread(left, right, width)


def sheet_rows(
    session: Session, now: datetime, looking: str, width: int, height: int
) -> list[tuple[Content, str]]:
    """The run sheet: expected times, planned ones beside them where they differ and there is room, titles, minutes; the
    current step is marked, and what begins at a fixed time. Each row with the id of its step.

    `looking` is the step looked at; what does not fit scrolls so that it stays in sight.
    """
    rows = run_sheet(session, now).rows
    wide = width >= 36 and any(_later(row) for row in rows)
    found: list[tuple[Content, str]] = []
    place = 0
    for row in rows:
        if row.in_hand is not None and abs(row.in_hand) >= timedelta(minutes=1):
            found.append((_hand_row(row.in_hand, width, wide), ""))
        if row.step.id == looking:
            place = len(found)
        found.append((_sheet_row(row, row.step.id == looking, width, wide), row.step.id))
    heading = [(Content.styled("  plan  now", "$quiet"), "")] if wide else []
    height -= len(heading)
    top = max(0, min(place - height // 2, len(found) - height))
    return [*heading, *found[top : top + height]]


def _later(row: Row) -> bool:
    """Whether a step is, or was, not begun when it was planned."""
    return f"{row.planned:%H:%M}" != f"{row.expected:%H:%M}" and row.state != "skipped"


def _hand_row(in_hand: timedelta, width: int, wide: bool) -> Content:
    """The time there is before a fixed one, between two steps of the run sheet."""
    minutes = length(abs(in_hand))
    late = in_hand < timedelta()
    words = f"{minutes} late" if late else f"{minutes} in hand"
    return Content.assemble(
        " " * (14 if wide else 8), (words, "bold $soon" if late else "italic $quiet")
    ).truncate(width, ellipsis=True)


def _sheet_row(row: Row, looked_at: bool, width: int, wide: bool) -> Content:
    mark = {"now": "▸", "done": "✓"}.get(row.state, " ") + (FIXED if row.step.at else " ")
    style = {"now": "bold $now", "done": "$quiet", "skipped": "$quiet"}.get(row.state, "")
    planned, expected = f"{row.planned:%H:%M}", f"{row.expected:%H:%M}"
    if row.state == "skipped":
        # It has no time any more.
        expected = "  –  "
    elif wide and not _later(row):
        expected = " " * 5
    times = f"{planned} {expected} " if wide else f"{expected} "
    left = Content.assemble(
        (mark, style), (times, "$quiet" if row.state != "now" else style), (row.step.title, style)
    )
    minutes = f"{row.step.minutes:>4}"
    room = width - len(minutes)
    if width_of(left.plain) > room:
        left = left.truncate(room, ellipsis=True)
    line = Content.assemble(left, " " * max(0, room - width_of(left.plain)), (minutes, style or "$quiet"))
    return line.stylize("on $band") if looked_at else line


def notes_content(step: Step | None, key: Callable[[str], str], *, close: bool = False) -> Content:
    """The facilitator's own notes on a step; with `close` right under what they are called. `key` gives a command's."""
    head = [Content.assemble(("For you", "$quiet")), *([] if close else [Content("")])]
    if step is None:
        text = Content.assemble(
            "Tick people off as they arrive ",
            (f"({key('live.arrivals')})", "bold"),
            ". When you are ready, press ",
            (key("live.next"), "bold"),
            ".",
        )
        return Content("\n").join([*head, text])
    rows = head
    if step.private:
        for block in render(step.private, {}):
            rows += [block_content(block), Content("")]
    else:
        rows.append(Content.assemble(("No notes of your own for this step.", "$quiet")))
    return Content("\n").join(rows)


def status_content(session: Session, step: Step | None, *, joined: bool = False) -> Content:
    """What comes next and how much has been captured; `joined` as one sentence where there are few rows."""
    lines: list[Content] = []
    if step is not None and forms.has_forms(step):
        got, asked = forms.given(session, step)
        what = "notes" if step.capture else "choices"
        if asked or not forms.nothing_left(session, step):
            lines.append(Content.assemble((f"{what} from {got} of {asked}", "bold")))
        else:
            lines.append(Content.assemble(("nothing from earlier sessions to ask about", "$quiet")))
        if step.capture and step.shared == "room":
            shared = len(walls.on_wall(session))
            lines.append(Content.assemble((f"{shared} on the wall", "$quiet")))
    made = rounds.round_for(session, step) if step else None
    if made is not None:
        odd = sum(1 for group in made.groups if group.reason)
        detail = f", {odd} where a rule had to give" if odd else ""
        lines.append(Content.assemble((f"{len(made.groups)} groups{detail}", "$quiet")))
        present = {person.id for person in rounds.present(session)}
        missing = sum(1 for group in made.groups for person in group.people if person not in present)
        if missing:
            lines.append(Content.assemble((f"{missing} in groups not here: see Pairs", "bold $soon")))
    if any(person.here is not None for person in session.people):
        here = len(rounds.present(session))
        lines.append(Content.assemble((f"{here} of {len(session.people)} here", "$quiet")))
    else:
        lines.append(Content.assemble((f"{len(session.people)} expected, nobody ticked off", "$quiet")))
    following = progress.following(session, step)
    if following is not None:
        lines.append(
            Content.assemble(("then ", "$quiet"), following.title, (f", {following.minutes} min", "$quiet"))
        )
    return Content(" · " if joined else "\n").join(lines)


def block_content(block: Block) -> Content:
    """One block of Markdown as running text."""
    pieces = [
        (span.text, "bold" if span.strong else "italic" if span.emphasis else "") for span in block.spans
    ]
    lead = f"{block.marker} " if block.marker else ""
    return Content.assemble(lead, *pieces)


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
