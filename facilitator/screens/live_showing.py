"""What the live screen puts on the stage besides the step, and how it is left without showing the room more."""

from __future__ import annotations

from functools import partial
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


def ask_for_screens(screen: LiveScreen) -> None:
    """Ask whether the room sees this screen."""
    options = [
        ("1", "One screen: the room sees this one"),
        ("2", "Two screens: the room sees another window"),
    ]
    stage, console = screen.key("live.stage"), screen.key("live.console")
    hint = f"{stage} shows the stage here, {console} comes back to your own view."

    async def known(answer: str | None) -> None:
        if answer is None:
            return

        def told(session: Session) -> Session:
            return replace(session, meta=replace(session.meta, screens=int(answer)))

        await screen.change("Number of screens", told, undoable=False)
        if answer == "2":
            await screen.action_console()

    screen.app.push_screen(Choose("How many screens are there?", options, hint), known)


async def blank(screen: LiveScreen) -> None:
    """Empty the stage, and bring it back."""
    await move(screen, "Blank", lambda session: progress.toggle(session, "blank"), undoable=False)


async def wall(screen: LiveScreen) -> None:
    """On the stage the wall as it was arranged last, and away again; else the screen on which it is arranged."""
    if screen.before_the_room:
        await move(screen, "Wall", lambda session: progress.toggle(session, "wall"), undoable=False)
        return
    from facilitator.screens.wall import WallScreen

    def back_from_wall(to_the_stage: bool | None) -> None:
        if to_the_stage:
            screen.show_stage()

    screen.app.push_screen(WallScreen(screen.desk), back_from_wall)


async def qr(screen: LiveScreen) -> None:
    """One code after another on the stage, and away again."""
    from exports.links import settled
    from facilitator.widgets.qr import next_ref

    # What people scan stays this session's, also when the usual link is another one day.
    settings = screen.facilitator.settings
    settle = partial(settled, usual=settings.link, days=settings.link_days, since=settings.link_since)
    session = settle(screen.desk.session)
    shown = session.progress.shown
    ref = next_ref(session, shown.ref if shown.kind == "qr" else "")
    if ref:
        await move(
            screen, "QR code", lambda session: progress.show(settle(session), "qr", ref), undoable=False
        )
        _say_which(screen, ref)
    elif shown.kind == "qr":
        await move(screen, "QR code", lambda session: progress.show(session, "step"), undoable=False)
    else:
        screen.facilitator.say(
            f"There is no code to show. {screen.key('live.link')} sets the link to the group’s notes; "
            "a review date is set in the plan."
        )


def _say_which(screen: LiveScreen, ref: str) -> None:
    """On the console, how many codes there are, and what the key does next."""
    from exports import qr
    from exports.links import group_link
    from facilitator.widgets.qr import unfit

    desk = screen.desk
    if screen.before_the_room or desk.session.progress.shown.ref != ref:
        return
    found = qr.codes(desk.session)
    at = next(number for number, code in enumerate(found) if code.name == ref)
    then = "shows the next one" if at + 1 < len(found) else "goes back to the step"
    small = unfit(desk.session, ref, desk.stages)
    said = f"does not fit: it {small}" if small else "is on the stage."
    words = f"Code {at + 1} of {len(found)} {said} {screen.key('live.qr')} {then}."
    if not group_link(desk.session):
        words += f" {screen.key('live.link')} sets the link to the group’s notes."
    screen.facilitator.say(words)


def link(screen: LiveScreen) -> None:
    """Set the link to the group's notes."""
    from facilitator.dialogs.group_link import change_link

    change_link(screen)


def text_size(screen: LiveScreen) -> None:
    """Enlarge the text of the stage in this window; a window of its own has its own size."""
    desk = screen.desk
    before, desk.own = desk.own, turned(desk.own)
    screen.facilitator.settings.put(text_size=desk.own.text)
    words = said(stage_view(desk.session, desk.now()), before, desk.own)
    if desk.announced and not screen.before_the_room:
        words += (
            f" That is the stage here ({screen.key('live.stage')}); the one in the other window has its own."
        )
    if not screen.before_the_room:
        # On the stage it is seen.
        screen.facilitator.say(words)
    screen.paint_again()


def warning(screen: LiveScreen) -> str:
    """What stands there for as long as it is so: that this console only looks, or what is missing for the room to see
    anything at all; "" where there is nothing to say."""
    desk = screen.desk
    if desk.read_only:
        return f"For looking only. {desk.read_only}"
    if desk.session.meta.screens != 2 or desk.announced:
        return ""
    return f"No second window yet. In another terminal: {screen.facilitator.stage_command}"


async def leave(screen: LiveScreen) -> None:
    """Take the wall, a code or the blank off the stage; with none of them there, back to the library."""
    if screen.desk.session.progress.shown.kind != "step":
        await move(screen, "Back to the step", lambda session: progress.show(session, "step"), undoable=False)
    elif screen.desk.session.meta.screens != 2 and not screen.twice.meant("leave"):
        # With one screen the room would have the library before it; a clicker sends this key too, once.
        screen.facilitator.say(
            f"{screen.key('live.leave')} once more shows the room the library. {screen.key('live.stage')}: the stage."
        )
    else:
        screen.app.clear_notifications()
        screen.dismiss(None)
