"""What the room reads: a prompt's Markdown as neutral blocks, with its placeholders filled in.

Values go into the parsed tree as text, so that nothing typed can become a heading, a bullet or a link
(the product's rule). Each view sets the blocks in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

PLACEHOLDERS = (
    "area", "definition", "statements", "cluster", "date",
    "pairs", "opening", "reflection", "title", "review_date", "delete_by",
)  # fmt: skip

BULLET = "•"
# Stands where nobody has said what a placeholder stands for: a blank to fill in, on a screen as on paper.
BLANK = "…"

_AS_TYPED = {name: f"{{{name}}}" for name in PLACEHOLDERS}

BlockKind = Literal["heading", "paragraph", "bullet", "number", "quote", "aside"]

# Anything that looks like a placeholder, so that a misspelt one is found too.
_HOLE = re.compile(r"\{(\s*[^\W\d][\w -]*)\}")


class Span(msgspec.Struct, frozen=True):
    """A run of text in one style; ``\\n`` in it is a line break."""

    text: str
    strong: bool = False
    emphasis: bool = False


class Block(msgspec.Struct, frozen=True):
    """One block of running text.

    `level` is a heading's level, 1 to 6; for every other kind how deep it stands in lists and quotes, 0 at the
    left edge. `marker` is what hangs before an item ("•", "2."), ``""`` for the rest. A further paragraph of an
    item is a paragraph of the item's level. An aside, which no prompt can have, is never enlarged.
    """

    kind: BlockKind
    level: int
    marker: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(span.text for span in self.spans)


def render(markdown: str, values: Mapping[str, str | Sequence[str]]) -> tuple[Block, ...]:
    """A prompt as blocks, with `values` put in for its placeholders, as text.

    Alone in a paragraph or a list item, a list becomes bullets (or further items), and a text with blank lines
    in it becomes paragraphs; inside a sentence a list is joined with commas. A paragraph left empty is left out.
    A placeholder without a value shows as "…", one that does not exist as it was typed. In code, and after
    a backslash (``\\{area}``), nothing is filled in.
    """
    return tuple(_Setter(values).blocks(_parser().parse(markdown)))


def plain(markdown: str) -> str:
    """Markdown as plain text, blocks parted by blank lines, items by their markers: for text that goes into
    a prompt as a value, where its marks would show."""
    return "\n\n".join(f"{block.marker} {block.text}".strip() for block in render(markdown, _AS_TYPED))


def placeholders(markdown: str) -> tuple[str, ...]:
    """What stands in braces as a placeholder does, as typed, in order: those that exist and those that do not."""
    return tuple(
        piece
        for token in _parser().parse(markdown)
        if token.type == "inline"
        for piece, hole, _, _ in _pieces(token)
        if hole
    )


class _List(msgspec.Struct):
    """A list or quote being read: the number of its next item (None for bullets), whether an item waits."""

    kind: BlockKind
    number: int | None = None
    delimiter: str = "."
    waiting: bool = False

    def marker(self) -> str:
        """The marker of the next item."""
        if self.number is None:
            return BULLET
        self.number += 1
        return f"{self.number - 1}{self.delimiter}"


class _Setter:
    """Walks the tokens once; `open` are the lists and quotes around the place it has reached."""

    def __init__(self, values: Mapping[str, str | Sequence[str]]) -> None:
        self.values = values
        self.open: list[_List] = []

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        heading = 0
        for token in tokens:
            match token.type:
                case "bullet_list_open":
                    self.open.append(_List("bullet"))
                case "ordered_list_open":
                    start = token.attrGet("start")
                    number = 1 if start is None else int(start)
                    self.open.append(_List("number", number, token.markup))
                case "blockquote_open":
                    self.open.append(_List("quote"))
                case "bullet_list_close" | "ordered_list_close" | "blockquote_close":
                    self.open.pop()
                case "list_item_open":
                    self.open[-1].waiting = True
                case "heading_open":
                    heading = int(token.tag[1:])
                case "heading_close":
                    heading = 0
                case "inline":
                    yield from self._inline(token, heading)
                case "fence" | "code_block" if token.content.strip():
                    yield self._block((Span(token.content.rstrip("\n")),))

    def _inline(self, token: Token, heading: int) -> Iterator[Block]:
        pieces = [piece for piece in _pieces(token) if piece[0]]
        said = [piece for piece in pieces if piece[1] or not piece[0].isspace()]
        if len(said) == 1 and said[0][1] and not heading:
            name, _, strong, emphasis = said[0]
            yield from self._alone(self._value(name), strong, emphasis)
            return
        spans = _joined(
            Span(_in_a_sentence(self._value(text)) if hole else text, strong, emphasis)
            for text, hole, strong, emphasis in pieces
        )
        if any(not span.text.isspace() for span in spans):
            yield Block("heading", heading, "", spans) if heading else self._block(spans)

    def _value(self, name: str) -> str | Sequence[str]:
        if name in PLACEHOLDERS:
            return self.values.get(name, BLANK)
        return f"{{{name}}}"

    def _alone(self, value: str | Sequence[str], strong: bool, emphasis: bool) -> Iterator[Block]:
        """A value that has a paragraph or an item to itself."""
        if isinstance(value, str):
            for text in re.split(r"\n[ \t]*\n", value):
                if text.strip():
                    yield self._block((Span(_in_a_sentence(text), strong, emphasis),))
            return
        around = self.open[-1] if self.open else None
        for text in filter(str.strip, value):
            spans = (Span(_in_a_sentence(text), strong, emphasis),)
            if around is not None and around.kind == "quote":
                yield self._block(spans)
            elif around is not None and around.waiting:
                yield self._block(spans)
                around.waiting = True
            else:
                yield Block("bullet", len(self.open) + 1, BULLET, spans)
        if around is not None:
            around.waiting = False

    def _block(self, spans: tuple[Span, ...]) -> Block:
        level = len(self.open)
        around = self.open[-1] if self.open else None
        if around is None:
            return Block("paragraph", level, "", spans)
        if around.kind == "quote":
            return Block("quote", level, "", spans)
        if not around.waiting:
            return Block("paragraph", level, "", spans)
        around.waiting = False
        return Block(around.kind, level, around.marker(), spans)


def _in_a_sentence(value: str | Sequence[str]) -> str:
    text = value if isinstance(value, str) else ", ".join(filter(str.strip, value))
    return re.sub(r"[ \t]*\n\s*", " ", text).strip()


def _joined(spans: Iterator[Span]) -> tuple[Span, ...]:
    """Neighbours in the same style as one span."""
    found: list[Span] = []
    for span in spans:
        if found and (found[-1].strong, found[-1].emphasis) == (span.strong, span.emphasis):
            found[-1] = msgspec.structs.replace(span, text=found[-1].text + span.text)
        elif span.text:
            found.append(span)
    return tuple(found)


def _pieces(token: Token) -> Iterator[tuple[str, bool, bool, bool]]:
    """An inline token as (text or name, whether it is a placeholder, strong, emphasis)."""
    strong = emphasis = 0
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                strong += child.nesting
            case "em_open" | "em_close":
                emphasis += child.nesting
            case "softbreak":
                yield " ", False, strong > 0, emphasis > 0
            case "hardbreak":
                yield "\n", False, strong > 0, emphasis > 0
            case "text":
                # split() with one group: texts and names take turns.
                for number, part in enumerate(_HOLE.split(child.content)):
                    yield part, number % 2 == 1, strong > 0, emphasis > 0
            case "image" | "code_inline" | "text_special":
                yield child.content, False, strong > 0, emphasis > 0


@cache
def _parser() -> MarkdownIt:
    # Imported where it is used: commands that show no prompt start without it.
    from markdown_it import MarkdownIt

    # Escaped characters stay apart from the text around them, so that "\{area}" is no placeholder.
    return MarkdownIt("commonmark", {"html": False}).disable("text_join")
