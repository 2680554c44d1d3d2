"""Large figures, three rows tall, for the one number a screen is about."""

from __future__ import annotations

_FIGURES = {
    "0": ("██▀▀██", "██  ██", "██▄▄██"),
    "1": ("▀██ ", " ██ ", "▄██▄"),
    "2": ("▀▀▀▀██", "██▀▀▀▀", "██▄▄▄▄"),
    "3": ("▀▀▀▀██", " ▀▀▀██", "▄▄▄▄██"),
    "4": ("██  ██", "▀▀▀▀██", "    ██"),
    "5": ("██▀▀▀▀", "▀▀▀▀██", "▄▄▄▄██"),
    "6": ("██▀▀▀▀", "██▀▀██", "██▄▄██"),
    "7": ("▀▀▀▀██", "    ██", "    ██"),
    "8": ("██▀▀██", "██▀▀██", "██▄▄██"),
    "9": ("██▀▀██", "▀▀▀▀██", "▄▄▄▄██"),
}


def figures(number: int) -> tuple[str, str, str]:
    """The three rows of a number of zero or more, in block characters."""
    glyphs = [_FIGURES[figure] for figure in str(number)]
    first, second, third = ("  ".join(glyph[row] for glyph in glyphs) for row in range(3))
    return first, second, third
