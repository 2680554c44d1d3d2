"""What a fitted plan would be like, shown before it is taken: the steps that get other minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.dialogs.ask import Dialog
from facilitator.widgets.rows import Cell, line_up
from sessions.timing import Change

# As wide as lines are in a question.
_WIDTH = 60


class Fitted(Dialog[bool | None]):
    """Each step that would change, with its minutes now and then: `enter` takes them, `esc` leaves all as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,y", "yes", "Yes"), Binding("n", "leave", "No")]
    DEFAULT_CSS = """
    Fitted #changes { height: auto; max-height: 12; margin-bottom: 1; }
    Fitted #changes Static { height: auto; }
    """

    def __init__(self, question: str, detail: str, changes: Sequence[Change]) -> None:
        super().__init__()
        self.question = question
        self.detail = detail
        self.changes = tuple(changes)

    def compose(self) -> ComposeResult:
        rows = [_row(change) for change in self.changes]
        with Vertical(classes="dialog"):
            yield Static(Content(self.question), classes="title")
            yield Static(Content(self.detail), classes="detail")
            with VerticalScroll(id="changes"):
                yield Static(Content("\n").join(rows))
            yield Static(
                Content.assemble(("Enter", "bold $now"), " Take it    ", ("Esc", "bold $now"), " Back")
            )

    def on_mount(self) -> None:
        """Where there are many, the arrow keys read on."""
        self.query_one("#changes").focus()

    def action_yes(self) -> None:
        """Take it."""
        self.dismiss(True)


def _row(change: Change) -> Content:
    step, new = change
    return line_up(
        [
            Cell(step.title),
            Cell(str(step.minutes), 3, "$quiet", right=True),
            Cell("→", 1, "$quiet"),
            Cell(str(new), 3, "bold", right=True),
            Cell("minutes", 7, "$quiet"),
        ],
        _WIDTH,
    )
