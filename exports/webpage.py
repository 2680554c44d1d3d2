"""Document → a web page that needs nothing beside it, to be read on a screen or printed.

The page's elements are plain ones, and what it looks like is its style sheet's affair. Typed words are data: all of
them go through `exports.html`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise

from msgspec.structs import replace

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
from exports.html import Markup, css_text, join, lines, page, tag, text
from exports.running_text import passage
from exports.words import sentence, short_day, unbroken
from sessions.text import one_line

# A contents list is for what does not fit on one look: so many parts, and so many blocks in them.
_PARTS, _LONG = 4, 24
# Millimetres: what phones read off paper at arm's length, of the code without its quiet zone and of one module.
_CODE, _MODULE = 28.0, 0.6
# In a table's cell, few words (so many characters) stay on one line; a word that would push the other cells aside may
# be broken anywhere.
_SHORT = 16
_LONG_WORD = re.compile(r"\S{17}")
_FOOT = 84
_NUMBERS = re.compile(r"[\d:.]*")
# What a kind of hand-out has of a look of its own.
_STYLES = {"attendance": "attendance.css"}
_STATES = {"open": "To do", "done": "Done", "dropped": "Dropped"}


def render(document: Document, css: str = "") -> str:
    """The document as a page in the look of all of them; `css` comes after, for what is special to this one."""
    css = _css(_STYLES.get(dict(document.meta).get("kind", ""), "")) + css
    first, rest = _head(document.blocks)
    parts = list(_parts(rest))
    body = join(
        [
            tag("header", Markup("\n"), join([_kind(document), *_blocks(first)]), Markup("\n")),
            _contents(parts) if len(document.blocks) >= _LONG else Markup(""),
            tag("main", Markup("\n"), join([part for _, _, part in parts]), Markup("\n")),
            _made(document),
        ]
    )
    return page(_title(document), _css("handout.css") + css + _foot(document), body, document.language)


@cache
def _css(name: str) -> str:
    return files("exports").joinpath(name).read_text(encoding="utf-8") if name else ""


def _title(document: Document) -> str:
    """What a browser's tab says: whose it is or what kind of page, then its title."""
    about = dict(document.meta)
    kind = about.get("for") or sentence(about.get("kind", "").removeprefix("a "))
    return one_line(f"{kind}: {document.title}" if kind else document.title)


def _kind(document: Document) -> Markup:
    """Above the title: what this is, of which cluster and day."""
    about = dict(document.meta)
    said = [
        sentence(about.get("kind", "").removeprefix("a ")),
        one_line(about.get("cluster", "")),
        _day(about.get("date", "")),
    ]
    return (
        tag("p", "\N{NO-BREAK SPACE}· ".join(one for one in said if one), class_="kind")
        if any(said)
        else Markup("")
    )


def _made(document: Document) -> Markup:
    made = _day(dict(document.meta).get("made", ""))
    return tag("footer", tag("p", f"Made on {made}.")) if made else Markup("")


def _day(iso: str) -> str:
    try:
        return unbroken(short_day(date.fromisoformat(iso)))
    except ValueError:
        return one_line(iso)


def _foot(document: Document) -> str:
    """A style sheet that puts the title, whose it is, and when it was made at the foot of every printed page."""
    about = dict(document.meta)
    said = " · ".join(filter(None, (one_line(document.title), one_line(about.get("for", "")))))
    said = said if len(said) <= _FOOT else said[: _FOOT - 1].rstrip() + "…"
    if made := _day(about.get("made", "")):
        said = f"{said} · made on {made}"
    return f'@page {{ @bottom-left {{ content: "{css_text(said)}"; }} }}\n'


def _head(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """The title with the paragraphs that follow it, and the rest."""
    at = 1 if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1 else 0
    while at < len(blocks) and isinstance(blocks[at], Paragraph):
        at += 1
    return blocks[:at], blocks[at:]


def _parts(blocks: Sequence[Block]) -> Iterator[tuple[str, Line, Markup]]:
    """What each heading of the second level begins: the id of its heading, the heading's words, and all of it."""
    begins = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level <= 2]
    if blocks and begins[:1] != [0]:
        yield "", (), join(_blocks(blocks[: begins[0] if begins else None], under=1))
    for number, (at, end) in enumerate(pairwise([*begins, len(blocks)]), 1):
        head = blocks[at]
        line = head.line if isinstance(head, Heading) else ()
        id = f"part-{number}"
        inside = join([tag("h2", _inline(line), id=id), *_blocks(blocks[at + 1 : end])])
        yield id, line, tag("section", Markup("\n"), inside, Markup("\n"))


def _contents(parts: Sequence[tuple[str, Line, Markup]]) -> Markup:
    """Links to the parts of a long page."""
    entries = [
        tag("li", tag("a", _inline(tuple(replace(span, link="") for span in line)), href=f"#{id}"))
        for id, line, _ in parts
        if id
    ]
    if len(entries) < _PARTS:
        return Markup("")
    return tag("nav", tag("p", "Contents", class_="lead"), tag("ul", *entries), aria_label="Contents")


