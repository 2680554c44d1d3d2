"""A folder that hand-outs are written into: whole or not at all, and never over what somebody else made or changed
there."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from contextlib import nullcontext, suppress
from pathlib import Path

import msgspec

from exports import qr
from exports.document import QrCode
from exports.errors import ExportError, cannot_write
from frameworks.text import slug

MANIFEST = ".facilitator-export.json"
# What is being written, a line a file, until the manifest has it: for the next time after somebody was killed.
_DIARY = ".facilitator-export.diary"
_CRUMBS = ".????????????????.part"
# Seconds after which a file that is half written is nobody's any more.
_STALE = 60
_QR = "qr"


class Written(list[Path]):
    """The files that were written, hand-outs first; `remarks` say in words what did not go as one would expect."""

    def __init__(self) -> None:
        super().__init__()
        self.remarks: list[str] = []


class _File(msgspec.Struct, frozen=True):
    """One file of ours, as it was when we wrote it, of which session it was, and whether anybody is named in it."""

    sha256: str
    session: str
    named: bool = False


class _Line(msgspec.Struct, frozen=True):
    """A file that is about to be written."""

    name: str
    file: _File


class _Manifest(msgspec.Struct):
    """What was written into a folder; names are relative to it, with forward slashes."""

    version: int = 1
    files: dict[str, _File] = msgspec.field(default_factory=dict)


class Folder:
    """A folder that is written into, with the manifest of what is ours in it.

    The manifest is saved at the end even when something failed on the way: what was written before is ours. For one who
    is killed before that, what is being written is noted in a diary beforehand.
    """

    def __init__(self, folder: Path, session_id: str, *, named: bool = False) -> None:
        self.folder = folder
        self.session_id = session_id
        self._named = named
        self.written = Written()
        self._handouts = 0
        self._images: dict[str, tuple[str, Path]] = {}

    def __enter__(self) -> Folder:
        self._make(self.folder)
        self._manifest = self._read()
        self._take_over()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        data = msgspec.json.format(msgspec.json.encode(self._manifest), indent=2)
        # What went wrong first is what has to be said.
        with suppress(ExportError) if error is not None else nullcontext():
            self._replace(self.folder / MANIFEST, data)
            with suppress(OSError):
                (self.folder / _DIARY).unlink(missing_ok=True)

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
        ours, file = (
            path.relative_to(self.folder).as_posix(),
            _File(_digest(data), self.session_id, self._named),
        )
        self._note(_Line(ours, file))
        self._replace(path, data)
        self._manifest.files[ours] = file
        self.written.insert(self._handouts if first else len(self.written), path)
        self._handouts += first
        return path

    def still_named(self) -> int:
        """How many hand-outs of the same session are there from before in which somebody is named."""
        return sum(
            1
            for name, file in self._manifest.files.items()
            if file.named
            and file.session == self.session_id
            and "/" not in name
            and (self.folder / name).exists()
        )

    def image(self, code: QrCode, stem: str, own_stem: str) -> Path:
        """Write a code's image, once for all hand-outs that show the same; return where it is.

        One that is for everybody lies there as SVG too, which a poster can be made from at any size; the code of one
        person is only on their own sheet.
        """
        payload, path = self._images.get(code.name, (code.payload, None))
        if path is not None and payload == code.payload and not code.personal:
            return path
        shared = path is None and not code.personal
        name = f"{_QR}/{stem if shared else own_stem}-{slug(code.name) or 'code'}.png"
        path = self.write(name, qr.png(code.payload))
        if not code.personal:
            self.write(f"{name.removesuffix('png')}svg", qr.svg(code.payload).encode())
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

    def _note(self, line: _Line) -> None:
        """Note what is about to be written. Not synced: it is there for the next program, not after a power cut."""
        with suppress(OSError), (self.folder / _DIARY).open("ab") as diary:
            diary.write(msgspec.json.encode(line) + b"\n")

    def _take_over(self) -> None:
        """Take over what somebody left who was killed: what they wrote whole is ours, what is half written goes."""
        try:
            lines = (self.folder / _DIARY).read_bytes().splitlines()
        except OSError:
            return
        for line in lines:
            with suppress(OSError, ValueError, msgspec.DecodeError):
                one = msgspec.json.decode(line, type=_Line)
                if _digest((self.folder / one.name).read_bytes()) == one.file.sha256:
                    self._manifest.files[one.name] = one.file
        for place in (self.folder, self.folder / _QR):
            for crumb in place.glob(_CRUMBS):
                with suppress(OSError):
                    if time.time() - crumb.stat().st_mtime > _STALE:
                        crumb.unlink()

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
        except BaseException as error:
            # Whatever cuts it off, Ctrl+C too, leaves no crumbs.
            with suppress(OSError):
                temporary.unlink()
            if isinstance(error, OSError):
                raise cannot_write(path, error) from error
            raise


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
