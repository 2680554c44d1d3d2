"""The list of sessions without opening them: an index that can be thrown away at any time.

Each entry is believed only while the session's file has the signature it had when it was read. Files that
changed are read again, and of them only what a list shows.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Container
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from sessions import files
from sessions.errors import CannotRead, CannotSave, DamagedFile, NewerFile, cannot_read
from sessions.files import Signature
from sessions.migrations import up_to_date
from sessions.model import SCHEMA, Status

Day = date  # within a class, `date` is its field

# Raised whenever a summary gets other fields, so that older indexes are thrown away.
FORMAT = 2
# A session's id, and so its file's name: date, slug, random letters. Nothing else in the folder is a session.
ID = re.compile(r"\d{4}-\d\d-\d\d(-[a-z0-9]+)+")
_LONGEST = 120
# Seconds after which a half-written index is nobody's any more.
_LEFT = 60


class Summary(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a list shows of a session. `minutes` is its planned length, `updated` when its file was saved last, `zone`
    its time zone, `began` when it really began (None: not yet).

    `problem` is "" or says in a few words why the session cannot be opened; it is all there is then.
    """

    id: str
    title: str
    cluster: str = ""
    date: Day
    start: str = ""
    status: Status = "planned"
    minutes: int = 0
    templates: tuple[str, ...] = ()
    people: int = 0
    notes: int = 0
    review_date: Day | None = None
    delete_by: Day | None = None
    sample: bool = False
    zone: str = ""
    began: datetime | None = None
    updated: datetime
    problem: str = ""


class Listing(NamedTuple):
    """A folder's sessions, newest first; files found damaged; files that killed programs left half written."""

    summaries: list[Summary]
    damaged: list[Path]
    leftovers: list[Path]


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    mtime: int
    size: int
    inode: int
    summary: Summary


class _Index(msgspec.Struct):
    format: int
    entries: dict[str, _Entry]


class _Meta(msgspec.Struct):
    """What a list shows of a session's particulars."""

    title: str
    cluster: str
    date: Day
    start: str = ""
    schema: int = SCHEMA
    status: Status = "planned"
    templates: tuple[str, ...] = ()
    review_date: Day | None = None
    delete_by: Day | None = None
    sample: bool = False
    zone: str = ""


class _Progress(msgspec.Struct):
    """What a list shows of where a session is."""

    started_at: datetime | None = None


class _Step(msgspec.Struct):
    minutes: int = 5


class _Any(msgspec.Struct):
    """A record that is only counted."""


class _Session(msgspec.Struct):
    meta: dict[str, _Meta]
    progress: dict[str, _Progress] = {}
    steps: dict[str, _Step] = {}
    people: dict[str, _Any] = {}
    notes: dict[str, _Any] = {}


_SESSION = msgspec.json.Decoder(_Session)


class Index:
    """The index of one folder of sessions. `file` may be missing, unreadable or impossible to write."""

    def __init__(self, folder: Path, file: Path) -> None:
        self._folder, self._file = folder, file
        self._entries: dict[str, _Entry] | None = None

    def read(self) -> Listing:
        """Every session, newest first. Opens the files that changed and saves the index.

        Raises CannotRead when the folder itself cannot be read.
        """
        known = self._entries if self._entries is not None else self._saved()
        there: dict[str, _Entry] = {}
        troubled: list[Summary] = []
        bad: list[Path] = []
        found, leftovers = self._scan(known)
        for name, signature in found.items():
            entry = known.get(name)
            if entry is not None and (entry.mtime, entry.size, entry.inode) == signature:
                there[name] = entry
                continue
            path = self._folder / f"{name}.json"
            try:
                now = files.read(path)
                if now is not None:
                    there[name] = _Entry(*now[1], summarise(*now, path))
            except DamagedFile:
                bad.append(path)
            except NewerFile:
                troubled.append(_problem(name, signature, "saved by a newer version"))
            except CannotRead:
                troubled.append(_problem(name, signature, "cannot be read"))
        if there != known:
            self._write(there)
        self._entries = there
        listed = [entry.summary for entry in there.values()] + troubled
        listed.sort(key=lambda one: (one.date, one.start, one.id), reverse=True)
        return Listing(listed, bad, leftovers)

    def _scan(self, known: Container[str]) -> tuple[dict[str, Signature], list[Path]]:
        """Every session's id with the signature of its file, and what is half written."""
        found: dict[str, Signature] = {}
        leftovers = []
        try:
            with os.scandir(self._folder) as listing:
                for item in listing:
                    if (name := item.name).endswith(".json") and (name[:-5] in known or is_id(name[:-5])):
                        with suppress(FileNotFoundError):  # deleted a moment ago
                            # On Windows a listing knows no inodes and may have old times.
                            stat = os.stat(item.path) if files.WINDOWS else item.stat()  # noqa: PTH116
                            found[name[:-5]] = files.signed(stat)
                    elif name.endswith(files.TEMPORARY):
                        leftovers.append(Path(item.path))
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            raise cannot_read(self._folder, error) from error
        return found, leftovers

    def _saved(self) -> dict[str, _Entry]:
        try:
            found = files.read(self._file)
            index = msgspec.json.decode(found[0], type=_Index) if found else None
        except (CannotRead, msgspec.DecodeError, UnicodeDecodeError):
            return {}
        return index.entries if index is not None and index.format == FORMAT else {}

    def _write(self, entries: dict[str, _Entry]) -> None:
        self._sweep()
        with suppress(CannotSave):  # the next list takes longer; that is all
            files.replace(self._file, msgspec.json.encode(_Index(FORMAT, entries)), lasting=False)

    def _sweep(self) -> None:
        """Remove what killed programs left of the index: writing it takes less than a second."""
        with suppress(OSError):
            for path in self._file.parent.glob(f".{self._file.name}.*{files.TEMPORARY}"):
                if time.time() - path.stat().st_mtime > _LEFT:
                    path.unlink()


def is_id(text: str) -> bool:
    """Whether this could be a session's id, and is safe as a file's name."""
    return len(text) <= _LONGEST and ID.fullmatch(text) is not None


def summarise(data: bytes, signature: Signature, path: Path) -> Summary:
    """The summary of a session file. Raises DamagedFile and NewerFile."""
    session, _ = up_to_date(_SESSION, data, path)
    (meta,) = session.meta.values()
    progress = next(iter(session.progress.values()), _Progress())
    return Summary(
        id=path.stem,
        title=meta.title,
        cluster=meta.cluster,
        date=meta.date,
        start=meta.start,
        status=meta.status,
        minutes=sum(step.minutes for step in session.steps.values()),
        templates=meta.templates,
        people=len(session.people),
        notes=len(session.notes),
        review_date=meta.review_date,
        delete_by=meta.delete_by,
        sample=meta.sample,
        zone=meta.zone,
        began=progress.started_at,
        updated=_saved(signature),
    )


def _problem(session_id: str, signature: Signature, problem: str) -> Summary:
    try:
        day = date.fromisoformat(session_id[:10])
    except ValueError:
        day = date.min
    return Summary(id=session_id, title=session_id, date=day, updated=_saved(signature), problem=problem)


def _saved(signature: Signature) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=signature[0] // 1_000_000)
