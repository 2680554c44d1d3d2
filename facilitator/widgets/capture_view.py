"""One form on the screen: one editor for the field being typed in, and plain text for all that is at rest.

However many fields a form has, it takes a handful of widgets, so that a key costs the same in the longest form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Spacing
from textual.message import Message
from textual.widgets import Static

from facilitator.widgets.capture_aids import Aid, Example, Examples, aid_rows
from facilitator.widgets.console import spread
from facilitator.widgets.line_edit import LineEdit

# A field at rest shows so many rows of its words; all of them are there when it is typed in.
_ROWS = 4
# So many rows below the field being typed in stay in sight.
_BELOW = 4
# On a small screen examples take so many rows at most, so that the field above is in sight too.
_MOST = 8
# Rows around the fields: margins, and whether all is saved. Rows of a field for sentences on a high screen.
_AROUND, _HIGH, _FIELD = 6, 32, 3
# Longer lines are hard to read (the product's rule).
MEASURE = 72


@dataclass(frozen=True)
class Shown:
    """A field as it is shown: its words, and what is said below them, which with `instead` stands for the words.

    `aid` and `examples` are shown while it is typed in. `brief` are answers of a few words, beside their name.
    """

    name: str
    hint: str = ""
    text: str = ""
    remark: str = ""
    wrong: bool = False
    instead: bool = False
    brief: bool = False
    aid: Aid | None = None
    examples: tuple[Example, ...] = ()


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
        self._put: object = None

    @property
    def rows(self) -> int:
        """How many rows it takes, with the one that parts it from the field in hand."""
        return len(self._places) + 1 if self._places else 0

    def put(self, fields: Sequence[Shown], first: int, width: int) -> None:
        """Show these fields, the first of which is the form's field number `first`."""
        if self._put == (fields, first, width):
            return
        self._put = (fields, first, width)
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

    def put_words(self, words: Content) -> None:
        """Show words in place of fields."""
        self._put, self._places = None, []
        self.display = True
        self.update(words)

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
        self.examples = Examples()
        self.box = VerticalScroll(id="fields", can_focus=False)
        self._sheet: Sheet | None = None
        self._said: tuple[object, ...] = ()
        self._remark: object = None
        self._width = self._height = 0
        self._aid_rows = 0

    def compose(self) -> ComposeResult:
        yield self.whose_row
        with self.box:
            yield self.above
            yield self.name_row
            yield self.edit
            yield self.remark_row
            yield self.examples
            yield self.below
        yield self.state_row

    def paint(self, sheet: Sheet) -> None:
        """Show a form. Only what differs from before is laid out again; the editor's own words are left alone."""
        # A column less than there is: in a long form it is the scrollbar's.
        width, height = min(self.size.width - 5, MEASURE), self.size.height
        if width <= 0 or (sheet, width, height) == (self._sheet, self._width, self._height):
            return
        before = self._sheet or sheet
        moved = self._sheet is None or _place(before) != _place(sheet)
        anew = moved or width != self._width
        self._sheet, self._width, self._height = sheet, width, height
        if anew or before.position != sheet.position:
            self.whose_row.update(_whose(sheet, self.size.width - 4))
        at = sheet.at
        self.edit.display = self.name_row.display = at >= 0
        if at < 0:
            self.remark_row.display = self.below.display = self.examples.display = False
            self._remark = None
            words = (f"{sheet.words}\n\n" if sheet.words else "", "bold")
            self.above.put_words(Content.assemble(words, sheet.to_do))
            return
        field = sheet.fields[at]
        if anew or before.fields[at].hint != field.hint:
            hint = (f"  {field.hint}" if field.hint else "", "$quiet")
            self.name_row.update(Content.assemble((field.name, "bold $now"), hint))
        self.above.put(sheet.fields[:at], 0, width)
        self.below.put(sheet.fields[at + 1 :], at + 1, width)
        if field.aid is not None:
            self.aid(field.aid)
        else:
            self.remark(field.remark, field.wrong)
        self.examples.put(field.examples, self._room(), width, anew=moved)
        if moved:
            self.call_after_refresh(self.to_edit)

    def on_resize(self) -> None:
        """Set the text anew for the room there is."""
        if self._sheet is not None:
            self.paint(self._sheet)

    @property
    def remarked(self) -> bool:
        """Whether something is said below the field being typed in."""
        return self.remark_row.display

    def remark(self, text: str, wrong: bool) -> None:
        """Say something below the field being typed in."""
        if (text, wrong) == self._remark:
            return
        self._aid_rows, self._remark = 0, (text, wrong)
        self.remark_row.display = bool(text)
        self.remark_row.update(Content.assemble((text, "$last" if wrong else "$quiet")))

    def aid(self, aid: Aid) -> None:
        """Say below the field being typed in what there is to answer with. It has its rows at every key."""
        self._remark = None
        rows = aid_rows(aid, self._width)
        same = len(rows) == self._aid_rows and self.remark_row.display
        self._aid_rows = len(rows)
        self.remark_row.display = True
        self.remark_row.update(Content("\n").join(rows), layout=not same)

    def turn_examples(self) -> None:
        """Show the next of the examples, after the last the first again."""
        self.examples.turn()
        self.call_after_refresh(self.to_edit)

    def _room(self) -> int:
        """How many rows examples may take: what the form leaves, or on a small screen what is beside the field in
        hand, whose neighbours are then scrolled to."""
        if self._sheet is None:
            return 0
        taken = _whose(self._sheet, self._width).plain.count("\n") + _AROUND
        field = max(_FIELD if self._height >= _HIGH else 0, self.edit.wrapped_document.height)
        beside = self._height - taken - 1 - field
        return max(beside - self.above.rows - self.below.rows, min(beside, _MOST))

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
        if self.examples.display:
            region = region.union(self.examples.virtual_region)
        self.box.scroll_to_region(
            region,
            spacing=Spacing(bottom=0 if self.examples.display else _BELOW),
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
    said = field.remark or words.strip()
    if (
        field.brief
        and not field.wrong
        and Content(f"{field.name}  {said}").cell_length <= width
        and "\n" not in said
    ):
        return [Content.assemble((field.name, "$quiet"), "  ", said)]
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


def _place(sheet: Sheet) -> tuple[object, ...]:
    """Which form and field it is."""
    return sheet.at, sheet.title, sheet.detail, sheet.heading, sheet.about, len(sheet.fields)


def _whose(sheet: Sheet, width: int) -> Content:
    rows = [spread([(sheet.title, "bold")], [(sheet.position, "$quiet")], width)]
    if sheet.detail:
        rows.append(Content.styled(sheet.detail, "$quiet").truncate(width, ellipsis=True))
    if sheet.heading:
        rows.append(Content.styled(sheet.heading, "$quiet").truncate(width, ellipsis=True))
    if sheet.about:
        rows += [Content(""), *Content(sheet.about).wrap(min(width, MEASURE))]
    return Content("\n").join(rows)
