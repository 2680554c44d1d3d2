"""Setting the stage's text in cells: what does not fit becomes another page, never smaller text.

Pure functions of a `StageView` and a size, used by the stage that paints, by the one button that turns pages
and by `templates check`. A page is remembered by its first word (or entry), not by its number, so that stages
of different sizes show the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

import msgspec
from msgspec.structs import replace

from sessions import lettering
from sessions.columns import columns
from sessions.filling import Type, can_draw, running, units_of
from sessions.large_lists import listed
from sessions.lines import Line, Page, Piece, cut, width_of, wrap
from sessions.stage import StageView
from sessions.stage_size import LARGEST, PLAIN, USUAL, Size

__all__ = [
    "SMALLEST",
    "Line",
    "Page",
    "Piece",
    "Setting",
    "clock_rows",
    "page_at",
    "pages",
    "set_stage",
    "text_sizes",
    "width_of",
]

SMALLEST = (60, 18)
# From this size on, letters are drawn from blocks where there is room: (columns, rows).
DRAWN = (100, 30)
# From this size on, a row of cells is too small to be read by anybody but those in front: running text is drawn by
# itself as long as it takes no more pages than this.
WIDE, WIDE_PAGES = (180, 54), 2
# A list in which people look for themselves is drawn on so many pages at the most, also where large text is asked for;
# and on a wide stage the wall is drawn by itself with so many notes, of which each may take a page.
LIST_PAGES, WALL_NOTES = 4, 8
# A heading says what it is about; most of the stage belongs to what people are to do.
HEADING_SHARE = 0.45
# On a stage lower than that, rows that large letters do without: the title's, and two blank ones; and the cells beside
# the heading that the mark of sample data takes.
_TITLE, _MARK = 3, 14
# The font of each text size; and the letters a row, and rows of them, that a stage has to have room for.
_FONTS = ("", "smmono9", "smmono12", "mono12")
_ACROSS, _DOWN = 16, 2
# Rows of a page that are not its text even then: heading, clock and a blank one.
_AROUND = 3
# Heading and clock over text in cells, the largest letters first; and the clock's over drawn text.
_LETTERS = (
    ("mono12", "mono12"), ("mono12", "smmono12"), ("smmono12", "smmono12"), ("smmono9", "smmono9"), ("smmono9", ""),
)  # fmt: skip
_CLOCKS = ("mono12", "smmono12", "smmono9")


class Setting(msgspec.Struct, frozen=True):
    """How one face is set at a size: the heading's rows (`drawn` from blocks or as text), the font the clock is
    drawn in ("" for text), and the pages below the heading. A `close` one begins with its heading, without a row for
    the title."""

    heading: tuple[str, ...]
    drawn: bool
    clock_font: str
    pages: tuple[Page, ...]
    close: bool = False


def set_stage(view: StageView, size: Size) -> Setting:
    """Set a face: text, heading and clock in the largest letters with which everything is still on one page; where
    that cannot be, in plain ones. Larger letters never cost a page, unless the stage's text size asks for them or a
    row of cells is too small at its size."""
    # The clock moves, and which page is shown: neither changes how the face is set.
    return _set_stage(replace(view, clock=None, first=0, sample=False), size)


@lru_cache(maxsize=256)
def _set_stage(view: StageView, size: Size) -> Setting:
    heading = heading_lines(view, size)
    below = _room(view, size, len(heading), 1)
    by_itself = size.text != PLAIN and _can_be_drawn(size)
    large = _large(view, size) if view.kind == "note" and size.text != PLAIN else None
    if large is not None:
        return large
    for text in reversed(text_sizes(size)[1:]):
        wanted = text <= size.text
        if not wanted and not by_itself:
            continue
        most = _most(view) if text == 1 and _is_wide(size) else 1
        found = _drawn(view, size, _FONTS[text], LIST_PAGES if wanted else most)
        if found is not None and (wanted or len(found.pages) <= most):
            return found
    plain = Setting(heading, False, "", _pages(view, size, Type("", size.measure), below))
    return _headed(view, size, plain) if by_itself else plain


def _can_be_drawn(size: Size) -> bool:
    return size.width >= DRAWN[0] and size.height >= DRAWN[1]


def _is_wide(size: Size) -> bool:
    return size.width >= WIDE[0] and size.height >= WIDE[1]


def _most(view: StageView) -> int:
    """The pages that drawn text may take by itself where a row of cells is too small to be read."""
    notes = sum(block.kind == "bullet" for block in view.blocks) if view.kind == "wall" else 0
    return notes if WIDE_PAGES < notes <= WALL_NOTES else WIDE_PAGES


def _heads(view: StageView, size: Size) -> int:
    """On the wall headings only say what the notes are about: they are set in so many cells a row, and said again on
    every page. A prompt's are part of what is read."""
    return size.measure if view.kind == "wall" else 0


