"""What is asked about hand-outs: whose they are, where they go, and whether the record is really meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.dialogs.ask import AskLine, Choose, Confirm, Pick
from facilitator.screens.hand_out_kinds import Wanted
from facilitator.widgets.roll import fold
from sessions.errors import FacilitatorError
from sessions.post import typed_path

if TYPE_CHECKING:
    from facilitator.screens.base import DeskScreen


async def whose(screen: DeskScreen[None], before: str) -> str | None:
    """The id of the person whose own notes are wanted; None where nobody was chosen. `before` is who it was."""
    people = sorted(screen.desk.session.people, key=lambda one: fold(one.name))
    if not people:
        screen.facilitator.say("Nobody is on the list of this session yet.")
        return None
    options = [(one.id, f"{one.name}, {one.school}" if one.school else one.name) for one in people]
    return await screen.app.push_screen_wait(Pick("Whose notes?", options, at=before, who=True))


async def folder(screen: DeskScreen[None]) -> bool:
    """Ask for the folder and remember it; whether one was given."""
    settings = screen.facilitator.settings
    hint = "A folder of your own: it is made if it is not there."
    asked = AskLine("Into the folder", settings.usual_folder, hint, _no_folder)
    typed = await screen.app.push_screen_wait(asked)
    if typed is not None:
        settings.put(hand_out_folder=typed.strip())
    return typed is not None


async def as_it_stands(screen: DeskScreen[None], doubts: int) -> str | None:
    """What to do with words that are in doubt: "look" or "write"; None for neither."""
    are = "1 word is in doubt" if doubts == 1 else f"{doubts} words are in doubt"
    options = [
        ("look", f"Look at {'it' if doubts == 1 else 'them'}"),
        ("write", f"Write as {'it stands' if doubts == 1 else 'they stand'}"),
    ]
    asked = Choose(are, options, "They may be names, or words like any other.")
    return await screen.app.push_screen_wait(asked)


async def may_write(screen: DeskScreen[None], wanted: Wanted) -> bool:
    """Whether to write it: the record is asked about, for it holds what is for nobody else."""
    if wanted.what.id != "record":
        return True
    kept = "It keeps every name" if wanted.names == "kept" else "Its names are removed"
    detail = f"{kept}, and it holds every private note. It is for you alone, not for handing round."
    asked = Confirm("Write the facilitator's record?", detail, yes="Write it")
    answer = await screen.app.push_screen_wait(asked)
    return answer is True


def _no_folder(typed: str) -> str:
    """What is wrong with a folder that was typed."""
    if not typed.strip():
        return "Say which folder to write into."
    try:
        typed_path(typed)
    except FacilitatorError as error:
        return str(error)
    return ""
