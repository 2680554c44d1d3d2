"""Changing one step of a session's plan: title, minutes, what the room sees, what the facilitator alone sees."""

from __future__ import annotations

from difflib import get_close_matches
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from facilitator.commands import bindings
from facilitator.desk import Desk
from facilitator.dialogs.ask import Confirm
from facilitator.screens.base import DeskScreen
from facilitator.screens.plan_sheet import settings
from facilitator.widgets.footer import Footer
from sessions import planning
from sessions.dates import read_time
from sessions.model import Session, Step
from sessions.prompts import PLACEHOLDERS, placeholders
from sessions.text import clean, one_line

# What the framework a step works on says; all other placeholders are of the session.
_FROM_FRAMEWORK = ("area", "definition", "statements", "opening", "reflection")
# A step longer than a day is a slip of the finger.
_LONGEST = 24 * 60


class StepScreen(DeskScreen[None]):
    """One step to be changed. Leaving saves it too; what is wrong is said at its field."""

    CSS_PATH = "plan_step.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("step")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    places = ("step",)

    def __init__(self, desk: Desk, step_id: str) -> None:
        super().__init__(desk)
        found = desk.session.step(step_id)
        assert found is not None
        self._step = found

    def compose(self) -> ComposeResult:
        step = self._step
        with Horizontal(classes="line"):
            yield Static("Title", classes="label")
            yield Input(step.title, id="title")
        with Horizontal(classes="line"):
            yield Static("Minutes", classes="label")
            yield Input(str(step.minutes), id="minutes", max_length=4)
            yield Static("Fixed time", classes="label", id="at-label")
            yield Input(step.at, id="at", placeholder="none")
            yield Static(id="wrong")
        with Container(id="words"):
            with Container(classes="half"):
                yield Static("The room sees", id="marks", classes="label")
                yield TextArea(step.prompt, id="prompt", tab_behavior="focus")
            with Container(classes="half"):
                yield Static("You alone see", classes="label")
                yield TextArea(step.private, id="private", tab_behavior="focus")
        yield Static(id="said")
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the title."""
        self.query_one("#title", Input).focus()
        self._say()

    # --- what is typed -------------------------------------------------------------------------------------

    def _typed(self) -> tuple[Step, str, str]:
        """The step as typed, what is wrong with it, and the field that is wrong ("" when none is)."""
        title = one_line(self.query_one("#title", Input).value)
        length = self.query_one("#minutes", Input).value.strip()
        at = self.query_one("#at", Input).value.strip()
        prompt, private = (
            clean(self.query_one(name, TextArea).text).strip() for name in ("#prompt", "#private")
        )
        step = replace(self._step, prompt=prompt, private=private)
        if not title:
            return step, "It needs a title.", "title"
        step = replace(step, title=title)
        if not length.isdecimal() or int(length) > _LONGEST:
            return step, "Minutes are a whole number; 0 is a step without a clock.", "minutes"
        step = replace(step, minutes=int(length))
        try:
            return replace(step, at=read_time(at) if at else ""), "", ""
        except ValueError as error:
            return step, str(error), "at"

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _say(self) -> None:
        """Say what is wrong, and which placeholders are none."""
        step, wrong, _ = self._typed()
        self.query_one("#wrong", Static).update(Content(wrong), layout=False)
        self.query_one("#marks", Static).update(Content(f"The room sees ({marks(step.prompt)})"))
        unknown = [name for name in placeholders(step.prompt) if name not in PLACEHOLDERS]
        if unknown:
            words = Content.styled(_unknown(unknown[0]), "$soon")
        else:
            words = Content.styled(" ".join(settings(self.desk.session, step)), "$quiet")
        self.query_one("#said", Static).update(words, layout=False)

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Enter goes on to the next field."""
        self.focus_next()

    # --- done ----------------------------------------------------------------------------------------------

    async def action_save(self) -> None:
        """Save the step and go back to the plan: what is typed next is not meant for its words."""
        if await self._save():
            self.facilitator.say(f"“{self._step.title}” is saved.")
            self.dismiss(None)

    async def action_leave(self) -> None:
        """Back to the plan, saved; where that cannot be, asks."""
        if await self._save():
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        question = Confirm("Leave without saving the step?", "What you changed here is lost.", "Leave")
        await self.app.push_screen(question, answered)

    async def _save(self) -> bool:
        step, wrong, field = self._typed()
        if wrong:
            self.query_one(f"#{field}", Input).focus()
            self.facilitator.say(wrong, error=True)
            return False
        before = self._step
        if step == before:
            return True

        def changed(session: Session) -> Session:
            # Only what was changed here: another window may have moved the rest on.
            now = session.step(step.id)
            if now is None:
                return session
            fields = ("title", "minutes", "at", "prompt", "private")
            new = {one: getattr(step, one) for one in fields if getattr(step, one) != getattr(before, one)}
            return planning.put_step(session, replace(now, **new))

        if not await self.change(f"Change “{step.title}”", changed):
            return False
        self._step = step
        return True

    async def action_undo(self) -> None:
        """In the words, take back what was typed; elsewhere, the last change of the plan."""
        if isinstance(self.focused, TextArea):
            self.focused.undo()
        else:
            undo, leave = self.key("app.undo"), self.key("step.leave")
            self.facilitator.say(f"{undo} takes back whole changes in the plan: {leave} goes there.")

    async def action_redo(self) -> None:
        """Type again what was taken back."""
        if isinstance(self.focused, TextArea):
            self.focused.redo()


def marks(prompt: str) -> str:
    """What the marks in these words mean: where each placeholder is filled in from, headings and bullets."""
    used = [name for name in dict.fromkeys(placeholders(prompt)) if name in PLACEHOLDERS]
    sources = {
        "the framework": [f"{{{name}}}" for name in used if name in _FROM_FRAMEWORK],
        "the session": [f"{{{name}}}" for name in used if name not in _FROM_FRAMEWORK],
    }
    said = [
        f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} filled in from {source}"
        for source, names in sources.items()
        if names
    ]
    return "; ".join([*said, "## makes a heading, - a bullet, **stars** bold"])


def _unknown(name: str) -> str:
    """That there is no such placeholder, with the nearest one, or all there are."""
    near = get_close_matches(name.strip().casefold(), PLACEHOLDERS, n=1, cutoff=0.5)
    if near:
        return f"{{{name}}} will stand there as it is. Did you mean {{{near[0]}}}?"
    return (
        f"{{{name}}} will stand there as it is. There are {' '.join(f'{{{one}}}' for one in PLACEHOLDERS)}."
    )
