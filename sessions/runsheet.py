"""The run sheet: when each step was planned, when it is expected now, and late or early in words.

The expected end is always the sum of its parts: what is left of the current step, then the minutes of every
step still to come; a fixed time of day (``at``) holds a step back but never pulls it forward.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from sessions import clock as clocks
from sessions.model import Planned, Session, Step

RowState = Literal["done", "now", "ahead", "skipped"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the run sheet. Times are local to the session's zone; `expected` is the actual time once a
    step was entered."""

    step: Step
    number: int
    planned: datetime
    expected: datetime
    state: RowState


class RunSheet(msgspec.Struct, frozen=True, kw_only=True):
    """All rows with the planned and the expected finish."""

    rows: tuple[Row, ...]
    planned_finish: datetime
    expected_finish: datetime

    @property
    def late(self) -> timedelta:
        """How much later than planned it will finish; negative when early."""
        return self.expected_finish - self.planned_finish

    @property
    def verdict(self) -> str:
        """Late or early in words, in whole minutes: "on time", "1 min late", "3 min early"."""
        minutes = int(abs(self.late) // timedelta(minutes=1))
        if minutes == 0:
            return "on time"
        return f"{minutes} min {'late' if self.late > timedelta() else 'early'}"


def planned_start(session: Session) -> datetime:
    """The planned beginning, in the session's zone."""
    return _at(session, session.meta.start).astimezone(ZoneInfo(session.meta.zone))


# Begun further from its time than this, a session was moved, or is being tried out: then late and early are
# measured from when it began.
_MOVED = timedelta(hours=3)


def timetable(session: Session, begun: datetime | None = None) -> tuple[Planned, ...]:
    """When each step begins by the plan as it stands, and (step "") when it finishes, in UTC. `begun` is when the
    session really began."""
    moment = _at(session, session.meta.start)
    if begun is not None and abs(begun - moment) > _MOVED:
        session, moment = msgspec.structs.replace(session, steps=_without_fixed_times(session)), begun
    found = []
    for step in session.steps:
        begins = max(moment, _at(session, step.at)) if step.at else moment
        found.append(Planned(step=step.id, at=begins))
        moment = begins + timedelta(minutes=step.minutes)
    return (*found, Planned(step="", at=moment))


def fixed_time(session: Session, step: Step) -> datetime | None:
    """The instant a step is fixed to begin at; None where it is not, or where the session was moved."""
    began, start = begun(session), _at(session, session.meta.start)
    if not step.at or (began is not None and abs(began - start) > _MOVED):
        return None
    return _at(session, step.at)


def begun(session: Session) -> datetime | None:
    """When the session really began, or None."""
    visits = session.progress.visits
    return session.progress.started_at or (visits[0].entered if visits else None)


def _without_fixed_times(session: Session) -> tuple[Step, ...]:
    return tuple(msgspec.structs.replace(step, at="") for step in session.steps)


def run_sheet(session: Session, now: datetime) -> RunSheet:
    """The run sheet as it stands at `now`."""
    zone = ZoneInfo(session.meta.zone)
    plan = {planned.step: planned.at for planned in session.progress.timetable or timetable(session)}
    planned_finish = plan[""]

    visits = {visit.step: visit for visit in session.progress.visits}
    current = next((i for i, step in enumerate(session.steps) if step.id == session.progress.step), None)
    running = session.meta.status == "running" and current is not None
    finished = session.meta.status == "finished"
    moment = max(_at(session, session.meta.start), now) if session.meta.status == "planned" else now
    rows: list[Row] = []
    for number, step in enumerate(session.steps):
        visit = visits.get(step.id)
        planned = plan.get(step.id)
        state: RowState = "ahead"
        expected = planned or moment
        if finished or (running and current is not None and number < current):
            state = "skipped" if visit is None or visit.skipped else "done"
            expected = visit.entered if visit else expected
        elif running and number == current:
            state = "now"
            expected = visit.entered if visit else now
            moment = now + left_of(session, step, now)
        elif running or session.meta.status == "planned":
            expected = max(moment, _at(session, step.at)) if step.at else moment
            moment = expected + timedelta(minutes=step.minutes)
        rows.append(
            Row(
                step=step,
                number=number + 1,
                planned=(planned or expected).astimezone(zone),
                expected=expected.astimezone(zone),
                state=state,
            )
        )
    if finished:
        moment = session.progress.finished_at or planned_finish
    return RunSheet(
        rows=tuple(rows),
        planned_finish=planned_finish.astimezone(zone),
        expected_finish=moment.astimezone(zone),
    )


def left_of(session: Session, step: Step, now: datetime) -> timedelta:
    """What is expected to be left of the current step: its clock's time, or all of it before that starts."""
    if session.clock.step == step.id:
        return max(clocks.remaining(session.clock, now), timedelta())
    return timedelta(minutes=step.minutes)


def _at(session: Session, of_day: str) -> datetime:
    """A time of day of the session, in UTC: sums of instants stay right when the clocks change."""
    hours, minutes = of_day.split(":")
    wall = time(int(hours), int(minutes), tzinfo=ZoneInfo(session.meta.zone))
    return datetime.combine(session.meta.date, wall).astimezone(UTC)
