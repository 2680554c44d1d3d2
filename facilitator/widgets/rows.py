"""A long list that draws only what is seen: as quick with 10,000 lines as with ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from facilitator.widgets.cells import Cell, line_up, shortened

__all__ = ["Cell", "Draw", "Line", "Rows", "line_up", "shortened"]

# The mark of the line the cursor is on stands in the first column, the words begin after a space.
_MARK = "█ "
_MARGIN = len(_MARK)


class Line(NamedTuple):
    """One line of a list: its id ("" for a heading or a gap, which the cursor passes over) and what it shows."""

    id: str
    item: Any = None


Draw = Callable[[Any, int], Content]


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines one below the other with a cursor; enter is the screen's own key. `show` says what is in it."""

    DEFAULT_CSS = """
    Rows { height: 1fr; background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; }
    Rows > .rows--line { color: $foreground; }
    Rows > .rows--cursor { background: $band; text-style: bold; }
    Rows > .rows--mark { color: $band; background: $band; }
    Rows:focus > .rows--mark { color: $now; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--line", "rows--cursor", "rows--mark"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(-1)", "Last", show=False),
    ]

    cursor: reactive[int] = reactive(-1, repaint=False)

    class Highlighted(Message):
        """The cursor is on another line; `id` is "" when there is none it could be on."""

        def __init__(self, rows: Rows, id: str) -> None:
            super().__init__()
            self.rows = rows
            self.id = id

        @property
        def control(self) -> Rows:
            """The list it comes from."""
            return self.rows

    class Chosen(Message):
        """The line under the cursor was clicked."""

        def __init__(self, rows: Rows, id: str) -> None:
            super().__init__()
            self.rows = rows
            self.id = id

        @property
        def control(self) -> Rows:
            """The list it comes from."""
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Line] = ()
        self._draw: Draw = lambda item, _: Content(str(item))
        self._drawn: dict[tuple[int, bool, bool, int], Strip] = {}

    @property
    def lines(self) -> Sequence[Line]:
        """What is in the list, in order."""
        return self._lines

    @property
    def current(self) -> str:
        """The id of the line under the cursor, "" when there is none."""
        return self._lines[self.cursor].id if 0 <= self.cursor < len(self._lines) else ""

    @property
    def item(self) -> Any:
        """What the line under the cursor shows, None when there is none."""
        return self._lines[self.cursor].item if self.current else None

    def show(self, lines: Sequence[Line], draw: Draw, *, keep: str = "", alike: bool = False) -> None:
        """Show these lines; the cursor goes to the one called `keep`, else stays about where it was. `alike` says that
        `draw` draws a line as it was drawn before, so that only those that changed are drawn again."""
        before, self._lines, self._draw = self._lines, lines, draw
        changed = None
        if alike and len(lines) == len(before):
            changed = {at for at, (old, new) in enumerate(zip(before, lines, strict=True)) if old != new}
            self._drawn = {key: strip for key, strip in self._drawn.items() if key[0] not in changed}
            changed.add(self.cursor)
        else:
            self._drawn.clear()
        place = self._place(keep)
        if place < 0:
            place = self._open_place(max(self.cursor, 0), 1)
        self._be_as_long_as(len(lines))
        same = place == self.cursor
        self.set_reactive(Rows.cursor, place)
        self._follow()
        if changed is None:
            self.refresh()
        else:
            self._draw_again(*changed, place)
        if not same or keep:
            self.post_message(self.Highlighted(self, self.current))

    def go_to(self, id: str) -> None:
        """Put the cursor on the line with this id, if there is one."""
        place = self._place(id)
        if place >= 0:
            self.cursor = place

    def redraw(self) -> None:
        """Draw every line again: what they show has changed, though they are the same lines."""
        self._drawn.clear()
        self.refresh()

    def watch_cursor(self, before: int, after: int) -> None:
        """Redraw the two lines and keep the cursor in sight."""
        if before == after:
            return
        self._follow()
        self._draw_again(before, after)
        self.post_message(self.Highlighted(self, self.current))

    def action_step(self, by: int) -> None:
        """Go up or down, over headings."""
        place = self._open_place(self.cursor + by, by, turn=False)
        if place >= 0:
            self.cursor = place
        elif by < 0:
            self.scroll_home(animate=False)  # the heading above the first line

    def action_page(self, by: int) -> None:
        """Go a screenful up or down."""
        if self._lines:
            goal = self.cursor + by * max(1, self.size.height - 1)
            self.cursor = self._open_place(max(0, min(goal, len(self._lines) - 1)), by)

    def action_edge(self, end: int) -> None:
        """Go to the first or the last line."""
        if self._lines:
            self.cursor = self._open_place(0, 1) if end == 0 else self._open_place(len(self._lines) - 1, -1)
            if end == 0:
                self.scroll_home(animate=False)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; on the line that has it already, choose it."""
        place = event.y + self.scroll_offset.y
        if 0 <= place < len(self._lines) and self._lines[place].id:
            if place == self.cursor:
                self.post_message(self.Chosen(self, self.current))
            self.cursor = place

    def on_resize(self) -> None:
        """Set the lines in the new width."""
        self._drawn.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self._follow()

    def on_focus(self) -> None:
        """The mark takes the colour of what has the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The mark loses it again."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Another theme: draw again."""
        self._drawn.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the list as it is seen."""
        place = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        base = self.get_visual_style("rows--line")
        if not 0 <= place < len(self._lines):
            return Strip.blank(width, base.rich_style)
        on = place == self.cursor
        key = (place, on, self.has_focus, width)
        strip = self._drawn.get(key)
        if strip is None:
            strip = self._drawn[key] = self._strip(self._lines[place], on, width)
        return strip

    def _strip(self, line: Line, on: bool, width: int) -> Strip:
        style = (
            self.get_visual_style("rows--line", "rows--cursor") if on else self.get_visual_style("rows--line")
        )
        room = max(1, width - _MARGIN)
        words = self._draw(line.item, room)
        if words.cell_length <= room and words.plain.isprintable():
            # What fits needs no wrapping, which takes most of the time.
            parts = words.render(style, "", parse_style=self.app.stylesheet.parse_style)
            strips = [Strip([Segment(text, one.rich_style) for text, one in parts if text])]
        else:
            strips = Visual.to_strips(self, words, room, 1, style, apply_selection=False)
        mark = self.get_visual_style("rows--mark") if on else style
        margin = Strip([Segment(_MARK if on else " " * _MARGIN, mark.rich_style)], _MARGIN)
        return Strip.join([margin, *strips[:1]]).adjust_cell_length(width, style.rich_style)

    def _be_as_long_as(self, count: int) -> None:
        """So many lines can be scrolled. Laying out the whole screen anew takes longer than all else at a key: it is
        done only where the scrollbar comes or goes."""
        size = Size(self.scrollable_content_region.width, count)
        scrolls = self.show_vertical_scrollbar
        if size.width != self.virtual_size.width or scrolls != (count > self.container_size.height):
            self.virtual_size = size
            return
        self.set_reactive(Widget.virtual_size, size)
        if scrolls:
            self.vertical_scrollbar.window_virtual_size = count
        self.scroll_y = self.scroll_target_y = self.validate_scroll_y(self.scroll_y)

    def _draw_again(self, *places: int) -> None:
        """Draw these lines again, as far as they are seen."""
        top = self.scroll_offset.y
        for place in places:
            if top <= place < top + self.size.height:
                self.refresh_line(place)

    def _place(self, id: str) -> int:
        """Where the line with this id stands, or -1."""
        return next((place for place, line in enumerate(self._lines) if line.id == id), -1) if id else -1

    def _open_place(self, start: int, by: int, *, turn: bool = True) -> int:
        """The first place from `start` on that the cursor can be on, looking the other way if need be; or -1."""
        step = 1 if by > 0 else -1
        place = start
        while 0 <= place < len(self._lines):
            if self._lines[place].id:
                return place
            place += step
        return self._open_place(min(start, len(self._lines)) - step, -step, turn=False) if turn else -1

    def _follow(self) -> None:
        """Keep the cursor in sight, with the heading above it where there is one."""
        if self.cursor < 0 or not self.size.height:
            return
        top = self.cursor
        while top > 0 and self.cursor - top < 2 and not self._lines[top - 1].id:
            top -= 1
        self.scroll_to_region(
            Region(0, top, 1, self.cursor - top + 1), animate=False, force=True, immediate=True
        )
