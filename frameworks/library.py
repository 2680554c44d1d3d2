"""The frameworks there are: those that come with the app, and the user's own in the data folder.

A file with a fault is left out and its faults are kept for whoever asks: the app still starts.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from pathlib import Path

from frameworks.faults import Fault
from frameworks.model import Framework
from frameworks.remembered import remembered
from frameworks.shelf import USUAL, Shelf
from frameworks.source import read_text

BUNDLED = Path(__file__).with_name("content")


class FrameworkLibrary:
    """Frameworks by id and language, read when first asked for and kept. `data` is the data folder, or None."""

    def __init__(self, data: Path | None, bundled: Path = BUNDLED) -> None:
        self._bundled = bundled
        self._own = data / "frameworks" if data else None
        # Reading the folders again puts a new, empty list here: what a thread still reads goes into the old one.
        self._shelves: list[Shelf[Framework]] = []
        self._lock = threading.Lock()

    def all(self) -> tuple[Framework, ...]:
        """Every framework in every language it has: the app's own first, then the user's, by file name."""
        return self._filled().all()

    def get(self, id: str, language: str = USUAL) -> Framework | None:
        """The framework with this id, in this language if it is there, else in English, else in any; or None."""
        return self._filled().get(id, language)

    def path(self, id: str, language: str) -> Path | None:
        """The file of the framework with exactly this id and language, or None."""
        return self._filled().path(id, language)

    def fits(self, framework: Framework) -> bool:
        """Whether it has the same refs as the other languages of its id, if there are any."""
        return self._filled().fits(framework)

    def faults(self) -> tuple[Fault, ...]:
        """Why files were left out: errors in them, or an id that is taken."""
        return self._filled().faults

    def digest(self) -> Hashable:
        """What all their words together come to: the same as long as nothing is another."""
        return tuple((one.id, one.language, one.digest()) for one in self.all())

    def reload(self) -> None:
        """Read the folders again when next asked, after a file was added or changed."""
        self._shelves = []

    def _filled(self) -> Shelf[Framework]:
        shelves = self._shelves
        if not shelves:
            with self._lock:
                if not shelves:
                    shelves.append(Shelf("framework", self._bundled, self._own, _read, _refs))
        return shelves[0]


def _read(path: Path) -> Framework:
    # The reader is imported here: a command that asks for no framework starts without it.
    from frameworks.reader import parse_framework

    text = read_text(path)
    return remembered(lambda: parse_framework(text, str(path)), "framework", str(path), text)


def _refs(framework: Framework) -> tuple[str, ...]:
    """What must be the same in every language: notes store refs."""
    return tuple(ref for area in framework.areas for ref in (area.ref, *(one.ref for one in area.statements)))
