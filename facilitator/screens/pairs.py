"""Pairs: who sits with whom, and the changes the facilitator makes to it.

Opened from the stage it is before the room: then it shows who sits with whom and nothing else, neither why nor who is
kept apart.
"""

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
from facilitator.dialogs.ask import Pick
from facilitator.screens import latecomer, pairs_making
from facilitator.screens.base import DeskScreen
from facilitator.screens.pairs_people import described, options, ticked
from facilitator.screens.pairs_words import asks, first_words, held_back, title
from facilitator.widgets import groups, roll
from facilitator.widgets.footer import Footer
from sessions import progress, round_changes, rounds
from sessions.faces import faces
from sessions.model import Round, Session

_How = Callable[[Session, Round], Session]


class _Place(Static):
    """Where the groups stand: they are set anew whenever there is more or less room for them."""

    def __init__(self, paint: Callable[[], None]) -> None:
        super().__init__("", id="groups")
        self._set = paint

    def on_resize(self) -> None:
        """The title over them may get another number of rows at any time."""
        self._set()


class PairsScreen(DeskScreen[None]):
    """The groups in force, or those of the next step that needs some. `seen` says whether the room sees it."""

    CSS_PATH = "pairs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("pairs")]
    places = ("pairs",)

    def __init__(self, desk: Desk, *, seen: bool = False) -> None:
        super().__init__(desk)
        self.before_the_room = seen
        self._page = 0
        self._shown_anyway = False
        # Which arrangement of these people was made last: the next one is another.
        self.turn = 0

    def compose(self) -> ComposeResult:
        yield from self.time_left()
        yield Static("", id="title")
        yield Static("", id="said")
        yield _Place(self._paint_groups)
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
        words = title(session, step, made, current)
        if self.private and not self.before_the_room:
            words = held_back(words, session, made, self.key("pairs.why"))
        elif not self.private:
            words = asks(words, session, step)
        self.query_one("#title", Static).update(words)
        self._paint_groups()

    def _paint_groups(self) -> None:
        session = self.desk.session
        step, _ = groups.wanted(session)
        made = rounds.round_for(session, step) if step else None
        place = self.query_one("#groups", Static)
        if made is None:
            place.update(first_words(session, step, self.key), layout=False)
            return
        if self.private:
            made = replace(made, groups=tuple(replace(group, reason="") for group in made.groups))
        found = groups.pages(session, made, place.size.width, place.size.height)
        self._page = max(0, min(self._page, len(found) - 1))
        place.update(found[self._page], layout=False)

    @property
    def private(self) -> bool:
        """Whether it shows neither why people sit so nor who is kept apart: the room sees this screen, or may."""
        return self.before_the_room or (self.desk.session.meta.screens != 2 and not self._shown_anyway)

    def action_why(self) -> None:
        """Show the reasons, though the room may be looking."""
        self._shown_anyway = True
        self.render_session()

    def action_page(self, by: int) -> None:
        """Turn to another page of groups."""
        self._page += by
        self.render_session()

    # --- making --------------------------------------------------------------------------------------------

    @work(exclusive=True)
    async def action_make(self) -> None:
        """Make the groups, or make them anew in another way."""
        await pairs_making.make(self)

    @work(exclusive=True)
    async def action_last_time(self) -> None:
        """Put people together as they were in the session before."""
        await pairs_making.as_last_time(self)

    @work(exclusive=True)
    async def action_bonds(self) -> None:
        """Say who is kept apart and who together; offer to make groups anew that do not keep to it."""
        await pairs_making.ask_for_bonds(self)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Before the room nothing private can be opened."""
        return not (self.before_the_room and action in ("bonds", "why"))

    # --- single people -------------------------------------------------------------------------------------

    @work(exclusive=True)
    async def action_exchange(self) -> None:
        """Let two people of different groups change places."""
        made = self._made()
        if made is None or len(made.groups) < 2:
            self.tell(
                "It takes two groups for people to change places." if made else "There are no groups yet."
            )
            return
        one = await self.app.push_screen_wait(
            Pick("Who changes places?", options(self.desk.session, made), who=True)
        )
        first = self.desk.session.person(one or "")
        if first is None:
            return
        others = [group for group in made.groups if first.id not in group.people]
        other = await self.app.push_screen_wait(
            Pick(
                f"With whom does {first.name} change places?",
                options(self.desk.session, replace(made, groups=tuple(others))),
            )
        )
        second = self.desk.session.person(other or "")
        if second is None:
            return
        met = await self.desk.who_met()
        await self._rearrange(
            f"{first.name} and {second.name} have changed places.",
            lambda session, made: round_changes.exchange(session, made, first.id, second.id, met),
        )

    @work(exclusive=True)
    async def action_take_out(self) -> None:
        """Take out someone who has left."""
        made = self._made()
        if made is None:
            self.tell("There are no groups yet.")
            return
        one = await self.app.push_screen_wait(
            Pick("Who has left?", options(self.desk.session, made), who=True)
        )
        person = self.desk.session.person(one or "")
        if person is None:
            return
        met = await self.desk.who_met()
        await self._rearrange(
            f"{person.name} is out, and not here any more.",
            lambda session, made: round_changes.take_out(
                ticked(session, person, False), made, person.id, met
            ),
        )

    @work(exclusive=True)
    async def action_put_in(self) -> None:
        """Put in someone who has come late."""
        made = self._made()
        if made is None:
            self.tell("There are no groups yet.")
            return
        inside = {one for group in made.groups for one in group.people}
        late = [person for person in self.desk.session.people if person.id not in inside]
        if not late:
            self.tell("Everyone on the list is in a group. Arrivals adds someone who is not on it.")
            return
        waiting = [(person.id, described(person)) for person in late]
        one = await self.app.push_screen_wait(Pick("Who has come?", waiting, who=True))
        person = self.desk.session.person(one or "")
        if person is None:
            return
        met, before = await self.desk.who_met(), self.desk.session
        ask, split = latecomer.question(before, person.id, met), None
        if ask is not None:
            answer = await self.app.push_screen_wait(ask)
            if answer is None:
                return
            split = answer == latecomer.SPLIT
        await self._rearrange(
            "",
            lambda session, made: round_changes.put_in(
                ticked(session, person, True), made, person.id, met, split=split
            ),
        )
        now = self._made()
        if now is not None and now != made:
            self.tell(roll.came(self.desk.session, made, now, person.id, alone=not self.before_the_room))

    async def _rearrange(self, done: str, how: _How) -> None:
        step, _ = groups.wanted(self.desk.session)
        if step is None:
            return

        def apply(session: Session) -> Session:
            made = rounds.round_for(session, step)
            return how(session, made) if made is not None else session

        if await self.change(done.rstrip(".") or "Someone put in a group", apply):
            self.tell(done)

    def _made(self) -> Round | None:
        step, _ = groups.wanted(self.desk.session)
        return rounds.round_for(self.desk.session, step) if step else None

    # --- the stage -----------------------------------------------------------------------------------------

    async def action_show(self) -> None:
        """Show the groups on the stage."""
        session = self.desk.session
        step, current = groups.wanted(session)
        if step is None or rounds.round_for(session, step) is None:
            self.tell("There are no groups to show yet.")
            return
        turned = faces(session, step)
        face = next((at for at, one in enumerate(turned) if one.kind == "pairs"), None)
        if not current:
            self.tell(f"The room sees them when you come to {step.title}.")
        elif face is None:
            home = rounds.home_step(session, step)
            self.tell(
                f"{step.title} does not show its groups; {home.title if home else 'an earlier step'} does."
            )
        else:
            await self.change("Show the groups", _showing(face), undoable=False)
            self.tell("The room sees the groups now.")

    def tell(self, words: str) -> None:
        """Say what was done, in the line below the title."""
        self.query_one("#said", Static).update(Content(words))

    def action_leave(self) -> None:
        """Back to where this was opened."""
        self.dismiss(None)


def _showing(face: int) -> Apply:
    def apply(session: Session) -> Session:
        session = progress.show(session, "step")
        return replace(session, progress=replace(session.progress, face=face, word=0))

    return apply
