"""Swaps: who changes places with whom, at which school, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from facilitator.commands import bindings
from facilitator.desk import Desk
from facilitator.dialogs.ask import AskLine, Pick
from facilitator.screens.base import DeskScreen
from facilitator.screens.swaps_list import Leader, counted, draw, lines_of, listed, sentence, title
from facilitator.widgets.footer import Footer
from facilitator.widgets.roll import fold
from facilitator.widgets.rows import Line, Rows
from sessions import rounds, swaps
from sessions.ids import fresh
from sessions.model import Person, Round, Session
from sessions.text import key

_HINT = "Like 12, 13 and 14 January, or 18 to 22 January for a week. Leave it empty to take the days away."


class SwapsScreen(DeskScreen[None]):
    """Every leader, those without a partner first."""

    CSS_PATH = "swaps.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("swaps")]
    places = ("swaps",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._keep = ""

    def compose(self) -> ComposeResult:
        yield from self.time_left()
        yield Static("", id="title")
        yield Static("", id="said")
        yield Rows(id="leaders")
        yield Static("", id="detail")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()
        self._say(self._hint())
        self.call_after_refresh(self.render_session)

    def on_resize(self, _event: Resize) -> None:
        """Columns are set for the room there is."""
        self.call_after_refresh(self.render_session)

    def render_session(self) -> None:
        """Show who goes where."""
        if not self.is_mounted or not self.size.width:
            return
        session = self.desk.session
        leaders = listed(session)
        self.query_one("#title", Static).update(title(session, leaders), layout=False)
        rows = self.query_one(Rows)
        lines = lines_of(leaders)
        rows.show(lines, draw, keep=self._place(lines))
        self._keep = ""
        self._tell()

    def _place(self, lines: Sequence[Line]) -> str:
        """The line of the person last changed, else the one the cursor is on."""
        wanted = self._keep or self.query_one(Rows).current
        ids = [line.id for line in lines]
        if wanted in ids:
            return wanted
        person = wanted.partition("|")[0]
        return next((id for id in ids if id.partition("|")[0] == person), "") if person else ""

    @on(Rows.Highlighted)
    def _tell(self) -> None:
        """Say the marked leader's swap in full."""
        leader = self._current()
        self.query_one("#detail", Static).update(sentence(leader) if leader else Content(""), layout=False)

    # --- changing ------------------------------------------------------------------------------------------

    async def action_match(self) -> None:
        """Let the pairs of this round change places."""
        made = _round(self.desk.session)
        if made is None:
            self._say("No pairs have been made yet. Choose partners by hand, or make pairs first.")
            return
        matched = swaps.match(self.desk.session, made)
        done = counted(matched)
        if matched.swaps + matched.visits and not await self.change(
            "Swaps from the pairs", lambda session: swaps.match(session, made).session
        ):
            return
        self._say("\n".join([done, *matched.remarks]) if matched.remarks else done)

    @work(exclusive=True)
    async def action_partner(self) -> None:
        """Choose with whom the marked leader changes places."""
        leader = self._current()
        if leader is None:
            return
        person = leader.person
        others = [one for one in self.desk.session.people if one.id != person.id and one.school]
        found = [one for one in others if not person.school or key(one.school) != key(person.school)]
        if not found:
            self._say(f"Nobody of another school is on the list to change places with {person.name}.")
            return
        options = [(one.id, self._option(one)) for one in sorted(found, key=lambda one: fold(one.name))]
        chosen = await self.app.push_screen_wait(
            Pick(f"With whom does {person.name} change places?", options, who=True)
        )
        partner = self.desk.session.person(chosen or "")
        if partner is None:
            return
        await self._settle(person, partner=partner)

    @work(exclusive=True)
    async def action_host(self) -> None:
        """Choose the school that the marked leader visits."""
        leader = self._current()
        if leader is None:
            return
        person = leader.person
        schools = sorted({one.school for one in self.desk.session.people if one.school}, key=fold)
        options = [(name, name) for name in schools if key(name) != key(person.school)]
        if not options:
            self._say("There is no other school on the list to visit.")
            return
        host = await self.app.push_screen_wait(Pick(f"Which school does {person.name} visit?", options))
        if host is not None:
            await self._settle(person, host=host)

    @work(exclusive=True)
    async def action_days(self) -> None:
        """Set the days of the marked leader's swap."""
        leader = self._current()
        if leader is None:
            return
        if leader.swap is None:
            self._say(f"{leader.person.name} has no swap yet. Choose a partner first, then the days.")
            return
        swap = leader.swap
        names = rounds.names(self.desk.session, [one for one in (swap.person, swap.partner) if one])
        question = (
            f"When do {' and '.join(names)} change places?"
            if swap.partner
            else f"When does {names[0]} visit?"
        )
        line = await self.app.push_screen_wait(AskLine(question, leader.days, _HINT, check=self._wrong))
        if line is None:
            return
        days = swaps.read_days(line, self._today())
        if await self.change(
            f"Days of {' and '.join(names)}", lambda session: swaps.set_days(session, swap.id, days)
        ):
            self._say(
                f"{' and '.join(names)}: {swaps.said_days(days)}." if days else "The days were taken away."
            )

    async def action_remove(self) -> None:
        """Take the marked leader's swap away."""
        leader = self._current()
        if leader is None or leader.swap is None:
            return
        swap = leader.swap
        self._keep = leader.person.id
        names = rounds.names(self.desk.session, [one for one in (swap.person, swap.partner) if one])
        if await self.change(
            f"Swap of {' and '.join(names)} removed", lambda session: swaps.remove(session, swap.id)
        ):
            what = "do not change places any more" if swap.partner else "does not visit any more"
            self._say(f"{' and '.join(names)} {what}. {self.key('app.undo')} brings it back.")

    async def _settle(self, person: Person, *, partner: Person | None = None, host: str = "") -> None:
        before = {one.id for one in self.desk.session.people if swaps.of_person(self.desk.session, one.id)}
        swap_id = fresh("w")
        self._keep = person.id

        def settle(session: Session) -> Session:
            return swaps.settle(session, swap_id, person, partner=partner, host=host)

        what = f"changes places with {partner.name}" if partner else f"visits {host}"
        if not await self.change(f"{person.name} {what}", settle):
            return
        session = self.desk.session
        left = [
            one.name for one in session.people if one.id in before and not swaps.of_person(session, one.id)
        ]
        tail = f" {' and '.join(left)} {'has' if len(left) == 1 else 'have'} no partner now." if left else ""
        self._say(f"{person.name} {what}.{tail}")

    # --- words ---------------------------------------------------------------------------------------------

    def _current(self) -> Leader | None:
        rows = self.query_one(Rows)
        found = next((line.item for line in rows.lines if line.id and line.id == rows.current), None)
        return found if isinstance(found, Leader) else None

    def _option(self, person: Person) -> str:
        has = swaps.of_person(self.desk.session, person.id)
        return f"{person.name}, {person.school}{' (has a swap already)' if has else ''}"

    def _wrong(self, line: str) -> str:
        try:
            swaps.read_days(line, self._today())
        except ValueError as error:
            return str(error)
        return ""

    def _hint(self) -> str:
        session = self.desk.session
        if not session.people:
            return "Nobody is on the list yet: add people in Arrivals first."
        made = _round(session)
        step = session.step(made.step) if made else None
        if session.swaps or step is None:
            return ""
        return f"{self.key('swaps.match')} makes the groups of {step.title} change places where their schools differ."

    def _today(self) -> date:
        return self.desk.now().astimezone(ZoneInfo(self.desk.session.meta.zone)).date()

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(Content(words))

    def action_leave(self) -> None:
        """Back to where this was opened."""
        self.dismiss(None)


def _round(session: Session) -> Round | None:
    """The round in force, else the one made last."""
    step = session.step(session.progress.step)
    made = rounds.round_for(session, step) if step else None
    return made or (session.rounds[-1] if session.rounds else None)
