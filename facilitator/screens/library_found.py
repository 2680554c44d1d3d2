"""Statements, groups and areas found over all frameworks of the library, each framework's own together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from facilitator.screens.library_lists import content_key, framework_draw
from facilitator.widgets.rows import Draw, Line
from frameworks.model import Framework

if TYPE_CHECKING:
    from sessions.topics import Topic


class Found(NamedTuple):
    """An area, group or statement, and the framework it is in."""

    framework: Framework
    topic: Topic


def found_lines(frameworks: Sequence[Framework], typed: str) -> list[Line]:
    """The frameworks whose title has the words, then under each framework's title what in it has them or the code
    typed: the best first, and the framework with the best before the others."""
    # Here and below: the library's first picture needs nothing of it.
    from facilitator.screens.framework_pages import said
    from frameworks.finding import best, has
    from sessions.topics import topics

    lines = [Line(content_key(one), one) for one in frameworks if has(typed, one.title)]
    everything = [Found(one, topic) for one in frameworks for topic in topics(one, "anything")]
    by_framework: dict[str, list[Found]] = {}
    for hit in best(typed, everything, lambda one: said(one.topic)):
        by_framework.setdefault(content_key(hit.framework), []).append(hit)
    for id, hits in by_framework.items():
        if lines:
            lines.append(Line("", ""))
        lines.append(Line("", hits[0].framework.title))
        lines += [Line(f"{id} {hit.topic.ref.ref}", hit) for hit in hits]
    return lines


def found_draw(lines: Sequence[Line], typed: str) -> Draw:
    """How a line of these is set; codes stand in a column of their own."""
    from facilitator.widgets.found import topic_row

    codes = max((len(line.item.topic.code) for line in lines if isinstance(line.item, Found)), default=0)

    def draw(item: Found | Framework | str, width: int) -> Content:
        if isinstance(item, Found):
            return topic_row(item.topic, typed, width, codes)
        return framework_draw(item, width) if isinstance(item, Framework) else Content.styled(item, "$quiet")

    return draw


def found_page(found: Found, width: int) -> Content:
    """What was found, in full, in its framework, area and group."""
    from facilitator.screens.framework_pages import hit_of, hit_page

    title = Content.styled(found.framework.title, "$quiet")
    return Content.assemble(
        title, "\n", hit_page(found.framework, hit_of(found.framework, found.topic), width)
    )
