"""The footer: the keys that act now, as one line of text.

Textual's own has a widget for each key and makes them all anew whenever the focus moves; that costs more than
everything else on a key press. This one paints again only when its words have changed.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static


class Footer(Widget):
    """The commands of the screen that belong into the footer, those of the registry with `footer` set.

    Where they do not all fit, the last ones give way to Help, which has them all; none is cut.
    """

    DEFAULT_CSS = """
    Footer { dock: bottom; height: 1; width: 1fr; background: $background; color: $quiet; }
    Footer > Static { height: 1; width: 1fr; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None

    def compose(self) -> ComposeResult:
        yield Static("", markup=False)

    def on_mount(self) -> None:
        """Follow which keys act."""
        self.screen.bindings_updated_signal.subscribe(self, self._paint)
        self.call_after_refresh(self._paint)

    def on_resize(self) -> None:
        """As many as fit."""
        self._shown = None
        self._paint()

    def _paint(self, _screen: Screen[object] | None = None) -> None:
        if not self.is_mounted or not self.size.width:
            return
        keys = self._keys()
        room = self.size.width - 2
        if sum(cell_len(f"{key} {title}") + 2 for key, title, _ in keys) - 2 > room and keys:
            last = keys[-1]
            room -= cell_len(f"{last[0]} {last[1]}") + 2
            fitting = []
            for entry in keys[:-1]:
                room -= cell_len(f"{entry[0]} {entry[1]}") + 2
                if room < -2:
                    break
                fitting.append(entry)
            keys = [*fitting, last]
        if keys == self._shown:
            return
        self._shown = keys
        pieces = [
            Content.from_markup(f"[@click={action}][bold $now]$key[/] $title[/]", key=key, title=title)
            for key, title, action in keys
        ]
        self.query_one(Static).update(Content("  ").join(pieces), layout=False)

    def _keys(self) -> list[tuple[str, str, str]]:
        """(key, title, action) of what can be done now, the app's own last."""
        own: list[tuple[str, str, str]] = []
        apps: list[tuple[str, str, str]] = []
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            if not binding.show or not enabled:
                continue
            where = "app" if node is self.app else "screen"
            action = (
                binding.action if "." in binding.action.partition("(")[0] else f"{where}.{binding.action}"
            )
            entry = (binding.key_display or binding.key, binding.description, action)
            (apps if node is self.app else own).append(entry)
        return own + apps
