"""A line being typed, and below it those that were kept. However many there are, it takes a handful of widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.widgets.console import spread
from facilitator.widgets.page import hanging
from facilitator.widgets.quick_line import QuickLine

# Characters of the longest row, and rows around what was kept: the title, the line, what is said below it.
_WIDEST, _AROUND = 80, 10


@dataclass(frozen=True)
class Kept:
    """A line that was kept: `mark` is what stands before it, `said` at its end; `quiet` is what is dealt with."""

    id: str
    text: str
    mark: str = ""
    said: str = ""
    quiet: bool = False


class QuickView(Vertical):
    """Title, the line in `edit` with what is asked above it, a remark, the lines kept so far, whether all is saved.

    With `scribe` nothing but the title, what is asked and the line is shown, and that something was not saved.
    """

    def __init__(self, edit: QuickLine, *, scribe: bool) -> None:
        super().__init__(id="page")
        self.edit, self.scribe = edit, scribe
        self._rows = {name: Static("", id=name) for name in ("head", "asks", "remark", "kept", "state")}
        self._said: dict[str, Content] = {}

    def compose(self) -> ComposeResult:
        yield self._rows["head"]
        yield self._rows["asks"]
        yield self.edit
        yield self._rows["remark"]
        yield self._rows["kept"]
        yield self._rows["state"]

    @property
    def _width(self) -> int:
        return min(self.size.width - 2, _WIDEST)

    def head(self, title: str, where: str, asks: str, hint: str) -> None:
        """Say what it is, where in the session, and what is asked; the room needs no hint."""
        self._put("head", spread([(title, "bold")], [("" if self.scribe else where, "$quiet")], self._width))
        words = (f"  {hint}" if hint and not self.scribe else "", "$quiet")
        self._put("asks", Content.assemble((asks, "bold $now"), words))

    def remark(self, words: str) -> None:
        """Say something about the line being typed; nothing before the room."""
        self._put("remark", Content.styled("" if self.scribe else words, "$quiet"))

    def kept(self, lines: Sequence[Kept], at: str, nothing: str) -> None:
        """Show the lines, that in hand (the id `at`) in sight among them; `nothing` where there is none."""
        if self.scribe:
            return
        if not lines:
            self._put("kept", hanging("  ", Content.styled(nothing, "$quiet"), self._width + 2))
            return
        current = next((place for place, one in enumerate(lines) if one.id == at), 0)
        room = max(1, self.size.height - _AROUND)
        top = max(0, min(current - room // 2, len(lines) - room))
        rows = []
        for one in lines[top : top + room]:
            style = "bold $now" if one.id == at else "$quiet" if one.quiet else ""
            text = [(f"{one.mark or ' '} ", style), (" ".join(one.text.split()), style)]
            rows.append(spread(text, [(one.said, "$quiet")] if one.said else [], self._width + 2))
        self._put("kept", Content("\n").join(rows))

    def state(self, words: str, *, failed: bool = False) -> None:
        """Say whether all is saved. The room is told no more than it must."""
        shown = words if failed or not self.scribe else ""
        self._put("state", Content.styled(shown, "bold $last" if failed else "$quiet"))

    def _put(self, name: str, words: Content) -> None:
        before = self._said.get(name)
        if before is None or not before.is_same(words):
            self._said[name] = words
            self._rows[name].update(words)
