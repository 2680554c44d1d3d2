"""A page of running text beside a list: set in a readable measure, turned when it is longer than the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from sessions.prompts import Block

# The longest line that is still read with ease, in cells.
MEASURE = 72

Build = Callable[[int], Content]


def hanging(marker: Content | str, words: Content | str, width: int) -> Content:
    """Words behind a marker, the lines below the first under its words."""
    lead = marker if isinstance(marker, Content) else Content(marker)
    text = words if isinstance(words, Content) else Content(words)
    rows = text.wrap(max(8, width - lead.cell_length))
    indent = Content(" " * lead.cell_length)
    return Content("\n").join(Content.assemble(indent if at else lead, row) for at, row in enumerate(rows))


def running_text(blocks: Iterable[Block], width: int) -> Content:
    """Markdown's blocks as text: paragraphs apart, the items of a list close together, each under its own words."""
    parts: list[Content | str] = []
    before: Block | None = None
    for block in blocks:
        words = Content.assemble(*((span.text, "bold" if span.strong else "") for span in block.spans))
        if block.kind == "heading":
            words = words.stylize("bold")
        if before is not None:
            parts.append("\n" if before.marker and block.marker else "\n\n")
        indent = "  " * max(0, block.level - 1) if block.kind != "heading" else ""
        lead = Content.styled(f"{indent}{block.marker} ", "$quiet") if block.marker else Content(indent)
        parts.append(hanging(lead, words, width))
        before = block
    return Content.assemble(*parts)


class Page(VerticalScroll, can_focus=False):
    """Text that `show` builds for the width there is; the screen's own keys turn it."""

    DEFAULT_CSS = """
    Page { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Page Static { width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._build: Build = lambda _: Content("")
        self._row: Callable[[int], int] | None = None
        self._goal: int | None = None

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, build: Build, row: Callable[[int], int] | None = None) -> None:
        """Show another text, from its beginning; or, where `row` says a row for a width, with that row in sight."""
        self._build, self._row = build, row
        self.scroll_home(animate=False, immediate=True)
        self._set()

    def turn(self, by: int) -> None:
        """On by a screenful, or back."""
        self._goal = None
        (self.scroll_page_down if by > 0 else self.scroll_page_up)(animate=False)

    def on_resize(self) -> None:
        """Set it anew in the new width."""
        self._set()

    def _set(self) -> None:
        width = min(self.scrollable_content_region.width, MEASURE)
        if width > 0 and self.is_mounted:
            self.query_one(Static).update(self._build(width))
            self._goal = self._row(width) if self._row is not None else None
            self._to_goal()

    def watch_virtual_size(self) -> None:
        """The text is laid out only some time after it was set: then go to the row again."""
        self._to_goal()

    def _to_goal(self) -> None:
        # With some of what stands before it, so that its heading is seen where there is room.
        if self._goal is not None and self.size.height:
            row = max(0, self._goal - self.size.height // 3)
            # Forced: at first there is no scrollbar yet to say that it may scroll.
            self.scroll_to(y=row, animate=False, force=True, immediate=True)
