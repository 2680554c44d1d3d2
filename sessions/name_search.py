"""Finding known names in text that people typed: whole words, in capitals or not, with or without accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

# What a name is the name of, "" where nothing around it belongs to it.
Of = Literal["person", "school", "cluster", ""]


def word_set(words: str) -> frozenset[str]:
    """Words parted by spaces, as a set."""
    return frozenset(words.split())


TITLES = word_set("mr mrs ms miss mx dr prof professor sir dame rev reverend canon father sister coach")
# Names that are also words of every conversation: taken for a name only when written with a capital.
ORDINARY = word_set(
    """
    art autumn baker bank banks bass bay bell berry best bill bishop black blue bond bridge brook brown bush butcher
    carpenter case chance chase church clay close coach coal cook cooper court cross dawn day dean drew early east
    eve fair faith farmer field finch fish flower ford forest fox frank free french frost fry gardener gold good
    grace grant grave green grey guy hall hand hardy harmony hart head heath hedge hill home hood hope hunt hunter
    joy justice keen key king lake lane law light little long love low mark marks marsh mason max merit mercy miles
    mill miller mills moon moor moss new noble north olive page park parks parson pat patience pearl pepper pool
    pope potter power price prior ray read reed rich ridge rise river rivers robin rock rose rush sage sandy savage
    school sea shade sharp short silver singer skip small smart smith snow south speed spring star steel stone storm
    strong sue summer summers sunny swan swift tanner taylor temple thorn tide town turner vale view wall ward waters
    way weaver wells west white will wills winter wise wolf wood woods worth young
    """
)
# Names that are also months: a word before them tells which is meant.
_MONTHS = word_set("april may june august")
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|by|of|since|until|till|from|to|before|after|during|this|last|next|early|late|mid|each|every|and)"
    r"|\d(?:st|nd|rd|th)?)[\s-]+$"
)
# What may follow the name of a school or a cluster and is part of it.
_AFTER: dict[Of, str] = {
    "school": r"(?:\s+(?:primary|secondary|high|infants?|junior|comprehensive|community|academy|college|school)"
    r"(?![^\W\d_]))*",
    "cluster": r"(?:\s+(?:cluster|partnership)(?![^\W\d_]))?",
}
AN_ADDRESS = "an e-mail address"
_ADDRESS = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\.?\s+$")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-"})
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


class _Name(NamedTuple):
    """One way to write a name: its pattern over folded text, what to put for it (None: it stays)."""

    pattern: re.Pattern[str]
    length: int
    becomes: str | None
    of: Of
    ordinary: bool


class Match(NamedTuple):
    """A name in a text: where, its words, what to put for it. `left`: it stays, for it is more likely a word.
    `ordinary`: it is a word of every conversation too."""

    start: int
    end: int
    words: str
    becomes: str
    left: bool
    ordinary: bool = False


class Replacer:
    """Knows names and puts other words in their place."""

    def __init__(self, *, addresses: bool = False) -> None:
        """`addresses`: e-mail addresses are taken out too, for they hold somebody's name and school."""
        self._addresses = addresses
        self._names: dict[str, list[_Name]] = {}
        self._known: set[tuple[str, ...]] = set()

    def add(self, words: Iterable[str], becomes: str | None, *, of: Of = "person", name: str = "") -> None:
        """Know one more name, as folded words (and numbers); the first to be known of two alike wins.

        Besides the usual signs those of the `name` itself may stand between its words: "St Mary's (Aided) School".
        """
        parts = tuple(words)
        if not parts or parts in self._known:
            return
        self._known.add(parts)
        ordinary = len(parts) == 1 and (parts[0] in ORDINARY | _MONTHS or len(parts[0]) <= 2)
        body = _body(parts, name)
        own = "'s" if ordinary else r"'s|'(?=\s|$)" if parts[-1].endswith("s") else "'?s"
        pattern = _compiled(rf"{body}{_AFTER.get(of, '')}(?P<own>{own})?(?![^\W\d_])")
        names = self._names.setdefault(parts[0], [])
        names.append(_Name(pattern, len(body), becomes, of, ordinary))
        names.sort(key=lambda name: -name.length)

    def __call__(self, text: str, *, heading: bool = False) -> str:
        """The text with every known name replaced. In a heading, ordinary words are never taken for names."""
        parts, last = [], 0
        for match in self.search(text, heading=heading):
            if not match.left:
                parts += [text[last : match.start], match.becomes]
                last = match.end
        return "".join([*parts, text[last:]]) if parts else text

    def search(self, text: str, *, heading: bool = False) -> Iterator[Match]:
        """Every name in the text, in order and without overlaps."""
        folded, places = _fold(text)
        done = 0
        addresses = list(_ADDRESS.finditer(folded)) if self._addresses and "@" in folded else []
        for word in _TOKEN.finditer(folded):
            if word.start() < done:
                continue
            if addresses and addresses[0].start() <= word.start():
                address = addresses.pop(0)
                done = address.end()
                start, end = places[address.start()], places[done]
                yield Match(start, end, text[start:end], AN_ADDRESS, False)
                continue
            name, match = self._at(folded, word, heading=heading)
            if match is None or name is None:
                continue
            done = match.end()
            if name.becomes is None:
                continue
            start, end = places[match.start()], places[match.end()]
            if name.ordinary and (
                not text[start].isupper() or _is_month(folded, match.start(), first=word.group())
            ):
                yield Match(start, end, text[start:end], name.becomes, True, True)
                continue
            start = places[_lead(folded, text, places, match.start(), name.of)]
            becomes = name.becomes + ("'s" if match.group("own") else "")
            if _begins(text, start):
                becomes = becomes[:1].upper() + becomes[1:]
            yield Match(start, end, text[start:end], becomes, False, name.ordinary)

    def _at(
        self, folded: str, word: re.Match[str], *, heading: bool
    ) -> tuple[_Name | None, re.Match[str] | None]:
        first = word.group()
        names = self._names.get(first, ())
        if first[-1] == "s":
            names = (*names, *self._names.get(first[:-1], ()))
        for name in names:
            if not (heading and name.ordinary) and (match := name.pattern.match(folded, word.start())):
                return name, match
        return None, None


