"""What is read for the hand-outs' page, kept for as long as it is the same; on another thread than the app's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.screens.hand_out_kinds import Wanted
from facilitator.screens.hand_out_preview import Files, Finds, Row, Shown, files_of, finds, read
from sessions.errors import FacilitatorError
from sessions.following import next_of
from sessions.model import Session
from sessions.store import Store

if TYPE_CHECKING:
    from facilitator.desk import Desk

# Formats that tell of the session which goes on from this one.
_DATED = {"json", "ics"}


class Reader:
    """Reads the files of what is wanted, and looks for names in what they are made of."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._files: tuple[Session, Wanted, Files] | None = None
        self._finds: tuple[Session, bool, Finds] | None = None
        self._following: tuple[Session | None] | None = None

    @property
    def several(self) -> bool:
        """Whether there were several files when they were last read."""
        return self._files is not None and len(self._files[2].made) > 1

    def read(self, session: Session, wanted: Wanted, at: int, form: str) -> Iterator[Shown]:
        """The file at this place as it will read in this format, perhaps its beginning first."""
        try:
            yield from read(session, wanted, self._files_of(session, wanted), at, form)
        except FacilitatorError as error:
            yield Shown("", "", (Row(str(error)),))

    def _files_of(self, session: Session, wanted: Wanted) -> Files:
        dated = _DATED & set(wanted.formats)
        # The same files in whatever formats, but for what comes next.
        same = session, wanted._replace(formats=("ics",) if dated else ())
        if self._files is None or self._files[:2] != same:
            following = self.following() if dated else None
            self._files = (*same, files_of(session, wanted, self._desk.now(), following))
        return self._files[2]

    def count(self, session: Session, wanted: Wanted) -> bool:
        """Look for names in it, if that is said of it; whether there is anything new to say."""
        of_group = wanted.what.id == "group"
        if wanted.what.kind is None or not wanted.searched:
            return False
        if self._finds is not None and self._finds[:2] == (session, of_group):
            return False
        self._finds = (session, of_group, finds(session, wanted.what.kind))
        return True

    def doubts(self, session: Session, wanted: Wanted) -> int:
        """How many words are in doubt where names are removed."""
        if wanted.what.kind is None or wanted.names == "kept" or not wanted.what.names:
            return 0
        return finds(session, wanted.what.kind).doubts

    def counted(self, wanted: Wanted) -> Finds | None:
        """What was last found in it: before the last change it was about the same."""
        if self._finds is None or self._finds[1] != (wanted.what.id == "group"):
            return None
        return self._finds[2]

    def following(self) -> Session | None:
        """The session that goes on from this one; looked for once, with a store of its own."""
        if self._following is None:
            self._following = (next_of(Store(self._desk.store.data), self._desk.session),)
        return self._following[0]
