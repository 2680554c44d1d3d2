"""How a name is written in a text: patterns over folded text, what belongs to it before and behind, and a find."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from sessions.name_doubts import Doubt
from sessions.name_letters import TOKEN, Folded, fold, word_set
from sessions.name_strangers import TITLES

# What a name is the name of, "" where nothing around it belongs to it.
Of = Literal["person", "school", "cluster", ""]

# Names that are also months: a word before them tells which is meant.
MONTHS = word_set("april may june august")
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|by|of|since|until|till|from|to|before|after|during|this|last|next|early|late|mid|each|every|and)"
    r"|\d(?:st|nd|rd|th)?)[\s-]+$"
)
# What may follow the name of a school or a cluster and is part of it.
AFTER: dict[Of, str] = {
    "school": r"(?:\s+(?:primary|secondary|high|infants?|junior|comprehensive|community|academy|college|school)"
    r"(?![^\W\d_]))*",
    "cluster": r"(?:\s+(?:cluster|partnership)(?![^\W\d_]))?",
}
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\.?\s+$")
# Before a school, and without sense before "a school".
_WHOSE = word_set("our their your my this that")
# Before a name, where "a" in what is put for it says too much: "the Rhian plan".
_DETERMINED = re.compile(r"\b(?:the|our|your|their|his|its|my|this|an|every|each)\s+$", re.IGNORECASE)
# A full stop behind them is theirs where the sentence goes on.
_STOP = re.compile(r"\.(?=[,;:)']|\s+(?P<word>[^\W\d_]))")


class Spelling(NamedTuple):
    """One way to write a name: its pattern over folded text, what to put for it (None: it stays)."""

    pattern: re.Pattern[str]
    length: int
    becomes: str | None
    of: Of
    ordinary: bool
    initials: bool


class Form(NamedTuple):
    """A form of a name that may be none."""

    becomes: str | None
    of: Of
    doubt: Doubt


class Hit(NamedTuple):
    """A find at places of the folded text: `core` is the name alone, and `own` says that "'s" is behind it."""

    start: int
    end: int
    core: tuple[int, int]
    form: Form
    own: bool = False
    ordinary: bool = False


def without_s(word: str) -> tuple[str, ...]:
    """A word as it stands, and without an s that may be a possessive one."""
    return (word, word[:-1]) if word[-1] == "s" and len(word) > 1 else (word,)


def with_own(text: Folded, span: tuple[int, int], form: Form) -> Hit | None:
    """A doubtful form with the "'s" behind it; None where its word goes on."""
    tail = compiled(rf"{AFTER.get(form.of, '')}(?P<own>'?s|'(?=\s|$))?(?![^\W\d_])").match(
        text.plain, span[1]
    )
    return Hit(span[0], tail.end(), span, form, bool(tail["own"])) if tail else None


def with_stop(text: Folded, span: tuple[int, int]) -> tuple[int, int]:
    """Initials with the full stop behind them, where the sentence goes on after it."""
    following = _STOP.match(text.plain, span[1])
    if following is None or (following["word"] and text.capital(following.start("word"))):
        return span
    return span[0], span[1] + 1


def body(parts: tuple[str, ...], name: str) -> str:
    """A pattern for the parts of a name with signs between them; a number may follow a word at once."""
    body = re.escape(parts[0])
    own = "".join(sorted({re.escape(char) for char in fold(name).plain if not char.isalnum()}))
    for before, part in pairwise(parts):
        apart = "+" if before.isalpha() and part.isalpha() else "*"
        body += rf"[\s.,&'_{own}-]{apart}{re.escape(part)}"
    return body if parts[-1].isalpha() else rf"{body}(?!\d)"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compiled once: a hand-out for each of many people looks for the same names."""
    return re.compile(pattern)


def span_of(text: Folded, start: int, end: int) -> tuple[int, int, str]:
    return text.places[start], text.places[end], text.cut(start, end)


def capitals(text: Folded, start: int, end: int) -> bool:
    """Whether every letter that stands alone in the words is a capital."""
    alone = (word for word in TOKEN.finditer(text.plain, start, end) if len(word.group()) == 1)
    return all(text.capital(word.start()) for word in alone)


def lead(text: Folded, start: int, of: Of) -> int:
    """Where what belongs to the name begins: "Mrs" before a person, "the" before a school or a cluster."""
    before = _WORD_BEFORE.search(text.plain, max(0, start - 16), start)
    if before is None:
        return start
    word = before.group(1)
    if of == "person":
        belongs = word in TITLES and text.capital(before.start(1))
    else:
        belongs = word == "the" or (of == "school" and word in _WHOSE)
    return before.start(1) if belongs else start


def is_month(folded: str, start: int, *, first: str) -> bool:
    return first in MONTHS and _BEFORE_MONTH.search(folded, max(0, start - 12), start) is not None


def without_article(before: str, becomes: str) -> str:
    """What is put for a name behind these words: not "the a colleague" but "the colleague"."""
    if becomes.startswith(("a ", "an ")) and _DETERMINED.search(before):
        return becomes.partition(" ")[2]
    return becomes


def with_kind(text: Folded, hit: Hit) -> bool:
    """Whether "school" or the like stands behind a school's name and is part of it."""
    return hit.form.of == "school" and bool(text.plain[hit.core[1] : hit.end].removesuffix("'s").strip())
