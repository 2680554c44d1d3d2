"""Files that survive a power cut: atomic replacement, signatures, folders only we can read.

Rules measured in docs/session-file.md: a new file beside the old one, synced, put in its place, the folder
synced. On Windows a file cannot be replaced while someone reads it, so both sides try for up to a second.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sessions.errors import Taken, cannot_read, cannot_save, cannot_write

# (mtime in nanoseconds, size in bytes, inode): differs after every replacement of ours.
Signature = tuple[int, int, int]
T = TypeVar("T")

TEMPORARY = ".tmp"
WINDOWS = os.name == "nt"
# How long another program may keep a file from being replaced or read (Windows alone), and how often we look.
PATIENCE = 1.0
_PAUSE = 0.01
# Some network and container file systems cannot sync a folder; the replacement itself is done by then.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
# Memory sticks mostly have a file system without hard links.
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def signature(path: Path) -> Signature | None:
    """The file's signature, or None when there is no such file. Raises CannotRead."""
    try:
        return signed(os.stat(path))  # noqa: PTH116 - twice as fast as Path.stat, and polled 20 times a second
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise cannot_read(path, error) from error


def signed(stat: os.stat_result) -> Signature:
    """The signature within what `os.stat` says."""
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def read(path: Path) -> tuple[bytes, Signature] | None:
    """The file's bytes with the signature they belong to, or None when it is not there. Raises CannotRead."""
    try:
        return _patiently(lambda: _read(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise cannot_read(path, error) from error


def replace(path: Path, data: bytes, *, after: Signature | None = None, lasting: bool = True) -> Signature:
    """Put `data` in the place of the file in one step, readable by its owner alone; gives its new signature.

    Whatever happens, the file holds the old bytes or the new ones. `after` is the old file's signature: the new
    one is never given the same or an earlier time, so that followers see each change even within one tick of
    the file system's clock, or when the clock was put back. `lasting` is for what must survive a power cut; do
    without it for what can be made anew. Raises CannotSave, with nothing left behind.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}{TEMPORARY}")
    try:
        new = _write(temporary, data, after[0] if after else 0, lasting)
        _patiently(lambda: temporary.replace(path))
        if lasting:
            sync_folder(path.parent)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise cannot_save(path, error) from error
        raise
    return new


def create(path: Path, data: bytes) -> None:
    """Write a file of people's own where none is, in one step; its folder is made if need be.

    Raises Taken, with the file that is there left as it was, and CannotSave.
    """
    temporary = path.with_name(f".{os.urandom(6).hex()}{TEMPORARY}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            raise Taken(path)
        _write(temporary, data, 0, lasting=True)
        _name(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        if isinstance(error, FileExistsError) and os.path.lexists(path):
            raise Taken(path) from error
        raise cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def move(path: Path, to: Path) -> None:
    """Move a file to another of our folders, lastingly. `to` must be a free name. Raises CannotSave."""
    try:
        _patiently(lambda: path.replace(to))
        sync_folder(to.parent)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_save(path, error) from error


def remove(path: Path) -> None:
    """Remove a file if it is there. Raises CannotSave."""
    try:
        _patiently(lambda: path.unlink(missing_ok=True))
    except OSError as error:
        raise cannot_save(path, error) from error


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, that only we can look into. Raises CannotSave."""
    try:
        if path.is_dir():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_save(path, error) from error


def free_name(folder: Path, stem: str, moment: datetime) -> Path:
    """A name in the folder that nothing has yet, with the time in it (UTC, as 20261201T101500)."""
    dated = f"{stem}.{moment.astimezone(UTC):%Y%m%dT%H%M%S}"
    names = (f"{dated}{count}.json" for count in ("", *(f".{number}" for number in range(2, 10_000))))
    return next(path for name in names if not (path := folder / name).exists())


def listing(folder: Path) -> list[Path]:
    """The JSON files in a folder, in no order; none when there is no folder. Raises CannotRead."""
    try:
        return [path for path in folder.iterdir() if path.suffix == ".json" and path.name[0] != "."]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise cannot_read(folder, error) from error


def sync_folder(path: Path) -> None:
    """Make sure that names given in this folder outlast a power cut. Windows has no such call and needs none."""
    if WINDOWS:
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def _read(path: Path) -> tuple[bytes, Signature]:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 - the stat must be that of the bytes
        stat = os.fstat(handle)
        return file.read(), signed(stat)


def _write(path: Path, data: bytes, earlier: int, lasting: bool) -> Signature:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        stat = os.fstat(handle)
        if stat.st_mtime_ns <= earlier:
            os.utime(path, ns=(stat.st_atime_ns, earlier + (100 if WINDOWS else 1)))
            stat = os.fstat(handle)
        if lasting:
            os.fsync(handle)
    finally:
        os.close(handle)
    return signed(stat)


def _name(temporary: Path, path: Path) -> None:
    """Give a file its name, if nothing has that name. Raises FileExistsError."""
    if WINDOWS:
        temporary.rename(path)
        return
    try:
        path.hardlink_to(temporary)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        temporary.replace(path)


def _patiently(do: Callable[[], T]) -> T:
    """Do it; on Windows, where a file in someone's hands cannot be touched, try for up to a second."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return do()
        except PermissionError:
            if not WINDOWS or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
