"""What can go wrong outside our own code, said in one or two plain sentences: what, where, what to do.

The text of every error here is shown to people as it is.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

import msgspec

_REASONS = {
    errno.ENOSPC: "the disk is full. Make room on it and save again",
    errno.EDQUOT: "your share of the disk is used up. Make room in it and save again",
    errno.EROFS: "that disk can only be read. Choose another folder with --data",
    errno.EACCES: "you may not write there. Choose another folder with --data",
    errno.EPERM: "you may not write there. Choose another folder with --data",
    errno.EIO: "the disk reports a fault. Copy the folder to another disk now",
    errno.ENOENT: "the folder is not there. Check the name given with --data",
    errno.ENOTDIR: "a file stands where a folder should be. Check the name given with --data",
    errno.EEXIST: "a file stands where a folder should be. Check the name given with --data",
    errno.ENAMETOOLONG: "the name is too long for that disk. Choose a folder with a shorter name with --data",
    errno.EMFILE: "too many files are open. Close other programs and try again",
    errno.ENFILE: "too many files are open. Close other programs and try again",
}


class FacilitatorError(Exception):
    """Something could not be done; ``str`` says what, where and what to do, in words for people."""


class NoSuchSession(FacilitatorError):
    """No session has this id or beginning; `near` are ids that look like it, `binned` whether it is in the bin."""

    def __init__(self, wanted: str, near: Sequence[str] = (), *, binned: bool = False) -> None:
        if binned:
            hint = f"It is in the bin: “facilitator sessions restore {wanted}” brings it back."
        elif near:
            hint = f"Did you mean {_either(near)}?"
        else:
            hint = "“facilitator sessions list” shows those there are."
        super().__init__(f"There is no session “{wanted}”. {hint}")
        self.wanted, self.near, self.binned = wanted, tuple(near), binned


class SeveralSessions(FacilitatorError):
    """A beginning fits several sessions; `matches` has them all."""

    def __init__(self, beginning: str, matches: Sequence[str]) -> None:
        shown = _either(matches[:5]) + (f" or {len(matches) - 5} more" if len(matches) > 5 else "")
        super().__init__(
            f"“{beginning}” fits {len(matches)} sessions: {shown}. Type more of the one you mean."
        )
        self.matches = tuple(matches)


class AlreadyThere(FacilitatorError):
    """A session with this id exists; nothing was overwritten."""

    def __init__(self, session_id: str, *, binned: bool = False) -> None:
        where = "in the bin" if binned else "in the library"
        super().__init__(
            f"There is a session {session_id} {where} already. Bring this one in as a new one instead."
        )


class StoreBusy(FacilitatorError):
    """The write lock of a session could not be had in time; nothing was changed."""

    def __init__(self, session_id: str, seconds: float) -> None:
        super().__init__(
            f"Another program has been saving to the session {session_id} for {seconds:g} seconds. "
            "Nothing was changed; try again."
        )


class ConsoleBusy(FacilitatorError):
    """Someone has the session's console open; `holder` says who (a `sessions.locks.Holder`)."""

    def __init__(self, session_id: str, holder: object) -> None:
        super().__init__(
            f"The session {session_id} is open in a console already ({holder}). "
            "Close it there, or follow it in another terminal."
        )
        self.holder = holder


class DamagedFile(FacilitatorError):
    """A session file cannot be read; `path` is where it is now, `aside` whether it was moved there."""

    def __init__(self, path: Path, reason: str, *, aside: bool = False) -> None:
        way_out = (
            "It was set aside, and what can be read of it can be brought back."
            if aside
            else "It was left as it is; “facilitator doctor” says what can be brought back."
        )
        super().__init__(f"The file {path} cannot be read: {reason}. {way_out}")
        self.path, self.reason, self.aside = path, reason, aside


class NewerFile(FacilitatorError):
    """A session file was written by a later version of this program; it is left untouched."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The session in {path} was saved by a newer version of facilitator, so this one leaves it alone. "
            "Open it with the newer version."
        )
        self.path = path


class CannotUndo(FacilitatorError):
    """What the last change touched was changed since; nothing was done. `label` is the change's."""

    def __init__(self, label: str, what: str, *, again: bool = False) -> None:
        verb = "done again" if again else "undone"
        way_out = "" if again else " Undoing once more goes on to the change before it."
        super().__init__(f"“{label}” was not {verb}, because {what} since.{way_out}")
        self.label = label


class CannotSave(FacilitatorError):
    """Nothing could be written; what was saved before is as it was. `path` is the file or folder."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} could not be saved: {reason}.")
        self.path = path


class Taken(FacilitatorError):
    """There is a file of this name; it was left as it is. `path` is the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is a file {path} already, and it was left as it is. Give another name.")
        self.path = path


class CannotRead(FacilitatorError):
    """A file or folder is there but the system will not let us read it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} could not be read: {reason}.")
        self.path = path


def cannot_save(path: Path, error: OSError) -> CannotSave:
    """The error for a write the system refused, from the reason it gave."""
    return CannotSave(path, _REASONS.get(error.errno or 0, _said(error)))


def cannot_read(path: Path, error: OSError) -> CannotRead:
    """The error for a read the system refused."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return CannotRead(path, "you may not read it. Ask whoever it belongs to")
    return CannotRead(path, _REASONS.get(error.errno or 0, _said(error)))


def odd_text(path: Path) -> CannotSave:
    """The error for text that is no text: half a surrogate pair, as broken pasting makes."""
    return CannotSave(path, "what was typed has a broken character in it. Type the last words again")


def damage(path: Path, data: bytes, error: Exception) -> DamagedFile:
    """The error for a session file whose bytes make no sense, from what msgspec said about them."""
    if not data.strip(b"\0 \r\n\t"):
        reason = "it is empty"
    elif isinstance(error, msgspec.ValidationError):
        reason = f"something in it is not as it should be ({str(error)[:1].lower()}{str(error)[1:]})"
    elif "truncated" in str(error):
        reason = "it breaks off before its end"
    else:
        reason = f"it is not a session file ({error})"
    return DamagedFile(path, reason)


def cannot_write(path: Path, error: OSError) -> CannotSave:
    """The error for a file of people's own, outside the data folder, that the system refused to write."""
    reason = _REASONS.get(error.errno or 0, _said(error))
    return CannotSave(
        path, reason.replace("the name given with --data", "its name").replace(" with --data", "")
    )


def where_to_get(framework: str) -> str:
    """What to do about a framework that is not here, without a full stop."""
    return (
        "Whoever sent the template can send both in one file with “facilitator templates bundle”; the file of "
        f"“{framework}” alone belongs into the folder “frameworks” of the data folder"
    )


def _said(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _either(ids: Sequence[str]) -> str:
    return " or ".join([", ".join(ids[:-1]), ids[-1]] if len(ids) > 1 else ids)
