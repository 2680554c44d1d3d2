"""Fitting a plan into the time there is: before the day, and in the room when time runs away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from sessions.model import Session, Step
from sessions.rounds import home_step
from sessions.runsheet import begun, fixed_time, left_of, left_out, planned_start, run_sheet, timetable

# Shorter than this a step cannot be introduced, done and closed.
SHORTEST = 2


def fit(session: Session, minutes: int) -> Session:
    """Fit the steps still to come into so many minutes in all, in proportion to what they have now.

    Steps done or running keep their minutes, and nothing gets shorter than SHORTEST (or what it had, if less).
    A step at a fixed time keeps its minutes too: those before it share the time until then, those after it the
    time that is left. Whole minutes are shared out by largest remainder, so that the sum is exact wherever it is
    possible. Steps in which people take turns in the same groups keep equal minutes, if they had, as far as the
    sum allows.
    """
    first = _first_open(session)
    begins = _begins(session, first)
    done = sum(step.minutes for step in session.steps[:first])
    return _fitted(session, first, begins, begins + timedelta(minutes=minutes - done))


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
        return planned_start(session).astimezone(UTC)
    plan = timetable(session, begun(session))
    return plan[place - 1].at + timedelta(minutes=session.steps[place - 1].minutes)


def _fitted(session: Session, first: int, begins: datetime, finish: datetime) -> Session:
    """The steps from place `first` on fitted between two instants, one stretch between fixed times at a time."""
    given: dict[str, int] = {}
    stretch: list[Step] = []
    moment = begins
    for step in _to_come(session, first):
        fixed = fixed_time(session, step)
        if fixed is None:
            stretch.append(step)
            continue
        shares = _fit_stretch(session, stretch, fixed - moment)
        given |= shares
        took = timedelta(minutes=sum(shares.get(one.id, one.minutes) for one in stretch))
        moment = max(fixed, moment + took) + timedelta(minutes=step.minutes)
        stretch = []
    given |= _fit_stretch(session, stretch, finish - moment)
    return replace(
        session,
        steps=tuple(
            replace(step, minutes=given[step.id])
            if step.id in given and given[step.id] != step.minutes
            else step
            for step in session.steps
        ),
    )


def _fit_stretch(session: Session, stretch: Sequence[Step], room: timedelta) -> dict[str, int]:
    """The minutes of the steps of a stretch that can change, by their ids."""
    flexible = [step for step in stretch if _flexible(step)]
    kept = sum(step.minutes for step in stretch if not _flexible(step))
    shares = _share(
        [step.minutes for step in flexible],
        [_least(step) for step in flexible],
        max(0, room // timedelta(minutes=1)) - kept,
    )
    return _fair(session, flexible, {step.id: share for step, share in zip(flexible, shares, strict=True)})


def _flexible(step: Step) -> bool:
    return step.minutes > 0 and not step.at


def _least(step: Step) -> int:
    """The fewest minutes a step can be fitted into."""
    return min(SHORTEST, step.minutes) if _flexible(step) else step.minutes


def _fair(session: Session, steps: Sequence[Step], given: Mapping[str, int]) -> dict[str, int]:
    """Equal minutes for those who speak first and second; what is over goes to the longest other step."""
    fair = dict(given)
    turns: dict[str, list[Step]] = {}
    for step in steps:
        home = home_step(session, step)
        if step.roles and home is not None:
            turns.setdefault(home.id, []).append(step)
    taking = {step.id for group in turns.values() for step in group}
    others = [step for step in steps if step.id not in taking]
    for group in turns.values():
        if len({step.minutes for step in group}) > 1 or not others:
            continue
        least = min(fair[step.id] for step in group)
        over = sum(fair[step.id] - least for step in group)
        for step in group:
            fair[step.id] = least
        longest = max(others, key=lambda step: fair[step.id])
        fair[longest.id] += over
    return fair


def share_time_left(session: Session, now: datetime) -> Session:
    """Fit the steps to come into the time until the planned finish, the current step keeping what it has left."""
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
    begins = moment = _begins(session, first)
    for step in _to_come(session, first):
        moment = max(moment, fixed_time(session, step) or moment) + timedelta(minutes=_least(step))
    done = sum(step.minutes for step in session.steps[:first])
    return done + (moment - begins) // timedelta(minutes=1)


def _share(weights: Sequence[int], floors: Sequence[int], total: int) -> list[int]:
    """Whole numbers in proportion to the weights, none below its floor, that add up to `total` if they can."""
    shares = list(floors)
    free = [number for number, weight in enumerate(weights) if weight > 0]
    while free:
        left = total - sum(share for number, share in enumerate(shares) if number not in free)
        whole = sum(weights[number] for number in free)
        wanted = {number: left * weights[number] / whole for number in free}
        held = [number for number in free if wanted[number] < floors[number]]
        if held:
            free = [number for number in free if number not in held]
            continue
        for number in free:
            shares[number] = int(wanted[number])
        rest = left - sum(shares[number] for number in free)
        by_remainder = sorted(free, key=lambda number: (int(wanted[number]) - wanted[number], number))
        for number in by_remainder[: max(0, rest)]:
            shares[number] += 1
        break
    return shares
