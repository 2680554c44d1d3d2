"""Measures everything and prints one table."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench import following, keys, pairing, saving, startup
from tests.bench.table import Row, heading, line


def main() -> None:
    """Measure, and print each figure as it is known."""
    print(heading())
    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as folder:
        data = Path(folder)
        for measure in (startup.measure, keys.measure, following.measure, saving.measure, pairing.measure):
            for row in measure(data):
                print(line(row), flush=True)
    sys.stdout.flush()


if __name__ == "__main__":
    main()

__all__ = ["Row", "main"]
