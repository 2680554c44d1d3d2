"""Saving a session's plan as a template: what is left behind, and each name that is still in its words."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.commands import bindings
from facilitator.dialogs.ask import Confirm
from facilitator.screens import template_id
from facilitator.screens.base import RoomScreen
from facilitator.screens.library_sharing import in_words
from facilitator.screens.template_finds import Decisions, find_draw, find_page, left_behind, verdict
from facilitator.widgets.footer import Footer
from facilitator.widgets.page import Page
from facilitator.widgets.rows import Line, Rows
from frameworks.faults import ContentError
from frameworks.text import has_words
from sessions.errors import FacilitatorError
from sessions.model import Session, Template
from sessions.reuse import Find, Finder, as_template, intro_of, origins_of, replaced
from sessions.shelving import Arriving, Item, Shelving
from sessions.template_writer import write_template
from sessions.text import key, one_line

_THERE_IS_ONE = "there is one with this title"


class SaveTemplateScreen(RoomScreen[str | None]):
    """A template in the making; gives its id once it is saved, or None."""

    CSS_PATH = "save_template.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("template")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    places = ("template",)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.decisions = Decisions()
        self._finds: list[Find] = []
        # The id that was suggested last: one that somebody typed stays.
        self._suggested = ""

    def compose(self) -> ComposeResult:
        yield Static("Save as template", classes="title")
        with Horizontal(classes="line"):
            yield Static("Title", classes="label")
            yield Input(self.session.meta.title, id="title")
            yield Static(id="about-title")
        with Horizontal(classes="line"):
            yield Static("Known as", classes="label")
            yield Input(id="id")
            yield Static(id="about-id")
        yield Static(Content(left_behind(self.session)), id="left-out")
        yield Static(id="verdict")
        with Container(id="body"):
            yield Rows()
            yield Page()
        yield Footer()

    @cached_property
    def origins(self) -> list[Template]:
        """The templates the session was made of, as far as they are here."""
        return origins_of(self.session, self.facilitator.templates)

    @cached_property
    def finder(self) -> Finder:
        """What looks for names."""
        return Finder(self.session, self.origins)

    @cached_property
    def shelving(self) -> Shelving:
        """Where it goes."""
        app = self.facilitator
        return Shelving(app.data, app.frameworks, app.templates)

    @property
    def _known_as(self) -> str:
        return self.query_one("#id", Input).value.strip()

    @cached_property
    def _plan(self) -> Template:
        """The template without a title."""
        return as_template(self.session, "", "", intro_of(self.origins))

    @cached_property
    def _in_the_plan(self) -> list[Find]:
        return self.finder.finds(self._plan)

    def on_mount(self) -> None:
        """Begin with the names, or where there are none, with the title."""
        self._look()
        (self.query_one(Rows) if self._finds else self.query_one("#title", Input)).focus()

    # --- what is typed and found ---------------------------------------------------------------------------

    @on(Input.Changed, "#title")
    def _look(self) -> None:
        """Look for names in the title too, and suggest an id."""
        title = Template(id="", title=one_line(self.query_one("#title", Input).value))
        self._finds = [*self.finder.finds(title), *self._in_the_plan]
        self.query_one(Rows).show(
            [Line(str(number), one) for number, one in enumerate(self._finds)], find_draw(self.decisions)
        )
        self.set_class(not self._finds, "-none")
        self._suggest()
        self._say_title()
        self._say()

    def _say_title(self) -> None:
        """Point out that there is a template with this title."""
        same = key(self.query_one("#title", Input).value)
        there = bool(same) and any(key(one.title) == same for one in self.facilitator.templates.all())
        self.query_one("#about-title", Static).update(_THERE_IS_ONE if there else "")

    def _suggest(self) -> None:
        field = self.query_one("#id", Input)
        if field.value not in ("", self._suggested):
            return
        title = self.query_one("#title", Input).value
        self._suggested = template_id.suggested(title, self.finder, self.shelving)
        with field.prevent(Input.Changed):
            field.value = self._suggested
        self._say_id()

    @on(Input.Changed, "#id")
    def _say_id(self) -> None:
        words, wrong = self._about_id()
        line = self.query_one("#about-id", Static)
        line.set_class(wrong, "-wrong")
        line.update(Content(words), layout=False)

    def _about_id(self) -> tuple[str, bool]:
        return template_id.about(self._known_as, self.finder, self.shelving)

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Enter goes on to the next field."""
        self.focus_next()

    # --- deciding ------------------------------------------------------------------------------------------

    def _say(self) -> None:
        self.query_one("#verdict", Static).update(
            verdict(self._finds, self.decisions, self.key("template.save")), layout=False
        )
        self._page()
        self.refresh_bindings()

    @on(Rows.Highlighted)
    def _page(self) -> None:
        one = self.query_one(Rows).item
        template = self._plan
        if isinstance(one, Find):
            self.query_one(Page).show(lambda width: find_page(one, template, self.decisions, width))

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _focus_moved(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Names are decided on in their list."""
        if action in ("take", "keep", "take_all", "keep_all", "read_on"):
            return any(rows.has_focus and rows.current for rows in self.query(Rows))
        return True

    def action_take(self) -> None:
        """Take the suggestion for the one under the cursor, and go on."""
        self._decide(taken=True)

    def action_keep(self) -> None:
        """Keep the words under the cursor as they are, and go on."""
        self._decide(taken=False)

    @on(Rows.Chosen)
    def clicked(self) -> None:
        """A click on the one in hand takes the suggestion, and another one keeps the words."""
        one = self.query_one(Rows).item
        self._decide(taken=self.decisions.of(one) is not True)

    def _decide(self, *, taken: bool) -> None:
        rows = self.query_one(Rows)
        self.decisions.put([rows.item], taken=taken)
        rows.redraw()
        undecided = self.decisions.undecided(self._finds)
        if undecided:
            below = [number for number in undecided if number > rows.cursor]
            rows.go_to(str((below or undecided)[0]))
        self._say()

    def action_take_all(self) -> None:
        """Take every suggestion that nobody has decided on."""
        self._decide_rest(taken=True)

    def action_keep_all(self) -> None:
        """Keep all words as they are that nobody has decided on."""
        self._decide_rest(taken=False)

    def _decide_rest(self, *, taken: bool) -> None:
        left = [self._finds[number] for number in self.decisions.undecided(self._finds)]
        if not left:
            take, keep = self.key("template.take"), self.key("template.keep")
            self.facilitator.say(f"All are decided: {take} or {keep} changes the one in hand.")
        self.decisions.put(left, taken=taken)
        self.query_one(Rows).redraw()
        self._say()

    def action_read_on(self, by: int) -> None:
        """Turn the page about the one in hand."""
        self.query_one(Page).turn(by)

    # --- saving --------------------------------------------------------------------------------------------

    async def action_save(self) -> None:
        """Save the template; or go to what is still to be done, and say it."""
        wrong = self._wrong()
        if wrong:
            self.facilitator.say(wrong, error=True)
            return
        try:
            template = self._made()
            arriving = [*self.shelving.missing(template, self.session), _arriving(template)]
        except (ContentError, FacilitatorError) as error:
            self.facilitator.say(in_words(error), error=True)
            return
        items = self.shelving.stand(arriving)
        item = items[-1]
        if item.standing in ("new", "same"):
            self._put(
                items, f"{item}" if item.standing == "same" else f"“{template.title}” is a template now."
            )
        elif item.standing != "changed":
            self.query_one("#id", Input).focus()
            self.facilitator.say(f"{item} Give another word it is known as.", error=True)
        else:

            def answered(yes: bool | None) -> None:
                if yes:
                    self._put(items, f"“{template.title}” was saved in its place.")

            await self.app.push_screen(
                Confirm("Save it in the place of the one there is?", str(item), "Save it"), answered
            )

    def _wrong(self) -> str:
        """What is still to be done before it can be saved, with the cursor on it; "" when nothing is."""
        if not has_words(self.query_one("#title", Input).value):
            self.query_one("#title", Input).focus()
            return "It needs a title."
        words, wrong = self._about_id()
        if wrong:
            self.query_one("#id", Input).focus()
            return f"“{self._known_as}” is not what it can be known as: {words}, such as “{self._suggested}”."
        undecided = self.decisions.undecided(self._finds)
        if undecided:
            rows = self.query_one(Rows)
            rows.focus()
            rows.go_to(str(undecided[0]))
            take, keep, everything = map(self.key, ("template.take", "template.keep", "template.take-all"))
            return (
                f"Names are still in its words: {take} takes the suggestion, {keep} keeps the name, "
                f"{everything} takes all."
            )
        return ""

    def _made(self) -> Template:
        title = one_line(self.query_one("#title", Input).value)
        template = as_template(self.session, self._known_as, title, self._plan.intro)
        return replaced(template, [one for one in self._finds if self.decisions.of(one)])

    def _put(self, items: list[Item], said: str) -> None:
        try:
            self.shelving.put(items, over=True)
        except FacilitatorError as error:
            self.facilitator.say(str(error), error=True)
            return
        self.facilitator.say(said)
        self.dismiss(items[-1].arriving.content.id)

    def action_leave(self) -> None:
        """Back without saving."""
        self.dismiss(None)


def _arriving(template: Template) -> Arriving:
    return Arriving(content=template, text=write_template(template))
