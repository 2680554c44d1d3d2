"""One line after the other: enter keeps it, up and down go to those kept before."""

from __future__ import annotations

from collections.abc import Callable

from textual.events import Key

from facilitator.widgets.line_edit import LineEdit


class QuickLine(LineEdit):
    """A field for one line. It calls rather than posts messages, as `LineEdit` does: no key overtakes another.

    `kept` is called at enter, `moved` with 1 or -1 at down or up, `turned` at tab.
    """

    def __init__(
        self,
        *,
        kept: Callable[[], None],
        moved: Callable[[int], None],
        turned: Callable[[int], None],
        typed: Callable[[], None],
    ) -> None:
        super().__init__(turned=turned, typed=typed)
        self._kept, self._moved = kept, moved

    async def _on_key(self, event: Key) -> None:
        by = {"up": -1, "down": 1}.get(event.key, 0)
        if event.key == "enter" or (by and self._at_edge(by)):
            event.stop()
            event.prevent_default()
            if by:
                self._moved(by)
            else:
                self._kept()
        else:
            await super()._on_key(event)
