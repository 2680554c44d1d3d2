"""What the room sees, as data: a function of the saved session and the time.

`StageView` has no field for private notes, so that no stage, in this terminal or another, can show them.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from frameworks.model import Framework
from sessions import clock as clocks
from sessions import wall_stage
from sessions.breaks import is_break
from sessions.clock import ClockView
from sessions.dates import long_date, minutes
from sessions.faces import REVIEW_CODE, Entry, Face, FaceKind, faces
from sessions.model import Session, Step
from sessions.prompts import Block, BlockKind, Span

# Addresses; a bracket around one goes with it.
_LINK = re.compile(r"\(?https?://\S+")

StageKind = Literal["face", "wall", "note", "qr", "blank", "waiting", "end"]


class StageView(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of the stage.

    `first` is the word (or entry) the page begins with; `number` of `total` steps feeds the progress dots;
    `clock` is the one of the step the room is at: while another step's still runs, the room sees none; a `timed` step
    has one or will have it, so that room is kept for it; `face` of `faces` says how far the step has been turned
    through; `qr` names the code to show, on the `day` it is: what a code leads to may be still to come. Where there
    are both, the pages of `entries` come before those of `blocks`. In a step that is a break people are `away`: the
    time they are told is the one to be back at.
    """

    kind: StageKind
    face_kind: FaceKind | None = None
    cluster: str = ""
    title: str = ""
    heading: str = ""
    caption: str = ""
    blocks: tuple[Block, ...] = ()
    entries: tuple[Entry, ...] = ()
    first: int = 0
    clock: ClockView | None = None
    number: int = 0
    total: int = 0
    face: int = 0
    faces: int = 0
    qr: str = ""
    day: date | None = None
    sample: bool = False
    away: bool = False
    timed: bool = False


def current_step(session: Session) -> Step | None:
    """The step the room is at, or None before the start."""
    return session.step(session.progress.step)


def stage_view(session: Session, now: datetime) -> StageView:
    """What the room sees now."""
    shown = session.progress.shown
    step = current_step(session)
    base = _base(session, step, now)
    if shown.kind == "blank":
        return StageView(kind="blank", sample=session.meta.sample)
    if shown.kind == "wall":
        wall = wall_stage.picture(session)
        return msgspec.structs.replace(base, kind="wall", first=shown.word, **wall._asdict())
    if shown.kind == "note":
        note = session.note(shown.ref)
        if note is not None and note.shared == "room":
            large = wall_stage.note_picture(session, note)
            return msgspec.structs.replace(base, kind="note", first=shown.word, **large._asdict())
    if shown.kind == "qr":
        day = now.astimezone(ZoneInfo(session.meta.zone)).date()
        return msgspec.structs.replace(base, kind="qr", qr=shown.ref, day=day)
    if session.meta.status == "finished":
        return msgspec.structs.replace(
            base, kind="end", heading="Thank you", blocks=_end(session), clock=None, timed=False
        )
    if step is None:
        return msgspec.structs.replace(
            base,
            kind="waiting",
            heading=session.meta.title,
            blocks=_welcome(session),
            first=session.progress.word,
        )
    turned = faces(session, step)
    index = min(session.progress.face, len(turned) - 1)
    face = turned[index]
    if face.kind == "qr":
        base = msgspec.structs.replace(base, face_kind="qr", heading=face.heading, qr=REVIEW_CODE)
        return msgspec.structs.replace(base, kind="qr", face=index, faces=len(turned))
    picture = _faced(base, step, face)
    return msgspec.structs.replace(picture, first=session.progress.word, face=index, faces=len(turned))


def face_view(session: Session, step: Step, face: Face, now: datetime) -> StageView:
    """How one face of any step would look on the stage, for looking ahead and for checking that it fits."""
    return _faced(_base(session, step, now), step, face)


def _faced(base: StageView, step: Step, face: Face) -> StageView:
    """The picture with one face of the step on it."""
    blocks = face.blocks
    if not (blocks or face.entries or face.caption) and base.clock is None and step.minutes:
        # A step without words is about its time; once its clock runs, that says it.
        blocks = (_text(minutes(step.minutes)),)
    return msgspec.structs.replace(
        base,
        kind="face",
        face_kind=face.kind,
        heading=face.heading,
        caption=face.caption,
        blocks=blocks,
        entries=face.entries,
    )


def _base(session: Session, step: Step | None, now: datetime) -> StageView:
    ids = [one.id for one in session.steps]
    return StageView(
        kind="waiting",
        cluster=session.meta.cluster,
        title=step.title if step else session.meta.title,
        clock=_clock(session, step, now),
        number=ids.index(step.id) + 1 if step else 0,
        total=len(ids),
        sample=session.meta.sample,
        away=step is not None and is_break(step),
        timed=step is not None and step.minutes > 0,
    )


def _clock(session: Session, step: Step | None, now: datetime) -> ClockView | None:
    """The step's own clock. One that was started for another step runs on, but here it would be read as the time
    there is for what is on the stage; the console shows it with its step."""
    if step is None or session.clock.step != step.id:
        return None
    return clocks.view(session.clock, now, ZoneInfo(session.meta.zone))


def _text(text: str, kind: BlockKind = "paragraph") -> Block:
    return Block(kind=kind, level=0, marker="", spans=(Span(text=text),))


def _welcome(session: Session) -> tuple[Block, ...]:
    """Where we are and when it begins, then what the words of each framework are and where they come from."""
    begins = f"{session.meta.cluster}\n{long_date(session.meta.date)}\nWe begin at {session.meta.start}."
    standings = (_standing(used.framework) for used in session.frameworks)
    return (_text(begins), *(_text(words, "aside") for words in standings if words))


def _standing(framework: Framework) -> str:
    """The status and the source of a framework; nobody copies an address from the stage."""
    status, source = framework.status.strip(" ."), framework.source.strip()
    source = _LINK.sub("", source).strip(" .,:;(<>") or source
    said = [status] if status else []
    said += [f"Source: {source}" if said else f"the source is {source}"] if source else []
    return f"{framework.title}: {'. '.join(said)}." if said else ""


def _end(session: Session) -> tuple[Block, ...]:
    day = session.meta.review_date
    return (_text(f"We meet again on {long_date(day)}."),) if day else ()
