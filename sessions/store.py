"""The store: the only way to read and write sessions.

One TinyDB file a session, in the folder ``sessions`` of the data folder. Beside it: ``bin`` (deleted sessions),
``damaged`` (files set aside), ``backups`` (files of older versions), ``locks``, ``consoles`` (who has which) and
``index.json``, which can be thrown away. docs/session-file.md describes them.

Reading needs neither TinyDB nor locks, because a file is always whole; they are imported when something is
written, so that the library is on the screen sooner.
"""

from __future__ import annotations

import difflib
import os
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sessions import aside, files, records, undo
from sessions.aside import Damaged
from sessions.errors import (
    AlreadyThere,
    CannotSave,
    CannotUndo,
    ConsoleBusy,
    DamagedFile,
    FacilitatorError,
    NoSuchSession,
    SeveralSessions,
    odd_text,
)
from sessions.files import Signature
from sessions.index import Index, Summary, is_id
from sessions.model import Change, Session
from sessions.records import TABLES, History, Loaded
from sessions.undo import Difference

if TYPE_CHECKING:
    from sessions.locks import ConsoleLock, Holder
    from sessions.storage import DurableStorage

# A save takes some 5 ms; fifty programs that save at once are through in well under a second.
PATIENCE = 10.0
# Sessions kept decoded: those of one cluster over some years.
_KEPT = 64


