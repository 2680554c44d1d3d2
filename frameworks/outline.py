"""Which lines of a Markdown file are what: headings, lists, quotes and fences at the left edge.

markdown-it-py finds the lines; the words are taken from the lines as they stand, so that nothing is lost or
changed between a file and what is read from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BULLET = re.compile(r"([ \t]*)[-*+](?:[ \t]+(.*))?$")

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")


class Block(msgspec.Struct, frozen=True):
    """A Markdown block at the left edge, on lines `start` to `end` (from 0, the end not included).

    `kind` is markdown-it's name without ``_open``. A heading has `level` and `title`; a list has `items` (their
    lines); a fence `info` and whether it is `closed`; `quotes` are the lines of quotes nested inside.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    title: str = ""
    items: tuple[tuple[int, int], ...] = ()
    info: str = ""
    closed: bool = True
    quotes: tuple[int, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """A heading with what follows it up to the next one; without a heading, what stands before the first."""

    heading: Block | None
    start: int
    end: int
    blocks: tuple[Block, ...]


def outline(lines: Sequence[str], start: int, *, settings: bool = False) -> list[Block]:
    """The blocks of a file from line `start` on. With `settings`, the list directly under a ``#`` heading ends
    at its first blank line, where Markdown would carry it on."""
    shaped = ["" if number < start else line for number, line in enumerate(lines)]
    if settings:
        for number in _ends_of_settings(shaped):
            shaped[number] = "***"
    tokens = _parser().parse("\n".join(shaped))
    found = []
    for index, token in enumerate(tokens):
        if token.level or token.nesting < 0 or token.map is None:
            continue
        begin, end = token.map
        if not blank(lines[begin]):  # else it is a rule of ours
            found.append(_block(lines, tokens, index, begin, begin + len(trimmed_end(lines[begin:end]))))
    return found


def parts(blocks: Sequence[Block], start: int, end: int, deepest: int) -> list[Part]:
    """Lines `start` to `end` divided by their headings down to level `deepest`; those below are blocks."""
    heads = [block for block in blocks if block.kind == "heading" and block.level <= deepest]
    found = []
    for heading, following in zip([None, *heads], [*heads, None], strict=True):
        begin = heading.end if heading else start
        stop = following.start if following else end
        inside = (block for block in blocks if begin <= block.start < stop)
        found.append(Part(heading, begin, stop, tuple(inside)))
    return found


def blank(line: str) -> bool:
    """Whether a line is blank as Markdown sees it: spaces and tabs alone."""
    return not line.strip(" \t")


def indent(line: str) -> int:
    """How many columns a line is indented; tabs go to every fourth."""
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def trimmed(lines: Sequence[str]) -> list[str]:
    """Lines without the blank ones around them."""
    lines = trimmed_end(lines)
    start = next((number for number, line in enumerate(lines) if not blank(line)), 0)
    return lines[start:]


def trimmed_end(lines: Sequence[str]) -> list[str]:
    """Lines without the blank ones after them."""
    end = len(lines)
    while end and blank(lines[end - 1]):
        end -= 1
    return list(lines[:end])


def heading_line(level: int, title: str) -> str:
    """A heading that reads back as exactly this title: one that ends in ``#`` gets closing marks."""
    marks = "#" * level
    return f"{marks} {title} {marks}" if re.search(r"(?:^|[ \t])#+$", title) else f"{marks} {title}"


def _block(lines: Sequence[str], tokens: Sequence[Token], index: int, start: int, end: int) -> Block:
    token = tokens[index]
    kind = token.type.removesuffix("_open")
    if kind == "heading":
        return Block(kind, start, end, level=int(token.tag[1:]), title=_title(lines[start]))
    if kind == "fence":
        last = lines[end - 1].strip()
        closed = end - start > 1 and set(last) == {token.markup[0]} and len(last) >= len(token.markup)
        # The words of an indented fence would keep its indentation.
        info = token.info.strip() if not lines[start].startswith(" ") else ""
        return Block(kind, start, end, info=info, closed=closed)
    inside = tokens[index + 1 : _close(tokens, index)] if token.nesting else []
    items = tuple(
        (inner.map[0], inner.map[1])
        for inner in inside
        if inner.type == "list_item_open" and inner.level == 1 and inner.map
    )
    quotes = tuple(inner.map[0] for inner in inside if inner.type == "blockquote_open" and inner.map)
    return Block(kind, start, end, items=items, quotes=quotes if kind != "blockquote" else ())


def _close(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes the block opened at `index`."""
    return next(n for n in range(index + 1, len(tokens)) if tokens[n].level == 0 and tokens[n].nesting < 0)


def _ends_of_settings(lines: Sequence[str]) -> list[int]:
    """The blank lines that end a list directly under a ``#`` heading."""
    found = []
    for number, line in enumerate(lines[:-1]):
        heading = _HEADING.match(line)
        if heading and heading[1] == "#" and BULLET.match(lines[number + 1]):
            ends = (n for n in range(number + 1, len(lines)) if blank(lines[n]) or _HEADING.match(lines[n]))
            end = next(ends, None)
            if end is not None and blank(lines[end]):
                found.append(end)
    return found


def _title(line: str) -> str:
    match = _HEADING.match(line)
    words = (match[2] or "") if match else ""
    return re.sub(r"(?:^|[ \t]+)#+$", "", words.strip()).strip()


@cache
def _parser() -> MarkdownIt:
    # Imported where it is used: commands that read no content start without it.
    from markdown_it import MarkdownIt

    # Blocks alone. Underlined headings and link definitions are words like any other here.
    return MarkdownIt("commonmark", {"html": False}).disable(["inline", "lheading", "reference"])
