"""What can go wrong while writing hand-outs, in plain words: what, where, what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from sessions.errors import FacilitatorError

_REASONS = {
    errno.ENOSPC: "the disk is full. Make room on it, or choose another folder",
    errno.EDQUOT: "your share of the disk is used up. Make room in it, or choose another folder",
    errno.EROFS: "that disk can only be read. Choose another folder",
    errno.EACCES: "you may not write there. Choose another folder",
    errno.EPERM: "you may not write there. Choose another folder",
    errno.ENOTDIR: "there is a file where the folder should be. Choose another folder",
    errno.EEXIST: "there is a file where the folder should be. Choose another folder",
    errno.EISDIR: "there is a folder where the file should be. Choose another folder",
    errno.ENAMETOOLONG: "the name is too long for that disk. Choose a folder with a shorter name",
    errno.EIO: "the disk reports a fault. Choose a folder on another disk",
}


class ExportError(FacilitatorError):
    """A hand-out could not be made or written; ``str`` says what, where and what to do."""


def cannot_write(path: Path, error: OSError) -> ExportError:
    """The error for a write the system refused, from the reason it gave."""
    reason = _REASONS.get(error.errno or 0) or (error.strerror or type(error).__name__).lower()
    return ExportError(f"{path} could not be written: {reason}.")
