"""The stage: paints a `StageView` and nothing else, so that nothing private can be on it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from sessions import lettering
from sessions.large_clock import LargeClock, large_clock
from sessions.large_clock import words as clock_words
from sessions.lettering import set_in
from sessions.lines import wrap
from sessions.model import Session
from sessions.pages import DRAWN, Line, Page, Setting, clock_rows, page_with, set_stage, width_of
from sessions.setting import FONTS
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

    def wait(self, words: str, detail: str) -> None:
        """Say to the room that there is nothing to show yet and, small below it, why that is."""
        size = self.cells
        if (words, detail, size) == self._painted:
            return
        self._painted = words, detail, size
        margin = " " * size.left
        fonts = (one for one in FONTS[2:0:-1] if len(words) * lettering.FONTS[one] <= size.wide)
        font = next(fonts, "")
        large = (set_in(font, words, size.wide) if font else None) or (words,)
        rows = [Content(""), *(Content.assemble(margin, (row, "bold $now")) for row in large), Content("")]
        rows += [
            Content.assemble(margin, line_content(line))
            for line in wrap([("quiet", detail)], size.measure, 0)
        ]
        self.update(Content("\n").join(rows), layout=False)


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
    right = _dots(view)
    if len(setting.pages) > 1:
        right.insert(0, (f"page {index + 1} of {len(setting.pages)}   ", "$quiet"))
    if view.clock is None:
        return [_spread(size, [], right)]
    style = _LEVELS[view.clock.level]
    meaning = clock_words(view.clock, away=view.away)
    over = style if view.clock.level == "over" else ""
    if setting.clock_font:
        room = size.wide - sum(width_of(text) for text, _ in right) - 2
        large = size.width >= DRAWN[0] and size.height >= DRAWN[1]
        rows = _time(view.clock.digits, meaning, setting.clock_font, room, over=bool(over), large=large)
        # Letters that reach below the line take the row that is else left free there.
        free = max(0, clock_rows(setting.clock_font, size) - len(rows))
        margin = " " * size.left
        set_rows = [Content.assemble(margin, (row, style), (words, over)) for row, words in rows[:-1]]
        drawn, words = rows[-1]
        return [*set_rows, _spread(size, [(drawn, style), (words, over)], right), *[Content("")] * free]
    return [_spread(size, [(view.clock.digits, style), (f"  {meaning}", over)], right)]


def _time(
    digits: str, meaning: str, font: str, room: int, *, over: bool, large: bool
) -> list[tuple[str, str]]:
    """The time drawn in a font, as rows of drawn letters with what stands beside them in cells. On a `large` stage what
    it means is drawn too, as large or in the smallest letters, as far as there is room; that it is over first."""
    said = f"{digits} {meaning}" if over else f"{digits}  {meaning}"
    head, tail = (f"{digits} over", meaning.removeprefix("over").lstrip(" ,")) if over else (digits, meaning)
    drawn_too = ((said, "", ""), (head, tail, ""), (head, "", tail)) if large else ()
    for first, small, cells in (*drawn_too, (digits, "", meaning)):
        left = set_in(font, first, room) if len(first) * lettering.FONTS[font] <= room else None
        if left is None:
            continue
        wide = max(map(width_of, left))
        beside: tuple[str, ...] = ()
        if small:
            gap = lettering.FONTS[font]
            least = len(small) * lettering.FONTS[lettering.SMALL]
            beside = set_in(lettering.SMALL, small, room) or () if wide + gap + least <= room else ()
            if not beside or len(beside) > len(left):
                continue
            beside = (*[""] * (len(left) - len(beside)), *(" " * gap + row for row in beside))
        fits = wide + 2 + width_of(cells) <= room
        if not fits and first != digits:
            continue
        drawn = [row.ljust(wide) + more for row, more in zip(left, beside or [""] * len(left), strict=True)]
        # Over what else stands on the last row, where it does not fit beside it.
        at = len(drawn) - (1 if fits else 2)
        return [(row, f"  {cells}" if number == at and cells else "") for number, row in enumerate(drawn)]
    return [(digits, f"  {meaning}")]


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
