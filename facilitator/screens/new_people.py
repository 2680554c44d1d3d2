"""Participants pasted as a list, and beside it how the list is understood before anything is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static, TextArea

from facilitator.dialogs.ask import AskLine
from facilitator.widgets.rows import Cell, Line, Rows, line_up
from sessions.errors import FacilitatorError
from sessions.model import Person, Session
from sessions.participants import PeopleList, read_people, read_people_file, recognise

HINT = "One a line: Name, School, Role,\nor a table, or {} for a file."


class Party(NamedTuple):
    """Who takes part, as understood: how many are known from earlier sessions, and what there is to say."""

    people: tuple[Person, ...]
    listed: PeopleList
    known: int
    said: tuple[str, ...]


def gather(text: str, earlier: Sequence[Session]) -> Party:
    """Understand a list; `earlier` are the cluster's sessions so far, newest first."""
    listed = read_people(text)
    people, said = recognise(listed.entrants, earlier)
    before = {person.id for session in earlier for person in session.people}
    return Party(people, listed, sum(1 for person in people if person.id in before), said)


def read_file(name: str) -> str:
    """The text of a list in a file whose name was typed or dropped here, in quotes perhaps. Raises
    FacilitatorError."""
    return read_people_file(Path(name.strip().strip("'\"")).expanduser())


async def ask_for_file(screen: Screen[Any], field: PeopleField) -> None:
    """Ask for a file and put its lines into the field; what is wrong with it is said where it is asked."""
    text = ""

    def check(name: str) -> str:
        nonlocal text
        try:
            text = read_file(name)
        except FacilitatorError as error:
            return str(error)
        return ""

    def answered(name: str | None) -> None:
        if name is not None:
            field.add(text)

    hint = "A CSV file or a list: one person a line, Name, School, Role"
    await screen.app.push_screen(AskLine("Which file has the people?", "", hint, check), answered)


def verdict(party: Party, coming: int = 0) -> Content:
    """How many people of how many schools, in one line; while the list is empty, how many come along from the session
    that this one goes on from."""
    people = len(party.people)
    if not people and coming:
        who = "1 person comes" if coming == 1 else f"{coming} people come"
        whose = "their" if coming > 1 else "that person’s"
        return Content.assemble((f"{who} along", "bold"), (f"; a list here takes {whose} place.", "$quiet"))
    if not people:
        return Content.styled("Nobody yet; people can also be added later.", "$quiet")
    parts: list[str | tuple[str, str]] = [(party.listed.summary, "bold")]
    if party.known:
        parts.append(f", {party.known} known from earlier sessions")
    if people == 1:
        parts.append("; pairs need two")
    return Content.assemble(*parts)


class PeopleField(Vertical):
    """A field for a list of people, with how it is understood. `earlier` gives the sessions it is compared with;
    `from_file` is the key that reads one from a file."""

    DEFAULT_CSS = """
    PeopleField { height: 1fr; }
    PeopleField #verdict { height: 1; padding-left: 2; }
    PeopleField Horizontal { height: 1fr; }
    PeopleField TextArea { width: 1fr; height: 1fr; scrollbar-size: 0 1; }
    PeopleField Rows { width: 1fr; height: 1fr; margin-left: 2; }
    """

    class Changed(Message):
        """The list was changed."""

    def __init__(self, label: str, earlier: Callable[[], Sequence[Session]], from_file: str) -> None:
        super().__init__()
        self._label = label
        self._earlier = earlier
        self._hint = HINT.format(from_file)
        self._coming = 0
        self.party = gather("", ())

    def compose(self) -> ComposeResult:
        yield Static(id="verdict")
        with Horizontal():
            yield TextArea(soft_wrap=False, placeholder=Content(self._hint), tab_behavior="focus")
            yield Rows()

    def on_mount(self) -> None:
        """Nobody yet."""
        self.understand()

    @property
    def text(self) -> str:
        """What was pasted."""
        return self.query_one(TextArea).text

    def add(self, text: str) -> None:
        """Put more lines below those that are there."""
        field = self.query_one(TextArea)
        before = field.text.rstrip("\n")
        text = text.rstrip("\n") + "\n"
        field.text = f"{before}\n{text}" if before else text
        field.move_cursor(field.document.end)
        field.focus()

    @on(TextArea.Changed)
    def changed(self, event: TextArea.Changed) -> None:
        """Understand it anew at every key."""
        event.stop()
        self.understand()
        self.post_message(self.Changed())

    def understand(self) -> None:
        """Understand the list as it stands."""
        text = self.text
        self.party = gather(text, self._earlier() if text.strip() else ())
        words = Content.assemble((f"{self._label}  ", "$quiet"), verdict(self.party, self._coming))
        self.query_one("#verdict", Static).update(words, layout=False)
        self._list()

    def come_along(self, count: int) -> None:
        """So many people come along from an earlier session unless a list is given."""
        self._coming = count
        self.understand()

    def on_resize(self) -> None:
        """Remarks are set anew in the new width."""
        self.call_after_refresh(self._list)

    def _list(self) -> None:
        rows = self.query_one(Rows)
        width = max(12, rows.size.width - 3)  # a scroll bar may take one
        lines: list[Line] = []
        remarks = [str(remark) for remark in self.party.listed.remarks] + list(self.party.said)
        for words in remarks:
            lines += [Line("", row) for row in Content.styled(words, "$soon").wrap(width)]
        if remarks and self.party.people:
            lines.append(Line("", Content("")))
        lines += [Line(person.id, person) for person in self.party.people]
        rows.show(lines, _line)
        rows.can_focus = bool(lines)


def _line(item: Person | Content, width: int) -> Content:
    if isinstance(item, Content):
        return item
    school = (
        Cell(item.school, max(1, width * 2 // 5), "$quiet") if item.school else Cell("no school", 9, "$soon")
    )
    role = [Cell(item.role, width // 5, "$quiet")] if width > 50 else []
    return line_up([Cell(item.name), school, *role], width)
