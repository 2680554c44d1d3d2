"""One field of a step's form as a line: ``Name {key} [kind]: hint``.

Key and kind may be left out: without a key the slug of the name is the key, without a kind the field is text.
A backslash before ``{ } [ ] : , \\`` makes the mark a part of the name or of a point of a scale.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import get_args

from frameworks.front import SLUG
from frameworks.source import Source, did_you_mean
from frameworks.text import has_words, key, slug
from sessions.model import Field, Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
# Kinds whose points may be listed; a scale without any would be no scale.
WITH_POINTS = ("scale", "rating")
# Words for a kind that do not look like it.
MEANT: Mapping[str, Kind] = {
    **dict.fromkeys(("choice", "choices", "options", "select", "multiple choice", "points"), "scale"),
    **dict.fromkeys(("tick", "tick box", "checkbox", "check"), "yes/no"),
    **dict.fromkeys(("name", "who"), "person"),
    **dict.fromkeys(("by when", "deadline", "due date"), "due"),
    **dict.fromkeys(("long text", "paragraph", "list"), "lines"),
    **dict.fromkeys(("number", "words", "sentence"), "text"),
    **dict.fromkeys(("goal", "target", "aim"), "objective"),
    **dict.fromkeys(("learning point", "focus"), "point"),
    **dict.fromkeys(("log", "learning log"), "learning"),
}
EXAMPLE = "Evidence of impact [evidence]: where, how and when"

# The name ends at the first bare {, [, or colon with a space behind it ("10:30" is a part of the name).
_LINE = re.compile(
    r"(?P<name>(?>(?:\\.|[^\\{\[:]|\\$|:(?!\s|$))*))"
    r"(?:\{(?P<key>[^{}]*)\}\s*)?"
    r"(?:\[(?P<kind>(?:\\.|[^\\\]])*)\]\s*)?"
    r"(?::(?P<hint>.*))?$"
)


def read_field(source: Source, line: int, text: str, number: int) -> Field | None:
    """The field on a line, the `number`-th of its form; None, with a fault in `source`, if it is none."""
    match = _LINE.match(text)
    if match is None or not has_words(match["name"]):
        source.fault(line, "This field cannot be read", f"Write: - Name [kind]: hint, such as “{EXAMPLE}”")
        return None
    name = _bare(match["name"]).strip()
    own = (match["key"] or "").strip()
    if match["key"] is not None and not SLUG.fullmatch(own):
        source.fault(
            line,
            "A key is small letters a to z, digits and single hyphens",
            f"Write: {{{slug(own) or slug(name) or 'my-key'}}}",
        )
    kind, options = _kind(source, line, match["kind"])
    hint = (match["hint"] or "").strip()
    return Field(key=own or default_key(name, number), name=name, kind=kind, hint=hint, options=options)


def write_field(field: Field, number: int) -> str:
    """A field as the line that reads back as it."""
    name = re.sub(r"[\\{\[]|:(?=\s|$)", r"\\\g<0>", field.name)
    pieces = [name]
    if field.key != default_key(field.name, number):
        pieces.append(f"{{{field.key}}}")
    if field.options:
        pieces.append(f"[{field.kind}: {write_list(field.options)}]")
    elif field.kind != "text":
        pieces.append(f"[{field.kind}]")
    return " ".join(pieces) + (f": {field.hint}" if field.hint else "")


def default_key(name: str, number: int) -> str:
    """The key of a field that has none of its own: the slug of its name, else its place in the form."""
    return slug(name) or f"field-{number}"


def read_list(text: str) -> tuple[str, ...]:
    """Words between commas; a comma after a backslash is a part of a word."""
    words = [""]
    for mark in re.findall(r"\\.|[^\\]|\\$", text):
        if mark == ",":
            words.append("")
        else:
            words[-1] += mark
    return tuple(_bare(word).strip() for word in words)


def write_list(words: Sequence[str]) -> str:
    """Words with commas between them, so that they read back the same."""
    return ", ".join(re.sub(r"[\\,\]]", r"\\\g<0>", word) for word in words)


def _bare(text: str) -> str:
    return re.sub(r"\\([\\{}\[\]:,])", r"\1", text)


def _kind(source: Source, line: int, written: str | None) -> tuple[Kind, tuple[str, ...]]:
    if written is None:
        return "text", ()
    word, colon, points = written.partition(":")
    word = " ".join(word.split()).casefold()
    kind = next((one for one in KINDS if one == word), None)
    if kind is None:
        likely = MEANT.get(word)
        hint = f"Did you mean “{likely}”?" if likely else did_you_mean(word, KINDS)
        source.fault(line, f"“{written.strip()}” is no kind of field", hint)
        return "text", ()
    options = read_list(points) if colon else ()
    if colon and kind not in WITH_POINTS:
        source.fault(line, f"A field of the kind {kind} has no points", f"Write: [{kind}]")
        return kind, ()
    if (colon or kind == "scale") and len([one for one in options if has_words(one)]) < 2:
        source.fault(line, f"A {kind} needs at least two points", f"Such as [{kind}: not yet, partly, fully]")
    elif len({key(one) for one in options}) < len(options):
        source.fault(line, f"A point stands twice in this {kind}", "Give each point words of its own")
    elif not all(has_words(one) for one in options):
        source.fault(line, f"A point of this {kind} has no words", "Take out the comma too many")
    return kind, options
