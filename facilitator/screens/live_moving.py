"""Moving the room from the live screen: the one button, back, and straight to a step."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from facilitator.desk import Apply
from sessions import progress
from sessions.model import Session, Step
from sessions.rehearsal import timed
from sessions.rounds import Met
from sessions.stage import current_step

if TYPE_CHECKING:
    from facilitator.screens.live import LiveScreen


async def move(screen: LiveScreen, label: str, apply: Apply, *, undoable: bool = False) -> None:
    """A move of the room: as a rule not undone by ctrl+z, for going back has a key of its own."""
    screen.looking = ""
    await screen.change(label, apply, undoable=undoable)


async def next_(screen: LiveScreen) -> None:
    """The one button."""
    now, stages, met = screen.desk.now(), screen.desk.stages, screen.desk.met
    # A clock started one press too early takes the place of the one that ran: that is undone with one key.
    starts = progress.ahead(screen.desk.session, now, stages).move == "clock"
    label = "Clock started" if starts else "Next"
    await move(
        screen, label, lambda session: progress.next_(timed(session, now), now, stages, met), undoable=starts
    )


async def back(screen: LiveScreen) -> None:
    """Back by a page, face or step."""
    now, stages, met = screen.desk.now(), screen.desk.stages, screen.desk.met
    await move(screen, "Back", lambda session: progress.back(session, now, stages, met))


async def enter(screen: LiveScreen, step: Step) -> None:
    """To a step's first face."""
    now, met = screen.desk.now(), screen.desk.met
    await move(screen, "Go to", partial(_entered, step=step, now=now, met=met))


async def go_to(screen: LiveScreen) -> None:
    """To the step looked at."""
    step = screen.looked_at()
    if step is None or step == current_step(screen.desk.session):
        screen.facilitator.say("Look along the run sheet with ↑ and ↓ first; g then takes the room there.")
        return
    await enter(screen, step)


def _entered(session: Session, *, step: Step, now: datetime, met: Met) -> Session:
    return progress.enter(timed(session, now), step, now, met)
