"""Text as rows of cells: how words are wrapped, how wide they are, what a page is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from wcwidth import wcswidth, wcwidth

# Cells between columns.
BETWEEN = 4

Style = Literal["plain", "strong", "emphasis", "heading", "marker", "quiet"]


class Piece(msgspec.Struct, frozen=True):
    """Text in one style."""

    text: str
    style: Style = "plain"


class Line(msgspec.Struct, frozen=True):
    """One row of text, and the number of the first word on it. Drawn from blocks it takes several `rows` of cells,
    those that part it from the next included; one that is `small` stands in cells on a page of drawn letters."""

    pieces: tuple[Piece, ...]
    word: int
    rows: int = 1
    small: bool = False

    @property
    def text(self) -> str:
        """The row without its styles."""
        return "".join(piece.text for piece in self.pieces)


class Page(msgspec.Struct, frozen=True):
    """The rows of one page below its heading, as text; in `letters` is the font they are drawn in, or ""."""

    lines: tuple[Line, ...]
    first: int
    letters: str = ""

    @property
    def rows(self) -> int:
        """The rows of cells it takes."""
        return sum(line.rows for line in self.lines)


def width_of(text: str) -> int:
    """The cells a text takes; a character that cannot be measured counts as one."""
    width = wcswidth(text)
    return width if width >= 0 else sum(max(wcwidth(char), 0) for char in text)


def wrap(runs: Sequence[tuple[Style, str]], width: int, word: int) -> Iterator[Line]:
    """Greedy wrapping by words over runs of different styles; words longer than a row are broken. `word` is the
    number of the first one."""
    pieces: list[Piece] = []
    used = 0
    first = word
    glue = False
    for style, text in runs:
        for number, part in enumerate(text.split("\n")):
            if number:
                yield Line(tuple(pieces), first)
                pieces, used, first, glue = [], 0, word, False
            words = part.split()
            for place, chunk in enumerate(words):
                space = " " if used and (place or part[:1].isspace() or not glue) else ""
                if used and used + len(space) + width_of(chunk) > width:
                    yield Line(tuple(pieces), first)
                    pieces, used, first, space = [], 0, word, ""
                while width_of(chunk) > width:
                    head = cut(chunk, width)
                    yield Line((Piece(head, style),), word)
                    chunk = chunk[len(head) :]
                pieces.append(Piece(space + chunk, style))
                used += width_of(space + chunk)
                word += 1
            glue = (bool(words) and not part[-1:].isspace()) or (not words and glue and not part)
    yield Line(tuple(pieces), first)


def cut(text: str, width: int) -> str:
    """As much of the beginning of a text as fits into so many cells; at least one character."""
    used = 0
    for number, char in enumerate(text):
        used += max(wcwidth(char), 0)
        if used > width:
            return text[: max(number, 1)]
    return text


def side_by_side(together: Sequence[Sequence[Line]], width: int) -> Iterator[Line]:
    """Columns of so many cells each as rows of one page, `BETWEEN` cells apart; a row is known by the word of the
    first column."""
    first = together[0]
    for row in range(max(len(column) for column in together)):
        pieces: list[Piece] = []
        for number, column in enumerate(together):
            line = column[row] if row < len(column) else None
            if line is not None:
                pieces += line.pieces
            if number + 1 < len(together):
                used = width_of(line.text) if line is not None else 0
                pieces.append(Piece(" " * (width - used + BETWEEN)))
        yield Line(tuple(pieces), first[row].word if row < len(first) else first[-1].word)
