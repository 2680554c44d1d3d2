"""Session → document: what each kind of hand-out says.

First the notes that concern it are chosen, then names are removed, and only then is anything written: what was
not chosen is not there to be said by mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from exports import names as hiding
from exports import sections, tables
from exports.calendar import review_event
from exports.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    QrCode,
    ours,
    typed,
)
from exports.growing import Growing
from exports.names import Names
from exports.scope import Fields, Kind, Scope, iso, local_zone
from exports.statements import Places
from exports.whose import (
    brought_to_group,
    brought_to_person,
    brought_to_room,
    brought_to_school,
    concerns,
    concerns_group,
    concerns_school,
)
from exports.words import long_day
from sessions import rounds
from sessions.answers import printed
from sessions.model import Earlier, Group, Person, Round, Session
from sessions.model import Note as Written
from sessions.outcomes import actions, written, written_on
from sessions.text import key

_KINDS: dict[Kind, str] = {
    "group": "group notes",
    "person": "a person's own notes",
    "pair": "a group's notes",
    "school": "a school's notes",
    "record": "facilitator's record",
}


def group_notes(session: Session, now: datetime, names: Names = "removed", link: str = "") -> Document:
    """What was shared with the room, names removed unless kept. `link` is where the notes can be found."""
    notes = [note for note in session.notes if note.shared == "room"]
    chosen = _only(session, notes, brought_to_room(session, notes))
    about = ["Group notes: what was shared with the room, and nothing else."]
    if names == "removed":
        chosen = hiding.removed(chosen, whole=session)
        about.append(
            "Names removed: people, schools, roles, pairs and helpers are left out, and names found in the notes "
            "are replaced. Whoever was there may still recognise a story."
        )
    else:
        about.append("Names kept.")
    scope = _scope(session, chosen, "group", names=names, about=about, named=names == "kept", link=link)
    return _document(scope, now)


def own_notes(
    session: Session, person_id: str, now: datetime, names: Names | None = None, link: str = ""
) -> Document:
    """Everything someone wrote, what they named as help included, and what their groups and school gave.

    `names` None removes other people's names, ``"kept"`` keeps all, ``"removed"`` removes their own as well and
    says "Leader 3" instead. Raises KeyError for someone who is not of the session.
    """
    person = _person(session, person_id)
    notes = [note for note in session.notes if concerns(session, note, person)]
    chosen = _only(session, notes, brought_to_person(session, notes, person))
    about = ["Your own notes, and what your pair, group or school gave."]
    if names == "removed":
        whose = hiding.pseudonym(session, person_id)
        chosen = hiding.removed(chosen, whole=session, pseudonyms=True)
    else:
        whose = person.name
        chosen = chosen if names == "kept" else hiding.removed(chosen, whole=session, keep=(person_id,))
    about.append(_names_said(names))
    scope = _scope(
        session,
        chosen,
        "person",
        names=names or "other people's names removed",
        whose=whose,
        about=about,
        named=names == "kept",
        mine=frozenset({person_id}),
        link=link,
    )
    tasks = [
        action.what for action in actions(chosen) if action.owner == person_id and action.state == "open"
    ]
    if tasks and chosen.meta.review_date is not None:
        event = QrCode(
            caption=f"Your actions and the review on {long_day(chosen.meta.review_date)}, for your calendar",
            payload=review_event(chosen, tasks),
            name="actions",
            personal=True,
        )
        scope = replace(scope, event=event)
    return _document(scope, now)


def pair_notes(
    session: Session, round_id: str, group_id: str, now: datetime, names: Names | None = None, link: str = ""
) -> Document:
    """What a pair or group gave, and what its people shared with it at the steps they sat together.

    Names as in `own_notes`, the people of the group being the ones who stay. Raises KeyError if there is no
    such group.
    """
    made, group = _group(session, round_id, group_id)
    notes = [note for note in session.notes if concerns_group(session, note, made, group)]
    chosen = _only(session, notes, brought_to_group(session, notes, group.people))
    word = hiding.group_word(len(group.people)).lower()
    about = [f"What one {word} gave, and what its people shared with each other."]
    if names == "removed":
        whose = hiding.group_pseudonym(session, round_id, group_id)
        chosen = hiding.removed(chosen, whole=session, pseudonyms=True)
    else:
        people = ", ".join(rounds.names(session, group.people))
        whose = f"{group.label}: {people}" if people else group.label
        chosen = chosen if names == "kept" else hiding.removed(chosen, whole=session, keep=group.people)
    about.append(_names_said(names))
    scope = _scope(
        session,
        chosen,
        "pair",
        names=names or "other people's names removed",
        whose=whose,
        about=about,
        named=True,
        mine=frozenset(group.people),
        link=link,
    )
    return _document(scope, now)


def school_notes(
    session: Session, school: str, now: datetime, names: Names | None = None, link: str = ""
) -> Document:
    """What a school gave, and what its people shared with the room; what someone wrote for themselves or for
    their pair is not their school's. Names as in `own_notes`. Raises KeyError if nobody is of that school."""
    people = tuple(person.id for person in session.people if key(person.school) == key(school))
    given = [*(note.school for note in session.notes), *(item.school for item in session.earlier)]
    if not people and key(school) not in map(key, given):
        raise KeyError(school)
    school = next((one.school for one in session.people if one.id in people), school)
    notes = [note for note in session.notes if concerns_school(note, school, people)]
    chosen = _only(session, notes, brought_to_school(session, notes, school, people))
    about = ["What one school gave, and what its people shared with the room."]
    if names == "removed":
        whose = hiding.school_pseudonym(session, school)
        chosen = hiding.removed(chosen, whole=session, pseudonyms=True)
    else:
        whose = school
        chosen = (
            chosen
            if names == "kept"
            else hiding.removed(chosen, whole=session, keep=people, keep_schools=(school,))
        )
    about.append(_names_said(names))
    scope = _scope(
        session,
        chosen,
        "school",
        names=names or "other people's names removed",
        whose=whose,
        about=about,
        named=True,
        mine=frozenset(people),
        link=link,
    )
    return _document(scope, now)


