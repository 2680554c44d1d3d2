"""Saving one field, to disk, beside appending and syncing as many bytes as the session's file has."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from sessions import notes
from sessions.forms import Form, subjects
from sessions.model import Session
from sessions.store import Store
from tests.bench.table import Row, middle
from tests.bench.workshop import NOW, workshop, writing

_SIZES = {50: 60, 500: 60, 5000: 25}
_BUDGET_FOR = 500


def measure(data: Path) -> Iterator[Row]:
    """A row for each size."""
    for size, times in _SIZES.items():
        folder = data / f"saving-{size}"
        store = Store(folder)
        session = store.create(workshop(folder, size))
        path = folder / "sessions" / f"{session.id}.json"
        ours, floor = [], []
        for turn in range(times):
            bytes_ = path.read_bytes()
            began = time.perf_counter()
            _append(folder / "floor", bytes_)
            floor.append((time.perf_counter() - began) * 1e3)
            began = time.perf_counter()
            _save(store, session, f"What was typed until now {turn}")
            ours.append((time.perf_counter() - began) * 1e3)
        what = f"save one field, {size:,} notes ({path.stat().st_size / 1024:,.0f} KB)"
        # Of the first save neither the modules nor the session are loaded.
        yield Row(what, middle(ours[1:]), middle(floor[1:]), most_ms=16 if size == _BUDGET_FOR else 0)


def _save(store: Store, session: Session, text: str) -> None:
    step = writing(session)
    form = Form(step=step, subject=subjects(session, step)[-1])
    key = step.capture[0].key
    store.change(
        session.id,
        step.capture[0].name,
        lambda before: notes.put_field(before, form, "bench", key, text, NOW),
        visit="bench",
    )


def _append(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
