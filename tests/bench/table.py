"""The table that the bench prints, and the figures in it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTHS = (46, 10, 10, 7)


@dataclass(frozen=True)
class Row:
    """One figure: what was measured, ours and the floor's milliseconds, and the budget.

    `most` is the budget as a ratio to the floor, `most_ms` one in milliseconds; 0 where there is none.
    """

    what: str
    ours: float
    floor: float
    most: float = 0
    most_ms: float = 0

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the floor."""
        return self.ours / self.floor

    @property
    def verdict(self) -> str:
        """The budget, and whether it is kept."""
        if not (self.most or self.most_ms):
            return "no budget"
        kept = self.ratio <= self.most if self.most else self.ours <= self.most_ms
        budget = f"{self.most:g} × floor" if self.most else f"{self.most_ms:g} ms"
        return f"{budget}: {'within' if kept else 'OVER'}"


def heading() -> str:
    """The names of the columns."""
    return _set(("what", "ours", "floor", "ratio"), "budget")


def line(row: Row) -> str:
    """One figure as a line."""
    return _set((row.what, f"{row.ours:.1f} ms", f"{row.floor:.1f} ms", f"{row.ratio:.2f}"), row.verdict)


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def slow(values: Sequence[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def _set(cells: Sequence[str], last: str) -> str:
    first, *rest = cells
    numbers = "  ".join(f"{cell:>{width}}" for cell, width in zip(rest, _WIDTHS[1:], strict=True))
    return f"{first:<{_WIDTHS[0]}}  {numbers}  {last}"
