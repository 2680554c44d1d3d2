"""Ending after a fault of our own: words instead of a traceback, which would hold people's notes."""

from __future__ import annotations

import traceback
from datetime import datetime
from pathlib import Path


def last_words(error: BaseException, data: Path, now: datetime) -> str:
    """What to say when the app has to stop; how it came about is kept, without any contents, for who mends it."""
    said = "facilitator has to stop because of a fault of its own. What was called saved is saved: start it again and "
    said += "the session goes on where it was."
    kept = data / "fault.txt"
    frames = "".join(traceback.format_tb(error.__traceback__))
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(f"{now:%Y-%m-%d %H:%M:%S} UTC\n{type(error).__name__}\n{frames}", encoding="utf-8")
    except OSError:
        return said
    return f"{said} How it came about is in {kept}, without any of your notes."
