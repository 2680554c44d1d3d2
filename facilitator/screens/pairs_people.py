"""People as the pairs screen lists them, and ticking them off from there."""

from __future__ import annotations

from msgspec.structs import replace

from sessions.model import Person, Round, Session


def described(person: Person) -> str:
    """Someone with their school, which tells two of one name apart."""
    return f"{person.name}, {person.school}" if person.school else person.name


def options(session: Session, made: Round) -> list[tuple[str, str]]:
    """Everyone in these groups, to choose from: id and words."""
    people = {person.id: person for person in session.people}
    return [
        (one, f"{described(people[one])}, {group.label}")
        for group in made.groups
        for one in group.people
        if one in people
    ]


def ticked(session: Session, person: Person, here: bool) -> Session:
    """The session with someone ticked or not. While nobody was, everyone counted as here, and still does."""
    ticking = any(one.here is not None for one in session.people)
    if not ticking and here:
        return session
    return replace(
        session,
        people=tuple(
            replace(one, here=here if one.id == person.id else one.here if ticking else True)
            for one in session.people
        ),
    )
