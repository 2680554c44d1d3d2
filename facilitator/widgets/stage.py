"""The stage: paints a `StageView` and nothing else, so that nothing private can be on it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from sessions.lettering import set_in
from sessions.model import Session
from sessions.pages import Line, Setting, Size, page_with, set_stage, width_of
from sessions.stage import StageView

_STYLES = {
    "plain": "",
    "strong": "bold",
    "emphasis": "italic",
    "heading": "bold $now",
    "marker": "bold $now",
    "quiet": "$quiet",
}
_LEVELS = {"calm": "bold", "soon": "bold $soon", "last": "bold $last", "over": "bold $last"}


class Stage(Static):
    """What the room sees, from the first row of the screen to the last."""

    DEFAULT_CSS = "Stage { width: 1fr; height: 1fr; background: $background; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._painted: object = None

    def paint(self, session: Session, view: StageView) -> None:
        """Paint the view, if anything on it changed."""
        size = Size(self.size.width, self.size.height)
        if (view, size) == self._painted or not size.width:
            return
        self._painted = (view, size)
        self.update(stage_content(session, view, size), layout=False)

    def wait(self, words: str) -> None:
        """Say in one sentence why there is nothing to show yet."""
        if words != self._painted:
            self._painted = words
            self.update(Content.assemble("\n  ", (words, "$quiet")), layout=False)


def stage_content(session: Session, view: StageView, size: Size) -> Content:
    """The whole stage as rows of text, set for its size."""
    if view.kind == "blank":
        return Content("")
    if view.kind == "qr":
        from facilitator.widgets.qr import qr_content

        return qr_content(session, view.qr, size.width, size.height)
    setting = set_stage(view, size)
    index = page_with(view.first, setting.pages)
    margin = " " * size.left
    rows = [top_row(view, size), Content("")]
    rows += [Content.assemble(margin, (line, _STYLES["heading"])) for line in setting.heading]
    if setting.drawn:
        rows.append(Content(""))
    if view.caption:
        rows.append(Content.assemble(margin, (view.caption, _STYLES["quiet"])))
    rows.append(Content(""))
    rows += [Content.assemble(margin, line_content(line)) for line in setting.pages[index].lines]
    bottom = bottom_rows(view, size, index, setting)
    rows += [Content("")] * max(0, size.height - len(bottom) - len(rows))
    return Content("\n").join([*rows, *bottom])


def top_row(view: StageView, size: Size) -> Content:
    """The step's title where the heading is another, and the mark of sample data."""
    title = view.title if view.title != view.heading else view.cluster
    return _spread(size, [(title, "$quiet")], [("SAMPLE DATA", "bold $soon")] if view.sample else [])


def bottom_rows(view: StageView, size: Size, index: int, setting: Setting) -> list[Content]:
    """The clock with its words on the left; pages and progress dots on the right."""
    left: list[tuple[str, str]] = []
    drawn: tuple[str, ...] | None = None
    if view.clock is not None:
        style = _LEVELS[view.clock.level]
        if setting.clock_font and not view.clock_of:
            drawn = set_in(setting.clock_font, view.clock.digits, size.wide)
        words = (f"  {view.clock.words}", style if view.clock.level == "over" else "")
        left = [words if drawn else (view.clock.digits, style), *([] if drawn else [words])]
        if view.clock_of:
            left.append((f"  {view.clock_of}", "$quiet"))
    right: list[tuple[str, str]] = []
    if len(setting.pages) > 1:
        right.append((f"page {index + 1} of {len(setting.pages)}   ", "$quiet"))
    if view.number and view.total <= 24:
        right += [("●" * view.number, "$now"), ("○" * (view.total - view.number), "$quiet")]
    elif view.number:
        right.append((f"{view.number} of {view.total}", "$quiet"))
    if not drawn:
        return [_spread(size, left, right)]
    margin = " " * size.left
    rows = [Content.assemble(margin, (row, style)) for row in drawn[:-1]]
    wide = max(width_of(row) for row in drawn)
    return [*rows, _spread(size, [(drawn[-1].ljust(wide), style), *left], right), Content("")]


def line_content(line: Line) -> Content:
    """One row of set text."""
    return Content.assemble(*((piece.text, _STYLES[piece.style]) for piece in line.pieces))


def _spread(size: Size, left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]]) -> Content:
    """One row with something at either end; the left gives way, so that the row is never wider than the stage."""
    room = size.width - 2 * size.left
    end = Content.assemble(*right)
    head = Content.assemble(*left)
    most = max(1, room - end.cell_length - 1)
    if head.cell_length > most:
        head = head.truncate(most, ellipsis=True)
    gap = max(1, room - head.cell_length - end.cell_length)
    return Content.assemble(" " * size.left, head, " " * gap, end)
