"""One form on the screen: one editor for the field being typed in, and plain text for all that is at rest.

However many fields a form has, it takes five widgets, so that a key costs the same in the longest form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Spacing
from textual.message import Message
from textual.widgets import Static

from facilitator.widgets.console import spread
from facilitator.widgets.line_edit import LineEdit

# A field at rest shows so many rows of its words; all of them are there when it is typed in.
_ROWS = 4
# So many rows below the field being typed in stay in sight.
_BELOW = 4
# Longer lines are hard to read (the product's rule).
MEASURE = 72


@dataclass(frozen=True)
class Shown:
    """A field as it is shown: its words, and what is said below them. `said` stands for the words of what is cited."""

    name: str
    hint: str = ""
    text: str = ""
    remark: str = ""
    wrong: bool = False
    instead: bool = False


@dataclass(frozen=True)
class Sheet:
    """A form as it is shown; `at` is the field being typed in, -1 where none is."""

    title: str
    detail: str
    position: str
    heading: str
    about: str = ""
    fields: tuple[Shown, ...] = ()
    at: int = -1
    words: str = ""
    to_do: str = ""


class Row(NamedTuple):
    """One subject in the side list: sheet number or "", whose, how many forms are written of how many, and where
    they stand."""

    number: str
    label: str
    written: int
    of: int
    places: tuple[int, ...]


class Resting(Static):
    """Fields that are not being typed in; a click goes to one."""

    class Clicked(Message):
        """A field was clicked; `at` is its place in the form."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id)
        self._places: list[int] = []

    def put(self, fields: Sequence[Shown], first: int, width: int) -> None:
        """Show these fields, the first of which is the form's field number `first`."""
        rows: list[Content] = []
        self._places = []
        filled = True
        for at, field in enumerate(fields, first):
            block = resting(field, width)
            # What is empty stands close together, like the entries of a programme; what is filled in has room.
            if rows and (filled or len(block) > 1):
                rows.append(Content(""))
                self._places.append(at)
            rows += block
            self._places += [at] * len(block)
            filled = len(block) > 1
        self.display = bool(rows)
        self.update(Content("\n").join(rows))

    def on_click(self, event: Click) -> None:
        """Go to the field that was clicked."""
        if 0 <= event.y < len(self._places):
            self.post_message(self.Clicked(self._places[event.y]))


class CaptureView(Vertical):
    """Whose form it is, its fields, and below them, in a fixed place, whether all is saved.

    `edit` is the field being typed in.
    """

    def __init__(self, *, turned: Callable[[int], None], typed: Callable[[], None]) -> None:
        super().__init__()
        self.edit = LineEdit(turned=turned, typed=typed)
        self.whose_row, self.name_row = Static("", id="whose"), Static("", id="name")
        self.above, self.below = Resting(id="above"), Resting(id="below")
        self.remark_row, self.state_row = Static("", id="remark"), Static("", id="state")
        self.box = VerticalScroll(id="fields", can_focus=False)
        self._sheet: Sheet | None = None
        self._said: tuple[object, ...] = ()
        self._width = 0

    def compose(self) -> ComposeResult:
        yield self.whose_row
        with self.box:
            yield self.above
            yield self.name_row
            yield self.edit
            yield self.remark_row
            yield self.below
        yield self.state_row

    def paint(self, sheet: Sheet) -> None:
        """Show a form. Only what differs from before is laid out again; the editor's own words are left alone."""
        width = min(self.size.width - 4, MEASURE)
        if width <= 0 or (sheet, width) == (self._sheet, self._width):
            return
        before, self._sheet, self._width = self._sheet, sheet, width
        self.whose_row.update(_whose(sheet, self.size.width - 4))
        at = sheet.at
        self.edit.display = self.name_row.display = at >= 0
        if at < 0:
            self.remark_row.display = self.below.display = False
            self.above.display = True
            self.above.update(
                Content.assemble((f"{sheet.words}\n\n" if sheet.words else "", "bold"), sheet.to_do)
            )
            return
        field = sheet.fields[at]
        hint = (f"  {field.hint}" if field.hint else "", "$quiet")
        self.name_row.update(Content.assemble((field.name, "bold $now"), hint))
        self.above.put(sheet.fields[:at], 0, width)
        self.below.put(sheet.fields[at + 1 :], at + 1, width)
        self.remark(field.remark, field.wrong)
        if before is None or (before.at, before.title, before.heading) != (at, sheet.title, sheet.heading):
            self.call_after_refresh(self.to_edit)

    @property
    def remarked(self) -> bool:
        """Whether something is said below the field being typed in."""
        return self.remark_row.display

    def remark(self, text: str, wrong: bool) -> None:
        """Say something below the field being typed in."""
        self.remark_row.display = bool(text)
        self.remark_row.update(Content.assemble((text, "$last" if wrong else "$quiet")))

    def state(self, words: str, sees: str, *, failed: bool = False) -> None:
        """Say whether all is saved, and who may see it. The place is fixed: nothing is laid out."""
        width = self.size.width - 4
        if width <= 0 or (words, sees, failed, width) == self._said:
            return
        self._said = (words, sees, failed, width)
        style = "bold $last" if failed else "$quiet"
        end = [("Who may see it: ", "$quiet"), (sees, "bold")] if sees else []
        if failed or len(words) + sum(len(text) for text, _ in end) + 2 > width:
            self.state_row.update(Content.styled(words, style))
        else:
            self.state_row.update(
                spread([(words, style)], end, width), layout=self.state_row.size.height != 1
            )

    @on(LineEdit.Grown)
    def to_edit(self) -> None:
        """Bring the field being typed in, with its name and some rows of what comes next, into sight."""
        region = self.name_row.virtual_region.union(self.edit.virtual_region)
        self.box.scroll_to_region(
            region,
            spacing=Spacing(bottom=_BELOW),
            animate=False,
            force=True,
            immediate=True,
            origin_visible=True,
        )


