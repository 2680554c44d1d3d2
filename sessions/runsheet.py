"""The run sheet: when each step was planned, when it is expected now, and late or early in words.

The expected end is always the sum of its parts: what is left of the current step, then the minutes of every
step still to come that is not left out; a fixed time of day (``at``) holds a step back but never pulls it forward.
The time until it holds is in hand: it takes up delays before anything after it is late.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from sessions import clock as clocks
from sessions.model import Planned, Session, Step

# Begun further from its time than this, a session was moved, or is being tried out: then late and early are
# measured from when it began.
_MOVED = timedelta(hours=3)
# So many minutes are said in hours.
_HOURS = 120
# A fixed time further than this before the beginning is of the next day: a session may go on past midnight.
_OVERNIGHT = timedelta(hours=12)

# Stands before the time of a step that begins at a fixed time, wherever a run sheet is shown: it is read as "at".
FIXED = "@"

RowState = Literal["done", "now", "ahead", "skipped"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the run sheet. Times are local to the session's zone; `expected` is the actual time once a
    step was entered. `in_hand` is, before a step that is still to come at a fixed time, how much earlier the room is
    expected there; negative when it is late, None elsewhere."""

    step: Step
    number: int
    planned: datetime
    expected: datetime
    state: RowState
    in_hand: timedelta | None = None


class RunSheet(msgspec.Struct, frozen=True, kw_only=True):
    """All rows with the planned beginning, the planned and the expected finish. `other_day`
    says on which day it began, or was to begin, where that is another one than now."""

    rows: tuple[Row, ...]
    planned_start: datetime
    planned_finish: datetime
    expected_finish: datetime
    other_day: str = ""

    @property
    def late(self) -> timedelta:
        """How much later than planned it will finish; negative when early."""
        # In UTC: between two local times of one zone Python takes no account of a change to summer time.
        return self.expected_finish.astimezone(UTC) - self.planned_finish.astimezone(UTC)

    @property
    def planned_length(self) -> timedelta:
        """From the planned beginning to the planned finish."""
        return self.planned_finish.astimezone(UTC) - self.planned_start.astimezone(UTC)

    @property
    def slack(self) -> str:
        """The time in hand before the next fixed time, in words: "5 min in hand before 12:30 Lunch"; "" where nothing
        fixed is still to come."""
        row = next((row for row in self.rows if row.in_hand is not None), None)
        if row is None or row.in_hand is None or (self.other_day and abs(row.in_hand) > _MOVED):
            return ""
        fixed = f"{row.step.at} {row.step.title}"
        if abs(row.in_hand) < timedelta(minutes=1):
            return f"no time in hand before {fixed}"
        late = row.in_hand < timedelta()
        return f"{length(abs(row.in_hand))} {'late for' if late else 'in hand before'} {fixed}"

    @property
    def verdict(self) -> str:
        """Late or early in words, in whole minutes: "on time", "1 min late", "3 min early". What belongs to another
        day is neither: it says so."""
        if abs(self.late) < timedelta(minutes=1):
            return "on time"
        if self.other_day and abs(self.late) > _MOVED:
            return self.other_day
        return f"{length(abs(self.late))} {'late' if self.late > timedelta() else 'early'}"


def planned_start(session: Session) -> datetime:
    """The planned beginning, in the session's zone."""
    return _at(session, session.meta.start).astimezone(ZoneInfo(session.meta.zone))


def timetable(session: Session, begun: datetime | None = None) -> tuple[Planned, ...]:
    """When each step begins by the plan as it stands, and (step "") when it finishes, in UTC. `begun` is when the
    session really began."""
    moment = _at(session, session.meta.start)
    if begun is not None and abs(begun - moment) > _MOVED:
        session, moment = msgspec.structs.replace(session, steps=_without_fixed_times(session)), begun
    found = []
    for step in session.steps:
        begins = max(moment, _fixed(session, step)) if step.at else moment
        found.append(Planned(step=step.id, at=begins))
        moment = begins + timedelta(minutes=step.minutes)
    return (*found, Planned(step="", at=moment))


def fixed_time(session: Session, step: Step) -> datetime | None:
    """The instant a step is fixed to begin at; None where it is not, or where the session was moved."""
    began, start = begun(session), _at(session, session.meta.start)
    if not step.at or (began is not None and abs(began - start) > _MOVED):
        return None
    return _fixed(session, step)


def begun(session: Session) -> datetime | None:
    """When the session really began, or None."""
    visits = session.progress.visits
    return session.progress.started_at or (visits[0].entered if visits else None)


def beginning(session: Session) -> datetime:
    """When the plan begins, in UTC: as planned, or where the session was moved, as it really did."""
    began, start = begun(session), _at(session, session.meta.start)
    return began if began is not None and abs(began - start) > _MOVED else start


