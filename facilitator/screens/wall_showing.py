"""The wall and single notes put on the stage and taken off again, and their pages turned.

What the stage shows is not undone: it has keys of its own.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from facilitator.desk import Apply
from facilitator.screens.base import DeskScreen
from sessions import progress, voting, walls
from sessions.model import Session, ShownKind, Vote, Wall

# How often it is looked for what others wrote, in seconds.
_LOOK = 0.5


def follow(screen: DeskScreen[Any]) -> None:
    """Show by itself what comes in elsewhere, as a note from another terminal; behind a question the list stays."""
    seen = screen.desk.session

    def look() -> None:
        nonlocal seen
        screen.desk.refresh()
        if screen.app.screen is screen and screen.desk.session is not seen:
            seen = screen.desk.session
            screen.render_session()

    screen.set_interval(_LOOK, look)


async def show(screen: DeskScreen[Any], label: str, apply: Apply) -> None:
    """Let the stage show something else."""
    await screen.change(label, apply, undoable=False)


async def wall(screen: DeskScreen[Any], how: Wall) -> None:
    """Put the wall on the stage as `how` says; take it off where it is there so already."""
    session = screen.desk.session
    if session.progress.shown.kind == "wall" and session.progress.wall == how:
        await show(screen, "Wall taken off", lambda one: progress.show(one, "step"))
    else:
        await show(screen, "Wall", lambda one: progress.show(walls.arranged(one, how), "wall"))


async def read_out(screen: DeskScreen[Any], how: Wall) -> None:
    """Show the room what is starred and nothing else; where it sees that already, the step again and all here."""
    session = screen.desk.session
    if (
        session.progress.shown.kind == "wall"
        and session.progress.wall.starred
        and not session.progress.wall.vote
    ):
        all_again = replace(how, starred=False)
        await show(
            screen, "Wall taken off", lambda one: progress.show(walls.arranged(one, all_again), "step")
        )
    elif any(one.starred for one in walls.on_wall(session)):
        await wall(screen, replace(how, starred=True, counts=False, vote=""))
    else:
        screen.facilitator.say(f"Nothing is starred yet: {screen.key('wall.star')} on a note stars it.")


def to_show(session: Session) -> frozenset[str]:
    """What there is nothing of to show the room yet."""
    there = {
        "read_out": any(one.starred for one in walls.on_wall(session)),
        "hands": bool(voting.winners(session)),
    }
    return frozenset(action for action, shown in there.items() if not shown)


async def hands(screen: DeskScreen[Any]) -> None:
    """Show the room how many hands went up; where it sees that already, the step again."""
    session = screen.desk.session
    if voting.winners(session):
        vote: Vote = "result"
        await wall(screen, replace(session.progress.wall, vote=vote))
    else:
        screen.facilitator.say(f"No hands are counted yet: {screen.key('wall.vote')} counts them.")


async def note(screen: DeskScreen[Any], id: str, was_wall: bool) -> bool:
    """Put one note on the stage, or take it off, back to the wall where that `was` there before it. Whether the wall
    comes back next time."""
    shown = screen.desk.session.progress.shown
    if (shown.kind, shown.ref) == ("note", id):
        back: ShownKind = "wall" if was_wall else "step"
        await show(screen, "Note taken off", lambda one: progress.show(one, back))
        return False
    await show(screen, "One note", lambda one: progress.show(one, "note", id))
    return shown.kind == "wall" or (was_wall and shown.kind == "note")


async def turned(screen: DeskScreen[Any], by: int) -> bool:
    """Turn the page of the wall or note on the stage; False where neither is there, or nobody sees it now: with one
    screen this list stands before the room."""
    session = screen.desk.session
    if session.meta.screens != 2 and not screen.desk.announced:
        return False
    if session.progress.shown.kind not in ("wall", "note"):
        return False
    now, size = screen.desk.now(), screen.desk.stages
    if progress.turn(session, now, size, by) is session:
        screen.facilitator.say("That is the last page." if by > 0 else "That is the first page.")
    else:
        await show(screen, "Page", lambda one: progress.turn(one, now, size, by))
    return True


async def vote(screen: DeskScreen[Any]) -> None:
    """Open the show of hands, where there is something to vote on."""
    from facilitator.screens.wall_vote import VoteScreen

    if voting.ballot(screen.desk.session):
        await screen.app.push_screen(VoteScreen(screen.desk), lambda _: screen.render_session())
    else:
        screen.facilitator.say("There is nothing to vote on yet.")
