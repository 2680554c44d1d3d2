"""The parking lot: what has to wait, line by line, and whether it is settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from facilitator.commands import bindings
from facilitator.desk import Apply
from facilitator.screens.quick import QuickScreen
from facilitator.widgets.quick_view import Kept
from sessions import parking
from sessions.model import Session
from sessions.text import key


class ParkingScreen(QuickScreen):
    """What was parked. It belongs to the room as a whole."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("parking"),
    ]
    places = ("parking",)
    writes = QuickScreen.writes | {"settle"}
    private = QuickScreen.private | {"settle"}

    def head(self) -> tuple[str, str]:
        """What it is, and how much waits."""
        count = len(parking.waiting(self.desk.session))
        return "Parking lot", f"{count} waiting" if count else ""

    def asks(self) -> str:
        """What is typed."""
        return "For later"

    def kept_lines(self, session: Session) -> Sequence[Kept]:
        """What waits, the newest first; what is settled below."""
        found = [
            Kept(
                one.id,
                one.text,
                "✓" if one.settled else "",
                " · ".join(
                    part for part in (_title(session, one.step), "settled" if one.settled else "") if part
                ),
                one.settled,
            )
            for one in reversed(session.parked)
        ]
        return sorted(found, key=lambda one: one.quiet)

    def nothing(self) -> str:
        """What it is for."""
        keep = self.key("parking.keep")
        return f"Type what has to wait: {keep} parks it and gives the next line. The hand-outs list it."

    def remark(self, text: str) -> str:
        """Whether it waits there already."""
        waiting = parking.waiting(self.desk.session)
        same = any(key(one.text) == key(text) for one in waiting if one.id != self.id_in_hand)
        if not (text.strip() and same):
            return ""
        return f"It is parked already{': it will stand there once.' if self.new else '.'}"

    def put(self, id: str, text: str, *, new: bool, whole: bool) -> Apply:
        """What was parked is put in other words; what was not is parked, once."""
        now = self.desk.now()

        def write(session: Session) -> Session:
            after = parking.put(session, id, text, session.progress.step, now)
            return parking.once(after, id) if new and whole else after

        return write

    async def action_settle(self) -> None:
        """Say that it is dealt with, or that it waits after all."""
        kept = await self.in_hand()
        if kept is None:
            self.facilitator.say(f"Go to a line first, with {self.key('parking.down')}.")
            return
        label = "Waits after all" if kept.quiet else "Settled"
        if await self.change(label, lambda session: parking.settle(session, kept.id, not kept.quiet)):
            self.begin()

    async def action_remove(self) -> None:
        """Take it away."""
        kept = await self.in_hand()
        if kept is None:
            self.facilitator.say("There is nothing here to remove.")
        elif await self.change(
            "Taken out of the parking lot", lambda session: parking.remove(session, kept.id)
        ):
            self.facilitator.say(f"It is taken out. {self.key('app.undo')} brings it back.")
            self.begin()


def _title(session: Session, step_id: str) -> str:
    step = session.step(step_id)
    return step.title if step is not None else ""
