"""Text as names are looked for in it: without capitals, accents, signs and invisible characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

TOKEN = re.compile(r"\d+|[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-"})
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


class Folded(NamedTuple):
    """A text, what is left of it when it is folded, and where each character of that was in the text."""

    text: str
    plain: str
    places: list[int] | range

    def cut(self, start: int, end: int) -> str:
        """The words of the text that stand at these places of the folded one."""
        return self.text[self.places[start] : self.places[end]]

    def capital(self, place: int) -> bool:
        """Whether the letter at this place of the folded text is a capital."""
        return self.text[self.places[place]].isupper()

    def begins(self, place: int) -> bool:
        """Whether a sentence or a line begins at this place of the folded text."""
        return begins(self.text, self.places[place])


def word_set(words: str) -> frozenset[str]:
    """Words parted by spaces, as a set."""
    return frozenset(words.split())


def words(text: str) -> tuple[str, ...]:
    """The words of a name as they are looked for: without capitals, accents and signs."""
    return tuple(_WORD.findall(fold(text).plain))


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a name: "School 12" is not School 1."""
    return tuple(TOKEN.findall(fold(text).plain))


def decided_on(text: str) -> tuple[str, ...]:
    """Words that somebody decided on, as they are compared: "M.P." is "MP"."""
    name = tokens(text)
    return ("".join(name),) if len(name) > 1 and all(len(one) == 1 for one in name) else name


def begins(text: str, start: int) -> bool:
    """Whether a sentence begins here, or a line, whatever marks a list or a heading has before its words."""
    before = text[:start].rstrip(" \t")
    if not before or before[-1] in ".!?\n":
        return True
    line = before.rpartition("\n")[2]
    return not any(char.isalnum() for char in line)


def fold(text: str) -> Folded:
    """The text without capitals, accents and invisible characters."""
    if text.isascii():
        return Folded(text, text.lower(), range(len(text) + 1))
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = _folded(char)
        folded.append(plain)
        places += [place] * len(plain)
    return Folded(text, "".join(folded), [*places, len(text)])


@cache
def _folded(char: str) -> str:
    plain = unicodedata.normalize("NFKD", char.translate(_PLAIN)).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
    return "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Cf"))
