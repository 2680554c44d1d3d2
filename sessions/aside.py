"""Files that were set aside because they could not be read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sessions import files, records
from sessions.errors import DamagedFile, FacilitatorError


class Damaged(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was set aside: where it is, which session it was, when it was set aside (UTC), and why."""

    name: str
    path: Path
    session_id: str
    when: datetime
    reason: str


def damaged(folder: Path) -> list[Damaged]:
    """The files in the folder, latest first. What has no name of ours is none of them. Raises CannotRead."""
    found = []
    for path in files.listing(folder):
        session_id, _, moment = path.stem.partition(".")
        try:
            when = datetime.strptime(moment[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(
            Damaged(name=path.name, path=path, session_id=session_id, when=when, reason=_reason(path))
        )
    return sorted(found, key=lambda one: (one.when, one.name), reverse=True)


def _reason(path: Path) -> str:
    try:
        found = files.read(path)
        if found is not None:
            records.load(*found, path)
    except DamagedFile as error:
        return error.reason
    except FacilitatorError as error:
        return str(error)
    return "it can be read again"
