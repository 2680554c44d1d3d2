"""Everyone beside the form in hand, with what each has given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from facilitator.widgets.console import spread

NOT_YET = "not yet"


class Row(NamedTuple):
    """One subject: sheet number or "", whose in few words and in `full`; how many forms are written of how many, and
    where they stand; how many notes there are, and how many of their fields are answered."""

    number: str
    label: str
    full: str
    written: int
    of: int
    places: tuple[int, ...]
    notes: int = 0
    answered: int = 0
    fields: int = 0

    @property
    def heard(self) -> bool:
        """Whether anything was given."""
        return self.written > 0

    @property
    def done(self) -> bool:
        """Whether something stands in each of the forms."""
        return self.written >= self.of

    @property
    def briefly(self) -> str:
        """What was given, in a word or two; "" where the tick says it all."""
        if not self.heard:
            return NOT_YET
        if self.of > 1:
            return (
                f"{self.notes or self.written} notes" if self.done else f"{self.written} of {self.of} forms"
            )
        return f"{self.answered} of {self.fields} fields" if self.fields > 1 else ""

    @property
    def given(self) -> str:
        """What was given, in full."""
        if not self.heard:
            return NOT_YET
        if not self.notes:
            return "chosen"
        fields = f"{self.answered} of {self.fields} fields" if self.fields > 1 else ""
        if self.of == 1 and fields:
            return fields
        notes = f"{self.notes} note{'s' if self.notes > 1 else ''}"
        forms = notes if self.done else f"{self.written} of {self.of} forms"
        return f"{forms}, {fields}" if fields else forms


class SideList(Static):
    """Everyone as a quiet list, drawn as one text however many there are."""

    class Clicked(Message):
        """Someone was clicked; `place` is that of their first form."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__("", id="list")
        self._shown: object = None
        self._places: list[int] = []

    def put(self, title: str, heard: str, rows: Sequence[Row], at: int) -> None:
        """Show these rows, of which the one with the form number `at` is the one on the screen."""
        shown = (title, heard, rows, at, self.size)
        if shown != self._shown and self.display and self.size.width:
            self._shown = shown
            width, height = self.size
            some = in_sight(rows, at, height - 2)
            self._places = [row.places[0] for row in some]
            words = side_list(title, heard, some, at, width, numbered(rows)) if rows else Content("")
            self.update(words, layout=False)

    def on_click(self, event: Click) -> None:
        """Go to whom was clicked."""
        if 0 <= event.y - 2 < len(self._places):
            self.post_message(self.Clicked(self._places[event.y - 2]))


def numbered(rows: Sequence[Row]) -> int:
    """How many characters the longest sheet number takes."""
    return max((len(row.number) for row in rows), default=0)


def in_sight(rows: Sequence[Row], at: int, height: int) -> Sequence[Row]:
    """So many of the rows as there is room for, the one with the form number `at` among them."""
    current = next((number for number, row in enumerate(rows) if at in row.places), 0)
    room = max(1, height)
    top = max(0, min(current - room // 2, len(rows) - room))
    return rows[top : top + room]


def side_list(title: str, heard: str, rows: Sequence[Row], at: int, width: int, numbers: int) -> Content:
    """A tick where all is written, sheet number, name, what was given."""
    lines = [spread([(title, "$quiet")], [(heard, "$quiet")], width), Content("")]
    for row in rows:
        mark = "✓ " if row.done else "  "
        before = f"{row.number:>{numbers}}  " if numbers else ""
        style = "bold $now" if at in row.places else "$quiet" if row.done else ""
        lines.append(
            spread([(f"{mark}{before}", "$quiet"), (row.label, style)], [(row.briefly, "$quiet")], width)
        )
    return Content("\n").join(lines)
