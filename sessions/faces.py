"""The faces of a step: what the one button turns through before it starts the clock and moves on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import msgspec

from frameworks.model import Area, Framework, Statement
from sessions import choices, rounds
from sessions.dates import long_date
from sessions.model import Session, Step
from sessions.prompts import Block, Span, plain, render
from sessions.text import with_article
from sessions.topics import Topic, area_of, in_its_sentence, statements_in, topic, topics

FaceKind = Literal["pairs", "prompt", "choose", "statements", "qr"]
# The name that the code with the review date goes by.
REVIEW_CODE = "review-date"
# Nobody chooses from a list longer than this on a screen; the areas stand for their statements then.
_MANY = 40


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a list that people look for themselves in: a pair with its names, an area with its code. `detail`
    is a number that belongs to it."""

    marker: str
    text: str
    detail: str = ""


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
    from, the statements the room works on."""
    found: list[Face] = []
    made = rounds.round_for(session, step)
    turns = ", then ".join(step.roles)
    roles = turns[:1].upper() + turns[1:]
    if made is not None and step.together in rounds.GROUPED and "{pairs}" not in step.prompt:
        entries = pair_entries(session, step)
        found.append(Face(kind="pairs", heading=_find(step), caption=roles, entries=entries))
    found.append(_prompt(session, step))
    if "{review_date}" in step.prompt and session.meta.review_date is not None:
        # Where the date is said it can be scanned too, one press further on.
        found.append(Face(kind="qr", heading="The review date, to scan"))
    if made is not None and step.together == "same" and step.roles:
        entries = pair_entries(session, step)
        found.append(Face(kind="pairs", heading=step.title, caption=roles, entries=entries))
    framework = session.framework(step.framework)
    if framework is not None and step.choose:
        found.append(_choose(session, step, framework))
    if framework is not None and "{statements}" not in step.prompt and _about_statements(session, step):
        for area, wanted in in_focus(session, step):
            blocks = statement_blocks(area, wanted)
            found.append(Face(kind="statements", heading=area.label, blocks=blocks))
    if step.for_each == "earlier":
        found += _earlier(session, step)
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


def _choose(session: Session, step: Step, framework: Framework) -> Face:
    """What there is to choose from, with the hands that went up where the room was asked."""
    what = step.choosable
    words = {"area": framework.area, "group": "group", "statement": framework.statement}
    hands = choices.hands(session, step.id)
    listed = offered(step, framework)
    entries = tuple(
        Entry(
            marker=one.code,
            text=f"{one.within}: {one.text}" if one.kind == "group" else one.text,
            detail=str(hands.get(one.ref, "")),
        )
        for one in listed
    )
    most = f", at most {step.choose_most}" if step.choose_most > 1 else ""
    heading = (
        f"Choose {with_article(words.get(what, framework.area))}"
        if what != "anything"
        else "Choose what to work on"
    )
    caption = "On the right: how many hands went up" if any(one.detail for one in entries) else ""
    return Face(kind="choose", heading=heading + most, caption=caption, entries=entries)


def offered(step: Step, framework: Framework) -> tuple[Topic, ...]:
    """What the room sees listed to choose from at a step. Where statements or groups are chosen and there are too many
    to show, their areas are."""
    listed = topics(framework, step.choosable)
    if len(listed) > _MANY or step.choosable == "anything":
        return topics(framework, "area")
    return listed


def _earlier(session: Session, step: Step) -> list[Face]:
    """What the last session left, as far as it was shared with the room."""
    items = [one for one in session.earlier if one.kind in step.earlier and one.shared == "room"]
    blocks = tuple(Block(kind="bullet", level=1, marker="•", spans=(Span(text=item.text),)) for item in items)
    return [Face(kind="statements", heading="From last time", blocks=blocks)] if blocks else []


def _prompt(session: Session, step: Step) -> Face:
    """The prompt; a heading it begins with is what the room reads first, in place of the step's title."""
    blocks = render(step.prompt, values(session, step))
    if blocks and blocks[0].kind == "heading":
        heading = "".join(span.text for span in blocks[0].spans)
        return Face(kind="prompt", heading=heading, blocks=blocks[1:])
    return Face(kind="prompt", heading=step.title, blocks=blocks)


def pair_entries(session: Session, step: Step) -> tuple[Entry, ...]:
    """The groups of the step's round with the names in them; the speaker first where the step has roles."""
    made = rounds.round_for(session, step)
    entries = []
    for group in made.groups if made else ():
        people = rounds.names(session, turned(session, step, group.people))
        text = " · ".join(people)
        entries.append(
            Entry(marker=group.label.rpartition(" ")[2] if group.label[-1:].isdigit() else "", text=text)
        )
    return tuple(entries)


def turned(session: Session, step: Step, people: tuple[str, ...]) -> tuple[str, ...]:
    """People in the order of the step's roles: they move on by one at each step that shares the round."""
    home = rounds.home_step(session, step)
    if not step.roles or home is None or not people:
        return people
    sharing = [
        other.id for other in session.steps if other.roles and rounds.home_step(session, other) == home
    ]
    turn = sharing.index(step.id) if step.id in sharing else 0
    shift = turn % len(people)
    return people[shift:] + people[:shift]


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
        "pairs": [f"{entry.marker} {entry.text}".strip() for entry in pair_entries(session, step)],
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
