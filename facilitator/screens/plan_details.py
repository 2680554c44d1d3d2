"""Changing a session's particulars: title, cluster, date, start, review date and delete-by date."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from facilitator.commands import bindings
from facilitator.dialogs.ask import Confirm
from facilitator.screens.base import DeskScreen
from facilitator.widgets.footer import Footer
from facilitator.widgets.particulars import Given, Particulars, defaults, typed_date
from sessions import planning
from sessions.errors import FacilitatorError
from sessions.model import Session


class DetailsScreen(DeskScreen[None]):
    """The particulars to be changed. Leaving saves them too; what is wrong is said at its field."""

    CSS_PATH = "plan_details.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("step")]
    places = ("step",)

    def compose(self) -> ComposeResult:
        session = self.desk.session
        meta = session.meta
        usual = defaults(meta.date)
        typed = {
            "title": meta.title,
            "cluster": meta.cluster,
            "day": typed_date(meta.date),
            "start": meta.start,
            "review": typed_date(meta.review_date) if meta.review_date else usual["review"],
            "delete": typed_date(meta.delete_by) if meta.delete_by else usual["delete"],
        }
        today = self.desk.now().astimezone(ZoneInfo(meta.zone)).date()
        yield Static("Details", classes="title")
        yield Particulars(typed, today, self._clusters(), planning.length(session), usual)
        yield Static(f"Times are those of {meta.zone}.", id="zone")
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the title."""
        self.query_one("#title").focus()

    def _clusters(self) -> list[str]:
        try:
            return sorted({one.cluster for one in self.desk.store.summaries() if one.cluster})
        except FacilitatorError:
            return []

    async def action_save(self) -> None:
        """Save, and say so."""
        if await self._save():
            self.facilitator.say("Saved.")

    async def action_leave(self) -> None:
        """Back to the plan, saved; where that cannot be, asks."""
        if await self._save():
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        await self.app.push_screen(
            Confirm("Leave without saving?", "What you changed here is lost.", "Leave"), answered
        )

    async def _save(self) -> bool:
        fields = self.query_one(Particulars)
        given = fields.understood.given
        if given is None:
            self.facilitator.say(fields.focus_wrong(), error=True)
            return False
        return await self.change("Details", lambda session: _with(session, given))


def _with(session: Session, given: Given) -> Session:
    meta = replace(
        session.meta,
        title=given.title,
        cluster=given.cluster,
        date=given.day,
        start=given.start,
        review_date=given.review,
        delete_by=given.delete,
    )
    return replace(session, meta=meta)
