"""Asking: yes or no, one line, or one of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

Result = TypeVar("Result")

# A check of one line: words that say what is wrong, or "" when it is right.
Check = Callable[[str], str]


class Dialog(ModalScreen[Result]):
    """A question on its own ground; esc leaves without an answer."""

    CSS_PATH: ClassVar[CSSPathType | None] = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", priority=True)]

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class Confirm(Dialog[bool | None]):
    """A yes-or-no question: `enter` or `y` is yes, `esc` or `n` is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "yes", "Yes"),
        Binding("n", "leave", "No"),
    ]

    def __init__(self, question: str, detail: str = "", yes: str = "Yes") -> None:
        super().__init__()
        self.question = question
        self.detail = detail
        self.yes = yes

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self.question), classes="title")
            if self.detail:
                yield Static(Content(self.detail), classes="detail")
            yield Static(
                Content.assemble(("Enter", "bold $now"), f" {self.yes}    ", ("Esc", "bold $now"), " No")
            )

    def action_yes(self) -> None:
        """Yes."""
        self.dismiss(True)


class AskLine(Dialog[str | None]):
    """A question answered by one line; `check` says what is wrong with it as it is given."""

    def __init__(self, question: str, value: str = "", hint: str = "", check: Check | None = None) -> None:
        super().__init__()
        self.question = question
        self.value = value
        self.hint = hint
        self.check = check or (lambda _: "")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self.question), classes="title")
            if self.hint:
                yield Static(Content(self.hint), classes="detail")
            yield Input(self.value)
            yield Static("", classes="fault")
            yield Static(
                Content.assemble(("Enter", "bold $now"), " Take it    ", ("Esc", "bold $now"), " Back")
            )

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def answered(self, event: Input.Submitted) -> None:
        """Give the line back, or say what is wrong with it."""
        wrong = self.check(event.value)
        if wrong:
            self.query_one(".fault", Static).update(Content(wrong))
        else:
            self.dismiss(event.value)


class Choose(Dialog[str | None]):
    """One of a few, by its number or with the cursor. Options are (id, text); gives the id."""

    def __init__(self, question: str, options: Sequence[tuple[str, str]], hint: str = "") -> None:
        super().__init__()
        self.question = question
        self.options = tuple(options)
        self.hint = hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self.question), classes="title")
            if self.hint:
                yield Static(Content(self.hint), classes="detail")
            yield OptionList(
                *(Option(Content(f"{n}  {text}"), id=id) for n, (id, text) in enumerate(self.options, 1)),
                markup=False,
            )
            yield Static(
                Content.assemble(("Enter", "bold $now"), " Take it    ", ("Esc", "bold $now"), " Back")
            )

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = 0
        options.focus()

    def on_key(self, event: Key) -> None:
        """A number takes its option at once."""
        if event.key.isdigit() and 0 < int(event.key) <= len(self.options):
            event.stop()
            self.dismiss(self.options[int(event.key) - 1][0])

    @on(OptionList.OptionSelected)
    def taken(self, event: OptionList.OptionSelected) -> None:
        """Take the highlighted one."""
        self.dismiss(event.option.id)


class Pick(Dialog[str | None]):
    """One of a list, found by typing part of it. Options are (id, text); gives the id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor(1)", "Down", show=False, priority=True),
        Binding("up", "cursor(-1)", "Up", show=False, priority=True),
    ]

    def __init__(self, question: str, options: Sequence[tuple[str, str]], hint: str = "") -> None:
        super().__init__()
        self.question = question
        self.options = tuple(options)
        self.hint = hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self.question), classes="title")
            yield Input(placeholder=self.hint or "Type a part of it, or go up and down")
            yield OptionList(markup=False)
            yield Static(
                Content.assemble(("Enter", "bold $now"), " Take it    ", ("Esc", "bold $now"), " Back")
            )

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self._list("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def narrowed(self, event: Input.Changed) -> None:
        """List what fits the words typed."""
        self._list(event.value)

    @on(Input.Submitted)
    def taken(self) -> None:
        """Take the highlighted one."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self.dismiss(options.get_option_at_index(options.highlighted).id)

    @on(OptionList.OptionSelected)
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """Take the one clicked."""
        self.dismiss(event.option.id)

    def action_cursor(self, by: int) -> None:
        """Go up or down the list while typing."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if by > 0 else options.action_cursor_up)()

    def _list(self, words: str) -> None:
        wanted = words.casefold().split()
        options = self.query_one(OptionList)
        options.clear_options()
        found = [(id, text) for id, text in self.options if all(word in text.casefold() for word in wanted)]
        # One whose first word is exactly what was typed (a code, "1.4") comes first.
        found.sort(key=lambda pair: pair[1].casefold().split()[:1] != wanted[:1])
        options.add_options([Option(Content(text), id=id) for id, text in found])
        if found:
            options.highlighted = 0
