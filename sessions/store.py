"""The store: the only way to read and write sessions.

One TinyDB file a session, in the folder ``sessions`` of the data folder. Beside it: ``bin`` (deleted sessions),
``damaged`` (files set aside), ``backups`` (files of older versions), ``locks``, ``consoles`` (who has which) and
``index.json``, which can be thrown away. docs/session-file.md describes them.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sessions import aside, files, records, undo
from sessions.aside import Damaged
from sessions.differences import Difference
from sessions.errors import (
    AlreadyThere,
    CannotUndo,
    ConsoleBusy,
    FacilitatorError,
    SeveralSessions,
)
from sessions.files import Signature
from sessions.index import Index, Summary, is_id
from sessions.model import Change, Session
from sessions.records import History
from sessions.session_files import SessionFiles

if TYPE_CHECKING:
    from sessions.locks import ConsoleLock, Holder

# A save takes some 5 ms; fifty programs that save at once are through in well under a second.
PATIENCE = 10.0


class Store:
    """The sessions of one data folder. Threads may share it; processes may share the folder.

    `now` gives the present instant. `by` tells one author's changes from another's and is random unless
    given: undo is for one's own. `patience` is how long to wait for another program's save, in seconds. With
    `untouched` a damaged file stays where it is.
    Folders are made at the first write. Every method raises FacilitatorErrors, whose text is for people.
    """

    def __init__(
        self,
        data: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        by: str = "",
        patience: float = PATIENCE,
        folder: str = "sessions",
        untouched: bool = False,
    ) -> None:
        self.data = Path(data)
        self.by = by or os.urandom(4).hex()
        self._clock, self._patience, self._untouched = now, patience, untouched
        self._files = SessionFiles(self.data, folder, now, patience, untouched=untouched)
        name = "index.json" if folder == "sessions" else f"index-{folder}.json"
        self._index = Index(self._files.folder, self.data / name)
        self._refused: set[str] = set()

    @cached_property
    def bin(self) -> Store:
        """The deleted sessions, to be read, changed and forgotten like others."""
        return Store(
            self.data,
            now=self._clock,
            by=self.by,
            patience=self._patience,
            folder="bin",
            untouched=self._untouched,
        )

    # Reading

    def load(self, session_id: str) -> Session:
        """The session with this whole id. Reads the file only when it moved since the last time.

        Raises NoSuchSession, NewerFile, CannotRead, and DamagedFile once the file was set aside.
        """
        return self._files.load(session_id).session

    def find(self, beginning: str) -> str:
        """The id that begins so. Raises NoSuchSession with ids that look like it, or SeveralSessions."""
        wanted = beginning.strip().lower()
        if is_id(wanted) and self.signature(wanted):
            return wanted
        ids = self._files.ids()
        matches = [one for one in ids if one.startswith(wanted)] if wanted else []
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise SeveralSessions(beginning, matches)
        raise self._files.missing(wanted or beginning, ids)

    def signature(self, session_id: str) -> Signature | None:
        """What changes with each save, for those who follow a session; None when there is none. One `stat`."""
        return self._files.signature(session_id)

    def summaries(self) -> list[Summary]:
        """What a list shows of every session, newest first. Damaged files found on the way are set aside."""
        listing = self._index.read()
        for path in listing.damaged:
            with suppress(FacilitatorError):
                self._files.load(path.stem)
        if listing.leftovers:
            self._files.sweep(listing.leftovers)
        return listing.summaries

    def same_cluster(self, cluster: str, *, besides: str = "") -> list[Session]:
        """This cluster's sessions, newest first, without the one with the id `besides`.

        For who is who, and for who talked with whom. Sessions that cannot be read are left out.
        """
        wanted, found = _plain(cluster), []
        for summary in self.summaries():
            if summary.id != besides and not summary.problem and _plain(summary.cluster) == wanted:
                with suppress(FacilitatorError):
                    found.append(self.load(summary.id))
        return found

    # Writing

    def create(self, session: Session) -> Session:
        """Save a new session; gives it as it will be read. Raises AlreadyThere, also when it is in the bin."""
        if not is_id(session.id):
            raise ValueError(f"not a session's id: {session.id!r}")
        with self._files.writing(session.id, new=True) as storage:
            if storage.load() is not None:
                raise AlreadyThere(session.id)
            if (self.data / "bin" / f"{session.id}.json").exists():
                raise AlreadyThere(session.id, binned=True)
            with self._files.readable(storage.path):
                session = records.settled(records.owned(session))
            return self._files.save(session.id, storage, None, Difference(session, (), frozenset()), ())

    def change(
        self,
        session_id: str,
        label: str,
        apply: Callable[[Session], Session],
        *,
        visit: str = "",
        undoable: bool = True,
    ) -> Session:
        """Change a session: `apply` is given it as it is on disk now, and its result is on disk on return.

        Only records that differ are written, in one step; where none does, nothing is. `label` says in words
        what was done. Changes with the same `visit` (to a field, say) one after the other are undone as one;
        what only lies over a step for a while is not `undoable`. What is returned is what a reader will read.
        Raises StoreBusy and CannotSave, and then nothing was changed; and whatever `load` and `apply` raise.
        """
        with self._files.writing(session_id) as storage:
            loaded = self._files.current(session_id, storage)
            after = records.settled(apply(loaded.session), loaded.session)
            if after.id != session_id:
                raise ValueError("a session's id never changes")
            difference = self._files.compare(storage.path, loaded.session, after)
            if not difference.deltas:
                return loaded.session
            history = loaded.history
            if undoable:
                done = Change(
                    id=os.urandom(6).hex(), at=self._files.now(), label=label, by=self.by, visit=visit
                )
                history = undo.add(history, done, difference)
            return self._files.save(session_id, storage, loaded, difference, history)

    def undo(self, session_id: str) -> str | None:
        """Undo this author's latest change and give its label; None when there is none.

        Raises CannotUndo when something it touched was changed since; the next call passes that change over.
        """
        return self._turn(session_id, lambda history: undo.to_undo(history, self.by, self._refused))

    def redo(self, session_id: str) -> str | None:
        """Do again what this author undid last and give its label; None when there is nothing. As `undo`."""
        return self._turn(session_id, lambda history: undo.to_redo(history, self.by))

    def forget(
        self,
        session_id: str,
        ids: Iterable[str],
        *,
        words: Iterable[str] = (),
        apply: Callable[[Session], Session] | None = None,
    ) -> Session:
        """Clear what undo has kept of these records, of those that name them, and of these words (a name).

        `apply` takes them out of the session itself in the same step. Backups of the session's older versions
        go too; for one in the bin use ``store.bin.forget``. Raises as `change` does.
        """
        with self._files.writing(session_id) as storage:
            loaded = self._files.current(session_id, storage)
            after = records.settled(apply(loaded.session), loaded.session) if apply else loaded.session
            difference = self._files.compare(storage.path, loaded.session, after)
            history = undo.without(loaded.history, ids, words)
            if difference.deltas or len(history) != len(loaded.history):
                after = self._files.save(session_id, storage, loaded, difference, history)
            self._files.drop_backups(session_id)
            return after

    def delete(self, session_id: str) -> None:
        """Put a session into the bin. Raises ConsoleBusy while its console is open."""
        with self._files.writing(session_id) as storage:
            holder = self.console_holder(session_id)
            if holder is not None:
                raise ConsoleBusy(session_id, holder)
            target = self.bin._files.path(session_id)
            if target.exists():  # an earlier one of that name: kept, never overwritten
                files.move(target, self._files.aside("backups", f"{session_id}.bin"))
            files.make_folder(target.parent)
            files.move(storage.path, target)

    def restore(self, session_id: str) -> None:
        """Bring a session back from the bin. Raises AlreadyThere rather than overwrite one."""
        with self.bin._files.writing(session_id) as storage:
            if self.signature(session_id):
                raise AlreadyThere(session_id)
            files.make_folder(self._files.folder)
            files.move(storage.path, self._files.path(session_id))

    def binned(self) -> list[Summary]:
        """What is in the bin, newest first."""
        return self.bin.summaries()

    def purge(self, session_id: str) -> None:
        """Remove a session from the bin for good, and the backups of its older versions with it."""
        self.bin._files.remove(session_id)

    # Damaged files

    def damaged(self) -> list[Damaged]:
        """The files that were set aside, latest first."""
        return aside.damaged(self.data / "damaged")

    @staticmethod
    def salvage(path: Path) -> Session | None:
        """What can be read of a damaged file, to be saved with `create`; None when it is nothing."""
        from sessions.salvage import salvage

        return salvage(path)

    # Consoles

    def hold_console(self, session_id: str) -> ConsoleLock:
        """Take the session's console until it is released. Raises ConsoleBusy with who has it."""
        from sessions import locks

        with self._files.writing(session_id):  # so that nobody deletes it in between
            files.make_folder(self.data / "consoles")
            return locks.hold_console(self.data, session_id, self._files.now())

    def console_holder(self, session_id: str) -> Holder | None:
        """Who has the session's console open, or None."""
        from sessions import locks

        return locks.console_holder(self.data, session_id) if is_id(session_id) else None

    def open_sessions(self) -> list[str]:
        """The sessions whose console is open, the one opened last first."""
        if not files.listing(self.data / "consoles"):
            return []
        from sessions import locks

        return [one for one in locks.open_consoles(self.data) if self.signature(one)]

    def _turn(self, session_id: str, choose: Callable[[History], Change | None]) -> str | None:
        with self._files.writing(session_id) as storage:
            loaded = self._files.current(session_id, storage)
            one = choose(loaded.history)
            if one is None:
                return None
            try:
                after = undo.reverse(loaded.session, one)
            except CannotUndo:
                self._refused.add(one.id)
                raise
            difference = self._files.compare(storage.path, loaded.session, after)
            history = undo.turned(loaded.history, one, difference)
            self._files.save(session_id, storage, loaded, difference, history)
            return one.label


def _plain(text: str) -> str:
    """Text for comparing names: NFC, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
