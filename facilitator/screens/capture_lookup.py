"""Statements and areas as people name them while they write: by code, or by a few words of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from frameworks.finding import Said, best
from frameworks.finding import words as fold
from frameworks.model import Framework
from sessions import choices
from sessions.model import Choosable, Ref, Session, Step
from sessions.text import one_line
from sessions.topics import Topic, statements_in, topics

# The fewest words that stand for a statement without a code.
_FEWEST = 3
_BETWEEN = re.compile(r"[,;\n]")
_AND = {"and", "&", "+"}


@dataclass(frozen=True)
class Item:
    """A statement that can be cited, or what can be chosen: its code, its words, and those to find it by.

    `brief` is what to type for one without a code, "" for its first words.
    """

    ref: Ref
    code: str
    text: str
    area: str
    area_code: str
    words: tuple[str, ...]
    brief: str = ""

    @property
    def label(self) -> str:
        """Its code, where it has one, and its words."""
        return f"{self.code} {self.text}" if self.code else self.text


@dataclass(frozen=True)
class Understood:
    """What was typed, as items; `fault` says what was not understood, then `items` has only the rest. `missed` are
    the words that were not understood; `over` means that there are more items than can be taken."""

    items: tuple[Item, ...] = ()
    fault: str = ""
    missed: tuple[str, ...] = ()
    over: bool = False


def frameworks_of(session: Session, step: Step) -> tuple[Framework, ...]:
    """The framework a step works on; every one of the session's where it names none."""
    return tuple(used.framework for used in session.frameworks if step.framework in ("", used.id))


def word_for(session: Session, step: Step, what: Choosable) -> str:
    """What the step's framework calls what is cited or chosen: "standard", "key area, group or standard"."""
    if what == "group":
        return "group"
    found = frameworks_of(session, step)
    if not found:
        return step.cite.what or ("area" if what == "anything" else what)
    if what == "anything":
        grouped = any(group.title for one in found for area in one.areas for group in area.groups)
        return f"{found[0].area}{', group' if grouped else ''} or {found[0].statement}"
    return found[0].statement if what == "statement" else found[0].area


def statements(session: Session, step: Step, first: Sequence[Ref] = ()) -> tuple[Item, ...]:
    """Every statement a step's notes can cite, those of what is in `first` before the others."""
    front: list[Item] = []
    rest: list[Item] = []
    played = {one for ref in first for one in statements_in(session, ref)}
    for framework in frameworks_of(session, step):
        for area in framework.areas:
            for statement in area.statements:
                cited = choices.cite(session, framework.id, statement.ref)
                item = Item(
                    ref=Ref(framework=framework.id, ref=statement.ref),
                    code=statement.code,
                    text=cited.text if cited else statement.text,
                    area=area.title,
                    area_code=area.code,
                    words=fold(cited.text if cited else statement.text),
                )
                (front if item.ref in played else rest).append(item)
    return tuple(front + rest)


def to_choose(session: Session, step: Step) -> tuple[Item, ...]:
    """Everything that can be chosen at a step: its areas, groups or statements, or all of these. The same groups are
    in every area, so each is named with its own."""
    found: list[Item] = []
    for framework in frameworks_of(session, step):
        area: Topic | None = None
        for one in topics(framework, "anything"):
            area = one if one.kind == "area" or area is None else area
            if step.choosable not in (one.kind, "anything"):
                continue
            text, brief, words = one.text, "", one.text
            if one.kind == "group":
                text = f"{one.text} ({one.within})"
                words = f"{area.code or area.text} {one.text}"
                brief = re.sub(r"[,;]", " ", words)
                words += f" {area.text}" if area.code else ""
            found.append(
                Item(
                    ref=one.ref,
                    code=one.code,
                    text=text,
                    area=area.text,
                    area_code=area.code,
                    words=fold(words),
                    brief=brief,
                )
            )
    return tuple(found)


