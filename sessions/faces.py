"""The faces of a step: what the one button turns through before it starts the clock and moves on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

import msgspec

from frameworks.model import Area, Statement
from sessions import earlier, rounds, seating
from sessions.choosing import chosen, listed
from sessions.dates import long_date
from sessions.entries import Entry
from sessions.model import Round, Session, Step
from sessions.prompts import Block, Span, plain, render
from sessions.seating import AT_A_GLANCE
from sessions.topics import area_of, in_its_sentence, statements_in, topic

__all__ = [
    "REVIEW_CODE",
    "Entry",
    "Face",
    "FaceKind",
    "faces",
    "in_focus",
    "pair_entries",
    "statement_blocks",
    "values",
]

FaceKind = Literal["pairs", "prompt", "choose", "statements", "qr"]
# The name that the code with the review date goes by.
REVIEW_CODE = "review-date"


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the room sees at a step: running text in `blocks`, or a list in `entries`; `caption` is a quiet
    line under the heading."""

    kind: FaceKind
    heading: str
    caption: str = ""
    blocks: tuple[Block, ...] = ()
    entries: tuple[Entry, ...] = ()


def faces(session: Session, step: Step) -> tuple[Face, ...]:
    """The faces of a step, in order: find your partner (where its groups are new), the prompt, the code for the
    review date where the prompt says it, who has which role now (where the groups go on), the titles to choose
    from, the statements the room works on. Once its clock was started, the prompt again after names and statements:
    while people talk they look at what they were asked."""
    found: list[Face] = []
    made = rounds.round_for(session, step)
    if made is not None and step.together in rounds.GROUPED and "{pairs}" not in step.prompt:
        found += _finding(session, step, made)
    found.append(_prompt(session, step))
    if "{review_date}" in step.prompt and session.meta.review_date is not None:
        # Where the date is said it can be scanned too, one press further on.
        found.append(Face(kind="qr", heading="The review date, to scan"))
    if made is not None and step.together == "same" and step.roles:
        found.append(Face(kind="pairs", heading=step.title, entries=_listed(session, step)))
    framework = session.framework(step.framework)
    if framework is not None and step.choose:
        found.append(Face(kind="choose", **listed(session, step, framework)._asdict()))
    if framework is not None and "{statements}" not in step.prompt and _about_statements(session, step):
        for area, wanted in in_focus(session, step):
            blocks = statement_blocks(area, wanted)
            found.append(Face(kind="statements", heading=area.label, blocks=blocks))
    if step.for_each == "earlier":
        found += _earlier(session, step)
    if session.clock.step == step.id and found[-1].kind in ("pairs", "statements"):
        found.append(next(face for face in found if face.kind == "prompt"))
    return tuple(found)


def in_focus(session: Session, step: Step) -> list[tuple[Area, frozenset[str]]]:
    """The areas the room works on at a step, with the refs of those of their statements that are in play."""
    found: dict[str, tuple[Area, set[str]]] = {}
    for ref in session.meta.focus:
        area = area_of(session, ref) if step.framework in ("", ref.framework) else None
        if area is not None:
            _, wanted = found.setdefault(f"{ref.framework} {area.ref}", (area, set()))
            wanted |= {one.ref for one in statements_in(session, ref, step.examples)}
    return [(area, frozenset(wanted)) for area, wanted in found.values()]


def _earlier(session: Session, step: Step) -> list[Face]:
    """What the last session left, as far as it was shared with the room."""
    items = [one for one in session.earlier if one.kind in step.earlier and earlier.of_room(one)]
    blocks = tuple(Block(kind="bullet", level=1, marker="•", spans=(Span(text=item.text),)) for item in items)
    return [Face(kind="statements", heading="From last time", blocks=blocks)] if blocks else []


def _prompt(session: Session, step: Step) -> Face:
    """The prompt; a heading it begins with is what the room reads first, in place of the step's title."""
    blocks = render(step.prompt, values(session, step))
    heading = step.title
    if blocks and blocks[0].kind == "heading":
        heading, blocks = "".join(span.text for span in blocks[0].spans), blocks[1:]
    if named := [one.label for ref in chosen(session, step) if (one := topic(session, ref)) is not None]:
        # The invitation to choose would else stand there as if nobody had chosen yet.
        heading = f"Chosen: {', '.join(named)}"
    return Face(kind="prompt", heading=heading, blocks=blocks)


def _finding(session: Session, step: Step, made: Round) -> list[Face]:
    """The faces in which people find each other: the groups, or where there are many people everyone by name, and
    then who has which role."""
    groups = _listed(session, step)
    count = sum(len(group.people) for group in made.groups)
    if count <= AT_A_GLANCE or step.together in ("school", "role"):
        return [Face(kind="pairs", heading=_find(step), entries=groups)]
    named = tuple(_named(place, step.together == "pairs") for place in seating.places(session, made))
    found = [Face(kind="pairs", heading=_find(step), entries=named)]
    if step.roles:
        roles = [*step.roles[:-2], " and ".join(step.roles[-2:])]
        heading = ", ".join(roles)
        found.append(Face(kind="pairs", heading=heading[:1].upper() + heading[1:], entries=groups))
    return found


