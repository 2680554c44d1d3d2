"""What the live screen puts on the stage besides the step, and how it is left without showing the room more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from facilitator.dialogs.ask import Choose
from facilitator.screens.live_moving import move
from facilitator.text_size import said, turned
from sessions import progress
from sessions.model import Session
from sessions.stage import stage_view

if TYPE_CHECKING:
    from facilitator.screens.live import LiveScreen

# For so many seconds a second press of the key that leaves is meant.
_LEAVING = 4


def ask_for_screens(screen: LiveScreen) -> None:
    """Ask whether the room sees this screen."""
    options = [
        ("1", "One screen: the room sees this one"),
        ("2", "Two screens: the room sees another window"),
    ]
    hint = "F5 shows the stage here, F6 comes back to your own view."

    async def known(answer: str | None) -> None:
        if answer is None:
            return

        def told(session: Session) -> Session:
            return replace(session, meta=replace(session.meta, screens=int(answer)))

        await screen.change("Number of screens", told, undoable=False)
        if answer == "2":
            screen.action_console()

    screen.app.push_screen(Choose("How many screens are there?", options, hint), known)


async def blank(screen: LiveScreen) -> None:
    """Empty the stage, and bring it back."""
    await move(screen, "Blank", lambda session: progress.toggle(session, "blank"))


async def wall(screen: LiveScreen) -> None:
    """On the stage the wall as it was arranged last, and away again; else the screen on which it is arranged."""
    if screen.before_the_room:
        await move(screen, "Wall", lambda session: progress.toggle(session, "wall"))
        return
    from facilitator.screens.wall import WallScreen

    def back_from_wall(to_the_stage: bool | None) -> None:
        if to_the_stage:
            screen.show_stage()

    screen.app.push_screen(WallScreen(screen.desk), back_from_wall)


async def qr(screen: LiveScreen) -> None:
    """One code after another on the stage, and away again."""
    from facilitator.widgets.qr import next_ref

    shown = screen.desk.session.progress.shown
    ref = next_ref(screen.desk.session, shown.ref if shown.kind == "qr" else "")
    if ref:
        await move(screen, "QR code", lambda session: progress.show(session, "qr", ref))
    elif shown.kind == "qr":
        await move(screen, "QR code", lambda session: progress.show(session, "step"))
    else:
        screen.facilitator.say("There is no code to show: set a review date in the plan.")


def text_size(screen: LiveScreen) -> None:
    """Enlarge the text of the stage in this window; a window of its own has its own size."""
    desk = screen.desk
    before, desk.own = desk.own, turned(desk.own)
    screen.facilitator.settings.put(text_size=desk.own.text)
    words = said(stage_view(desk.session, desk.now()), before, desk.own)
    if desk.announced and not screen.before_the_room:
        words += " That is the stage here (F5); the one in the other window has its own: press z there."
    screen.facilitator.say(words)
    screen.paint_again()


def warning(screen: LiveScreen) -> str:
    """What is missing for the room to see anything at all; "" where nothing is."""
    desk = screen.desk
    if desk.session.meta.screens != 2 or desk.announced or desk.read_only:
        return ""
    return f"No second window yet. In another terminal: {screen.facilitator.stage_command}"


async def leave(screen: LiveScreen) -> None:
    """Take the wall, a code or the blank off the stage; with none of them there, back to the library."""
    meta = screen.desk.session.meta
    if screen.desk.session.progress.shown.kind != "step":
        await move(screen, "Back to the step", lambda session: progress.show(session, "step"))
    elif meta.screens != 2 and meta.status == "running" and not screen.leaving:
        # With one screen the room would have the library before it; a clicker sends this key too, once.
        screen.leaving = True
        screen.set_timer(_LEAVING, lambda: setattr(screen, "leaving", False))
        screen.facilitator.say(
            "Esc once more leaves for the library, which the room would see. F5: the stage."
        )
    else:
        screen.dismiss(None)
