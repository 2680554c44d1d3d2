"""The neutral document: what a hand-out says, before any format has touched it.

Every format renders this one document, so that they cannot drift apart. Each span says whether its words are
ours or were typed by people (a content file's author included): typed words are data, and a renderer escapes
all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeAlias

import msgspec

from exports.words import short_day
from sessions import prompts
from sessions.model import ActionState, Kind, Session, Shared
from sessions.text import clean


class Span(msgspec.Struct, frozen=True):
    """A few words; `typed` when people wrote them, `strong` when they lead what follows. `link` is where they
    lead, if anywhere: an address that `exports.links.link_in` or `checked` let through."""

    text: str
    typed: bool = False
    strong: bool = False
    link: str = ""


Line: TypeAlias = tuple[Span, ...]


def ours(text: str, *, strong: bool = False) -> Span:
    """Words of the program's own."""
    return Span(text, strong=strong)


def typed(text: str, *, strong: bool = False) -> Span:
    """Words that people typed."""
    return Span(text, typed=True, strong=strong)


def linked(address: str) -> Span:
    """A web address that leads there."""
    return Span(address, link=address)


def between(words: str, lines: Sequence[Line]) -> Line:
    """The lines as one, with these words of ours between them."""
    found: Line = ()
    for line in lines:
        found += (ours(words), *line) if found else line
    return found


class Heading(msgspec.Struct, frozen=True):
    """A heading; level 1 is the document's title, 4 the smallest."""

    level: int
    line: Line


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph; a `small` one is what the words under it are about."""

    line: Line
    small: bool = False


class Listed(msgspec.Struct, frozen=True):
    """Typed words of which each line is an entry of a list inside an item; empty lines are none."""

    text: str

    @property
    def entries(self) -> tuple[str, ...]:
        """The entries, at least one if there are any words."""
        return tuple(line.strip() for line in clean(self.text).split("\n") if line.strip())


class Bullets(msgspec.Struct, frozen=True):
    """A list; each item is one or more lines, the first of them no list. `first` is the number of the first one where
    they are numbered, else 0."""

    items: tuple[tuple[Line | Listed, ...], ...]
    first: int = 0


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One action. `what`, `owner` and `when` are typed words; `about` are the codes of what it is about.

    `own` is what the reader sees to, who need not be told. `when` is what was written for a due date and is none; `due`
    is None then. `by_review` says that nobody agreed on
    `due`: it is the day on which all look back. `day_above` is where the list says that day once for all of them.
    `since` says where it is still open from.
    """

    what: str
    state: ActionState = "open"
    owner: str = ""
    own: bool = False
    due: date | None = None
    by_review: bool = False
    day_above: bool = False
    when: str = ""
    since: Line = ()
    about: Line = ()

    @property
    def detail(self) -> Line:
        """Everything but the words, in one line."""
        said: list[Line] = []
        if self.owner.strip() and not self.own:
            said.append((typed(self.owner),))
        if self.due is not None and not self.day_above:
            said.append((ours(f"by {'the review on ' if self.by_review else ''}{short_day(self.due)}"),))
        elif self.when.strip():
            said.append((ours("when: "), typed(self.when)))
        if self.state == "dropped":
            said.append((ours("dropped"),))
        if self.since:
            said.append(self.since)
        if self.about:
            said.append((ours("about "), *self.about))
        return between(" · ", said)


class Tasks(msgspec.Struct, frozen=True):
    """Actions to tick off."""

    items: tuple[Task, ...]


