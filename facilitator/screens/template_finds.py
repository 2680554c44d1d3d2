"""The names found in a template in the making: how they are listed, shown in their place, and decided on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from facilitator.screens.library_lists import capital, counted
from facilitator.widgets.page import hanging
from facilitator.widgets.rows import Cell, Draw, line_up, shortened
from sessions.model import Session, Template
from sessions.reuse import Find
from sessions.template_texts import Place, texts

# The widths of columns, in cells: where it is, and what becomes of it.
_WHERE, _BECOMES = 20, 16
_MARKS = {None: ("?", "bold $soon"), True: ("✓", "bold $now"), False: ("–", "$quiet")}
_KEPT = "stays"
# What becomes of a find for which nothing is put, a web address in a sentence.
_OUT = "is taken out"


class Decisions:
    """Which suggestions are taken, and which words stay as they are."""

    def __init__(self) -> None:
        self._made: dict[tuple[Place, int, str], bool] = {}

    def put(self, finds: Iterable[Find], *, taken: bool) -> None:
        """Take the suggestions of these, or keep their words."""
        for one in finds:
            self._made[_known_by(one)] = taken

    def of(self, find: Find) -> bool | None:
        """Whether the suggestion is taken; None while nobody has decided."""
        return self._made.get(_known_by(find))

    def undecided(self, finds: Iterable[Find]) -> list[int]:
        """The places from 0 of those that nobody has decided on."""
        return [number for number, one in enumerate(finds) if self.of(one) is None]


def left_behind(session: Session) -> str:
    """What of a session does not come with its plan, in one line."""
    people, notes = counted(len(session.people), "person", "people"), counted(len(session.notes), "note")
    return f"Left behind: {people}, {notes}, the schools, the cluster and every date."


def verdict(finds: Sequence[Find], decisions: Decisions, saves: str) -> Content:
    """How many names were found and how many are still to be decided on, in one line; `saves` is the key that
    saves."""
    if not finds:
        return Content(f"No known name is in its words. {saves} saves it.")
    undecided = len(decisions.undecided(finds))
    left = f"{undecided} to decide" if undecided else f"all decided: {saves} saves it"
    there = "is" if len(finds) == 1 else "are"
    said = f"{counted(len(finds), 'name')} {there} still in its words; "
    return Content.assemble((said, "bold"), (left, "bold $soon" if undecided else "$quiet"))


def find_draw(decisions: Decisions) -> Draw:
    """How a find's line is set: where it is, the words around it, and what becomes of it."""

    def draw(find: Find, width: int) -> Content:
        taken = decisions.of(find)
        mark, style = _MARKS[taken]
        becomes = _KEPT if taken is False else find.suggestion or _OUT
        before = [Cell(mark, 1, style), Cell(capital(find.step or find.part), _WHERE, "$quiet")]
        room = max(width - 1 - _WHERE - _BECOMES - 3 * 2, 8)
        return Content.assemble(
            line_up(before, 1 + _WHERE + 2),
            "  ",
            _in_its_line(find, room),
            "  ",
            line_up([Cell(becomes, _BECOMES, "$now" if taken else "$quiet")], _BECOMES),
        )

    return draw


def _in_its_line(find: Find, room: int) -> Content:
    """The words found with as much as fits of the line around them, in so many cells."""
    words = shortened(find.words, room)
    left = room - cell_len(words)
    before = _end_of(find.before, max(left // 2, left - cell_len(find.after)))
    after = shortened(find.after, left - cell_len(before))
    rest = " " * (left - cell_len(before) - cell_len(after))
    return Content.assemble((before, "$quiet"), (words, "bold"), (after, "$quiet"), rest)


def _end_of(text: str, room: int) -> str:
    """The end of a text in at most so many columns, beginning with "…" where it was cut."""
    if cell_len(text) <= room:
        return text
    while text and cell_len(text) > room - 1:
        text = text[1:]
    return f"…{text}" if room > 0 else ""


def find_page(find: Find, template: Template, decisions: Decisions, width: int) -> Content:
    """A find in its place: the text it stands in, and what may be put for it."""
    text = dict(texts(template)).get(find.place, "")
    start, end = find.start, find.end
    if not text:  # the title is still being typed
        text, start = f"{find.before}{find.words}{find.after}", len(find.before)
        end = start + len(find.words)
    before, after = text[:start], text[end:]
    # The paragraph it is in says enough.
    before = before.rpartition("\n\n")[2]
    after = after.partition("\n\n")[0]
    taken = decisions.of(find)
    if taken is not False and not find.suggestion:
        fate = Content.assemble(("may be taken out", "$quiet") if taken is None else (_OUT, "bold $now"))
    elif taken is None:
        fate = Content.assemble(("may become  ", "$quiet"), (find.suggestion, "bold"))
    elif taken:
        fate = Content.assemble(("becomes  ", "$quiet"), (find.suggestion, "bold $now"))
    else:
        fate = Content.styled("stays as it is", "$quiet")
    parts: list[Content | str | tuple[str, str]] = [
        (capital(find.where), "bold"),
        "\n\n",
        hanging("", Content.assemble(before, (text[start:end], "bold $now"), after), width),
        "\n\n",
        fate,
    ]
    if find.ordinary:
        parts += ["\n", ("An ordinary word too: it may not be a name here.", "$quiet")]
    return Content.assemble(*parts)


def _known_by(find: Find) -> tuple[Place, int, str]:
    return find.place, find.start, find.words
