"""What the app remembers between runs, in ``settings.json`` of the data folder."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import msgspec

from sessions import files
from sessions.errors import FacilitatorError
from sessions.legibility import put_width
from sessions.stage_size import put_text


class _Saved(msgspec.Struct):
    theme: str = "paper"
    hand_out_folder: str = ""
    author: str = ""
    bell: bool = True
    picture_width: float = 2.0
    text_size: int = 0
    stage_text_size: int = 0
    link: str = ""
    link_days: int | None = None
    link_since: date | None = None
    formats: str = ""


class Settings:
    """Preferences; an unreadable file means the defaults, and failing to save one is no reason to stop."""

    def __init__(self, data: Path) -> None:
        self._path = data / "settings.json"
        self._saved = self._read() or _Saved()

    def _read(self) -> _Saved | None:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_Saved)
        except (OSError, msgspec.DecodeError):
            return None

    @property
    def theme(self) -> str:
        """The theme last chosen."""
        return self._saved.theme

    @property
    def author(self) -> str:
        """Who makes changes here, for undo: the same after a restart, so that what a crash interrupted can still
        be taken back."""
        if not self._saved.author:
            self.put(author=os.urandom(4).hex())
        return self._saved.author

    @property
    def hand_out_folder(self) -> str:
        """Where files were last written; "" at first."""
        return self._saved.hand_out_folder

    @property
    def bell(self) -> bool:
        """Whether the end of a clock's time is rung."""
        return self._saved.bell

    @property
    def picture_width(self) -> float:
        """How wide the projected picture was in the room last checked, in metres."""
        return put_width(self._saved.picture_width)

    @property
    def text_size(self) -> int:
        """How large the text of the stage is in the console's window, last set there."""
        return put_text(self._saved.text_size)

    @property
    def stage_text_size(self) -> int:
        """The same for a stage in a window of its own."""
        return put_text(self._saved.stage_text_size)

    @property
    def link(self) -> str:
        """The usual link to a group's notes, with placeholders; "" where there is none."""
        return self._saved.link

    @property
    def link_days(self) -> int | None:
        """How many days after a session its notes are usually there; None: at once."""
        return self._saved.link_days

    @property
    def link_since(self) -> date | None:
        """On which day the usual link was given: sessions before it keep what they have."""
        return self._saved.link_since

    @property
    def formats(self) -> tuple[str, ...]:
        """The ids of the formats in which hand-outs were last written; at first what people read."""
        from exports.formats import FORMATS

        there = self._saved.formats.split(",")
        return tuple(one for one in FORMATS if one in there) or ("md", "html")

    @property
    def usual_folder(self) -> str:
        """Where files go unless somebody says otherwise: where they were last written, else among the documents."""
        if self.hand_out_folder:
            return self.hand_out_folder
        documents = Path.home() / "Documents"
        return "~/Documents/facilitator" if documents.is_dir() else "~/facilitator"

    def put(self, **changes: object) -> None:
        """Remember something, with what another window has put there meanwhile."""
        self._saved = self._read() or self._saved
        for name, value in changes.items():
            setattr(self._saved, name, value)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            files.replace(self._path, msgspec.json.format(msgspec.json.encode(self._saved)), lasting=False)
        except (OSError, FacilitatorError):
            return
