"""Document → Markdown.

Typed words are data: whatever acts in them is made to stand still (see `exports.markdown_words`), their line breaks
become ``\\`` + newline (``<br>`` in a table's cell), and blanks at the beginning of a line hard spaces, so that nothing
in them can become a heading, a list, a table's cell, HTML or a link. Signs that cannot act are left alone: people read
these files as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

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
    ours,
    typed,
)
from exports.markdown_words import escape, escaped, typed_lines
from sessions import prompts
from sessions.text import clean, one_line

# What was dropped is not to be done any more.
_BOXES = {"open": "- [ ] ", "done": "- [x] ", "dropped": "- "}
# What of the front matter is a day, in ISO 8601, or a number.
_PLAIN = ("date", "review", "delete by", "made", "minutes")
# What stands at the foot in words.
_AT_FOOT = ("frameworks", "wording")
# What Hugo has a word of its own for.
_CALLED = {"kind": "hand_out"}
_OPEN = re.compile(r":[\w+-]+$")
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")


def render(document: Document, images: Mapping[str, str] | None = None) -> str:
    """The document as Markdown. `images` are the addresses of the codes' images, by the codes' names; a code
    without one is described in words alone."""
    parts = [_front_matter(document)] if document.meta else []
    parts += [_block(block, images or {}) for block in document.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block, images: Mapping[str, str]) -> str:
    match block:
        case Heading(level=level, line=line):
            return f"{'#' * level} {_inline(line, break_with=' ')}".rstrip()
        case Paragraph(line=line):
            return _inline(line)
        case Bullets(items=items, first=first):
            markers = (f"{first + number}. " if first else "- " for number in range(len(items)))
            return "\n".join(_item(marker, lines) for marker, lines in zip(markers, items, strict=True))
        case Tasks(items=items):
            return "\n".join(_item(_BOXES[task.state], (_task(task),)) for task in items)
        case Table():
            return _table(block)
        case Note():
            return _quoted(block) if block.quoted else _item("- ", block.lines)
        case QrCode():
            return _code(block, images.get(block.name, ""))
        case Passage():
            return _passage(block)


def _task(task: Task) -> Line:
    what: Line = (typed(task.what.strip()),)
    return (*what, ours(" – "), *task.detail) if task.detail else what


def _quoted(note: Note) -> str:
    """A note as a quotation, whose it is before its words."""
    return "\n".join(f"> {line}".rstrip() for line in _item("", note.lines).split("\n"))


def _inline(line: Line, *, break_with: str = "\\\n") -> str:
    """A line's spans. Typed words break their own lines; what is strong has to stand between blanks or signs,
    or its asterisks would be read as text: a document puts them there."""
    spans = list(line)
    for at, (span, after) in enumerate(pairwise(spans)):
        # With a colon of ours behind it, ":a" would be a sign to draw.
        if span.typed and not span.strong and after.text[:1] == ":" and _OPEN.search(span.text):
            spans[at], spans[at + 1] = (
                replace(span, text=f"{span.text}:"),
                replace(after, text=after.text[1:]),
            )
    return "".join(_span(span, break_with) for span in spans)


def _span(span: Span, break_with: str) -> str:
    if span.link:
        return (
            f"<{span.link}>" if span.text == span.link else f"[{escape(span.text, link=True)}](<{span.link}>)"
        )
    cell = break_with == "<br>"
    if not span.typed:
        text = _MARKS.sub(r"\\\1", span.text)
    elif span.strong or break_with == " ":
        text = escape(span.text, cell=cell)
    else:
        text = break_with.join(typed_lines(span.text, cell=cell))
    return f"**{text.strip()}**" if span.strong and text.strip() else text


def _item(marker: str, lines: Sequence[Line | Listed]) -> str:
    """One item of a list; everything after its first line is set in under it."""
    text, after = "", ""
    for line in lines:
        if isinstance(line, Listed):
            part, before, then = "\n".join(f"- {escape(entry)}" for entry in line.entries), "\n", "\n\n"
        else:
            part, before, then = _inline(line), after, "\\\n"
        if part:
            text += (before if text else "") + part
            after = then
    indent = " " * (2 if marker.startswith("-") else len(marker))
    rest = text.replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n")
    return marker + rest if text else marker.rstrip()


def _passage(passage: Passage) -> str:
    """A content file's text as it was, escaped like everything else that people wrote; in a frame it is a
    quotation, and its headings, which are not the document's, are strong."""
    text = ""
    # What a line begins with in lists so deep, and what the last block was.
    indents, last = [""], ""
    for block in passage.blocks:
        item = block.kind in ("bullet", "number")
        depth = 0 if block.kind == "heading" else block.level - (item or block.kind == "quote")
        indent = indents[max(0, min(depth, len(indents) - 1))]
        lead = {"bullet": "- ", "number": f"{block.marker} ", "quote": "> "}.get(block.kind, "")
        hang = indent + (lead if block.kind == "quote" else " " * len(lead))
        if item:
            indents = [*indents[: indents.index(indent) + 1], hang]
        words = f"**{escape(block.text)}**" if block.kind == "heading" else _spans(block.spans)
        # A number other than 1 would go on with the sentence before it.
        tight = item and last in ("bullet", "number") and block.kind in ("bullet", last)
        text += ("" if not text else "\n" if tight else "\n\n") + indent + lead
        text += words.replace("\n", "\n" + hang)
        last = block.kind
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if passage.framed else text


def _spans(spans: Sequence[prompts.Span]) -> str:
    """The words of a block with what is strong or stressed in them."""
    found = ""
    following = [*(span.text[:1] for span in spans[1:]), ""]
    for span, after in zip(spans, following, strict=True):
        text = "\\\n".join(escaped(line) for line in clean(span.text).split("\n"))
        bare = text.strip()
        if not bare:
            found += text
            continue
        before, _, rest = text.partition(bare)
        mark = "**" if span.strong else "*" if span.emphasis else ""
        outside = (before or found)[-1:], (rest or after)[:1]
        # Where a sign meets a word, or another asterisk, Markdown would take the asterisks for text.
        if (
            outside[0] == "*"
            or (outside[0].isalnum() and not bare[0].isalnum())
            or (outside[1].isalnum() and not bare[-1].isalnum())
        ):
            mark = ""
        found += before + mark + bare + mark + rest
    return found.strip()


def _table(table: Table) -> str:
    rows = [
        "| " + " | ".join(_inline((ours(cell),), break_with="<br>") for cell in table.head) + " |",
        "| " + " | ".join("---" for _ in table.head) + " |",
    ]
    rows += ["| " + " | ".join(_inline(cell, break_with="<br>") for cell in row) + " |" for row in table.rows]
    return "\n".join(rows)


def _code(code: QrCode, image: str) -> str:
    said = f"{escape(f'{code.caption}:')} <{code.link}>" if code.link else escape(code.caption)
    return f"![QR code]({image}) {said}" if image else said


def _front_matter(document: Document) -> str:
    """Keys and values that notes apps and makers of web sites understand: no blanks in a key, dates as dates."""
    lines = [
        f"{_CALLED.get(name, name).replace(' ', '_')}: {value if name in _PLAIN else _yaml(value)}"
        for name, value in document.meta
        if document.rows is None or name not in _AT_FOOT
    ]
    if document.tags:
        lines.append(f"tags: [{', '.join(map(_yaml, document.tags))}]")
    return "\n".join(["---", *lines, "---"])


def _yaml(text: str) -> str:
    """A YAML string in double quotes: JSON's are YAML's, and what YAML would fold is gone from one line."""
    return json.dumps(one_line(text), ensure_ascii=False)
