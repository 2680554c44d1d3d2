"""Moving through a session: one button that runs the step, and every other move, as pure functions.

Next goes page by page and face by face, then starts a clock not yet started, then moves on. While the clock runs the
room sees the prompt again, and back turns to the statements before it. Leaving a step does not stop its clock; another
one's start does. Going back destroys nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec
from msgspec.structs import replace

from sessions import clock as clocks
from sessions import round_changes, rounds
from sessions.dates import minutes
from sessions.faces import faces
from sessions.model import Progress, Session, Shown, ShownKind, Step, Visit, Wall
from sessions.rounds import Met
from sessions.runsheet import left_out, timetable
from sessions.stage import StageView, current_step, face_view, stage_view
from sessions.turning import Stages, stop_at

Move = Literal["begin", "return", "page", "groups", "face", "clock", "step", "finish", "nothing"]


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """What the next press of the button will do, and how to say it."""

    move: Move
    words: str


def ahead(session: Session, now: datetime, size: Stages) -> Ahead:
    """What `next_` would do at this moment, in words for the facilitator."""
    if session.meta.status == "planned":
        index, found = stop_at(stage_view(session, now), size)
        if session.progress.shown.kind == "step" and index + 1 < len(found):
            return Ahead(move="page", words=f"Turn to page {index + 2} of {len(found)}")
        return Ahead(move="begin", words="Begin the session")
    if session.progress.shown.kind != "step":
        index, found = stop_at(stage_view(session, now), size)
        if index + 1 < len(found):
            return Ahead(move="page", words=f"Turn to page {index + 2} of {len(found)}")
        return Ahead(move="return", words="Back to the step")
    if session.meta.status == "finished":
        return Ahead(move="nothing", words="The session is finished")
    step = current_step(session)
    if step is None:
        return Ahead(move="step", words="Go to the first step")
    view = stage_view(session, now)
    index, found = stop_at(view, size)
    if index + 1 < len(found):
        return Ahead(move="page", words=f"Turn to page {index + 2} of {len(found)}")
    if rounds.needs_round(session, step):
        return Ahead(move="groups", words="Make the groups")
    if view.face + 1 < view.faces:
        return Ahead(move="face", words=f"Show: {faces(session, step)[view.face + 1].heading}")
    if step.minutes and session.clock.step != step.id:
        return Ahead(move="clock", words=f"Start the clock, {minutes(step.minutes)}")
    following = _beside(session, step, 1)
    if following is None:
        return Ahead(move="finish", words="Finish the session")
    pairs = ""
    if rounds.needs_round(session, following):
        ticked = any(person.here is not None for person in session.people)
        pairs = (
            ", making the groups"
            if ticked
            else f", in groups of all {len(session.people)}: nobody is ticked off"
        )
    return Ahead(move="step", words=f"Go to {following.title}{pairs}")


def next_(session: Session, now: datetime, size: Stages, met: Met | None = None) -> Session:
    """Press the one button. `size` is the stage's, or those of several; `met` who met whom in earlier sessions of the
    cluster."""
    move = ahead(session, now, size).move
    step = current_step(session)
    progress = session.progress
    if move == "begin":
        return begin(session, now, met)
    if move == "return":
        return show(session, "step")
    if move == "page":
        index, found = stop_at(stage_view(session, now), size)
        return _turned(session, found[index + 1])
    if move == "groups" and step is not None:
        made = rounds.make(session, step, now, met)
        return replace(made, progress=replace(progress, face=0, word=0))
    if move == "face":
        face = stage_view(session, now).face + 1
        return replace(session, progress=replace(progress, face=face, word=0))
    if move == "clock" and step is not None:
        return _started(session, step, now)
    if move == "step":
        following = _beside(session, step, 1) if step else (session.steps or (None,))[0]
        return enter(session, following, now, met) if following else session
    if move == "finish":
        return finish(session, now)
    return session


def back(session: Session, now: datetime, size: Stages, met: Met | None = None) -> Session:
    """One page, face or step back; from the end, back into the last step. Clocks and notes stay as they are."""
    progress = session.progress
    view = stage_view(session, now)
    index, found = stop_at(view, size)
    if index > 0:
        return _turned(session, found[index - 1])
    if progress.shown.kind != "step":
        return show(session, "step")
    if session.meta.status == "finished":
        return reopen(session)
    step = current_step(session)
    if step is None:
        return session
    if view.face > 0:
        return _last_page(session, step, view.face - 1, now, size)
    before = _beside(session, step, -1)
    if before is None:
        return session
    session = enter(session, before, now, met)
    return _last_page(session, before, len(faces(session, before)) - 1, now, size)


def begin(session: Session, now: datetime, met: Met | None = None) -> Session:
    """Start the session at its first step; one that has begun stays where it is."""
    if session.meta.status != "planned" or not session.steps:
        return session
    session = replace(
        session,
        meta=replace(session.meta, status="running"),
        progress=replace(session.progress, started_at=now, shown=Shown(), timetable=timetable(session, now)),
    )
    return enter(session, session.steps[0], now, met)


def enter(session: Session, step: Step, now: datetime, met: Met | None = None) -> Session:
    """Go to a step's first face, making its groups from those who are here where it needs some."""
    session = reopen(session) if session.meta.status == "finished" else session
    visits = tuple(
        replace(visit, left=now) if visit.step == session.progress.step and visit.step != step.id else visit
        for visit in session.progress.visits
        if visit.step != step.id
    )
    known = next((visit for visit in session.progress.visits if visit.step == step.id), None)
    # A step entered again keeps when it was first entered; one that was left out from afar has been entered now.
    entered = known.entered if known and not (known.skipped and known.left is None) else now
    progress = Progress(
        step=step.id,
        # Its order stays; what was switched on for one talk (names, a search, a vote) does not come up in another.
        wall=Wall(by=session.progress.wall.by),
        visits=(*visits, Visit(step=step.id, entered=entered)),
        timetable=session.progress.timetable or timetable(session, now),
        started_at=session.progress.started_at or now,
    )
    meta = replace(session.meta, status="running")
    session = replace(session, progress=progress, meta=meta)
    return round_changes.settle(session, step, now, met)


