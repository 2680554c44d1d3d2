"""Pairs: who sits with whom, and the changes the facilitator makes to it. Never seen by the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from facilitator.commands import bindings
from facilitator.desk import Apply, Desk
from facilitator.dialogs.ask import Confirm, Pick
from facilitator.screens.base import DeskScreen
from facilitator.screens.pairs_words import first_words, title, too_few, written_in
from facilitator.widgets import groups
from facilitator.widgets.footer import Footer
from sessions import progress, rounds
from sessions.faces import faces
from sessions.model import Person, Round, Session, Step

_How = Callable[[Session, Round], Session]
# How many other arrangements are tried before it is said that there is none; mostly the first one differs.
_TRIES = 12


class PairsScreen(DeskScreen[None]):
    """The groups in force, or those of the next step that needs some."""

    CSS_PATH = "pairs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("pairs")]
    places = ("pairs",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._page = 0
        self._turn = 0

    def compose(self) -> ComposeResult:
        yield Static("", id="title")
        yield Static("", id="said")
        yield Static("", id="groups")
        yield Footer()

    def on_mount(self) -> None:
        self.call_after_refresh(self.render_session)

    def on_resize(self, _event: Resize) -> None:
        """Names are set for the room there is."""
        self.call_after_refresh(self.render_session)

    def render_session(self) -> None:
        """Show the groups, or what to do first."""
        if not self.is_mounted:
            return
        session = self.desk.session
        step, current = groups.wanted(session)
        made = rounds.round_for(session, step) if step else None
        self.query_one("#title", Static).update(title(session, step, made, current))
        # The title may have got another number of rows: only then is it known how much room the groups have.
        self.call_after_refresh(self._paint_groups)

    def _paint_groups(self) -> None:
        session = self.desk.session
        step, _ = groups.wanted(session)
        made = rounds.round_for(session, step) if step else None
        place = self.query_one("#groups", Static)
        if made is None:
            place.update(first_words(session, step), layout=False)
            return
        found = groups.pages(session, made, place.size.width, place.size.height)
        self._page = max(0, min(self._page, len(found) - 1))
        place.update(found[self._page], layout=False)

    def action_page(self, by: int) -> None:
        """Turn to another page of groups."""
        self._page += by
        self.render_session()

    # --- making --------------------------------------------------------------------------------------------

    @work(exclusive=True)
    async def action_make(self) -> None:
        """Make the groups, or make them anew in another way."""
        session = self.desk.session
        step, _ = groups.wanted(session)
        home = rounds.home_step(session, step) if step else None
        if step is None or home is None:
            self._say("No step of this session works in groups.")
            return
        if len(rounds.present(session)) < 2:
            self._say(too_few(session, home))
            return
        made = rounds.round_for(session, step)
        written = written_in(session, step, made)
        if written and not await self.app.push_screen_wait(
            Confirm(
                f"Make the groups for {step.title} anew?",
                "One note has been written in these groups. It keeps the people it was written with."
                if written == 1
                else f"{written} notes have been written in these groups. They keep the people they were written with.",
                yes="Make them anew",
            )
        ):
            return
        turn = self._other_turn(session, step, made) if made else 0
        if turn is None:
            self._say("There is no other way to put these people in groups.")
            return
        now, met = self.desk.now(), self.desk.met
        label = f"New groups for {step.title}" if made else f"Groups for {step.title}"
        if await self.change(label, lambda one: rounds.make(one, step, now, met, turn)):
            self._turn = turn
            self._say("Made anew. Ctrl+Z brings the groups from before back." if made else "")

    def _other_turn(self, session: Session, step: Step, made: Round) -> int | None:
        """The next turn that puts people together otherwise than they are now; None where there is none."""
        now, met, before = self.desk.now(), self.desk.met, _apart(made)
        for turn in range(self._turn + 1, self._turn + 1 + _TRIES):
            other = rounds.round_for(rounds.make(session, step, now, met, turn), step)
            if other is not None and _apart(other) != before:
                return turn
        return None

    # --- single people -------------------------------------------------------------------------------------

    @work(exclusive=True)
    async def action_exchange(self) -> None:
        """Let two people of different groups change places."""
        made = self._made()
        if made is None or len(made.groups) < 2:
            self._say(
                "It takes two groups for people to change places." if made else "There are no groups yet."
            )
            return
        one = await self.app.push_screen_wait(Pick("Who changes places?", self._options(made)))
        first = self.desk.session.person(one or "")
        if first is None:
            return
        others = [group for group in made.groups if first.id not in group.people]
        other = await self.app.push_screen_wait(
            Pick(
                f"With whom does {first.name} change places?",
                self._options(replace(made, groups=tuple(others))),
            )
        )
        second = self.desk.session.person(other or "")
        if second is None:
            return
        met = self.desk.met
        await self._rearrange(
            f"{first.name} and {second.name} have changed places.",
            lambda session, made: rounds.exchange(session, made, first.id, second.id, met),
        )

    @work(exclusive=True)
    async def action_take_out(self) -> None:
        """Take out someone who has left."""
        made = self._made()
        if made is None:
            self._say("There are no groups yet.")
            return
        one = await self.app.push_screen_wait(Pick("Who has left?", self._options(made)))
        person = self.desk.session.person(one or "")
        if person is None:
            return
        met = self.desk.met
        await self._rearrange(
            f"{person.name} is out, and not here any more.",
            lambda session, made: rounds.take_out(_ticked(session, person, False), made, person.id, met),
        )

    @work(exclusive=True)
    async def action_put_in(self) -> None:
        """Put in someone who has come late."""
        made = self._made()
        if made is None:
            self._say("There are no groups yet.")
            return
        inside = {one for group in made.groups for one in group.people}
        late = [person for person in self.desk.session.people if person.id not in inside]
        if not late:
            self._say("Everyone on the list is in a group. Arrivals adds someone who is not on it.")
            return
        options = [(person.id, _described(person)) for person in late]
        one = await self.app.push_screen_wait(Pick("Who has come?", options))
        person = self.desk.session.person(one or "")
        if person is None:
            return
        met = self.desk.met
        await self._rearrange(
            "", lambda session, made: rounds.put_in(_ticked(session, person, True), made, person.id, met)
        )
        made = self._made()
        group = next((group for group in made.groups if person.id in group.people), None) if made else None
        if group is not None:
            self._say(f"{person.name} joined {group.label}.")

    async def _rearrange(self, done: str, how: _How) -> None:
        step, _ = groups.wanted(self.desk.session)
        if step is None:
            return

        def apply(session: Session) -> Session:
            made = rounds.round_for(session, step)
            return how(session, made) if made is not None else session

        if await self.change(done.rstrip(".") or "Someone put in a group", apply):
            self._say(done)

    def _made(self) -> Round | None:
        step, _ = groups.wanted(self.desk.session)
        return rounds.round_for(self.desk.session, step) if step else None

    def _options(self, made: Round) -> list[tuple[str, str]]:
        people = {person.id: person for person in self.desk.session.people}
        return [
            (one, f"{_described(people[one])}, {group.label}")
            for group in made.groups
            for one in group.people
            if one in people
        ]

    # --- the stage -----------------------------------------------------------------------------------------

    async def action_show(self) -> None:
        """Show the groups on the stage."""
        session = self.desk.session
        step, current = groups.wanted(session)
        if step is None or rounds.round_for(session, step) is None:
            self._say("There are no groups to show yet.")
            return
        turned = faces(session, step)
        face = next((at for at, one in enumerate(turned) if one.kind == "pairs"), None)
        if not current:
            self._say(f"The room sees them when you come to {step.title}.")
        elif face is None:
            home = rounds.home_step(session, step)
            self._say(
                f"{step.title} does not show its groups; {home.title if home else 'an earlier step'} does."
            )
        else:
            await self.change("Show the groups", _showing(face), undoable=False)
            self._say("The room sees the groups now.")

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(Content(words), layout=False)

    def action_leave(self) -> None:
        """Back to where this was opened."""
        self.dismiss(None)


def _ticked(session: Session, person: Person, here: bool) -> Session:
    """The session with someone ticked or not. While nobody was, everyone counted as here, and still does."""
    ticking = any(one.here is not None for one in session.people)
    if not ticking and here:
        return session
    return replace(
        session,
        people=tuple(
            replace(one, here=here if one.id == person.id else one.here if ticking else True)
            for one in session.people
        ),
    )


def _apart(made: Round) -> set[frozenset[str]]:
    return {frozenset(group.people) for group in made.groups}


def _showing(face: int) -> Apply:
    def apply(session: Session) -> Session:
        session = progress.show(session, "step")
        return replace(session, progress=replace(session.progress, face=face, word=0))

    return apply


def _described(person: Person) -> str:
    return f"{person.name}, {person.school}" if person.school else person.name