def short(item: Item, items: Sequence[Item]) -> str:
    """What to type for an item: its code, else so many of its first words that no other one is meant."""
    if item.code:
        return item.code
    if item.brief and _found(item.brief, items) == [item]:
        return one_line(item.brief)
    words = one_line(re.sub(r"[,;]", " ", item.text)).split()
    for count in range(min(_FEWEST, len(words)), len(words)):
        typed = " ".join(words[:count])
        if _found(typed, items) == [item]:
            return typed
    return " ".join(words)


def understand(
    typed: str, items: Sequence[Item], what: str, known: Mapping[str, Item] | None = None
) -> Understood:
    """The items named by what was typed: codes or words, several with commas between them, each once.

    `what` is what one of them is called; `known` are items that are meant by exactly these words.
    """
    found: dict[Ref, Item] = {}
    faults: list[str] = []
    missed: list[str] = []
    for part in (one_line(part) for part in _BETWEEN.split(typed)):
        if not part:
            continue
        exact = (known or {}).get(part)
        meant = [exact] if exact else by_code(part, items) or _found(part, items)
        if len(meant) == 1 or (meant and by_code(part, items)):
            found |= {item.ref: item for item in meant}
            continue
        known_codes, rest = ([], part) if meant else _codes_first(part, items)
        found |= {item.ref: item for item in known_codes}
        missed.append(rest)
        faults.append(_fault(rest, meant, items, what))
    return Understood(tuple(found.values()), " ".join(faults), tuple(missed))


def find(typed: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that fit what is typed so far, the best first: by code, by words of theirs or of their area."""
    return best(typed, items, lambda item: Said(item.code, item.text, f"{item.area_code} {item.area}"))


def by_code(part: str, items: Iterable[Item]) -> list[Item]:
    """The items whose codes these are: one, or several with spaces between them."""
    codes = {item.code.casefold(): item for item in items if item.code}
    if part.casefold().rstrip(".") in codes:
        return [codes[part.casefold().rstrip(".")]]
    words = [word for word in part.casefold().split() if word not in _AND]
    return (
        [codes[word.rstrip(".")] for word in words]
        if all(word.rstrip(".") in codes for word in words)
        else []
    )


def _codes_first(part: str, items: Iterable[Item]) -> tuple[list[Item], str]:
    """The items whose codes are among the words, and the words that are no codes."""
    found: list[Item] = []
    rest: list[str] = []
    for word in part.split():
        one = by_code(word, items) if word.casefold() not in _AND else []
        found += one
        rest += [] if one else [word]
    return found, " ".join(rest)


def _found(part: str, items: Iterable[Item]) -> list[Item]:
    """The items that have a word beginning with each of the words; the one that begins with them all, if it is one."""
    wanted = fold(part)
    if not wanted:
        return []
    having = [
        item for item in items if all(any(word.startswith(one) for word in item.words) for one in wanted)
    ]
    beginning = [item for item in having if item.words[: len(wanted)] == wanted]
    return beginning if len(beginning) == 1 else having


def _fault(part: str, meant: Sequence[Item], items: Sequence[Item], what: str) -> str:
    inside = [item for item in items if item.area_code and item.area_code.casefold() == part.casefold()]
    if inside and inside[0].code != part:
        there = _range(inside)
        return f"“{part}” is all of {inside[0].area}{': ' if there else ''}{there}."
    if not meant:
        there = _range(_beside(part, items) or items)
        hint = f" There are {there}." if there else ""
        return f"No {what} is or has “{part}”.{hint}"
    codes = ", ".join(item.code for item in meant[:4] if item.code)
    more = ", …" if len(meant) > 4 else ""
    which = f" ({codes}{more})" if codes else ""
    return f"“{part}” is in {len(meant)} of them{which}: write more of the one you mean."


def _beside(part: str, items: Sequence[Item]) -> list[Item]:
    """The items of the area that a code which is none begins with."""
    area = part.partition(".")[0].casefold()
    return [item for item in items if item.code and item.area_code and item.area_code.casefold() == area]


def _range(items: Sequence[Item]) -> str:
    codes = [item.code for item in items if item.code]
    if not codes:
        return ""
    return codes[0] if len(codes) == 1 else f"{codes[0]} to {codes[-1]}"
