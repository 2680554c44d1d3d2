"""Front matter: the particulars between two lines of ``---`` at the top of a content file.

They are YAML read as strings (YAML's ``no`` is Norwegian), one line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from frameworks.outline import blank
from frameworks.source import Source, did_you_mean
from frameworks.text import has_words, slug

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

_TEXT = "tag:yaml.org,2002:str"


class Entry(msgspec.Struct, frozen=True):
    """One value of the front matter, with the index of its line."""

    line: int
    value: str


def read_front(source: Source, known: Sequence[str], required: Sequence[str]) -> tuple[dict[str, Entry], int]:
    """The entries by name, and the index of the line after the front matter.

    Unknown, missing, double and unreadable entries become faults of `source`.
    """
    lines = source.lines
    opens = next((number for number, line in enumerate(lines) if not blank(line)), 0)
    if lines[opens].rstrip() != "---":
        example = ", ".join(f"“{name}: …”" for name in required)
        source.fault(
            opens,
            "The file does not begin with its particulars",
            f"Begin with a line ---, then the lines {example}, then a line ---",
        )
        return {}, opens
    closes = next((n for n in range(opens + 1, len(lines)) if lines[n].rstrip() == "---"), None)
    if closes is None:
        source.fault(
            opens, "The particulars at the top have no end", "Write a line --- after the last of them"
        )
        after = closes = next((n for n in range(opens + 1, len(lines)) if blank(lines[n])), len(lines))
    else:
        after = closes + 1
    found = _entries(source, opens + 1, closes)
    for name, entry in found.items():
        if name not in known:
            source.fault(entry.line, f"“{name}” is not one of the particulars", did_you_mean(name, known))
    for name in required:
        if name not in found:
            source.fault(opens, f"“{name}” is missing", f"Add a line “{name}: …” between the two lines ---")
        elif not has_words(found[name].value):
            source.fault(found[name].line, f"“{name}” is empty", f"Write its words after “{name}:”")
    return found, after


def identity(source: Source, front: Mapping[str, Entry]) -> tuple[str, str]:
    """The id and the language, checked; faults are noted in `source`."""
    id, language = front.get("id"), front.get("language")
    if id is not None and has_words(id.value) and not SLUG.fullmatch(id.value):
        source.fault(
            id.line,
            "An id is small letters a to z, digits and single hyphens",
            f"Write: id: {slug(id.value) or 'my-own'}",
        )
    if language is not None and not LANGUAGE.fullmatch(language.value):
        source.fault(
            language.line,
            f"“{language.value}” is not the code of a language",
            "Write, for example: language: en (English) or language: cy (Welsh)",
        )
    return id.value if id else "", language.value if language else "en"


def write_front(entries: Iterable[tuple[str, str]]) -> str:
    """Front matter that reads back as these entries; a value is quoted only where YAML needs it."""
    return "\n".join(["---", *(f"{name}: {_scalar(value)}" for name, value in entries), "---"])


def _entries(source: Source, start: int, end: int) -> dict[str, Entry]:
    import yaml  # where it is used: commands that read no content start without it

    try:
        pairs = _pairs(source, yaml.compose("\n".join(source.lines[start:end]), yaml.BaseLoader), start)
    except yaml.YAMLError:
        # One bad line hides the others from YAML; line by line every one of them is found.
        pairs = [pair for number in range(start, end) for pair in _line_alone(source, number)]
    found: dict[str, Entry] = {}
    for name, entry in pairs:
        if name in found:
            source.fault(entry.line, f"“{name}” stands here a second time", "Keep one of them")
        else:
            found[name] = entry
    return found


def _line_alone(source: Source, number: int) -> list[tuple[str, Entry]]:
    import yaml

    line = source.lines[number]
    if blank(line) or line[0] in " \t#":
        return []
    try:
        return _pairs(source, yaml.compose(line, yaml.BaseLoader), number)
    except yaml.YAMLError:
        name, colon, value = line.partition(":")
        hint = f"Write it in quotes: {name}: {_quoted(value.strip())}" if colon else "Write: name: words"
        source.fault(number, "This line cannot be read as a name, a colon and words", hint)
        return [(name.strip(), Entry(number, value.strip()))]


def _pairs(source: Source, node: Any, start: int) -> list[tuple[str, Entry]]:
    """The names and values of a YAML node that begins at line `start`."""
    import yaml

    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        source.fault(
            start, "The particulars are lines of a name, a colon and words", "Such as “title: My own”"
        )
        return []
    found = []
    for name, value in node.value:
        line = start + name.start_mark.line
        if not isinstance(name, yaml.ScalarNode):
            source.fault(line, "This line has no name before its colon", "Such as “title: My own”")
            continue
        words = value.value if isinstance(value, yaml.ScalarNode) and value.tag == _TEXT else None
        if words is None:
            written = source.lines[line].partition(":")[2].strip()
            hint = (
                f"Write it in quotes: {name.value}: {_quoted(written)}" if written else "Write it on one line"
            )
            source.fault(line, f"“{name.value}” is not plain words", hint)
            words = written or "?"
        found.append((name.value, Entry(line, re.sub(r"\s*\n\s*", " ", words).strip())))
    return found


def _scalar(value: str) -> str:
    import yaml

    try:
        node = yaml.compose(f"x: {value}", yaml.BaseLoader)
    except yaml.YAMLError:
        return _quoted(value)
    read = [(pair[1].value, pair[1].tag) for pair in node.value] if isinstance(node, yaml.MappingNode) else []
    return value if read == [(value, _TEXT)] else _quoted(value)


def _quoted(value: str) -> str:
    """A YAML text in double quotes."""
    return (
        '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    )
