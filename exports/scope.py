"""What a hand-out is made from, and how it says whose something is and what was written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from exports import names as hiding
from exports.document import Block, Entry, Event, Line, Listed, Paragraph, QrCode, ours, typed
from exports.document import Note as DocumentNote
from exports.words import listing, number
from sessions import rounds
from sessions.known_names import A_COLLEAGUE
from sessions.model import ActionState, Choice, Earlier, Field, Meta, Note, Session
from sessions.text import one_line

Kind = Literal["group", "person", "pair", "school", "record"]

# A note with its fields that are not empty, in the form's order.
Fields = tuple[tuple[Field, str], ...]


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a document is made from: the session with only its notes and with names as they will be said, and
    what was counted while they were all still there.

    `present` is how many took part; where nobody was `ticked`, how many were on the list. `stands` is how what earlier
    sessions left stands by now, by its id, where it is theirs to know. `about` stands at the top in one line,
    `foot` at the end. `days` are those of each swap or visit, whose they are left out. `held_back` is how many actions
    there are of these people that are not in it, and `coming` the session that goes on from this one. `met` are the
    names, by id, of those whom someone changes places with, where they are said though names are removed elsewhere.
    """

    kind: Kind
    session: Session
    whose: str = ""
    about: str = ""
    foot: tuple[str, ...] = ()
    named: bool
    names: str
    present: int
    people: int
    schools: int
    days: tuple[tuple[date, ...], ...] = ()
    held_back: int = 0
    coming: tuple[Event, ...] = ()
    ticked: bool = True
    stands: dict[str, ActionState] = {}
    met: dict[str, str] = {}
    mine: frozenset[str] = frozenset()
    event: QrCode | None = None
    link: str = ""


def swaps_with(scope: Scope, person_id: str) -> str:
    """What someone is called where it says who changes places with whom; "" for nobody."""
    person = scope.session.person(person_id)
    return scope.met.get(person_id) or (person.name if person else "")


def who(scope: Scope, note: Note) -> Line:
    """Whose a note is, as far as this hand-out says it; () where that goes without saying."""
    if note.group and scope.kind != "person":
        made = next((made for made in scope.session.rounds if made.id == note.round), None)
        group = next((one for one in made.groups if one.id == note.group), None) if made else None
        return _of_group(scope, group.label if group else "", note.people)
    return _whose(scope, note.people, note.school, grouped=bool(note.group))


def who_chose(scope: Scope, choice: Choice) -> Line:
    """Who made a choice, as `who`."""
    group = rounds.group_by_id(scope.session, choice.by)
    if group is None:
        return _whose(scope, (choice.by,), "")
    if scope.kind == "person":
        return _said_of_own(scope, group.people, "", grouped=True)
    return _of_group(scope, group.label, group.people)


def _of_group(scope: Scope, label: str, people: Sequence[str]) -> Line:
    if not scope.named or scope.kind == "pair":
        return ()
    names = rounds.names(scope.session, tuple(people))
    if not label and (theirs := set(people) & scope.mine):
        # Those whose notes these are, and with how many others.
        said = list(rounds.names(scope.session, [one for one in people if one in theirs]))
        others = [one for one in names if one not in said]
        if others and set(others) == {A_COLLEAGUE}:
            others = [A_COLLEAGUE if len(others) == 1 else f"{number(len(others))} colleagues"]
        return (typed(listing([*said, *others]), strong=True),)
    label = label or hiding.group_word(len(people))
    return (typed(f"{label}: {', '.join(names)}" if names else label, strong=True),)


def who_left(scope: Scope, item: Earlier) -> Line:
    """Whose something that an earlier session left is, as `who`."""
    unknown = "Someone of an earlier session"
    return _whose(scope, item.people, item.school, unknown=unknown) if item.text else ()


def _whose(
    scope: Scope,
    people: Sequence[str],
    school: str,
    *,
    grouped: bool = False,
    unknown: str = "Someone who was erased",
) -> Line:
    if scope.kind == "person":
        return _said_of_own(scope, people, school, grouped=grouped)
    if not scope.named:
        return ()
    if school:
        return () if scope.kind == "school" else (typed(school, strong=True),)
    names = ", ".join(rounds.names(scope.session, tuple(people)))
    if names:
        return (typed(names, strong=True),)
    return (ours(unknown if people else "The room", strong=True),)


def _said_of_own(scope: Scope, people: Sequence[str], school: str, *, grouped: bool) -> Line:
    if school:
        return (ours("Your school", strong=True),)
    if len(people) <= 1 and not grouped:
        return ()
    line: Line = (ours(f"Your {hiding.group_word(len(people)).lower()}", strong=True),)
    others = tuple(one for one in people if one not in scope.mine)
    if scope.named and others:
        line += (ours(" with "), typed(", ".join(rounds.names(scope.session, others))))
    return line


def entry(field: Field, text: str) -> Entry:
    """One field of a note under its name."""
    return Entry(one_line(field.name), text, in_lines(field, text))


def in_lines(field: Field, text: str) -> bool:
    """Whether what was written is a list: a field of several lines with more than one in it."""
    return field.kind == "lines" and len(Listed(text).entries) > 1


def answer(field: Field, text: str) -> tuple[Line | Listed, ...]:
    """One field as lines under something else: its name, and what was written."""
    return DocumentNote(entries=(entry(field, text),)).lines


def local_zone(name: str) -> ZoneInfo:
    """The time zone of this name; UTC for one that is not known here."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def iso(day: date | None) -> str:
    """``"2026-12-01"``, or ""."""
    return day.isoformat() if day else ""


def sample_said(meta: Meta) -> list[Block]:
    """What stands at the top of everything that is made of made-up data."""
    text = "SAMPLE DATA: the people, schools and notes in this file are made up."
    return [Paragraph((ours(text, strong=True),))] if meta.sample else []
