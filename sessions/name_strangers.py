"""Names that nobody listed, known by what stands beside them: a title before a person, "Primary School" behind a
school or "Ysgol" before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from sessions.name_letters import TOKEN, Folded, word_set

TITLES = word_set("mr mrs ms miss mx dr prof professor sir dame rev reverend canon father sister coach")
# What many schools are called: none of these words tells which one is meant. Single letters are C.P., C.I.W., V.A.
# and the like.
SCHOOL_WORDS = word_set(
    """
    a c i p v w school schools primary secondary high infant infants junior nursery academy comprehensive community
    college voluntary aided controlled catholic special rc federation campus church in wales ciw cp ysgol gynradd
    uwchradd gyfun gymunedol gymraeg iau babanod feithrin arbennig wirfoddol the y yr
    """
)
# Before the name of a person, and before nothing else.
_TITLES = word_set("mr mrs ms miss mx dr prof")
# What is called with a capital and is nobody: days and months after "Miss".
_NOBODY = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter
    """
)
_KINDS = word_set("primary secondary high infant infants junior comprehensive academy grammar")
_ENDS = word_set("school academy college")
# Words with a capital at the beginning of a sentence that are no part of the name behind them.
_NOT_FIRST = word_set(
    """
    a an the our this that these those each every no any some his her their your my its all both at in from to of for
    with and or but as is was are were when if visit see ask new local other another one two many most welsh english
    british feeder cluster cross free state special
    """
)
_WELSH_SMALL = word_set("y yr")
_LONGEST = 4


class Stranger(NamedTuple):
    """Where a name that nobody listed stands in the folded text, and where it begins without its title."""

    start: int
    core: int
    end: int


def titled(text: Folded, word: re.Match[str]) -> Stranger | None:
    """The one word or two, or the one letter, with capitals behind a title ("Mrs Tudor", "Mrs P")."""
    if word.group() not in _TITLES or not text.capital(word.start()):
        return None
    at = re.compile(r"\.?[ \t]+").match(text.plain, word.end())
    first = TOKEN.match(text.plain, at.end()) if at else None
    if first is None or not _name_like(text, first) or first.group() in _NOBODY:
        return None
    end = first.end()
    apart = re.compile(r"[ '-]").match(text.plain, end)
    second = TOKEN.match(text.plain, end + 1) if apart and len(first.group()) > 1 else None
    if second is not None and _name_like(text, second) and len(second.group()) > 1:
        end = second.end()
    return Stranger(word.start(), first.start(), end)


def schools(text: Folded) -> list[Stranger]:
    """Every school that is called by its kind ("Nant Primary School", "Ysgol Nant"), known or not."""
    if not any(kind in text.plain for kind in (*_KINDS, *_ENDS, "ysgol")):
        return []
    words = list(TOKEN.finditer(text.plain))
    found: list[Stranger] = []
    for number, word in enumerate(words):
        if not text.capital(word.start()) or (found and word.start() < found[-1].end):
            continue
        if word.group() == "ysgol":
            last = _forward(text, words, number)
            inside = words[number + 1 : last + 1]
        elif word.group() in _KINDS | _ENDS:
            last = number
            while last + 1 < len(words) and _capital_next(text, words, last, SCHOOL_WORDS):
                last += 1
            first = _backward(text, words, number)
            inside = words[first:number]
            if inside and text.begins(inside[0].start()) and words[last].group() not in _ENDS:
                continue
            number = first
        else:
            continue
        if any(one.group() not in SCHOOL_WORDS for one in inside):
            start = words[number].start()
            found.append(Stranger(start, start, words[last].end()))
    return found


def _forward(text: Folded, words: list[re.Match[str]], number: int) -> int:
    last = at = number
    while at + 1 < len(words) and at - number < _LONGEST:
        if _capital_next(text, words, at):
            last = at + 1
        elif words[at + 1].group() not in _WELSH_SMALL or not _beside(text, words, at):
            break
        at += 1
    return last


def _backward(text: Folded, words: list[re.Match[str]], number: int) -> int:
    first = number
    while first > 0 and number - first < _LONGEST:
        before = words[first - 1]
        joined = _beside(text, words, first - 1)
        opening = before.group() in _NOT_FIRST and text.begins(before.start())
        if not joined or opening or not (text.capital(before.start()) or before.group() == "s"):
            break
        first -= 1
    while first < number and words[first].group() in _NOT_FIRST:
        first += 1
    return first


def _capital_next(
    text: Folded, words: list[re.Match[str]], at: int, among: frozenset[str] = frozenset()
) -> bool:
    following = words[at + 1]
    if among and following.group() not in among:
        return False
    return _beside(text, words, at) and text.capital(following.start())


def _beside(text: Folded, words: list[re.Match[str]], at: int) -> bool:
    """Whether nothing but a space, a hyphen or an apostrophe parts a word from the next."""
    return text.plain[words[at].end() : words[at + 1].start()] in (" ", "-", "'", "' ")


def _name_like(text: Folded, word: re.Match[str]) -> bool:
    return word.group().isalpha() and text.capital(word.start())
