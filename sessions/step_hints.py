"""What the author of a template probably meant: suggestions for settings that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from frameworks.source import did_you_mean
from sessions.model import LEFT

# Words that mean one of a setting's and do not look like it; more than one where it could be either.
MEANT: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("choose", "group"): ("pair",),
    ("choose", "groups"): ("pair",),
    ("choose", "everyone"): ("person", "room"),
    ("choose", "everybody"): ("person", "room"),
    ("choose", "each"): ("person",),
    ("choose", "all"): ("room",),
    ("for each", "group"): ("choice",),
    ("for each", "chosen"): ("choice", "chosen statement"),
    ("from", "pair"): ("group",),
    ("from", "pairs"): ("group",),
    ("from", "trio"): ("group",),
    ("from", "everyone"): ("person", "room"),
    ("from", "everybody"): ("person", "room"),
    ("from", "each"): ("person",),
    ("from", "all"): ("room",),
    ("schools", "mixed"): ("different",),
    ("schools", "other"): ("different",),
    ("schools", "own"): ("same",),
    ("shared", "everyone"): ("room",),
    ("shared", "everybody"): ("room",),
    ("shared", "all"): ("room",),
    ("shared", "public"): ("room",),
    ("shared", "pair"): ("group",),
    ("shared", "school"): ("group",),
    ("shared", "private"): ("own",),
    ("shared", "person"): ("own",),
    ("shared", "nobody"): ("own",),
    ("together", "all"): ("everyone",),
    ("together", "plenary"): ("everyone",),
    ("together", "room"): ("everyone",),
    ("together", "individually"): ("alone",),
    ("together", "on their own"): ("alone",),
    ("together", "partners"): ("pairs",),
    ("together", "in twos"): ("pairs",),
    ("together", "in threes"): ("trios",),
}
_EXAMPLES: Mapping[str, str] = {
    "minutes": "12",
    "at": "12:30",
    "framework": "leadership-qualities",
    "together": "pairs",
    "roles": "speaker, listener",
    "cite": "behaviour, at least 1",
    "examples": "Actions",
}
# One of the values with which a form is repeated for what earlier sessions left.
_EARLIER = "earlier action"
_TIME = re.compile(
    r"(?P<hour>[01]?[0-9]|2[0-3])(?:[:.h](?P<minute>[0-5][0-9]))?\s*(?P<half>[ap])?(?:\.?m\.?)?", re.I
)


def such_as(name: str, words: Sequence[str]) -> str:
    """An example of a setting that has no value; `words` are those it may have, if it takes words."""
    if not words:
        return f"Such as “{name}: {_EXAMPLES[name]}”"
    if name == "for each":
        words = (*words, _EARLIER)
    return f"Such as “{name}: {words[0]}”; there are: {', '.join(words)}"


def meant(name: str, value: str, words: Sequence[str]) -> str:
    """A suggestion for a word (small letters) that is none of a setting's `words`."""
    known = MEANT.get((name, value))
    return (
        f"Did you mean {' or '.join(f'“{one}”' for one in known)}?" if known else did_you_mean(value, words)
    )


def meant_by_choose(value: str, words: Sequence[str], choosable: Sequence[str]) -> str:
    """A suggestion where it cannot be read who chooses: often only what is chosen was written."""
    if value in choosable and ("choose", value) not in MEANT:
        return f"Say first who chooses, such as “choose: person, {value}”"
    return meant("choose", value, words)


def meant_by_for_each(value: str, words: Sequence[str]) -> str:
    """A suggestion where it cannot be read what a form is repeated for."""
    if value.removesuffix("s") in LEFT:
        return f"Did you mean “earlier {value.removesuffix('s')}”?"
    return meant("for each", value, (*words, _EARLIER))


def a_time(value: str) -> str:
    """A suggestion for a time of day that is written otherwise ("9.30", "2 pm")."""
    match = _TIME.fullmatch(value.strip())
    if match is None:
        return "Such as “at: 12:30”"
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"Write: at: {hour:02}:{match['minute'] or '00'}"
