"""Letters drawn from blocks, for a heading and a clock that are read from the back of a large room.

The fonts are pyfiglet's; what one of them lacks (£, €, arrows) is never dropped silently: the text is then not
set in it. Loading a font takes about a tenth of a second, so `load` is called before the first key press.
"""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyfiglet import Figlet

# Columns a letter takes. smmono9 is the floor of what reads well from a distance.
FONTS = {"mono12": 10, "smmono12": 5, "mono9": 7, "smmono9": 4}


@lru_cache(maxsize=len(FONTS))
def _figlet(font: str) -> Figlet:
    from pyfiglet import Figlet

    return Figlet(font, width=10**6)


def load() -> None:
    """Read the fonts that a stage uses first, so that no key press waits for them."""
    for font in FONTS:
        _figlet(font)


def set_in(font: str, text: str, width: int) -> tuple[str, ...] | None:
    """Rows of `text` in a font, wrapped by words to `width` cells; None where the font or the width cannot."""
    columns = width // FONTS[font]
    words = text.split()
    if not words or columns < max(len(word) for word in words):
        return None
    figlet = _figlet(font)
    if any(ord(char) not in figlet.Font.chars for char in text if not char.isspace()):
        return None
    rows: list[str] = []
    for line in textwrap.wrap(text, columns, break_long_words=False, break_on_hyphens=False):
        drawn = [row.rstrip() for row in str(figlet.renderText(line)).split("\n")]
        while drawn and not drawn[-1]:
            drawn.pop()
        while drawn and not drawn[0]:
            drawn.pop(0)
        if rows:
            rows.append("")
        rows += drawn
    return tuple(rows) if max(len(row) for row in rows) <= width else None
