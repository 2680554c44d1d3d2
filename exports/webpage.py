"""Document → a web page that needs nothing beside it, to be read on a screen or printed.

The page's elements are plain ones, and what it looks like is its style sheet's affair. Typed words are data: all of
them go through `exports.html`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from exports import qr
from exports.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Line,
    Listed,
    Note,
    Paragraph,
    Passage,
    QrCode,
    Span,
    Table,
    Task,
    Tasks,
)
from exports.html import Markup, join, lines, page, tag, text
from sessions import prompts


def render(document: Document, css: str) -> str:
    """The document as a page with this style sheet."""
    body = tag("main", Markup("\n"), join([_block(block) for block in document.blocks]), Markup("\n"))
    return page(document.title, css, body, document.language)


def _block(block: Block) -> Markup:
    match block:
        case Heading(level=level, line=line):
            return tag(f"h{level}", _inline(line))
        case Paragraph(line=line):
            return tag("p", _inline(line))
        case Bullets(items=items):
            return tag("ul", *(tag("li", _lines(item)) for item in items))
        case Tasks(items=items):
            return tag("ul", *(_task(task) for task in items), class_="tasks")
        case Table():
            return _table(block)
        case Note():
            return tag("div", _lines(block.lines), class_="note")
        case QrCode():
            return _code(block)
        case Passage(blocks=blocks, framed=framed):
            return tag("div", passage(blocks), class_="seen" if framed else "passage")


def _inline(line: Line) -> Markup:
    return Markup("".join(_span(span) for span in line))


def _span(span: Span) -> Markup:
    said = lines(span.text.strip("\n")) if span.typed else text(span.text)
    if span.link:
        said = tag("a", said, href=span.link)
    return tag("strong", said) if span.strong else said


def _lines(item: Sequence[Line | Listed]) -> Markup:
    """Lines one below the other, with the lists among them."""
    found = ""
    broken = True
    for line in item:
        if isinstance(line, Listed):
            found += tag("ul", *(tag("li", entry) for entry in line.entries))
        else:
            found += ("" if broken else "<br>") + _inline(line)
        broken = isinstance(line, Listed)
    return Markup(found)


def _task(task: Task) -> Markup:
    box = "☑ " if task.state == "done" else "☐ "
    detail = [tag("small", _inline(task.detail))] if task.detail else []
    return tag("li", box, lines(task.what), *detail)


def _table(table: Table) -> Markup:
    head = tag("tr", *(tag("th", cell) for cell in table.head))
    rows = [tag("tr", *(tag("td", _inline(cell)) for cell in row)) for row in table.rows]
    return tag("table", tag("thead", head), Markup("\n"), tag("tbody", join(rows)))


def _code(code: QrCode) -> Markup:
    picture = b64encode(qr.png(code.payload)).decode()
    image = Markup(f'<img src="data:image/png;base64,{picture}" alt="{text(code.caption)}">')
    link = [Markup("<br>"), tag("a", code.link, href=code.link)] if code.link else []
    return tag("figure", image, tag("figcaption", code.caption, *link))


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
