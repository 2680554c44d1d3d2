"""What the kind of a field makes of the words typed into it: what is kept, what was understood, what is wrong.

The one place for it: capture, the command line, exports and outcomes read a field's words alike. Words that are not
understood are kept as they are; nothing here ever raises for what somebody typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from frameworks.finding import words
from sessions.dates import long_date, read_date
from sessions.model import ActionState, Field, Kind, Person
from sessions.text import key, one_line

# Dates are kept as in ISO 8601, whatever was typed, and shown as people say them.
DATES: frozenset[Kind] = frozenset({"date", "due"})
# Kinds of fields that name people; where names are removed they are left out.
NAMING: frozenset[Kind] = frozenset({"help", "person", "owner"})
# Kinds of fields that a word or two answers; a rating without points takes any words.
BRIEF: frozenset[Kind] = DATES | {"yes/no", "scale", "rating", "state", "person", "owner"}
YES_NO = ("yes", "no")
STATES: dict[str, ActionState] = {"done": "done", "still open": "open", "dropped": "dropped"}
# Other words for these, Welsh ones for yes and no included.
_YES_NO = {
    **dict.fromkeys(("y", "ie", "oes", "ydy", "ydw", "do", "true", "1"), "yes"),
    **dict.fromkeys(("n", "na", "nac", "nac oes", "nac ydy", "nac ydw", "naddo", "false", "0", "2"), "no"),
}
# The keys that the points of a field are answered with, where these are not their numbers.
KEYS: dict[Kind, str] = {"yes/no": "yn", "state": "dox"}
_STATES = {
    **dict.fromkeys(("d", "finished", "complete", "completed"), "done"),
    **dict.fromkeys(("o", "open", "still", "s", "not yet"), "still open"),
    **dict.fromkeys(("x", "drop"), "dropped"),
}
# Between several owners. A hyphen is part of a name, and so is a full stop.
_BETWEEN = re.compile(r"(\s*[,;&+/\n]\s*|\s+and\s+)", re.IGNORECASE)
# Whom owners are, without being anybody's name: never taken for the beginning of one.
_ANYONE = frozenset(
    """
    a all an any anyone both deputies deputy each everybody everyone governor governors head heads i leader leaders
    me my myself no nobody none office our parents pupils school slt smt staff team teacher teachers the they us we
    you
    """.split()  # noqa: SIM905
)
NOBODY = "Nobody on the list is called that. The name stands as it is."
# By these words an owner means whoever the note is from.
ONESELF = frozenset({"me", "myself", "i", "self", "fi"})
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# No scale has so many points that numbering them takes more digits; longer numbers take long to read.
_DIGITS = 3


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What was made of the words typed into a field.

    `text` is what is kept, the words as they were typed where they were not understood. `said` is what was
    understood, in words, or what there is to say about it. `fault` says what is wrong and what to write, or "".
    """

    text: str
    said: str = ""
    fault: str = ""


def read(field: Field, text: str, people: Sequence[Person], today: date) -> Answer:
    """What the words mean in this field; `people` are those of the session, `today` the day it is there."""
    if not text.strip():
        return Answer(text=text)
    if field.kind in DATES:
        try:
            day = read_date(text, today)
        except ValueError as error:
            return Answer(text=text, fault=str(error))
        return Answer(text=day.isoformat(), said=long_date(day))
    if there := points(field):
        found = _point(field, text, there)
        return Answer(text=found, said=found) if found else Answer(text=text, fault=_no_point(field))
    if field.kind == "person":
        return _person(text, people)
    if field.kind == "owner":
        found = "".join(_owner(part, people) for part in _BETWEEN.split(text))
        return Answer(text=found, said=one_line(found) if found != text else "")
    return Answer(text=text)


def points(field: Field) -> tuple[str, ...]:
    """What is answered in a field with points: those of a scale or rating, yes and no, the states of an action."""
    if field.kind == "yes/no":
        return YES_NO
    if field.kind == "state":
        return tuple(STATES)
    return field.options if field.kind in ("scale", "rating") else ()


def keyed(field: Field) -> tuple[tuple[str, str], ...]:
    """The points of a field, each after the key to answer with it."""
    there = points(field)
    keys = KEYS.get(field.kind) or [str(number) for number in range(1, len(there) + 1)]
    return tuple(zip(keys, there, strict=True))


