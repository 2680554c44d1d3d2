"""A framework as people hold it in print: what it is, its areas and statements, and its questions.

The whole of it, or only some of its areas. Whose words these are, and where they are from, stands at the top of
either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Literal

from exports import markdown, webpage
from exports.document import Block, Bullets, Document, Heading, Line, Paragraph, Passage, QrCode, ours, typed
from exports.guide_words import reads
from exports.links import link_in
from exports.qr import source_caption
from exports.sources import standing
from exports.words import counted, many, number, sentence
from frameworks.model import Area, Framework, Group, Statement, group_ref
from frameworks.text import slug
from sessions.model import Session, Step
from sessions.offer import numbers, offered
from sessions.prompts import render
from sessions.text import one_line

Format = Literal["md", "html"]

# How a status says itself whose words these are. Only English is understood; of others it is said once more.
_SAYS_WHOSE = re.compile(r"\bown\b|\bofficial\b|\boriginal\b", re.IGNORECASE)
_WHOSE = {
    "own": "The words are our own; the official ones are at the source.",
    "official": "The words are the official ones, as they stand in the source.",
}


def framework_page(framework: Framework, areas: Sequence[Area] = (), steps: Sequence[Step] = ()) -> Document:
    """A framework to print; with `areas` these alone, in its own order, without its opening text and prompts.

    What has no codes has the numbers that the stage gives it when it is chosen from at one of the `steps`.
    """
    called = _called(framework, steps)
    shown = [area for area in framework.areas if area in areas] if areas else list(framework.areas)
    whole = len(shown) == len(framework.areas)
    blocks: list[Block] = [Heading(1, (typed(one_line(framework.title)),))]
    if about := _about(framework):
        blocks.append(Paragraph(about))
    if whole and framework.opening.strip():
        blocks.append(Passage(render(framework.opening, {})))
    blocks.append(Paragraph((ours(_holds(framework, shown)),)))
    for area in shown:
        blocks += _area(area, called)
    if whole:
        blocks += _prompts(framework)
    if address := link_in(framework.source):
        caption = source_caption(framework.title, framework.source)
        blocks.append(QrCode(caption=caption, payload=address, link=address, name=slug(framework.id)))
    return Document(
        title=framework.title,
        language=framework.language,
        meta=_front_matter(framework),
        blocks=tuple(blocks),
    )


def write_page(
    framework: Framework, form: Format, areas: Sequence[Area] = (), steps: Sequence[Step] = ()
) -> str:
    """The page as Markdown, or as a web page that prints well."""
    document = framework_page(framework, areas, steps)
    if form == "md":
        return markdown.render(document)
    css = files("exports").joinpath("framework_page.css").read_text(encoding="utf-8")
    longest = max((len(one.code) for area in areas or framework.areas for one in area.statements), default=0)
    # Codes stand in a column of their own, as wide as the longest.
    column = f"\n:root {{ --code: {longest * 0.58 + 0.9:.1f}em; }}\n{_CODES}" if longest else ""
    return webpage.render(document, css + column)


_CODES = """\
section > ul { padding-left: 0; }
section > ul > li { display: flex; }
section > ul > li > strong:first-child { flex: 0 0 var(--code); }
"""


def file_stem(framework: Framework, areas: Sequence[Area] = ()) -> str:
    """What a file with the page is called, without its ending."""
    language = "" if framework.language == "en" else f"-{slug(framework.language)}"
    some = [area for area in framework.areas if area in areas]
    some = some if len(some) < len(framework.areas) else []
    parts = [slug(area.code or area.title)[:24].strip("-") for area in some[:6]]
    return "-".join([f"{slug(framework.id) or 'framework'}{language}", *(part for part in parts if part)])


def _about(framework: Framework) -> Line:
    """Its status, whose words it has, and its source."""
    line = standing(framework, titled=False)
    if not _SAYS_WHOSE.search(framework.status) and (whose := _WHOSE.get(framework.wording)):
        line = (*line, ours(" " if line else ""), ours(whose))
    return line


def _holds(framework: Framework, shown: Sequence[Area]) -> str:
    """What of it is here: "172 standards in six key areas", "One of its six key areas, with 26 standards"."""
    statements = sum(len(area.statements) for area in shown)
    there = counted(statements, one_line(framework.statement), many(one_line(framework.statement)))
    area, areas = one_line(framework.area), many(one_line(framework.area))
    if len(shown) == len(framework.areas):
        return sentence(f"{there} in {counted(len(shown), area, areas)}.")
    total = counted(len(framework.areas), area, areas)
    return sentence(f"{number(len(shown))} of its {total}, with {there}.")


def _called(framework: Framework, steps: Sequence[Step]) -> Mapping[str, int]:
    """The numbers by which what has no codes is called, by its ref: those on the stage at the first step at which one
    chooses from numbers; else those that single statements would have there, or the areas of very many."""
    for step in steps:
        if step.choose and step.framework == framework.id and (found := numbers(offered(step, framework))):
            return {ref.ref: number for ref, number in found.items()}
    if framework.coded:
        return {}
    single = Step(id="", title="", choose="room", choosable="statement")
    return {ref.ref: number for ref, number in numbers(offered(single, framework)).items()}


def _area(area: Area, called: Mapping[str, int]) -> list[Block]:
    code: Line = (typed(area.code), ours(" ")) if area.code else _number(called, area.ref)
    blocks: list[Block] = [Heading(2, (*code, typed(one_line(area.title))))]
    if area.definition.strip():
        blocks.append(Passage(render(area.definition, {})))
    for place, group in enumerate(area.groups, 1):
        blocks += _group(group, _number(called, group_ref(area, place)), called)
    return blocks


def _group(group: Group, lead: Line, called: Mapping[str, int]) -> list[Block]:
    blocks: list[Block] = []
    if group.title:
        blocks.append(Heading(3, (*lead, typed(one_line(group.title)))))
    if group.lead_in:
        blocks.append(Paragraph((typed(one_line(group.lead_in)),)))
    if group.statements:
        first = called.get(group.statements[0].ref, 0)
        blocks.append(Bullets(tuple((_statement(one),) for one in group.statements), first))
    return blocks


def _number(called: Mapping[str, int], ref: str) -> Line:
    return (ours(f"{called[ref]}. "),) if ref in called else ()


def _statement(statement: Statement) -> Line:
    code: Line = (typed(statement.code, strong=True), ours(" ")) if statement.code else ()
    return (*code, typed(one_line(statement.text)))


def _prompts(framework: Framework) -> list[Block]:
    blocks: list[Block] = []
    for title, texts in (
        ("To open with", framework.prompts.opening),
        ("To reflect on", framework.prompts.reflection),
    ):
        if texts:
            blocks.append(Heading(2, (ours(title),)))
            blocks += [Passage(render(text, {})) for text in texts]
    return blocks


def _front_matter(framework: Framework) -> tuple[tuple[str, str], ...]:
    found = [
        ("title", framework.title),
        ("kind", "framework in print"),
        ("framework", framework.id),
        ("status", framework.status),
        ("source", framework.source),
    ]
    return tuple((name, value) for name, value in found if value)


def pages_of(session: Session) -> list[tuple[Framework, tuple[Area, ...]]]:
    """What people of a session read from: the frameworks whose words they need before them, each with the areas that
    the room chose; without areas where somebody chooses for themselves, or nothing is chosen yet: the whole then."""
    found = []
    for used in session.frameworks:
        steps = [step for step in session.steps if step.framework in ("", used.id)]
        if not any(reads(step) for step in steps):
            continue
        own = any(step.choose in ("pair", "person") for step in steps)
        focus = [ref for ref in session.meta.focus if ref.framework == used.id and not own]
        areas = {area.ref for ref in focus if (area := _home(used.framework, ref.ref)) is not None}
        found.append((used.framework, tuple(one for one in used.framework.areas if one.ref in areas)))
    return found


def _home(framework: Framework, ref: str) -> Area | None:
    """The area that this ref names, or that holds the group or statement it names."""
    group, statement = framework.find_group(ref), framework.find_statement(ref)
    inside = statement or group
    return framework.find_area(ref) or (inside[0] if inside else None)
