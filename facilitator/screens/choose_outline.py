"""What there is to choose from, as an outline: areas, in them groups, in these statements; and how a line is set."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from exports.words import many
from facilitator.screens.framework_pages import said
from facilitator.screens.library_lists import counted
from facilitator.widgets.found import found_words
from facilitator.widgets.page import hanging
from facilitator.widgets.rows import Line, shortened
from frameworks.finding import best
from frameworks.model import Framework, Group, group_ref
from sessions import choices, room_choice
from sessions.model import Ref, Session
from sessions.offer import offered
from sessions.prompts import plain
from sessions.topics import Topic, statements_in, topic, topics

# The cells of the column in which hands are counted.
_HANDS = 5


class Node(NamedTuple):
    """One line: an area, group or statement, how deep in the outline it stands and the number it is chosen with.

    `text` are its words where it stands, `after` what is said behind them; `hands` how many went up for it; `codes`
    how many cells the codes of statements take; `elsewhere` that the session does not have its framework; `numbered`
    that there is a column for the numbers.
    """

    topic: Topic
    text: str
    after: str = ""
    depth: int = 0
    number: int = 0
    chosen: bool = False
    hands: int | None = None
    most: bool = False
    codes: int = 0
    elsewhere: bool = False
    numbered: bool = True


def line_id(ref: Ref) -> str:
    """What the line of a ref is called."""
    return f"{ref.framework} {ref.ref}"


def opened_at_first(session: Session) -> frozenset[Ref]:
    """What is open to begin with: whatever holds something that is listed to choose from at the step."""
    step = room_choice.asked_at(session)
    if step is None or step.choosable == "area":
        return frozenset()
    found: set[Ref] = set()
    for framework in room_choice.frameworks_in_order(session):
        if step.framework not in ("", framework.id):
            continue
        kinds = {one.kind for one in offered(step, framework)}
        if "group" in kinds or "statement" in kinds:
            found |= {one.ref for one in topics(framework, "area")}
        if "statement" in kinds:
            found |= {one.ref for one in topics(framework, "group")}
    return frozenset(found)


class Outline:
    """Everything a session's frameworks have to choose from, with what is chosen and the hands that went up; and
    what `others`, frameworks that the session may not have, add when words are looked for."""

    def __init__(self, session: Session, others: Iterable[Framework] = ()) -> None:
        self.session = session
        self.others = {one.id: one for one in others if session.framework(one.id) is None}
        self.frameworks = room_choice.frameworks_in_order(session)
        self.step = room_choice.asked_at(session)
        self.topics: dict[Ref, Topic] = {}
        self._above: dict[Ref, Ref | None] = {}
        self._depth: dict[Ref, int] = {}
        for framework in self.frameworks:
            for one, depth, above in _everything(framework):
                self.topics[one.ref], self._depth[one.ref], self._above[one.ref] = one, depth, above
        self.areas = tuple(ref for ref, above in self._above.items() if above is None)
        self._codes = {
            framework.id: max((len(one.code) for _, one in framework.statements()), default=0)
            for framework in self.frameworks
        }
        self._hands = choices.hands(session, self.step.id) if self.step else {}
        leads = room_choice.standing(session)
        self._most = {one.ref for one in leads.taken or leads.even}
        self._called = room_choice.called(session)
        self._places = {number: ref for ref, number in self._called.items()}
        # What was found has its code before it anyway: a number that is the same is not said twice.
        self._numbered = any(self.topics[ref].code != str(number) for ref, number in self._called.items())

    def lines(self, opened: Collection[Ref]) -> list[Line]:
        """The areas, and what is in those of them that are open."""
        lines: list[Line] = []
        shown: set[Ref] = set()
        framework = ""
        for ref, above in self._above.items():
            if ref.framework != framework and len(self.frameworks) > 1:
                framework = ref.framework
                used = self.session.framework(framework)
                lines += [Line("", None)] if lines else []
                lines.append(Line("", used.title if used else framework))
            if above is None or (above in opened and above in shown):
                shown.add(ref)
                lines.append(Line(line_id(ref), self._node(ref, hidden=ref not in opened)))
        return lines

    def found(self, typed: str) -> list[Line]:
        """What has the code or the words typed, the best first; behind it what other frameworks have of it."""
        hits = best(typed, self.topics.values(), said)
        beyond = best(
            typed, (one for other in self.others.values() for one in topics(other, "anything")), said
        )
        return [
            *(Line(line_id(one.ref), self._node(one.ref, flat=True)) for one in hits),
            *(Line(line_id(one.ref), self._beyond(one)) for one in beyond),
        ]

    def _beyond(self, one: Topic) -> Node:
        """The line of something in a framework that the session does not have, with that framework's title."""
        inside = f"{one.within}, " if one.kind == "group" else ""
        after = f"{inside}{self.others[one.ref.framework].title}"
        codes = max((len(one.code), *self._codes.values()))
        return Node(one, one.text, after, codes=codes, elsewhere=True, numbered=self._numbered)

    def session_of(self, one: Topic) -> Session:
        """The session; for something in a framework that it does not have, as it would be with that framework."""
        other = self.others.get(one.ref.framework)
        return room_choice.with_framework(self.session, other) if other else self.session

    def numbered(self, number: int) -> Topic | None:
        """What is called by this number."""
        ref = self._places.get(number)
        return self.topics[ref] if ref is not None else None

    def longer(self, digits: str) -> bool:
        """Whether more digits behind these could make another number."""
        return any(len(one) > len(digits) and one.startswith(digits) for one in map(str, self._places))

    def leads_on(self, digits: str) -> bool:
        """Whether these digits are a number, or begin one."""
        return self.numbered(int(digits)) is not None or self.longer(digits)

    def children(self, ref: Ref) -> tuple[Ref, ...]:
        """What an area or group holds, one level down; nothing for a statement."""
        return tuple(one for one, above in self._above.items() if above == ref)

    def parents(self, ref: Ref) -> tuple[Ref, ...]:
        """The group and the area that hold this, the nearest first."""
        found: list[Ref] = []
        above = self._above.get(ref)
        while above is not None:
            found.append(above)
            above = self._above.get(above)
        return tuple(found)

    def to_count(self, marked: Ref | None) -> tuple[Topic, ...]:
        """What hands are counted for, in order: what the room is asked for; or, where the marked one is none of
        these, it and those of its kind beside it."""
        asked = room_choice.asked_for(self.session)
        if marked not in self.topics or marked in {one.ref for one in asked}:
            return asked
        kind = self.topics[marked].kind
        beside = [self.topics[ref] for ref, above in self._above.items() if above == self._above[marked]]
        return tuple(one for one in beside if one.kind == kind)

    def _node(self, ref: Ref, *, hidden: bool = False, flat: bool = False) -> Node:
        one, focus = self.topics[ref], self.session.meta.focus
        text, after = one.text, one.within if flat and one.kind == "group" else ""
        group = None if flat else self._group(one)
        if group is not None and group.lead_in:
            # Below what it is in, a statement ends the sentence that is begun there.
            if one.kind == "statement":
                text = next((each.text for each in group.statements if each.ref == ref.ref), text)
            elif one.kind == "group" or not hidden:
                after = group.lead_in
        inside = sum(1 for one in focus if ref in self.parents(one)) if hidden else 0
        return Node(
            one,
            text,
            f"{inside} chosen in it" if inside else after,
            0 if flat else self._depth[ref],
            self._called.get(ref, 0) if not flat or self._numbered else 0,
            chosen=ref in focus,
            hands=self._hands.get(ref),
            most=ref in self._most,
            codes=max(self._codes.values()) if flat else self._codes[ref.framework],
            numbered=not flat or self._numbered,
        )

    def _group(self, one: Topic) -> Group | None:
        """The group that a topic is or that a statement is in; of an area its only one, if it has no title."""
        framework = self.session.framework(one.ref.framework)
        area = framework.find_area(self._home(one.ref).ref) if framework else None
        if area is None:
            return None
        if one.kind == "area":
            return area.groups[0] if len(area.groups) == 1 and not area.groups[0].title else None
        if one.kind == "group" and framework is not None:
            pair = framework.find_group(one.ref.ref)
            return pair[1] if pair else None
        return next(
            (group for group in area.groups if one.ref.ref in {s.ref for s in group.statements}), None
        )

    def _home(self, ref: Ref) -> Ref:
        return self.parents(ref)[-1] if self._above[ref] is not None else ref


