"""The middle of the console: what the room sees now, as text, and which page of the room's stage that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace
from textual.content import Content

from facilitator.widgets.stage import line_content
from sessions.faces import faces
from sessions.lines import Line, wrap
from sessions.model import Session, Step
from sessions.pages import heading_lines, page_at, pages
from sessions.prompts import Block, Span
from sessions.stage import StageView, current_step, face_view, stage_view
from sessions.stage_size import PLAIN, Size
from sessions.turning import Stages, stop_at

# Rows enough for all of a face.
_ALL = 10_000


def room_view(session: Session, now: datetime, looking: Step | None, stages: Stages) -> tuple[str, StageView]:
    """The label and the view of the middle: what the room sees, or the first face of a step looked at."""
    step = current_step(session)
    if looking is not None and (step is None or looking.id != step.id):
        return f"Looking at {looking.title}; the room is elsewhere", face_view(
            session, looking, faces(session, looking)[0], now
        )
    view = stage_view(session, now)
    if view.kind == "qr":
        return "The room sees", _named(session, view, stages)
    index, stops = stop_at(view, stages)
    page = f", page {index + 1} of {len(stops)}" if len(stops) > 1 else ""
    return f"The room sees{page}", view


def _named(session: Session, view: StageView, stages: Stages) -> StageView:
    """A view of a code with what it is and where it leads, and whether it fits: on the console it is not painted."""
    from exports import qr
    from facilitator.widgets.qr import unfit

    found = qr.codes(session, today=view.day)
    at = next((number for number, code in enumerate(found) if code.name == view.qr), None)
    if at is None:
        return view
    place = f" ({at + 1} of {len(found)})" if session.progress.shown.kind == "qr" else ""
    small = unfit(session, view.qr, (stages,) if isinstance(stages, Size) else stages)
    blocks = (Block(kind="aside", level=0, marker="", spans=(Span(text=f"It {small}"),)),) if small else ()
    return replace(view, heading=found[at].caption + place, caption=found[at].link, blocks=blocks)


def room_content(
    label: str, view: StageView, width: int, height: int, stages: Stages, *, close: bool = False
) -> Content:
    """What the room sees, set for the middle of the console: the words of the page that is on its stage, in `height`
    rows at the most. With `close` there are few: the heading stands right under the label, and nothing is blank
    but the row under it."""
    rows = [Content.assemble((label, "$quiet")), *([] if close else [Content("")])]
    if view.kind == "blank":
        return Content("\n").join([*rows, Content("An empty stage.")])
    if view.kind == "qr":
        said = [("A code to scan", ""), (view.heading, "bold"), (view.caption, "$quiet")]
        said += [(block.text, "$soon") for block in view.blocks]
        for words, style in said:
            rows += [Content.assemble((row.text, style)) for row in wrap([("plain", words)], width, 0)]
        return Content("\n").join(rows[:height])
    # The label, and the row that says that there is more, take what a stage has for title and clock.
    size = Size(width + 4, height + 1 + close, PLAIN)
    rows += [Content.assemble((line, "bold")) for line in heading_lines(view, size)]
    if view.caption:
        rows.append(Content.assemble((view.caption, "$quiet")))
    lines, more = _lines(view, size, stages)
    if lines:
        rows.append(Content(""))
    if close or len(rows) + sum(line.rows for line in lines) > height:
        # What is blank gives way before a word does.
        lines = [replace(line, rows=1) for line in lines if line.text.strip()]
    if len(rows) + len(lines) > height:
        rows = [row for row in rows if row.plain]
    for line in lines:
        rows += [line_content(line), *[Content("")] * (line.rows - 1)]
    if more or len(rows) > height:
        rows = [*rows[: height - 1], Content.assemble(("…", "$quiet"))]
    return Content("\n").join(rows[:height])


def _lines(view: StageView, size: Size, stages: Stages) -> tuple[Sequence[Line], bool]:
    """The rows, and whether there are more of this page. A list is set in its own way, for here nobody has to find
    themselves in it; of running text it is what is on the room's stage."""
    if view.entries:
        index, found = page_at(view, size)
        return found[index].lines, len(found) > 1
    index, stops = stop_at(view, stages)
    begin, end = stops[index], stops[index + 1] if index + 1 < len(stops) else None
    lines = [line for page in pages(view, Size(size.width, _ALL, PLAIN)) for line in page.lines]
    if not lines:  # a step without words, such as a break
        return (), False
    after = [line.word for line in lines[1:]]
    shown = [
        line
        for line, following in zip(lines, [*after, None], strict=True)
        if (following is None or following > begin) and (end is None or line.word < end)
    ]
    while shown and not shown[0].text.strip():
        shown.pop(0)
    while shown and not shown[-1].text.strip():
        shown.pop()
    return shown, False
