"""Session → document: what each kind of hand-out says.

First the notes that concern it are chosen, then names are removed, and only then is anything written: what was
not chosen is not there to be said by mistake.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from exports import names as hiding
from exports import whose as whose_is
from exports.assemble import document, only, scope_of
from exports.calendar import review_event
from exports.called import foot_said, in_round, names_said
from exports.dated import to_do
from exports.document import Document, Event, QrCode
from exports.names import Names
from exports.whose import (
    brought_to_group,
    brought_to_person,
    brought_to_room,
    brought_to_school,
    chosen_by_group,
    chosen_by_person,
    chosen_by_school,
    chosen_in_room,
    concerns,
    concerns_group,
    concerns_school,
    heard_by_group,
    heard_by_person,
    heard_by_school,
    heard_in_room,
)
from exports.words import long_day
from sessions import rounds, series, swaps
from sessions.model import Group, Person, Round, Session
from sessions.text import key


def group_notes(
    session: Session,
    now: datetime,
    names: Names = "removed",
    link: str = "",
    coming: tuple[Event, ...] = (),
) -> Document:
    """What was shared with the room, names removed unless kept. `link` is where the notes can be found, and `coming`
    the session that goes on from this one (see `exports.dated.next_session`), here as below."""
    chosen = shared_with_room(session)
    if names == "removed":
        chosen = hiding.removed(chosen, whole=session)
    scope = scope_of(
        session,
        chosen,
        "group",
        names=names,
        about=f"Group notes: what was shared with the room. {names_said(names)}",
        foot=hiding.GROUP_SAYS if names == "removed" else "",
        named=names == "kept",
        link=link,
        coming=coming,
    )
    return document(scope, now)


def shared_with_room(session: Session) -> Session:
    """The session with what group notes are made of alone: what was shared with the room."""
    notes = [note for note in session.notes if note.shared == "room"]
    return only(session, notes, brought_to_room(session, notes), chosen_in_room(session), heard_in_room)


def own_notes(
    session: Session,
    person_id: str,
    now: datetime,
    names: Names | None = None,
    link: str = "",
    coming: tuple[Event, ...] = (),
) -> Document:
    """Everything someone wrote, what they named as help included, and what their groups and school gave.

    `names` None removes other people's names, ``"kept"`` keeps all, ``"removed"`` removes their own as well and
    says "Leader 3" instead. Raises KeyError for someone who is not of the session.
    """
    person = _person(session, person_id)
    notes = [note for note in session.notes if concerns(session, note, person)]
    chosen = only(
        session,
        notes,
        brought_to_person(session, notes, person),
        chosen_by_person(session, person),
        heard_by_person(person),
    )
    # What others kept to themselves is not told, but whether what they do together is done.
    standing = series.stands(session)
    stands = {item.id: standing[item.id] for item in chosen.earlier if item.text}
    about = "Your own notes, and what your pair, group or school gave."
    if names == "removed":
        whose = hiding.pseudonym(session, person_id)
        chosen = hiding.removed(chosen, whole=session, pseudonyms=True)
    else:
        whose = person.name
        if names != "kept":
            chosen = hiding.removed(chosen, whole=session, keep=(person_id,))
    met = {} if names else _met(session, person_id)
    scope = scope_of(
        session,
        chosen,
        "person",
        names=names or "other people's names removed",
        whose=whose,
        about=f"{about} {names_said(names)}",
        foot=foot_said(names, swaps=bool(met)),
        named=names == "kept",
        mine=frozenset({person_id}),
        link=link,
        coming=coming,
        stands=stands,
        met=met,
    )
    tasks = to_do(scope)
    if tasks and chosen.meta.review_date is not None:
        event = QrCode(
            caption=f"Your actions and the review on {long_day(chosen.meta.review_date)}, for your calendar",
            payload=review_event(chosen, tasks),
            name="actions",
            personal=True,
        )
        scope = replace(scope, event=event)
    return document(scope, now)


def pair_notes(
    session: Session,
    round_id: str,
    group_id: str,
    now: datetime,
    names: Names | None = None,
    link: str = "",
    coming: tuple[Event, ...] = (),
) -> Document:
    """What a pair or group gave, and what its people shared with it at the steps they sat together.

    Names as in `own_notes`, the people of the group being the ones who stay. Raises KeyError if there is no
    such group.
    """
    made, group = _group(session, round_id, group_id)
    notes = [note for note in session.notes if concerns_group(session, note, made, group)]
    chosen = only(
        session,
        notes,
        brought_to_group(session, notes, group.people),
        chosen_by_group(session, made, group),
        heard_by_group(group.people),
    )
    word = hiding.group_word(len(group.people)).lower()
    about = f"What one {word} gave, and what its people shared with each other."
    if names == "removed":
        whose = in_round(session, made, hiding.group_pseudonym(session, round_id, group_id))
        chosen = hiding.removed(chosen, whole=session, pseudonyms=True)
    else:
        people = ", ".join(rounds.names(session, group.people))
        label = in_round(session, made, group.label)
        whose = f"{label}: {people}" if people else label
        chosen = chosen if names == "kept" else hiding.removed(chosen, whole=session, keep=group.people)
    scope = scope_of(
        session,
        chosen,
        "pair",
        names=names or "other people's names removed",
        whose=whose,
        about=f"{about} {names_said(names)}",
        foot=foot_said(names),
        named=True,
        mine=frozenset(group.people),
        link=link,
        coming=coming,
    )
    return document(scope, now)


def school_notes(
    session: Session,
    school: str,
    now: datetime,
    names: Names | None = None,
    link: str = "",
    coming: tuple[Event, ...] = (),
) -> Document:
    """What a school gave, and what its people shared with the room; what someone wrote for themselves or for
    their pair is not their school's. Names as in `own_notes`. Raises KeyError if nobody is of that school."""
    people = tuple(person.id for person in session.people if key(person.school) == key(school))
    given = [*(note.school for note in session.notes), *(item.school for item in session.earlier)]
    if not people and key(school) not in map(key, given):
        raise KeyError(school)
    school = next((one.school for one in session.people if one.id in people), school)
    notes = [note for note in session.notes if concerns_school(note, school, people)]
    chosen = only(
        session,
        notes,
        brought_to_school(session, notes, school, people),
        chosen_by_school(session, people),
        heard_by_school(school),
    )
    about = "What one school gave, and what its people shared with the room."
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
    scope = scope_of(
        session,
        chosen,
        "school",
        names=names or "other people's names removed",
        whose=whose,
        about=f"{about} {names_said(names)}",
        foot=foot_said(names),
        named=True,
        mine=frozenset(people),
        link=link,
        coming=coming,
    )
    return document(scope, now)


def record(
    session: Session,
    now: datetime,
    names: Names = "kept",
    link: str = "",
    coming: tuple[Event, ...] = (),
) -> Document:
    """Everything, with names: chosen on purpose, and said so at its top."""
    about = (
        "The facilitator's record: everything that was written down, what people wrote for themselves alone "
        "included. It is for the facilitator, not for handing out."
    )
    chosen = replace(session, choices=whose_is.chosen(session))
    if names == "removed":
        chosen = hiding.removed(chosen, whole=session, pseudonyms=True)
    scope = scope_of(
        session,
        chosen,
        "record",
        names=names,
        about=f"{about} {names_said(names)}",
        foot=foot_said(names),
        named=True,
        link=link,
        coming=coming,
    )
    found = document(scope, now)
    # With names kept it is the session itself, with what the words leave out too.
    return replace(found, session=session) if names == "kept" else found


def _met(session: Session, person_id: str) -> dict[str, str]:
    """Those whom someone changes places with, by id: they were told to meet."""
    ids = {id for one in swaps.of_person(session, person_id) for id in (one.person, one.partner)}
    return {one.id: one.name for one in session.people if one.id in ids - {person_id}}


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
