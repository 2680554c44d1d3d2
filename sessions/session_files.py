"""The files of a folder of sessions: one a session, locked for one save at a time, and kept decoded until it moves.

Reading needs neither TinyDB nor locks, because a file is always whole; they are imported when something is
written, so that the library is on the screen sooner.
"""

from __future__ import annotations

import difflib
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sessions import files, records
from sessions.differences import Difference, compare
from sessions.errors import CannotRead, CannotSave, DamagedFile, FacilitatorError, NoSuchSession, odd_text
from sessions.files import Signature
from sessions.index import is_id
from sessions.model import Session
from sessions.records import TABLES, History, Loaded
from sessions.sense import senseless

if TYPE_CHECKING:
    from sessions.storage import DurableStorage

# Sessions kept decoded: those of one cluster over some years.
_KEPT = 64


class SessionFiles:
    """The sessions in `folder` of a data folder, as files. `patience` is how long to wait for another program's save,
    in seconds; `clock` gives the present instant. With `untouched` damaged files stay where they are. Folders are made
    at the first write."""

    def __init__(
        self,
        data: Path,
        folder: str,
        clock: Callable[[], datetime],
        patience: float,
        *,
        untouched: bool = False,
    ) -> None:
        self.data = data
        self.folder = data / folder
        self._clock, self._patience, self._untouched = clock, patience, untouched
        self._locks = data / "locks"
        self._cache: dict[str, Loaded] = {}
        self._guard = threading.RLock()

    def path(self, session_id: str) -> Path:
        """Where the session's file is, or would be."""
        return self.folder / f"{session_id}.json"

    def signature(self, session_id: str) -> Signature | None:
        """What changes with each save; None when there is no such file. One `stat`."""
        return files.signature(self.path(session_id)) if is_id(session_id) else None

    def now(self) -> datetime:
        """The present instant as it is saved: UTC, to the millisecond."""
        now = self._clock().astimezone(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def load(self, session_id: str) -> Loaded:
        """The session as it was last saved, and the record of its changes; the file is read only when it moved.

        Raises NoSuchSession, NewerFile, CannotRead, and DamagedFile once the file was set aside, or left untouched.
        """
        signature = self.signature(session_id)
        if signature is None:
            raise self.missing(session_id)
        cached = self._cache.get(session_id)
        if cached is not None and cached.signature == signature:
            return cached
        path = self.path(session_id)
        found = files.read(path)
        if found is None:
            raise self.missing(session_id)
        try:
            return self._keep(session_id, _sound(*found, path))
        except DamagedFile as error:
            if self._untouched:
                raise
            return self._again(session_id, error)

    def _again(self, session_id: str, error: DamagedFile) -> Loaded:
        """Look at a damaged file once more, now that nobody can save it, and set it aside."""
        try:
            with self.writing(session_id) as storage:
                return self.current(session_id, storage)
        except CannotSave:
            raise error from None  # a folder we cannot write to: the file stays where it is

    def current(self, session_id: str, storage: DurableStorage) -> Loaded:
        """The session as it is on disk, under the write lock."""
        found = storage.load()
        if found is None:
            raise self.missing(session_id)
        cached = self._cache.get(session_id)
        if cached is not None and cached.signature == found[1]:
            return cached
        try:
            return self._keep(session_id, _sound(*found, storage.path))
        except DamagedFile as error:
            target = self.aside("damaged", session_id)
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
    def writing(self, session_id: str, *, new: bool = False) -> Iterator[DurableStorage]:
        """The storage of a session's file, under its write lock. Raises NoSuchSession unless it is a `new` one."""
        from sessions import locks
        from sessions.storage import DurableStorage

        if not new and self.signature(session_id) is None:
            raise self.missing(session_id)
        self._make_folders()
        with locks.writing(self._locks, session_id, self._patience):
            if not new and self.signature(session_id) is None:
                raise self.missing(session_id)
            storage = DurableStorage(self.path(session_id), TABLES)
            try:
                yield storage
            finally:
                storage.close()

    def compare(self, path: Path, before: Session, after: Session) -> Difference:
        """What differs. Raises CannotSave for what could not be read again."""
        with self.readable(path):
            return compare(before, after)

    @staticmethod
    @contextmanager
    def readable(path: Path) -> Iterator[None]:
        """Refuse what could not be read again, rather than find the whole file damaged next time."""
        try:
            yield
        except UnicodeEncodeError as error:
            raise odd_text(path) from error
        except msgspec.ValidationError as error:
            raise CannotSave(path, f"something in it is not as it should be ({error})") from error

    def save(
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
                files.replace(self.aside("backups", f"{session_id}.v{loaded.older}"), storage.data)
            saving.write_all(storage, difference.session, history)
        else:
            saving.write_difference(storage, difference)
            saving.write_history(storage, loaded.history, history)
        signature = storage.commit()
        return self._keep(session_id, Loaded(signature, difference.session, history=history)).session

    def _make_folders(self) -> None:
        for folder in (self.data, self.folder, self._locks):
            files.make_folder(folder)

    def aside(self, folder: str, stem: str) -> Path:
        """A free name in a folder for files that are put aside."""
        files.make_folder(self.data / folder)
        return files.free_name(self.data / folder, stem, self.now())

    def ids(self) -> list[str]:
        """Every session's id, in order."""
        return sorted(path.stem for path in files.listing(self.folder) if is_id(path.stem))

    def missing(self, wanted: str, ids: list[str] | None = None) -> NoSuchSession:
        """That there is no such session: it is in the bin, or these ids look like it."""
        if is_id(wanted) and (self.data / "bin" / f"{wanted}.json").exists():
            return NoSuchSession(wanted, binned=True)
        ids = self.ids() if ids is None else ids
        near = [one for one in ids if wanted in one][-3:] if wanted else []
        return NoSuchSession(wanted, near or difflib.get_close_matches(wanted, ids, n=3))

    def remove(self, session_id: str) -> None:
        """Remove the session for good, and the files of its older versions with it."""
        with self.writing(session_id) as storage:
            files.remove(storage.path)
            self.drop_backups(session_id)

    def drop_backups(self, session_id: str) -> None:
        """Remove the files of the session's older versions."""
        for path in files.listing(self.data / "backups"):
            if path.name.startswith(f"{session_id}."):
                files.remove(path)

    def sweep(self, leftovers: Iterable[Path]) -> None:
        """Remove what killed programs left half written. Whoever has a session's write lock has no others'."""
        from sessions import locks

        for path in leftovers:
            session_id = path.name[1:].partition(".")[0]
            with suppress(FacilitatorError), locks.writing(self._locks, session_id, 0):
                files.remove(path)


def _sound(data: bytes, signature: Signature, path: Path) -> Loaded:
    """What is in a file. Raises CannotRead where it makes no sense, and as `records.load` does."""
    loaded = records.load(data, signature, path)
    if fault := senseless(loaded.session):
        raise CannotRead(
            path, f"{fault}. It was left as it is; put that right there, or bring back a copy of it"
        )
    return loaded
