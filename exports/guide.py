"""The facilitator's guide: a template as a document to prepare with and to hold in the hand.

It is made from the template and its frameworks alone. What the room will only know on the day stands in ‹ ›.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Literal

import msgspec

from exports import guide_words as said
from exports import markdown, webpage
from exports.document import Block, Bullets, Document, Heading, Line, Paragraph, Passage, Table, ours, typed
from exports.sources import standing
from exports.words import counted, sentence
from frameworks.model import Framework
from sessions import forms
from sessions.model import Source, Step, Template
from sessions.prompts import PLACEHOLDERS, render
from sessions.text import one_line

Format = Literal["md", "html"]
FORMATS: tuple[Format, ...] = ("md", "html")
START = "09:00"

# How an introduction says what has to be there. Only English is understood; what is not is left alone, and the
# introduction stands above in full.
_TO_HAVE = re.compile(
    r"^(?:bring|print|set out|put|ask everyone to bring|(?:every|each)\w*(?: person)? brings)\b"
    r"|[;,] (?:and )?(?:bring|print|set out|put)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])")
_AS_TYPED = {name: f"{{{name}}}" for name in PLACEHOLDERS}


class Timed(msgspec.Struct, frozen=True, kw_only=True):
    """A step with the times of day at which it begins and ends."""

    number: int
    step: Step
    begins: str
    ends: str


def guide(template: Template, frameworks: Mapping[str, Framework], start: str = START) -> Document:
    """The guide to a template. `frameworks` are those that are here, by id; `start` is when it begins."""
    steps = timed(template.steps, start)
    used = [id for id in dict.fromkeys(step.framework for step in template.steps) if id]
    blocks: list[Block] = [Heading(1, (typed(template.title),))]
    if template.intro.strip():
        blocks.append(Passage(render(template.intro, _AS_TYPED)))
    if steps:
        length = f"{said.minutes(template.minutes)} in {counted(len(steps), 'step')}"
        blocks.append(
            Paragraph(
                (
                    ours(sentence(length), strong=True),
                    ours(f". Begun at {start}, it ends at {steps[-1].ends}."),
                )
            )
        )
    blocks += _run_sheet(steps, template)
    blocks += _materials(template, frameworks)
    for one in steps:
        blocks += _step(one, template, frameworks)
    if used:
        blocks.append(Heading(2, (ours("What it works on"),)))
        blocks += [Paragraph(_framework(id, frameworks.get(id))) for id in used]
    return Document(
        title=template.title,
        language=template.language,
        meta=_front_matter(template, frameworks, used),
        blocks=tuple(blocks),
    )


def write(document: Document, form: Format) -> str:
    """The guide as Markdown, or as a web page that prints well."""
    if form == "md":
        return markdown.render(document)
    return webpage.render(document, files("exports").joinpath("guide.css").read_text(encoding="utf-8"))


def timed(steps: Sequence[Step], start: str) -> list[Timed]:
    """When each step begins and ends if the first one begins at `start` and all keep to their minutes; a fixed
    time of day holds a step back and never pulls it forward."""
    moment = _minute(start)
    found = []
    for number, step in enumerate(steps, 1):
        begins = max(moment, _minute(step.at)) if step.at else moment
        moment = begins + step.minutes
        found.append(Timed(number=number, step=step, begins=_clock(begins), ends=_clock(moment)))
    return found


def _minute(of_day: str) -> int:
    hours, _, minutes = of_day.partition(":")
    return int(hours) * 60 + int(minutes)


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _front_matter(
    template: Template, frameworks: Mapping[str, Framework], used: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    titles = [frameworks[id].title if id in frameworks else id for id in used]
    found = [
        ("title", template.title),
        ("kind", "facilitator's guide"),
        ("template", template.id),
        ("frameworks", ", ".join(titles)),
        ("minutes", str(template.minutes)),
    ]
    return tuple((name, value) for name, value in found if value)


def _run_sheet(steps: Sequence[Timed], template: Template) -> list[Block]:
    rows = tuple(
        (
            (ours(one.begins),),
            (ours(str(one.step.minutes)),),
            (ours(f"{one.number} "), typed(one_line(one.step.title))),
            said.sitting(one.step, template.steps),
            _asked(one.step),
        )
        for one in steps
    )
    head = ("At", "Minutes", "Step", "Together", "Written down")
    return [Heading(2, (ours("Run sheet"),)), Table(head, rows)] if rows else []


def _asked(step: Step) -> Line:
    """The names of a step's fields, and who fills them in."""
    if not step.capture:
        return ()
    names = "; ".join(one_line(field.name) for field in step.capture)
    return (ours(f"{said.asked(step)}: "), typed(names))


