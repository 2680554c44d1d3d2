"""The fields for what is searched for."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Input

_EDITING = [one for one in Input.BINDINGS if not (isinstance(one, Binding) and one.key == "enter")]


class SearchField(Input):
    """One line of words to find; the key that begins a search begins it anew."""

    def on_key(self, event: Key) -> None:
        """Nothing that can be found has a slash in it, so none is typed."""
        if event.key == "slash":
            event.stop()
            event.prevent_default()
            self.value = ""


class Search(SearchField, inherit_bindings=False):
    """What `enter`, `up` and `down` do is the screen's, whose own command then shows in the footer."""

    BINDINGS: ClassVar[list[BindingType]] = [*_EDITING]

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:
        # Nothing is selected when it gets the focus: what was typed to open it would be typed over.
        super().__init__(placeholder=placeholder, select_on_focus=False, id=id)
