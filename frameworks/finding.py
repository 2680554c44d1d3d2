"""Finding things by typing: a code or its beginning, or words in any order; what fits best comes first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, TypeVar

T = TypeVar("T")

# A code that begins with a number is one word, dots and all.
_WORD = re.compile(r"\d+(?:\.\w+)+|\w+")
# The letters that a word and another form of it have in common at least, and those that an ending has not yet: "book"
# is found by "books" and "leader" by "leadership", but "with" not by "withdrawing".
_STEM, _ENDING = 4, 5


class Said(NamedTuple):
    """What something is found by: its code ("" where there is none), its words, and the words of where it stands."""

    code: str
    text: str
    around: str = ""


def best(typed: str, items: Iterable[T], said: Callable[[T], Said]) -> tuple[T, ...]:
    """The items that fit what is typed, the best first, equal ones in the order they came; all of them while nothing
    is typed."""
    if not typed.strip():
        return tuple(items)
    ranked = [(rank(typed, said(item)), item) for item in items]
    found = [(place, item) for place, item in ranked if place is not None]
    found.sort(key=lambda pair: pair[0])
    return tuple(item for _, item in found)


def rank(typed: str, said: Said) -> int | None:
    """How well something fits: 0 is best, None not at all.

    Its code comes before a code that begins so, then words that it begins with, words that stand together, words
    anywhere in it, words of which some are in its code or in the name of where it stands, other forms of the words
    ("sabbaticals" for "sabbatical"), and last the inside of words and a code typed without its dots.
    """
    code, asked = _code(said.code), _code(typed)
    if code and asked == code:
        return 0
    if code and asked and code.startswith(asked):
        return 1
    wanted = words(typed)
    if not wanted:
        return None
    text = words(said.text)
    if place := _together(wanted, text):
        return 2 if place == 1 else 3
    if all(_begins(one, text) for one in wanted):
        return 4
    if _partly(typed, code, text, words(said.around)):
        return 5
    if all(_begins(one, text) or _formed(one, text) for one in wanted):
        return 6
    if all(any(one in word for word in text) for one in wanted):
        return 7
    bare = code.replace(".", "")
    return 8 if bare and asked and bare.startswith(asked) else None


def has(typed: str, text: str) -> bool:
    """Whether a text has every word that is typed: the word, its beginning, its inside or another form of it."""
    there = words(text)
    # No word has a space in it: what is inside of one is inside of them all, which is much quicker to look up.
    whole = " ".join(there)
    return all(one in whole or _formed(one, there) for one in words(typed))


def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: without capitals, accents and punctuation."""
    return _words(text)


def places(typed: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where in a text the words stand that make it fit, as (start, end); those that begin so before the inside of
    others."""
    wanted = words(typed)
    there = [(match.start(), match.end(), "".join(words(match.group()))) for match in _WORD.finditer(text)]
    for fits in (str.startswith, _is_form, str.__contains__):
        found = tuple((at, end) for at, end, word in there if any(fits(word, one) for one in wanted))
        if found:
            return found
    return ()


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return tuple(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


def _code(text: str) -> str:
    return text.strip().casefold().rstrip(".")


def _is_form(word: str, wanted: str) -> bool:
    """Whether a longer word that is typed may be a form of this one: it goes on from it by an ending."""
    return (
        len(word) >= _STEM
        and wanted.startswith(word)
        and len(wanted) - len(word) < min(len(word), _ENDING)
        and word.isalpha()
        and wanted.isalpha()
    )


def _formed(wanted: str, text: tuple[str, ...]) -> bool:
    return any(stem in text for stem in _stems(wanted))


@lru_cache(maxsize=64)
def _stems(wanted: str) -> tuple[str, ...]:
    """What a typed word may be a form of."""
    return tuple(wanted[:end] for end in range(_STEM, len(wanted) + 1) if _is_form(wanted[:end], wanted))


def _begins(wanted: str, text: tuple[str, ...]) -> bool:
    return any(word.startswith(wanted) for word in text)


def _together(wanted: tuple[str, ...], text: tuple[str, ...]) -> int:
    """Where the words stand side by side, from 1; the last of them may be only begun. 0 where they do not."""
    whole, last = wanted[:-1], wanted[-1]
    for at in range(len(text) - len(whole)):
        if text[at : at + len(whole)] == whole and text[at + len(whole)].startswith(last):
            return at + 1
    return 0


def _partly(typed: str, code: str, text: tuple[str, ...], around: tuple[str, ...]) -> bool:
    """Whether each word is in the text, in what is around it or is how the code begins, one at least in the text."""
    in_text = False
    for part in typed.split():
        wanted = words(part)
        if wanted and all(_begins(one, text) for one in wanted):
            in_text = True
        elif not (code and code.startswith(_code(part))) and not all(_begins(one, around) for one in wanted):
            return False
    return in_text