def words(text: str) -> tuple[str, ...]:
    """The words of a name as they are looked for: without capitals, accents and signs."""
    return tuple(_WORD.findall(_fold(text)[0]))


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a name: "School 12" is not School 1."""
    return tuple(_TOKEN.findall(_fold(text)[0]))


def _body(parts: tuple[str, ...], name: str) -> str:
    """A pattern for the parts of a name with signs between them; a number may follow a word at once."""
    body = re.escape(parts[0])
    own = "".join(sorted({re.escape(char) for char in _fold(name)[0] if not char.isalnum()}))
    for before, part in pairwise(parts):
        apart = "+" if before.isalpha() and part.isalpha() else "*"
        body += rf"[\s.,&'_{own}-]{apart}{re.escape(part)}"
    return body if parts[-1].isalpha() else rf"{body}(?!\d)"


def _fold(text: str) -> tuple[str, list[int] | range]:
    """The text without capitals, accents and invisible characters, and where each character of it was."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = _folded(char)
        folded.append(plain)
        places += [place] * len(plain)
    return "".join(folded), [*places, len(text)]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled once: a hand-out for each of many people looks for the same names."""
    return re.compile(pattern)


@cache
def _folded(char: str) -> str:
    plain = unicodedata.normalize("NFKD", char.translate(_PLAIN)).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
    return "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Cf"))


def _lead(folded: str, text: str, places: list[int] | range, start: int, of: Of) -> int:
    """Where what belongs to the name begins: "Mrs" before a person, "the" before a school or a cluster."""
    before = _WORD_BEFORE.search(folded, max(0, start - 16), start) if of else None
    if before is None:
        return start
    word = before.group(1)
    if of == "person":
        belongs = word in TITLES and text[places[before.start(1)]].isupper()
    else:
        belongs = word == "the"
    return before.start(1) if belongs else start


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins here, or a line, whatever marks a list or a heading has before its words."""
    before = text[:start].rstrip(" \t")
    if not before or before[-1] in ".!?\n":
        return True
    line = before.rpartition("\n")[2]
    return not any(char.isalnum() for char in line)


def _is_month(folded: str, start: int, *, first: str) -> bool:
    return first in _MONTHS and _BEFORE_MONTH.search(folded, max(0, start - 12), start) is not None
