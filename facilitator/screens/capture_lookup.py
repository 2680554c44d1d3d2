"""Statements and areas as people name them while they write: by code, or by a few words of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from frameworks.model import Framework
from sessions import choices
from sessions.model import Ref, Session, Step
from sessions.text import one_line

# The fewest words that stand for a statement without a code.
_FEWEST = 3
_BETWEEN = re.compile(r"[,;\n]")
_AND = {"and", "&", "+"}


@dataclass(frozen=True)
class Item:
    """A statement that can be cited, or an area that can be chosen: its code, its words, and those to find it by."""

    ref: Ref
    code: str
    text: str
    area: str
    area_code: str
    words: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its code, where it has one, and its words."""
        return f"{self.code} {self.text}" if self.code else self.text


@dataclass(frozen=True)
class Understood:
    """What was typed, as items; `fault` says what was not understood, then `items` has only the rest."""

    items: tuple[Item, ...] = ()
    fault: str = ""


def fold(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: without capitals, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(re.findall(r"\w+", kept))


def frameworks_of(session: Session, step: Step) -> tuple[Framework, ...]:
    """The framework a step works on; every one of the session's where it names none."""
    return tuple(used.framework for used in session.frameworks if step.framework in ("", used.id))


def word_for(session: Session, step: Step, what: str) -> str:
    """What the step's framework calls a ``"statement"`` or an ``"area"``."""
    found = frameworks_of(session, step)
    if not found:
        return step.cite.what or what
    return found[0].statement if what == "statement" else found[0].area


def statements(session: Session, step: Step, first: Sequence[Ref] = ()) -> tuple[Item, ...]:
    """Every statement a step's notes can cite, those of the areas in `first` before the others."""
    front: list[Item] = []
    rest: list[Item] = []
    for framework in frameworks_of(session, step):
        for area in framework.areas:
            played = Ref(framework=framework.id, ref=area.ref) in first
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
                (front if played else rest).append(item)
    return tuple(front + rest)


def areas(session: Session, step: Step) -> tuple[Item, ...]:
    """Every area that can be chosen at a step."""
    return tuple(
        Item(
            ref=Ref(framework=framework.id, ref=area.ref),
            code=area.code,
            text=area.title,
            area=area.title,
            area_code=area.code,
            words=fold(area.title),
        )
        for framework in frameworks_of(session, step)
        for area in framework.areas
    )


def short(item: Item, items: Sequence[Item]) -> str:
    """What to type for an item: its code, else so many of its first words that no other one is meant."""
    if item.code:
        return item.code
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
    for part in (one_line(part) for part in _BETWEEN.split(typed)):
        if not part:
            continue
        exact = (known or {}).get(part)
        meant = [exact] if exact else _codes(part, items) or _found(part, items)
        if len(meant) == 1 or (meant and _codes(part, items)):
            found |= {item.ref: item for item in meant}
        else:
            faults.append(_fault(part, meant, items, what))
    return Understood(tuple(found.values()), " ".join(faults))


def find(typed: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that fit what is typed so far: codes that begin with it (the exact one first), else all its words."""
    wanted = one_line(typed).casefold()
    if not wanted:
        return tuple(items)
    coded = [item for item in items if item.code.casefold().startswith(wanted)]
    coded.sort(key=lambda item: item.code.casefold() != wanted)
    spoken = [item for item in _found(typed, items, all_of=True) if item not in coded]
    return (*coded, *spoken) if any(char.isdigit() for char in wanted) else (*spoken, *coded)


def _codes(part: str, items: Iterable[Item]) -> list[Item]:
    """The items whose codes these are: one, or several with spaces between them."""
    by_code = {item.code.casefold(): item for item in items if item.code}
    if part.casefold().rstrip(".") in by_code:
        return [by_code[part.casefold().rstrip(".")]]
    words = [word for word in part.casefold().split() if word not in _AND]
    return (
        [by_code[word.rstrip(".")] for word in words]
        if all(word.rstrip(".") in by_code for word in words)
        else []
    )


def _found(part: str, items: Iterable[Item], *, all_of: bool = False) -> list[Item]:
    """The items that have a word beginning with each of the words; the one that begins with them all, if it is one
    and not `all_of` them are wanted."""
    wanted = fold(part)
    if not wanted:
        return []
    having = [
        item for item in items if all(any(word.startswith(one) for word in item.words) for one in wanted)
    ]
    beginning = [item for item in having if item.words[: len(wanted)] == wanted]
    return beginning if len(beginning) == 1 and not all_of else having


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
