"""What belongs in whose hand-out: notes, and what earlier sessions left with what was said of it since.

What somebody wrote for themselves alone stays theirs, whoever they sat with later: where a note is about an earlier
item that may not be read here, the item goes along without its words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from msgspec.structs import replace

from sessions import earlier, rounds
from sessions.model import Choice, Earlier, Group, Note, Person, Review, Round, Session, Shared
from sessions.text import key

# Whether what was said later of something is told in a hand-out.
Hears = Callable[[Earlier | Note, Review], bool]


def concerns(session: Session, note: Note, person: Person) -> bool:
    """Whether a note belongs in someone's own notes: they wrote it, or it was given by a group or school they
    were in when it was written."""
    if person.id in note.people:
        return True
    if not note.people and note.group:
        made = next((made for made in session.rounds if made.id == note.round), None)
        groups = made.groups if made else ()
        return any(group.id == note.group and person.id in group.people for group in groups)
    return not note.people and bool(note.school) and key(note.school) == key(person.school)


def concerns_group(session: Session, note: Note, made: Round, group: Group) -> bool:
    """Whether a note belongs in a group's notes: the group gave it, or one of its people shared it with the
    group, or with the room, at a step at which they sat together."""
    if note.group:
        return note.group == group.id and note.round in ("", made.id)
    if note.school or note.shared == "own" or not set(note.people) & set(group.people):
        return False
    if note.round:
        return note.round == made.id
    step = session.step(note.step)
    there = rounds.round_for(session, step) if step else None
    return there is not None and there.id == made.id


def concerns_school(note: Note, school: str, people: Iterable[str]) -> bool:
    """Whether a note belongs in a school's notes."""
    if note.school:
        return key(note.school) == key(school)
    return note.shared == "room" and bool(set(note.people) & set(people))


def chosen(session: Session) -> tuple[Choice, ...]:
    """What was chosen, without the choices of groups that were made anew since and wrote nothing."""
    groups = {group.id for made in rounds.in_force(session) for group in made.groups}
    groups |= {note.group for note in session.notes}
    groups |= {person.id for person in session.people}
    return tuple(one for one in session.choices if one.by in groups)


def chosen_in_room(session: Session) -> tuple[Choice, ...]:
    """The choices that the room may see."""
    return tuple(one for one in chosen(session) if _seen_by(session, one) == "room")


def chosen_by_person(session: Session, person: Person) -> tuple[Choice, ...]:
    """What someone chose, and their groups."""
    return tuple(one for one in chosen(session) if person.id in _who_chose(session, one))


def chosen_by_group(session: Session, made: Round, group: Group) -> tuple[Choice, ...]:
    """What a group chose, and its people where they shared that with the group they sat in."""

    def theirs(one: Choice) -> bool:
        if one.by == group.id:
            return True
        step = session.step(one.step)
        there = rounds.round_for(session, step) if step else None
        shared = _seen_by(session, one) != "own"
        return one.by in group.people and shared and there is not None and there.id == made.id

    return tuple(filter(theirs, chosen(session)))


def chosen_by_school(session: Session, people: Collection[str]) -> tuple[Choice, ...]:
    """What a school's people chose and shared with the room."""
    return tuple(one for one in chosen_in_room(session) if set(_who_chose(session, one)) & set(people))


def _who_chose(session: Session, choice: Choice) -> tuple[str, ...]:
    group = rounds.group_by_id(session, choice.by)
    return group.people if group else (choice.by,)


def _seen_by(session: Session, choice: Choice) -> Shared:
    step = session.step(choice.step)
    return step.shared if step else "own"


def heard_in_room(_: Earlier | Note, review: Review) -> bool:
    """Whether the room may read what was said later of an earlier item, or of a learning point of a note."""
    return review.shared == "room"


def heard_by_person(person: Person) -> Hears:
    """As `heard_in_room`, for one person."""

    def hears(item: Earlier | Note, review: Review) -> bool:
        # Of what is a school's or a group's, each may have said something for themselves.
        return item.people == (person.id,) or person.id in review.people or review.shared == "room"

    return hears


def heard_by_group(people: Collection[str]) -> Hears:
    """As `heard_in_room`, for those who sat together."""

    def hears(_: Earlier | Note, review: Review) -> bool:
        theirs = bool(review.people) and set(review.people) <= set(people)
        return review.shared == "room" or (theirs and (len(review.people) > 1 or review.shared == "group"))

    return hears


def heard_by_school(school: str) -> Hears:
    """As `heard_in_room`, for the people of a school."""

    def hears(item: Earlier | Note, review: Review) -> bool:
        # What one of its people said for themselves is theirs, even if nobody else came.
        own = bool(review.school) and key(review.school) == key(school)
        return review.shared == "room" or (own and key(item.school) == key(school))

    return hears


def brought_to_room(session: Session, notes: Collection[Note]) -> tuple[Earlier, ...]:
    """What earlier sessions left that was shared with the room, and what was said of it there. `notes` are those
    of the hand-out, here as below."""
    return _brought(session, notes, earlier.of_room, heard_in_room)


def brought_to_person(session: Session, notes: Collection[Note], person: Person) -> tuple[Earlier, ...]:
    """What earlier sessions left that is someone's own, their groups' or their school's."""

    def sees(item: Earlier) -> bool:
        return earlier.of_person(item, person.id, person.school)

    return _brought(session, notes, sees, heard_by_person(person))


def brought_to_group(
    session: Session, notes: Collection[Note], people: Collection[str]
) -> tuple[Earlier, ...]:
    """What earlier sessions left that all of a group gave together, or one of them shared. What was shared with
    another group is not for this one, unless its owner speaks of it here."""
    members = set(people)
    spoken_of = _spoken_of(notes)

    def sees(item: Earlier) -> bool:
        alone_with_others = item.shared == "group" and len(item.people) == 1
        return earlier.among(item, members) and (not alone_with_others or item.id in spoken_of)

    return _brought(session, notes, sees, heard_by_group(members))


def brought_to_school(
    session: Session, notes: Collection[Note], school: str, people: Collection[str]
) -> tuple[Earlier, ...]:
    """What earlier sessions left that is a school's, or that its people shared with the room."""

    def sees(item: Earlier) -> bool:
        shared = earlier.of_room(item) and bool(set(item.people) & set(people))
        return earlier.of_school(item, school) or shared

    return _brought(session, notes, sees, heard_by_school(school))


def _brought(
    session: Session,
    notes: Collection[Note],
    sees: Callable[[Earlier], bool],
    hears: Hears,
) -> tuple[Earlier, ...]:
    spoken_of = _spoken_of(notes)
    found = []
    for item in session.earlier:
        if sees(item):
            reviews = tuple(review for review in item.reviews if hears(item, review))
            found.append(replace(item, reviews=reviews))
        elif item.id in spoken_of:
            found.append(
                replace(
                    item,
                    text="",
                    people=(),
                    school="",
                    owner="",
                    due=None,
                    reviews=(),
                    shared="own",
                    title="",
                )
            )
    return tuple(found)


def _spoken_of(notes: Iterable[Note]) -> set[str]:
    return {note.about.ref for note in notes if note.about is not None and not note.about.framework}
