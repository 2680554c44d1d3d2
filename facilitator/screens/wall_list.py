"""The facilitator's list of the wall: headings with their counts as bars, below each its notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from facilitator.screens.library_lists import counted
from facilitator.widgets.found import found_words
from facilitator.widgets.page import hanging
from facilitator.widgets.rows import Line, shortened
from sessions import themes, walls
from sessions.model import Session, Wall
from sessions.text import one_line
from sessions.wall_stage import bar, voted
from sessions.walls import WallGroup, WallNote

# The cells of a heading's bar, of its number, and of what stands behind a note.
_BAR, _NUMBER, _BEHIND = 10, 4, 18


class Head(NamedTuple):
    """A heading: one with notes, or (`held` is None) an area over its statements. `number` is a theme's, from 1;
    `most` scales the bars, without it there is none; they are for hands where `voted`."""

    text: str
    held: int | None = None
    most: int = 0
    number: int = 0
    theme: str = ""
    dots: int = 0
    voted: bool = False


class Entry(NamedTuple):
    """A note, with what stands behind it: its theme, or the code of what it is about, and its votes."""

    note: WallNote
    behind: str = ""


def lines(session: Session, how: Wall) -> list[Line]:
    """Everything that the wall has; the cursor stands on notes and, by theme, on themes too."""
    groups = walls.wall(session, how, empty=True)
    by_theme = how.by == "theme"
    # What is under no theme yet is no result: its number is said, and no bar drawn.
    hands = voted(groups)
    most = max(
        (group.dots if hands else len(group.notes) for group in groups if group.id or not by_theme), default=0
    )
    found: list[Line] = []
    within = ""
    for group in groups:
        found += [Line("")] if found else []
        if group.area and group.area != within and group.title:
            found += [Line("", Head(group.area)), Line("")]
        within = group.area
        found.append(_head(session, how, group, most, hands=hands))
        found += [Line(note.id, Entry(note, _behind(session, how, note))) for note in group.notes]
    return found


def _head(session: Session, how: Wall, group: WallGroup, most: int, *, hands: bool) -> Line:
    theme = themes.theme(session, group.id) if how.by == "theme" else None
    if theme is None:
        none = how.by == "theme" and not group.id
        scale = 0 if none else most
        return Line("", Head(group.label, len(group.notes), scale, dots=group.dots, voted=hands and not none))
    number = session.themes.index(theme) + 1
    head = Head(theme.name, len(group.notes), most, number, theme.id, theme.dots, voted=hands)
    return Line(f"theme {theme.id}", head)


def _behind(session: Session, how: Wall, note: WallNote) -> str:
    theme = themes.theme(session, note.theme) if how.by == "statement" else None
    said = [theme.name] if theme else [note.code] if note.code and how.by == "theme" else []
    if note.dots:
        said.append(counted(note.dots, "hand"))
    return " · ".join(said)


def draw(item: Head | Entry | None, width: int, typed: str = "") -> Content:
    """A line of the list."""
    if item is None:
        return Content("")
    if isinstance(item, Entry):
        behind = shortened(item.behind, min(_BEHIND, width // 3))
        star = "★ " if item.note.starred else "  "
        room = width - cell_len(star) - (cell_len(behind) + 2 if behind else 0)
        words = found_words(one_line(item.note.text), typed, room)
        gap = " " * (width - cell_len(star) - words.cell_length - cell_len(behind))
        return Content.assemble((star, "bold $now"), words, gap, (behind, "$quiet"))
    if item.held is None:
        return Content.styled(shortened(item.text, width), "$quiet")
    count = item.dots if item.voted else item.held
    drawn, number = bar(count, item.most, _BAR), f"{count:>{_NUMBER}}"
    # Hands are what the bar is about; how many notes there are is said in words.
    dots = f"{counted(item.held, 'note')}, hands  " if item.voted else ""
    lead = f"{item.number} " if item.number else ""
    room = width - cell_len(lead + dots + drawn + number) - 2
    text = shortened(item.text, room)
    gap = " " * (room - cell_len(text) + 2)
    return Content.assemble(
        (lead, "$quiet"), (text, "bold"), gap, (dots, "$quiet"), (drawn, "$quiet"), (number, "bold")
    )


def about(
    session: Session, item: Head | Entry | None, width: int, *, how: Wall, everything: str = "x"
) -> Content:
    """The marked note in full, what it is about and, where names may be seen, whose it is; where nothing is listed, why
    (`everything` is the key that shows all)."""
    if item is None:
        shows = f"Nothing is like that: {everything} shows all."
        return Content(f"Nothing has “{how.words}”." if how.words else shows)
    # With two screens the room does not see this one.
    names = how.names or session.meta.screens == 2
    if isinstance(item, Head):
        held = counted(item.held, "note") if item.held else "No note yet"
        votes = f", {counted(item.dots, 'hand')}" if item.dots else ""
        words = f"{item.text}\n\n{held}{votes}." + ("" if item.held else " “Theme” on a note puts it here.")
        return hanging("", words, width)
    note = session.note(item.note.id)
    if note is None:
        return Content("")
    theme = themes.theme(session, note.theme)
    who = walls.said_by(session, note) if names else ""
    said = [*([who] if who else []), *([f"Theme: {theme.name}"] if theme else [])]
    below = [hanging("", words, width) for words in said]
    below.append(hanging("", Content.styled(walls.spot_label(session, note), "$quiet"), width))
    return Content.assemble(hanging("", item.note.text, width), "\n\n", Content("\n").join(below))


def cropped(words: Content, height: int) -> Content:
    """Words in so many rows at most, the last one ending in "…" where there are more."""
    rows = words.split("\n", allow_blank=True)
    height = max(1, height)
    return Content("\n").join(
        rows if len(rows) <= height else [*rows[: height - 1], rows[height - 1].append(" …")]
    )


def after(lines: Sequence[Line], id: str) -> str:
    """The note after this one; the one before it where it is the last."""
    notes = [line.id for line in lines if isinstance(line.item, Entry)]
    place = notes.index(id)
    return notes[place + 1] if place + 1 < len(notes) else notes[place - 1]


def title(session: Session, how: Wall, lines: Sequence[Line], there: int, width: int) -> Content:
    """What the list is, how the wall is arranged, and whether the room sees it; `there` is how many notes the whole
    wall has."""
    place = _on_stage(session)
    shown = sum(1 for line in lines if isinstance(line.item, Entry))
    order = "by theme" if how.by == "theme" else "by statement"
    count = counted(shown, "note") if shown == there else f"{shown} of {counted(there, 'note')}"
    first = Content.assemble(("The wall", "bold"), f"  {count} {order}" if there else "")
    gap = max(2, width - first.cell_length - cell_len(place))
    said = [
        *(["only " + " · ".join(walls.narrowed_to(session, how))] if walls.narrowed_to(session, how) else [])
    ]
    said += ["as bars"] if how.counts else []
    said += ["with names" if how.names else "without names"]
    rest = len([note for note in session.notes if note.shared != "room"])
    if rest:
        said.append(f"{rest} more not shared with the room")
    words = " · ".join(said)
    second = shortened(words[:1].upper() + words[1:], width)
    return Content("\n").join(
        [Content.assemble(first, " " * gap, (place, "bold $now")), Content.styled(second, "$quiet")]
    )


def _on_stage(session: Session) -> str:
    shown, wall = session.progress.shown, session.progress.wall
    if shown.kind == "wall":
        votes = {"ask": "the vote is on the stage", "result": "the result is on the stage"}
        return votes.get(wall.vote, "on the stage")
    return "one note on the stage" if shown.kind == "note" else ""


def first_words(session: Session, width: int) -> Content:
    """What to do while nothing is on the wall."""
    kept = len(session.notes)
    steps = [step.title for step in session.steps if step.shared == "room" and step.capture]
    words = ["Nothing is shared with the room yet."]
    if steps:
        words.append(f"What is captured at {_listed(steps)} comes here by itself.")
    if kept:
        one = "One note is" if kept == 1 else f"{kept} notes are"
        words.append(f"{one} kept for those who wrote them. “Share” in Capture shares a note with the room.")
    else:
        words.append("Capture writes notes down; “Share” there shares one with the room.")
    return hanging("", "\n\n".join(words), min(width, 70))


def _listed(titles: Sequence[str]) -> str:
    if len(titles) > 3:
        return f"{', '.join(titles[:2])} and {len(titles) - 2} more steps"
    return " and ".join([", ".join(titles[:-1]), titles[-1]]) if len(titles) > 1 else titles[0]
