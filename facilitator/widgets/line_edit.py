"""The field being typed in: long text comfortably, pasted lines kept, enter and tab to the next field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from rich.segment import Segment
from textual import on
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.events import Key, Paste
from textual.geometry import Offset, Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import TextArea

from sessions.text import clean


class LineEdit(TextArea):
    """A text field that grows with its words.

    It calls rather than posts messages: a key that was pressed after tab must not reach the old field, and a
    message would arrive only after it. `turned` is called with 1 or -1 to go to the next field or the one before,
    `typed` after every edit.
    """

    _one_edit = False

    class Grown(Message):
        """It has more or fewer rows now."""

    def __init__(self, *, turned: Callable[[int], None], typed: Callable[[], None]) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False, compact=True)
        # F6 goes to the console elsewhere: it must not select a line for the next letter to replace.
        for key in ("f6", "f7"):
            self._bindings.key_to_bindings.pop(key, None)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        # Whether enter begins a new line.
        self.lines = False
        self._turned = turned
        self._typed = typed
        # What the styles depend on, as they were last looked up.
        self._dressed: object = None

    def show(self, text: str, *, lines: bool, whole: bool = False) -> None:
        """Begin with another field's words, the cursor behind them; with `whole` the next key replaces them."""
        self.lines = lines
        self.load_text(text)
        if whole and text:
            self.select_all()
        else:
            self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Edit, draw again what that changes, and say so at once."""
        text = self.wrapped_document
        # A word may come back from the row below, never from further away.
        first = max(0, text.location_to_offset(edit.top).y - 1)
        rows = text.height
        self._one_edit = True
        try:
            result = super().edit(edit)
        finally:
            self._one_edit = False
        self.refresh_lines(first, max(rows, text.height) - first)
        self._typed()
        return result

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw again; while one edit is made, not all of the field but what is asked for by name."""
        if self._one_edit and not (regions or layout or recompose):
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows. The styles are looked up only when they may have changed, not at every key."""
        dressed = (self.app.theme, self.has_focus, self.read_only)
        if dressed == self._dressed:
            return ScrollView.render_lines(self, crop)
        self._dressed = dressed
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one row of plain text, with the cursor in it: a tenth of the work it takes to draw code."""
        theme, text = self._theme, self.wrapped_document
        row = y + self.scroll_offset.y
        if theme is None or not self.selection.is_empty or row >= text.height:
            return super().render_line(y)
        line, start = text.offset_to_location(Offset(0, row))
        words = self.document.get_line(line)
        if "\t" in words:
            return super().render_line(y)
        end = next((offset for offset in text.get_offsets(line) if offset > start), len(words) + 1)
        base, (at_line, at) = theme.base_style, self.cursor_location
        if at_line == line and start <= at < end and self._draw_cursor:
            segments = [
                Segment(words[start:at], base),
                Segment(words[at : at + 1] or " ", theme.cursor_style),
                Segment(words[at + 1 : end], base),
            ]
        else:
            segments = [Segment(words[start:end], base)]
        return Strip(segments).adjust_cell_length(self.scrollable_content_region.width, base)

    async def _on_key(self, event: Key) -> None:
        by = self._leads_away(event.key)
        if by:
            event.stop()
            event.prevent_default()
            self._turned(by)
        elif event.key in ("shift+enter", "alt+enter") and not self.read_only:
            event.stop()
            event.prevent_default()
            self.insert("\n")
        elif event.key in self._bindings.key_to_bindings and not event.is_printable:
            # Textual would send the key up to the app and back, and letters typed meanwhile would overtake it.
            event.stop()
            event.prevent_default()
            for binding in self._bindings.key_to_bindings[event.key]:
                await self.run_action(binding.action)
        else:
            await super()._on_key(event)

    def _leads_away(self, key: str) -> int:
        """Whether a key leaves the field, and which way."""
        if key == "tab" or (key == "enter" and not self.lines):
            return 1
        if key == "shift+tab":
            return -1
        if key == "up" and self._at_edge(-1):
            return -1
        if key == "down" and self._at_edge(1):
            return 1
        return 0

    def _at_edge(self, by: int) -> bool:
        """Whether the cursor is in the first or the last line as they are wrapped."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        return row == 0 if by < 0 else row >= self.wrapped_document.height - 1

    async def _on_paste(self, event: Paste) -> None:
        """Lines are kept, invisible characters are not."""
        if self.read_only:
            return
        event.stop()
        event.prevent_default()
        result = self._replace_via_keyboard(clean(event.text), *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)

    def on_resize(self) -> None:
        """Whoever shows it keeps it in sight."""
        self.post_message(self.Grown())

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _keep_in(self, event: TextArea.Changed | TextArea.SelectionChanged) -> None:
        """Nobody above listens: a message that climbs the whole screen at every key costs more than the key."""
        event.stop()
