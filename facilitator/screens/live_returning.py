"""From whatever was opened on the console or the stage, straight to the stage or to the console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import ModalScreen, Screen

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp
    from facilitator.screens.live import LiveScreen


def beneath(screen: Screen[Any]) -> LiveScreen | None:
    """The live screen that a screen was opened from, if it was."""
    from facilitator.screens.live import LiveScreen

    found = (one for one in reversed(screen.app.screen_stack) if isinstance(one, LiveScreen))
    return next((one for one in found if one is not screen), None)


async def to_stage(screen: Screen[Any]) -> None:
    """To the stage; what is typed is saved first. Where it cannot be, that is asked about instead."""
    live = beneath(screen)
    if live is not None and await _put_away(live):
        # Turned first, so that the room does not see the console for a moment.
        live.show_stage()
        _close(live)


async def to_console(screen: Screen[Any]) -> None:
    """To the facilitator's own view; what is typed is saved first."""
    live = beneath(screen)
    if live is not None and await _put_away(live):
        _close(live)
        await live.action_console()


async def _put_away(live: LiveScreen) -> bool:
    from facilitator.screens.base import RoomScreen

    app = live.app
    while isinstance(app.screen, ModalScreen):
        app.pop_screen()
    above = app.screen_stack[app.screen_stack.index(live) + 1 :]
    for one in reversed(above):
        if isinstance(one, RoomScreen):
            if not await one.put_away():
                return False
            live.put_aside = one.form_in_hand or live.put_aside
    return True


def _close(live: LiveScreen) -> None:
    while live.app.screen is not live:
        live.app.pop_screen()


def may_quit(app: FacilitatorApp) -> bool:
    """Whether the app may be closed: with one screen the room would see the terminal, so it is asked for twice."""
    from facilitator.screens.live import LiveScreen
    from facilitator.screens.live_typing import Aside

    live = next((one for one in app.screen_stack if isinstance(one, LiveScreen)), None)
    if live is None or live.desk.session.meta.screens == 2 or live.twice.meant("quit"):
        return True
    said = f"{app.keymap.key('app.quit')} once more closes the app, before the room."
    if app.screen is live and live.before_the_room:
        live.query_one(Aside).say(f"{app.keymap.key('app.quit')} once more closes this.")
    else:
        app.say(said)
    return False
