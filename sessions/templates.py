"""The templates there are: those that come with the app, and the user's own in the data folder.

A file with a fault is left out and its faults are kept for whoever asks: the app still starts.
"""

from __future__ import annotations

from collections.abc import Container, Hashable
from pathlib import Path
from typing import NamedTuple

from frameworks.faults import ContentError, Fault
from frameworks.library import FrameworkLibrary
from frameworks.remembered import remembered
from frameworks.shelf import USUAL, Shelf
from frameworks.source import read_text
from sessions.model import Template

BUNDLED = Path(__file__).with_name("templates")


class Waiting(NamedTuple):
    """A template that is left out for nothing but frameworks that are not here; `missing` are their ids."""

    template: Template
    missing: tuple[str, ...]


class TemplateLibrary:
    """Templates by id and language, read when first asked for and kept. `data` is the data folder, or None.

    A template whose framework is not in `frameworks` has a fault.
    """

    def __init__(self, data: Path | None, frameworks: FrameworkLibrary, bundled: Path = BUNDLED) -> None:
        self._bundled = bundled
        self._own = data / "templates" if data else None
        self._frameworks = frameworks
        self._shelf: Shelf[Template] | None = None
        self._digest: Hashable = ()
        self._waiting: dict[tuple[str, str], Waiting] = {}

    def all(self) -> tuple[Template, ...]:
        """Every template in every language it has: the app's own first, then the user's, by file name."""
        return self._filled().all()

    def get(self, id: str, language: str = USUAL) -> Template | None:
        """The template with this id, in this language if it is there, else in English, else in any; or None."""
        return self._filled().get(id, language)

    def path(self, id: str, language: str) -> Path | None:
        """The file of the template with exactly this id and language, or None."""
        return self._filled().path(id, language)

    def fits(self, template: Template) -> bool:
        """Whether it has the same fields as the other languages of its id, if there are any."""
        return self._filled().fits(template)

    def waiting(self) -> tuple[Waiting, ...]:
        """The templates that are left out only because frameworks they work on are not here."""
        shelf = self._filled()
        return tuple(one for place, one in self._waiting.items() if shelf.path(*place) is None)

    def faults(self) -> tuple[Fault, ...]:
        """Why files were left out: errors in them, or an id that is taken."""
        return self._filled().faults

    def reload(self) -> None:
        """Read the folders again when next asked, after a file was added or changed."""
        self._shelf = None

    def _filled(self) -> Shelf[Template]:
        if self._shelf is None:
            self._waiting = {}
            self._digest = self._frameworks.digest()
            self._shelf = Shelf("template", self._bundled, self._own, self._read, _keys)
        return self._shelf

    def _read(self, path: Path) -> Template:
        # The reader is imported here: a command that asks for no template starts without it.
        from sessions.template_reader import parse_template

        known = {framework.id: framework for framework in self._frameworks.all()}
        text = read_text(path)
        try:
            return remembered(
                lambda: parse_template(text, str(path), known), "template", str(path), text, self._digest
            )
        except ContentError:
            self._wait(text, path, known)
            raise

    def _wait(self, text: str, path: Path, known: Container[str]) -> None:
        from sessions.template_reader import parse_template

        try:
            template = parse_template(text, str(path))
        except ContentError:
            return
        missing = tuple(id for id in frameworks_of(template) if id not in known)
        if missing:
            self._waiting.setdefault((template.id, template.language), Waiting(template, missing))


def frameworks_of(template: Template) -> tuple[str, ...]:
    """The ids of the frameworks that a template and its steps work on, each once."""
    ids = (template.framework, *(step.framework for step in template.steps))
    return tuple(dict.fromkeys(id for id in ids if id))


def _keys(template: Template) -> Hashable:
    """What must be the same in every language: notes store the keys of fields, and points of scales by place."""
    return tuple(
        tuple((field.key, field.kind, len(field.options)) for field in step.capture)
        for step in template.steps
    )
