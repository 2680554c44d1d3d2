"""The roll: who is here and who is not yet, finding a name by its beginning, and saying what a tick did."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from textual.content import Content

from facilitator.widgets.columns import beside, column_width, count_for, flow
from facilitator.widgets.figures import figures
from sessions import rounds
from sessions.model import Group, Person, Round, Session
from sessions.pairing_changes import NOT_SPLIT
from sessions.text import one_line

# The least that holds most names, and the most that reads as one line (name, space, school).
_LEAST, _WIDEST = 23, 72
# With less room than this the schools are left out: they would be cut to what all of them begin with.
_SCHOOL = 16


_ROW = Content("a row")


class _Measures(NamedTuple):
    """How wide the longest name is, and which names more than one person has."""

    longest: int
    double: frozenset[str]

    @classmethod
    def of(cls, people: Sequence[Person]) -> _Measures:
        names = Counter(fold(person.name) for person in people)
        longest = max((Content(person.name).cell_length for person in people), default=0)
        return cls(longest, frozenset(name for name, times in names.items() if times > 1))


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """A name as it is found by: without accents, capitals and apostrophes ("Llŷr O'Neil": "llyr oneil")."""
    plain = unicodedata.normalize("NFKD", one_line(text).casefold())
    return "".join(" " if char == "-" else char for char in plain if char.isalnum() or char in " -")


def in_order(session: Session) -> tuple[Person, ...]:
    """Everyone by name, those who are not here yet first."""
    return tuple(
        sorted(session.people, key=lambda person: (person.here is True, fold(person.name), person.id))
    )


def find(session: Session, typed: str) -> tuple[Person, ...]:
    """Who may be meant: names with words that begin as typed; else names that hold it; else schools that do."""
    words = fold(typed).split()
    people = in_order(session)
    if not words:
        return people
    begins = [one for one in people if all(_has_word(fold(one.name), word) for word in words)]
    holds = [one for one in people if all(word in fold(one.name) for word in words)]
    return tuple(
        begins or holds or [one for one in people if all(word in fold(one.school) for word in words)]
    )


def heading(session: Session) -> Content:
    """How many are here, as the largest thing on the screen."""
    here = sum(1 for person in session.people if person.here)
    large = figures(here)
    ticked = any(person.here is not None for person in session.people)
    beside_it = ("", "" if ticked else "  nobody ticked off yet", f"  of {len(session.people)} here")
    rows = [
        Content.assemble((row, ""), (words, "bold" if at == 2 else "$quiet"))
        for at, (row, words) in enumerate(zip(large, beside_it, strict=True))
    ]
    return Content("\n").join(rows)


def roll(people: Sequence[Person], marked: str, narrowed: bool, width: int, height: int) -> Content:
    """The names in as many columns as it takes; schools beside them where there is room.

    `people` stand in the order of `in_order`, where they are not narrowed down. What does not fit on one page is
    turned to with the marked name.
    """
    # The fewest columns that hold everyone: the fewer, the more of the schools can be read.
    most = count_for(width, _LEAST)
    shape = _blocks(people, narrowed, lambda _: _ROW)
    count = next((n for n in range(1, most + 1) if len(flow(shape, height, n)) == 1), 0)
    cell = min(column_width(width, count or most), _WIDEST)
    measures = _Measures.of(people)
    blocks = _blocks(people, narrowed, lambda person: _row(person, person.id == marked, cell, measures))
    if count:
        return beside(flow(blocks, height, count)[0], cell)
    pages = flow(blocks, height - 2, most)
    before = next((at for at, person in enumerate(people) if person.id == marked), 0)
    at = len(flow(shape[: before + 1], height - 2, most)) - 1
    foot = Content.assemble((f"  page {at + 1} of {len(pages)}: type a part of a name to find it", "$quiet"))
    return Content("\n").join([beside(pages[at], cell), Content(""), foot])


def said(before: Session, after: Session, person_id: str) -> str:
    """What a tick, or taking one away, did: "Mair Pugh joined Pair 3 with Alun Rees."; and why there is a second trio.
    For the facilitator alone."""
    person = after.person(person_id)
    if person is None:
        return ""
    was, now = _group(before, person_id), _group(after, person_id)
    if person.here:
        if now is None or was is not None:
            return f"{person.name} is here."
        return came(after, _round(before), _round(after), person_id)
    if was is None:
        return f"{person.name} is not here."
    moved = [
        f"{one.name} joined {group.label}"
        for one in after.people
        if one.id in was.people
        and one.id != person_id
        and (group := _group(after, one.id)) is not None
        and group.id != was.id
    ]
    return "; ".join([f"{person.name} left {was.label}", *moved]) + "."


def came(
    session: Session, before: Round | None, now: Round | None, person_id: str, *, alone: bool = True
) -> str:
    """Which group of a round someone is in `now`, and who of a trio stay together as two. `alone`, where the room does
    not look on, it also says why there is a second trio."""
    person = session.person(person_id)
    group = _group_in(now, person_id)
    if person is None or group is None:
        return ""
    others = rounds.names(session, (one for one in group.people if one != person_id))
    said = f"{person.name} joined {group.label}{f' with {_listing(others)}' if others else ''}"
    left = next((one for id in group.people if (one := _group_in(before, id)) and one.id != group.id), None)
    if left is not None:
        stay = rounds.names(session, (id for id in left.people if id not in group.people))
        said += f"; {_listing(stay)} stay together as {left.label}"
    elif alone and group.reason.startswith(NOT_SPLIT.partition("{")[0]):
        said += f": {group.reason}"
    return f"{said}."


def _round(session: Session) -> Round | None:
    step = session.step(session.progress.step)
    return rounds.round_for(session, step) if step else None


def _group(session: Session, person_id: str) -> Group | None:
    return _group_in(_round(session), person_id)


def _group_in(made: Round | None, person_id: str) -> Group | None:
    return next((group for group in made.groups if person_id in group.people), None) if made else None


def _blocks(
    people: Sequence[Person], narrowed: bool, row: Callable[[Person], Content]
) -> list[list[Content]]:
    if narrowed:
        return [[row(person)] for person in people]
    blocks: list[list[Content]] = []
    for title, wanted in (("Not here yet", False), ("Here", True)):
        some = [person for person in people if (person.here is True) is wanted]
        if some:
            head = Content.assemble((f"  {title}", "bold"), (f"  {len(some)}", "$quiet"))
            blocks.append([Content(""), head, row(some[0])])
            blocks += [[row(person)] for person in some[1:]]
    return blocks


def _row(person: Person, at_it: bool, width: int, measures: _Measures) -> Content:
    tick = "✓ " if person.here else "  "
    tone = "bold $now" if at_it else "$quiet" if person.here else ""
    row = Content.assemble((tick, "$quiet"), (person.name, tone))
    room = width - measures.longest - 4
    if room >= _SCHOOL or (room > 1 and fold(person.name) in measures.double):
        gap = " " * (measures.longest + 4 - row.cell_length)
        row = Content.assemble(row, gap, (person.school, "$quiet"))
    row = row.truncate(width, ellipsis=True, pad=True)
    return row.stylize("on $band") if at_it else row


def _has_word(name: str, beginning: str) -> bool:
    return any(word.startswith(beginning) for word in name.split())


def _listing(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