def skip(session: Session, now: datetime, met: Met | None = None) -> Session:
    """Leave the current step out and go to the next one; the last step cannot be skipped."""
    step = current_step(session)
    following = _beside(session, step, 1) if step else None
    if step is None or following is None:
        return session
    session = enter(session, following, now, met)
    visits = tuple(
        replace(visit, skipped=True) if visit.step == step.id else visit for visit in session.progress.visits
    )
    return replace(session, progress=replace(session.progress, visits=visits))


def following(session: Session, step: Step | None) -> Step | None:
    """The step that comes after this one, or first; what is left out is passed over. None after the last."""
    return _beside(session, step, 1) if step is not None else next(iter(session.steps), None)


def leave_out(session: Session, step_id: str, now: datetime) -> Session:
    """Leave a step still to come out, so that its turn never comes; or take it back in. Only while the session runs,
    and only of what is ahead of the room: otherwise the session comes back unchanged."""
    ids = [step.id for step in session.steps]
    running = session.meta.status == "running" and session.progress.step in ids and step_id in ids
    if not running or ids.index(step_id) <= ids.index(session.progress.step):
        return session
    visits = tuple(visit for visit in session.progress.visits if visit.step != step_id)
    if step_id not in left_out(session):
        visits = (*visits, Visit(step=step_id, entered=now, skipped=True))
    return replace(session, progress=replace(session.progress, visits=visits))


