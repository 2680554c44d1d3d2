"""What the two kinds of content file share: a file being read with its faults, its parts, lists of settings.

A content file is Markdown, but its meaning goes by source lines. Only ATX headings (``# Title``) at the left
edge outside code fences divide a file. Where a text would be mistaken for something else (a ``#`` heading
inside a definition, a quote for the room) it stands between three or more backticks, with the word
``markdown`` behind the first ones, and is then taken as it is.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from frameworks.faults import ContentError, Fault, unreadable
from frameworks.outline import BULLET, Block, Part, blank, indent, outline, parts, trimmed
from frameworks.text import file_text, slug

__all__ = [
    "Setting", "Source", "content_files", "did_you_mean", "joined", "nearest", "read_text", "slug", "verbatim"
]  # fmt: skip

# The word behind a fence's marks that says: take what is in it as it is.
VERBATIM = "markdown"
# Blocks whose text means nothing more than it says.
_AS_TYPED = ("fence", "code_block")
# How the files of word processors begin: .docx and .odt, older .doc, .rtf.
_PROCESSED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_NOT_PLAIN = "The file is a word processor's, not plain text"
_SAVE_PLAIN = "Save it again as plain text in UTF-8, with a name that ends in .md"
_NO_HEADING = re.compile(r"(#{1,6})([^\W\d_].*)")


class Setting(msgspec.Struct, frozen=True):
    """One ``- name: value`` under a heading; `below` are the items nested under it, as (line, text)."""

    line: int
    name: str
    value: str
    below: tuple[tuple[int, str], ...] = ()


class Source:
    """One content file being read: its lines, and the faults found so far. Lines here count from 0."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.lines = file_text(text).split("\n")
        self._found: list[Fault] = []

    def fault(self, line: int | None, message: str, suggestion: str = "") -> None:
        """Note an error at a line, or in the file as a whole (None)."""
        self._note(line, message, suggestion, "error")

    def warn(self, line: int | None, message: str, suggestion: str = "") -> None:
        """Note what is worth a look but may well be meant."""
        self._note(line, message, suggestion, "warning")

    def _note(self, line: int | None, message: str, suggestion: str, level: str) -> None:
        number, text = (0, "") if line is None else (line + 1, self.lines[line])
        self._found.append(
            Fault(path=self.path, line=number, text=text, message=message, suggestion=suggestion, level=level)
        )

    @property
    def faults(self) -> list[Fault]:
        """Errors and warnings in the order of their lines."""
        return sorted(self._found, key=lambda fault: fault.line)

    def parts(self, start: int, deepest: int = 6, *, settings: bool = False) -> list[Part]:
        """The file from line `start` on, divided by its headings down to level `deepest`; with `settings`, a list
        directly under a ``#`` heading ends at its first blank line. A fence that is not closed is a fault, for it
        hides what follows."""
        blocks = outline(self.lines, start, settings=settings)
        for block in blocks:
            if not block.closed:
                self.fault(
                    block.start,
                    "The text that these marks open has no end",
                    "Write a line of the same marks (such as ```) after it",
                )
            self._no_headings(block)
        return parts(blocks, start, len(self.lines), deepest)

    def _no_headings(self, block: Block) -> None:
        """Point out the lines of a block that would be headings with a space after their marks."""
        for line in range(block.start, block.end) if block.kind not in ("heading", *_AS_TYPED) else ():
            if match := _NO_HEADING.match(self.lines[line]):
                self.warn(
                    line,
                    "This is no heading, for there is no space behind the #",
                    f"If it is one, write: {match[1]} {match[2]}; if not, write: \\{self.lines[line]}",
                )

    def text(self, start: int, end: int, blocks: Sequence[Block]) -> str:
        """Lines as written, without blank lines around them; the content of the fence, if one marked
        ``markdown`` is all there is in them."""
        lines = trimmed(self.lines[start:end])
        inside = [block for block in blocks if start <= block.start < end]
        if len(inside) == 1 and inside[0].info == VERBATIM and inside[0].closed:
            lines = lines[1:-1]
        return "\n".join(lines)

    def settings(self, part: Part, example: str) -> tuple[list[Setting], int]:
        """The list directly under a part's heading, and the index of the first line after it.

        It ends at the first blank line. Indented lines without a dash continue the line above. `example` is
        a setting to show where a line is none.
        """
        line = part.start
        if line >= part.end or not BULLET.match(self.lines[line]):
            return [], line
        edge = indent(self.lines[line])
        found: list[_Item] = []
        while line < part.end and not blank(self.lines[line]):
            raw = self.lines[line]
            bullet = BULLET.match(raw)
            if bullet and indent(raw) <= edge + 1:
                found.append(_Item(line, (bullet[2] or "").strip()))
            elif bullet:
                if found[-1].below and indent(raw) > indent(self.lines[found[-1].below[0].line]) + 1:
                    self.fault(
                        line, "This item is nested too deep", "Indent it like the first one of its list"
                    )
                found[-1].below.append(_Item(line, (bullet[2] or "").strip()))
            elif indent(raw) > edge:
                last = found[-1].below[-1] if found[-1].below else found[-1]
                last.text = f"{last.text} {raw.strip()}"
            else:
                self.fault(
                    line,
                    "This line stands among the settings and is none",
                    f"If it is a setting, begin it with a dash, such as “- {example}”; if not, leave a blank line "
                    "before it",
                )
            line += 1
        return [self._setting(item, example) for item in found], line

    def _setting(self, item: _Item, example: str) -> Setting:
        name, colon, value = item.text.partition(":")
        if not colon:
            self.fault(
                item.line,
                "A setting is a name, a colon and a value",
                f"Such as “{example}”; what belongs to the line above it is indented by two spaces",
            )
        below = tuple((inner.line, inner.text) for inner in item.below)
        return Setting(item.line, " ".join(name.split()).casefold() if colon else "", value.strip(), below)


