"""Pairs and other groups as the facilitator sees them: numbers, names, schools, and where a rule had to give."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from facilitator.widgets.columns import balanced, beside, column_width, count_for, flow
from sessions import rounds
from sessions.model import Person, Round, Session, Step
from sessions.seating import number_of

# The least that holds a name beside a number, and the most that still reads as one line.
_LEAST, _WIDEST = 30, 76
# What a number takes in front of a name, and the least that is worth saying of a school.
_NUMBER, _SCHOOL = 6, 14
# With schools, with space between the groups, a row a group: in this order the first that fits on one page is taken.
_WAYS = (
    (True, True, False),
    (True, False, False),
    (False, True, False),
    (False, False, False),
    (False, True, True),
    (False, False, True),
)

_WORDS = {
    "pairs": ("pair", "pairs"),
    "trios": ("trio", "trios"),
    "school": ("school", "schools"),
    "role": ("role", "roles"),
}


def called(step: Step, count: int) -> str:
    """What so many groups of this step are called: "12 pairs"."""
    one, many = _WORDS.get(step.together, ("group", "groups"))
    return f"{count} {one if count == 1 else many}"


def wanted(session: Session) -> tuple[Step | None, bool]:
    """The step whose groups are looked at, and whether the room is at it: the current one if it has groups, else
    the next that has some, else the last one that had."""
    grouped = [step for step in session.steps if rounds.home_step(session, step) is not None]
    ids = [step.id for step in session.steps]
    at = ids.index(session.progress.step) if session.progress.step in ids else -1
    for step in grouped:
        if ids.index(step.id) >= at:
            return step, ids.index(step.id) == at
    return (grouped[-1], False) if grouped else (None, False)


def sharing(session: Session, step: Step) -> list[Step]:
    """The other steps that use the same groups as this one."""
    home = rounds.home_step(session, step)
    return [
        other for other in session.steps if other.id != step.id and rounds.home_step(session, other) == home
    ]


def pages(session: Session, made: Round, width: int, height: int) -> list[Content]:
    """The groups set as pages: a name a row where that fits on one, else a group a row."""
    most = count_for(width, _LEAST)
    names = _longest(session)
    # Schools are worth less space between the groups; when they do not fit at all, a row a group will do as long
    # as no name is cut.
    for schools, space, short in _WAYS:
        for count in range(1, most + 1):
            cell = min(column_width(width, count), _WIDEST)
            if schools and cell - names - _NUMBER < _SCHOOL:
                break
            blocks = _blocks(session, made, cell, space=space, short=short)
            if not (short and _cut(blocks)):
                found = flow(blocks, height, count)
                if len(found) == 1:
                    return [beside(balanced(blocks, count), cell)]
    cell = column_width(width, most)
    blocks = _blocks(session, made, cell, space=False, short=False)
    found = flow(blocks, height - 2, most)
    foot = [Content.assemble((f"page {at} of {len(found)}", "$quiet")) for at in range(1, len(found) + 1)]
    return [
        Content("\n").join([beside(page, cell), Content(""), note])
        for page, note in zip(found, foot, strict=True)
    ]


def _blocks(session: Session, made: Round, width: int, *, space: bool, short: bool) -> list[list[Content]]:
    known = {person.id: person for person in session.people}
    names = _longest(session)
    home = session.step(made.step)
    # A school may be called "School 3": that is no number.
    named = home is not None and home.together in ("school", "role")
    found = ["" if named else number_of(group.label) for group in made.groups]
    numbers = max(map(len, found), default=0)
    blocks = []
    for group, number in zip(made.groups, found, strict=True):
        people = [known[one] for one in group.people if one in known]
        block = [Content("")] if space else []
        if not number:
            block.append(Content.assemble((group.label, "bold")).truncate(width, ellipsis=True))
        lead = number.rjust(numbers)
        if short:
            words = Content.assemble(
                (lead, "bold"), "  " if lead else "", " · ".join(one.name for one in people)
            )
            block.append(words.truncate(width, ellipsis=True))
        else:
            block += _names(people, lead, names, width)
        if group.reason:
            indent = " " * (len(lead) + 2 if lead else 0)
            block += [
                Content.assemble(indent, (line.plain, "$quiet italic"))
                for line in Content(group.reason).wrap(max(10, width - len(indent)))
            ]
        blocks.append(block)
    return blocks


def _names(people: Sequence[Person], lead: str, names: int, width: int) -> list[Content]:
    rows = []
    for at, person in enumerate(people):
        number = lead if at == 0 else " " * len(lead)
        row = Content.assemble((number, "bold"), "  " if lead else "", person.name)
        left = (len(lead) + 2 if lead else 0) + names + 2
        if width - left >= _SCHOOL:
            school = Content.assemble((person.school, "$quiet")).truncate(width - left, ellipsis=True)
            row = Content.assemble(row, " " * (left - row.cell_length), school)
        rows.append(row.truncate(width, ellipsis=True))
    return rows


def _longest(session: Session) -> int:
    return max((Content(person.name).cell_length for person in session.people), default=0)


def _cut(blocks: Sequence[Sequence[Content]]) -> bool:
    return any(row.plain.endswith("…") for block in blocks for row in block)