def _drawn(view: StageView, size: Size, font: str, most: int) -> Setting | None:
    """A face with its text drawn in a font on the fewest pages, heading and clock as large as costs none; None where
    the font cannot, or a list in which people look for themselves would take more than `most` pages."""
    kind = Type(font, size.wide // lettering.FONTS[font])
    if not (view.blocks or view.entries) or not can_draw(view.blocks, kind, _heads(view, size)):
        return None
    low = size.height < DRAWN[1]
    best: Setting | None = None
    for heading_font in ("",) if low else (font, ""):
        heading = _heading(view, size, heading_font, low)
        if heading is None:
            continue
        # Where the text is read from the back, the time has to be too, also where that costs a page.
        for clock_font in ("",) if low else _CLOCKS:
            if clock_font and lettering.FONTS[clock_font] > lettering.FONTS[font]:
                continue
            above = len(heading) + bool(heading_font) - (_TITLE if low else 0)
            rows = _room(view, size, above, clock_rows(clock_font, size))
            if rows < kind.pitch:
                continue
            found = _pages(view, size, kind, rows, kind, most)
            if view.entries and not found[0].letters and not view.blocks:
                continue
            if best is None or len(found) < len(best.pages):
                best = Setting(heading, bool(heading_font), clock_font, found, close=low)
    return best


def _heading(view: StageView, size: Size, font: str, low: bool) -> tuple[str, ...] | None:
    """The heading over drawn text, in a font or as text; None where it would take too much of the stage."""
    if not font:
        # On a low stage the mark of sample data stands beside it.
        return (
            heading_lines(view, replace(size, width=size.width - _MARK)) if low else heading_lines(view, size)
        )
    rows = lettering.set_in(font, view.heading, size.wide)
    return rows if rows is not None and len(rows) <= size.height * HEADING_SHARE else None


def _headed(view: StageView, size: Size, plain: Setting) -> Setting:
    """Text in cells under the largest heading and over the largest clock that cost no page; over the wall, which is
    turned over page by page, one."""
    count = len(plain.pages)
    most = count + (view.kind == "wall" and count > 1)
    # Where the counts come first, they are seen from further away than the notes.
    lists = (
        Type(_FONTS[1], size.wide // lettering.FONTS[_FONTS[1]]) if view.blocks and _is_wide(size) else None
    )
    for font, clock_font in _LETTERS:
        rows = lettering.set_in(font, view.heading, size.wide)
        if rows is None or len(rows) > size.height * HEADING_SHARE:
            continue
        room = _room(view, size, len(rows) + 1, clock_rows(clock_font, size))
        if room >= 3:
            found = _pages(view, size, Type("", size.measure), room, lists)
            if len(found) <= most:
                return Setting(rows, True, clock_font, found)
    return plain


def clock_rows(font: str, size: Size) -> int:
    """The rows the clock takes, and what stands under it."""
    drawn = lettering.set_in(font, "0:00", size.wide) if font else None
    return len(drawn) + 1 if drawn else 1


def _large(view: StageView, size: Size) -> Setting | None:
    """One note's words in the largest letters in which all of it is on one page, what belongs to it below them, with
    clock and heading as large as there is room for; None where they fit in none."""
    words, *rest = units_of(view.blocks, size.measure, 0)
    below = [line for _, lines in rest for line in (Line((), lines[0].word), *lines)]
    others = (*_CLOCKS, "") if _can_be_drawn(size) else ("",)
    for font in lettering.FONTS:
        rows = lettering.set_in(font, words[0].text, size.wide)
        for clock_font, heading_font in product(others, others[1:] or others):
            heading = _heading(view, size, heading_font, low=False)
            if rows is None or heading is None:
                continue
            room = _room(view, size, len(heading) + bool(heading_font), clock_rows(clock_font, size))
            if len(rows) + len(below) <= room:
                page = Page((*(Line((Piece(row, "strong"),), 0) for row in rows), *below), 0)
                return Setting(heading, bool(heading_font), clock_font, (page,))
    return None


def text_sizes(size: Size) -> tuple[int, ...]:
    """The text sizes that a stage has room for: a row of some words, and more than one row. The usual one is the
    first."""
    found = [USUAL]
    for text in range(1, LARGEST + 1):
        kind = Type(_FONTS[text], size.wide // lettering.FONTS[_FONTS[text]])
        if kind.measure >= _ACROSS and size.height - _AROUND >= _DOWN * kind.pitch:
            found.append(text)
    return tuple(found)


def heading_lines(view: StageView, size: Size) -> tuple[str, ...]:
    """The heading as text wrapped to the measure; three rows at most, the third cut with an ellipsis."""
    lines = [line.text for line in wrap([("heading", view.heading)], size.measure, 0)]
    if len(lines) > 3:
        lines = [*lines[:2], cut(lines[2] + " …", size.measure)]
    return tuple(lines)


def room_for_text(view: StageView, size: Size) -> int:
    """The rows there are for a page between a plain heading and the clock's line."""
    return _room(view, size, len(heading_lines(view, size)), 1)


def pages(view: StageView, size: Size) -> tuple[Page, ...]:
    """All pages of one face at a size; at least one, perhaps empty."""
    return set_stage(view, size).pages


def page_at(view: StageView, size: Size) -> tuple[int, tuple[Page, ...]]:
    """The index of the page that holds the view's first word, and all pages."""
    found = pages(view, size)
    return page_with(view.first, found), found


def page_with(word: int, found: Sequence[Page]) -> int:
    """The index of the page that holds this word."""
    return max((number for number, page in enumerate(found) if page.first <= word), default=0)


def _room(view: StageView, size: Size, heading: int, clock: int) -> int:
    # A row for the title, a blank one before and after the heading, and one before the clock.
    return max(3 if clock == 1 else 0, size.height - heading - clock - bool(view.caption) - 4)


def _pages(
    view: StageView, size: Size, kind: Type, rows: int, lists: Type | None = None, most: int = WIDE_PAGES
) -> tuple[Page, ...]:
    """The pages of a face, its text in one type and its list in another, where that takes `most` pages at the most."""
    found: tuple[Page, ...] = ()
    if view.entries:
        found = listed(view.entries, lists, rows, most) if lists is not None and lists.font else ()
        found = found or columns(view.entries, size, rows)
        if not view.blocks:
            return found
    words = sum(max(1, len(f"{entry.title} {entry.text}".split())) for entry in view.entries)
    return (*found, *running(view.blocks, kind, rows, words, heads=_heads(view, size)))
