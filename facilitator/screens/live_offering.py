"""What the keys of the live screen may do now: while the room is looking, only what it may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.commands import commands_of
from sessions.rehearsal import is_rehearsal

if TYPE_CHECKING:
    from facilitator.screens.live import LiveScreen

# What keys may do while the room is looking; every other command of the console waits for it.
_BEFORE_THE_ROOM = {
    "next", "back", "blank", "stage", "console", "play_pause", "minutes", "wall", "qr", "capture",
    "text_size", "let_pass",
    "pairs", "point", "parking",
}  # fmt: skip
_LIVE_ACTIONS = {command.action.partition("(")[0] for command in commands_of("live")}


def may(screen: LiveScreen, action: str) -> bool:
    """Whether an action is done now."""
    if action == ("hand_out" if is_rehearsal(screen.desk.id) else "let_pass"):
        # Nothing of a rehearsal goes out of the house; and only there time can be sped up.
        return False
    return not (screen.before_the_room and action in _LIVE_ACTIONS and action not in _BEFORE_THE_ROOM)


def left_out(screen: LiveScreen) -> frozenset[str]:
    """What the footer leaves out now: the room's choice, but where the room chooses."""
    step = screen.looked_at()
    return frozenset() if step is not None and step.choose == "room" else frozenset({"choose"})
