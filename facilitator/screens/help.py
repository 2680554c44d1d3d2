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

from facilitator.commands import BESIDE, BY_ID, GROUPS, Command, bindings
from facilitator.keymap import Keymap
from facilitator.screens.base import RoomScreen
from facilitator.widgets.columns import Block, beside, column_width, flow
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
# The rows above and below the commands.
_AROUND = 4


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
        groups = help_groups(self._of, cell, self.facilitator.keymap)
        height = max(1, event.size.height - _AROUND)
        self.query_one("#commands", Static).update(help_pages(groups, cell, height, count, 6))

    def action_leave(self) -> None:
        """Back to the screen it was opened from."""
        self.dismiss(None)


def help_blocks(places: Sequence[str], width: int, keymap: Keymap | None = None) -> list[Block]:
    """Every command of these parts of the app and of the app itself: keys, title and what it does."""
    return [block for group in help_groups(places, width, keymap or Keymap()) for block in group]


def help_groups(places: Sequence[str], width: int, keymap: Keymap) -> list[list[Block]]:
    """The same, what stands under one heading together."""
    groups: list[list[Block]] = []
    for place in (*dict.fromkeys(places), "app"):
        for title, ids in GROUPS.get(place, ()):
            found = [keymap.command(BY_ID[f"{place}.{id}"]) for id in ids.split()]
            groups.append(_group(title, found, width))
        if place not in GROUPS:
            beside = [keymap.command(BY_ID[id]) for id in BESIDE.get(place, ()) if id in BY_ID]
            found = [*keymap.commands_of(place), *beside]
            groups.append(_group(_TITLES.get(place, "Here"), found, width))
    return groups


def help_pages(groups: Sequence[Sequence[Block]], width: int, height: int, count: int, gap: int) -> Content:
    """The groups as pages of `count` columns, each read to its end before the next; where there is one column, as
    one. What stands under a heading stays on one page where there is room for it."""
    blocks = [block for group in groups for block in group]
    if count == 1:
        return beside(flow(blocks, sum(map(len, blocks)) or 1, 1)[0], width, gap)
    whole = [[row for block in group for row in block] for group in groups]
    pages = flow(whole if max(map(len, whole)) <= height else blocks, height, count)
    return Content("\n").join(
        beside([[*column, *[Content("")] * (height - len(column))] for column in page], width, gap)
        for page in pages
    )


def _group(title: str, commands: Sequence[Command], width: int) -> list[Block]:
    first, *others = [_command(command, width) for command in commands]
    return [[Content(""), Content.assemble((title, "bold $now")), *first], *others]


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