class Store:
    """The sessions of one data folder. Threads may share it; processes may share the folder.

    `now` gives the present instant. `by` tells one author's changes from another's and is random unless
    given: undo is for one's own. `patience` is how long to wait for another program's save, in seconds.
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
    ) -> None:
        self.data = Path(data)
        self.by = by or os.urandom(4).hex()
        self._clock, self._patience = now, patience
        self._folder = self.data / folder
        self._locks = self.data / "locks"
        name = "index.json" if folder == "sessions" else f"index-{folder}.json"
        self._index = Index(self._folder, self.data / name)
        self._cache: dict[str, Loaded] = {}
        self._guard = threading.RLock()
        self._refused: set[str] = set()

    @cached_property
    def bin(self) -> Store:
        """The deleted sessions, to be read, changed and forgotten like others."""
        return Store(self.data, now=self._clock, by=self.by, patience=self._patience, folder="bin")

    # Reading

    def load(self, session_id: str) -> Session:
        """The session with this whole id. Reads the file only when it moved since the last time.

        Raises NoSuchSession, NewerFile, CannotRead, and DamagedFile once the file was set aside.
        """
        return self._load(session_id).session

    def find(self, beginning: str) -> str:
        """The id that begins so. Raises NoSuchSession with ids that look like it, or SeveralSessions."""
        wanted = beginning.strip().lower()
        if is_id(wanted) and self.signature(wanted):
            return wanted
        ids = self._ids()
        matches = [one for one in ids if one.startswith(wanted)] if wanted else []
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise SeveralSessions(beginning, matches)
        raise self._missing(wanted or beginning, ids)

    def signature(self, session_id: str) -> Signature | None:
        """What changes with each save, for those who follow a session; None when there is none. One `stat`."""
        return files.signature(self._path(session_id)) if is_id(session_id) else None

    def summaries(self) -> list[Summary]:
        """What a list shows of every session, newest first. Damaged files found on the way are set aside."""
        listing = self._index.read()
        for path in listing.damaged:
            with suppress(FacilitatorError):
                self._load(path.stem)
        if listing.leftovers:
            self._sweep(listing.leftovers)
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
        with self._writing(session.id, new=True) as storage:
            if storage.load() is not None:
                raise AlreadyThere(session.id)
            if (self.data / "bin" / f"{session.id}.json").exists():
                raise AlreadyThere(session.id, binned=True)
            with self._readable(storage.path):
                session = records.settled(records.owned(session))
            return self._save(session.id, storage, None, Difference(session, (), frozenset()), ())

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
        moving between steps is not `undoable`. What is returned is what a reader will read. Raises StoreBusy
        and CannotSave, and then nothing was changed; and whatever `load` and `apply` raise.
        """
        with self._writing(session_id) as storage:
            loaded = self._current(session_id, storage)
            after = records.settled(apply(loaded.session), loaded.session)
            if after.id != session_id:
                raise ValueError("a session's id never changes")
            difference = self._compare(storage.path, loaded.session, after)
            if not difference.deltas:
                return loaded.session
            history = loaded.history
            if undoable:
                done = Change(id=os.urandom(6).hex(), at=self._now(), label=label, by=self.by, visit=visit)
                history = undo.add(history, done, difference)
            return self._save(session_id, storage, loaded, difference, history)

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
        with self._writing(session_id) as storage:
            loaded = self._current(session_id, storage)
            after = records.settled(apply(loaded.session), loaded.session) if apply else loaded.session
            difference = self._compare(storage.path, loaded.session, after)
            history = undo.without(loaded.history, ids, words)
            if difference.deltas or len(history) != len(loaded.history):
                after = self._save(session_id, storage, loaded, difference, history)
            self._drop_backups(session_id)
            return after

    def delete(self, session_id: str) -> None:
        """Put a session into the bin. Raises ConsoleBusy while its console is open."""
        with self._writing(session_id) as storage:
            holder = self.console_holder(session_id)
            if holder is not None:
                raise ConsoleBusy(session_id, holder)
            target = self.bin._path(session_id)
            if target.exists():  # an earlier one of that name: kept, never overwritten
                files.move(target, self._aside("backups", f"{session_id}.bin"))
            files.make_folder(target.parent)
            files.move(storage.path, target)

    def restore(self, session_id: str) -> None:
        """Bring a session back from the bin. Raises AlreadyThere rather than overwrite one."""
        with self.bin._writing(session_id) as storage:
            if self.signature(session_id):
                raise AlreadyThere(session_id)
            files.make_folder(self._folder)
            files.move(storage.path, self._path(session_id))

    def binned(self) -> list[Summary]:
        """What is in the bin, newest first."""
        return self.bin.summaries()

    def purge(self, session_id: str) -> None:
        """Remove a session from the bin for good, and the backups of its older versions with it."""
        with self.bin._writing(session_id) as storage:
            files.remove(storage.path)
            self._drop_backups(session_id)

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

        with self._writing(session_id):  # so that nobody deletes it in between
            files.make_folder(self.data / "consoles")
            return locks.hold_console(self.data, session_id, self._now())

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

    # Within

    def _path(self, session_id: str) -> Path:
        return self._folder / f"{session_id}.json"

    def _now(self) -> datetime:
        """The present instant as it is saved: UTC, to the millisecond."""
        now = self._clock().astimezone(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def _load(self, session_id: str) -> Loaded:
        signature = self.signature(session_id)
        if signature is None:
            raise self._missing(session_id)
        cached = self._cache.get(session_id)
        if cached is not None and cached.signature == signature:
            return cached
        path = self._path(session_id)
        found = files.read(path)
        if found is None:
            raise self._missing(session_id)
        try:
            return self._keep(session_id, records.load(*found, path))
        except DamagedFile as error:
            return self._again(session_id, error)

    def _again(self, session_id: str, error: DamagedFile) -> Loaded:
        """Look at a damaged file once more, now that nobody can save it, and set it aside."""
        try:
            with self._writing(session_id) as storage:
                return self._current(session_id, storage)
        except CannotSave:
            raise error from None  # a folder we cannot write to: the file stays where it is

    def _current(self, session_id: str, storage: DurableStorage) -> Loaded:
        """The session as it is on disk, under the write lock."""
        found = storage.load()
        if found is None:
            raise self._missing(session_id)
        cached = self._cache.get(session_id)
        if cached is not None and cached.signature == found[1]:
            return cached
        try:
            return self._keep(session_id, records.load(*found, storage.path))
        except DamagedFile as error:
            target = self._aside("damaged", session_id)
            files.move(storage.path, target)
            raise DamagedFile(target, error.reason, aside=True) from error

    def _keep(self, session_id: str, loaded: Loaded) -> Loaded:
        with self._guard:
            self._cache.pop(session_id, None)
            while len(self._cache) >= _KEPT:
                del self._cache[next(iter(self._cache))]
            self._cache[session_id] = loaded
        return loaded

    @contextmanager
    def _writing(self, session_id: str, *, new: bool = False) -> Iterator[DurableStorage]:
        """The storage of a session's file, under its write lock. Raises NoSuchSession unless it is a `new` one."""
        from sessions import locks
        from sessions.storage import DurableStorage

        if not new and self.signature(session_id) is None:
            raise self._missing(session_id)
        self._make_folders()
        with locks.writing(self._locks, session_id, self._patience):
            if not new and self.signature(session_id) is None:
                raise self._missing(session_id)
            storage = DurableStorage(self._path(session_id), TABLES)
            try:
                yield storage
            finally:
                storage.close()

    def _compare(self, path: Path, before: Session, after: Session) -> Difference:
        with self._readable(path):
            return undo.compare(before, after)

    @staticmethod
    @contextmanager
    def _readable(path: Path) -> Iterator[None]:
        """Refuse what could not be read again, rather than find the whole file damaged next time."""
        try:
            yield
        except UnicodeEncodeError as error:
            raise odd_text(path) from error
        except msgspec.ValidationError as error:
            raise CannotSave(path, f"something in it is not as it should be ({error})") from error

    def _save(
        self,
        session_id: str,
        storage: DurableStorage,
        loaded: Loaded | None,
        difference: Difference,
        history: History,
    ) -> Session:
        """Write what differs, or everything where there is no file of the present schema, in one step."""
        from sessions import saving

        if loaded is None or loaded.older is not None:
            if loaded is not None:
                files.replace(self._aside("backups", f"{session_id}.v{loaded.older}"), storage.data)
            saving.write_all(storage, difference.session, history)
        else:
            saving.write_difference(storage, difference)
            saving.write_history(storage, loaded.history, history)
        signature = storage.commit()
        return self._keep(session_id, Loaded(signature, difference.session, history=history)).session

    def _turn(self, session_id: str, choose: Callable[[History], Change | None]) -> str | None:
        with self._writing(session_id) as storage:
            loaded = self._current(session_id, storage)
            one = choose(loaded.history)
            if one is None:
                return None
            try:
                after = undo.reverse(loaded.session, one)
            except CannotUndo:
                self._refused.add(one.id)
                raise
            difference = self._compare(storage.path, loaded.session, after)
            history = undo.turned(loaded.history, one, difference)
            self._save(session_id, storage, loaded, difference, history)
            return one.label

    def _make_folders(self) -> None:
        for folder in (self.data, self._folder, self._locks):
            files.make_folder(folder)

    def _aside(self, folder: str, stem: str) -> Path:
        """A free name in a folder for files that are put aside."""
        files.make_folder(self.data / folder)
        return files.free_name(self.data / folder, stem, self._now())

    def _ids(self) -> list[str]:
        return sorted(path.stem for path in files.listing(self._folder) if is_id(path.stem))

    def _missing(self, wanted: str, ids: list[str] | None = None) -> NoSuchSession:
        if is_id(wanted) and (self.data / "bin" / f"{wanted}.json").exists():
            return NoSuchSession(wanted, binned=True)
        ids = self._ids() if ids is None else ids
        near = [one for one in ids if wanted in one][-3:] if wanted else []
        return NoSuchSession(wanted, near or difflib.get_close_matches(wanted, ids, n=3))

    def _drop_backups(self, session_id: str) -> None:
        for path in files.listing(self.data / "backups"):
            if path.name.startswith(f"{session_id}."):
                files.remove(path)

    def _sweep(self, leftovers: Iterable[Path]) -> None:
        """Remove what killed programs left half written. Whoever has a session's write lock has no others'."""
        from sessions import locks

        for path in leftovers:
            session_id = path.name[1:].partition(".")[0]
            with suppress(FacilitatorError), locks.writing(self._locks, session_id, 0):
                files.remove(path)


def _plain(text: str) -> str:
    """Text for comparing names: NFC, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
