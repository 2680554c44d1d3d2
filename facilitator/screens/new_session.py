"""Preparing a session: templates, particulars and participants, shown as understood before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static, TextArea

from facilitator.commands import bindings
from facilitator.dialogs.ask import Confirm
from facilitator.screens.base import RoomScreen
from facilitator.screens.library_lists import last_worked_with
from facilitator.screens.new_people import PeopleField, ask_for_file
from facilitator.screens.new_templates import TemplateChoice
from facilitator.screens.next_session import likely, pick, words
from facilitator.widgets.footer import Footer
from facilitator.widgets.particulars import Given, Particulars, defaults, typed_date
from sessions import bonds
from sessions.dates import likely_day, local_zone, minutes
from sessions.errors import FacilitatorError
from sessions.model import Session, Template
from sessions.planning import joined, needed, new_session
from sessions.series import follow
from sessions.text import key


class NewSessionScreen(RoomScreen[str | None]):
    """A new session; gives its id once it is saved, or None."""

    CSS_PATH = "new_session.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("new")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-high")]
    places = ("new",)

    def __init__(self, templates: Sequence[str] = ()) -> None:
        super().__init__()
        self.choice = TemplateChoice(templates)
        self._earlier: dict[str, list[Session]] = {}
        # The id of the session it goes on from, as someone said; None while nobody did.
        self._follows: str | None = None

    @cached_property
    def clusters(self) -> dict[str, str]:
        """The names of the clusters so far, by their keys; the one last worked with is the first."""
        try:
            summaries = [one for one in self.facilitator.store.summaries() if one.cluster]
        except FacilitatorError:
            return {}
        latest = last_worked_with(summaries, self._local.date())
        ordered = ([latest] if latest else []) + sorted(summaries, key=lambda one: one.updated, reverse=True)
        names: dict[str, str] = {}
        for one in ordered:
            names.setdefault(key(one.cluster), one.cluster)
        return names

    @cached_property
    def _local(self) -> datetime:
        return self.facilitator.now().astimezone(ZoneInfo(local_zone()))

    def compose(self) -> ComposeResult:
        day = likely_day(self._local)
        names = list(self.clusters.values())
        typed = {"title": "", "cluster": names[0] if names else "", "day": typed_date(day), "start": "09:00"}
        yield Static("New session", classes="title")
        yield self.choice
        yield Static(id="length")
        yield Static(id="follows")
        yield Particulars({**typed, **defaults(day)}, self._local.date(), names)
        yield PeopleField("People", self._sessions_before, self.key("new.from-file"))
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the templates, or where one was brought along, with the cluster."""
        self._follow_choice()
        self.choice.begin()
        if self.choice.taken:
            self.query_one("#cluster").focus()

    # --- templates -----------------------------------------------------------------------------------------

    def action_take(self) -> None:
        """Take the template under the cursor as the next one, or put it back."""
        self.choice.take()

    def action_find(self) -> None:
        """Go to the templates, where words can be typed."""
        self.choice.find()

    @property
    def chosen(self) -> list[Template]:
        """The templates taken, in order."""
        return self.choice.chosen

    @on(TemplateChoice.Changed)
    def _follow_choice(self) -> None:
        """Length and title go by what is taken."""
        length = sum(one.minutes for one in joined(self.chosen))
        words = (
            f"{minutes(length)} in all"
            if self.chosen
            else "Choose at least one; with several, the order counts."
        )
        self.query_one("#length", Static).update(Content(words), layout=False)
        fields = self.query_one(Particulars)
        fields.minutes = length
        fields.follow(title=" and ".join(one.title for one in self.chosen))
        self._say_before()

    # --- what was before -----------------------------------------------------------------------------------

    @property
    def before(self) -> Session | None:
        """The session it goes on from: the one chosen, else the likely one."""
        sessions = self._sessions_before()
        if self._follows is None:
            given = self.query_one(Particulars).understood.given
            return likely(sessions, self.chosen, given.day if given else None)
        return next((one for one in sessions if one.id == self._follows), None)

    def _say_before(self) -> None:
        line, before = self.query_one("#follows", Static), self.before
        line.display = bool(self._sessions_before())
        line.set_class(before is None, "-none")
        line.update(Content(words(before, self.key("new.follows"))))
        self.query_one(PeopleField).come_along(len(before.people) if before else 0)

    async def action_follows(self) -> None:
        """Choose the earlier session it goes on from."""
        sessions = self._sessions_before()
        if not sessions:
            self.facilitator.say("This cluster has no earlier session.")
            return

        def picked(id: str | None) -> None:
            if id is not None:
                self._follows = id
                self._say_before()

        await self.app.push_screen(pick(sessions), picked)

    # --- people --------------------------------------------------------------------------------------------

    def _sessions_before(self) -> Sequence[Session]:
        cluster = key(self.query_one(Particulars).typed["cluster"])
        if cluster not in self.clusters:
            return ()
        if cluster not in self._earlier:
            try:
                self._earlier[cluster] = self.facilitator.store.same_cluster(self.clusters[cluster])
            except FacilitatorError:
                return ()
        return self._earlier[cluster]

    @on(Particulars.Changed)
    def particulars_changed(self) -> None:
        """Another cluster knows other people, and had other sessions."""
        self.query_one(PeopleField).understand()
        self._say_before()

    async def action_from_file(self) -> None:
        """Read participants from a file."""
        await ask_for_file(self, self.query_one(PeopleField))

    # --- done ----------------------------------------------------------------------------------------------

    def action_create(self) -> None:
        """Save the session and give its id; or go to what is missing and say it."""
        fields = self.query_one(Particulars)
        if not self.chosen:
            self.choice.rows.focus()
            self.facilitator.say("Choose at least one template: the space bar takes it.", error=True)
            return
        given = fields.understood.given
        if given is None:
            self.facilitator.say(fields.focus_wrong(), error=True)
            return
        try:
            session = self.facilitator.store.create(self._session(given))
        except FacilitatorError as error:
            self.facilitator.say(str(error), error=True)
            return
        # What was missing before is there now.
        self.app.clear_notifications()
        left_out = [remark for remark in self.query_one(PeopleField).party.listed.remarks if remark.dropped]
        if left_out:
            more = f", and {len(left_out) - 1} more" if len(left_out) > 1 else ""
            self.facilitator.say(
                f"Left out of the list: {left_out[0]}{more} (a in the plan adds people)", error=True
            )
        self.dismiss(session.id)

    def _session(self, given: Given) -> Session:
        library = self.facilitator.frameworks
        frameworks = {
            id: found
            for id, language in needed(self.chosen).items()
            if (found := library.get(id, language)) is not None
        }
        made = new_session(
            self.chosen,
            frameworks,
            cluster=given.cluster,
            day=given.day,
            now=self.facilitator.now(),
            zone=local_zone(),
            title=given.title,
            start=given.start,
            people=self.query_one(PeopleField).party.people,
            review_date=given.review,
            delete_by=given.delete,
        )
        before = self.before
        earlier = self._sessions_before()
        return follow(made, before, earlier) if before is not None else bonds.bring(made, earlier)

    async def action_cancel(self) -> None:
        """Back; asks when something was typed."""
        if not (self.query_one(Particulars).touched or self.query_one(PeopleField).text.strip()):
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        question = Confirm("Leave without creating the session?", "What you typed here is lost.", "Leave")
        await self.app.push_screen(question, answered)

    async def action_undo(self) -> None:
        """While people are typed, take back what was typed there."""
        field = self.query_one(TextArea)
        if field.has_focus:
            field.undo()
        else:
            await super().action_undo()

    async def action_redo(self) -> None:
        """Type again what was taken back."""
        field = self.query_one(TextArea)
        if field.has_focus:
            field.redo()
        else:
            await super().action_redo()