class _Item(msgspec.Struct):
    """A list item whose words are still being gathered."""

    line: int
    text: str
    below: list[_Item] = []


def read_text(path: Path) -> str:
    """The text of a content file.

    Raises ContentError if it cannot be read, is a word processor's, or is not UTF-8 (with the line of the first bad
    byte).
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, f"The file cannot be read: {error.strerror or error}") from error
    if data.startswith(_PROCESSED):
        raise ContentError(
            [Fault(path=str(path), line=0, text="", message=_NOT_PLAIN, suggestion=_SAVE_PLAIN)]
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start)
        line = "" if b"\0" in data else data.split(b"\n")[number].decode("utf-8", "replace").rstrip("\r")
        fault = Fault(
            path=str(path),
            line=number + 1 if line else 0,
            text=line,
            message="The file is not UTF-8 text" + (": a letter on this line cannot be read" if line else ""),
            suggestion="Save it again as UTF-8 (in Windows Notepad: Save as, Encoding: UTF-8)",
        )
        raise ContentError([fault]) from error


def content_files(folder: Path) -> list[Path]:
    """The Markdown files of a folder, in the order of their names; none if there is no such folder."""
    # macOS leaves "._name.md" files on sticks and shares; they are no content.
    return sorted(path for path in folder.glob("*.md") if not path.name.startswith(".") and path.is_file())


def nearest(word: str, words: Iterable[str], alike: float = 0.55) -> str | None:
    """The word most like `word`, or None if none is so much `alike` (1: the same)."""
    by_fold = {one.casefold(): one for one in words}
    close = difflib.get_close_matches(word.strip().casefold(), by_fold, n=1, cutoff=alike)
    return by_fold[close[0]] if close else None


def did_you_mean(word: str, words: Sequence[str]) -> str:
    """A suggestion: the nearest word, else all there are."""
    near = nearest(word, words)
    return f"Did you mean “{near}”?" if near else f"There are: {', '.join(words)}"


def verbatim(text: str) -> str:
    """A text between backticks and the word ``markdown``: it is then taken as it is, whatever is in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{VERBATIM}\n{text}\n{marks}"


def joined(paragraphs: Iterable[str]) -> str:
    """Pieces of a file with a blank line between them, those that are empty left out."""
    return "\n\n".join(piece for piece in paragraphs if piece)
