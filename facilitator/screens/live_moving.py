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
from sessions.stage import current_step, stage_view
from sessions.turning import stop_at

if TYPE_CHECKING:
    from facilitator.screens.live import LiveScreen


async def move(screen: LiveScreen, label: str, apply: Apply, *, undoable: bool = True) -> None:
    """A move of the room. What only comes over the step and goes again is not `undoable`: it has keys of its own."""
    screen.looking = ""
    screen.twice.forget()
    await screen.change(label, apply, undoable=undoable)


async def next_(screen: LiveScreen) -> None:
    """The one button."""
    now, stages, met = screen.desk.now(), screen.desk.stages, await screen.desk.who_met()
    ahead = progress.ahead(screen.desk.session, now, stages)
    label = "Clock started" if ahead.move == "clock" else ahead.words
    back = ahead.move == "return"
    await move(
        screen,
        label,
        lambda session: progress.next_(timed(session, now), now, stages, met),
        undoable=not back,
    )


async def turn(screen: LiveScreen, by: int) -> None:
    """Another page or face of the step, without ever starting a clock or leaving the step."""
    desk = screen.desk
    if by > 0 and progress.ahead(desk.session, desk.now(), desk.stages).move in ("page", "face"):
        await next_(screen)
    elif by < 0 and _can_turn_back(screen):
        await back(screen)


def look(screen: LiveScreen, by: int) -> None:
    """Look along the run sheet without moving the room."""
    steps, at = screen.desk.session.steps, screen.looked_at()
    place = steps.index(at) + by if at in steps else 0
    if steps:
        screen.looking = steps[max(0, min(place, len(steps) - 1))].id
        screen.render_session()


async def back(screen: LiveScreen) -> None:
    """Back by a page, face or step."""
    now, stages, met = screen.desk.now(), screen.desk.stages, await screen.desk.who_met()
    await move(screen, "Back", lambda session: progress.back(session, now, stages, met))


async def enter(screen: LiveScreen, step: Step) -> None:
    """To a step's first face."""
    now, met = screen.desk.now(), await screen.desk.who_met()
    await move(screen, f"Go to {step.title}", partial(_entered, step=step, now=now, met=met))


async def enter_at(screen: LiveScreen, place: int) -> None:
    """To the first step or the last, when that is meant: pressed by mistake it would leave out all between."""
    steps, here = screen.desk.session.steps, current_step(screen.desk.session)
    step = steps[place] if steps else None
    if step is None or step == here:
        screen.twice.forget()
        return
    if screen.twice.meant(step.id):
        await enter(screen, step)
        return
    key = screen.key("live.last" if place else "live.first")
    passed = steps.index(step) - steps.index(here) - 1 if here is not None else 0
    left_out = f"; {passed} steps are left out" if place and passed > 1 else ""
    screen.facilitator.say(f"{key} once more goes to “{step.title}”{left_out}.")


async def go_to(screen: LiveScreen) -> None:
    """To the step looked at."""
    step = screen.looked_at()
    if step is None or step == current_step(screen.desk.session):
        up, down, go = map(screen.key, ("live.look-up", "live.look-down", "live.go-to"))
        screen.facilitator.say(
            f"Look along the run sheet with {up} and {down} first; {go} then takes the room there."
        )
        return
    await enter(screen, step)


def _can_turn_back(screen: LiveScreen) -> bool:
    """Whether there is a page or face of the same before this one."""
    desk = screen.desk
    view = stage_view(desk.session, desk.now())
    return stop_at(view, desk.stages)[0] > 0 or (view.kind in ("face", "qr") and view.face > 0)


def _entered(session: Session, *, step: Step, now: datetime, met: Met) -> Session:
    return progress.enter(timed(session, now), step, now, met)
