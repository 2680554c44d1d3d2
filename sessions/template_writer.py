"""A template written as Markdown, so that reading it gives the same template back.

The minutes are always written, and after the settings always a blank line, so that a prompt may begin with
a list or with ``key: value``. A prompt or an intro that would read back as something else (it quotes with ``>``, has
a ``#`` heading, leaves a fence open) is put between backticks (see `frameworks.source`). Every line of the
facilitator's note begins with ``>``, so that it can hold anything.
"""

from __future__ import annotations

import re
from collections.abc import Set

import msgspec

from frameworks.faults import ContentError, Fault
from frameworks.front import write_front
from frameworks.outline import heading_line, trimmed
from frameworks.source import joined, verbatim
from frameworks.text import file_text, has_words, key, one_line
from sessions.model import CiteRule, Field, Step, Template
from sessions.prompts import PLACEHOLDERS, placeholders
from sessions.step_settings import CITED, LONGEST
from sessions.step_writer import write_settings
from sessions.template_reader import parse_template, step_ids


def write_template(template: Template) -> str:
    """The template as a content file; reading it gives ``tidy(template)``.

    Raises ContentError for what no template can say: no steps, an id that is not a slug, fields that nobody is
    asked for, a choice or cite without a framework, groups asked where nobody sits in one.
    """
    template = tidy(template)
    path = f"{template.id}.md"
    text = _document(template, set())
    if _reads_back(text, template, path):
        return text
    # Each text by itself, for one that hides what follows it would make the others look guilty.
    texts = set(range(len(template.steps) + 1))
    marked = {one for one in texts if not _reads_back(_document(template, texts - {one}), template, path)}
    text = _document(template, marked)
    if parse_template(text, path) != template:
        message = "This template cannot be written so that it reads back the same"
        raise ContentError([Fault(path=path, line=0, text="", message=message)])
    return text


def tidy(template: Template) -> Template:
    """The template as its file gives it back, made of any steps, those of a session included.

    Titles are made different from one another and step ids follow from them; every step carries the template's
    id; "same as" a step that does not come before becomes everyone. In the prompts, braces that are no placeholder
    get a backslash, which shows the same. What fits already is not changed.
    """
    titles = _titles([step.title for step in template.steps])
    ids = step_ids(titles)
    earlier: dict[str, str] = {}
    steps = []
    for step, title, id in zip(template.steps, titles, ids, strict=True):
        steps.append(_tidy_step(step, template.id, title, id, earlier))
        earlier[step.id] = id
    return msgspec.structs.replace(
        template, title=one_line(template.title), intro=file_text(template.intro), steps=tuple(steps)
    )


def _tidy_step(step: Step, template: str, title: str, id: str, earlier: dict[str, str]) -> Step:
    same_as = earlier.get(step.same_as, "") if step.together == "same" else ""
    together = "everyone" if step.together == "same" and not same_as else step.together
    rule = step.cite
    if not rule.what:
        limited = rule.at_least or rule.at_most is not None
        rule = msgspec.structs.replace(rule, what=CITED) if limited else CiteRule()
    return msgspec.structs.replace(
        step,
        id=id,
        title=title,
        minutes=min(max(step.minutes, 1), LONGEST),
        template=template,
        together=together,
        size=step.size if together == "groups" else 0,
        same_as=same_as,
        roles=tuple(one_line(role) for role in step.roles),
        cite=msgspec.structs.replace(rule, what=one_line(rule.what)),
        capture=tuple(_tidy_field(field) for field in step.capture),
        prompt=_with_braces(file_text(step.prompt)),
        private="\n".join(trimmed(file_text(step.private).split("\n"))),
    )


def _tidy_field(field: Field) -> Field:
    return msgspec.structs.replace(
        field,
        name=one_line(field.name),
        hint=one_line(field.hint),
        options=tuple(one_line(option) for option in field.options),
    )


def _titles(titles: list[str]) -> list[str]:
    """Titles on one line, each with words, no two alike."""
    found: list[str] = []
    seen: set[str] = set()
    for number, title in enumerate(titles, 1):
        stem = one_line(title)
        if not has_words(stem):
            stem = f"{stem} Step {number}".strip()
        count, unlike = 1, stem
        while key(unlike) in seen:
            count += 1
            unlike = f"{stem} ({count})"
        seen.add(key(unlike))
        found.append(unlike)
    return found


def _with_braces(prompt: str) -> str:
    for name in dict.fromkeys(placeholders(prompt)):
        if name not in PLACEHOLDERS:
            prompt = re.sub(rf"(?<!\\)\{{{re.escape(name)}\}}", rf"\\{{{name}}}", prompt)
    return prompt


def _reads_back(text: str, template: Template, path: str) -> bool:
    try:
        return parse_template(text, path) == template
    except ContentError:
        return False


def _document(template: Template, marked: Set[int]) -> str:
    """The file, with the intro (0) and the steps' prompts (from 1) in `marked` between backticks."""
    entries = [("id", template.id), ("title", template.title), ("language", template.language)]
    if template.framework:
        entries.append(("framework", template.framework))
    pieces = [write_front(entries), _text(template.intro, marked=0 in marked)]
    titles = {step.id: step.title for step in template.steps}
    for number, step in enumerate(template.steps, 1):
        settings = write_settings(step, template.framework, titles)
        pieces += [
            f"{heading_line(1, step.title)}\n{settings}",
            _text(step.prompt, marked=number in marked),
            "\n".join(f"> {line}" if line else ">" for line in step.private.split("\n"))
            if step.private
            else "",
        ]
    return joined(pieces) + "\n"


def _text(text: str, *, marked: bool) -> str:
    return verbatim(text) if marked and text else text
