"""Who may write, and who has the console: locks of the operating system, which die with their process.

Lock files stay where they are: removing one that others wait for would let two in. Who holds a console is
written beside its lock, because on Windows nobody else can read a locked file.
"""

from __future__ import annotations

import getpass
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

import msgspec
from filelock import FileLock, Timeout

from sessions import files
from sessions.errors import ConsoleBusy, FacilitatorError, StoreBusy, cannot_save

# Short against a save (5 ms), so that of many who wait none waits long.
_POLL = 0.004
# Someone who only asks who has a console holds its lock for an instant: a console waits for that long.
_ASKING = 0.25


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who has a console open: the user and host as the system names them, since when (UTC), which process."""

    user: str = ""
    host: str = ""
    since: datetime | None = None
    process: int = 0

    def __str__(self) -> str:
        where = f" on {self.host}" if self.host else ""
        since = f", since {self.since.astimezone():%H:%M}" if self.since else ""
        return f"{self.user or 'someone'}{where}{since}"


class ConsoleLock:
    """The console of one session, held until it is released or its process ends. A context manager."""

    def __init__(self, lock: FileLock, holder: Holder, notice: Path) -> None:
        self.holder = holder
        self._lock, self._notice = lock, notice

    def __enter__(self) -> ConsoleLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Give the console back. Doing so twice does no harm."""
        if self._lock.is_locked:
            with suppress(FacilitatorError):
                files.remove(self._notice)
            self._lock.release()


@contextmanager
def writing(folder: Path, session_id: str, patience: float) -> Iterator[None]:
    """The write lock of a session, for one change. Waits `patience` seconds, then raises StoreBusy."""
    lock = _lock(folder / f"{session_id}.lock")
    try:
        lock.acquire(timeout=patience, poll_interval=_POLL)
    except Timeout as error:
        raise StoreBusy(session_id, patience) from error
    except OSError as error:
        raise cannot_save(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def hold_console(data: Path, session_id: str, now: datetime) -> ConsoleLock:
    """Take a session's console. Raises ConsoleBusy with who has it."""
    lock, notice = _console(data, session_id), _notice(data, session_id)
    try:
        lock.acquire(timeout=_ASKING, poll_interval=_POLL)
    except Timeout as error:
        raise ConsoleBusy(session_id, _read(notice) or Holder()) from error
    except OSError as error:
        raise cannot_save(data, error) from error
    holder = Holder(user=_user(), host=platform.node(), since=now, process=os.getpid())
    try:
        files.replace(notice, msgspec.json.encode(holder), lasting=False)
    except BaseException:
        lock.release()
        raise
    return ConsoleLock(lock, holder, notice)


def console_holder(data: Path, session_id: str) -> Holder | None:
    """Who has a session's console open, or None. What a killed process left behind counts for nothing."""
    notice = _notice(data, session_id)
    holder = _read(notice)
    if holder is None:
        return None
    lock = _console(data, session_id)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return _read(notice)
    except OSError:
        return holder  # a folder we cannot lock in: what is written there is the best we know
    try:
        with suppress(FacilitatorError):
            files.remove(notice)
    finally:
        lock.release()
    return None


def open_consoles(data: Path) -> list[str]:
    """The sessions whose console is open, the one opened last first."""
    held = []
    for notice in files.listing(data / "consoles"):
        holder = console_holder(data, notice.stem)
        if holder is not None:
            held.append((holder.since.timestamp() if holder.since else 0.0, notice.stem))
    return [session_id for _, session_id in sorted(held, reverse=True)]


def _lock(path: Path) -> FileLock:
    return FileLock(path, mode=0o600, thread_local=False)


def _console(data: Path, session_id: str) -> FileLock:
    return _lock(data / "locks" / f"{session_id}.console.lock")


def _notice(data: Path, session_id: str) -> Path:
    return data / "consoles" / f"{session_id}.json"


def _read(notice: Path) -> Holder | None:
    try:
        found = files.read(notice)
        return msgspec.json.decode(found[0], type=Holder) if found else None
    except FacilitatorError:
        return None
    except msgspec.DecodeError:
        return Holder()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in the system's list, as in some containers
        return ""
