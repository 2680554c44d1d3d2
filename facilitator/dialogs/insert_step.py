"""A step put in while the room works: what it is called and how long it takes."""

from __future__ import annotations

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.dialogs.ask import Dialog
from sessions.text import one_line

TITLE, MINUTES = "Break", "10"
# A step longer than this was a slip of the finger.
_LONGEST = 480


class Inserted(NamedTuple):
    """The step to put in."""

    title: str
    minutes: int


class InsertStep(Dialog[Inserted | None]):
    """Two lines, already filled in with a break: `enter` on either takes them."""

    DEFAULT_CSS = """
    InsertStep .dialog > .label { color: $quiet; margin-bottom: 0; }
    """

    def __init__(self, after: str) -> None:
        super().__init__()
        self.after = after

    def compose(self) -> ComposeResult:
        where = f"After “{self.after}”" if self.after else "At the beginning"
        with Vertical(classes="dialog"):
            yield Static("Insert a step", classes="title")
            yield Static(Content(where), classes="detail")
            yield Static("What it is called", classes="label")
            yield Input(TITLE, id="title")
            yield Static("Minutes", classes="label")
            yield Input(MINUTES, id="minutes")
            yield Static("", classes="fault")
            yield Static(
                Content.assemble(
                    ("Enter", "bold $now"), " Put it in    ",
                    ("Tab", "bold $now"), " Minutes    ",
                    ("Esc", "bold $now"), " Back",
                )
            )  # fmt: skip

    def on_mount(self) -> None:
        """The title is typed over at once."""
        self.query_one("#title", Input).focus()

    @on(Input.Submitted)
    def answered(self) -> None:
        """Give the step, or say what is wrong with it."""
        title = one_line(self.query_one("#title", Input).value)
        typed = self.query_one("#minutes", Input).value.casefold()
        number = typed.replace("minutes", "").replace("min", "").strip()
        wrong, at = "", "minutes"
        if not title:
            wrong, at = "Give the step a title, such as Break.", "title"
        elif not number.isdecimal() or not 1 <= int(number) <= _LONGEST:
            wrong = f"How many minutes does it take? A number from 1 to {_LONGEST}."
        if wrong:
            self.query_one(".fault", Static).update(Content(wrong))
            self.query_one(f"#{at}", Input).focus()
        else:
            self.dismiss(Inserted(title, int(number)))
