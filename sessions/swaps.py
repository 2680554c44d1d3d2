"""Swaps: two leaders of different schools who change places on the same days; a one-way one is a visit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from sessions.errors import FacilitatorError
from sessions.model import Person, PointDetail, Session, Swap
from sessions.text import key, one_line


class CannotSwap(FacilitatorError):
    """These people cannot change places; the text says why and what to do."""


def add(
    session: Session,
    swap_id: str,
    person: Person,
    *,
    partner: Person | None = None,
    host: str = "",
    dates: Iterable[date] = (),
) -> Session:
    """Note down that a person changes places with a partner, or (without one) visits the school `host`.

    Dates are kept in order, each once. Raises CannotSwap for people or schools that do not differ.
    """
    if partner is not None:
        _refuse_partner(person, partner)
        host = partner.school
    else:
        host = one_line(host)
        if not host:
            raise CannotSwap("A visit goes to a school: name it.")
        # A school of this session is called here as it is called everywhere else.
        host = next((one.school for one in session.people if key(one.school) == key(host)), host)
        if key(host) == key(person.school):
            raise CannotSwap(
                f"{person.name} is of {person.school} already. A visit goes to another school: name that one."
            )
    swap = Swap(
        id=swap_id,
        person=person.id,
        partner=partner.id if partner else "",
        home=person.school,
        host=host,
        dates=tuple(sorted(set(dates))),
    )
    return replace(session, swaps=(*session.swaps, swap))


def of_person(session: Session, person_id: str) -> tuple[Swap, ...]:
    """The swaps and visits a person takes part in, on either side."""
    return tuple(swap for swap in session.swaps if person_id in (swap.person, swap.partner))


def link(session: Session, point_id: str, swap_id: str) -> Session:
    """Tie a learning point (``NOTE.KEY``) to a swap; its reviews stay."""
    before = next((point for point in session.points if point.id == point_id), None)
    after = replace(before, swap=swap_id) if before else PointDetail(id=point_id, swap=swap_id)
    others = tuple(after if point.id == point_id else point for point in session.points)
    return replace(session, points=others if before else (*others, after))


def _refuse_partner(person: Person, partner: Person) -> None:
    if partner.id == person.id:
        raise CannotSwap(
            f"{person.name} cannot change places with themselves. Name someone of another school."
        )
    for one in (person, partner):
        if not one.school:
            raise CannotSwap(
                f"The list of people does not say of which school {one.name} is, and a swap needs two schools."
            )
    if key(person.school) == key(partner.school):
        raise CannotSwap(
            f"{person.name} and {partner.name} are both of {person.school}. "
            "A swap is between two schools: name someone of another one."
        )
