"""The stage: paints a `StageView` and nothing else, so that nothing private can be on it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from sessions import lettering
from sessions.large_clock import LargeClock, large_clock
from sessions.large_clock import words as clock_words
from sessions.lettering import set_in
from sessions.model import Session
from sessions.pages import Line, Page, Setting, clock_rows, page_with, set_stage, width_of
from sessions.stage import StageView
from sessions.stage_size import USUAL, Size

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
    """What the room sees, from the first row of the screen to the last; `text` is how large its text is."""

    DEFAULT_CSS = "Stage { width: 1fr; height: 1fr; background: $background; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.text = USUAL
        self._painted: object = None

    @property
    def cells(self) -> Size:
        """The stage in cells, with its text size."""
        return Size(self.size.width, self.size.height, self.text)

    def paint(self, session: Session, view: StageView) -> None:
        """Paint the view, if anything on it changed."""
        size = self.cells
        # A code is drawn from the session's particulars: its link may be changed while it is shown.
        shown = (view, size, session.meta if view.kind == "qr" else None)
        if shown == self._painted or not size.width:
            return
        self._painted = shown
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

        return qr_content(session, view.qr, size.width, size.height, view.day)
    large = large_clock(view, size)
    if large is not None:
        return _clock_content(view, size, large)
    setting = set_stage(view, size)
    index = page_with(view.first, setting.pages)
    margin = " " * size.left
    heading = setting.heading
    if setting.close:
        sample = [("SAMPLE DATA", "bold $soon")] if view.sample else []
        rows, heading = [_spread(size, [(heading[0], _STYLES["heading"])], sample)], heading[1:]
    else:
        rows = [top_row(view, size), Content("")]
    rows += [Content.assemble(margin, (line, _STYLES["heading"])) for line in heading]
    if setting.drawn:
        rows.append(Content(""))
    if view.caption:
        rows.append(Content.assemble(margin, (view.caption, _STYLES["quiet"])))
    rows.append(Content(""))
    rows += [Content.assemble(margin, row) for row in page_rows(setting.pages[index])]
    bottom = bottom_rows(view, size, index, setting)
    rows += [Content("")] * max(0, size.height - len(bottom) - len(rows))
    return Content("\n").join([*rows, *bottom])


def top_row(view: StageView, size: Size) -> Content:
    """The step's title where the heading is another, and the mark of sample data."""
    # The first page says below where we are.
    title = view.title if view.title != view.heading else "" if view.kind == "waiting" else view.cluster
    return _spread(size, [(title, "$quiet")], [("SAMPLE DATA", "bold $soon")] if view.sample else [])


def _clock_content(view: StageView, size: Size, large: LargeClock) -> Content:
    """A stage that is about the time: that in the middle, what it is for above it and what it means below."""
    margin, clock = " " * size.left, view.clock
    style = _LEVELS[clock.level] if clock else ""
    rows = [top_row(view, size), Content("")]
    rows += [Content.assemble(margin, (row, _STYLES["heading"])) for row in large.heading]
    rows.append(Content(""))
    rows += [Content.assemble(margin, (row, style)) for row in large.time]
    rows.append(Content(""))
    rows += [Content.assemble(margin, (row, "bold")) for row in large.words]
    rows += [Content("")] * (size.height - len(rows) - 1)
    return Content("\n").join([*rows, _spread(size, [], _dots(view))])


def _dots(view: StageView) -> list[tuple[str, str]]:
    """How far the session has come."""
    if not view.number:
        return []
    if view.total > 24:
        return [(f"{view.number} of {view.total}", "$quiet")]
    return [("●" * view.number, "$now"), ("○" * (view.total - view.number), "$quiet")]


def bottom_rows(view: StageView, size: Size, index: int, setting: Setting) -> list[Content]:
    """The clock with its words on the left; pages and progress dots on the right."""
    left: list[tuple[str, str]] = []
    drawn: tuple[str, ...] | None = None
    right = _dots(view)
    if len(setting.pages) > 1:
        right.insert(0, (f"page {index + 1} of {len(setting.pages)}   ", "$quiet"))
    if view.clock is not None:
        style = _LEVELS[view.clock.level]
        meaning = clock_words(view.clock, away=view.away)
        said = f"{view.clock.digits}  {meaning}"
        words = (f"  {meaning}", style if view.clock.level == "over" else "")
        if setting.clock_font:
            # The words as large as the time, where there is room for both on one row.
            beside = size.wide - sum(width_of(text) for text, _ in right) - 2
            whole = len(said) * lettering.FONTS[setting.clock_font] <= beside
            drawn = set_in(setting.clock_font, said if whole else view.clock.digits, size.wide)
            left = [] if whole else [words]
        if not drawn:
            left = [(view.clock.digits, style), words]
    if not drawn:
        return [_spread(size, left, right)]
    margin = " " * size.left
    rows = [Content.assemble(margin, (row, style)) for row in drawn[:-1]]
    wide = max(width_of(row) for row in drawn)
    # Letters that reach below the line take the row that is else left free there.
    free = [Content("")] * (clock_rows(setting.clock_font, size) - len(drawn))
    return [*rows, _spread(size, [(drawn[-1].ljust(wide), style), *left], right), *free]


def page_rows(page: Page) -> list[Content]:
    """A page as rows of cells. Below its last line nothing is left free: on a full page there is no room for it."""
    rows: list[Content] = []
    for number, line in enumerate(page.lines, 1):
        large = page.letters and line.text.strip() and not line.small
        drawn = _drawn(line, page.letters) if large else [line_content(line)]
        free = line.rows - len(drawn) if number < len(page.lines) else 0
        rows += [*drawn, *[Content("")] * free]
    return rows


def _drawn(line: Line, font: str) -> list[Content]:
    """A line of text drawn from blocks, each piece of it in its style."""
    first, last = lettering.used(font, line.text)
    pieces = [(lettering.draw(font, piece.text), _STYLES[piece.style]) for piece in line.pieces]
    return [Content.assemble(*((rows[row], style) for rows, style in pieces)) for row in range(first, last)]


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
