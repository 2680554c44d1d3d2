"""How names that were found are listed, and how one of them is shown in its sentence."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual.content import Content

from exports.leaving import Example, Found, Leaving, State, TakenOut
from facilitator.widgets.page import hanging
from facilitator.widgets.rows import Cell, Line, line_up, shortened
from sessions.text import one_line

_HEADINGS: tuple[tuple[State, str], ...] = (("doubt", "In doubt"), ("goes", "Go"), ("stays", "Stay"))
_MARKS: dict[State, tuple[str, str]] = {
    "doubt": ("?", "bold $soon"),
    "goes": ("✓", "bold $now"),
    "stays": ("–", "$quiet"),
}
# The widths of columns, in cells: the words, how often, and what they become.
_WORDS, _COUNT, _BECOMES = 18, 4, 14


def entry_id(one: Found) -> str:
    """What an entry of the list is known by."""
    return f"{one.state} {one.phrase or one.words}"


def lines(found: Leaving) -> list[Line]:
    """The list: what is in doubt, what goes, what stays, each under its heading."""
    rows: list[Line] = []
    for state, heading in _HEADINGS:
        some = {"doubt": found.doubts, "goes": found.goes, "stays": found.stays}[state]
        if some:
            rows += [Line("", "")] if rows else []
            rows.append(Line("", heading))
            rows += [Line(entry_id(one), one) for one in some]
    return rows


def draw(item: Found | str, width: int) -> Content:
    """One line: the words, how often they were found, what becomes of them, and the sentence they stand in."""
    if isinstance(item, str):
        return Content.styled(item, "bold $quiet")
    mark, style = _MARKS[item.state]
    cells = [
        Cell(mark, 1, style),
        Cell(one_line(item.phrase or item.words), _WORDS, "bold"),
        Cell(f"{item.count}×" if item.count else "", _COUNT, "$quiet", right=True),
        Cell(_becomes(item), _BECOMES, "$now" if item.going else "$quiet"),
    ]
    used = 1 + _WORDS + _COUNT + _BECOMES + 3 * 2
    room = width - used - 2
    if room < 12 or item.example is None:
        return line_up(cells, used)
    return Content.assemble(line_up(cells, used), "  ", _in_its_line(item.example, room))


def _becomes(one: Found) -> str:
    if not one.count:
        return "nowhere so far"
    if 0 < one.going < one.count:
        return f"{one.going} of {one.count} go"
    return one.becomes if one.going else "stays"


def _in_its_line(example: Example, room: int) -> Content:
    """The words with as much as fits of the sentence around them."""
    words = shortened(one_line(example.words), room)
    left = room - cell_len(words)
    before, after = one_line(f"{example.before}·")[:-1], one_line(f"·{example.after}")[1:]
    space = max(left // 2, left - cell_len(after))
    if cell_len(before) > space:
        while before and cell_len(before) > space - 1:
            before = before[1:]
        before = f"…{before}" if space > 0 else ""
    after = shortened(after, left - cell_len(before))
    return Content.assemble((before, "$quiet"), words, (after, "$quiet"))


def page(one: Found | None, width: int) -> Content:
    """One find in its sentences: what becomes of it, why it is in doubt, and where it stands."""
    if one is None:
        return Content("")
    parts: list[Content | str | tuple[str, str]] = [
        (one_line(one.phrase or one.words), "bold"),
        "  ",
        _fate(one),
    ]
    if one.doubt:
        parts += ["\n", hanging("", Content.styled(one.why, "$quiet"), width)]
    for example in one.examples:
        mark = ("✓ ", "$now") if example.goes else ("– ", "$quiet")
        sentence = Content.assemble(
            example.before, (example.words, "bold $now" if example.goes else "bold"), example.after
        )
        parts += ["\n\n", hanging(Content.assemble(mark), sentence, width)]
        parts += ["\n", hanging("  ", Content.styled(example.where, "$quiet"), width)]
    return Content.assemble(*parts)


def _fate(one: Found) -> Content:
    if not one.count:
        return Content.styled("is nowhere in what was written so far", "$quiet")
    decided = "as you decided" if one.decided else ""
    if one.doubt:
        decided = "as long as nobody decides"
    if 0 < one.going < one.count:
        return Content.styled(f"goes in {one.going} of {one.count} places, {decided}", "$quiet")
    if one.going:
        said = Content.assemble(("becomes ", "$quiet"), (one.becomes, "bold $now"))
        return Content.assemble(said, (f", {decided}", "$quiet") if decided else "")
    return Content.styled(f"stays, {decided or 'an ordinary word in small letters'}", "$quiet")


def verdict(found: Leaving, key: Callable[[str], str]) -> Content:
    """How many words are in doubt, or that none is."""
    doubts = len(found.doubts)
    if doubts:
        said = f"{doubts} {'word is' if doubts == 1 else 'words are'} in doubt: "
        return Content.assemble(
            (said, "bold $soon"), (f"{key('names.remove')} removes, {key('names.keep')} leaves it", "$quiet")
        )
    if found.goes or found.stays:
        return Content.styled("Nothing is in doubt.", "bold")
    return Content.assemble(
        ("No name was found in what was written. ", "bold"),
        (f"{key('names.add')} removes one that you know of.", "$quiet"),
    )


def taken_words(taken: TakenOut) -> str:
    """What is taken out beside the words, and what that is not."""
    counts = (
        (taken.people, "person", "people"),
        (taken.schools, "school", "schools"),
        (taken.pairs, "pair or group", "pairs or groups"),
        (taken.roles, "role", "roles"),
        (taken.helpers, "helper", "helpers"),
        (taken.owners, "owner", "owners"),
    )
    said = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    listed = " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
    out = f"Left out: {listed}. " if said else ""
    return f"{out}A nickname, a story, a role or a date may still tell who is meant: no rule finds those."
