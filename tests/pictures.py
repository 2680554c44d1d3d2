"""Draws the README's pictures from the real app on the demo's library: `make pictures`."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from facilitator.app import FacilitatorApp
from facilitator.demo.build import build

DOCS = Path(__file__).parent.parent / "docs"
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


async def draw() -> None:
    """Console and stage at the talk, in the size of an ordinary window and with all colours."""
    os.environ |= {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        # The usual folder: no picture holds a path of the machine it was drawn on.
        os.environ["FACILITATOR_DATA"] = folder
        session = build(data, NOW)["half_run"]
        app = FacilitatorApp(data, session=session, now=lambda: NOW)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.press("2")
            await pilot.pause(0.5)
            keep(app, "console")
            await pilot.press("f5", "ctrl+l")
            await pilot.pause(0.5)
            keep(app, "stage")


def keep(app: FacilitatorApp, name: str) -> None:
    """Write the screen as SVG; the fonts it would fetch from the network are left out."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", app.export_screenshot(title="facilitator"))
    svg = svg.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace")
    (DOCS / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw())
