"""Measures everything, or what is named (``make bench ARGS="keys saving"``), and prints one table."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import following, handing_out, keys, pairing, saving, startup
from tests.bench.table import heading, line

_ALL = {
    "startup": startup.measure,
    "keys": keys.measure,
    "wall": keys.measure_wall,
    "following": following.measure,
    "saving": saving.measure,
    "pairing": pairing.measure,
    "handing-out": handing_out.measure,
}


def main(names: Sequence[str]) -> None:
    """Measure what is named, all of it where nothing is, and print each figure as it is known."""
    unknown = [name for name in names if name not in _ALL]
    if unknown:
        sys.exit(f"Nothing is measured by the name of {', '.join(unknown)}. There are: {', '.join(_ALL)}.")
    print(heading())
    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as folder:
        for name in names or _ALL:
            for row in _ALL[name](Path(folder)):
                print(line(row), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
