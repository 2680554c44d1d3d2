"""The parts of the hand-outs' page: what there is to hand out, and a long text of which what is seen is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.screens.hand_out_preview import Row, Style
from facilitator.widgets.rows import Rows


def broken(row: Row, width: int) -> list[str]:
    """A row in lines of at most so many cells: between words where it can be, else within one."""
    text = row.text
    wide = (lambda some: len(some)) if text.isascii() else cell_len
    if wide(text) <= width:
        return [text]
    found: list[str] = []
    indent = " " * min(row.again, width // 2)
    while text:
        lead = indent if found else ""
        room = width - len(lead)
        if wide(text) <= room:
            found.append(lead + text)
            break
        cut = room if text.isascii() else _cells(text, room)
        # A blank just behind the last cell is a place to break too.
        space = text.rfind(" ", 0, cut + 1)
        if space > len(text[:space]) - len(text[:space].lstrip()) and text[:space].strip():
            found.append(lead + text[:space].rstrip())
            text = text[space:].lstrip()
        else:
            found.append(lead + text[:cut])
            text = text[cut:]
    return found


class Broken(NamedTuple):
    """Rows, and the lines they make at a width."""

    rows: Sequence[Row]
    lines: Sequence[tuple[str, Style]]
    width: int


def break_rows(rows: Sequence[Row], width: int) -> Broken:
    """Rows in lines of at most so many cells; without a width there are none."""
    lines = [(line, row.style) for row in rows for line in broken(row, width)] if width > 0 else []
    return Broken(rows, lines, width)


def _cells(text: str, room: int) -> int:
    """How many characters fit into so many cells, one at least."""
    used = 0
    for count, char in enumerate(text):
        used += get_character_cell_size(char)
        if used > room:
            return max(1, count)
    return len(text)


class Kinds(Rows, inherit_bindings=False):
    """What there is to hand out. The page keys turn what is shown beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
    ]


class Sheet(ScrollView, can_focus=False):
    """Rows of text, broken for the width there is; `show` says which. The screen's own keys turn it."""

    DEFAULT_CSS = """
    Sheet { height: 1fr; background: $background; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
            scrollbar-gutter: stable; }
    Sheet > .sheet--plain { color: $foreground; }
    Sheet > .sheet--strong { color: $foreground; text-style: bold; }
    Sheet > .sheet--quiet { color: $quiet; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"sheet--plain", "sheet--strong", "sheet--quiet"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._start = 0
        self._lines: Sequence[tuple[str, Style]] = ()
        self._measure = 0

    @property
    def text(self) -> str:
        """What is in it."""
        return "\n".join(row.text for row in self._rows)

    def show(self, text: Broken, start: int = 0, *, more: bool = False) -> None:
        """Show this text from the row at `start` on; what stands above can be scrolled to. `more` says that it begins
        as what is shown does, so that it stays where it is."""
        self._rows, self._start = text.rows, start
        if text.width == self.measure:
            self._set(text.lines)
        else:
            self._set(break_rows(text.rows, self.measure).lines)
        if not more:
            self._begin()
            # Its new length is not laid out yet.
            self.call_after_refresh(self._begin)

    def turn(self, by: int) -> None:
        """On by a screenful, or back."""
        self.scroll_relative(y=by * max(1, self.size.height - 2), animate=False)

    @property
    def measure(self) -> int:
        """The width in which its rows are broken: not quite up to the scrollbar."""
        return max(0, self.scrollable_content_region.width - 1)

    def on_resize(self) -> None:
        """Break the rows for the new width."""
        if self.measure != self._measure:
            first = not self._measure
            self._set(break_rows(self._rows, self.measure).lines)
            if first:
                self.call_after_refresh(self._begin)

    def _set(self, lines: Sequence[tuple[str, Style]]) -> None:
        self._measure = self.measure
        self._lines = lines
        self.virtual_size = Size(self._measure + 1, len(lines))
        self.refresh()

    def _begin(self) -> None:
        above = len(break_rows(self._rows[: self._start], self._measure).lines)
        self.scroll_to(y=above, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """One line as it is seen."""
        place = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        line, style = self._lines[place] if place < len(self._lines) else ("", "")
        drawn = self.get_visual_style(f"sheet--{style or 'plain'}").rich_style
        return Strip([Segment(line, drawn)]).adjust_cell_length(width, drawn)