def resting(field: Shown, width: int) -> list[Content]:
    """A field that is not being typed in: its name, and its words below; an empty one with its hint beside it."""
    words = "" if field.instead else field.text
    if not words.strip() and not field.remark:
        line = Content.assemble((field.name, "$quiet"), (f"  {field.hint}" if field.hint else "", "$quiet"))
        return [line.truncate(width, ellipsis=True)]
    rows = [Content.styled(field.name, "$quiet").truncate(width, ellipsis=True)]
    if words.strip():
        wrapped = Content(words.strip()).wrap(width)
        if len(wrapped) > _ROWS:
            cut = wrapped[_ROWS - 1].truncate(width - 2)
            wrapped = [*wrapped[: _ROWS - 1], Content.assemble(cut, (" …", "$quiet"))]
        rows += wrapped
    if field.remark:
        style = "$last" if field.wrong else "" if field.instead else "$quiet"
        for said in field.remark.split("\n"):
            rows += Content.assemble((said, style)).wrap(width)
    return rows


class SideList(Static):
    """Everyone's forms as a quiet list, drawn as one text however many there are."""

    def __init__(self) -> None:
        super().__init__("", id="list")
        self._shown: object = None

    def put(self, title: str, rows: Sequence[Row], at: int) -> None:
        """Show these rows, of which the one with the form number `at` is the one on the screen."""
        shown = (title, rows, at, self.size)
        if shown != self._shown and self.display and self.size.width:
            self._shown = shown
            words = side_list(title, rows, at, self.size.width, self.size.height) if rows else Content("")
            self.update(words, layout=False)


def side_list(title: str, rows: Sequence[Row], at: int, width: int, height: int) -> Content:
    """Sheet number, name, a tick where all is written, how many of how many; turned so that `at` is in sight."""
    done = sum(1 for row in rows if row.written >= row.of)
    head = spread([(title, "$quiet")], [(f"{done} of {len(rows)} written", "$quiet")], width)
    current = next((number for number, row in enumerate(rows) if at in row.places), 0)
    room = max(1, height - 2)
    top = max(0, min(current - room // 2, len(rows) - room))
    numbers = max((len(row.number) for row in rows), default=0)
    lines = [head, Content("")]
    for place, row in enumerate(rows[top : top + room], top):
        mark = "✓ " if row.written >= row.of else "  "
        before = f"{row.number:>{numbers}}  " if numbers else ""
        count = f"{row.written} of {row.of}" if row.of > 1 else ""
        style = "bold $now" if place == current else "$quiet" if row.written >= row.of else ""
        lines.append(spread([(f"{mark}{before}", "$quiet"), (row.label, style)], [(count, "$quiet")], width))
    return Content("\n").join(lines)


def _whose(sheet: Sheet, width: int) -> Content:
    rows = [spread([(sheet.title, "bold")], [(sheet.position, "$quiet")], width)]
    if sheet.detail:
        rows.append(Content.styled(sheet.detail, "$quiet").truncate(width, ellipsis=True))
    if sheet.heading:
        rows.append(Content.styled(sheet.heading, "$quiet").truncate(width, ellipsis=True))
    if sheet.about:
        rows += [Content(""), *Content(sheet.about).wrap(min(width, MEASURE))]
    return Content("\n").join(rows)
