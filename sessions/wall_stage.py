"""The wall as the room sees it: counts as bars first where there is much to see, then the notes; or the vote.

What is made here is the same for a stage of any size, so that stages of different sizes turn to the same words.
Stars are the facilitator's marks and are not shown among other notes: nobody's note is second best before the room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sessions import themes, voting, walls
from sessions.faces import Entry
from sessions.model import Note, Session
from sessions.prompts import Block, Span
from sessions.walls import WallGroup

# With more notes than these a page of counts comes before them: fewer are seen at a glance.
MANY = 8
# The cells of the longest bar; and where each is a letter drawn from blocks.
_BAR, _SHORT_BAR, _TINY_BAR = 16, 6, 3
# Characters of what is said beside the count; the row has to fit the smallest stage.
_CAPTION = 30
_NOTHING = "Nothing has been shared with the room yet."


class Picture(NamedTuple):
    """What is shown: `entries` (bars) come before `blocks` (notes), each on pages of their own."""

    heading: str
    caption: str = ""
    entries: tuple[Entry, ...] = ()
    blocks: tuple[Block, ...] = ()


def picture(session: Session) -> Picture:
    """The wall as it is arranged."""
    how = session.progress.wall
    if how.vote:
        return _vote(session)
    groups = walls.wall(session)
    count = sum(len(group.notes) for group in groups)
    if not count:
        nothing = "Nothing on the wall is like that." if walls.on_wall(session) else _NOTHING
        return Picture(_heading(session), blocks=(_paragraph(nothing),))
    entries = _counts(groups) if how.counts else bars(groups)
    notes = () if how.counts else _notes(groups, area=how.area is None)
    if not how.counts and (count <= MANY or len(entries) < 2):
        entries = ()
    hands = " · bars: hands" if entries and voted(groups) else ""
    return Picture(_heading(session), _caption(session, count) + hands, entries, notes)


def note_picture(session: Session, note: Note) -> Picture:
    """One note, large: its words, whose they are where names are shown, and what it is about."""
    theme = themes.theme(session, note.theme)
    by_theme = theme is not None and session.progress.wall.by == "theme"
    about = theme.name if theme is not None and by_theme else walls.spot_label(session, note)
    blocks = [_paragraph(walls.words(session, note), strong=True)]
    who = walls.said_by(session, note) if session.progress.wall.names else ""
    if who:
        blocks.append(_paragraph(who, emphasis=True))
    return Picture(about, blocks=tuple(blocks))


def bars(groups: Sequence[WallGroup]) -> tuple[Entry, ...]:
    """How many notes there are, or hands where some went up, as bars with the number beside them: by area where there
    are several, else under each heading."""
    areas, counted = _by_area(groups), _counted(groups)
    if len(areas) < 2 or not any(group.area for group in groups):
        # What has no theme yet is no result: only its number is said.
        most = max((counted(group) for group in groups if group.id), default=0)
        return tuple(
            _bar(group.code, group.title or group.area, counted(group), most if group.id else 0)
            for group in groups
        )
    counts = [sum(map(counted, some)) for some in areas]
    return tuple(
        _bar(some[0].area_code, _area_title(some[0]), count, max(counts))
        for some, count in zip(areas, counts, strict=True)
    )


def voted(groups: Sequence[WallGroup]) -> bool:
    """Whether hands went up: they are what is compared then, and not how many notes there are."""
    return any(group.dots for group in groups)


def _counted(groups: Sequence[WallGroup]) -> Callable[[WallGroup], int]:
    return (lambda group: group.dots) if voted(groups) else (lambda group: len(group.notes))


def bar(count: int, most: int, cells: int = _BAR) -> str:
    """A bar for a count, of blocks and half blocks, as long as `cells` for the highest count; padded to that. Where
    that is 0, there is no bar."""
    halves = max(round(2 * cells * count / most), 1) if most and count else 0
    return ("█" * (halves // 2) + "▌" * (halves % 2)).ljust(cells)


def _counts(groups: Sequence[WallGroup]) -> tuple[Entry, ...]:
    """Every heading with its bar; under each area, where there are several, what is in it."""
    areas = _by_area(groups)
    if len(areas) < 2 or not any(group.area for group in groups):
        return bars(groups)
    counted = _counted(groups)
    most = max(map(counted, groups))
    found: list[Entry] = []
    for some in areas:
        whole = sum(map(counted, some))
        if not some[0].area:
            found.append(_bar("", some[0].label, whole, most, head=True))
            continue
        found.append(
            Entry(
                marker="",
                text=some[0].area,
                detail=f"{'':{_BAR}} {whole:>3}",
                short=(str(whole),) * 3,
                head=True,
            )
        )
        found += [
            _bar(group.code, group.title or "As a whole", counted(group), most, plain=True) for group in some
        ]
    return tuple(found)


def _by_area(groups: Sequence[WallGroup]) -> tuple[tuple[WallGroup, ...], ...]:
    """The groups of one area together; a group that stands in none is by itself."""
    found: dict[str, list[WallGroup]] = {}
    for group in groups:
        found.setdefault(group.area or group.id, []).append(group)
    return tuple(tuple(some) for some in found.values())


def _area_title(group: WallGroup) -> str:
    """The title of its area without the code; its own where it stands in none."""
    return group.area.removeprefix(group.area_code).strip() if group.area else group.label


def _vote(session: Session) -> Picture:
    if session.progress.wall.vote == "ask":
        options = voting.ballot(session)
        caption = "Say which by its number" if options else ""
        entries = tuple(_option(one) for one in options)
        heading = "Show of hands"
    else:
        options = voting.results(session)
        most = max((one.dots for one in options), default=0)
        entries = tuple(_option(one, *_details(one.dots, most)) for one in options)
        heading = "How many hands went up"
        winners = voting.winners(session)
        caption = voting.said(session) if len(winners) > 1 else ""
        caption = caption if len(caption) <= 2 * _CAPTION - 4 else f"{len(winners)} are even"
    return Picture(
        heading, caption, entries, () if entries else (_paragraph("There is nothing to vote on yet."),)
    )


def _option(one: voting.Option, detail: str = "", *short: str) -> Entry:
    plain = one.kind == "note"
    return Entry(marker=str(one.number), text=one.text, detail=detail, short=short, place=True, plain=plain)


def _bar(marker: str, text: str, count: int, most: int, *, head: bool = False, plain: bool = False) -> Entry:
    detail, *short = _details(count, most)
    return Entry(marker=marker or "•", text=text, detail=detail, short=tuple(short), head=head, plain=plain)


def _details(count: int, most: int) -> tuple[str, ...]:
    """A bar with its number, the same with shorter bars, and the number alone."""
    shorter = (f"{bar(count, most, cells)} {count:>2}" for cells in (_SHORT_BAR, _TINY_BAR))
    return (f"{bar(count, most)} {count:>3}", *shorter, str(count))


def _notes(groups: Sequence[WallGroup], *, area: bool) -> tuple[Block, ...]:
    """The notes under their headings, the area's over those of its statements."""
    found: list[Block] = []
    within = ""
    for group in groups:
        if area and group.area and group.area != within:
            found.append(_head(group.area, 2))
        within = group.area
        if group.title:
            found.append(_head(group.label, 3 if group.area else 2))
        for note in group.notes:
            spans = (
                Span(text=note.text),
                *((Span(text=f"\n{note.who}", emphasis=True),) if note.who else ()),
            )
            found.append(Block(kind="bullet", level=1, marker="–", spans=spans))
    return tuple(found)


def _heading(session: Session) -> str:
    """What the wall is narrowed to, by the widest of it."""
    how = session.progress.wall
    if how.area is not None or themes.theme(session, how.theme):
        return walls.narrowed_to(session, how)[0]
    return "To read out" if how.starred else "What we heard"


def _caption(session: Session, count: int) -> str:
    how = session.progress.wall
    said = []
    if how.words:
        words = how.words if len(how.words) <= _CAPTION else how.words[: _CAPTION - 1].rstrip() + "…"
        said.append(f"“{words}”")
    if how.starred and _heading(session) != "To read out":
        said.append("to read out")
    said.append("1 note" if count == 1 else f"{count} notes")
    return " · ".join(said)


def _head(text: str, level: int) -> Block:
    return Block(kind="heading", level=level, marker="", spans=(Span(text=text),))


def _paragraph(text: str, *, strong: bool = False, emphasis: bool = False) -> Block:
    return Block(
        kind="paragraph", level=0, marker="", spans=(Span(text=text, strong=strong, emphasis=emphasis),)
    )
