"""What is done with a session of the library that takes a question first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.dialogs.ask import Confirm
from facilitator.screens.begin_again import ask as ask_to_begin_again
from facilitator.screens.library_lists import counted
from facilitator.screens.next_session import ask_when
from sessions.dates import long_date
from sessions.errors import FacilitatorError
from sessions.index import Summary
from sessions.model import Session
from sessions.series import brought_words

if TYPE_CHECKING:
    from facilitator.desk import Apply
    from facilitator.screens.library import LibraryScreen


async def again(library: LibraryScreen, session_id: str) -> None:
    """*Same again*: ask on which day, make the session, say what came along and open its plan."""
    app = library.facilitator
    try:
        before = app.load(session_id)
    except FacilitatorError as error:
        app.say(str(error), error=True)
        return

    def made(session: Session | None) -> None:
        if session is None:
            return
        try:
            app.store.create(session)
        except FacilitatorError as error:
            app.say(str(error), error=True)
            return
        app.say(brought_words(session))
        library.call_later(library.created, session.id)

    await app.push_screen(*ask_when(before, app.now(), made))


async def begin_again(library: LibraryScreen, session_id: str) -> None:
    """Put a session back to not begun, after asking."""
    app = library.facilitator

    async def change(label: str, apply: Apply) -> None:
        try:
            app.store.change(session_id, label, apply)
        except FacilitatorError as error:
            app.say(str(error), error=True)
            return
        library.reload()
        app.say(f"It has not begun now. {library.key('app.undo')} in its plan takes that back.")

    try:
        session = app.load(session_id)
    except FacilitatorError as error:
        app.say(str(error), error=True)
        return
    await ask_to_begin_again(library, session, change)


async def delete(library: LibraryScreen, one: Summary) -> None:
    """Put a session into the bin, after asking."""
    app = library.facilitator
    notes = f", {counted(one.notes, 'note')}" if one.notes else ""
    detail = (
        f"{one.cluster}, {long_date(one.date)}{notes}. It goes into the bin, from where it can be restored."
    )

    def answered(yes: bool | None) -> None:
        if not yes:
            return
        try:
            app.store.delete(one.id)
        except FacilitatorError as error:
            app.say(str(error), error=True)
            return
        library.reload()
        opens, restores = library.key("library.bin"), library.key("bin.restore")
        app.say(f"“{one.title}” is in the bin. {opens} opens the bin, where {restores} restores it.")

    await app.push_screen(Confirm(f"Delete “{one.title}”?", detail, "Delete it"), answered)
