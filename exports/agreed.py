"""What happens next: right under the summary, what was agreed and when it is looked back on."""

from __future__ import annotations

from exports.document import Block, Bullets, Event, Heading, Line, Paragraph, ours, typed
from exports.scope import Scope
from exports.words import counted, days_said, long_day, number, sentence
from sessions.model import Swap
from sessions.text import one_line


def what_next(scope: Scope, *, actions: bool) -> list[Block]:
    """The next session, the review, the swaps and visits, and where to find what people will do; `actions` says that
    some of that stands in the hand-out."""
    items = [*_dates(scope), *_swaps(scope)]
    if scope.held_back:
        said = "What else people will do" if actions else "What people will do"
        items.append((ours(f"{said} is in their own notes."),))
    if not items:
        return []
    block: Block = Paragraph(items[0]) if len(items) == 1 else Bullets(tuple((line,) for line in items))
    return [Heading(2, (ours("What happens next"),)), block]


def _dates(scope: Scope) -> list[Line]:
    day = scope.session.meta.review_date
    items = [_session(one, together=one.day == day) for one in scope.coming]
    if day is not None and all(one.day != day for one in scope.coming):
        items.append((ours(f"Everyone looks back on {long_day(day)}."),))
    return items


def _session(event: Event, *, together: bool) -> Line:
    at = f" at {event.start}" if event.start else ""
    line: Line = (ours(f"The next session is on {long_day(event.day)}{at}: “"), typed(one_line(event.title)))
    return (*line, ours("”. There everyone looks back on this one." if together else "”."))


def _swaps(scope: Scope) -> list[Line]:
    """In group notes, without names where they are removed; elsewhere they have a section of their own."""
    if scope.kind != "group" or not scope.days:
        return []
    if scope.session.swaps:
        return [_of(scope, one) for one in scope.session.swaps]
    count = len(scope.days)
    days = sorted({day for some in scope.days for day in some})
    open_still = sum(not some for some in scope.days)
    said = f"{sentence(counted(count, 'swap or visit', 'swaps or visits'))} {'was' if count == 1 else 'were'} agreed"
    if days:
        said += f", on {days_said(days)}"
    if open_still:
        none = "no days yet" if open_still == count else f"{number(open_still)} of them without a day yet"
        said += f"; {none}" if days else f", with {none}"
    return [(ours(f"{said}."),)]


def _of(scope: Scope, swap: Swap) -> Line:
    def name(id: str) -> str:
        person = scope.session.person(id)
        return one_line(person.name) if person else "someone"

    days = ours(f": {days_said(swap.dates) or 'no days yet'}.")
    if swap.partner:
        both = (typed(name(swap.person)), ours(" and "), typed(name(swap.partner)))
        return (*both, ours(" change places"), days)
    return (typed(name(swap.person)), ours(" visits "), typed(one_line(swap.host)), days)
