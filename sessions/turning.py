"""Turning the pages of a face for several stages at once: each sets it in its own way, and nobody misses a word.

Where a stage shows fewer words at a time than another, it has more pages, and those do not begin with the same words.
The button stops where a page of one of them begins, and goes as far each time as passes over no page of any.
"""

from __future__ import annotations

from collections.abc import Sequence

from sessions.pages import pages
from sessions.stage import StageView
from sessions.stage_size import Size

# The stages that show the same session: usually one.
Stages = Size | Sequence[Size]


def stops(view: StageView, stages: Stages) -> tuple[int, ...]:
    """The words at which the button stops, from the first one on. With one stage, the first words of its pages; with
    several, so few that every page of each is shown."""
    sizes = (stages,) if isinstance(stages, Size) else tuple(stages)
    begun = [[page.first for page in pages(view, size)] for size in dict.fromkeys(sizes)]
    firsts = sorted({word for each in begun for word in each})
    found = firsts[:1]
    while further := [word for word in firsts if word > found[-1]]:
        # Each stage's next page ends where the one after it begins: up to there, none is passed over.
        ends = [after[1] for each in begun if len(after := [word for word in each if word > found[-1]]) > 1]
        found.append(max(word for word in further if not ends or word < min(ends)))
    return tuple(found) or (0,)


def stop_at(view: StageView, stages: Stages) -> tuple[int, tuple[int, ...]]:
    """The index of the stop at which the view stands, and all stops."""
    found = stops(view, stages)
    return max((number for number, word in enumerate(found) if word <= view.first), default=0), found