def finish(session: Session, now: datetime) -> Session:
    """Close the session: the clock stands still, the stage says thank you."""
    ran = session.clock.running_since is not None
    if ran:
        session = replace(session, clock=clocks.pause(session.clock, now))
    visits = tuple(
        replace(visit, left=now) if visit.step == session.progress.step else visit
        for visit in session.progress.visits
    )
    return replace(
        session,
        meta=replace(session.meta, status="finished"),
        progress=replace(session.progress, finished_at=now, clock_ran=ran, shown=Shown(), visits=visits),
    )


def reopen(session: Session) -> Session:
    """Take the end back: the session runs again at its last step, with its clock as if there had been no end."""
    ended = session.progress.finished_at
    return replace(
        session,
        meta=replace(session.meta, status="running"),
        progress=replace(session.progress, finished_at=None, clock_ran=False),
        clock=clocks.resume(session.clock, ended)
        if ended is not None and session.progress.clock_ran
        else session.clock,
    )


def show(session: Session, kind: ShownKind, ref: str = "") -> Session:
    """Put something else on the stage, or (``"step"``) the step again."""
    return replace(session, progress=replace(session.progress, shown=Shown(kind=kind, ref=ref)))


def toggle(session: Session, kind: ShownKind, ref: str = "") -> Session:
    """Put something on the stage, or take it away again if it is there. What is under a blank comes back with it."""
    shown = session.progress.shown
    if kind == "blank":
        there = shown.kind == "blank"
        turned = replace(shown, kind=shown.over if there else "blank", over="step" if there else shown.kind)
        return replace(session, progress=replace(session.progress, shown=turned))
    there = (shown.kind, shown.ref) == (kind, ref)
    return show(session, "step") if there else show(session, kind, ref)


def play_pause(session: Session, now: datetime) -> Session:
    """Start the current step's clock, or pause or resume it once it was started. Where the step has no minutes, the
    one that was started before is paused and resumed."""
    step = current_step(session)
    clock = session.clock
    if step is not None and clock.step != step.id and (step.minutes or clock.running_since is None):
        return _started(session, step, now)
    if not clock.step:
        return session
    turned = clocks.resume(clock, now) if clock.running_since is None else clocks.pause(clock, now)
    # Set going or stopped by hand after the end, it is not the end any more that it stands still for.
    return replace(session, clock=turned, progress=replace(session.progress, clock_ran=False))


def _started(session: Session, step: Step, now: datetime) -> Session:
    """The current step's clock started; from the statements that come after it the room goes back to its prompt."""
    known = faces(session, step)
    at = min(session.progress.face, len(known) - 1)
    session = replace(session, clock=clocks.start(step.id, step.minutes, now))
    last = len(faces(session, step)) - 1
    if last < len(known) or "prompt" not in [face.kind for face in known[:at]]:
        return session
    return replace(session, progress=replace(session.progress, face=last, word=0))


def turn(session: Session, now: datetime, size: Stages, by: int) -> Session:
    """Another page of what the stage shows, without ever moving on from it; on its last page nothing."""
    index, found = stop_at(stage_view(session, now), size)
    goal = max(0, min(index + by, len(found) - 1))
    return session if goal == index else _turned(session, found[goal])


def _turned(session: Session, word: int) -> Session:
    """The page that begins with this word, of the step or of what is shown in its place."""
    progress = session.progress
    if progress.shown.kind != "step":
        return replace(session, progress=replace(progress, shown=replace(progress.shown, word=word)))
    return replace(session, progress=replace(progress, word=word))


def _beside(session: Session, step: Step, by: int) -> Step | None:
    """The step before; or the next one that is not left out."""
    ids = [one.id for one in session.steps]
    place = ids.index(step.id)
    if by < 0:
        return session.steps[place - 1] if place else None
    out = left_out(session)
    return next((one for one in session.steps[place + 1 :] if one.id not in out), None)


def _last_page(session: Session, step: Step, face: int, now: datetime, size: Stages) -> Session:
    turned = faces(session, step)
    view: StageView = face_view(session, step, turned[face], now)
    _, found = stop_at(view, size)
    return replace(session, progress=replace(session.progress, face=face, word=found[-1]))