def draw(item: Node | str | None, width: int, typed: str = "", *, hands: bool = False) -> Content:
    """A line of the outline, or of what was found where something is typed; with a column for hands if `hands`."""
    if not isinstance(item, Node):
        return Content.styled(item or "", "bold")
    one = item.topic
    right = "" if item.hands is None else str(item.hands)
    style = "bold $now" if item.chosen else ""
    lead = f"{item.number or '':>2} " if item.numbered else ""
    codes = item.codes if one.kind == "statement" or typed else 0
    tick = "✓ " if item.chosen else "  "
    indent = "  " * item.depth
    # A code that is the number itself need not be said twice.
    code = f"{one.code:<{codes}}  " if codes or one.code not in ("", str(item.number)) else ""
    room = width - cell_len(lead + tick + indent + code) - ((_HANDS + 1) if hands else 0)
    # Which other framework it is in is said whatever the words leave.
    kept = min(cell_len(item.after) + 2, room // 2) if item.elsewhere else 0
    words = found_words(item.text, typed, room - kept)
    if item.chosen:
        words = words.stylize(style)
    after = shortened(f"  {item.after}" if item.after else "", room - words.cell_length)
    gap = " " * (room - words.cell_length - cell_len(after) + 1)
    number = f"{right:>{_HANDS}}" if hands else ""
    return Content.assemble(
        (lead, "$quiet"),
        (tick, style),
        indent,
        (code, style or "$quiet"),
        words,
        (after, "$quiet"),
        gap,
        (number, "bold" if item.most else ""),
    )


def about(session: Session, one: Topic, width: int) -> Content:
    """What the marked one is in full: what an area means, what a group holds, a statement with where it stands."""
    framework = session.framework(one.ref.framework)
    if framework is None:
        return Content("")
    if one.kind == "statement":
        words = hanging(Content.styled(f"{one.code}  " if one.code else "", "bold"), one.text, width)
        where = ", ".join(name for name in (one.within, one.group) if name)
        return Content.assemble(words, "\n\n", hanging("", Content.styled(where, "$quiet"), width))
    area = framework.find_area(one.ref.ref)
    if area is not None and area.definition:
        return hanging("", Content.styled(plain(area.definition), "$quiet"), width)
    refs = statements_in(session, one.ref)
    codes = [found.code for ref in refs if (found := topic(session, ref)) is not None and found.code]
    span = f", {codes[0]} to {codes[-1]}" if len(codes) > 1 else ""
    within = f"{one.within}: " if one.within else ""
    holds = counted(len(refs), framework.statement, many(framework.statement))
    return hanging("", Content.styled(f"{within}{holds}{span}.", "$quiet"), width)


def _everything(framework: Framework) -> Iterator[tuple[Topic, int, Ref | None]]:
    """Every area, group and statement with its depth and what holds it: a group without a title holds nothing."""
    by_ref = {one.ref: one for one in topics(framework, "anything")}

    def named(ref: str) -> Ref:
        return Ref(framework=framework.id, ref=ref)

    for area in framework.areas:
        home = named(area.ref)
        yield by_ref[home], 0, None
        for number, group in enumerate(area.groups, 1):
            inside = named(group_ref(area, number)) if group.title else home
            if group.title:
                yield by_ref[inside], 1, home
            for statement in group.statements:
                yield by_ref[named(statement.ref)], 2 if group.title else 1, inside
