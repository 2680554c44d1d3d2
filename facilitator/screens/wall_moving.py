"""A note of the wall put under another statement, found by its code or words of it."""

from __future__ import annotations

from typing import Any

from facilitator.dialogs.cite import Cite
from facilitator.screens import capture_lookup as lookup
from facilitator.screens.base import DeskScreen
from sessions import walls
from sessions.model import Ref, Step


async def ask_where(screen: DeskScreen[Any], note_id: str) -> None:
    """Ask under which statement a note belongs, and put it there; the one it stands under already takes it away from
    there."""
    session = screen.desk.session
    note = session.note(note_id)
    if note is None:
        return
    step = session.step(note.step) or Step(id=note.step, title="")
    items = lookup.statements(session, step)
    if not items:
        screen.facilitator.say("There is no statement to put it under.")
        return
    word = lookup.word_for(session, step, "statement")
    taken = tuple(Ref(framework=one.framework, ref=one.ref) for one in note.cites[:1])
    ref = await screen.app.push_screen_wait(Cite(f"Under which {word}?", items, taken))
    if ref is None:
        return
    item = next(one for one in items if one.ref == ref)
    now = screen.desk.now()
    label = f"Note under {item.code or word}"
    if ref in taken:
        label = f"Note no longer under {item.code or word}"
    await screen.change(label, lambda one: walls.put_under(one, note_id, ref, now))
