"""Writing hand-outs into a folder: whole or not at all, and never over what somebody else made or changed there."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from exports import handout, markdown, qr
from exports import names as hiding
from exports import whose as whose_is
from exports.document import Document, QrCode
from exports.errors import ExportError, cannot_write
from exports.names import Names
from exports.worksheet import worksheet
from frameworks.text import slug
from sessions.model import Session
from sessions.outcomes import written
from sessions.text import key

For = Literal["group", "people", "pairs", "schools", "record"]

FORMATS = ("md",)
MANIFEST = ".facilitator-export.json"
_QR = "qr"
# Room for a date and a person's name beside it in names that old disks and synchronisers still take.
_TITLE, _WHOSE = 40, 40


class Written(list[Path]):
    """The files that were written, hand-outs first; `remarks` say in words what did not go as one would expect."""

    def __init__(self) -> None:
        super().__init__()
        self.remarks: list[str] = []


class _File(msgspec.Struct, frozen=True):
    """One file of ours, as it was when we wrote it, and of which session it was."""

    sha256: str
    session: str


class _Manifest(msgspec.Struct):
    """What was written into a folder; names are relative to it, with forward slashes."""

    version: int = 1
    files: dict[str, _File] = msgspec.field(default_factory=dict)


def export(
    session: Session,
    folder: Path,
    kind: For = "group",
    names: Names | None = None,
    formats: Sequence[str] = FORMATS,
    link: str = "",
    *,
    now: datetime | None = None,
    only: str = "",
) -> Written:
    """Write one kind of hand-out into `folder`, which is made if it is not there, and say which files they are.

    `names` None is what the kind is for: removed in group notes, kept in the record, and in the notes of one
    person, pair or school only their own kept. `only` is the id of the one person to write own notes for; else
    everyone's are written, but for those with nothing of theirs to say, which a remark counts. A second export
    replaces what the first wrote; a file that was changed since, or that is somebody else's, stays as it is and
    the new one gets another name. Raises ExportError, having replaced whole files or none.
    """
    unknown = [one for one in formats if one not in FORMATS]
    if unknown or not formats:
        wrong = f", not as {' or '.join(unknown)}" if unknown else ""
        raise ExportError(f"Hand-outs can be written as {' or '.join(FORMATS)}{wrong}.")
    title = session.meta.title
    if names == "removed" or (names is None and kind != "record"):
        title = hiding.removed(replace(session, notes=())).meta.title
    stem = _stem(session, title)
    now = now or datetime.now(UTC)
    # Sorted, so that the order tells nothing about who is who.
    everyones = sorted(_documents(session, kind, names, link, now, only), key=lambda one: one[0])
    if not everyones:
        raise ExportError(_NOTHING.get(kind, "There is nothing to hand out."))
    documents = [(whose, document) for whose, document, theirs in everyones if theirs or only]
    if not documents:
        raise ExportError("There is nothing to hand out: nothing was written down for anybody yet.")
    with _Folder(folder, session.id) as place:
        if left_out := len(everyones) - len(documents):
            place.written.remarks.append(_left_out(kind, left_out))
        for whose, document in documents:
            images = {}
            for code in document.codes:
                path = place.image(code, stem, f"{stem}-{whose}")
                images[code.name] = path.relative_to(folder).as_posix()
            place.write(f"{stem}-{whose}.md", markdown.render(document, images).encode(), first=True)
        return place.written


def worksheet_to(session: Session, folder: Path, *, now: datetime | None = None) -> Written:
    """Write the worksheets into `folder`, as one file to be opened in a browser and printed."""
    page = worksheet(session, now or datetime.now(UTC))
    with _Folder(folder, session.id) as place:
        place.write(f"{_stem(session, session.meta.title)}-worksheets.html", page.encode(), first=True)
        return place.written


_NOTHING: dict[For, str] = {
    "people": "There is nobody to write for: this session has no list of people.",
    "pairs": "There are no pairs to write for: none have been made in this session.",
    "schools": "There are no schools to write for: nobody in this session has one.",
}


_ONE: dict[For, tuple[str, str]] = {
    "people": ("person", "people"),
    "pairs": ("pair or group", "pairs or groups"),
    "schools": ("school", "schools"),
}


def _left_out(kind: For, count: int) -> str:
    one, many = _ONE[kind]
    if count == 1:
        return f"1 {one} was left out: nothing was written down for them yet."
    return f"{count} {many} were left out: nothing was written down for them yet."


def _documents(
    session: Session, kind: For, names: Names | None, link: str, now: datetime, only: str = ""
) -> Iterator[tuple[str, Document, bool]]:
    """Every document of one kind: what its file's name ends in, which tells no name where names are removed; what
    it says; and whether there is anything of theirs in it."""
    notes = [note for note, _ in written(session)]
    match kind:
        case "group":
            yield "group-notes", handout.group_notes(session, now, names or "removed", link), True
        case "record":
            yield "record", handout.record(session, now, names or "kept", link), True
        case "people":
            named = [
                (person.id, hiding.pseudonym(session, person.id) if names == "removed" else person.name)
                for person in session.people
            ]
            for id, whose in _distinct(named):
                if only not in ("", id):
                    continue
                person = session.person(id)
                theirs = any(id in (swap.person, swap.partner) for swap in session.swaps)
                if person is not None:
                    theirs |= any(whose_is.concerns(session, note, person) for note in notes)
                    theirs |= bool(whose_is.brought_to_person(session, (), person))
                yield whose, handout.own_notes(session, id, now, names, link), theirs
        case "schools":
            schools = {
                key(person.school): person.school for person in session.people if person.school.strip()
            }
            named = [
                (school, hiding.school_pseudonym(session, school) if names == "removed" else school)
                for school in schools.values()
            ]
            for school, whose in _distinct(named):
                people = {person.id for person in session.people if key(person.school) == key(school)}
                theirs = any(whose_is.concerns_school(note, school, people) for note in notes)
                theirs |= bool(whose_is.brought_to_school(session, (), school, people))
                yield whose, handout.school_notes(session, school, now, names, link), theirs
        case "pairs":
            for number, made in enumerate(written_for := handout.rounds_to_write(session), 1):
                which = f"round-{number}-" if len(written_for) > 1 else ""
                named = [
                    (
                        group.id,
                        hiding.group_pseudonym(session, made.id, group.id)
                        if names == "removed"
                        else group.label,
                    )
                    for group in made.groups
                ]
                groups = {group.id: group for group in made.groups}
                for id, whose in _distinct(named):
                    theirs = any(whose_is.concerns_group(session, note, made, groups[id]) for note in notes)
                    theirs |= bool(whose_is.brought_to_group(session, (), groups[id].people))
                    yield which + whose, handout.pair_notes(session, made.id, id, now, names, link), theirs


def _stem(session: Session, title: str) -> str:
    return f"{session.meta.date.isoformat()}-{slug(title)[:_TITLE].strip('-') or 'session'}"


def _distinct(named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names as slugs, each once; numbers are filled up so that files stand in order."""
    taken: set[str] = set()
    for id, name in named:
        words = slug(name)[:_WHOSE].strip("-") or "someone"
        start, _, last = words.rpartition("-")
        words = f"{start}-{last.zfill(2)}" if start and last.isdigit() else words
        choice, number = words, 1
        while choice in taken:
            number += 1
            choice = f"{words}-{number}"
        taken.add(choice)
        yield id, choice


