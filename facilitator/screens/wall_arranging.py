"""How the wall is ordered and what it is narrowed to, here and on the stage."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from facilitator.dialogs.ask import Pick
from facilitator.screens.base import DeskScreen
from facilitator.screens.wall_showing import show
from sessions import walls
from sessions.model import Wall

_ALL = "all"


async def arrange(screen: DeskScreen[Any], **changes: object) -> None:
    """Let the wall be arranged so; what is not named stays as it is."""
    await show(screen, "Wall", lambda one: walls.arranged(one, replace(one.progress.wall, **changes)))


async def order(screen: DeskScreen[Any], how: Wall) -> None:
    """By statement, or by theme."""
    by = "statement" if how.by == "theme" else "theme"
    await arrange(screen, by=by, theme="")
    if by == "theme" and not screen.desk.session.themes:
        key = screen.key("wall.theme")
        screen.facilitator.say(f"There are no themes yet: {key} on a note makes the first one.")


async def area(screen: DeskScreen[Any]) -> None:
    """Ask which area, and show only what is about it."""
    found = walls.areas(screen.desk.session)
    if not found:
        screen.facilitator.say("Nothing on the wall is about an area.")
        return
    options = [(str(place), f"{label}  ({count})") for place, (_, label, count) in enumerate(found)]
    answer = await screen.app.push_screen_wait(Pick("Only which area?", [*options, (_ALL, "All areas")]))
    if answer is not None:
        await arrange(screen, area=None if answer == _ALL else found[int(answer)][0])
