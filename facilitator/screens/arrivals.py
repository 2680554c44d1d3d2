"""Arrivals: people are ticked off as they come in, by a few letters of their name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Key, Resize
from textual.widgets import Input, Static

from facilitator.commands import bindings
from facilitator.desk import Desk
from facilitator.dialogs.ask import AskLine
from facilitator.screens import latecomer
from facilitator.screens.base import DeskScreen
from facilitator.widgets import roll
from facilitator.widgets.footer import Footer
from sessions import bonds, round_changes, rounds
from sessions.model import Person, Session
from sessions.participants import read_people, recognise
from sessions.text import key


class NameField(Input):
    """The field a name is typed into; a space in the empty field ticks, as enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in bindings("arrivals") if binding.key == "enter"
    ]

    async def _on_key(self, event: Key) -> None:
        if event.key == "space" and not self.value:
            event.stop()
            event.prevent_default()
            await self.run_action("screen.tick")
        else:
            await super()._on_key(event)


class ArrivalsScreen(DeskScreen[None]):
    """Who is here."""

    CSS_PATH = "arrivals.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("arrivals")]
    places = ("arrivals",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        # The name gone to with the arrow keys; "" while letters alone decide.
        self._marked = ""
        self._said = ""

    def compose(self) -> ComposeResult:
        yield from self.time_left()
        yield Static("", id="count")
        yield NameField(placeholder=f"A part of a name, then {self.key('arrivals.tick')}")
        yield Static("", id="said")
        yield Static("", id="roll")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(NameField).focus()
        self.call_after_refresh(self.render_session)

    def on_resize(self, _event: Resize) -> None:
        """Names are set for the room there is."""
        self.call_after_refresh(self.render_session)

    def render_session(self) -> None:
        """Show the count, what was done last, and the names that fit what is typed."""
        if not self.is_mounted:
            return
        session, typed = self.desk.session, self.query_one(NameField).value
        self.query_one("#count", Static).update(roll.heading(session), layout=False)
        self._say(self._said)
        place = self.query_one("#roll", Static)
        people = roll.find(session, typed)
        if not session.people:
            shown = Content.assemble(
                "  Nobody is on the list yet.\n\n  ",
                (self.key("arrivals.add"), "bold"),
                " adds someone who has come.",
            )
        elif not people:
            shown = Content.assemble(
                f"  Nobody on the list is called “{typed.strip()}”.\n\n  ",
                (self.key("arrivals.add"), "bold"),
                " adds them to it.",
            )
        else:
            marked = self._aimed_at()
            shown = roll.roll(
                people, marked.id if marked else "", bool(typed.strip()), place.size.width, place.size.height
            )
        place.update(shown, layout=False)

    # --- finding -------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def narrowed(self, event: Input.Changed) -> None:
        """Show who fits the letters typed."""
        self._marked = ""
        if event.value:
            self._said = ""
        self.render_session()

    def action_mark(self, by: int) -> None:
        """Go to the name above or below."""
        people = roll.find(self.desk.session, self.query_one(NameField).value)
        aimed = self._aimed_at()
        if not people:
            return
        at = people.index(aimed) + by if aimed in people else 0
        self._marked = people[max(0, min(at, len(people) - 1))].id
        self.render_session()

    def _aimed_at(self) -> Person | None:
        """Who enter would tick: the one marked, or the first that fits the letters."""
        if self._marked:
            return self.desk.session.person(self._marked)
        typed = self.query_one(NameField).value.strip()
        return next(iter(roll.find(self.desk.session, typed)), None) if typed else None

    # --- ticking -------------------------------------------------------------------------------------------

    async def action_tick(self) -> None:
        """Tick off the one marked or found."""
        person = self._aimed_at()
        if person is None:
            typed = self.query_one(NameField).value.strip()
            self._say("" if typed else "Type a part of a name first, or go down to one.")
        elif person.here:
            self._done(f"{person.name} is here already. {self.key('arrivals.gone')} takes the tick away.")
        else:
            await self._set(person, True)

    async def action_gone(self) -> None:
        """Take someone's tick away."""
        person = self._aimed_at()
        if person is None:
            self._say("Type a part of a name first, or go to one with the arrows.")
        elif person.here is False:
            self._done(f"{person.name} was not ticked off.")
        else:
            await self._set(person, False)

    async def action_everyone(self) -> None:
        """Tick everyone off."""
        missing = [person.id for person in self.desk.session.people if not person.here]
        if not missing:
            self._say("Everyone on the list is here already." if self.desk.session.people else "")
            return

        met = await self._met()

        def tick_all(session: Session) -> Session:
            # One by one: those who come late to groups already made join one.
            for person_id in missing:
                session = round_changes.arrival(session, person_id, True, met)
            return session

        if await self.change("Everyone is here", tick_all):
            self._done(f"All {len(self.desk.session.people)} are here.")

    async def _set(self, person: Person, here: bool) -> None:
        before = self.desk.session
        below = self._below(person) if self._marked else ""
        label = f"{person.name} is {'here' if here else 'not here'}"
        met = await self._met()

        async def arrive(split: bool | None) -> None:
            def apply(session: Session) -> Session:
                return round_changes.arrival(session, person.id, here, met, split=split)

            if await self.change(label, apply):
                self._done(roll.said(before, self.desk.session, person.id))
                self._marked = below
                self.render_session()

        await self._decided(before if here else None, person, met, arrive)

    async def _decided(
        self,
        session: Session | None,
        person: Person,
        met: rounds.Met | None,
        arrive: Callable[[bool | None], Awaitable[None]],
    ) -> None:
        """Let someone arrive; while people work already, it is asked first whether a trio is split for them."""
        ask = latecomer.question(session, person.id, met) if session is not None else None
        if ask is None:
            await arrive(None)
            return

        async def answered(what: str | None) -> None:
            if what is not None:
                await arrive(what == latecomer.SPLIT)

        await self.app.push_screen(ask, answered)

    async def _met(self) -> rounds.Met | None:
        """Who met whom in earlier sessions: looked up only when there are groups to join."""
        return await self.desk.who_met() if self.desk.session.rounds else None

    def _below(self, person: Person) -> str:
        people = roll.find(self.desk.session, self.query_one(NameField).value)
        after = people[people.index(person) + 1 :] if person in people else ()
        return after[0].id if after else ""

    def _done(self, words: str) -> None:
        """Say what was done, and be ready for the next name."""
        self._said = words
        with self.prevent(Input.Changed):
            self.query_one(NameField).value = ""
        self._marked = ""
        self.render_session()

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(Content(words))

    # --- someone new ---------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Ask who has come."""
        typed = self.query_one(NameField).value.strip()
        fits = roll.find(self.desk.session, typed)
        self.app.push_screen(
            AskLine("Who has come?", "" if fits else typed, "Name, School, Role", check=self._wrong),
            self._came,
        )

    def _wrong(self, line: str) -> str:
        understood = read_people(line)
        if understood.entrants:
            return ""
        dropped = next(iter(understood.remarks), None)
        return (
            f"Not understood: {dropped.message}"
            if dropped
            else "Write it like Mair Pugh, Ysgol y Bryn, Deputy head."
        )

    async def _came(self, line: str | None) -> None:
        if line is None:
            return
        entrant = read_people(line).entrants[0]
        before = self.desk.session
        known = next((one for one in before.people if _same(one, entrant.name, entrant.school)), None)
        if known is None:
            earlier = await self.desk.others()
            (person,), remarks = recognise((entrant,), earlier)
            # Someone who is on the list by another spelling of the name.
            known = before.person(person.id)
        else:
            earlier, remarks = [], ()
        if known is not None:
            if known.here:
                self._done(f"{known.name} is on the list, and here already.")
            else:
                await self._set(known, True)
            return

        met = await self._met()

        def listed(session: Session) -> Session:
            return bonds.bring(replace(session, people=(*session.people, person)), earlier, [person.id])

        async def arrive(split: bool | None) -> None:
            def come(session: Session) -> Session:
                return round_changes.arrival(listed(session), person.id, True, met, split=split)

            if await self.change(f"{person.name} came", come):
                self._done(" ".join([roll.said(before, self.desk.session, person.id), *remarks]))

        await self._decided(listed(before), person, met, arrive)

    def action_leave(self) -> None:
        """Back to where this was opened."""
        self.dismiss(None)


def _same(person: Person, name: str, school: str) -> bool:
    """Whether someone on the list is meant; a line without a school means whoever has the name."""
    named = key(name) in {key(one) for one in (person.name, *person.aliases)}
    return named and (not school or key(school) == key(person.school))
