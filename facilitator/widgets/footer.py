"""The footer: the keys that act now, as one line of text.

Textual's own has a widget for each key and makes them all anew whenever the focus moves; that costs more than
everything else on a key press. This one paints again only when its words have changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

# What a newcomer looks for first when a screen is a strange one.
_WAYS_BACK = {"screen.leave", "screen.cancel"}


class Entry(NamedTuple):
    """A key as it is printed, what it does, and the action."""

    key: str
    title: str
    action: str


def fitted(entries: Sequence[Entry], room: int) -> tuple[list[Entry], str]:
    """As many entries as fit into so many cells, and what goes between them: they move closer first, then the
    last ones give way. The way back stays, and so does Help, the last, which has them all. None is cut."""

    def wide(some: Sequence[Entry], gap: int) -> int:
        return sum(cell_len(f"{key} {title}") + gap for key, title, _ in some) - gap

    gap = 2 if wide(entries, 2) <= room else 1
    found = list(entries)
    while len(found) > 1 and wide(found, gap) > room:
        ways = [place for place, entry in enumerate(found[:-1]) if entry.action not in _WAYS_BACK]
        del found[ways[-1] if ways else -2]
    return found, " " * gap


@cache
def _set(entry: Entry) -> Content:
    key, title, action = entry
    return Content.from_markup(f"[bold $now]$key[/] [@click={action}]$title[/]", key=key, title=title)


class Footer(Widget):
    """The commands of the screen that belong into the footer, those of the registry with `footer` set."""

    DEFAULT_CSS = """
    Footer { dock: bottom; height: 1; width: 1fr; background: $background; color: $quiet; }
    Footer > Static {
        height: 1; width: 1fr; padding: 0 1;
        link-style: none; link-color: $quiet; link-background: $background;
        link-style-hover: bold; link-color-hover: $foreground; link-background-hover: $background;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._due = False

    def compose(self) -> ComposeResult:
        yield Static("", markup=False)

    def on_mount(self) -> None:
        """Follow which keys act."""
        self.screen.bindings_updated_signal.subscribe(self, self._paint_soon, immediate=True)
        self.call_after_refresh(self._paint)

    def on_resize(self) -> None:
        """As many as fit."""
        self._shown = None
        self._paint_soon()

    def _paint_soon(self, _screen: Screen[object] | None = None) -> None:
        # Once for everything that happens together.
        if not self._due:
            self._due = True
            self.call_next(self._paint)

    def _paint(self) -> None:
        self._due = False
        if not self.is_mounted or not self.size.width:
            return
        keys, gap = fitted(self._keys(), self.size.width - 2)
        if (keys, gap) == self._shown:
            return
        self._shown = (keys, gap)
        self.query_one(Static).update(Content(gap).join([_set(entry) for entry in keys]), layout=False)

    def _keys(self) -> list[Entry]:
        """(key, title, action) of what can be done now, the app's own last."""
        own: list[Entry] = []
        apps: list[Entry] = []
        # What a screen can do, and at this moment does not offer: the key acts, and the help page has it.
        hidden: frozenset[str] = getattr(self.screen, "not_offered", frozenset())
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            if not binding.show or not enabled or binding.action in hidden:
                continue
            where = "app" if node is self.app else "screen"
            action = (
                binding.action if "." in binding.action.partition("(")[0] else f"{where}.{binding.action}"
            )
            entry = Entry(binding.key_display or binding.key, binding.description, action)
            (apps if node is self.app else own).append(entry)
        return own + apps
