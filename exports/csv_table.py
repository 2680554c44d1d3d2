"""Document → CSV: one row a note, to be opened in a spreadsheet.

As spreadsheets like it best: UTF-8 with a byte order mark, commas, every cell in quotes, rows that end with CRLF, line
breaks inside a cell as LF. A cell that a spreadsheet would work out gets an apostrophe in front, and is words then.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence

from exports import data, plain
from exports.document import Document, NoteRow, Rows, Table
from sessions.model import Shared
from sessions.text import clean

_BOM = "\ufeff"
# What makes a spreadsheet work a cell out instead of showing it; the last one is the minus sign.
_ACTS = frozenset("=+-@\u2212")
# More than this a cell of Excel does not hold.
_LONGEST = 32_767
_SEEN: dict[Shared, str] = {
    "own": "themselves and the facilitator",
    "group": "their group",
    "room": "the whole room",
}


def render(document: Document) -> bytes:
    """The document's notes as CSV; of one that is not made of notes its tables, b"" where it has none."""
    if document.rows is not None:
        return _written(_notes(document, document.rows))
    tables = (
        [document.sheet] if document.sheet else [one for one in document.blocks if isinstance(one, Table)]
    )
    found: list[Sequence[str]] = []
    for table in tables:
        found += [[]] if found else []
        found += [table.head, *([plain.words(cell) for cell in row] for row in table.rows)]
    return _written(found) if found else b""


def cell(text: str) -> str:
    """Text as a cell may hold it: with an apostrophe in front where it begins with a sign that a spreadsheet acts on,
    blanks and what nobody sees left aside."""
    text = clean(text)
    if not text[:1].isalnum():
        text = _neutral(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _neutral(text: str) -> str:
    first = next((char for char in text if not _passed_over(char)), "")
    if first and unicodedata.normalize("NFKC", first)[:1] in _ACTS:
        return f"'{text}"
    return text


def _passed_over(char: str) -> bool:
    """Whether something may look for the beginning of a cell behind this."""
    return char in "'\"" or char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Mn", "Me")


def _notes(document: Document, rows: Rows) -> list[Sequence[str]]:
    found: list[Sequence[str]] = [[*data.FIRST, *rows.columns]]
    found += [[*_first(rows, note, document.said_of_it), *_fields(rows, note)] for note in rows.notes]
    return found


def _first(rows: Rows, note: NoteRow, hand_out: str) -> list[str]:
    """The cells of `data.FIRST`. Codes stand in brackets: “1.10” alone would be taken for the number 1.1."""
    codes = " ".join(f"[{one.code}]" for one in note.about if one.code)
    texts = "\n".join(one.text for one in note.about)
    whose = (note.who, note.school, _SEEN[note.shared])
    about = (codes, texts, data.in_words(note))
    return [rows.day.isoformat(), rows.cluster, rows.session, note.step, *whose, *about, hand_out]


def _fields(rows: Rows, note: NoteRow) -> list[str]:
    found = {column: text for one in note.fields for column, text in data.in_columns(one).items()}
    return [found.get(column, "") for column in rows.columns]


def _written(rows: Sequence[Sequence[str]]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([cell(text) for text in row] for row in rows)
    return (_BOM + file.getvalue()).encode()
