"""A framework written as Markdown, so that reading it gives the same framework back."""

from __future__ import annotations

from collections.abc import Set

from frameworks.faults import ContentError, Fault
from frameworks.front import write_front
from frameworks.model import Area, Framework
from frameworks.outline import heading_line
from frameworks.reader import parse_framework
from frameworks.source import joined, verbatim


def write_framework(framework: Framework) -> str:
    """The framework as a content file.

    Opening text or a definition that would read back as something else is put between backticks (see
    `frameworks.source`). Raises ContentError for what no file can say: an area without statements, a title of
    two lines, a code used twice, refs other than those the reader gives.
    """
    path = f"{framework.id}.md"
    text = _document(framework, set())
    if _reads_back(text, framework, path):
        return text
    # Each text by itself, for one that hides what follows it would make the others look guilty.
    texts = set(range(len(framework.areas) + 1))
    marked = {one for one in texts if not _reads_back(_document(framework, texts - {one}), framework, path)}
    text = _document(framework, marked)
    if parse_framework(text, path) != framework:
        message = "This framework cannot be written so that it reads back the same"
        hint = "Titles, statements, lead-ins and prompts are one line of clean text; refs are codes or places"
        raise ContentError([Fault(path=path, line=0, text="", message=message, suggestion=hint)])
    return text


def _reads_back(text: str, framework: Framework, path: str) -> bool:
    try:
        return parse_framework(text, path) == framework
    except ContentError:
        return False


def _document(framework: Framework, marked: Set[int]) -> str:
    """The file, with the opening text (0) and the areas' definitions (from 1) in `marked` between backticks."""
    pieces = [_front(framework), _text(framework.opening, marked=0 in marked)]
    for number, area in enumerate(framework.areas, 1):
        pieces += _area(area, marked=number in marked)
    prompts = framework.prompts
    if prompts.opening or prompts.reflection:
        pieces.append("# Prompts")
        for title, texts in (("Opening", prompts.opening), ("Reflection", prompts.reflection)):
            if texts:
                pieces += [f"## {title}", "\n".join(f"- {text}" for text in texts)]
    return joined(pieces) + "\n"


def _front(framework: Framework) -> str:
    unsaid = Framework(id="", title="")
    entries = [("id", framework.id), ("title", framework.title), ("language", framework.language)]
    if framework.coded:
        entries.append(("coded", ", ".join(framework.coded)))
    for name in ("statement", "area", "status", "source", "wording"):
        value = getattr(framework, name)
        if value != getattr(unsaid, name):
            entries.append((name, value))
    return write_front(entries)


def _area(area: Area, *, marked: bool) -> list[str]:
    pieces = [heading_line(1, area.label), _text(area.definition, marked=marked)]
    for group in area.groups:
        if group.title:
            pieces.append(heading_line(2, group.title))
        pieces += [group.lead_in, "\n".join(f"- {statement.label}" for statement in group.statements)]
    return pieces


def _text(text: str, *, marked: bool) -> str:
    return verbatim(text) if marked and text else text
