"""Content files of one kind on a shelf: the app's own and the user's, by id and language.

Frameworks and templates share these rules (the product's rule): id and language together are the identity;
a user's file never hides one of the app's; what notes refer to is equal in all languages of one id.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from frameworks.faults import ContentError, Fault
from frameworks.source import content_files

# Whoever asks for a language that is not there gets this one, if it is.
USUAL = "en"


class Content(Protocol):
    """What a content file holds."""

    @property
    def id(self) -> str:
        """Its name, the same in every language."""

    @property
    def language(self) -> str:
        """The code of its language."""


C = TypeVar("C", bound=Content)


class Shelf(Generic[C]):
    """The content of two folders. Files with an error, and files whose place is taken, are left out.

    `kind` is what one is called, `read` reads a file or raises ContentError, `spine` gives what must be equal in
    all languages of one id.
    """

    def __init__(
        self,
        kind: str,
        bundled: Path,
        own: Path | None,
        read: Callable[[Path], C],
        spine: Callable[[C], Hashable],
    ) -> None:
        self._kind = kind
        self._read = read
        self._spine = spine
        self._found: dict[tuple[str, str], C] = {}
        self._paths: dict[tuple[str, str], Path] = {}
        self._faults: list[Fault] = []
        for folder in (bundled, own) if own else (bundled,):
            # English first: where two languages of one id do not match, the other one is left out.
            for path, content in sorted(self._readable(folder), key=lambda one: one[1].language != USUAL):
                self._take(path, content, own=folder != bundled)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Why files were left out."""
        return tuple(self._faults)

    def all(self) -> tuple[C, ...]:
        """Everything, the app's own first."""
        return tuple(self._found.values())

    def get(self, id: str, language: str) -> C | None:
        """The one with this id, in this language if it is there, else in English, else in any; or None."""
        exact = self._found.get((id, language)) or self._found.get((id, USUAL))
        return exact or next((one for one in self._found.values() if one.id == id), None)

    def path(self, id: str, language: str) -> Path | None:
        """The file of the one with exactly this id and language, or None."""
        return self._paths.get((id, language))

    def fits(self, content: C) -> bool:
        """Whether it matches the other languages of its id, if there are any."""
        other = self.get(content.id, USUAL)
        return other is None or self._spine(other) == self._spine(content)

    def _readable(self, folder: Path) -> list[tuple[Path, C]]:
        found = []
        for path in content_files(folder):
            try:
                found.append((path, self._read(path)))
            except ContentError as error:
                self._faults += error.faults
        return found

    def _take(self, path: Path, content: C, *, own: bool) -> None:
        place = (content.id, content.language)
        if place in self._found:
            other = self._paths[place]
            whose = "comes with the app" if own and other.parent != path.parent else f"is in {other.name}"
            self._leave_out(
                path,
                f"The {self._kind} “{content.id}” ({content.language}) {whose}: this file is not used",
                "Give it an id of its own on the line “id:”",
            )
            return
        other_language = self.get(content.id, USUAL)
        if other_language is not None and not self.fits(content):
            self._leave_out(
                path,
                f"“{content.id}” in this language does not match its {other_language.language} file",
                "The same codes or places, field keys and scales must stand in both, in the same order",
            )
            return
        self._found[place] = content
        self._paths[place] = path

    def _leave_out(self, path: Path, message: str, suggestion: str) -> None:
        self._faults.append(Fault(path=str(path), line=0, text="", message=message, suggestion=suggestion))