def _blocks(blocks: Sequence[Block], under: int = 2) -> list[Markup]:
    """The blocks in order, `under` a heading of this level; notes that follow one another are one list, and so are
    codes. No level of headings is left out, whatever the document does."""
    found: list[Markup] = []
    levels: list[int] = [under]
    for kind, same in groupby(blocks, _together):
        if kind is Note:
            notes = [_note(one) for one in same if isinstance(one, Note)]
            found.append(tag("ul", Markup("\n"), join(notes), Markup("\n"), class_="notes"))
        elif kind is QrCode:
            codes = [_code(one) for one in same if isinstance(one, QrCode)]
            found.append(tag("div", join(codes), class_="codes"))
        else:
            for block in same:
                if isinstance(block, Heading) and block.level > 2:
                    while levels[-1] >= block.level:
                        levels.pop()
                    levels.append(block.level)
                    found.append(tag(f"h{len(levels) + under - 1}", _inline(block.line)))
                else:
                    found.append(_block(block))
    return found


def _together(block: Block) -> type:
    """Those with the same one make one list; quotations stand alone."""
    return Paragraph if isinstance(block, Note) and block.quoted else type(block)


def _block(block: Block) -> Markup:
    match block:
        case Heading(level=level, line=line):
            return tag(f"h{level}", _inline(line))
        case Paragraph(line=line, small=small):
            return tag("p", tag("small", _inline(line)), class_="about") if small else tag("p", _inline(line))
        case Bullets(items=items, first=first):
            kind, start = ("ol", str(first) if first > 1 else "") if first else ("ul", "")
            return tag(kind, *(tag("li", _lines(item)) for item in items), start=start)
        case Tasks(items=items):
            return tag("ul", *(_task(task) for task in items), class_="tasks")
        case Table():
            return _table(block)
        case Note(quoted=quoted):
            return _quotation(block) if quoted else _note(block)
        case QrCode():
            return _code(block)
        case Passage(blocks=blocks, framed=framed):
            return tag("div", passage(blocks), class_="seen" if framed else "passage")


def _inline(line: Line) -> Markup:
    return Markup("".join(_span(span) for span in line))


def _span(span: Span) -> Markup:
    said = lines(span.text.strip("\n")) if span.typed else text(unbroken(span.text))
    if span.link:
        # On paper the address of what has other words stands behind them.
        said = tag("a", said, href=span.link, class_="" if span.text == span.link else "named")
    return tag("strong", said) if span.strong else said


def _lines(item: Sequence[Line | Listed]) -> Markup:
    """Lines one below the other, with the lists among them."""
    if len(item) == 1 and not isinstance(item[0], Listed):
        return _inline(item[0])
    found = (
        tag("ul", *(tag("li", entry) for entry in line.entries))
        if isinstance(line, Listed)
        else tag("p", _inline(line))
        for line in item
    )
    return Markup("".join(found))


def _note(note: Note) -> Markup:
    who = [tag("p", _inline(note.who), class_="who")] if note.who else []
    rest = note.lines[1:] if note.who else note.lines
    return tag(
        "li",
        *who,
        *(_lines((line,)) if isinstance(line, Listed) else tag("p", _inline(line)) for line in rest),
    )


def _quotation(note: Note) -> Markup:
    return tag(
        "blockquote", *(tag("p", _inline(line)) for line in note.lines if not isinstance(line, Listed))
    )


def _task(task: Task) -> Markup:
    """Its state is drawn as a box, and said to who listens."""
    state = tag("span", f"{_STATES[task.state]}: ", class_="unseen")
    detail = [Markup(" "), tag("small", _inline(task.detail))] if task.detail else []
    return tag("li", state, lines(task.what), *detail, class_=task.state)


def _table(table: Table) -> Markup:
    """A table; one of several columns is read row by row on a phone, so that each cell says what it is of. The roles
    are what browsers forget when a table is set in another way."""
    numbers = [
        all(_NUMBERS.fullmatch("".join(span.text for span in row[at])) for row in table.rows)
        for at in range(len(table.head))
    ]
    # A column to be filled in by hand is none of numbers.
    filled = [any(row[at] for row in table.rows) for at in range(len(table.head))]
    kinds = ["number" if all(both) else "" for both in zip(numbers, filled, strict=True)]
    head = tag(
        "tr",
        *(
            tag("th", name, scope="col", role="columnheader", class_=kind)
            for name, kind in zip(table.head, kinds, strict=True)
        ),
        role="row",
    )
    rows = [
        tag("tr", *(_cell(*cell) for cell in zip(row, table.head, kinds, strict=True)), role="row")
        for row in table.rows
    ]
    return tag(
        "table",
        tag("thead", head, role="rowgroup"),
        Markup("\n"),
        tag("tbody", join(rows), role="rowgroup"),
        role="table",
        class_="wide" if len(table.head) > 2 else "",
    )


def _cell(line: Line, name: str, kind: str) -> Markup:
    said = "".join(span.text for span in line)
    length = "short" if len(said) <= _SHORT else "long" if _LONG_WORD.search(said) else ""
    return tag("td", _inline(line), role="cell", data_of=name, class_=kind or length)


def _code(code: QrCode) -> Markup:
    picture = b64encode(qr.png(code.payload)).decode()
    modules = len(qr.matrix(code.payload))
    side = modules * max(_MODULE, _CODE / (modules - 2 * qr.QUIET))
    image = Markup(
        f'<img src="data:image/png;base64,{picture}" alt="QR code: {text(one_line(code.caption))}" '
        f'style="--side: {side:.1f}mm; --zone: {side * qr.QUIET / modules:.1f}mm">'
    )
    link = [Markup("<br>"), tag("a", code.link, href=code.link)] if code.link else []
    return tag("figure", image, tag("figcaption", unbroken(code.caption), *link))
