"""What makes starting quick: styles are parsed once, and memory is tidied only after the first picture."""

from __future__ import annotations

import gc
from typing import ClassVar

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation


class OnceParsed(Stylesheet):
    """A stylesheet that parses each text once for each set of colours.

    Textual's own parses everything again when the theme is set, which is the second time in every start, and
    whenever a screen with styles of its own is opened for the first time.
    """

    # By the colours, then by the text and where it stands; two themes make two sets of colours.
    _known: ClassVar[dict[frozenset[tuple[str, str]], dict[tuple[object, ...], list[RuleSet]]]] = {}

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parsed = self._known.setdefault(frozenset(self._variables.items()), {})

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take these colours; when they are the same ones, what was parsed stays."""
        if variables != self._variables:
            super().set_variables(variables)
            self._parsed = self._known.setdefault(frozenset(variables.items()), {})

    def reparse(self) -> None:
        """Parse what was not parsed with these colours yet. Raises StylesheetError: nothing has changed."""
        self._invalid_css.clear()
        self.parse()

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        key = (css, read_from, is_default_rules, tie_breaker, scope)
        rules = self._parsed.get(key)
        if rules is None:
            rules = super()._parse_rules(css, read_from, is_default_rules, tie_breaker, scope)
            self._parsed[key] = rules
        return rules


def tidy_again() -> None:
    """Look for unused memory from now on (the command line may have put that off), but not among what starting has
    left: it is there for good."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
