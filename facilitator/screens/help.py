"""Help: what can be done on the screen it was opened from, and with which keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from facilitator.commands import Command, bindings
from facilitator.keymap import Keymap
from facilitator.screens.base import RoomScreen
from facilitator.widgets.columns import Block, balanced, beside, column_width
from facilitator.widgets.footer import Footer

# What a part of the app is called above its commands.
_TITLES = {
    "app": "Everywhere",
    "library": "Library",
    "new": "New session",
    "template": "Save as template",
    "plan": "Plan",
    "live": "Console and stage",
    "capture": "Capture",
    "point": "Points from the room",
    "parking": "Parking lot",
    "arrivals": "Arrivals",
    "pairs": "Pairs",
    "bonds": "Kept apart, kept together",
    "swaps": "Swaps",
    "choose": "The room's choice",
    "hands": "Show of hands",
    "framework": "Framework",
    "wall": "Wall",
    "vote": "Vote",
    "handout": "Hand out",
    "written": "Hand-outs written",
    "names": "Names to remove",
    "step": "Step",
    "people": "People",
    "adding": "Add people",
    "bin": "Bin",
    "list": "This page",
    "room": "Room check",
}
# From this width on there are two columns; keys take so many cells before the words; words are read up to a measure.
_TWO, _KEYS, _MEASURE = 104, 13, 60


class HelpScreen(RoomScreen[None]):
    """Every command of some parts of the app, and of the app itself."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]
    places = ("list",)

    def __init__(self, of: Sequence[str]) -> None:
        super().__init__()
        self._of = tuple(of)

    def compose(self) -> ComposeResult:
        yield Static(Content.assemble(("What you can do here", "bold")), id="title")
        with VerticalScroll(id="help-box"):
            yield Static("", id="commands")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one("#help-box").focus()

    def on_resize(self, event: Resize) -> None:
        """The commands are set for the room there is."""
        width = max(40, event.size.width - 8)
        count = 2 if width >= _TWO else 1
        cell = min(column_width(width, count, 6), _KEYS + 2 + _MEASURE)
        blocks = help_blocks(self._of, cell, self.facilitator.keymap)
        self.query_one("#commands", Static).update(beside(balanced(blocks, count), cell, 6))

    def action_leave(self) -> None:
        """Back to the screen it was opened from."""
        self.dismiss(None)


def help_blocks(places: Sequence[str], width: int, keymap: Keymap | None = None) -> list[Block]:
    """Every command of these parts of the app and of the app itself: keys, title and what it does."""
    keymap = keymap or Keymap()
    blocks: list[Block] = []
    for place in (*dict.fromkeys(places), "app"):
        commands = keymap.commands_of(place)
        for number, command in enumerate(commands):
            rows = _command(command, width)
            if number == 0:
                title = _TITLES.get(place, "Here")
                rows = [Content(""), Content.assemble((title, "bold $now")), Content(""), *rows]
            blocks.append(rows)
    return blocks


def _command(command: Command, width: int) -> list[Content]:
    """Keys on the left, and beside them the title run in with the sentence."""
    keys = [row.plain for row in Content(command.shown_keys).wrap(_KEYS)] or [""]
    words = Content.assemble((f"{command.title}.", "bold"), "  ", (command.help, "$quiet")).wrap(
        width - _KEYS - 2
    )
    rows = []
    for at in range(max(len(keys), len(words))):
        key = keys[at].rstrip() if at < len(keys) else ""
        word = words[at] if at < len(words) else Content("")
        rows.append(Content.assemble((key.ljust(_KEYS + 2), "bold"), word))
    return rows
