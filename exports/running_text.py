"""Running text of a content file → HTML, as it was written there."""

from __future__ import annotations

from collections.abc import Sequence

from exports.html import Markup, join, lines, tag
from sessions import prompts


def passage(blocks: Sequence[prompts.Block]) -> Markup:
    """Running text of a content file. Its headings are not the document's: they are paragraphs that stand out."""
    found: list[Markup] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if block.kind in ("bullet", "number"):
            listed, place = _list(blocks, place)
            found.append(listed)
            continue
        words = _spans(block.spans)
        if block.kind == "heading":
            found.append(tag("p", words, class_="lead"))
        elif block.kind == "quote":
            found.append(tag("blockquote", words))
        else:
            found.append(tag("p", words))
        place += 1
    return join(found)


def _list(blocks: Sequence[prompts.Block], place: int) -> tuple[Markup, int]:
    """The list that begins at this place, with what stands inside its items, and where it ends."""
    first = blocks[place]
    items: list[Markup] = []
    while place < len(blocks):
        block = blocks[place]
        inside = block.kind != "heading" and block.level > 0
        if inside and block.kind in ("bullet", "number") and block.level > first.level:
            nested, place = _list(blocks, place)
            items[-1] = Markup(items[-1] + nested)
        elif (block.kind, block.level) == (first.kind, first.level):
            items.append(_spans(block.spans))
            place += 1
        elif (
            inside
            and block.kind in ("paragraph", "quote")
            and block.level - (block.kind == "quote") >= first.level
        ):
            # A quotation counts as a level of its own.
            items[-1] = Markup(items[-1] + tag("p", _spans(block.spans)))
            place += 1
        else:
            break
    start = first.marker.rstrip(".)") if first.kind == "number" else ""
    name = "ol" if first.kind == "number" else "ul"
    numbered = {"start": start} if start.isdecimal() and start != "1" else {}
    return tag(name, *(tag("li", item) for item in items), **numbered), place


def _spans(spans: Sequence[prompts.Span]) -> Markup:
    found = ""
    for span in spans:
        words = lines(span.text)
        words = tag("em", words) if span.emphasis else words
        found += tag("strong", words) if span.strong else words
    return Markup(found.strip())
