"""Ending after a fault of our own: words instead of a traceback, which would hold people's notes."""

from __future__ import annotations

import traceback
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

# What the name of a demo's throw-away folder begins with.
DEMO = "facilitator-demo-"


def end_with_words(app: App[None], data: Path, now: datetime) -> None:
    """In the place of Textual's own end after a fault, which prints a traceback with every local variable."""
    from rich.text import Text

    app.bell()
    error = app._exception or RuntimeError()
    app._exit_renderables.append(Text(last_words(error, data, now)))
    app._close_messages_no_wait()


def last_words(error: BaseException, data: Path, now: datetime) -> str:
    """What to say when the app has to stop; how it came about is kept, without any contents, for who mends it."""
    said = "facilitator has to stop because of a fault of its own. What was called saved is saved: start it again and "
    said += "the session goes on where it was."
    frames = "".join(traceback.format_tb(error.__traceback__))
    try:
        kept = _lasting(data) / "fault.txt"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(f"{now:%Y-%m-%d %H:%M:%S} UTC\n{type(error).__name__}\n{frames}", encoding="utf-8")
    except OSError:
        return said
    # On a line of its own, to be marked and copied.
    return f"{said}\n\nHow it came about, without any of your notes, is in\n{kept}"


def _lasting(data: Path) -> Path:
    """Where the account stays: the data folder, but for a demo's, which is gone when the app is."""
    return Path(mkdtemp(prefix="facilitator-fault-")) if data.name.startswith(DEMO) else data