def _materials(template: Template, frameworks: Mapping[str, Framework]) -> list[Block]:
    """What has to be there: the sheets that people write on, what they read from, and what the introduction says."""
    items: list[tuple[Line, ...]] = []
    whose: tuple[tuple[Source, str], ...] = (
        ("person", "person"),
        ("group", "pair or group"),
        ("school", "school"),
    )
    for source, one in whose:
        numbers = [n for n, step in enumerate(template.steps, 1) if forms.writes(step, source)]
        if numbers:
            items.append(((ours(f"A worksheet for each {one} ({said.steps(numbers)})"),),))
    for id in dict.fromkeys(step.framework for step in template.steps if step.framework):
        numbers = [n for n, step in enumerate(template.steps, 1) if step.framework == id and said.reads(step)]
        if numbers:
            title = frameworks[id].title if id in frameworks else id
            where = ours(f" ({said.steps(numbers)})")
            items.append(((ours("“"), typed(one_line(title)), ours("” in print"), where),))
    if template.language.partition("-")[0] == "en":
        text = " ".join(block.text for block in render(template.intro, _AS_TYPED))
        wanted = [one for one in _SENTENCES.split(one_line(text)) if _TO_HAVE.search(one)]
        items += [((ours("From the introduction: "), typed(one)),) for one in wanted]
    if not items:
        return []
    blocks: list[Block] = [Heading(2, (ours("What to have ready"),)), Bullets(tuple(items))]
    how = []
    if any(step.capture for step in template.steps):
        how.append("Worksheets are printed from a session, once one is made from this.")
    if any(step.framework and said.reads(step) for step in template.steps):
        how.append(
            "A framework is printed from the library’s Frameworks, or as one of a session’s hand-outs."
        )
    if how:
        blocks.append(Paragraph((ours(" ".join(how)),)))
    return blocks


def _step(one: Timed, template: Template, frameworks: Mapping[str, Framework]) -> list[Block]:
    step = one.step
    framework = frameworks.get(step.framework)
    fixed = f" (fixed at {step.at})" if step.at else ""
    when = f"{one.begins} to {one.ends}{fixed} · {said.minutes(step.minutes)} · "
    blocks: list[Block] = [
        Heading(2, (ours(f"{one.number} "), typed(one_line(step.title)))),
        Paragraph((ours(when), *said.sitting(step, template.steps, full=True))),
    ]
    if step.prompt.strip():
        seen = render(step.prompt, _on_the_day(framework))
        blocks += [Heading(3, (ours("What the room sees"),)), Passage(seen, framed=True)]
    if step.private.strip():
        blocks += [
            Heading(3, (ours("What to say and watch for"),)),
            Passage(render(step.private, _AS_TYPED)),
        ]
    if step.choose:
        line = said.choosing(step, framework)
        blocks += [Heading(3, (ours("What is chosen"),)), Paragraph(line)]
    if step.capture:
        blocks += [Heading(3, (ours("What is written down"),)), Paragraph(said.form(step, framework))]
        rows = tuple(
            ((typed(one_line(field.name)),), said.answered(field), (typed(one_line(field.hint)),))
            for field in step.capture
        )
        blocks.append(Table(("Field", "Answered with", "Hint"), rows))
    return blocks


def _framework(id: str, framework: Framework | None) -> Line:
    if framework is None:
        return (
            typed(id),
            ours(": a framework that is not here. It has to be taken in before the session is made."),
        )
    return standing(framework) or (typed(one_line(framework.title)), ours("."))


def _on_the_day(framework: Framework | None) -> dict[str, str | list[str]]:
    """What stands for a prompt's placeholders: what the framework says, and for the rest what it will be."""
    area = one_line(framework.area) if framework else "area"
    statement = one_line(framework.statement) if framework else "statement"
    values: dict[str, str | list[str]] = {
        "area": f"‹the {area} chosen›",
        "definition": f"‹what the {area} chosen means›",
        "statements": f"‹each {statement} of the {area} chosen›",
        "cluster": "‹the cluster›",
        "date": "‹the day›",
        "pairs": "‹the groups with their names›",
        "title": "‹the session's title›",
        "review_date": "‹the review date›",
        "delete_by": "‹the delete-by date›",
    }
    if framework is not None:
        values |= {
            "opening": list(framework.prompts.opening),
            "reflection": list(framework.prompts.reflection),
        }
    return values
