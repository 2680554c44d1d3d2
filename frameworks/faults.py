"""What is wrong in a content file, said so that its author can mend it."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One fault: the file, the line (from 1; 0 where it is the file as a whole), the line itself as written,
    what is wrong, and what to write instead (``""`` where there is nothing sensible to suggest)."""

    path: str
    line: int
    text: str
    message: str
    suggestion: str = ""
    level: str = "error"

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        where = f"{where}: Worth a look" if self.level == "warning" else where
        shown = f"\n    {self.text.strip()}" if self.text.strip() else ""
        hint = f"\n    {self.suggestion}" if self.suggestion else ""
        return f"{where}: {self.message}{shown}{hint}"


class ContentError(Exception):
    """A content file has faults; all of them are in `faults`, in the order of their lines."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def unreadable(path: Path, reason: str) -> ContentError:
    """The error for a file that cannot be read at all."""
    return ContentError([Fault(path=str(path), line=0, text="", message=reason)])
