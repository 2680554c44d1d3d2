"""The app, opened straight on capture: ``python -m tests.bench.capturing FOLDER SESSION``."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.events import Mount

from facilitator import app
from facilitator.app import FacilitatorApp
from facilitator.screens.capture import CaptureScreen


class Capturing(FacilitatorApp):
    """Capture at the session's current step."""

    CSS_PATH = [Path(app.__file__).with_name("app.tcss")]

    def __init__(self, data: Path, session_id: str) -> None:
        super().__init__(data)
        self._session_id = session_id

    async def on_mount(self, event: Mount) -> None:  # type: ignore[override]
        """Open it instead of the library."""
        event.prevent_default()
        await self.push_screen(CaptureScreen(self.open_desk(self._session_id)))


if __name__ == "__main__":
    Capturing(Path(sys.argv[1]), sys.argv[2]).run()
