"""What the keys of the live screen may do now: while the room is looking, only what it may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.actions import parse

from facilitator.commands import commands_of
from sessions.forms import has_forms
from sessions.rehearsal import is_rehearsal
from sessions.stage import current_step

if TYPE_CHECKING:
    from facilitator.screens.live import LiveScreen

# What keys may do while the room is looking; every other command of the console waits for it.
_BEFORE_THE_ROOM = {
    "next", "back", "blank", "stage", "console", "play_pause", "minutes", "wall", "qr", "capture",
    "text_size", "let_pass",
    "pairs", "point", "parking",
}  # fmt: skip
_LIVE_ACTIONS = {command.action.partition("(")[0] for command in commands_of("live")}
# What is said on the stage of a key that waits for the console, and of one that there is no step for yet.
PRIVATE = "Private: {console} first, then {key}."
NOT_BEGUN = "Not begun yet: nothing to write down."


def may(screen: LiveScreen, action: str) -> bool:
    """Whether an action is done now."""
    if action == ("hand_out" if is_rehearsal(screen.desk.id) else "let_pass"):
        # Nothing of a rehearsal goes out of the house; and only there time can be sped up.
        return False
    return not _refusal(screen, action)


def refused(screen: LiveScreen, key: str) -> str:
    """What to say of a key that does nothing on the stage; "" where it is done, or means nothing on the console
    either."""
    actions = [parse(one.action)[1] for one in screen._bindings.key_to_bindings.get(key, ())]
    return next((words for action in actions if (words := _refusal(screen, action))), "")


def _refusal(screen: LiveScreen, action: str) -> str:
    if not screen.before_the_room or action not in _LIVE_ACTIONS:
        return ""
    step = current_step(screen.desk.session)
    if action == "point" and step is None:
        return NOT_BEGUN
    if action == "capture" and not (step is not None and has_forms(step) and step.shared == "room"):
        # Of what is not for the room, it does not see a line being typed either.
        return PRIVATE
    return "" if action in _BEFORE_THE_ROOM else PRIVATE


def left_out(screen: LiveScreen) -> frozenset[str]:
    """What the footer leaves out now: the room's choice, but where the room chooses; going to where the room is; and
    hand-outs, but at the end, where nobody arrives any more."""
    step = screen.looked_at()
    chosen = step is not None and step.choose == "room"
    elsewhere = step is not None and step != current_step(screen.desk.session)
    session = screen.desk.session
    ends = session.meta.status == "finished" or (step is not None and step == session.steps[-1])
    offered = {"choose": chosen, "go_to": elsewhere, "hand_out": ends, "arrivals": not ends}
    return frozenset(action for action, there in offered.items() if not there)
