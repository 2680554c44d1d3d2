"""Letters drawn from blocks, for text and a clock that are read from the back of a large room.

The fonts are pyfiglet's. Their files are read as they are: made into glyphs, each takes up to a quarter of a second,
and a stage needs a few dozen of their three thousand signs. What a font lacks is put together from what it has (€
from C and =, arrows from a dash and an angle); where that cannot be, the text is not set in it: nothing is ever
dropped silently.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from wcwidth import wcwidth

from sessions import small_letters
from sessions.small_letters import QUARTERS

# Columns a letter takes. smblock is the floor of what is read from further away than cells are.
SMALL = "smblock"
FONTS = {"mono12": 10, "smmono12": 5, "mono9": 7, "smmono9": 4, SMALL: small_letters.WIDTH}
# The rows of a line of text: without the first, which only accents on capitals use, and without the last of those
# fonts in which only an underscore and a few commas below reach it.
ROWS = {
    "mono12": (1, 9), "smmono12": (1, 9), "mono9": (1, 8), "smmono9": (1, 8), SMALL: (0, small_letters.HEIGHT),
}  # fmt: skip

Glyph = tuple[str, ...]

# A sign as another that says the same, and signs laid over each other.
_SAME = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2011": "-", "✗": "×", "⇒": "→", "★": "*", "☆": "*"}
_OVER = {"€": "C=", "→": "—›", "←": "—‹", "↑": "|^", "↓": "|v", "↔": "<>", "✓": "√"}
# What bars are made of: so many halves of a letter are filled, over the rows of a capital.
_BARS = {"█": 2, "▌": 1}
# What the fonts show for signs that they do not have: an empty box.
_NOTHING = "\x80"
_TAGGED = re.compile(r"(0x[0-9A-Fa-f]+|-?\d+)\s")
_UMLAUTS = "ÄÖÜäöüß"


class _Font:
    """One font's file: its lines, and on which of them each sign begins."""

    def __init__(self, name: str) -> None:
        from pyfiglet import FigletFont

        self._lines = FigletFont.preloadFont(name).split("\n")
        head = self._lines[0].split()
        self._blank = head[0][-1]
        self.height, comments = int(head[1]), int(head[5])
        at = 1 + comments
        self._at: dict[str, int] = {}
        for char in [*map(chr, range(32, 127)), *_UMLAUTS]:
            self._at[char] = at
            at += self.height
        while at < len(self._lines) and (tag := _TAGGED.match(self._lines[at])):
            code = int(tag[1], 0)
            if code >= 0:
                self._at[chr(code)] = at + 1
            at += 1 + self.height
        self._width = FONTS[name]
        self._small = name == SMALL
        self._box = small_letters.drawn("☐") if self._small else self._read(_NOTHING)

    def _read(self, char: str) -> Glyph | None:
        at = self._at.get(char)
        if at is None:
            return None
        rows = []
        for line in self._lines[at : at + self.height]:
            row = line.rstrip()
            rows.append(
                row.rstrip(row[-1:]).replace(self._blank, " ") if char != self._blank else row.rstrip("@")
            )
        return tuple(rows)

    def glyph(self, char: str) -> Glyph | None:
        """A sign's rows, as it stands in the file; None where it is not there, or of another width."""
        own = small_letters.drawn(char) if self._small else None
        if own is not None:
            return own
        found = self._read(char)
        if found is None or (found == self._box and char not in "☐□"):
            return None
        if self._small:
            return small_letters.fitted(char, found)
        found = tuple(row.ljust(self._width) for row in found)
        return found if all(len(row) == self._width for row in found) else None


@lru_cache(maxsize=len(FONTS))
def _font(name: str) -> _Font:
    return _Font(name)


@lru_cache(maxsize=2048)
def glyph(font: str, char: str) -> Glyph | None:
    """The rows of one sign in a font, all of the font's width; None where the font has no way to show it."""
    if char in _BARS:
        return _bar(font, FONTS[font] * _BARS[char] // 2)
    same = _SAME.get(char, char)
    if wcwidth(char) != 1:
        return None
    if same.isspace():
        return (" " * FONTS[font],) * _font(font).height
    found = _font(font).glyph(same)
    parts = [glyph(font, one) for one in _OVER.get(same, "")] if found is None else []
    if not parts:
        return found
    for part in parts:
        if part is None:
            return None
        found = part if found is None else tuple(map(_over, found, part))
    return found


def _bar(font: str, cells: int) -> Glyph:
    """A piece of a bar, so many cells long."""
    rows = draw(font, "H")
    return tuple(("█" * cells if row.strip() else "").ljust(FONTS[font]) for row in rows)


def twice(rows: Sequence[str]) -> Glyph:
    """Drawn rows at twice their size: each quarter of a cell is a cell."""
    found = []
    for row in rows:
        bits = [QUARTERS.index(char) for char in row]
        for upper, right in ((1, 2), (4, 8)):
            found.append("".join("█" if bit & half else " " for bit in bits for half in (upper, right)))
    return tuple(found)


def load() -> None:
    """Read the fonts that a stage uses first, so that no key press waits for them."""
    for font in FONTS:
        _font(font)


def spelt(text: str) -> str:
    """Text with each letter and its accents as one sign, as the fonts have them."""
    return unicodedata.normalize("NFC", text)


def can(font: str, text: str) -> bool:
    """Whether every sign of a text can be shown in a font."""
    return all(char in " \n" or glyph(font, char) is not None for char in set(spelt(text)))


def draw(font: str, text: str) -> tuple[str, ...]:
    """One line of text as all the rows of its font. Signs that it cannot show are drawn as an empty box; ask `can`
    before."""
    height = _font(font).height
    box = _font(font)._box or (" ",) * height
    found = [glyph(font, char) or box for char in spelt(text)]
    return tuple("".join(one[row] for one in found) for row in range(height))


@lru_cache(maxsize=4096)
def used(font: str, text: str) -> tuple[int, int]:
    """The rows that a line of text needs, as first and one past the last: those of any line of text, and the first or
    last of the font where one of its signs reaches into it."""
    first, last = ROWS[font]
    rows = draw(font, text)
    above = next((number for number in range(first) if rows[number].strip()), first)
    below = next((number + 1 for number in reversed(range(last, len(rows))) if rows[number].strip()), last)
    return above, below


def set_in(font: str, text: str, width: int) -> tuple[str, ...] | None:
    """Rows of `text` in a font, wrapped by words to `width` cells; None where the font or the width cannot."""
    columns = width // FONTS[font]
    words = spelt(text).split()
    if not words or columns < max(len(word) for word in words) or not can(font, text):
        return None
    rows: list[str] = []
    for line in textwrap.wrap(spelt(text), columns, break_long_words=False, break_on_hyphens=False):
        drawn = [row.rstrip() for row in draw(font, line)]
        while drawn and not drawn[-1]:
            drawn.pop()
        while drawn and not drawn[0]:
            drawn.pop(0)
        if rows:
            rows.append("")
        rows += drawn
    return tuple(rows) if max(len(row) for row in rows) <= width else None


def _over(one: str, other: str) -> str:
    """Two rows laid over each other, quarter by quarter."""
    return "".join(QUARTERS[QUARTERS.index(a) | QUARTERS.index(b)] for a, b in zip(one, other, strict=True))
