"""Codes of areas and statements: text, kept exactly as the source has it (``1.1a``, ``EM5``, gaps and all).

In a coded list the first word is always the code, in an uncoded one never (the product's rule).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from frameworks.source import Source
from frameworks.text import has_words

_LIKE_A_CODE = re.compile(r"(?:[A-Za-z]{0,4}\d+(?:[.-]\d+)+[a-z]?|[A-Z]{1,4}\d+[a-z]?)[.:)]?")
_LIKE_AN_AREAS = re.compile(r"\d{1,2}[.:)]?|" + _LIKE_A_CODE.pattern)
_NUMBERED = re.compile(r"(.*?)(\d+)([a-z]?)")


def like_a_code(word: str) -> bool:
    """Whether a word is built like a statement's code: ``1.4``, ``2.12a``, ``EM5``."""
    return _LIKE_A_CODE.fullmatch(word) is not None


class Giver:
    """Takes codes off titles and statements as they come, and notes what is wrong with them in `source`."""

    def __init__(self, source: Source, coded: Sequence[str]) -> None:
        self.source = source
        self.coded = coded
        self.lines: dict[str, int] = {}
        self.areas: list[tuple[int, str]] = []
        self.statements: list[tuple[int, str]] = []

    def area(self, line: int, title: str) -> tuple[str, str]:
        """An area's code (``""`` where areas have none) and its title."""
        return self._split(line, title, "areas", self.areas)

    def statement(self, line: int, text: str) -> tuple[str, str]:
        """A statement's code (``""`` where statements have none) and its words."""
        return self._split(line, text, "statements", self.statements)

    def look_over(self) -> None:
        """What shows only when all codes are known: words taken for codes, codes taken for words, gaps."""
        for kind, found in (("areas", self.areas), ("statements", self.statements)):
            if kind in self.coded:
                self._words_for_codes(found)
                self._gaps(found)
            else:
                self._codes_for_words(kind, found)

    def _split(self, line: int, text: str, kind: str, found: list[tuple[int, str]]) -> tuple[str, str]:
        first, *rest = text.split(maxsplit=1) or [""]
        if first:
            found.append((line, first))
        if kind not in self.coded or not first:
            return "", text
        if not rest or not has_words(rest[0]):
            if has_words(first):
                self.source.fault(
                    line,
                    f"Here is one word alone, “{first}”, and the first word is the code",
                    "Write the code, then the words",
                )
            return first, ""
        if re.search(r"[*_`]|^#", first):
            self.source.fault(
                line,
                f"The code “{first}” has marks in it",
                "Write the bare code, without stars, underlines or #",
            )
        if first in self.lines:
            self.source.fault(
                line,
                f"The code {first} stands on line {self.lines[first] + 1} already",
                "Give each area and each statement a code of its own",
            )
        self.lines.setdefault(first, line)
        return first, rest[0]

    def _words_for_codes(self, found: Sequence[tuple[int, str]]) -> None:
        """A plain word among codes with digits is the first word of a line whose code was forgotten."""
        numbered = sum(1 for _, code in found if any(char.isdigit() for char in code))
        for line, code in found:
            if not re.fullmatch(r"[^\W\d_]*[^\W\d_A-Z][^\W\d_]*[,;:]?", code) or len(code) < 2:
                continue
            if numbered:
                self.source.fault(
                    line, f"“{code}” stands where the code belongs", "Write the code before the words"
                )
            else:
                self.source.warn(
                    line,
                    f"“{code}” is read as the code",
                    "If there are no codes here, mend the line “coded:” at the top, or take it out",
                )

    def _codes_for_words(self, kind: str, found: Sequence[tuple[int, str]]) -> None:
        pattern = _LIKE_AN_AREAS if kind == "areas" else _LIKE_A_CODE
        coded = [one for one in ("areas", "statements") if one in self.coded or one == kind]
        for line, first in found:
            if pattern.fullmatch(first):
                self.source.warn(
                    line,
                    f"“{first}” looks like a code, but is read as the first word, for the {kind} are not coded",
                    f"If it is a code, write at the top: coded: {', '.join(coded)}",
                )
                return  # once is enough: the way out is one line for all of them

    def _gaps(self, found: Sequence[tuple[int, str]]) -> None:
        last: dict[tuple[str, str], int] = {}
        for line, code in found:
            match = _NUMBERED.fullmatch(code)
            if match is None:
                continue
            series, number = (match[1], match[3]), int(match[2])
            before = last.get(series, number)
            if number > before + 1:
                missing = f"{match[1]}{before + 1}{match[3]}"
                upto = f" to {match[1]}{number - 1}{match[3]}" if number > before + 2 else ""
                self.source.warn(
                    line,
                    f"There is no {missing}{upto} before {code}",
                    "Nothing to do if the source has the same gap: codes are kept as they are",
                )
            last[series] = number
