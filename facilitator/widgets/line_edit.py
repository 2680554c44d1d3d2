"""The field being typed in: long text comfortably, pasted lines kept, enter and tab to the next field."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import TextArea

from sessions.text import clean


class LineEdit(TextArea):
    """A text field that grows with its words.

    It calls rather than posts messages: a key that was pressed after tab must not reach the old field, and a
    message would arrive only after it. `turned` is called with 1 or -1 to go to the next field or the one before,
    `typed` after every edit.
    """

    class Grown(Message):
        """It has more or fewer rows now."""

    def __init__(
        self, *, turned: Callable[[int], None], typed: Callable[[], None], id: str | None = None
    ) -> None:
        super().__init__(
            id=id, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False, compact=True
        )
        self.cursor_blink = False
        # Whether enter begins a new line.
        self.lines = False
        self._turned = turned
        self._typed = typed

    def show(self, text: str, *, lines: bool) -> None:
        """Begin with another field's words, the cursor behind them."""
        self.lines = lines
        self.load_text(text)
        self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Edit, and say so at once."""
        result = super().edit(edit)
        self._typed()
        return result

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
