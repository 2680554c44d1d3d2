"""What is done with the note in hand: who may see it, taking it away, moving it to where it belongs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from facilitator.screens import capture_form as fields
from facilitator.screens import capture_slot as slots
from facilitator.screens.note_moving import ask_where
from sessions import notes

if TYPE_CHECKING:
    from facilitator.screens.capture import CaptureScreen


async def share(screen: CaptureScreen) -> None:
    """Change who may see the note, or one that is not begun yet."""
    await screen.hand.settled()
    slot, shared = screen.writing.slot, screen.writing.shared
    if slot is None or shared is None or not await screen.saving.save():
        return
    wanted, now = fields.next_shared(shared), screen.desk.now()
    if screen.desk.session.note(slot.note_id) is None:
        screen.writing.share_from_now(wanted)
        screen.tell()
    else:
        label = f"Who may see the note, {slots.whose(screen.desk.session, slot)[0]}"
        await screen.change(label, lambda session: notes.share(session, slot.note_id, wanted, now))


async def remove(screen: CaptureScreen) -> None:
    """Take the note away."""
    await screen.hand.settled()
    await screen.saving.save()  # so that it can be brought back with its last words
    slot = screen.writing.slot
    if slot is None or not screen.writing.clear():
        screen.facilitator.say("There is no note here to remove.")
        return
    label = f"Note removed, {slots.whose(screen.desk.session, slot)[0]}"
    if await screen.change(label, lambda session: notes.remove(session, slot.note_id)):
        screen.facilitator.say(f"The note is removed. {screen.key('app.undo')} brings it back.")
        screen.hand.show()


async def move(screen: CaptureScreen) -> None:
    """Move the note to someone else, or to another step."""
    await screen.hand.settled()
    slot = screen.writing.slot
    if slot is None or not await screen.saving.save():
        return
    note = screen.desk.session.note(slot.note_id)
    if note is None:
        screen.facilitator.say("There is no note here to move.")
    elif not ask_where(screen, note, partial(_moved, screen, note.id)):
        screen.facilitator.say("There is nobody and no step to move it to.")


def _moved(screen: CaptureScreen, note_id: str) -> None:
    """Stay with the note where it is one of these forms; else with those it was taken from."""
    writing = screen.writing
    writing.list_forms()
    found = next((one for one in writing.slots if one.note_id == note_id), None)
    if found is not None:
        writing.open(found, 0)
    screen.hand.show()
