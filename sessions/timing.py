"""Fitting a plan into the time there is: before the day, and in the room when time runs away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from sessions.breaks import is_break
from sessions.model import Session, Step
from sessions.rounds import home_step
from sessions.runsheet import (
    beginning,
    begun,
    fixed_time,
    left_of,
    left_out,
    planned_start,
    run_sheet,
    timetable,
)

# Shorter than this a step cannot be introduced, done and closed.
SHORTEST = 2


def fit(session: Session, minutes: int) -> Session:
    """Fit the plan into so many minutes from its beginning to its end, by the steps still to come.

    Asked for less than it takes, no step gets longer; asked for more, none shorter: what need not change stays. Steps
    done or running keep their minutes, and so do those at a fixed time, breaks, and those that were put in on the way.
    Where steps run over a fixed time, they are shortened until it holds; the time in hand before one is never filled.
    The others change in proportion, in whole minutes that add up exactly wherever it is possible, and none gets
    shorter than SHORTEST (or what it had, if less). Steps in which people take turns in the same groups keep equal
    minutes, if they had.
    """
    first = _first_open(session)
    finish = beginning(session) + timedelta(minutes=minutes)
    if minutes == takes(session):
        return session
    return _fitted(session, first, _begins(session, first), finish, mend=minutes < takes(session))


def takes(session: Session) -> int:
    """How many minutes the plan takes as it stands, from its beginning to its end, the time in hand before what is
    fixed included."""
    return (timetable(session, begun(session))[-1].at - beginning(session)) // timedelta(minutes=1)


class Change(NamedTuple):
    """A step that would have other minutes."""

    step: Step
    minutes: int


def changes(before: Session, after: Session) -> list[Change]:
    """Which steps have other minutes in a plan that was fitted, as they were, with the new ones."""
    now = {step.id: step.minutes for step in after.steps}
    return [
        Change(step, now[step.id]) for step in before.steps if step.id in now and now[step.id] != step.minutes
    ]


def with_minutes(session: Session, changes: Sequence[Change]) -> Session:
    """The session with the new minutes of these steps: what was shown is what is taken."""
    given = {change.step.id: change.minutes for change in changes}
    return replace(
        session,
        steps=tuple(
            replace(step, minutes=given[step.id]) if step.id in given else step for step in session.steps
        ),
    )


def _first_open(session: Session) -> int:
    """The place of the first step still to come."""
    ids = [step.id for step in session.steps]
    return ids.index(session.progress.step) + 1 if session.progress.step in ids else 0


def _to_come(session: Session, first: int) -> list[Step]:
    """The steps from this place on, but those that are left out."""
    out = left_out(session)
    return [step for step in session.steps[first:] if step.id not in out]


def _begins(session: Session, place: int) -> datetime:
    """When the steps from this place on begin by the plan, once the one before them ends."""
    # Reckoned in UTC, here and below: sums of local times are an hour out where the clocks change.
    if place == 0:
        return beginning(session)
    plan = timetable(session, begun(session))
    return plan[place - 1].at + timedelta(minutes=session.steps[place - 1].minutes)


def _fitted(
    session: Session, first: int, begins: datetime, finish: datetime, *, mend: bool = True
) -> Session:
    """The steps from place `first` on fitted between two instants, one stretch between fixed times at a time. With
    `mend`, those that run over a fixed time are shortened."""
    steps = _to_come(session, first)
    fixed = [(place, at) for place, one in enumerate(steps) if (at := fixed_time(session, one)) is not None]
    given = {step.id: step.minutes for step in steps}

    def ends() -> datetime:
        moment = begins
        for step in steps:
            moment = max(moment, fixed_time(session, step) or moment) + timedelta(minutes=given[step.id])
        return moment

    too_long = ends() > finish
    begin = 0
    moment = begins
    for place, at in fixed:
        stretch = steps[begin:place]
        over = _minutes(moment + _sum(given, stretch) - at, up=True)
        # As much as is asked for and no more: what is saved here may bring the end as far forward as that.
        most = _minutes(ends() - finish, up=True) if too_long else over
        if mend:
            given |= _changed(session, stretch, -min(over, most))
        moment = max(at, moment + _sum(given, stretch)) + timedelta(minutes=given[steps[place].id])
        begin = place + 1
    wanted = finish - ends()
    last = steps[begin:]
    if wanted < timedelta() and too_long:
        given |= _changed(session, last, -_minutes(-wanted, up=True))
    elif wanted > timedelta() and not too_long and not any(given[step.id] != step.minutes for step in steps):
        given |= _changed(session, last, _minutes(wanted))
    changed = [
        Change(step, given[step.id])
        for step in session.steps
        if step.id in given and given[step.id] != step.minutes
    ]
    return with_minutes(session, changed) if changed else session


def _sum(given: Mapping[str, int], steps: Sequence[Step]) -> timedelta:
    return timedelta(minutes=sum(given[step.id] for step in steps))


def _minutes(span: timedelta, *, up: bool = False) -> int:
    """A span in whole minutes, 0 at least; begun ones count where it is rounded `up`."""
    minute = timedelta(minutes=1)
    return max(0, -(-span // minute) if up else span // minute)


def _changed(session: Session, stretch: Sequence[Step], by: int) -> dict[str, int]:
    """The minutes of the steps of a stretch that can change, made longer or shorter by so many in all."""
    steps = [step for step in stretch if _flexible(session, step)]
    if not by or not steps:
        return {}
    units = _units(session, steps)
    weights = [unit[0].minutes for unit in units]
    sizes = [len(unit) for unit in units]
    floors = [_least(session, unit[0]) for unit in units]
    shares = _share(weights, sizes, floors, sum(step.minutes for step in steps) + by)
    given = {step.id: share for unit, share in zip(units, shares, strict=True) for step in unit}
    # One minute too many or too few, where only people who take turns could have it: better not quite even.
    off = sum(step.minutes for step in steps) + by - sum(given.values())
    for step in steps:
        if off < 0 and given[step.id] > _least(session, step):
            given[step.id] -= 1
            off += 1
        elif off > 0 and (by > 0 or given[step.id] < step.minutes):
            given[step.id] += 1
            off -= 1
    return given


def _units(session: Session, steps: Sequence[Step]) -> list[list[Step]]:
    """The steps one by one; those in which people take turns in the same groups, for equal minutes, together."""
    units: dict[tuple[str, int], list[Step]] = {}
    for step in steps:
        home = home_step(session, step)
        turn = home.id if step.roles and home is not None else f"alone {step.id}"
        units.setdefault((turn, step.minutes), []).append(step)
    return list(units.values())


def _flexible(session: Session, step: Step) -> bool:
    put_in = bool(session.progress.timetable) and all(
        planned.step != step.id for planned in session.progress.timetable
    )
    return step.minutes > 0 and not step.at and not put_in and not is_break(step)


def _least(session: Session, step: Step) -> int:
    """The fewest minutes a step can be fitted into."""
    return min(SHORTEST, step.minutes) if _flexible(session, step) else step.minutes


def share_time_left(session: Session, now: datetime) -> Session:
    """Fit the steps to come into the time until the planned finish, as `fit` does, the current step keeping what it has
    left."""
    step = session.step(session.progress.step)
    if step is not None:
        begins = now + left_of(session, step, now)
    else:
        begins = max(now, planned_start(session)) if session.meta.status == "planned" else now
    finish = run_sheet(session, now).planned_finish
    return _fitted(session, _first_open(session), begins.astimezone(UTC), finish.astimezone(UTC))


def shortest(session: Session) -> int:
    """The fewest minutes the plan can be fitted into, the time until a fixed step included."""
    first = _first_open(session)
    moment = _begins(session, first)
    for step in _to_come(session, first):
        moment = max(moment, fixed_time(session, step) or moment) + timedelta(minutes=_least(session, step))
    return (moment - beginning(session)) // timedelta(minutes=1)


def longest(session: Session) -> int | None:
    """The most minutes the plan can be fitted into: what it takes, where nothing after the last fixed time can be
    longer; None where there is no such bound."""
    steps = _to_come(session, _first_open(session))
    last = max((at for at, step in enumerate(steps) if fixed_time(session, step) is not None), default=-1)
    return None if any(_flexible(session, step) for step in steps[last + 1 :]) else takes(session)


def _share(weights: Sequence[int], sizes: Sequence[int], floors: Sequence[int], total: int) -> list[int]:
    """Whole numbers in proportion to the weights, none below its floor, that add up to `total` if they can; each counts
    as often as its size says."""
    shares = list(floors)
    free = [number for number, weight in enumerate(weights) if weight > 0]
    while free:
        left = total - sum(share * sizes[number] for number, share in enumerate(shares) if number not in free)
        whole = sum(weights[number] * sizes[number] for number in free)
        wanted = {number: left * weights[number] / whole for number in free}
        held = [number for number in free if wanted[number] < floors[number]]
        if held:
            free = [number for number in free if number not in held]
            continue
        for number in free:
            shares[number] = int(wanted[number])
        rest = left - sum(shares[number] * sizes[number] for number in free)
        for number in _fullest({number: wanted[number] % 1 for number in free}, sizes, rest):
            shares[number] += 1
        break
    return shares


def _fullest(remainders: Mapping[int, float], sizes: Sequence[int], rest: int) -> tuple[int, ...]:
    """Which of them get one more, so that it takes up all of the rest, or as much as can be: those with the largest
    remainders."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for number, remainder in remainders.items():
        size = sizes[number]
        for taken, (gain, chosen) in list(best.items()):
            now = taken + size
            if now <= rest and (now not in best or gain + remainder * size > best[now][0]):
                best[now] = gain + remainder * size, (*chosen, number)
    return best[max(best)][1]
