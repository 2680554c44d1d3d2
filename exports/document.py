"""The neutral document: what a hand-out says, before any format has touched it.

Every format renders this one document, so that they cannot drift apart. Each span says whether its words are
ours or were typed by people (a content file's author included): typed words are data, and a renderer escapes
all of them.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import msgspec

from sessions.model import ActionState


class Span(msgspec.Struct, frozen=True):
    """A few words; `typed` when people wrote them, `strong` when they lead what follows."""

    text: str
    typed: bool = False
    strong: bool = False


Line: TypeAlias = tuple[Span, ...]


def ours(text: str, *, strong: bool = False) -> Span:
    """Words of the program's own."""
    return Span(text, strong=strong)


def typed(text: str, *, strong: bool = False) -> Span:
    """Words that people typed."""
    return Span(text, typed=True, strong=strong)


class Heading(msgspec.Struct, frozen=True):
    """A heading; level 1 is the document's title, 4 the smallest."""

    level: int
    line: Line


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph."""

    line: Line


class Bullets(msgspec.Struct, frozen=True):
    """A list; each item is one or more lines."""

    items: tuple[tuple[Line, ...], ...]


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One action. `what` and `owner` are typed words; `about` are the codes of what it is about."""

    what: str
    state: ActionState = "open"
    owner: str = ""
    due: date | None = None
    about: Line = ()


class Tasks(msgspec.Struct, frozen=True):
    """Actions to tick off."""

    items: tuple[Task, ...]


class Table(msgspec.Struct, frozen=True):
    """A table; the headings are ours."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


class Entry(msgspec.Struct, frozen=True):
    """One field of a note: the name of the field and the words typed into it."""

    label: str
    text: str


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One note: from whom (empty when names are removed), its fields, and what else is to be said about it."""

    who: Line = ()
    entries: tuple[Entry, ...] = ()
    also: Line = ()


class QrCode(msgspec.Struct, frozen=True, kw_only=True):
    """A code to scan. `name` is its file's name without ending; `link` what to type instead, where there is one.

    `personal` codes say something that is only for whom the document is for.
    """

    caption: str
    payload: str
    link: str = ""
    name: str
    personal: bool = False


Block: TypeAlias = Heading | Paragraph | Bullets | Tasks | Table | Note | QrCode


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A whole hand-out. `meta` becomes front matter, or whatever a format has for it."""

    title: str
    language: str = "en"
    meta: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def codes(self) -> tuple[QrCode, ...]:
        """The codes whose images have to lie beside the document."""
        return tuple(block for block in self.blocks if isinstance(block, QrCode))
