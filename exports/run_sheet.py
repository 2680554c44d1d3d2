"""The run sheet as a hand-out: the plan with its times, and once the session has begun how it really went.

Before the session it says in few words what to have ready for a step and what to say first. All else that the
facilitator alone reads is in the guide and not here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from exports import guide_words as said
from exports import names as hiding
from exports.dated import session_event
from exports.document import Block, Document, Heading, Line, Paragraph, Span, Table, between, ours, typed
from exports.names import Names
from exports.scope import local_zone, sample_said
from exports.words import counted, long_day, sentence
from sessions import forms, runsheet
from sessions.model import Planned, Session, Source, Step, Visit
from sessions.text import one_line

_MINUTE = timedelta(minutes=1)
# Left so much later than the next one was begun, a step was gone back to.
_AGAIN = 2 * _MINUTE
# How the words to the facilitator bring in what is said aloud: shortly, and not to somebody in particular. Only English
# is understood.
_SAID = re.compile(
    r"(?:^|(?<=[.!?:;”\"] ))(?!(?:[^.!?:]* )?(?:if|who)\b)(?:[^\s.!?\"“:]+ ){0,6}?(?:say|ask|then)\b[^.!?\"“:]*:"
    r" [\"“]([^\"”]+)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[.!?…](?=\s|$)")
_SAID_LENGTH = 90
_ON_PAPER: tuple[Source, ...] = ("person", "group", "school")
_GUIDE = (
    "The full guide, with all there is to say and to watch for at each step, is written from the plan: press g "
    "(“Guide”) there."
)


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
    if session.steps and meta.status != "finished":
        blocks.append(Paragraph((ours(_GUIDE),)))
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
    sitting = {step.id: said.sitting(step, session.steps) for step in session.steps}
    if runsheet.begun(session) is None:
        beside = [(sitting[step.id], _ready(session, step)) for step in session.steps]
        both = zip(_planned_rows(session), beside, strict=True)
        return _without_empty(
            ("At", "Minutes", "Step", "Together", "Have ready, and say"),
            tuple((*row, *more) for row, more in both),
        )
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
            sitting[row.step.id],
            (ours(_different(row, visit, entered, minutes)),),
        ))  # fmt: skip
    head = ("Step", "Planned", "Began", "Minutes planned", "Minutes taken", "Together", "Besides")
    return _without_empty(head, tuple(rows))


def _without_empty(head: tuple[str, ...], rows: tuple[tuple[Line, ...], ...]) -> Table:
    """The table, without its last column where nothing stands in it."""
    if any("".join(span.text for span in row[-1]) for row in rows):
        return Table(head, rows)
    return Table(head[:-1], tuple(row[:-1] for row in rows))


def _ready(session: Session, step: Step) -> Line:
    """What has to be there for a step, and the first sentence that its words to the facilitator have them say."""
    things: list[Line] = []
    if any(forms.writes(step, source) for source in _ON_PAPER):
        things.append((ours("worksheets"),))
    if step.framework and said.reads(step):
        titles = (used.framework.title for used in session.frameworks if used.framework.id == step.framework)
        things.append((ours("“"), typed(one_line(next(titles, step.framework))), ours("” in print")))
    line = between(", ", things)
    if line:
        line = (replace(line[0], text=sentence(line[0].text)), *line[1:], ours("."))
    if words := spoken(step.private):
        line = (*line, ours(" Say: “" if line else "Say: “"), typed(words), ours("”"))
    return line


def spoken(private: str) -> str:
    """The first words that the words to the facilitator have them say to the room: a sentence, or more where they are
    short; "" where there are none."""
    found = _SAID.search(one_line(private.replace("\n>", "\n")))
    if found is None:
        return ""
    words = found[1].strip()
    ends = [one.end() for one in _SENTENCE_ENDS.finditer(words)] or [len(words)]
    end = max((one for one in ends if one <= _SAID_LENGTH), default=ends[0])
    return words if end == len(words) else f"{words[:end]} …"


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
