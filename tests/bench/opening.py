"""The app, opened straight on one screen: ``python -m tests.bench.opening capture FOLDER SESSION``, or ``wall``."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

from textual.events import Mount

from facilitator import app
from facilitator.app import FacilitatorApp
from facilitator.screens.base import DeskScreen
from facilitator.screens.capture import CaptureScreen
from facilitator.screens.wall import WallScreen
from facilitator.starting import tidy_again

_SCREENS: dict[str, type[DeskScreen[Any]]] = {"capture": CaptureScreen, "wall": WallScreen}


class Opened(FacilitatorApp):
    """One screen of a session: capture at its current step, say."""

    CSS_PATH = [Path(app.__file__).with_name("app.tcss")]

    def __init__(self, screen: str, data: Path, session_id: str) -> None:
        super().__init__(data)
        self._first, self._session_id = screen, session_id

    async def on_mount(self, event: Mount) -> None:  # type: ignore[override]
        """Open it instead of the library."""
        event.prevent_default()
        await self.push_screen(_SCREENS[self._first](self.open_desk(self._session_id)))
        self.call_after_refresh(tidy_again)


if __name__ == "__main__":
    gc.disable()  # as the command line does
    Opened(sys.argv[1], Path(sys.argv[2]), sys.argv[3]).run()
