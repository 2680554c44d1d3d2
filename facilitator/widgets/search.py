"""The field for what is searched for: `enter` is left to the screen, whose own command then shows in the footer."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

_EDITING = [one for one in Input.BINDINGS if not (isinstance(one, Binding) and one.key == "enter")]


class Search(Input, inherit_bindings=False):
    """One line; what `enter`, `up` and `down` do is the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [*_EDITING]

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:
        # Nothing is selected when it gets the focus: what was typed to open it would be typed over.
        super().__init__(placeholder=placeholder, select_on_focus=False, id=id)
