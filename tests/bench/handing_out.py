"""Handing out a thousand notes, with every code, beside writing as many bytes to the disk."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from exports.folder import Written
from exports.planned import For
from exports.write import export
from tests.bench.table import Row
from tests.bench.workshop import NOW, workshop

_NOTES, _BUDGET_MS, _TIMES = 1000, 1000, 3
_LINK = "https://example.org/notes/{cluster}/{date}"
_KINDS: tuple[tuple[For, str], ...] = (("group", "group"), ("record", "record"))


def measure(data: Path) -> Iterator[Row]:
    """A row for each kind of hand-out in both formats that people read, and one for all formats."""
    session = workshop(data / "handing-out", _NOTES, shared="room")
    for kind, what in _KINDS:
        for formats in (("md", "html"), ("md", "html", "csv", "json", "ics")):
            ours, floor = [], []
            for turn in range(_TIMES):
                folder = data / f"{kind}-{len(formats)}-{turn}"
                began = time.perf_counter()
                written = export(session, folder, kind, formats=formats, link=_LINK, now=NOW)
                ours.append((time.perf_counter() - began) * 1e3)
                floor.append(_bare(written, data / f"bare-{kind}-{len(formats)}-{turn}"))
            said = "md, html, codes" if len(formats) == 2 else "all formats"
            # The slowest: somebody who hands out does so once, with nothing remembered.
            yield Row(f"hand out {_NOTES:,} notes, {what}: {said}", max(ours), max(floor), most_ms=_BUDGET_MS)


def _bare(written: Written, folder: Path) -> float:
    """The milliseconds it takes to write and sync files with as much in them."""
    contents: Sequence[bytes] = [path.read_bytes() for path in written]
    folder.mkdir()
    began = time.perf_counter()
    for number, content in enumerate(contents):
        with (folder / str(number)).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    return (time.perf_counter() - began) * 1e3
