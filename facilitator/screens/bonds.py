"""Who is kept apart and who together when groups are made. For the facilitator alone: it never opens by itself."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.commands import bindings
from facilitator.desk import Desk
from facilitator.dialogs.ask import Pick
from facilitator.screens.base import DeskScreen
from facilitator.widgets.footer import Footer
from facilitator.widgets.rows import Cell, Line, Rows, line_up
from sessions import bonds
from sessions.model import Bond, Person

# What undo says: it may be said on a screen that somebody looks at over a shoulder, so it names nobody.
_LABEL = "Who is kept apart or together"
_ABOUT = (
    "It counts whenever pairs, trios or groups are made, before schools and before who met; groups by school or by "
    "role are as they are. It is never on the stage. It goes along to these people’s next session."
)


class BondsScreen(DeskScreen[None]):
    """The bonds of an open session: two people a row."""

    CSS_PATH = "bonds.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("bonds", "list")]
    places = ("bonds", "list")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._said = ""
        self._shown_anyway = False

    @property
    def hidden(self) -> bool:
        """Whether nobody is named: with one screen, the room may be looking at this one."""
        return self.desk.session.meta.screens != 2 and not self._shown_anyway

    def compose(self) -> ComposeResult:
        yield from self.time_left()
        yield Static(Content.assemble(("Kept apart, kept together", "bold")), id="head")
        yield Static(Content(_ABOUT), id="about")
        yield Rows()
        yield Static(id="empty")
        yield Static("", id="said")
        yield Footer()

    def on_mount(self) -> None:
        """Show who there is."""
        self.query_one(Rows).focus()
        self.render_session()

    def render_session(self) -> None:
        """Show the bonds, those apart first, or what to do first."""
        session = self.desk.session
        rows = self.query_one(Rows)
        found = sorted(session.bonds, key=lambda bond: not bond.apart)
        people = {person.id: person for person in session.people}
        lines = [
            Line(bond.id, (bond, *(people[one] for one in bond.people)))
            for bond in found
            if all(one in people for one in bond.people)
        ]
        rows.show([] if self.hidden else lines, _line, keep=rows.current)
        rows.display = bool(lines) and not self.hidden
        self.query_one("#empty").display = not rows.display
        self.query_one("#empty", Static).update(self._not_shown(lines) if lines else self._first_words())
        self.query_one("#said", Static).update(Content(self._said))
        self.refresh_bindings()

    def _not_shown(self, lines: list[Line]) -> Content:
        many = "1 pair of people" if len(lines) == 1 else f"{len(lines)} pairs of people"
        return Content.assemble(
            (f"{many}. Not shown here", "bold"),
            "\n\nWith one screen the room may be looking at this one.\n",
            (self.key("bonds.show"), "bold $now"),
            "  shows them all the same",
        )

    def action_show(self) -> None:
        """Show who it is, though the room may be looking."""
        self._shown_anyway = True
        self.render_session()

    def _first_words(self) -> Content:
        if len(self.desk.session.people) < 2:
            return Content("It takes two people, and they are not on the list yet.")
        return Content.assemble(
            "Nobody yet.\n\n",
            (self.key("bonds.apart"), "bold $now"),
            "  keeps two people apart\n",
            (self.key("bonds.together"), "bold $now"),
            "  keeps two people together",
        )

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Without a row there is nothing to remove, and what is shown is not shown again."""
        if action == "show":
            return self.hidden and bool(self.desk.session.bonds)
        return action != "remove" or any(rows.current for rows in self.query(Rows))

    @work(exclusive=True)
    async def action_apart(self) -> None:
        """Keep two people apart."""
        await self._add("Who is kept apart?", "From whom is {} kept apart?", apart=True)

    @work(exclusive=True)
    async def action_together(self) -> None:
        """Keep two people together."""
        await self._add("Who is kept together with someone?", "With whom is {} kept together?", apart=False)

    async def _add(self, who: str, whom: str, *, apart: bool) -> None:
        everyone = self.desk.session.people
        if len(everyone) < 2:
            return
        first = await self._pick(who, everyone)
        if first is None:
            return
        second = await self._pick(whom.format(first.name), [one for one in everyone if one.id != first.id])
        if second is None:
            return
        if bonds.between(self.desk.session, first.id, second.id) is not None:
            done = "is what counts for {} and {} now."
        else:
            done = "counts for {} and {} whenever groups are made."
        names = ("these two", "") if self.hidden else (first.name, second.name)
        self._said = f"{'Apart' if apart else 'Together'} {done.format(*names)}".replace(" and  ", " ")
        if not await self.change(
            _LABEL, lambda session: bonds.add(session, first.id, second.id, apart=apart)
        ):
            return
        bond = bonds.between(self.desk.session, first.id, second.id)
        if bond is not None:
            self.query_one(Rows).go_to(bond.id)

    async def _pick(self, question: str, people: tuple[Person, ...] | list[Person]) -> Person | None:
        options = [
            (one.id, f"{one.name}, {one.school}" if one.school else one.name)
            for one in sorted(people, key=lambda one: one.name.casefold())
        ]
        picked = await self.app.push_screen_wait(Pick(question, options, who=True))
        return self.desk.session.person(picked or "")

    async def action_remove(self) -> None:
        """Ask nothing of these two any more."""
        rows = self.query_one(Rows)
        bond_id = rows.current
        if bond_id:
            self._said = f"Removed. {self.key('app.undo')} brings it back."
            await self.change(_LABEL, lambda session: bonds.remove(session, bond_id))

    def action_leave(self) -> None:
        """Back to where this was opened."""
        self.dismiss(None)


def _line(item: tuple[Bond, Person, Person], width: int) -> Content:
    bond, one, other = item
    cells = [Cell("apart" if bond.apart else "together", 8, "" if bond.apart else "$quiet")]
    cells += [Cell(f"{one.name} and {other.name}")]
    schools = " · ".join(dict.fromkeys(person.school for person in (one, other) if person.school))
    cells += [Cell(schools, width * 3 // 10, "$quiet")]
    return line_up(cells, width)
