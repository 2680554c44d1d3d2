"""What people work on: an area, a group or a statement of a framework, or what an earlier session left.

A `Ref` names one of these; here it gets its words, and the statements it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

from frameworks.model import Area, Framework, Group, Statement, group_ref
from sessions.dates import long_date
from sessions.earlier import whose
from sessions.model import Choosable, Earlier, Kind, Ref, Session

TopicKind = Literal["area", "group", "statement", "earlier"]


class Called(NamedTuple):
    """What an item that is left for a later session is called: in a sentence, and over one or many of them."""

    one: str
    many: str
    title: str
    titles: str


# By the kind of the field it was written in.
CALLED: dict[Kind, Called] = {
    "action": Called("action", "actions", "Action", "Actions"),
    "progress": Called("sign of progress", "signs of progress", "Sign of progress", "Signs of progress"),
    "point": Called("learning point", "learning points", "Learning point", "Learning points"),
    "objective": Called("objective", "objectives", "Objective", "Objectives"),
    "learning": Called("entry of a learning log", "entries of learning logs", "Learning log", "Learning log"),
}


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be worked on, in words.

    `code` is "" where there is none. `text` is a title, or the words of a statement with its group's lead-in.
    `within` is where it stands: the area of a group or statement; the kind and the day of an earlier item. `group`
    is the title of the group that a statement is in, "" where it has none; `own` are a statement's words without
    its group's lead-in.
    """

    ref: Ref
    kind: TopicKind
    code: str = ""
    text: str
    within: str = ""
    group: str = ""
    own: str = ""

    @property
    def label(self) -> str:
        """Its code, where it has one, and its words."""
        return f"{self.code} {self.text}" if self.code else self.text


def topic(session: Session, ref: Ref) -> Topic | None:
    """What a ref names, in words; None for what the session does not know (any more)."""
    if not ref.framework:
        item = earlier_item(session, ref)
        return _earlier(session, item) if item else None
    framework = session.framework(ref.framework)
    if framework is None:
        return None
    return _in_framework(framework, ref.ref)


def topics(framework: Framework, what: Choosable) -> tuple[Topic, ...]:
    """Everything in a framework that can be chosen where `what` may be, in the order of the source."""
    return tuple(one for one in _all(framework) if what in (one.kind, "anything"))


def statements_in(session: Session, ref: Ref, examples: str = "") -> tuple[Ref, ...]:
    """The statements of an area or group, or the one that the ref names; without those of groups with the title
    `examples`, unless the ref names just these."""
    framework = session.framework(ref.framework)
    if framework is None:
        return ()
    if (area := framework.find_area(ref.ref)) is not None:
        found = [
            statement
            for group in area.groups
            if not is_examples(group, examples)
            for statement in group.statements
        ]
    elif (pair := framework.find_group(ref.ref)) is not None:
        found = list(pair[1].statements)
    elif (one := framework.find_statement(ref.ref)) is not None:
        found = [one[1]]
    else:
        found = []
    return tuple(Ref(framework=ref.framework, ref=statement.ref) for statement in found)


def examples_for(session: Session, ref: Ref, examples: str) -> tuple[Statement, ...]:
    """The statements that serve as examples for what a ref names: those of its area's groups of that title."""
    area = area_of(session, ref)
    if area is None or not examples:
        return ()
    return tuple(one for group in area.groups if is_examples(group, examples) for one in group.statements)


def is_examples(group: Group, examples: str) -> bool:
    """Whether a group's statements are shown as examples."""
    return bool(examples) and group.title.casefold() == examples.casefold()


def area_of(session: Session, ref: Ref) -> Area | None:
    """The area that `ref` names, or that holds the group or statement it names."""
    framework = session.framework(ref.framework)
    if framework is None:
        return None
    area = framework.find_area(ref.ref)
    if area is None and (found := framework.find_statement(ref.ref)):
        area = found[0]
    if area is None and (inside := framework.find_group(ref.ref)):
        area = inside[0]
    return area


def earlier_item(session: Session, ref: Ref) -> Earlier | None:
    """What an earlier session left, by its ref; None for a ref of a framework."""
    if ref.framework:
        return None
    return next((item for item in session.earlier if item.id == ref.ref), None)


def earlier_ref(item: Earlier) -> Ref:
    """The ref that names what an earlier session left."""
    return Ref(framework="", ref=item.id)


def _in_framework(framework: Framework, ref: str) -> Topic | None:
    # Looked up by kind, so that finding one does not make all of them.
    if (area := framework.find_area(ref)) is not None:
        return _area(framework, area)
    if (one := framework.find_statement(ref)) is not None:
        group = next(group for group in one[0].groups if one[1] in group.statements)
        return _statement(framework, one[0], group, one[1])
    if (pair := framework.find_group(ref)) is not None:
        return _group(framework, pair[0], pair[1], ref)
    return None


def _all(framework: Framework) -> Iterator[Topic]:
    for area in framework.areas:
        yield _area(framework, area)
        for number, group in enumerate(area.groups, 1):
            if group.title:
                yield _group(framework, area, group, group_ref(area, number))
            for statement in group.statements:
                yield _statement(framework, area, group, statement)


def _area(framework: Framework, area: Area) -> Topic:
    return Topic(ref=Ref(framework=framework.id, ref=area.ref), kind="area", code=area.code, text=area.title)


def _group(framework: Framework, area: Area, group: Group, ref: str) -> Topic:
    return Topic(ref=Ref(framework=framework.id, ref=ref), kind="group", text=group.title, within=area.label)


def _statement(framework: Framework, area: Area, group: Group, statement: Statement) -> Topic:
    return Topic(
        ref=Ref(framework=framework.id, ref=statement.ref),
        kind="statement",
        code=statement.code,
        text=in_its_sentence(group, statement),
        within=area.label,
        group=group.title,
        own=statement.text,
    )


def in_its_sentence(group: Group, statement: Statement) -> str:
    """A statement with the beginning of the sentence that it ends, where its group has one."""
    lead = group.lead_in.rstrip("…. ") + " " if group.lead_in else ""
    return lead + statement.text


def called(item: Earlier) -> Called:
    """What an item is called; one of a kind that is not left any more, as its field."""
    return CALLED.get(item.kind) or Called(item.field, item.field, item.field, item.field)


def _earlier(session: Session, item: Earlier) -> Topic:
    theirs = whose(session, item)
    return Topic(
        ref=earlier_ref(item),
        kind="earlier",
        text=item.text,
        within=f"{called(item).title}, {long_date(item.day)}" + (f" · {theirs}" if theirs else ""),
    )
