"""Who takes part: adding pasted lines, correcting, taking out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static, TextArea

from facilitator.commands import bindings
from facilitator.desk import Desk
from facilitator.dialogs.ask import AskLine, Confirm
from facilitator.screens.base import DeskScreen, RoomScreen
from facilitator.screens.library_lists import counted
from facilitator.screens.new_people import PeopleField, ask_for_file
from facilitator.screens.people_columns import Widest, draw
from facilitator.screens.plan_sheet import party
from facilitator.widgets.footer import Footer
from facilitator.widgets.rows import Line, Rows
from sessions import bonds, people
from sessions.errors import FacilitatorError
from sessions.model import Person, Session
from sessions.participants import Entrant, read_people
from sessions.text import key

_ON_SOMEONE = {"correct", "take_out"}


class PeopleScreen(DeskScreen[None]):
    """The list of people of an open session."""

    CSS_PATH = "plan_people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("people", "list")]
    places = ("people", "list")

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield Rows()
        yield Static(id="empty")
        yield Footer()

    def on_mount(self) -> None:
        """Show who there is."""
        self.query_one(Rows).focus()
        self.render_session()

    def render_session(self) -> None:
        """Show the list as it is, with the cursor on the same person."""
        session = self.desk.session
        words = Content.assemble(
            ("People", "bold"), "\n", (f"{party(session)}, {session.meta.cluster}", "$quiet")
        )
        self.query_one("#head", Static).update(words)
        written: dict[str, int] = {}
        for note in session.notes:
            for one in note.people:
                written[one] = written.get(one, 0) + 1
        rows = self.query_one(Rows)
        lines = [
            Line(one.id, (number, one, written.get(one.id, 0)))
            for number, one in enumerate(session.people, 1)
        ]
        widest = Widest.of(session.people, noted=bool(written))
        rows.show(lines, lambda item, width: draw(item, widest.within(width)), keep=rows.current)
        rows.display = bool(lines)
        empty = Content.assemble(
            "Nobody yet.\n\n", (self.key("people.add"), "bold $now"), "  adds people: paste one line each"
        )
        self.query_one("#empty", Static).update(empty)
        self.query_one("#empty").display = not lines
        self.refresh_bindings()

    @property
    def _person(self) -> Person | None:
        return next((self.desk.session.person(rows.current) for rows in self.query(Rows)), None)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Without a person there is nobody to correct."""
        return self._person is not None if action in _ON_SOMEONE else True

    async def action_add(self) -> None:
        """Add people."""
        await self.app.push_screen(AddPeopleScreen(self.desk), self._add)

    async def _add(self, entrants: Sequence[Entrant] | None) -> None:
        if not entrants:
            return
        session, earlier = self.desk.session, _earlier(self.desk)
        found, said = people.newcomers(session, entrants, earlier)
        ids = [one.id for one in found]
        there = len(entrants) - len(found)
        label = (
            f"Add {found[0].name if len(found) == 1 else counted(len(found), 'person', 'people')}"
            if found
            else ""
        )
        if found and not await self.change(
            label, lambda now: bonds.bring(people.add(now, found), earlier, ids)
        ):
            return
        words = [f"{counted(len(found), 'person', 'people')} added." if found else "Nobody was added."]
        if there:
            words.append(f"{counted(there, 'person is', 'people are')} on the list already.")
        self.facilitator.say(" ".join([*words, *said]))
        if found:
            self.query_one(Rows).go_to(found[0].id)

    @on(Rows.Chosen)
    async def action_correct(self) -> None:
        """Correct how someone is written."""
        person = self._person
        if person is None:
            return

        async def answered(line: str | None) -> None:
            if line is not None:
                one = read_people(line).entrants[0]
                await self.change(
                    f"Correct {one.name}",
                    lambda session: people.correct(session, person.id, one.name, one.school, one.role),
                )

        hint = "Name, School, Role"
        question = AskLine(
            "How is it written?", _written(person), hint, lambda line: self._wrong(person, line)
        )
        await self.app.push_screen(question, answered)

    def _wrong(self, person: Person, line: str) -> str:
        listed = read_people(line)
        if len(listed.entrants) != 1:
            return f"Not understood: {listed.remarks[0].message}" if listed.remarks else "There is no name."
        one = listed.entrants[0]
        others = [other for other in self.desk.session.people if other.id != person.id]
        if any((key(other.name), key(other.school)) == (key(one.name), key(one.school)) for other in others):
            return f"Another {one.name} of {one.school or 'no school'} is on the list."
        return ""

    async def action_take_out(self) -> None:
        """Take someone out; asks when something was captured from them."""
        person = self._person
        if person is None:
            return
        count = people.note_count(self.desk.session, person.id)
        if not count:
            await self._take_out(person)
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await self._take_out(person)

        notes = f"{counted(count, 'note')} {'stays' if count == 1 else 'stay'}"
        detail = f"{notes} in the record, without their name."
        await self.app.push_screen(Confirm(f"Take out {person.name}?", detail, "Take out"), answered)

    async def _take_out(self, person: Person) -> None:
        if await self.change(f"Take out {person.name}", lambda session: people.take_out(session, person.id)):
            self.facilitator.say(f"{person.name} is taken out. {self.key('app.undo')} brings them back.")

    async def action_bonds(self) -> None:
        """Who is kept apart, and who together."""
        from facilitator.screens.bonds import BondsScreen

        await self.app.push_screen(BondsScreen(self.desk))

    def action_leave(self) -> None:
        """Back to the plan."""
        self.dismiss(None)


class AddPeopleScreen(RoomScreen[Sequence[Entrant] | None]):
    """A list to paste, shown as understood; gives who is on it."""

    CSS_PATH = "plan_people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("adding")]
    places = ("adding",)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._known: Sequence[Session] | None = None

    def compose(self) -> ComposeResult:
        yield Static("Add people", classes="title")
        yield PeopleField("As understood", self._sessions_before, self.key("adding.from-file"))
        yield Footer()

    def on_mount(self) -> None:
        """Paste at once."""
        self.query_one(TextArea).focus()

    def _sessions_before(self) -> Sequence[Session]:
        if self._known is None:
            self._known = _earlier(self.desk)
        return self._known

    async def action_from_file(self) -> None:
        """Read them from a file."""
        await ask_for_file(self, self.query_one(PeopleField))

    def action_add(self) -> None:
        """Give those understood back."""
        entrants = self.query_one(PeopleField).party.listed.entrants
        if entrants:
            self.dismiss(entrants)
        else:
            self.facilitator.say(
                "There is nobody on the list yet: one person a line, Name, School, Role.", error=True
            )

    async def action_leave(self) -> None:
        """Back; asks when something was pasted."""
        if not self.query_one(PeopleField).text.strip():
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        await self.app.push_screen(Confirm("Leave without adding anyone?", "", "Leave"), answered)

    async def action_undo(self) -> None:
        """Take back what was typed."""
        self.query_one(TextArea).undo()

    async def action_redo(self) -> None:
        """Type it again."""
        self.query_one(TextArea).redo()


def _written(person: Person) -> str:
    """Someone as a line of the list; a comma inside a field stands in quotes."""
    cells = [person.name, person.school, person.role]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return ", ".join(
        '"' + cell.replace('"', '""') + '"' if set(cell) & set(',;"\t') else cell for cell in cells
    )


def _earlier(desk: Desk) -> Sequence[Session]:
    try:
        return desk.store.same_cluster(desk.session.meta.cluster, besides=desk.id)
    except FacilitatorError:
        return ()
