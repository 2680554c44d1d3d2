"""Plenary points: what the whole room says at a step, line by line, shown on the wall as soon as it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from facilitator.commands import bindings
from facilitator.desk import Apply, Desk
from facilitator.dialogs.cite import Cite
from facilitator.screens import capture_lookup as lookup
from facilitator.screens.note_moving import ask_where
from facilitator.screens.quick import QuickScreen
from facilitator.widgets.quick_view import Kept
from sessions import notes, plenary
from sessions.model import Ref, Session, Shared, Step


class PlenaryScreen(QuickScreen):
    """What the room says at a step. A line that is not kept yet is nobody's but the facilitator's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("point"),
    ]
    places = ("point",)
    writes = QuickScreen.writes | {"cite", "share", "move"}
    private = QuickScreen.private | {"share", "move"}

    def __init__(self, desk: Desk, step: Step, *, scribe: bool = False) -> None:
        super().__init__(desk, scribe=scribe)
        self._step = step
        self._field = 0

    @property
    def step(self) -> Step:
        """The step it is said at, as it is in the plan now."""
        return self.desk.session.step(self._step.id) or self._step

    def head(self) -> tuple[str, str]:
        """The room, and the step."""
        return plenary.OWN.name, self.step.title

    def asks(self) -> str:
        """What is asked: the field the line stands in, where the step asks the room."""
        note = None if self.new else self.desk.session.note(self.id_in_hand)
        there = plenary.fields(self.step)
        field = plenary.field_of(self.step, note) if note is not None else there[self._field % len(there)]
        return "A point" if field == plenary.OWN else field.name

    def hint(self) -> str:
        """What else can be done: another field, where there are several."""
        several = len(plenary.fields(self.step)) > 1
        other = f"{self.key('point.field')}: the next thing to say · " if several else ""
        return f"{other}{super().hint()}"

    def turn(self, by: int) -> None:
        """To the next field of the room's form."""
        if self.new:
            self._field = (self._field + by) % len(plenary.fields(self.step))
            if self.touched:
                # What is typed already goes along.
                self.saving.forget(self.id_in_hand)
                self.draft(whole=False)
            self.render_session()

    def kept_lines(self, session: Session) -> Sequence[Kept]:
        """What the room said at this step, the newest first."""
        found = []
        several = len(plenary.fields(self.step)) > 1
        for note in reversed(plenary.lines(session, self.step)):
            seen = "" if note.shared == "room" else "not on the wall"
            field = plenary.field_of(self.step, note).name if several else ""
            said = " · ".join(one for one in (field, seen) if one)
            found.append(Kept(note.id, plenary.line_of(session, self.step, note), "", said, bool(seen)))
        return found

    def nothing(self) -> str:
        """How it is done."""
        code = next((item.code for item in lookup.statements(self.desk.session, self.step) if item.code), "")
        cite = f" Begin with a code, such as {code}, to cite it." if code else ""
        return f"Type what is said: {self.key('point.keep')} keeps it, for the wall too, and gives the next line.{cite}"

    def remark(self, text: str) -> str:
        """What is cited, and whether the room has said it before."""
        session, step = self.desk.session, self.step
        said = plenary.read(session, step, text)
        found = [f"{code} {cite.text}" for code, cite in zip(said.codes, said.cites, strict=True)]
        note = session.note(self.id_in_hand)
        coded = {(one.framework, one.ref) for one in said.cites}
        uncoded = plenary.by_no_code(session, step, note) if note is not None else ()
        found += [one.text for one in uncoded if (one.framework, one.ref) not in coded]
        if said.codes and not said.words:
            found.append("Now what was said about it.")
        if plenary.said_before(session, step, self.id_in_hand, text):
            once = ": it will stand there once." if self.new else "."
            found.append(f"The room has said this here already{once}")
        return "\n".join(found)

    def put(self, id: str, text: str, *, new: bool, whole: bool) -> Apply:
        """A line that is being typed is seen by nobody else until it is kept; one that was kept stays as it was."""
        step, now = self.step, self.desk.now()
        there = plenary.fields(step)
        field = there[self._field % len(there)] if new else None

        def write(session: Session) -> Session:
            if field is not None and whole:
                return plenary.keep(session, step, id, text, now, field=field)
            note = session.note(id)
            shared: Shared = note.shared if not new and note is not None else "own"
            return plenary.put(session, step, id, text, now, field=field, shared=shared)

        return write

    def action_turn(self, by: int) -> None:
        """To the next field of the room's form."""
        self.turn(by)

    async def action_cite(self) -> None:
        """Find a statement to cite, or take it away again."""
        kept = await self.in_hand()
        if kept is None:
            self.facilitator.say("Type what was said first; then find what it is about.")
            return
        session, now = self.desk.session, self.desk.now()
        word = lookup.word_for(session, self.step, "statement")
        note = session.note(kept.id)
        taken = [Ref(framework=one.framework, ref=one.ref) for one in note.cites] if note is not None else []

        async def found(ref: Ref | None) -> None:
            if ref is not None and await self.change(
                self.head()[0], lambda session: plenary.cite(session, self.step, kept.id, ref, now)
            ):
                note = self.desk.session.note(kept.id)
                if note is not None:
                    self.edit.show(plenary.line_of(self.desk.session, self.step, note), lines=False)
                self.render_session()

        items = lookup.statements(session, self.step)
        await self.app.push_screen(Cite(f"Which {word}?", items, taken), found)

    async def action_share(self) -> None:
        """Take the line off the wall, or show it there."""
        kept = await self.in_hand()
        note = self.desk.session.note(kept.id) if kept is not None else None
        if note is None:
            self.facilitator.say(f"Go to a line first, with {self.key('point.down')}.")
            return
        now = self.desk.now()
        wanted: Shared = "own" if note.shared == "room" else "room"
        if await self.change("Who may see it", lambda session: notes.share(session, note.id, wanted, now)):
            # A new line that is shown is kept: from here on it is changed like any other.
            self.new = False
            self.render_session()

    async def action_move(self) -> None:
        """Move it to whom or to which step it belongs."""
        kept = await self.in_hand()
        note = self.desk.session.note(kept.id) if kept is not None else None
        if note is None:
            self.facilitator.say(f"Go to a line first, with {self.key('point.down')}.")
        elif not ask_where(self, note, self.begin):
            self.facilitator.say("There is nobody and no step to move it to.")

    async def action_remove(self) -> None:
        """Take the line away."""
        kept = await self.in_hand()
        if kept is None:
            self.facilitator.say("There is nothing here to remove.")
        elif await self.change("Point removed", lambda session: notes.remove(session, kept.id)):
            self.facilitator.say(f"The line is removed. {self.key('app.undo')} brings it back.")
            self.begin()
