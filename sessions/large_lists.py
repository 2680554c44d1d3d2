"""Lists on the stage in letters drawn from blocks: people find themselves in them from the back of a large room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sessions import lettering
from sessions.columns import columns
from sessions.faces import Entry
from sessions.filling import Type
from sessions.lines import Line, Page, width_of
from sessions.stage_size import PLAIN, Size

# The part of a row that the number beside an entry, with its bar, may take.
_DETAIL = 1 / 4


def listed(entries: Sequence[Entry], kind: Type, rows: int, most: int) -> tuple[Page, ...]:
    """A list drawn in a font, on `most` pages at the most; nothing where it takes more, or a word would be torn."""
    entries = _in_short(entries, kind.measure)
    if not lettering.can(kind.font, "".join(_said(entry) for entry in entries)):
        return ()
    # The size of a stage that has a cell for each letter.
    letters = Size(kind.measure + 4, rows, PLAIN)
    # What is blank takes one row of cells, so that more rows of text may fit than there is room for letters.
    for deep in range(2 * rows // kind.pitch, 0, -1):
        found = columns(entries, letters, deep)
        if len(found) > most:
            return ()
        drawn = tuple(_drawn(page, kind) for page in found)
        if all(page.rows <= rows for page in drawn):
            return () if _torn(entries, drawn, kind) else drawn
    return ()


def _in_short(entries: Sequence[Entry], measure: int) -> tuple[Entry, ...]:
    """The entries with their numbers in as few letters as leave most of a row to the words."""
    for level in range(max(len(entry.short) for entry in entries) + 1):
        found = tuple(replace(one, detail=(one.detail, *one.short)[level:][:1][0]) for one in entries)
        if max(width_of(one.detail) for one in found) <= measure * _DETAIL:
            break
    return found


def _said(entry: Entry) -> str:
    return "".join((entry.marker, entry.title, entry.text, entry.detail, *entry.cells, *entry.brief))


def _drawn(page: Page, kind: Type) -> Page:
    return Page(tuple(kind.set(line, 0) for line in _closer(page.lines)), page.first, kind.font)


def _closer(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines with what is blank between them closed up: under drawn letters one row of cells is enough."""
    for line in lines:
        yield line if line.text.strip() else Line((), line.word)


def _torn(entries: Sequence[Entry], pages: Sequence[Page], kind: Type) -> bool:
    lines = [line.text for page in pages for line in page.lines]
    if any(width_of(line.rstrip()) > kind.measure for line in lines):
        return True
    there = set(" ".join(lines).split())
    return any(
        word not in there
        for entry in entries
        if not entry.cells
        for word in f"{entry.title} {entry.text}".split()
    )