def rounds_to_write(session: Session) -> tuple[Round, ...]:
    """The rounds whose groups get notes of their own: those in force, and of those made anew since the groups
    that something was written in."""
    newest = rounds.in_force(session)
    found = []
    for made in session.rounds:
        if made not in newest:
            made = replace(
                made,
                groups=tuple(
                    group
                    for group in made.groups
                    if any(concerns_group(session, note, made, group) for note in session.notes)
                ),
            )
        if made.groups:
            found.append(made)
    return tuple(found)


def record(session: Session, now: datetime, names: Names = "kept", link: str = "") -> Document:
    """Everything, with names: chosen on purpose, and said so at its top."""
    about = [
        "The facilitator's record: everything that was written down, what people wrote for themselves alone "
        "included. It is for the facilitator, not for handing out.",
    ]
    chosen = session
    if names == "removed":
        chosen = hiding.removed(session, pseudonyms=True)
        about.append("Names removed: each person, school and pair has a stand-in, the same throughout.")
    else:
        about.append("Names kept.")
    scope = _scope(session, chosen, "record", names=names, about=about, named=True, link=link)
    return _document(scope, now)


def _names_said(names: Names | None) -> str:
    if names == "removed":
        return (
            "Names removed: each person, school and pair has a stand-in, the same in all files made together."
        )
    return "Names kept." if names == "kept" else "Other people's names removed."


def _person(session: Session, person_id: str) -> Person:
    person = session.person(person_id)
    if person is None:
        raise KeyError(person_id)
    return person


def _group(session: Session, round_id: str, group_id: str) -> tuple[Round, Group]:
    for made in session.rounds:
        for group in made.groups:
            if made.id == round_id and group.id == group_id:
                return made, group
    raise KeyError(group_id)


def _only(session: Session, notes: Sequence[Written], earlier: tuple[Earlier, ...]) -> Session:
    """The session with these notes and earlier items alone, and with what was settled about them."""
    ids = {note.id for note in notes}
    return replace(
        session,
        notes=tuple(notes),
        earlier=earlier,
        actions=tuple(one for one in session.actions if one.id.partition(".")[0] in ids),
        points=tuple(one for one in session.points if one.id.partition(".")[0] in ids),
    )


def _scope(
    whole: Session,
    chosen: Session,
    kind: Kind,
    *,
    names: str,
    about: Sequence[str],
    named: bool,
    whose: str = "",
    mine: frozenset[str] = frozenset(),
    link: str = "",
) -> Scope:
    here = rounds.present(whole)
    return Scope(
        kind=kind,
        session=chosen,
        whose=whose,
        about=tuple(about),
        named=named,
        names=names,
        present=len(here),
        people=len(whole.people),
        schools=len({key(person.school) for person in here if person.school}),
        swaps=len(whole.swaps),
        mine=mine,
        link=link,
    )


def _document(scope: Scope, now: datetime) -> Document:
    session = scope.session
    places = Places(session)
    notes = [(note, _printed(session, note, fields)) for note, fields in written(session)]
    blocks: list[Block] = [Heading(1, (typed(session.meta.title),))]
    if scope.whose:
        blocks.append(Paragraph((typed(scope.whose, strong=True),)))
    if session.meta.sample:
        text = "SAMPLE DATA: the people, schools and notes in this file are made up."
        blocks.append(Paragraph((ours(text, strong=True),)))
    blocks.append(Paragraph((ours(" ".join(scope.about)),)))
    blocks += sections.summary(scope, places, notes)
    growing = Growing(scope, places, notes)
    blocks += sections.agreed(scope, places)
    blocks += growing.earlier()
    blocks += sections.by_statement(scope, places, notes)
    blocks += sections.by_step(scope, places, notes)
    blocks += growing.learning_points()
    blocks += growing.objectives()
    blocks += growing.learning_log()
    if scope.kind == "record":
        blocks += tables.show_of_hands(session)
    blocks += tables.sat_together(scope, places)
    blocks += tables.swaps(scope)
    if scope.kind == "record":
        blocks += [*tables.people(session), *tables.run_sheet(session)]
    blocks += sections.codes(scope)
    return Document(
        title=session.meta.title,
        language="en",
        meta=_front_matter(scope, now),
        blocks=tuple(blocks),
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
        ("delete by", iso(meta.delete_by)),
        ("sample", "SAMPLE DATA" if meta.sample else ""),
        ("made", now.astimezone(local_zone(meta.zone)).date().isoformat()),
    ]
    return tuple((name, value) for name, value in found if value)
