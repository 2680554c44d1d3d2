"""The library's templates: how a line is set, what finds one, and the page about the one in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from facilitator.widgets.page import hanging, running_text
from facilitator.widgets.rows import Cell, Draw, line_up
from frameworks.finding import has
from sessions.model import Chooser, Source, Step, Template
from sessions.prompts import render
from sessions.text import with_article

# The widths of columns, in cells: the longest framework's title is cut before a template's own.
FRAMEWORK, MINUTES = 20, 7
# Who writes something down, and who chooses.
_FROM: Mapping[Source, str] = {
    "person": "each person", "group": "each group", "school": "each school", "room": "the room",
}  # fmt: skip
_CHOOSES: Mapping[Chooser, str] = {"room": "the room", "pair": "each group", "person": "each person"}


def template_draw(frameworks: Mapping[str, str]) -> Draw:
    """How a template's line is set: title, framework, minutes; `frameworks` are the titles by id."""

    def draw(item: Template, width: int) -> Content:
        minutes = Cell(f"{item.minutes:,}", MINUTES, right=True)
        about = frameworks.get(item.framework, item.framework)
        if not about:
            return line_up([Cell(item.title), minutes], width)
        return line_up([Cell(item.title), Cell(about, FRAMEWORK, "$quiet"), minutes], width)

    return draw


def having(templates: Sequence[Template], typed: str, frameworks: Mapping[str, str]) -> list[Template]:
    """The templates that have all the words typed somewhere: those that have them in the title first, then those that
    are for it by their opening words, those that do it in one of their steps, then those that speak of it in a hint or
    in what the facilitator alone sees."""
    ranked = []
    for one in templates:
        title = f"{one.title} {frameworks.get(one.framework, '')}"
        steps = " ".join(_step_words(step) for step in one.steps)
        notes = " ".join(_beside(step) for step in one.steps)
        text = ""
        for place, more in enumerate((title, one.intro, steps, notes)):
            text = f"{text} {more}"
            if has(typed, text):
                ranked.append((place, one))
                break
    ranked.sort(key=lambda pair: pair[0])
    return [one for _, one in ranked]


def template_page(template: Template, framework: str, width: int) -> Content:
    """What a template is for, then its steps with their minutes and what is written down at each."""
    parts: list[Content | str | tuple[str, str]] = [
        hanging("", Content.styled(template.title, "bold"), width),
        "\n",
    ]
    if framework:
        parts += [hanging("", Content.styled(framework, "$quiet"), width), "\n"]
    if template.intro:
        parts += ["\n", running_text(render(template.intro, {}), width), "\n"]
    parts.append("\n")
    for step in template.steps:
        parts += [hanging(Content.styled(f"{step.minutes:>3}  ", "$quiet"), step.title, width), "\n"]
        if words := written(step):
            parts += [hanging(" " * 5, Content.styled(words, "$quiet"), width), "\n"]
    parts += [(f"{template.minutes:>3}  {'minute' if template.minutes == 1 else 'minutes'} in all", "$quiet")]
    return Content.assemble(*parts)


def written(step: Step) -> str:
    """Who chooses and who writes what at a step, in a few words; "" where nothing is written down."""
    from sessions.forms import source_of  # the library's first picture needs nothing of it

    said = []
    if step.choose:
        what = "what to work on" if step.choosable == "anything" else with_article(step.choosable)
        said.append(f"{_CHOOSES[step.choose]} chooses {what}")
    if step.capture and (source := source_of(step)):
        fields = ", ".join(field.name for field in step.capture)
        said.append(f"{_FROM[source]} writes: {fields}")
    return "; ".join(said)


def _step_words(step: Step) -> str:
    return " ".join((step.title, step.prompt, *(field.name for field in step.capture)))


def _beside(step: Step) -> str:
    return " ".join((step.private, *(" ".join((field.hint, *field.options)) for field in step.capture)))
