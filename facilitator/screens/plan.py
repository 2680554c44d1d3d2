"""The plan of a session: its run sheet, which can be changed step by step; the templates are not."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from facilitator.commands import bindings
from facilitator.desk import Apply, Desk
from facilitator.dialogs.ask import Confirm
from facilitator.screens import plan_sheet as sheet
from facilitator.screens.base import DeskScreen
from facilitator.screens.library_lists import counted
from facilitator.widgets.footer import Footer
from facilitator.widgets.page import Page
from facilitator.widgets.rows import Rows
from sessions import planning
from sessions.errors import FacilitatorError
from sessions.model import Session, Step
from sessions.runsheet import plan_sheet

_ON_A_STEP = {"edit", "drop", "move", "minutes"}


class PlanScreen(DeskScreen[None]):
    """The run sheet of a session that is open on a desk of its own; the desk is closed with the screen."""

    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("plan")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    places = ("plan",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: Session | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Horizontal(id="body"):
            yield Rows(id="steps")
            yield Page()
        yield Footer()

    def on_mount(self) -> None:
        """Follow the file: a console in another window, or a command, may change the plan."""
        self.query_one(Rows).focus()
        self.render_session()
        self.set_interval(1, self._follow)

    def on_screen_resume(self) -> None:
        """See what another screen changed."""
        self._follow()

    def on_unmount(self) -> None:
        """Let go of the session."""
        self.desk.close()

    def _follow(self) -> None:
        try:
            self.desk.refresh()
        except FacilitatorError:
            return  # it was deleted elsewhere; the next change says so
        if self.desk.session is not self._shown:
            self.render_session()

    # --- showing -------------------------------------------------------------------------------------------

    def render_session(self) -> None:
        """Show the plan as it is, with the cursor on the same step."""
        session = self._shown = self.desk.session
        now = plan_sheet(session, self.desk.now())
        self.query_one("#head", Static).update(sheet.head(session, now))
        rows = self.query_one(Rows)
        begin = session.progress.step or (session.steps[0].id if session.steps else "")
        rows.show(sheet.lines(now, self.key), sheet.draw, keep=rows.current or begin)
        self._page()

    @on(Rows.Highlighted)
    def _page(self) -> None:
        """Show the step under the cursor in full, where there is room for it."""
        step = self._step
        session = self.desk.session
        self.query_one(Page).show(
            lambda width: sheet.page(session, step, width) if step else sheet.room_page(self.key, width)
        )
        self.refresh_bindings()

    @property
    def _step(self) -> Step | None:
        return next((self.desk.session.step(rows.current) for rows in self.query(Rows)), None)

    @property
    def _at_the_room(self) -> bool:
        return any(rows.current == sheet.ROOM for rows in self.query(Rows))

    @property
    def not_offered(self) -> frozenset[str]:
        """On the room check there is no step to change: what opens it stands beside it."""
        return frozenset({"edit"}) if self._at_the_room else frozenset()

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Without a step there is none to change."""
        if action == "begin_again":
            return self.desk.session.meta.status != "planned"
        if action == "edit" and self._at_the_room:
            return True
        return self._step is not None if action in _ON_A_STEP else True

    # --- steps ---------------------------------------------------------------------------------------------

    @on(Rows.Chosen)
    async def action_edit(self) -> None:
        """Change the step; on the room check, open it."""
        from facilitator.screens.plan_step import StepScreen

        if self._at_the_room:
            await self.action_room()
        elif self._step is not None:
            await self.app.push_screen(StepScreen(self.desk, self._step.id))

    async def action_add(self) -> None:
        """Add a step below this one, and write it."""
        from facilitator.screens.plan_step import StepScreen

        after, first = self._step, self._at_the_room
        step = planning.blank_step(after)

        def added(session: Session) -> Session:
            ids = [one.id for one in session.steps]
            place = ids.index(after.id) + 1 if after and after.id in ids else 0 if first else len(ids)
            return planning.add_step(session, step, place)

        if await self.change("Add a step", added):
            self.query_one(Rows).go_to(step.id)
            await self.app.push_screen(StepScreen(self.desk, step.id))

    async def action_drop(self) -> None:
        """Take the step out; asks when something was captured in it."""
        step = self._step
        if step is None:
            return
        if self.desk.session.progress.step == step.id and self.desk.session.meta.status == "running":
            self.facilitator.say(
                f"The room is at “{step.title}” now. Move on before you drop it.", error=True
            )
            return
        written = sum(1 for note in self.desk.session.notes if note.step == step.id)
        if not written:
            await self._drop(step)
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await self._drop(step)

        detail = f"{counted(written, 'note')} from it {'stays' if written == 1 else 'stay'} in the record."
        await self.app.push_screen(Confirm(f"Drop “{step.title}”?", detail, "Drop it"), answered)

    async def _drop(self, step: Step) -> None:
        rows = self.query_one(Rows)
        ids = [line.id for line in rows.lines if line.id]
        place = ids.index(step.id)
        beside = ids[place + 1] if place + 1 < len(ids) else ids[place - 1]
        if await self.change(f"Drop “{step.title}”", lambda session: planning.drop_step(session, step.id)):
            rows.go_to(beside)
            self.facilitator.say(f"“{step.title}” is dropped. {self.key('app.undo')} brings it back.")

    async def action_move(self, by: int) -> None:
        """Move the step up or down."""
        step = self._step
        if step is None:
            return
        ids = [one.id for one in self.desk.session.steps]
        at_edge = ids.index(step.id) + by not in range(len(ids))
        before = self.desk.session.meta.steps
        await self.change(f"Move “{step.title}”", lambda session: planning.move_step(session, step.id, by))
        if self.desk.session.meta.steps == before and not at_edge:
            self.facilitator.say(
                "Steps that share their groups stay in order: the first of them makes the groups."
            )

    async def action_minutes(self, by: int) -> None:
        """A minute more or less for the step."""
        step = self._step
        if step is None or step.minutes + by < 1:
            return

        def changed(session: Session) -> Session:
            now = session.step(step.id)
            return planning.put_step(session, _longer(now, by)) if now else session

        await self.change(f"Minutes of “{step.title}”", changed, visit=f"minutes.{step.id}")

    async def action_fit(self) -> None:
        """Fit the plan into so many minutes."""
        from facilitator.screens import plan_fitting

        await plan_fitting.ask(self)

    # --- elsewhere -----------------------------------------------------------------------------------------

    async def action_room(self) -> None:
        """Try the room: how far it is read, the clicker, the bell."""
        from facilitator.screens.room import RoomCheckScreen

        await self.app.push_screen(RoomCheckScreen(self.desk))

    async def action_people(self) -> None:
        """Who takes part."""
        from facilitator.screens.plan_people import PeopleScreen

        await self.app.push_screen(PeopleScreen(self.desk))

    async def action_details(self) -> None:
        """Title, cluster, dates."""
        from facilitator.screens.plan_details import DetailsScreen

        await self.app.push_screen(DetailsScreen(self.desk))

    async def action_run(self) -> None:
        """Open the session before the room."""
        await self.facilitator.run_session(self.desk.id)

    async def action_rehearse(self) -> None:
        """Try the session out on a copy."""
        await self.facilitator.rehearse(self.desk.id)

    async def action_begin_again(self) -> None:
        """Put the session back to not begun."""
        from facilitator.screens import begin_again

        async def change(label: str, apply: Apply) -> None:
            if await self.change(label, apply):
                self.facilitator.say(f"It has not begun now. {self.key('app.undo')} takes that back.")

        await begin_again.ask(self, self.desk.session, change)

    async def action_hand_out(self) -> None:
        """Write the notes as files."""
        from facilitator.screens.hand_out import HandOutScreen

        await self.app.push_screen(HandOutScreen(self.desk))

    async def action_guide(self) -> None:
        """Write the guide to the session as it is planned."""
        from facilitator.screens.papers import of_session, write_out
        from sessions.reuse import intro_of, origins_of

        session = self.desk.session
        intro = intro_of(origins_of(session, self.facilitator.templates))
        await write_out(self, of_session(session, intro))

    def action_leave(self) -> None:
        """Back to the library."""
        self.dismiss(None)


def _longer(step: Step, by: int) -> Step:
    from msgspec.structs import replace

    return replace(step, minutes=max(1, step.minutes + by))
