"""The smallest letters: pyfiglet's *smblock* made as wide as each other, with the signs that it lacks.

Its pixels are quarters of a cell. Letters of two cells are moved to their middle, those of four drawn in three.
"""

from __future__ import annotations

from collections.abc import Sequence

# Quarters of a cell, one bit each: upper left, upper right, lower left, lower right.
QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
# Cells of a letter; rows it takes at the most.
WIDTH, HEIGHT = 3, 4

_DRAWN = {
    "m": "|▛▞▖|▌▌▌|▘▘▘", "w": "|▌▖▌|▌▌▌|▝▝ ", "ŵ": "▗▚ |▌▖▌|▌▌▌|▝▝ ", "Ŵ": "▗▚ |▌ ▌|▙▚▌|▘ ▘",
    "ŷ": "▗▚ |▌ ▌|▚▄▌|▗▄▘", "Ŷ": "▗▚ |▌ ▌|▝▞ | ▘ ", "ẁ": "▝▖ |▌▖▌|▌▌▌|▝▝ ", "ẃ": " ▞ |▌▖▌|▌▌▌|▝▝ ",
    "ẅ": "▝▝ |▌▖▌|▌▌▌|▝▝ ",
    "•": "|▗▄ |▝▀ |", "·": "|| ▘ |", "–": "||▀▀▘|", "—": "||▀▀▀|", "−": "||▀▀▘|", "…": "|||▘▘▘", "×": "|▗▗ | ▌ |▝▝ ",
    "‘": "▗▘ |▝  ||", "’": " ▌ |▝  ||", "“": "▞▞ |▘▘ ||", "”": "▐▐ |▘▘ ||", "°": "▗▚ |▝▞ ||", "│": "▌  |▌  |▌  |▌  ",
    "£": "▗▀▖|▟▖ |▐  |▀▀▘", "½": "▌▗ |▌▘ |▞▀▖|▘▗▄", "€": "▗▀▘|▟▄ |▟▄ |▝▀▘", "✓": "  ▖| ▐ |▌▌ |▝  ",
    "√": "  ▖| ▐ |▌▌ |▝  ",
    "→": "| ▚ |▀▜▘| ▘ ", "←": "|▗▘ |▜▀▘| ▘ ", "↑": "▗▚ |▘▌▘| ▌ | ▘ ", "↓": "|▖▌▖|▝▞ | ▘ ", "↔": "|▖ ▖|█▀▟|▘ ▘",
    "☐": "|▛▀▌|▌ ▌|▀▀▘", "«": "|▗▗ |▌▌ |▝▝ ", "»": "|▖▖ |▐▐ |▘▘ ",
}  # fmt: skip


def drawn(char: str) -> tuple[str, ...] | None:
    """The rows of a sign that the font has not, or not in this width."""
    rows = _DRAWN.get(char)
    return tuple(row.ljust(WIDTH) for row in rows.split("|")) if rows is not None else None


def fitted(char: str, rows: Sequence[str]) -> tuple[str, ...] | None:
    """A sign of the font in the width of all; None where it is wider."""
    wide = max(len(row.rstrip()) for row in rows)
    if wide > WIDTH:
        return None
    rows = [row.rstrip().ljust(WIDTH) for row in rows]
    # Marks stay close to the letter before them.
    return tuple(map(_moved, rows)) if wide < WIDTH and char.isalnum() else tuple(rows)


def _moved(row: str) -> str:
    """A row one pixel further to the right."""
    found, carried = "", 0
    for char in row:
        bits = QUARTERS.index(char)
        found += QUARTERS[carried | (bits & 5) << 1]
        carried = (bits & 10) >> 1
    return found
