"""A stage's size: its columns and rows, and how large its text is."""

from __future__ import annotations

import msgspec

# Reading from a distance: lines of 45 to 75 characters (the product's rule).
LEAST, MEASURE = 45, 72


# How large the text of a stage is: set in cells whatever room there is (for a small picture of a stage), as large as
# costs no page, and drawn in four sizes at least.
PLAIN, USUAL = -1, 0
LARGEST = 4


class Size(msgspec.Struct, frozen=True):
    """A stage in cells, and how large its text is: `PLAIN`, `USUAL` or from 1 to `LARGEST`."""

    width: int
    height: int
    text: int = USUAL

    @property
    def left(self) -> int:
        """The one left edge, in cells."""
        return 2 if self.width < 72 else min(self.width // 20, 12)

    @property
    def measure(self) -> int:
        """The width of running text."""
        return max(10, min(self.wide, MEASURE))

    @property
    def wide(self) -> int:
        """The width that a drawn heading and lists in columns may use."""
        return max(10, self.width - 2 * self.left)


def put_text(text: int) -> int:
    """A text size as it may have been written down, within what there is."""
    return max(USUAL, min(text, LARGEST))
