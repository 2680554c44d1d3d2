"""Finding the theme that a note is put under, or making it: by typing its name."""

from __future__ import annotations

from collections import Counter

from textual.content import Content
from textual.widgets.option_list import Option

from facilitator.dialogs.ask import Finding
from frameworks.finding import has
from sessions.model import Session, Theme
from sessions.text import key, one_line


class ThemeDialog(Finding[str | None]):
    """Gives the name of the theme to put a note under, which may be a new one; ``""`` for none."""

    def __init__(self, question: str, session: Session, current: str = "") -> None:
        super().__init__(question, "A name: a new one makes a new theme")
        self.themes = session.themes
        self.current = current
        self._under = Counter(note.theme for note in session.notes)
        self._names: list[str | None] = []

    def listed(self, typed: str) -> list[Option]:
        """The themes that have the words; below them a new one of that name, and none."""
        name = one_line(typed)
        found = [one for one in self.themes if not name or has(name, one.name)]
        # One that is written out comes first, then those that begin so.
        found.sort(key=lambda one: (key(one.name) != key(name), not key(one.name).startswith(key(name))))
        self._names = [one.name for one in found]
        options = [Option(self._option(one)) for one in found]
        if name and not any(key(one.name) == key(name) for one in found):
            self._names.append(name)
            options.append(Option(Content.assemble("  New theme: ", (name, "bold"))))
        if not name and self.current:
            self._names.append("")
            options.append(Option(Content.styled("  Under no theme", "$quiet")))
        if not options:
            self._names = [None]
            options = [
                Option(Content.styled("  There is no theme yet. Type a name.", "$quiet"), disabled=True)
            ]
        return options

    def _option(self, theme: Theme) -> Content:
        mark = "✓ " if theme.id == self.current else "  "
        return Content.assemble((mark, "bold $now"), theme.name, (f"  {self._under[theme.id]}", "$quiet"))

    def take(self, place: int) -> None:
        """Give the name."""
        name = self._names[place] if place < len(self._names) else None
        if name is not None:
            self.dismiss(name)
