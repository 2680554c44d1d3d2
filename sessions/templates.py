"""The templates there are: those that come with the app, and the user's own in the data folder.

A file with a fault is left out and its faults are kept for whoever asks: the app still starts.
"""

from __future__ import annotations

import threading
from collections.abc import Container, Hashable, Mapping
from pathlib import Path
from typing import NamedTuple

from frameworks.faults import ContentError, Fault
from frameworks.library import FrameworkLibrary
from frameworks.model import Framework
from frameworks.remembered import remembered
from frameworks.shelf import USUAL, Shelf
from frameworks.source import read_text
from sessions.model import Template

BUNDLED = Path(__file__).with_name("templates")


class Waiting(NamedTuple):
    """A template that is left out for nothing but frameworks that are not here; `missing` are their ids."""

    template: Template
    missing: tuple[str, ...]


class _Reading(NamedTuple):
    """What one reading of the folders gave; `waiting` by id and language."""

    shelf: Shelf[Template]
    waiting: dict[tuple[str, str], Waiting]


class TemplateLibrary:
    """Templates by id and language, read when first asked for and kept. `data` is the data folder, or None.

    A template whose framework is not in `frameworks` has a fault.
    """

    def __init__(self, data: Path | None, frameworks: FrameworkLibrary, bundled: Path = BUNDLED) -> None:
        self._bundled = bundled
        self._own = data / "templates" if data else None
        self._frameworks = frameworks
        # Reading the folders again puts a new, empty list here: what a thread still reads goes into the old one.
        self._readings: list[_Reading] = []
        self._lock = threading.Lock()

    def all(self) -> tuple[Template, ...]:
        """Every template in every language it has: the app's own first, then the user's, by file name."""
        return self._filled().shelf.all()

    def get(self, id: str, language: str = USUAL) -> Template | None:
        """The template with this id, in this language if it is there, else in English, else in any; or None."""
        return self._filled().shelf.get(id, language)

    def path(self, id: str, language: str) -> Path | None:
        """The file of the template with exactly this id and language, or None."""
        return self._filled().shelf.path(id, language)

    def fits(self, template: Template) -> bool:
        """Whether it has the same fields as the other languages of its id, if there are any."""
        return self._filled().shelf.fits(template)

    def waiting(self) -> tuple[Waiting, ...]:
        """The templates that are left out only because frameworks they work on are not here."""
        shelf, waiting = self._filled()
        return tuple(one for place, one in waiting.items() if shelf.path(*place) is None)

    def faults(self) -> tuple[Fault, ...]:
        """Why files were left out: errors in them, or an id that is taken."""
        return self._filled().shelf.faults

    def reload(self) -> None:
        """Read the folders again when next asked, after a file was added or changed."""
        self._readings = []

    def _filled(self) -> _Reading:
        readings = self._readings
        if not readings:
            with self._lock:
                if not readings:
                    readings.append(self._reading())
        return readings[0]

    def _reading(self) -> _Reading:
        digest = self._frameworks.digest()
        known = {framework.id: framework for framework in self._frameworks.all()}
        waiting: dict[tuple[str, str], Waiting] = {}

        def read(path: Path) -> Template:
            return _read(path, known, digest, waiting)

        return _Reading(Shelf("template", self._bundled, self._own, read, _keys), waiting)


def _read(
    path: Path, known: Mapping[str, Framework], digest: Hashable, waiting: dict[tuple[str, str], Waiting]
) -> Template:
    """The template in a file; one that only lacks frameworks is put among those waiting. Raises ContentError."""
    # The reader is imported here: a command that asks for no template starts without it.
    from sessions.template_reader import parse_template

    text = read_text(path)
    try:
        return remembered(lambda: parse_template(text, str(path), known), "template", str(path), text, digest)
    except ContentError:
        _wait(text, path, known, waiting)
        raise


def _wait(text: str, path: Path, known: Container[str], waiting: dict[tuple[str, str], Waiting]) -> None:
    from sessions.template_reader import parse_template

    try:
        template = remembered(lambda: parse_template(text, str(path)), "template alone", str(path), text)
    except ContentError:
        return
    missing = tuple(id for id in frameworks_of(template) if id not in known)
    if missing:
        waiting.setdefault((template.id, template.language), Waiting(template, missing))


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
