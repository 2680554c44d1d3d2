"""The link to the group's notes: where they are to be found, from when on, and whether every session's are there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from exports import links, qr
from facilitator.dialogs.ask import Dialog
from facilitator.screens.library_lists import counted
from facilitator.widgets.particulars import typed_date
from sessions.dates import long_date, read_date
from sessions.errors import FacilitatorError
from sessions.model import Session

if TYPE_CHECKING:
    from facilitator.screens.base import DeskScreen

_SAYS = (
    "Where people will find the notes: a code to scan leads there. {cluster}, {date} and {id} in it are filled in "
    "for each session."
)
# The least stage there is in most rooms: a code that needs more is worth a word.
_ROWS = 24


class Given(NamedTuple):
    """A link as it was typed, "" for none; from when on the notes are there; and whether it is the usual one."""

    link: str
    ready: date | None
    always: bool


class GroupLink(Dialog[Given | None]):
    """Asks for the link of a session, with the usual one to begin with."""

    CSS_PATH = ["ask.tcss", "group_link.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "turn", "Every session", priority=True),
    ]

    def __init__(
        self, session: Session, usual: str, days: int | None, today: date, since: date | None = None
    ) -> None:
        super().__init__()
        self.session = links.settled(session, usual, days, since)
        self.today = today
        self._days = days
        meta = self.session.meta
        own = "" if meta.link == links.NONE else meta.link
        # As long as the session's is the usual one, that is what is changed.
        theirs = usual if usual and links.settled(_without(session), usual).meta.link == own else own
        self._usual = usual
        # Until it is said: what has something to fill in is meant for all.
        self._said: bool | None = None
        self._start = theirs, typed_date(meta.link_from) if meta.link_from else ""

    def compose(self) -> ComposeResult:
        link, ready = self._start
        with Vertical(classes="dialog"):
            yield Static(Content("Link to the group's notes"), classes="title")
            yield Static(Content(_SAYS), classes="detail")
            yield Input(link, placeholder="https://", id="link")
            yield Static("", id="becomes", markup=False)
            yield Static("Ready from", classes="label")
            yield Input(ready, placeholder="at once, or a date: 3 Dec", id="ready")
            yield Static("", id="when", markup=False)
            yield Static("", id="for", markup=False)
            yield Static(
                Content.assemble(
                    ("Enter", "bold $now"), " Take it    ", ("Tab", "bold $now"), " Other field    ",
                    ("Esc", "bold $now"), " Back",
                )
            )  # fmt: skip

    def on_mount(self) -> None:
        """Begin with the link."""
        self.query_one("#link", Input).focus()
        self._say()

    @on(Input.Changed)
    def _say(self) -> None:
        """What was understood of each field, or what is wrong with it."""
        link, wrong = self._link()
        self._put("#becomes", wrong or self._becomes(link), wrong=bool(wrong))
        day, wrong = self._ready()
        self._put("#when", wrong or self._when(day), wrong=bool(wrong))
        for_whom = "every session from now on" if self._always() else "this session alone"
        said = Content.assemble(("F2 ", "bold $now"), "For: ", (for_whom, "bold"))
        self.query_one("#for", Static).update(said)

    def _when(self, day: date | None) -> str:
        """When the notes are there, and what becomes of the days that usually pass."""
        if day is not None:
            days = (day - self.session.meta.date).days
            after = f", {counted(days, 'day')} after each session" if self._always() and days > 0 else ""
            return f"{long_date(day)}{after}"
        if self._always() and self._days is not None:
            return f"At once, and no longer {counted(self._days, 'day')} after each session."
        return ""

    def _becomes(self, link: str) -> str:
        if not link:
            return "Without one there is no code for it."
        columns, rows = qr.size_needed(link)
        return (
            f"{link}\nIts code needs a stage of {columns} columns by {rows + 1} rows."
            if rows >= _ROWS
            else link
        )

    def _put(self, where: str, words: str, *, wrong: bool) -> None:
        self.query_one(where, Static).update(Content.styled(words, "$last" if wrong else "$quiet"))

    def _link(self) -> tuple[str, str]:
        """The link filled in, and what is wrong with it."""
        typed = self.query_one("#link", Input).value.strip()
        try:
            return (links.expanded(typed, self.session.meta) if typed else ""), ""
        except FacilitatorError as error:
            return "", str(error)

    def _always(self) -> bool:
        typed = self.query_one("#link", Input).value.strip()
        return self._said if self._said is not None else "{" in typed or typed == self._usual

    def _ready(self) -> tuple[date | None, str]:
        typed = self.query_one("#ready", Input).value.strip()
        try:
            return (read_date(typed, self.today) if typed else None), ""
        except ValueError as error:
            return None, str(error)

    def action_turn(self) -> None:
        """For every session, or for this one alone."""
        self._said = not self._always()
        self._say()

    @on(Input.Submitted)
    def _taken(self) -> None:
        """Give what was typed, if it is right; else the cursor goes where it is wrong."""
        ready, late = self._ready()
        for field, wrong in (("#link", self._link()[1]), ("#ready", late)):
            if wrong:
                self.query_one(field, Input).focus()
                return
        self.dismiss(Given(self.query_one("#link", Input).value.strip(), ready, self._always()))


def change_link(screen: DeskScreen[Any], then: Callable[[], None] | None = None) -> None:
    """Ask for the link to the group's notes and keep it with the session; `then` is called when it was changed."""
    desk, settings = screen.desk, screen.facilitator.settings
    if desk.read_only:
        screen.facilitator.say(desk.read_only, error=True)
        return
    today = desk.now().astimezone(ZoneInfo(desk.session.meta.zone)).date()

    async def known(given: Given | None) -> None:
        if given is None:
            return
        apply = partial(_changed, given=given)
        if not await screen.change("Link to the group's notes", apply):
            return
        if given.always:
            days = (given.ready - desk.session.meta.date).days if given.ready else None
            # Left as it was, it is for the same sessions as before.
            same = (given.link, days) == (settings.link, settings.link_days)
            settings.put(link=given.link, link_days=days, link_since=settings.link_since if same else today)
        if then is not None:
            then()

    asked = GroupLink(desk.session, settings.link, settings.link_days, today, settings.link_since)
    screen.app.push_screen(asked, known)


async def settle_link(screen: DeskScreen[Any]) -> bool:
    """Keep the usual link with the session, if it has none of its own yet: to be done before it is handed out, so that
    what people scan stays the same. Whether all is well; what went wrong was said."""
    desk, settings = screen.desk, screen.facilitator.settings
    settle = partial(links.settled, usual=settings.link, days=settings.link_days, since=settings.link_since)
    if desk.read_only or settle(desk.session) is desk.session:
        return True
    return await screen.change("Link to the group's notes", settle, undoable=False)


def _changed(session: Session, *, given: Given) -> Session:
    if given.always and not given.link:
        # With no usual link there is none to keep away from this session.
        return _without(session)
    return links.with_link(session, given.link, given.ready)


def _without(session: Session) -> Session:
    return replace(session, meta=replace(session.meta, link="", link_from=None))
