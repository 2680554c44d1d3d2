"""The run sheet as a hand-out: the plan with its times, and once the session has begun how it really went.

What the facilitator alone reads at a step, and what has to be there, are in the guide and not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from exports import guide_words as said
from exports import names as hiding
from exports.dated import session_event
from exports.document import Block, Document, Heading, Line, Paragraph, Span, Table, ours, typed
from exports.names import Names
from exports.scope import local_zone, sample_said
from exports.words import counted, long_day
from sessions import runsheet
from sessions.model import Planned, Session, Step, Visit
from sessions.text import one_line

_MINUTE = timedelta(minutes=1)
# Left so much later than the next one was begun, a step was gone back to.
_AGAIN = 2 * _MINUTE


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """When a session began and ended, in its own zone: as it really was, else as it was planned."""

    begins: datetime
    ends: datetime
    real: bool

    @property
    def minutes(self) -> int:
        """How long it took, in whole minutes."""
        return round((self.ends.astimezone(UTC) - self.begins.astimezone(UTC)) / _MINUTE)

    @property
    def words(self) -> str:
        """``"09:01 to 11:04"``."""
        return f"{self.begins:%H:%M} to {self.ends:%H:%M}"


def times(session: Session) -> Times:
    """When a session was. One that was closed on another day than it began, because nobody closed it before, or that is
    not over yet, has its planned times."""
    zone = local_zone(session.meta.zone)
    began, ended = runsheet.begun(session), session.progress.finished_at
    if session.meta.status == "finished" and began is not None and ended is not None:
        begins, ends = began.astimezone(zone), ended.astimezone(zone)
        if begins.date() == ends.date():
            return Times(begins=begins, ends=ends, real=True)
    plan = _plan(_known(session))
    return Times(begins=plan[0].at.astimezone(zone), ends=plan[-1].at.astimezone(zone), real=False)


def run_sheet(session: Session, now: datetime, names: Names = "kept") -> Document:
    """The run sheet; before the session only as it is planned. `now` is when it is made."""
    session = _known(hiding.removed(session) if names == "removed" else session)
    meta = session.meta
    about = {
        "planned": "Run sheet: how it is planned.",
        "running": "Run sheet: how it was planned, and how it is going.",
        "finished": "Run sheet: how it was planned, and how it went.",
    }[meta.status]
    blocks: list[Block] = [Heading(1, (typed(meta.title),)), *sample_said(meta), Paragraph((ours(about),))]
    blocks.append(Paragraph(_in_words(session, now)))
    blocks += [table(session, now)] if session.steps else []
    planned = Table(("At", "Minutes", "Step"), _planned_rows(session))
    steps = "\n".join(f"{row[0][0].text} {one_line(row[2][0].text)}" for row in planned.rows)
    found = [
        ("title", meta.title),
        ("kind", "run sheet"),
        ("names", names),
        ("cluster", meta.cluster),
        ("date", meta.date.isoformat()),
        ("sample", "SAMPLE DATA" if meta.sample else ""),
        ("made", now.astimezone(local_zone(meta.zone)).date().isoformat()),
    ]
    return Document(
        title=meta.title,
        meta=tuple((name, value) for name, value in found if value),
        blocks=tuple(blocks),
        events=(session_event(session, one_line(meta.title), steps),),
        tags=("facilitator",),
        part="This is a run sheet and not a whole session: it holds the plan and its times alone.",
        made=now,
    )


def table(session: Session, now: datetime) -> Table:
    """The steps with their times: as planned, and once the session has begun as they were."""
    session = _known(session)
    if runsheet.begun(session) is None:
        sitting = [said.sitting(step, session.steps) for step in session.steps]
        together = zip(_planned_rows(session), sitting, strict=True)
        return Table(("At", "Minutes", "Step", "Together"), tuple((*row, line) for row, line in together))
    zone = local_zone(session.meta.zone)
    sheet = runsheet.run_sheet(session, now)
    visits = {visit.step: visit for visit in session.progress.visits}
    entered = sorted(visit.entered for visit in visits.values() if not visit.skipped)
    minutes = _minutes(session)
    rows = []
    for row in sheet.rows:
        visit = visits.get(row.step.id)
        began = f"{visit.entered.astimezone(zone):%H:%M}" if visit and not visit.skipped else ""
        left = visit.left if visit else None
        taken = str(round((left - visit.entered) / _MINUTE)) if visit and left and not visit.skipped else ""
        planned = f"{row.planned:%H:%M}" if row.step.id in minutes else ""
        cells = (planned, began, str(minutes.get(row.step.id, row.step.minutes)), taken)
        rows.append((
            (ours(f"{row.number} "), typed(one_line(row.step.title))),
            *((ours(cell),) for cell in cells),
            (ours(_different(row, visit, entered, minutes)),),
        ))  # fmt: skip
    head = ("Step", "Planned", "Began", "Minutes planned", "Minutes taken", "Besides")
    if all(not row[-1][0].text for row in rows):
        return Table(head[:-1], tuple(row[:-1] for row in rows))
    return Table(head, tuple(rows))


def _different(
    row: runsheet.Row, visit: Visit | None, entered: list[datetime], minutes: Mapping[str, int]
) -> str:
    """What is to be said of a step beside its times."""
    found = [] if row.step.id in minutes else ["put in on the way"]
    if row.state == "skipped":
        found.append("left out" if visit is not None else "not reached")
    elif row.state == "now":
        found.append("now")
    elif row.state == "ahead":
        found.append(f"expected at {row.expected:%H:%M}")
    elif visit is not None and visit.left is not None:
        after = next((moment for moment in entered if moment > visit.entered), None)
        if after is not None and visit.left - after >= _AGAIN:
            found.append("gone back to")
    return ", ".join(found)


def _planned_rows(session: Session) -> tuple[tuple[Line, Line, Line], ...]:
    zone = local_zone(session.meta.zone)
    plan = {planned.step: planned.at for planned in _plan(session)}
    return tuple(
        (
            (ours(f"{plan[step.id].astimezone(zone):%H:%M}"),),
            (ours(str(step.minutes)),),
            (typed(one_line(step.title)),),
        )
        for step in session.steps
        if step.id in plan
    )


def _plan(session: Session) -> tuple[Planned, ...]:
    """When each step was planned to begin: as it stood when the session began, or as it stands."""
    return session.progress.timetable or runsheet.timetable(session)


def _minutes(session: Session) -> dict[str, int]:
    """The minutes that each step was planned for when the session began; those put in on the way are not among
    them."""
    steps: dict[str, Step] = {step.id: step for step in session.steps}
    found: dict[str, int] = {}
    for one, following in pairwise(_plan(session)):
        step, after = steps.get(one.step), steps.get(following.step)
        if step is not None:
            # Before a fixed time there may be a wait, which is not the step's.
            waits = after is not None and bool(after.at)
            found[step.id] = step.minutes if waits else round((following.at - one.at) / _MINUTE)
    return found


def _in_words(session: Session, now: datetime) -> Line:
    """When it is or was, and how that differs from the plan."""
    meta = session.meta
    sheet = runsheet.run_sheet(session, now)
    where: tuple[Span, ...] = (typed(one_line(meta.cluster)), ours(", ")) if meta.cluster.strip() else ()
    ends = _plan(session)[-1].at.astimezone(local_zone(meta.zone))
    span = runsheet.length(ends.astimezone(UTC) - sheet.planned_start.astimezone(UTC))
    many = counted(len(_plan(session)) - 1, "step")
    text = (
        f"{long_day(meta.date)}. Planned from {sheet.planned_start:%H:%M} to {ends:%H:%M}, {many} in {span}."
    )
    began = runsheet.begun(session)
    if began is not None:
        began = began.astimezone(local_zone(meta.zone))
        day = f" on {long_day(began.date())}" if began.date() != meta.date else ""
        really = times(session)
        text += f" It began{day} at {began:%H:%M}"
        if really.real:
            text += f" and ended at {really.ends:%H:%M}, {sheet.verdict}."
        elif meta.status == "finished":
            text += "; when it ended is not known."
        else:
            text += f" and is expected to end at {sheet.expected_finish:%H:%M}"
            text += "." if sheet.other_day else f", {sheet.verdict}."
    return (*where, ours(text))


def _known(session: Session) -> Session:
    """The session in a time zone that is known here."""
    return replace(session, meta=replace(session.meta, zone=local_zone(session.meta.zone).key))
