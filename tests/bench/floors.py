"""The bare apps that ours is compared with: ``python -m tests.bench.floors header`` or ``input``."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Input


class WithHeader(App[None]):
    """An app with Header and Footer."""

    TITLE = "Ready"

    def compose(self) -> ComposeResult:
        yield Header()
        yield Footer()


class WithInput(App[None]):
    """An app with one Input."""

    def compose(self) -> ComposeResult:
        yield Input(placeholder="Ready")


if __name__ == "__main__":
    {"header": WithHeader, "input": WithInput}[sys.argv[1]]().run()
