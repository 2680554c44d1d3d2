"""A framework as it is read: its chapters, what of it was found, and the page about either."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from textual.content import Content

from exports.words import many
from facilitator.screens.library_lists import capital, counted
from facilitator.widgets.page import hanging, running_text
from frameworks.finding import Said, best, has
from frameworks.model import Area, Framework, Group, Statement, group_ref
from sessions.prompts import render
from sessions.text import one_line
from sessions.topics import Topic, topics

# What is said of whose words a framework has.
WORDING = {
    "own": "Our own, in plain English; the official wording is at the source.",
    "official": "The official wording, as it stands in the source.",
}
_LABELS = 9
ABOUT = "About this framework"


class Chapter(NamedTuple):
    """One line of the list: an area, or what the framework says beside its areas."""

    code: str
    title: str
    area: Area | None = None
    body: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """What it is known by in the list."""
        return self.area.ref if self.area else self.title


class Hit(NamedTuple):
    """What was found: an area, group or statement, or (without one) a chapter that has the words somewhere."""

    chapter: Chapter
    topic: Topic | None = None

    @property
    def ref(self) -> str:
        """What it is known by in the list."""
        return self.topic.ref.ref if self.topic else self.chapter.ref


def chapters(framework: Framework) -> tuple[Chapter, ...]:
    """What there is to read, in order."""
    found = [Chapter("", ABOUT, body=(framework.opening,) if framework.opening else ())]
    found += [_chapter(area) for area in framework.areas]
    for title, prompts in (
        ("Opening", framework.prompts.opening),
        ("Reflection", framework.prompts.reflection),
    ):
        if prompts:
            found.append(Chapter("", title, body=prompts))
    return tuple(found)


def hits(framework: Framework, typed: str) -> tuple[Hit, ...]:
    """What has the code or the words typed, the best first; at the end the chapters that have them in their text."""
    found = [hit_of(framework, one) for one in best(typed, topics(framework, "anything"), said)]
    there = {one.ref for one in found}
    found += [
        Hit(one) for one in chapters(framework) if one.ref not in there and has(typed, _text(framework, one))
    ]
    return tuple(found)


def hit_of(framework: Framework, topic: Topic) -> Hit:
    """An area, group or statement of a framework with the chapter that holds it."""
    area = framework.find_area(home_of(framework, topic.ref.ref))
    return Hit(_chapter(area) if area else Chapter("", framework.title), topic)


def said(topic: Topic) -> Said:
    """What an area, group or statement is found by."""
    return Said(topic.code, topic.text, f"{topic.within} {topic.group}")


def _chapter(area: Area) -> Chapter:
    return Chapter(area.code, area.title, area)


def home_of(framework: Framework, ref: str) -> str:
    """The ref of the area that holds what this ref names; "" when the framework has no such thing."""
    if framework.find_area(ref) is not None:
        return ref
    if (one := framework.find_statement(ref)) is not None:
        return one[0].ref
    pair = framework.find_group(ref)
    return pair[0].ref if pair else ""


def page(framework: Framework, chapter: Chapter, width: int, marked: str = "") -> Content:
    """A chapter to read, with the statement or group of this ref marked."""
    return Content.assemble(*(part for _, part in _parts(framework, chapter, width, marked, None)))


def row_of(framework: Framework, chapter: Chapter, width: int, ref: str) -> int:
    """The row of a chapter's page in which the statement or group with this ref begins; 0 where it has none."""
    row = 0
    for one, part in _parts(framework, chapter, width, "", None):
        if one == ref:
            return row
        row += part.plain.count("\n")
    return 0


def hit_page(framework: Framework, hit: Hit, width: int) -> Content:
    """What was found, in full, with where it stands."""
    if hit.topic is None or hit.topic.kind == "area" or hit.chapter.area is None:
        return page(framework, hit.chapter, width)
    pair = framework.find_group(hit.ref)
    only = {one.ref for one in pair[1].statements} if pair and hit.topic.kind == "group" else {hit.ref}
    return Content.assemble(*(part for _, part in _parts(framework, hit.chapter, width, "", only)))


def _parts(
    framework: Framework, chapter: Chapter, width: int, marked: str, only: Collection[str] | None
) -> list[tuple[str, Content]]:
    """The page in parts, those of a statement or group with its ref. With `only`, its statements with these refs and
    without the area's definition."""
    area = chapter.area
    title = hanging("", Content.styled(area.label if area else chapter.title, "bold"), width)
    parts = [("", Content.assemble(title, "\n"))]
    if area is None:
        if chapter.title == ABOUT:
            parts.append(("", Content.assemble("\n", _particulars(framework, width))))
        said_here = (running_text(render(text, {}), width) for text in chapter.body)
        return parts + [("", Content.assemble("\n", text, "\n")) for text in said_here]
    if area.definition and only is None:
        parts.append(("", Content.assemble("\n", running_text(render(area.definition, {}), width), "\n")))
    codes = max((len(one.code) for one in area.statements), default=0)
    for number, group in enumerate(area.groups, 1):
        shown = [one for one in group.statements if only is None or one.ref in only]
        if not shown:
            continue
        ref = group_ref(area, number)
        parts.append((ref, _heading(group, width, ref == marked)))
        parts += [(one.ref, _statement(one, codes, width, one.ref == marked)) for one in shown]
    if not area.statements:
        parts.append(("", Content.styled(f"\nNo {framework.statement} is listed here.", "$quiet")))
    return parts


def _heading(group: Group, width: int, marked: bool) -> Content:
    """A group's title, and below it the beginning of the sentence that its statements end."""
    parts: list[Content | str] = ["\n"]
    if group.title:
        parts += [Content.styled(group.title, "bold $now" if marked else "bold"), "\n"]
    if group.lead_in:
        parts += [hanging("", group.lead_in, width), "\n"]
    return Content.assemble(*parts)


def _statement(statement: Statement, codes: int, width: int, marked: bool) -> Content:
    style = "bold $now" if marked else "$quiet"
    code = Content.styled(f"{statement.code:<{codes}}  " if codes else "• ", style)
    words = Content.styled(statement.text, "bold" if marked else "")
    return Content.assemble(hanging(code, words, width), "\n")


def standing(framework: Framework) -> Content:
    """Whose words these are and where they are from, said at every place of a framework: its status (or whose words
    it has, where that says nothing), and below it the source."""
    source = framework.source if framework.source.startswith("http") else capital(framework.source)
    said = [capital(framework.status) or WORDING.get(framework.wording, ""), source]
    return Content.styled("\n".join(one_line(words) for words in said if words), "$quiet")


def _particulars(framework: Framework, width: int) -> Content:
    """What it holds, its status, where it is from and whose words these are."""
    statements = sum(len(area.statements) for area in framework.areas)
    holds = (
        f"{counted(len(framework.areas), framework.area, many(framework.area))}, "
        f"{counted(statements, framework.statement, many(framework.statement))}"
    )
    lines = [
        ("Holds", holds),
        ("Status", capital(framework.status)),
        ("Source", framework.source),
        ("Wording", WORDING.get(framework.wording, "")),
    ]
    rows = [
        hanging(Content.styled(f"{label:<{_LABELS}}", "$quiet"), words, width)
        for label, words in lines
        if words
    ]
    return Content.assemble(Content("\n").join(rows), "\n")


def _text(framework: Framework, chapter: Chapter) -> str:
    if chapter.area is not None:
        return f"{chapter.area.label} {chapter.area.definition}"
    about = f"{framework.status} {framework.source}" if chapter.title == ABOUT else ""
    return " ".join((chapter.title, *chapter.body, about))
