"""Running text as pages: blocks wrapped by words, in cells or in drawn letters, and filled into the rows there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from sessions import lettering
from sessions.lines import Line, Page, Piece, Style, width_of, wrap
from sessions.prompts import Block, Span

# Blank rows between two blocks of drawn letters.
_APART = 2
# A marker hangs beside its text where that leaves most of the row; and what keeps it with the first word where it
# cannot: nobody types it.
_HANGING, _NARROW, _KEPT = 5, 30, "\ue000"


class Type(msgspec.Struct, frozen=True):
    """What text is set in: a font of drawn letters, or "" for plain cells; `measure` characters a row at most. What
    stands small beside drawn text has `cells` a row."""

    font: str
    measure: int
    cells: int

    @property
    def pitch(self) -> int:
        """The rows of cells that a line takes at least."""
        first, last = lettering.ROWS.get(self.font, (0, 1))
        return last - first

    def set(self, line: Line, lead: int) -> Line:
        """A line with the rows it takes, so many blank ones below it included."""
        if not self.font or line.small or not line.text.strip():
            return line
        first, last = lettering.used(self.font, line.text)
        return replace(line, rows=last - first + lead)


def running(
    blocks: Sequence[Block], kind: Type, rows: int, word: int = 0, *, quiet_heads: bool = False
) -> tuple[Page, ...]:
    """The pages of running text, as few as there can be, and on these as airy as can be. `word` is the number of its
    first word. With `quiet_heads` headings only say what the text is about: set in cells, however large the text is,
    and said again at the top of a page that begins below one."""
    units = units_of(blocks, kind, word, quiet_heads=quiet_heads)
    # What parts the items of a list, and the lines of drawn letters.
    spaces = ((1, 1), (1, 0), (0, 0)) if kind.font else ((1, 0), (0, 0))
    return min((_fill(units, kind, rows, gap, lead, again=quiet_heads) for gap, lead in spaces), key=len)


def units_of(
    blocks: Sequence[Block], kind: Type, word: int, *, quiet_heads: bool = False
) -> list[tuple[Block, list[Line]]]:
    """Blocks with their rows; `word` is the number of the first word."""
    units = []
    for block in blocks:
        small = _is_small(block, quiet_heads)
        lines = _set(block, kind.cells if small else kind.measure, word)
        units.append((block, [replace(line, small=True) for line in lines] if small else list(lines)))
        word += max(1, sum(len(span.text.split()) for span in block.spans))
    return units


def can_draw(blocks: Sequence[Block], kind: Type, *, quiet_heads: bool = False) -> bool:
    """Whether its font has every sign, and its measure room for every word, of all that is not small."""
    for block in blocks:
        if _is_small(block, quiet_heads):
            continue
        text = "".join(span.text for span in block.spans)
        marker, hang = _marker(block), _hang(block, kind.measure)
        lead = "" if hang else marker.replace(" ", _KEPT)
        if any(width_of(word) > kind.measure - hang for word in (lead + text.lstrip()).split()):
            return False
        if not lettering.can(kind.font, text + block.marker + ("│" if block.kind == "quote" else "")):
            return False
    return True


def _is_small(block: Block, quiet_heads: bool) -> bool:
    """Whether a block stands in cells, however large the text is."""
    return block.kind == "aside" or (quiet_heads and block.kind == "heading")


def _marker(block: Block) -> str:
    return f"{block.marker} " if block.marker else ("│ " if block.kind == "quote" else "")


def _indent(block: Block) -> int:
    marker = _marker(block)
    indent = max(width_of(marker), 2) if marker else 0
    return indent + (2 * max(0, block.level - 1) if block.kind in ("bullet", "number") else 0)


def _hang(block: Block, measure: int) -> int:
    """How far a block is set in; not at all where that would leave too little of a row of large letters."""
    indent = _indent(block)
    return indent if measure >= _NARROW or indent * _HANGING <= measure else 0


def _run_in(marker: str, runs: Sequence[tuple[Style, str]], measure: int, word: int) -> Iterator[Line]:
    """A block that begins with its marker, which is no word of it, and is not set in."""
    style, text = runs[0]
    first = text.lstrip()
    glued = f"{marker.rstrip()}{_KEPT}{first}"
    for line in wrap([(style, glued), *runs[1:]], measure, word):
        lead, kept, rest = line.pieces[0].text.partition(_KEPT) if line.pieces else ("", "", "")
        if kept:
            line = replace(line, pieces=(Piece(f"{lead} ", "marker"), Piece(rest, style), *line.pieces[1:]))
        yield line


def _set(block: Block, measure: int, word: int) -> Iterator[Line]:
    """One block as rows: markers hang to the left of their text."""
    if block.kind == "heading":
        yield from wrap([("strong", "".join(span.text for span in block.spans))], measure, word)
        return
    if block.kind == "aside":
        yield from wrap([("quiet", block.text)], measure, word)
        return
    marker, indent = _marker(block), _hang(block, measure)
    runs = [(_style(span), span.text) for span in block.spans]
    if marker and not indent:
        yield from _run_in(marker, runs, measure, word)
        return
    for number, line in enumerate(wrap(runs, max(8, measure - indent), word)):
        lead = marker.rjust(indent) if number == 0 or block.kind == "quote" else " " * indent
        pieces = (Piece(lead, "marker"), *line.pieces) if lead else line.pieces
        yield Line(pieces, line.word)


def _style(span: Span) -> Style:
    return "strong" if span.strong else "emphasis" if span.emphasis else "plain"


def _fill(
    units: Sequence[tuple[Block, list[Line]]], kind: Type, rows: int, gap: int, lead: int, *, again: bool
) -> tuple[Page, ...]:
    """Rows into pages: a block is kept whole where it fits on a page; a heading never ends a page. `gap` is what parts
    the items of a list, `lead` the lines of drawn letters."""
    found: list[Page] = []
    lines: list[Line] = []
    used = 0
    head: Sequence[Line] = ()
    # Below the last line of a page nothing needs to be left free.
    rows += lead
    apart = _APART - lead if kind.font else 1

    def put(line: Line) -> None:
        nonlocal used
        lines.append(line)
        used += line.rows

    def turn(word: int | None = None) -> None:
        nonlocal used
        if lines:
            found.append(Page(tuple(lines), lines[0].word, kind.font))
            lines.clear()
            used = 0
        if word is not None and again and head:
            more = " …" if len(head) > 1 else ""
            put(Line((Piece(head[0].text + more, "quiet"),), word, small=True))

    for number, (block, plain) in enumerate(units):
        set_lines = [kind.set(line, lead) for line in plain]
        before = units[number - 1][0].kind if number else ""
        list_item, after_item = (kind_ in ("bullet", "number") for kind_ in (block.kind, before))
        space = (gap if list_item and after_item else 1) * apart
        if block.kind == "heading":
            head = ()
            # Two in cells, one below the other.
            space = 1 if again and before == "heading" else space
        need = _tall(set_lines) + (space if lines else 0)
        after = number + 1
        while units[after - 1][0].kind == "heading" and after < len(units):
            # With what it stands over, headings under it included; of a long block its first line.
            following = _tall([kind.set(line, lead) for line in units[after][1]])
            need += apart + following
            if need > rows and units[after][0].kind != "heading":
                need += kind.set(units[after][1][0], lead).rows - following
            after += 1
        if lines and used + need > rows:
            turn(set_lines[0].word)
        if lines and space:
            put(Line((), set_lines[0].word, space))
        for line in set_lines:
            if lines and used + line.rows > rows:
                turn(line.word)
            put(line)
        if block.kind == "heading":
            head = set_lines
    turn()
    return tuple(found) or (Page((), 0),)


def _tall(lines: Sequence[Line]) -> int:
    return sum(line.rows for line in lines)
