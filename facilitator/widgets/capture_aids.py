"""What helps with the field in hand: the points to answer with, names that fit, what was understood, examples.

Plain text, drawn below the field; it has as many rows at every key, so that nothing has to be laid out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from facilitator.commands import BY_ID, key_name
from facilitator.widgets.console import spread

_BETWEEN = "   "
# Rows that examples take at least, their heading included.
_FEWEST = 3
_MORE = key_name(BY_ID["capture.examples"].keys[0])


@dataclass(frozen=True)
class Choice:
    """One thing to answer with: the key for it ("" where its words are typed), and whether it is the one meant."""

    key: str
    words: str
    meant: bool = False


@dataclass(frozen=True)
class Aid:
    """What is said below the field in hand at every key: what to answer with, else words.

    Names (`one_row`) are cut to one row, with how many more there are; points never are. `sure` means that the words
    are what was understood.
    """

    choices: tuple[Choice, ...] = ()
    one_row: bool = False
    words: str = ""
    sure: bool = False


@dataclass(frozen=True)
class Example:
    """A statement that shows what could be written: its code, or "", and its words."""

    code: str
    words: str


class Examples(Static):
    """Examples below the field in hand, as many as there is room for; the others are turned to."""

    def __init__(self) -> None:
        super().__init__("", id="examples")
        self._examples: tuple[Example, ...] = ()
        self._first = self._count = self._room = self._width = 0

    def put(self, examples: tuple[Example, ...], room: int, width: int, *, anew: bool) -> None:
        """Show these in so many rows and columns, with `anew` from the first on."""
        if not anew and (examples, room, width) == (self._examples, self._room, self._width):
            return
        if anew or examples != self._examples:
            self._first = 0
        self._examples, self._room, self._width = examples, room, width
        self._show()

    @property
    def more(self) -> bool:
        """Whether there are more than are shown."""
        return 0 < self._count < len(self._examples)

    def turn(self) -> None:
        """Show the next ones, after the last the first again."""
        if self.more:
            following = self._first + self._count
            self._first = following if following < len(self._examples) else 0
            self._show()

    def _show(self) -> None:
        self.display = bool(self._examples)
        self._count = 0
        if self._examples:
            rows, self._count = examples_rows(self._examples, self._first, self._room, self._width)
            self.update(Content("\n").join(rows))


def aid_rows(aid: Aid, width: int) -> list[Content]:
    """The rows of an aid, one at least."""
    if not aid.choices:
        return list(Content.styled(aid.words or " ", "" if aid.sure else "$quiet").wrap(width))
    if aid.one_row:
        return [_names(aid.choices, width)]
    rows: list[Content] = []
    for choice in aid.choices:
        one = _choice(choice)
        if rows and rows[-1].cell_length + len(_BETWEEN) + one.cell_length <= width:
            rows[-1] = Content.assemble(rows[-1], _BETWEEN, one)
        else:
            rows.append(one)
    return rows


def examples_rows(
    examples: Sequence[Example], first: int, most: int, width: int
) -> tuple[list[Content], int]:
    """Examples from number `first` (from 0) in at most so many rows, and how many of them are shown: one at least,
    cut if need be."""
    shown: list[Content] = []
    count = 0
    for example in examples[first:]:
        rows = _example(example, width)
        if shown and len(shown) + len(rows) > max(_FEWEST, most) - 1:
            break
        shown += rows
        count += 1
    room = max(_FEWEST, most) - 1
    if len(shown) > room:
        cut = shown[room - 1].truncate(width - 2)
        shown = [*shown[: room - 1], Content.assemble(cut, (" …", "$quiet"))]
    last = first + count
    here = f"{first + 1}" if count == 1 else f"{first + 1} to {last}"
    where = f"{here} of {len(examples)} · {_MORE} for more" if count < len(examples) else ""
    head = spread([("Examples", "$quiet")], [(where, "$quiet")], width)
    return [head, *shown], count


def _choice(choice: Choice) -> Content:
    words = (choice.words, "bold $now" if choice.meant else "")
    return Content.assemble((f"{choice.key} ", "$quiet"), words) if choice.key else Content.assemble(words)


def _names(choices: Sequence[Choice], width: int) -> Content:
    """As many names as one row holds, and how many more there are."""
    row = Content("")
    for number, choice in enumerate(choices):
        one = _choice(choice)
        left = len(choices) - number - 1
        more = f"{_BETWEEN}and {left} more" if left else ""
        longer = Content.assemble(row, _BETWEEN, one) if number else one
        if number and longer.cell_length + len(more) > width:
            return Content.assemble(row, (f"{_BETWEEN}and {left + 1} more", "$quiet"))
        row = longer
    return row.truncate(width, ellipsis=True)


def _example(example: Example, width: int) -> list[Content]:
    """An example with its code before it, its further rows below its first word."""
    code = f"{example.code} " if example.code else "– "
    edge = Content(code).cell_length
    rows = Content(example.words).wrap(max(20, width - edge))
    first = Content.assemble((code, ""), (rows[0].plain, "$quiet"))
    return [first, *(Content.assemble(" " * edge, (row.plain, "$quiet")) for row in rows[1:])]
