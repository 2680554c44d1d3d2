"""The screens opened from the live screen; each is read in when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.desk import Desk
from facilitator.screens.base import RoomScreen
from sessions.forms import has_forms

if TYPE_CHECKING:
    from facilitator.screens.live import LiveScreen


async def capture(screen: LiveScreen) -> None:
    """Write down what people say; before the room only the line being typed, and nothing where the room may see nothing
    of it."""
    from facilitator.screens.capture import CaptureScreen

    step = screen.looked_at()
    scribe = screen.before_the_room
    if not scribe or (step is not None and has_forms(step) and step.shared == "room"):
        at = step.id if step else ""
        left, screen.put_aside = screen.put_aside, None
        whose = left[1] if left is not None and left[0] == at else ""
        await screen.app.push_screen(CaptureScreen(screen.desk, step=at, scribe=scribe, subject=whose))


async def point(screen: LiveScreen) -> None:
    """Write down what the whole room says, line by line."""
    from facilitator.screens.plenary import PlenaryScreen
    from sessions.stage import current_step

    step = current_step(screen.desk.session)
    if step is None:
        screen.facilitator.say("The session has not begun: go to a step first.")
        return
    await screen.app.push_screen(PlenaryScreen(screen.desk, step, scribe=screen.before_the_room))


async def parking(screen: LiveScreen) -> None:
    """Park what has to wait."""
    from facilitator.screens.parking import ParkingScreen

    await screen.app.push_screen(ParkingScreen(screen.desk, scribe=screen.before_the_room))


def arrivals(desk: Desk) -> RoomScreen[None]:
    """Where people are ticked off."""
    from facilitator.screens.arrivals import ArrivalsScreen

    return ArrivalsScreen(desk)


def pairs(desk: Desk, *, seen: bool = False) -> RoomScreen[None]:
    """Where the groups are looked at and changed; `seen` by the room it shows nothing but who sits with whom."""
    from facilitator.screens.pairs import PairsScreen

    return PairsScreen(desk, seen=seen)


def swaps(desk: Desk) -> RoomScreen[None]:
    """Who changes places with whom."""
    from facilitator.screens.swaps import SwapsScreen

    return SwapsScreen(desk)


def choose(desk: Desk) -> RoomScreen[None]:
    """Where it is said what the whole room works on."""
    from facilitator.screens.choose import ChooseScreen

    return ChooseScreen(desk)


def hand_out(desk: Desk) -> RoomScreen[None]:
    """Where the notes are written as files."""
    from facilitator.screens.hand_out import HandOutScreen

    return HandOutScreen(desk)