def _named(place: seating.Place, partner: bool) -> Entry:
    """Someone's name with the number of their group, and with whom they are if it is one or two people."""
    if not partner:
        return Entry(marker="", text=f"{place.name} {place.number}", cells=(place.name, place.number))
    return Entry(
        marker=place.number,
        text=" · ".join((place.name, *place.others)),
        cells=(place.name, place.number, "\n".join(place.others)),
        brief=(place.name, place.number, "\n".join(map(seating.brief, place.others))),
    )


def _listed(session: Session, step: Step) -> tuple[Entry, ...]:
    """The groups, and over them what their columns are."""
    groups = pair_entries(session, step)
    if not any(entry.cells for entry in groups):
        return groups
    most = max(len(entry.cells) for entry in groups)
    roles = [role[:1].upper() + role[1:] for role in step.roles][: most - 1]
    cells = ("", *roles, *["The others"] * (most - 1 - len(roles)))
    return (Entry(marker="", text=" · ".join(cells[1:]), head=True, cells=cells), *groups)


def pair_entries(session: Session, step: Step) -> tuple[Entry, ...]:
    """The groups of the step's round with the names in them, under their school or role where that makes the groups;
    where the step has roles, with who has which in this turn."""
    made, home = rounds.round_for(session, step), rounds.home_step(session, step)
    titled = home is not None and home.together in ("school", "role")
    names = seating.called(session)
    entries: list[Entry] = []
    for group in made.groups if made else ():
        number = "" if titled else seating.number_of(group.label)
        there = tuple(one for one in group.people if one in names)
        parts = seating.parts(session, step, there)
        if parts and not titled:
            entries.append(_with_roles(number, parts, names))
            continue
        ordered = [one for part in parts for one in part.people] or there
        people = [names[one] for one in ordered]
        entries.append(Entry(marker=number, text=" · ".join(people), title=group.label if titled else ""))
    return tuple(entries)


def _with_roles(number: str, parts: Sequence[seating.Part], names: Mapping[str, str]) -> Entry:
    """A group with who has which role now: a column for each."""
    cells, words = [], []
    for part in parts:
        people = [names[one] for one in part.people]
        if part.after:
            people[1:] = [f"then {one}" for one in people[1:]]
        cells.append("\n".join(people))
        role = part.role[:1].upper() + part.role[1:]
        words.append(f"{role}: {', '.join(people)}" if role else ", ".join(people))
    return Entry(marker=number, text=" · ".join(words), cells=(number, *cells))


def statement_blocks(area: Area, wanted: Collection[str] | None = None) -> tuple[Block, ...]:
    """An area's statements under their groups' headings, codes in front; with `wanted`, those with these refs."""
    blocks: list[Block] = []
    for group in area.groups:
        shown = [one for one in group.statements if wanted is None or one.ref in wanted]
        title = ": ".join(words for words in (group.title, group.lead_in) if words)
        if title and shown:
            blocks.append(Block(kind="heading", level=2, marker="", spans=(Span(text=title),)))
        blocks += [_statement(statement) for statement in shown]
    return tuple(blocks)


def values(session: Session, step: Step) -> dict[str, str | list[str]]:
    """What the placeholders of a prompt stand for at this step (the product's rule)."""
    framework = session.framework(step.framework)
    named = [
        found
        for ref in session.meta.focus
        if (not step.framework or ref.framework == step.framework)
        and (found := topic(session, ref)) is not None
    ]
    focus = in_focus(session, step)
    word = framework.area if framework else "area"
    day, gone = session.meta.review_date, session.meta.delete_by
    return {
        "area": ", ".join(one.label for one in named) or f"the {word} you chose",
        "definition": "\n\n".join(plain(area.definition) for area, _ in focus),
        "statements": [
            f"{one.code} {in_its_sentence(group, one)}".strip()
            for area, wanted in focus
            for group in area.groups
            for one in group.statements
            if one.ref in wanted
        ],
        "cluster": session.meta.cluster,
        "date": long_date(session.meta.date),
        "pairs": [
            f"{entry.title}: {entry.text}" if entry.title else f"{entry.marker} {entry.text}".strip()
            for entry in pair_entries(session, step)
        ],
        "opening": list(framework.prompts.opening) if framework else [],
        "reflection": list(framework.prompts.reflection) if framework else [],
        "title": session.meta.title,
        "review_date": long_date(day) if day else "a date still to be agreed",
        "delete_by": long_date(gone) if gone else "a date still to be agreed",
    }


def _about_statements(session: Session, step: Step) -> bool:
    """Whether people need the statements before them: they talk in groups, or write against statements."""
    return bool(step.cite.what) or step.for_each != "" or rounds.home_step(session, step) is not None


def _statement(statement: Statement) -> Block:
    return Block(kind="bullet", level=1, marker=statement.code or "•", spans=(Span(text=statement.text),))


def _find(step: Step) -> str:
    if step.together == "pairs":
        return "Find your partner"
    return {"trios": "Find your trio", "school": "Find your school", "role": "Find your role"}.get(
        step.together, "Find your group"
    )
