"""Beginning a session again: after it was tried out the evening before, or begun by mistake."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from facilitator.dialogs.ask import Choose, Confirm
from facilitator.screens.base import RoomScreen
from facilitator.screens.library_lists import counted
from sessions.beginning_again import begin_again, can_forget
from sessions.model import Session

# A label, and the change that goes by it.
Change = Callable[[str, Callable[[Session], Session]], Awaitable[None]]
LABEL = "Begin again"
_QUESTION = "Begin “{}” again?"
_DETAIL = "Where the room was and the clock are forgotten, as if it had not begun. Plan and people stay."


async def ask(screen: RoomScreen[None], session: Session, change: Change) -> None:
    """Ask, and what is to become of what was written since; then `change` the session."""
    app = screen.facilitator
    if session.meta.status == "planned":
        app.say("It has not begun yet.")
        return
    if app.store.console_holder(session.id) is not None:
        app.say("It is open before the room, in this or another window. Leave it there first.", error=True)
        return
    question = _QUESTION.format(session.meta.title)
    if not can_forget(session):

        async def agreed(yes: bool | None) -> None:
            if yes:
                await change(LABEL, begin_again)

        await app.push_screen(Confirm(question, _DETAIL, LABEL), agreed)
        return
    options = [
        ("keep", f"Keep {_came_up(session)}"),
        ("forget", "Remove all that came up: notes, choices, hands, pairs, who was here"),
    ]

    async def answered(what: str | None) -> None:
        if what is not None:
            await change(LABEL, lambda now: begin_again(now, forget=what == "forget"))

    await app.push_screen(Choose(question, options, _DETAIL), answered)


def _came_up(session: Session) -> str:
    """What came up since it began, in words: "3 notes, and who is here"."""
    parts = [counted(len(session.notes), "note")] if session.notes else []
    if session.choices or session.hands:
        parts.append("what was chosen")
    if any(person.here is not None for person in session.people):
        parts.append("who is here")
    return (
        " and ".join([", ".join(parts[:-1]), parts[-1]])
        if len(parts) > 1
        else "".join(parts) or "what came up"
    )
