"""What the app remembers between runs, in ``settings.json`` of the data folder."""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec


class _Saved(msgspec.Struct):
    theme: str = "paper"
    hand_out_folder: str = ""
    author: str = ""


class Settings:
    """Preferences; an unreadable file means the defaults, and failing to save one is no reason to stop."""

    def __init__(self, data: Path) -> None:
        self._path = data / "settings.json"
        try:
            self._saved = msgspec.json.decode(self._path.read_bytes(), type=_Saved)
        except (OSError, msgspec.DecodeError):
            self._saved = _Saved()

    @property
    def theme(self) -> str:
        """The theme last chosen."""
        return self._saved.theme

    @property
    def author(self) -> str:
        """Who makes changes here, for undo: the same after a restart, so that what a crash interrupted can still
        be taken back."""
        if not self._saved.author:
            self.put(author=secrets.token_hex(4))
        return self._saved.author

    @property
    def hand_out_folder(self) -> str:
        """Where files were last written; "" at first."""
        return self._saved.hand_out_folder

    @property
    def usual_folder(self) -> str:
        """Where files go unless somebody says otherwise: where they were last written, else among the documents."""
        if self.hand_out_folder:
            return self.hand_out_folder
        documents = Path.home() / "Documents"
        return "~/Documents/facilitator" if documents.is_dir() else "~/facilitator"

    def put(self, **changes: object) -> None:
        """Remember something."""
        for name, value in changes.items():
            setattr(self._saved, name, value)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(msgspec.json.format(msgspec.json.encode(self._saved)))
        except OSError:
            return
