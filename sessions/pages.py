"""Setting the stage's text in cells: what does not fit becomes another page, never smaller text.

Pure functions of a `StageView` and a size, used by the stage that paints, by the one button that turns pages
and by `templates check`. A page is remembered by its first word (or entry), not by its number, so that stages
of different sizes show the same words.

What people are to read or to do comes first: it is set in the largest letters with which it takes no page more than
in cells, then the time they have, as large as that, then the heading, at most one size larger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from msgspec.structs import replace

from sessions import lettering
from sessions.filling import can_draw, units_of
from sessions.lines import Line, Page, Piece, width_of
from sessions.setting import (
    FONTS,
    LOW,
    Parts,
    Setting,
    clock_rows,
    heading_lines,
    put_together,
    room,
    type_of,
)
from sessions.stage import StageView
from sessions.stage_size import LARGEST, PLAIN, USUAL, Size

__all__ = [
    "DRAWN",
    "SMALLEST",
    "Line",
    "Page",
    "Piece",
    "Setting",
    "clock_rows",
    "heading_lines",
    "page_at",
    "pages",
    "set_stage",
    "text_sizes",
    "whole",
    "width_of",
]

SMALLEST = (60, 18)
# From these sizes on, the clock is drawn from blocks by itself, and text too: (columns, rows).
_TIMED, DRAWN = (80, 24), (100, 30)
# From this size on, a row of cells is too small to be read by anybody but those in front: running text is drawn by
# itself as long as it takes no more pages than this.
WIDE, WIDE_PAGES = (180, 54), 2
# The letters a row, and rows of them, that a stage has to have room for.
_ACROSS, _DOWN = 16, 2
# Rows of a page that are not its text even then: heading, clock and a blank one.
_AROUND = 3
# What is read from the back in any case, where there is room: the clock, over text in smaller letters.
_SEEN = 2


def set_stage(view: StageView, size: Size) -> Setting:
    """Set a face. Larger letters never cost a page, unless the stage's text size asks for them or a row of cells is
    too small at its size; of what is looked at as a `whole` they never do."""
    # The clock moves, and which page is shown: neither changes how the face is set.
    timed = view.timed or view.clock is not None
    return _set_stage(replace(view, clock=None, timed=timed, first=0, sample=False), size)


def whole(view: StageView) -> bool:
    """Whether people look for themselves in it, choose or vote from it, or look at it as they come and go: it is
    never on more pages than it has to be."""
    return view.kind in ("waiting", "end") or bool(view.entries and not view.blocks)


@lru_cache(maxsize=256)
def _set_stage(view: StageView, size: Size) -> Setting:
    plain = put_together(view, size, Parts()) or Setting(heading_lines(view, size), "", "", (Page((), 0),))
    if size.text == PLAIN:
        return plain
    if view.kind == "note":
        large = _large(view, size)
        if large is not None:
            return large
    if len(plain.pages) > 1:
        near = put_together(view, size, Parts(close=True))
        plain = near if near is not None and whole(view) and len(near.pages) < len(plain.pages) else plain
    least = len(plain.pages)
    wanted = 0 if whole(view) else size.text
    drawn = text_sizes(size)[1:]
    by_itself = [text for text in drawn if text <= size.text or _has(size, DRAWN)]
    asked = [text for text in drawn if text <= wanted]
    # First with a clock as large as the text, then with a smaller one.
    for clock, text in product((True, False) if view.timed else (False,), reversed(by_itself)):
        most = max(least, WIDE_PAGES if text == 1 and _has(size, WIDE) and not whole(view) else 1)
        found = _drawn(view, size, text, most, clock=clock) if text >= wanted else None
        if found is not None and not found.drawn and text - 1 >= max(wanted, 1):
            # Where the heading would be lost, one size less lets it be read too.
            found = _drawn(view, size, text - 1, most, clock=clock, heading=True) or found
        if found is not None:
            return found
    for text in reversed(asked):
        found = _drawn(view, size, text, 0)
        if found is not None:
            return found
    return _headed(view, size, plain)


def _has(size: Size, least: tuple[int, int]) -> bool:
    return size.width >= least[0] and size.height >= least[1]


def _drawn(
    view: StageView, size: Size, text: int, most: int, *, clock: bool = False, heading: bool = False
) -> Setting | None:
    """A face with its text drawn, on as few pages as can be and `most` at the most; with `most` 0 on the fewest there
    can be with a clock that is read from as far. Only with a `clock` as large as the text; only with a drawn
    `heading`."""
    kind = type_of(FONTS[text], size)
    if not (view.blocks or view.entries):
        return None
    if not can_draw(view.blocks, kind, quiet_heads=view.kind == "wall"):
        return None
    tried = [
        parts
        for parts in _parts(view, size, text)
        if parts.clock >= text * clock and parts.heading >= heading
    ]
    if not most:
        low = size.height < LOW
        smallest = Parts(text, 0, 1 if view.timed and not low else 0, low)
    else:
        smallest = min(tried, key=lambda parts: (parts.clock, parts.heading, not parts.close))
    # Where it does not fit with the smallest parts, it fits with none.
    least = put_together(view, size, smallest, most)
    if least is None:
        return None
    most = len(least.pages)
    return next((found for parts in tried if (found := put_together(view, size, parts, most))), None)


def _parts(view: StageView, size: Size, text: int) -> Iterator[Parts]:
    """What to try with text so large, the best first: a heading and a clock that are drawn at all, the clock as large
    as the text, then the heading, then what is larger than the text."""
    low = size.height < LOW
    seen = max(text, _SEEN)
    clocks = range(seen + 1) if view.timed and (text or _has(size, _TIMED)) else range(1)
    headings = range(min(text + 1, LARGEST) + 1) if _has(size, DRAWN) else range(2 if text else 1)
    pairs = sorted(
        product(headings, clocks),
        key=lambda pair: (
            min(pair[1], 1), min(pair[0], 1), min(pair[1], text), min(pair[0], text), pair[1], pair[0]
        ),
        reverse=True,
    )  # fmt: skip
    for heading, clock in pairs:
        if heading or not low or not text:
            yield Parts(text, heading, clock)
        if text and not heading:
            yield Parts(text, heading, clock, close=True)


def _headed(view: StageView, size: Size, plain: Setting) -> Setting:
    """Text in cells, with the largest clock and under the largest heading that cost no page; over the wall, which is
    turned over page by page, one."""
    count = len(plain.pages)
    most = count + (view.kind == "wall" and count > 1 and _has(size, DRAWN))
    # Where the counts come first, they are seen from further away than the notes.
    lists = int(bool(view.blocks) and _has(size, WIDE))
    for parts in _parts(view, size, 0):
        found = put_together(view, size, replace(parts, close=plain.close, lists=lists), most)
        if found is not None:
            return found
    return plain


def _large(view: StageView, size: Size) -> Setting | None:
    """One note's words in the largest letters in which all of it is on one page, what belongs to it below them, with
    clock and heading as large as there is room for; None where they fit in none."""
    words, *rest = units_of(view.blocks, type_of("", size), 0)
    below = [line for _, lines in rest for line in (Line((), lines[0].word), *lines)]
    sizes = tuple(reversed(range(LARGEST + 1))) if _has(size, DRAWN) else (0,)
    for font in lettering.FONTS:
        rows = lettering.set_in(font, words[0].text, size.wide)
        if rows is None:
            continue
        for clock, heading in product(sizes if view.timed else (0,), sizes[1:] or sizes):
            around = put_together(replace(view, blocks=(), entries=()), size, Parts(0, heading, clock))
            if around is None:
                continue
            above = len(around.heading) + around.drawn
            if len(rows) + len(below) <= room(view, size, above, clock_rows(around.clock_font, size)):
                page = Page((*(Line((Piece(row, "strong"),), 0) for row in rows), *below), 0)
                return replace(around, pages=(page,))
    return None


def text_sizes(size: Size) -> tuple[int, ...]:
    """The text sizes that a stage has room for: a row of some words, and more than one row. The usual one is the
    first."""
    found = [USUAL]
    for text in range(1, LARGEST + 1):
        kind = type_of(FONTS[text], size)
        if kind.measure >= _ACROSS and size.height - _AROUND >= _DOWN * kind.pitch:
            found.append(text)
    return tuple(found)


def room_for_text(view: StageView, size: Size) -> int:
    """The rows there are for a page between a plain heading and the clock's line."""
    return room(view, size, len(heading_lines(view, size)), 1)


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