class _Folder:
    """A folder that is written into, with the manifest of what is ours in it.

    The manifest is saved at the end even when something failed on the way: what was written before is ours.
    """

    def __init__(self, folder: Path, session_id: str) -> None:
        self.folder = folder
        self.session_id = session_id
        self.written = Written()
        self._handouts = 0
        self._images: dict[str, tuple[str, Path]] = {}

    def __enter__(self) -> _Folder:
        self._make(self.folder)
        self._manifest = self._read()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        data = msgspec.json.format(msgspec.json.encode(self._manifest), indent=2)
        if error is None:
            self._replace(self.folder / MANIFEST, data)
            return
        # What went wrong first is what has to be said.
        with suppress(ExportError):
            self._replace(self.folder / MANIFEST, data)

    def write(self, name: str, data: bytes, *, first: bool = False) -> Path:
        """Write a file under this name, or under the next free one if the file there is not ours; `first` puts
        it before the files that only lie beside a hand-out."""
        path = self.folder / name
        self._make(path.parent)
        number = 1
        while not self._is_ours(path, data):
            number += 1
            path = path.with_name(f"{Path(name).stem}-{number}{Path(name).suffix}")
        if number > 1:
            self.written.remarks.append(
                f"{self.folder / name} was changed since it was written, or is not ours; it was left as it is, "
                f"and the new one is {path.name}."
            )
        self._replace(path, data)
        ours = path.relative_to(self.folder).as_posix()
        self._manifest.files[ours] = _File(_digest(data), self.session_id)
        self.written.insert(self._handouts if first else len(self.written), path)
        self._handouts += first
        return path

    def image(self, code: QrCode, stem: str, own_stem: str) -> Path:
        """Write a code's image, once for all hand-outs that show the same; return where it is."""
        payload, path = self._images.get(code.name, (code.payload, None))
        if path is not None and payload == code.payload and not code.personal:
            return path
        shared = path is None and not code.personal
        name = f"{_QR}/{stem if shared else own_stem}-{slug(code.name) or 'code'}.png"
        path = self.write(name, qr.png(code.payload))
        if shared:
            self._images[code.name] = (code.payload, path)
        return path

    def _is_ours(self, path: Path, data: bytes) -> bool:
        """Whether a file may be written here: nothing is there, or what we wrote and nobody changed, or the same."""
        try:
            if path.is_symlink():
                return False
            there = path.read_bytes()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        if there == data:
            return True
        known = self._manifest.files.get(path.relative_to(self.folder).as_posix())
        return known is not None and known.session == self.session_id and known.sha256 == _digest(there)

    def _read(self) -> _Manifest:
        """The manifest; one that cannot be read vouches for nothing, so nothing gets overwritten."""
        try:
            return msgspec.json.decode((self.folder / MANIFEST).read_bytes(), type=_Manifest)
        except (OSError, msgspec.DecodeError):
            return _Manifest()

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(folder, error) from error

    def _replace(self, path: Path, data: bytes) -> None:
        """Put a whole file in place of what is there, if anything, in one step."""
        temporary = path.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink()
            raise cannot_write(path, error) from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
