"""Files that go to colleagues and come from them: found by the name somebody typed, and never overwritten."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, NamedTuple

from sessions import files
from sessions.errors import FacilitatorError, Taken, cannot_read
from sessions.handover import LARGEST
from sessions.template_bundle import is_bundle


class Posted(NamedTuple):
    """A file for a colleague; `there`: it was there already, with just this in it."""

    path: Path
    there: bool


def typed_path(typed: str) -> Path:
    """The path somebody typed or dropped here, in quotes perhaps. Raises FacilitatorError."""
    name = typed.strip().strip("'\"").strip()
    if not name:
        raise FacilitatorError("Give the name of a file.")
    # Some terminals put a backslash before each space of a name that is dropped on them.
    if not files.WINDOWS:
        name = name.replace("\\ ", " ")
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise FacilitatorError(f"There is no home folder “{name.split('/')[0]}”.") from error


def opened(typed: str) -> tuple[Path, bytes]:
    """A file from elsewhere. Raises FacilitatorError for one that is not there, or far too large for any of ours."""
    path = typed_path(typed)
    try:
        if path.is_dir():
            raise FacilitatorError(f"{path} is a folder. Give the name of a file in it.")
        large = path.stat().st_size > LARGEST if path.exists() else False
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if large:
        raise FacilitatorError(f"{path} is far too large for a session, a template or a framework.")
    try:
        found = files.read(path)
    except ValueError as error:
        raise _unreadable(path, error) from error
    if found is None:
        raise FacilitatorError(f"There is no file {path}. Check its name, and the folder it is in.")
    return path, found[0]


def place(typed: str, name: str) -> Path:
    """The file meant by what somebody typed: in a folder it is called `name`."""
    path = typed_path(typed)
    return path / name if path.is_dir() or typed.rstrip().endswith("/") else path


def post(path: Path, data: bytes, *, over: bool = False) -> Posted:
    """Write a file for a colleague. Raises Taken where there is another file, unless it is to be put `over` it, and
    CannotSave."""
    if _has(path, data):
        return Posted(path, there=True)
    try:
        files.create(path, data)
    except Taken:
        if not over or not path.is_file():
            raise
        files.replace(path, data)
    return Posted(path, there=False)


def free(folder: Path, stem: str, suffix: str, data: bytes) -> Path:
    """A file in a folder that is not there yet, or has just this in it."""
    paths = (
        folder / f"{stem}{count}{suffix}" for count in ("", *(f"-{number}" for number in range(2, 1000)))
    )
    free = (path for path in paths if not os.path.lexists(path) or _has(path, data))
    return next(free, folder / f"{stem}{suffix}")


def recognised(data: bytes) -> Literal["session", "bundle", "text"]:
    """What a file from elsewhere is likely to be, by how it begins."""
    if is_bundle(data):
        return "bundle"
    return "session" if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else "text"


def _has(path: Path, data: bytes) -> bool:
    """Whether there is a file with just this in it."""
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _unreadable(path: Path, error: OSError | ValueError) -> FacilitatorError:
    if isinstance(error, OSError):
        return cannot_read(path, error)
    return FacilitatorError(f"{path} cannot be the name of a file.")
