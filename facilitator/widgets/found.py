"""What was found by typing, set in one row: its code, its words with those that were typed in bold."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from facilitator.widgets.rows import shortened
from frameworks.finding import places
from sessions.topics import Topic

# Where in the row a found word stands that would be cut off otherwise, as a part of its width.
_INTO = 0.3


def topic_row(topic: Topic, typed: str, width: int, codes: int) -> Content:
    """An area, group or statement in one row; codes have so many cells, a group says which area it is in."""
    code = Content.styled(f"{topic.code:<{codes}}  " if codes else "", "$quiet")
    room = width - code.cell_length
    if topic.kind == "group":
        within = f"  {topic.within}"
        words = found_words(topic.text, typed, room)
        rest = shortened(within, room - words.cell_length)
        return Content.assemble(code, words, (rest, "$quiet"))
    return Content.assemble(code, found_words(topic.text, typed, room))


def found_words(text: str, typed: str, width: int) -> Content:
    """A text in one row of so many cells, the words that were found in bold; a long one begins shortly before them
    where they would not be seen otherwise."""
    there = places(typed, text) if typed.strip() else ()
    start = 0
    if there and cell_len(text) > width and cell_len(text[: there[0][1]]) > width - 1:
        # No earlier than it need be: a row's worth of words before the end.
        start = _beginning(text, there[0][0], max(int(width * _INTO), there[0][0] + width - 1 - len(text)))
    shown = shortened("…" + text[start:] if start else text, width)
    moved = start - 1 if start else 0
    words = Content(shown)
    for at, end in there:
        if at >= start and end - moved <= len(shown):
            words = words.stylize("bold", at - moved, end - moved)
    return words


def _beginning(text: str, at: int, before: int) -> int:
    """Where a word begins at most so many characters before a place."""
    space = text.find(" ", max(0, at - before), at)
    return space + 1 if space >= 0 else at
