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

from facilitator.commands import ways_to_the_room
from sessions.name_letters import fold

Result = TypeVar("Result")

# A check of one line: words that say what is wrong, or "" when it is right.
Check = Callable[[str], str]


class Dialog(ModalScreen[Result]):
    """A question on its own ground; esc leaves without an answer."""

    CSS_PATH: ClassVar[CSSPathType | None] = "ask.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", priority=True),
        *ways_to_the_room(),
    ]

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    async def action_stage(self) -> None:
        """Without an answer straight to the stage; asked on the stage, the question stays."""
        from facilitator.screens import live_returning

        if not getattr(self.app.screen_stack[-2], "before_the_room", False):
            await live_returning.to_stage(self)

    async def action_console(self) -> None:
        """Without an answer straight to the console."""
        from facilitator.screens import live_returning

        await live_returning.to_console(self)


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


class Tell(Dialog[None]):
    """Something that is to be read before one goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "leave", "Go on")]

    def __init__(self, what: str, detail: str) -> None:
        super().__init__()
        self.what = what
        self.detail = detail

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self.what), classes="title")
            yield Static(Content(self.detail))
            yield Static(Content.assemble(("Enter", "bold $now"), " Go on"))


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


class Finding(Dialog[Result]):
    """One of a list, found by typing. What is listed for the words typed, and what taking one of it gives, is said by
    those that are made from this."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor(1)", "Down", show=False, priority=True),
        Binding("up", "cursor(-1)", "Up", show=False, priority=True),
        Binding("pagedown", "page(1)", "Page down", show=False, priority=True),
        Binding("pageup", "page(-1)", "Page up", show=False, priority=True),
    ]

    def __init__(self, question: str, hint: str) -> None:
        super().__init__()
        self.question = question
        self.hint = hint

    def listed(self, typed: str) -> list[Option]:
        """What fits the words typed."""
        raise NotImplementedError

    def take(self, place: int) -> None:
        """Answer with the option at this place."""
        raise NotImplementedError

    def begins(self) -> int | None:
        """At which place of the whole list to begin, if not at its first."""
        return None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self.question), classes="title")
            yield Input(placeholder=self.hint)
            yield OptionList(markup=False)
            yield Static(
                Content.assemble(("Enter", "bold $now"), " Take it    ", ("Esc", "bold $now"), " Back")
            )

    def on_mount(self) -> None:
        """Everything is there until something is typed."""
        self.query_one(OptionList).can_focus = False
        self._list("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def narrowed(self, event: Input.Changed) -> None:
        """List what fits the words typed."""
        self._list(event.value)

    @on(Input.Submitted)
    def entered(self) -> None:
        """Take the highlighted one."""
        place = self.query_one(OptionList).highlighted
        if place is not None:
            self.take(place)

    @on(OptionList.OptionSelected)
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """Take the one clicked."""
        self.take(event.option_index)

    def action_cursor(self, by: int) -> None:
        """Go up or down the list while typing."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if by > 0 else options.action_cursor_up)()

    def action_page(self, by: int) -> None:
        """Go a page up or down the list while typing."""
        options = self.query_one(OptionList)
        options.action_page_down() if by > 0 else options.action_page_up()  # type: ignore[no-untyped-call]

    def _list(self, typed: str) -> None:
        place, found = self.query_one(OptionList), self.listed(typed)
        place.clear_options()
        place.add_options(found)
        begin = None if typed else self.begins()
        first = next((at for at, option in enumerate(found) if not option.disabled), None)
        place.highlighted = first if begin is None else begin


class Pick(Finding[str | None]):
    """One of a list, found by typing part of it. Options are (id, text); gives the id. It begins at the one with the id
    `at`. `who` says that it is a list of people."""

    def __init__(
        self,
        question: str,
        options: Sequence[tuple[str, str]],
        hint: str = "",
        *,
        at: str = "",
        who: bool = False,
    ) -> None:
        super().__init__(question, hint or f"Type a part of {'the name' if who else 'it'}, or go up and down")
        self.options = tuple(options)
        self.at = at
        self.who = who

    def begins(self) -> int | None:
        """At the one that was asked for."""
        return next((place for place, (id, _) in enumerate(self.options) if id == self.at), None)

    def listed(self, typed: str) -> list[Option]:
        """What has all the words, with accents or without; those that have them as they were typed come first, and
        before them one whose first word is exactly that (a code, "1.4")."""
        wanted, plain = typed.casefold().split(), fold(typed).plain.split()
        found = [one for one in self.options if all(word in fold(one[1]).plain for word in plain)]
        found.sort(key=lambda one: not all(word in one[1].casefold() for word in wanted))
        found.sort(key=lambda one: one[1].casefold().split()[:1] != wanted[:1])
        if typed.strip() and not found:
            none = f"Nobody with “{typed.strip()}”." if self.who else f"Nothing has “{typed.strip()}” in it."
            return [Option(Content.styled(none, "$quiet"), disabled=True)]
        return [Option(Content(text), id=id) for id, text in found]

    def take(self, place: int) -> None:
        """Give the id."""
        self.dismiss(self.query_one(OptionList).get_option_at_index(place).id)
