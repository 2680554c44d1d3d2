"""One face set in cells and in drawn letters: its heading, its pages and the room there is for its clock.

How large each is chosen to be is decided in `sessions.pages`; here is what each choice comes to.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from sessions import lettering
from sessions.columns import columns
from sessions.filling import Type, running
from sessions.large_lists import listed
from sessions.lines import Page, cut, wrap
from sessions.stage import StageView
from sessions.stage_size import Size

# The letters of each text size: cells first.
FONTS = ("", lettering.SMALL, "smmono9", "smmono12", "mono12")
# A stage lower than that does without some rows under large letters; and the cells beside the heading that the mark
# of sample data takes there.
LOW, _MARK = 30, 14
# Rows that are saved where the heading stands on the title's: that, and two blank ones.
_TITLE = 3
# A heading says what it is about; most of the stage belongs to what people are to do.
_HEADING_SHARE = 0.45


class Setting(msgspec.Struct, frozen=True):
    """How one face is set at a size: the heading's rows, the fonts that it and the clock are drawn in ("" for text),
    and the pages below the heading. A `close` one begins with its heading, without a row for the title."""

    heading: tuple[str, ...]
    heading_font: str
    clock_font: str
    pages: tuple[Page, ...]
    close: bool = False

    @property
    def drawn(self) -> bool:
        """Whether the heading is drawn from blocks."""
        return bool(self.heading_font)


class Parts(msgspec.Struct, frozen=True):
    """How large the parts of a face are, each by its place in `FONTS`: its text (and a list in it, where that is
    another), its heading and its clock. A `close` one has its heading on the row of the title."""

    text: int = 0
    heading: int = 0
    clock: int = 0
    close: bool = False
    lists: int = 0


def put_together(view: StageView, size: Size, parts: Parts, most: int = 0) -> Setting | None:
    """The face with its parts so large; None where a font cannot, there is no room, or it takes more than `most`
    pages (0: as many as it takes)."""
    font, clock_font = FONTS[parts.text], FONTS[parts.clock]
    kind = type_of(font, size)
    heading = _heading(view, size, FONTS[parts.heading], close=parts.close)
    if heading is None:
        return None
    above = len(heading) + bool(parts.heading) - (_TITLE if parts.close else 0)
    rows = room(view, size, above, clock_rows(clock_font, size))
    if rows < (kind.pitch if font else 3):
        return None
    lists = type_of(FONTS[parts.lists], size) if parts.lists else kind
    found = _pages(view, size, kind, lists, rows, most)
    if found is None or (most and len(found) > most):
        return None
    return Setting(heading, FONTS[parts.heading], clock_font, found, parts.close)


def type_of(font: str, size: Size) -> Type:
    """Text in a font on a stage of this size; what is small on it stands in cells."""
    measure = size.wide // lettering.FONTS[font] if font else size.measure
    return Type(font, measure, size.measure)


def clock_rows(font: str, size: Size) -> int:
    """The rows the clock takes, and what stands under it."""
    drawn = lettering.set_in(font, "0:00", size.wide) if font else None
    return len(drawn) + 1 if drawn else 1


def heading_lines(view: StageView, size: Size) -> tuple[str, ...]:
    """The heading as text wrapped to the measure; three rows at most, the third cut with an ellipsis."""
    lines = [line.text for line in wrap([("heading", view.heading)], size.measure, 0)]
    if len(lines) > 3:
        lines = [*lines[:2], cut(lines[2] + " …", size.measure)]
    return tuple(lines)


def room(view: StageView, size: Size, heading: int, clock: int) -> int:
    """The rows for a page between heading and clock of so many rows each."""
    # A row for the title, a blank one before and after the heading, and one before the clock.
    return max(3 if clock == 1 else 0, size.height - heading - clock - bool(view.caption) - 4)


def _heading(view: StageView, size: Size, font: str, *, close: bool) -> tuple[str, ...] | None:
    """The heading in a font, or as text; None where it would take too much of the stage."""
    if not font:
        # The mark of sample data may stand beside it.
        return heading_lines(view, replace(size, width=size.width - _MARK) if close else size)
    rows = lettering.set_in(font, view.heading, size.wide)
    return rows if rows is not None and len(rows) <= size.height * _HEADING_SHARE else None


def _pages(
    view: StageView, size: Size, kind: Type, lists: Type, rows: int, most: int
) -> tuple[Page, ...] | None:
    """The pages of a face, its text in one type and its list in another; None where the list has to be torn, or
    takes more than `most` pages. Over running text a list may be in cells where that is so."""
    found: tuple[Page, ...] = ()
    if view.entries:
        if lists.font:
            found = listed(view.entries, lists, rows, most or len(view.entries))
        if not found and lists.font and not view.blocks:
            return None
        found = found or columns(view.entries, size, rows)
        if not view.blocks:
            return found
    words = sum(max(1, len(f"{entry.title} {entry.text}".split())) for entry in view.entries)
    # On the wall headings only say what the notes are about.
    return (*found, *running(view.blocks, kind, rows, words, quiet_heads=view.kind == "wall"))
