"""From how far a stage can be read, and a code scanned, for a picture of a given width.

The rule is ANSI/INFOCOMM V202.01:2016, *Display Image Size for 2D Content in Audiovisual Systems* (DISCAS), for
basic decision making, where people read what is shown but need not make out every detail::

    farthest viewer = height of the picture × height of a letter as a share of it × 200

The letter is a lower-case one without a stroke up or down: its height is the x-height. What is assumed here:

- the terminal fills the picture, and a cell is about twice as high as it is wide, so that the picture's height
  follows from its width and from the columns and rows;
- the x-height is about 0.42 of a row in the fonts that terminals use (DejaVu Sans Mono, Menlo, Consolas: 0.41 to
  0.47). Letters drawn from blocks take about the same share of their rows.

Both are on the careful side: bold letters, good eyes and a bright picture reach further.
"""

from __future__ import annotations

import math
from typing import NamedTuple

# DISCAS, basic decision making: how many times the height of a letter the last row may be away.
_LETTERS_AWAY = 200
# The x-height, in rows; a cell's height, in widths of a cell.
X_HEIGHT = 0.42
_CELL = 2.0
# A code is read by most phones from about ten times its width: a rule of thumb, not a standard.
_CODES_AWAY = 10
# Picture widths that there are, in metres: from a television on a stand to the back wall of a hall.
NARROWEST, WIDEST = 0.4, 12.0


class Reach(NamedTuple):
    """From how far it is read, in metres: letters as they are, and the largest ones there are."""

    normal: float
    largest: float


def picture_height(width: float, columns: int, rows: int) -> float:
    """The height in metres of a picture `width` metres wide that so many columns and rows of cells fill."""
    return width * rows * _CELL / columns if columns > 0 else 0.0


def read_from(width: float, columns: int, rows: int, rows_per_letter: int = 1) -> float:
    """From how far letters are read, in metres, on a picture `width` metres wide of so many columns and rows.

    `rows_per_letter` is 1 for text as it is, and the rows of the font for letters drawn from blocks.
    """
    if width <= 0 or columns <= 0 or rows <= 0 or rows_per_letter <= 0:
        return 0.0
    height = picture_height(width, columns, rows)
    share = X_HEIGHT * rows_per_letter / rows
    return height * share * _LETTERS_AWAY


def reach(width: float, columns: int, rows: int, largest: int) -> Reach:
    """From how far text as it is and letters of `largest` rows are read."""
    return Reach(read_from(width, columns, rows), read_from(width, columns, rows, largest))


def scanned_from(width: float, columns: int, modules: int, cells_per_module: int = 1) -> float:
    """From how far a code of so many dark and light modules across is scanned, in metres (a rule of thumb)."""
    if width <= 0 or columns <= 0:
        return 0.0
    return width * modules * cells_per_module / columns * _CODES_AWAY


def put_width(metres: float) -> float:
    """A picture's width that there is, in whole tenths of a metre."""
    return min(max(round(metres, 1), NARROWEST), WIDEST)


def wider(width: float, by: int) -> float:
    """A tenth of a metre more or less, or of two metres and more a fifth: as one measures."""
    return put_width(width + by * (0.2 if width + by * 0.1 > 2.0 else 0.1))


def read_width(text: str) -> float:
    """The width in metres that was typed: "2.4", "2,4 m", "240 cm", or "240". Raises ValueError with plain words."""
    words = text.strip().casefold().replace(",", ".")
    number, unit = words, 1.0
    for end, worth in (("metres", 1.0), ("metre", 1.0), ("cm", 0.01), ("m", 1.0)):
        if words.endswith(end):
            number, unit = words.removesuffix(end).strip(), worth
            break
    try:
        width = float(number) * unit
    except ValueError:
        raise ValueError("Type the width of the picture in metres, such as 2.4.") from None
    if number == words and width >= 40:
        width /= 100  # nobody has a picture of 40 metres: those are centimetres
    if not NARROWEST <= width <= WIDEST:
        raise ValueError(f"A picture is between {NARROWEST} and {WIDEST:.0f} metres wide.")
    return put_width(width)


def metres(length: float) -> str:
    """A length as one says it: "4.2 m", from ten metres on without the decimal. Rounded down: what is said is true."""
    if length < 10:
        return f"{math.floor(length * 10 + 1e-9) / 10:.1f} m"
    return f"{math.floor(length + 1e-9)} m"
