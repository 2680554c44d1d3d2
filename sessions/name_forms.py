"""Other forms of a known name: as Welsh changes its first letter, by initials, cut short, a part of it alone.

Words are folded (see `name_letters`). Each form may be an ordinary word as well, so none is taken for the name
without a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sessions.name_letters import tokens, word_set

# What the first consonant becomes: softened, nasal, with a breath. A softened g is left out.
_CHANGES: dict[str, tuple[str, ...]] = {
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "c": ("g", "ngh", "ch"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "g": ("", "ng"),
    "ll": ("l",),
    "m": ("f",),
    "rh": ("r",),
}
# Two letters that are one consonant: "Thomas" does not begin with a t that changes.
_DOUBLE = ("ch", "dd", "ff", "ng", "ll", "ph", "rh", "th")
# A shorter word has too little of the name left to know it by.
_SHORTEST = 3
# What a school is called after, but is not by itself: "the" and the like, and a saint's "s".
_SMALL = word_set("a ac and of on in the y yr s st ap")


def mutations(word: str) -> set[str]:
    """A word as Welsh changes its beginning: "catrin" gives "gatrin", "nghatrin" and "chatrin"."""
    return {one for one in _changed(word) if len(one) >= _SHORTEST}


def mutated(name: Sequence[str]) -> set[tuple[str, ...]]:
    """A name of several words as Welsh changes its beginning: "ty gwyn" gives "dy gwyn", "nhy gwyn", "thy gwyn"."""
    return {(one, *name[1:]) for one in _changed(name[0]) if one}


def _changed(word: str) -> Iterator[str]:
    first = word[:2] if word[:2] in _DOUBLE else word[:1]
    for new in _CHANGES.get(first, ()):
        yield new + word[len(first) :]


def initials(parts: Iterable[Sequence[str]]) -> set[str]:
    """The initials of a name in its parts, two or more letters: of all of it, and of its first and last part."""
    firsts = ["".join(word[0] for word in part) for part in parts if part]
    if len(firsts) < 2:
        return set()
    return {"".join(firsts), firsts[0] + firsts[-1], firsts[0][0] + firsts[-1][0]}


def beginnings(word: str) -> set[str]:
    """What a first name may be cut to, three letters at least: "rhi" for "rhian"."""
    return {word[:end] for end in range(_SHORTEST, len(word))}


def letters_of(school: str) -> set[str]:
    """A school by its letters: "ygdm" for Ysgol Gyfun Dyffryn Melwern, and with small words or without."""
    words = [tokens(word) for word in school.split()]
    firsts = [word[0] for word in words if word and word[0].isalpha()]
    telling = [word for word in firsts if word not in _SMALL]
    found = {"".join(word[0] for word in some) for some in (firsts, telling)}
    return {one for one in found if len(one) >= _SHORTEST}


def telling_parts(name: Iterable[str], common: frozenset[str]) -> set[str]:
    """The words of a school's name that may stand for it alone, but for those that are `common`."""
    return {
        word for word in name if word.isalpha() and len(word) >= _SHORTEST and word not in common | _SMALL
    }
