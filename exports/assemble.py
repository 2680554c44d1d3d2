"""A session with the notes that were chosen for a hand-out → the document: its sections, in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from exports import attendance, data, dated, run_sheet, sections, tables, wall
from exports.actions import done_and_to_do
from exports.agreed import what_next
from exports.document import Block, Document, Event, Heading, Paragraph, ours, typed
from exports.growing import Growing
from exports.links import expanded, group_link
from exports.scope import Fields, Kind, Scope, iso, local_zone, sample_said
from exports.sources import whose_words
from exports.statements import Places
from exports.summary import summary
from exports.whose import Hears
from exports.words import short_day
from frameworks.text import slug
from sessions import earlier, outcomes, rounds
from sessions.answers import printed
from sessions.model import ActionState, Choice, Earlier, Session
from sessions.model import Note as Written
from sessions.outcomes import written, written_on
from sessions.text import key

_KINDS: dict[Kind, str] = {
    "group": "group notes",
    "person": "a person's own notes",
    "pair": "a group's notes",
    "school": "a school's notes",
    "record": "facilitator's record",
}


def only(
    session: Session,
    notes: Sequence[Written],
    left: tuple[Earlier, ...],
    choices: tuple[Choice, ...],
    hears: Hears,
) -> Session:
    """The session with these notes, earlier items and choices alone, and with what was settled about them; `hears`
    says what of that which was said later of their learning points is told."""
    by_id = {note.id: note for note in notes}
    return replace(
        session,
        notes=tuple(notes),
        earlier=left,
        choices=choices,
        actions=tuple(one for one in session.actions if one.id.partition(".")[0] in by_id),
        points=tuple(
            replace(one, reviews=tuple(review for review in one.reviews if hears(note, review)))
            for one in session.points
            if (note := by_id.get(one.id.partition(".")[0])) is not None
        ),
    )


def scope_of(
    whole: Session,
    chosen: Session,
    kind: Kind,
    *,
    names: str,
    about: str,
    foot: str = "",
    named: bool,
    whose: str = "",
    mine: frozenset[str] = frozenset(),
    link: str = "",
    stands: dict[str, ActionState] | None = None,
    met: dict[str, str] | None = None,
    coming: tuple[Event, ...] = (),
) -> Scope:
    """What a document of `kind` is made from: `chosen` is what of the `whole` session belongs in it."""
    here = rounds.present(whole)
    shown = {note.id for note in chosen.notes}
    authors = {note.id: set(note.people) for note in whole.notes}
    held_back = [
        one
        for one in outcomes.actions(whole)
        if one.note not in shown and one.state == "open" and (not mine or mine & authors[one.note])
    ]
    return Scope(
        kind=kind,
        session=chosen,
        whose=whose,
        about=about,
        foot=(foot,) if foot else (),
        named=named,
        names=names,
        present=len(here),
        people=len(whole.people),
        schools=len({key(person.school) for person in here if person.school}),
        days=tuple(swap.dates for swap in whole.swaps),
        held_back=len(held_back) if kind in ("group", "pair", "school") else 0,
        coming=coming,
        mine=mine,
        # From the whole session: with names removed, a placeholder would be filled in otherwise.
        link=expanded(link, whole.meta) if link else group_link(whole),
        ticked=any(one.here is not None for one in whole.people),
        stands=stands or {},
        met=met or {},
    )


def document(scope: Scope, now: datetime) -> Document:
    """The hand-out; `now` is when it was made."""
    session = scope.session
    places = Places(session)
    notes = [(note, _printed(session, note, fields)) for note, fields in written(session)]
    blocks: list[Block] = [Heading(1, (typed(session.meta.title),))]
    if scope.whose:
        blocks.append(Paragraph((typed(scope.whose, strong=True),)))
    blocks += sample_said(session.meta)
    blocks.append(Paragraph((ours(scope.about),)))
    summed = summary(scope, places, notes)
    agreed = done_and_to_do(scope, places)
    growing = Growing(scope, places, notes)
    blocks += summed.blocks
    blocks += what_next(scope, actions=bool(agreed))
    if scope.kind == "record":
        blocks += tables.swaps(scope)
    blocks += agreed
    if scope.kind != "record":
        blocks += tables.swaps(scope)
    blocks += growing.earlier()
    blocks += wall.sections(scope, places, notes)
    blocks += sections.by_statement(scope, places, notes)
    blocks += sections.by_step(scope, places, notes, summed.areas)
    blocks += wall.parking_lot(scope)
    blocks += growing.learning_points()
    blocks += growing.objectives()
    blocks += growing.learning_log()
    if scope.kind == "record":
        blocks += tables.show_of_hands(session)
    blocks += tables.sat_together(scope, places)
    if scope.kind == "record":
        blocks += tables.people(session)
        if session.steps:
            blocks += [Heading(2, (ours("Run sheet"),)), run_sheet.table(session, now)]
    blocks += sections.codes(scope, now)
    blocks += _foot(scope)
    return Document(
        title=session.meta.title,
        language="en",
        meta=_front_matter(scope, now),
        blocks=tuple(blocks),
        rows=data.rows(scope, places),
        events=dated.events(scope),
        session=session,
        tags=("facilitator", *filter(None, (slug(used.framework.title) for used in session.frameworks))),
        part=_part(scope),
        made=now,
    )


def _foot(scope: Scope) -> list[Block]:
    """What is to be known of the file itself: the names, when it goes, whose the statements are."""
    session = scope.session
    gone = earlier.delete_by(session)
    said = [*scope.foot, *([f"Delete this file by {short_day(gone)}."] if gone is not None else [])]
    blocks: list[Block] = [*attendance.for_own_record(scope)]
    if said:
        blocks.append(Paragraph((ours(" ".join(said)),)))
    words = [whose_words(used.framework) for used in session.frameworks]
    blocks += [Paragraph(line) for line in words if line]
    return [Heading(2, (ours("About this file"),)), *blocks] if blocks else []


def _part(scope: Scope) -> str:
    """Why what a document is made from is not the whole session, for the file itself and for whoever would take it in
    as one; "" where it is."""
    if scope.kind == "record" and scope.names == "kept":
        return ""
    held = "everything that was written down" if scope.kind == "record" else f"{_KINDS[scope.kind]} alone"
    names = {"removed": ", with names removed", "kept": ""}.get(scope.names, f", with {scope.names}")
    return (
        f"This is a hand-out and not a whole session: it holds {held}{names}. A session is taken in from the "
        "facilitator's record with names kept, or from what “facilitator sessions bundle” writes."
    )


def _printed(session: Session, note: Written, fields: Fields) -> Fields:
    """A note's fields with their dates as they are said."""
    day = written_on(session, note)
    return tuple((field, printed(field.kind, text, day)) for field, text in fields)


def _front_matter(scope: Scope, now: datetime) -> tuple[tuple[str, str], ...]:
    meta = scope.session.meta
    found = [
        ("title", meta.title),
        ("kind", _KINDS[scope.kind]),
        ("for", scope.whose),
        ("names", scope.names),
        ("cluster", meta.cluster),
        ("date", meta.date.isoformat()),
        ("frameworks", ", ".join(used.framework.title for used in scope.session.frameworks)),
        (
            "wording",
            "; ".join(used.framework.status for used in scope.session.frameworks if used.framework.status),
        ),
        ("review", iso(meta.review_date)),
        ("delete by", iso(earlier.delete_by(scope.session))),
        ("sample", "SAMPLE DATA" if meta.sample else ""),
        ("made", now.astimezone(local_zone(meta.zone)).date().isoformat()),
    ]
    return tuple((name, value) for name, value in found if value)
