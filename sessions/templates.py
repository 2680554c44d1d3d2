"""The templates there are: those that come with the app, and the user's own in the data folder.

A file with a fault is left out and its faults are kept for whoever asks: the app still starts.
"""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from frameworks.faults import Fault
from frameworks.library import FrameworkLibrary
from frameworks.shelf import USUAL, Shelf
from frameworks.source import read_text
from sessions.model import Template

BUNDLED = Path(__file__).with_name("templates")


class TemplateLibrary:
    """Templates by id and language, read when first asked for and kept. `data` is the data folder, or None.

    A template whose framework is not in `frameworks` has a fault.
    """

    def __init__(self, data: Path | None, frameworks: FrameworkLibrary, bundled: Path = BUNDLED) -> None:
        self._bundled = bundled
        self._own = data / "templates" if data else None
        self._frameworks = frameworks
        self._shelf: Shelf[Template] | None = None

    def all(self) -> tuple[Template, ...]:
        """Every template in every language it has: the app's own first, then the user's, by file name."""
        return self._filled().all()

    def get(self, id: str, language: str = USUAL) -> Template | None:
        """The template with this id, in this language if it is there, else in English, else in any; or None."""
        return self._filled().get(id, language)

    def faults(self) -> tuple[Fault, ...]:
        """Why files were left out: errors in them, or an id that is taken."""
        return self._filled().faults

    def reload(self) -> None:
        """Read the folders again when next asked, after a file was added or changed."""
        self._shelf = None

    def _filled(self) -> Shelf[Template]:
        if self._shelf is None:
            self._shelf = Shelf("template", self._bundled, self._own, self._read, _keys)
        return self._shelf

    def _read(self, path: Path) -> Template:
        # The reader is imported here: a command that asks for no template starts without it.
        from sessions.template_reader import parse_template

        known = {framework.id: framework for framework in self._frameworks.all()}
        return parse_template(read_text(path), str(path), known)


def _keys(template: Template) -> Hashable:
    """What must be the same in every language: notes store the keys of fields, and points of scales by place."""
    return tuple(
        tuple((field.key, field.kind, len(field.options)) for field in step.capture)
        for step in template.steps
    )
