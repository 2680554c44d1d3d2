"""The list of swaps: every leader, where they go, with whom and when, set in columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from facilitator.widgets.roll import fold
from facilitator.widgets.rows import Cell, Line, line_up
from sessions import swaps
from sessions.model import Person, Session, Swap

# Columns of names and of days, and from which width on there is room for the school as well.
_NAME, _DAYS, _WIDE = 22, 26, 108


class Leader(NamedTuple):
    """One leader's line: where they go, with whom, and when; without a swap where that is still open."""

    person: Person
    swap: Swap | None
    school: str = ""
    partner: str = ""
    days: str = ""
    both: bool = False


_OPEN = "No partner yet"
_HEADS = Leader(person=Person(id="", name="Change places"), swap=None, school="at", partner="with", days="on")


def listed(session: Session) -> list[Leader]:
    """Every leader by name, once for each swap or visit of theirs."""
    found = []
    for person in sorted(session.people, key=lambda one: (fold(one.name), one.id)):
        of_theirs = swaps.of_person(session, person.id)
        for swap in of_theirs:
            guest = swap.person == person.id
            other = session.person(swap.partner if guest else swap.person)
            found.append(
                Leader(
                    person=person,
                    swap=swap,
                    school=swap.host if guest else swap.home,
                    partner=other.name if other else "a visit",
                    days=swaps.said_days(swap.dates),
                    both=other is not None,
                )
            )
        if not of_theirs:
            found.append(Leader(person=person, swap=None))
    return found


def lines_of(leaders: Sequence[Leader]) -> list[Line]:
    """The lines of the list: those without a partner, then those who change places, each under its heading."""
    open_ones = [leader for leader in leaders if leader.swap is None]
    settled = [leader for leader in leaders if leader.swap is not None]
    lines: list[Line] = []
    if open_ones:
        lines += [Line("", _OPEN), *(Line(leader.person.id, leader) for leader in open_ones)]
    if settled:
        lines += [Line("", "")] if lines else []
        lines += [Line("", _HEADS), *(Line(_id(leader), leader) for leader in settled)]
    return lines


def title(session: Session, leaders: Sequence[Leader]) -> Content:
    """How many swaps there are, and how much is still open."""
    both = sum(1 for swap in session.swaps if swap.partner)
    visits = len(session.swaps) - both
    parts = [_count(both, "swap")] if both else []
    parts += [_count(visits, "visit")] if visits else []
    open_ones = sum(1 for leader in leaders if leader.swap is None)
    days = sum(1 for swap in session.swaps if not swap.dates)
    rest = [f"{_count(open_ones, 'leader')} without a partner"] if open_ones else []
    rest += [f"{_count(days, 'swap') if not visits else str(days)} without days"] if days else []
    first = Content.assemble((" and ".join(parts) if parts else "No swaps yet", "bold"))
    return Content("\n").join([first, Content.assemble((", ".join(rest), "$quiet"))])


def counted(matched: swaps.Matched) -> str:
    """What was added."""
    parts = [_count(matched.swaps, "swap")] if matched.swaps else []
    parts += [_count(matched.visits, "visit")] if matched.visits else []
    return f"{' and '.join(parts)} noted down." if parts else "Nothing was added."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def draw(item: Leader | str, width: int) -> Content:
    """One line of the list."""
    if isinstance(item, str):
        return Content.assemble((item, "bold"))
    if item is _HEADS or item.swap is not None:
        return line_up(_cells(item, width), width)
    return line_up([Cell(item.person.name, _NAME), Cell(item.person.school, 0, "$quiet")], width)


def _cells(leader: Leader, width: int) -> list[Cell]:
    """Name, partner, days; the school too where there is room for all of it."""
    head = leader is _HEADS
    days = Cell(leader.days or "days open", _DAYS, "" if leader.days and not head else "$quiet")
    first = [
        Cell(leader.person.name, _NAME, "bold" if head else ""),
        Cell(leader.partner, _NAME, "" if leader.both else "$quiet"),
    ]
    if width < _WIDE:
        return [*first, Cell(days.text, 0, days.style)]
    return [*first, Cell(leader.school, 0, "$quiet" if head else ""), days]


def sentence(leader: Leader) -> Content:
    """What was settled for a leader, in full."""
    swap, name = leader.swap, leader.person.name
    if swap is None:
        return Content.assemble(
            (f"{name} of {leader.person.school or 'no school'} has no partner yet.", "$quiet")
        )
    days = f": {leader.days}" if leader.days else "; the days are open"
    if leader.both:
        home = swap.home if swap.person == leader.person.id else swap.host
        return Content(f"{name} goes to {leader.school}, and {leader.partner} to {home}{days}.")
    return Content(f"{name} visits {leader.school}{days}.")


def _id(leader: Leader) -> str:
    return f"{leader.person.id}|{leader.swap.id}" if leader.swap else leader.person.id