def left_out(session: Session) -> frozenset[str]:
    """The ids of the steps that are left out: passed over, or to be passed over when their turn comes."""
    return frozenset(visit.step for visit in session.progress.visits if visit.skipped)


def _without_fixed_times(session: Session) -> tuple[Step, ...]:
    return tuple(msgspec.structs.replace(step, at="") for step in session.steps)


def run_sheet(session: Session, now: datetime) -> RunSheet:
    """The run sheet as it stands at `now`."""
    zone, now = ZoneInfo(session.meta.zone), now.astimezone(UTC)
    plan = {planned.step: planned.at for planned in session.progress.timetable or timetable(session)}
    planned_finish = plan[""]
    kept = session.progress.timetable

    visits = {visit.step: visit for visit in session.progress.visits}
    current = next((i for i, step in enumerate(session.steps) if step.id == session.progress.step), None)
    running = session.meta.status == "running" and current is not None
    finished = session.meta.status == "finished"
    moment = max(_at(session, session.meta.start), now) if session.meta.status == "planned" else now
    rows: list[Row] = []
    put_in = kept[0].at if kept else _at(session, session.meta.start)
    for number, step in enumerate(session.steps):
        visit = visits.get(step.id)
        # A step that was put in on the way: after the one before it.
        planned = plan.get(step.id, put_in)
        put_in = planned + timedelta(minutes=step.minutes)
        state: RowState = "ahead"
        expected = planned
        in_hand = None
        if finished or (running and current is not None and number < current):
            state = "skipped" if visit is None or visit.skipped else "done"
            expected = visit.entered if visit else expected
        elif running and number == current:
            state = "now"
            expected = visit.entered if visit else now
            moment = now + left_of(session, step, now)
        elif visit is not None and visit.skipped:
            state, expected = "skipped", moment
        elif running or session.meta.status == "planned":
            fixed = fixed_time(session, step)
            in_hand = fixed - moment if fixed is not None else None
            expected = max(moment, fixed) if fixed is not None else moment
            moment = expected + timedelta(minutes=step.minutes)
        rows.append(
            Row(
                step=step,
                number=number + 1,
                planned=planned.astimezone(zone),
                expected=expected.astimezone(zone),
                state=state,
                in_hand=in_hand,
            )
        )
    if finished:
        moment = session.progress.finished_at or planned_finish
    return RunSheet(
        rows=tuple(rows),
        planned_start=kept[0].at.astimezone(zone) if kept else planned_start(session),
        planned_finish=planned_finish.astimezone(zone),
        expected_finish=moment.astimezone(zone),
        other_day=_other_day(session, now),
    )


def plan_sheet(session: Session, now: datetime) -> RunSheet:
    """The run sheet with the times of the plan as it stands now, also where it was changed since the session began."""
    if not session.progress.timetable:
        return run_sheet(session, now)
    as_it_stands = msgspec.structs.replace(session.progress, timetable=timetable(session, begun(session)))
    return run_sheet(msgspec.structs.replace(session, progress=as_it_stands), now)


def _other_day(session: Session, now: datetime) -> str:
    zone = ZoneInfo(session.meta.zone)
    began = begun(session)
    if session.meta.status == "finished":
        return ""
    day = began.astimezone(zone).date() if began is not None else session.meta.date
    said = f"{'begun' if began is not None else 'planned for'} {day:%a} {day.day} {day:%b}"
    return said if day != now.astimezone(zone).date() else ""


def left_of(session: Session, step: Step, now: datetime) -> timedelta:
    """What is expected to be left of the current step: its clock's time, or all of it before that starts."""
    if session.clock.step == step.id:
        return max(clocks.remaining(session.clock, now), timedelta())
    return timedelta(minutes=step.minutes)


def length(span: timedelta) -> str:
    """A span in whole minutes, in words: "5 min", "2 h 05 min"."""
    minutes = span // timedelta(minutes=1)
    return f"{minutes} min" if minutes < _HOURS else f"{minutes // 60} h {minutes % 60:02} min"


def _fixed(session: Session, step: Step) -> datetime:
    """The instant of a step's fixed time of day, on the session's day or, past midnight, on the next one."""
    start, at = _at(session, session.meta.start), _at(session, step.at)
    return _at(session, step.at, days=1) if start - at > _OVERNIGHT else at


def _at(session: Session, of_day: str, days: int = 0) -> datetime:
    """A time of day of the session, in UTC: sums of instants stay right when the clocks change."""
    hours, minutes = of_day.split(":")
    wall = time(int(hours), int(minutes), tzinfo=ZoneInfo(session.meta.zone))
    return datetime.combine(session.meta.date + timedelta(days=days), wall).astimezone(UTC)