class Table(msgspec.Struct, frozen=True):
    """A table; the headings are ours."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


class Entry(msgspec.Struct, frozen=True):
    """One field of a note: the name of the field ("" where that is said above) and the words typed into it; `listed`:
    each line an entry of a list."""

    label: str
    text: str
    listed: bool = False


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One note: from whom (empty when names are removed), its fields, and what else is to be said about it. A `quoted`
    one is set as what somebody said."""

    who: Line = ()
    entries: tuple[Entry, ...] = ()
    also: Line = ()
    quoted: bool = False

    @property
    def lines(self) -> tuple[Line | Listed, ...]:
        """What it says, line by line."""
        found: list[Line | Listed] = [self.who] if self.who else []
        for entry in self.entries:
            label = typed(entry.label, strong=True)
            if not entry.label:
                # Whose it is leads the words themselves.
                lead = (*self.who, ours(": ")) if self.who and found == [self.who] else ()
                found = [*found[: -1 if lead else None], (*lead, typed(entry.text))]
            elif entry.listed:
                found += [(label, ours(":")), Listed(entry.text)]
            else:
                found.append((label, ours(": "), typed(entry.text)))
        return (*found, self.also) if self.also else tuple(found)


class QrCode(msgspec.Struct, frozen=True, kw_only=True):
    """A code to scan. `name` is its file's name without ending; `link` what to type instead, where there is one.

    `personal` codes say something that is only for whom the document is for.
    """

    caption: str
    payload: str
    link: str = ""
    name: str
    personal: bool = False


class Passage(msgspec.Struct, frozen=True):
    """Running text of a content file, set as it was written there; `framed`: as what somebody else sees."""

    blocks: tuple[prompts.Block, ...]
    framed: bool = False


Block: TypeAlias = Heading | Paragraph | Bullets | Tasks | Table | Note | QrCode | Passage


class Cited(msgspec.Struct, frozen=True):
    """What a note is about: a code, or "", and words; `framework` is the title of the framework it is from, "" for
    what an earlier session left."""

    framework: str
    code: str
    text: str


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a note, for data: the words as they were typed, dates in ISO 8601. `column` is where it stands
    in a table of notes; `settled` is what was settled about it, each under what it is called ("owner")."""

    column: str
    name: str
    kind: Kind
    text: str
    settled: tuple[tuple[str, str], ...] = ()


class NoteRow(msgspec.Struct, frozen=True, kw_only=True):
    """One note as data. `who` and `school` are "" where names are removed; `shared` says who sees it."""

    step: str
    who: str = ""
    school: str = ""
    shared: Shared = "own"
    about: tuple[Cited, ...] = ()
    fields: tuple[Answered, ...] = ()


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """Every note as data, and the columns that their fields stand in."""

    day: date
    cluster: str
    session: str
    columns: tuple[str, ...] = ()
    notes: tuple[NoteRow, ...] = ()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something on a day, for calendars. `id` stays the same as long as it is the same thing. `start` is local time
    ("09:00") in `zone` and `minutes` how long it takes; without a start it is all day."""

    id: str
    day: date
    title: str
    details: str = ""
    start: str = ""
    zone: str = ""
    minutes: int = 0


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A whole hand-out. `meta` becomes front matter, or whatever a format has for it.

    What formats for data render lies beside the blocks: `rows` (None where it is not made of notes), `sheet` (what a
    spreadsheet has instead of the tables), `events`, and `session`, chosen and with names as they are said. `tags` are
    for notes apps. `part` says in words why that is not the whole session; it is ""
    for one that is. `made` is when the document was made.
    """

    title: str
    language: str = "en"
    meta: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    rows: Rows | None = None
    sheet: Table | None = None
    tags: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    session: Session | None = None
    part: str = ""
    made: datetime | None = None

    @property
    def said_of_it(self) -> str:
        """What it is in a few words, for formats that have no other place for it: "group notes; names removed"."""
        meta = dict(self.meta)
        names = meta.get("names", "")
        names = f"names {names}" if names in ("kept", "removed") else names
        return "; ".join(filter(None, (meta.get("kind", ""), names, meta.get("sample", ""))))

    @property
    def codes(self) -> tuple[QrCode, ...]:
        """The codes whose images have to lie beside the document."""
        return tuple(block for block in self.blocks if isinstance(block, QrCode))