def fitting(text: str, people: Iterable[Person]) -> tuple[str, ...]:
    """The names that may be meant by what is typed so far, each once; one that is written out stands alone."""
    wanted = key(text)
    people = tuple(people)
    exact = [one.name for one in people if wanted in {key(name) for name in (one.name, *one.aliases)}]
    if exact or not wanted:
        return tuple(dict.fromkeys(exact or (one.name for one in people)))
    asked = words(text)
    fits = (one.name for one in people if any(_has(name, asked) for name in (one.name, *one.aliases)))
    return tuple(dict.fromkeys(fits)) if asked else ()


def owners(text: str) -> tuple[str, ...]:
    """The owners of an action, one by one as they were typed; the last one is "" where it is still to be typed."""
    return tuple(part.strip() for part in _BETWEEN.split(text)[::2])


def may_be_a_name(owner: str) -> bool:
    """Whether an owner may be somebody by name, and is not "all", "the governors" or the like."""
    return key(owner) not in _ANYONE


def day_of(text: str, since: date) -> date | None:
    """The day that the words of a date field mean; None where they are no date. `since` is the day they were
    written on: older versions kept "1/12" as it was typed."""
    try:
        return date.fromisoformat(text.strip()) if _ISO.fullmatch(text.strip()) else read_date(text, since)
    except ValueError:
        return None


def readable(kind: Kind, text: str) -> str:
    """A field's words for reading: a date that is kept in ISO 8601 as it is said, anything else as it is."""
    if kind in DATES and _ISO.fullmatch(text.strip()):
        day = day_of(text, date.min)
        return long_date(day) if day else text
    return text


def printed(kind: Kind, text: str, since: date) -> str:
    """A field's words for a hand-out: as `readable`; "1/12" as older versions kept it with what it means behind.

    `since` as in `day_of`.
    """
    found = readable(kind, text)
    if kind not in DATES or found != text:
        return found
    day = day_of(text, since)
    return f"{text} ({long_date(day)})" if day and key(long_date(day)) != key(text) else text


def owner_id(text: str, people: Iterable[Person]) -> str:
    """The id of the one person whose whole name the words are; "" for anyone else, and for several."""
    wanted = key(text)
    found = [one.id for one in people if wanted in {key(name) for name in (one.name, *one.aliases)}]
    return found[0] if len(found) == 1 and wanted else ""


def _point(field: Field, text: str, there: Sequence[str]) -> str:
    """The point meant: its words, its number, how it or one of its words begins, if no other one does."""
    wanted = key(text).strip(" .")
    exact = next((point for point in there if key(point) in (wanted, key(text))), "")
    if exact or not wanted:
        return exact
    other = {"yes/no": _YES_NO, "state": _STATES}.get(field.kind, {}).get(wanted)
    if other:
        return other
    if wanted.isdecimal() and len(wanted) <= _DIGITS and 1 <= int(wanted) <= len(there):
        return there[int(wanted) - 1]
    if field.kind == "yes/no":
        return ""
    beginning = [point for point in there if key(point).startswith(wanted)]
    asked = words(wanted)
    inside = [point for point in there if asked and _has(point, asked)]
    found = beginning or inside
    return found[0] if len(found) == 1 else ""


def _no_point(field: Field) -> str:
    if field.kind == "yes/no":
        return "Is that yes or no?"
    listed = ", ".join(f"{key} {point}" for key, point in keyed(field))
    return f"The points are {listed}." if field.kind != "state" else f"It is one of {listed}."


def _person(text: str, people: Sequence[Person]) -> Answer:
    found = fitting(text, people)
    if len(found) == 1:
        return Answer(text=found[0], said=found[0])
    if found:
        return Answer(text=text, fault=f"That may be {' or '.join(found[:4])}. Write more of the name.")
    return Answer(text=text, said=NOBODY)


def _owner(part: str, people: Sequence[Person]) -> str:
    """One of several owners: someone's name written out, else the words as they are."""
    found = fitting(part, people) if part.strip() and may_be_a_name(part) else ()
    return found[0] if len(found) == 1 else part


def _has(name: str, asked: Sequence[str]) -> bool:
    """Whether every word that is asked for begins one of the name's."""
    parts = words(name)
    return all(any(part.startswith(word) for part in parts) for word in asked)
