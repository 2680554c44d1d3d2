"""What stands beside the hand-outs: what is chosen, with the key that changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from exports.formats import FORMATS
from exports.links import group_link
from facilitator.screens.hand_out_kinds import LINKLESS, OWN, Wanted, called
from facilitator.screens.hand_out_preview import Finds
from facilitator.screens.library_lists import counted
from facilitator.widgets.rows import shortened
from sessions.dates import MONTHS
from sessions.model import Session

# So many lines there are for what becomes of names, where there is room.
_LEAST_AIRY = 3
# Where it is for one person alone: whom they met there may well be named.
_OFFERED = {OWN, "people"}
# The cells that a key and what it is for take before the words.
_KEY, _LABEL = 2, 8

Key = Callable[[str], str]
Part = Content | str | tuple[str, str]


class Chosen(NamedTuple):
    """What is chosen: of what, in which session, what was found of names (None while they are looked for), and the
    folder."""

    wanted: Wanted
    session: Session
    finds: Finds | None
    folder: str


def title(wanted: Wanted) -> Content:
    """The head of the page: what it is for, and what the hand-out under the cursor is."""
    return Content.assemble(("Hand out  ", "bold"), (f"{wanted.what.title}: {wanted.what.says}.", "$quiet"))


def choices(chosen: Chosen, key: Key, width: int, *, airy: bool) -> Content:
    """Everything that can be chosen, below one another; `airy` where there is room between."""
    wanted = chosen.wanted
    parts: list[list[Content]] = []
    if wanted.what.names:
        parts.append([_line(key("handout.names"), "Names", (wanted.choice.said, "bold"))])
        parts[-1] += _advice(chosen, key, width, _LEAST_AIRY if airy else 2)
    parts.append(_formats(wanted, key))
    parts.append([_line(key("handout.folder"), "Folder", end_of(chosen.folder, width - _KEY - _LABEL))])
    linked = wanted.what.id not in LINKLESS
    if linked:
        parts.append([_line(key("handout.link"), "Link", _link(chosen.session, width - _KEY - _LABEL))])
    # What names become has room below it; folder and link are one: where things are.
    gaps = {len(parts) - (2 if linked else 1)} if airy else set()
    rows: list[Content] = []
    for number, part in enumerate(parts):
        rows += [Content(""), *part] if number in gaps else part
    return Content("\n").join(rows)


def hidden(key: Key) -> str:
    """Why a hand-out is not shown, and what to do."""
    return (
        "With one screen the room may be looking at this one, and this is not for all to see.\n\n"
        f"{key('handout.show')} shows it all the same. {key('handout.write')} writes it unseen."
    )


def _line(key: str, label: str, *words: Part) -> Content:
    return Content.assemble((key.ljust(_KEY), "bold $now"), (label.ljust(_LABEL), ""), *words)


def _advice(chosen: Chosen, key: Key, width: int, least: int) -> list[Content]:
    """What becomes of names, in so many words, on so many lines at `least`: what is below stays where it is."""
    wanted, finds = chosen.wanted, chosen.finds
    room = width - _KEY
    words: list[Part] = [(wanted.choice.means, "$quiet")] if wanted.choice.means else []
    if wanted.what.id == OWN and wanted.names == "removed":
        words = [(f"Nobody can tell whose they are: {key('handout.names')} keeps their names.", "$quiet")]
    elif wanted.searched:
        if wanted.what.id in _OFFERED and wanted.names is None:
            # With words in doubt there is less room for it.
            doubts = _found(finds, key, wanted) if finds and finds.doubts else []
            words += _offer(chosen, key, brief=bool(doubts) and least < _LEAST_AIRY)
            words += [("\n", ""), *doubts] if doubts else []
        else:
            words += _found(finds, key, wanted) if finds else [("Looking for names…", "$quiet")]
    rows = Content.assemble(*words).wrap(room) if words else []
    rows = [row.rstrip() for row in rows]
    return [Content.assemble(" " * _KEY, row) for row in [*rows, *[Content("")] * (least - len(rows))]]


def _offer(chosen: Chosen, key: Key, *, brief: bool) -> list[Part]:
    """That names of others can stay in what is for one person alone."""
    names: Part = (key("handout.names"), "bold $now")
    own = chosen.wanted.what.id == OWN
    whose = called(chosen.session, chosen.wanted.whose) or "them"
    if brief:
        return [names, (f" keeps all: {f'for {whose}' if own else 'each is for one'} alone.", "$quiet")]
    alone = f"this goes to {whose}" if own else "each goes to one person"
    return [("Names of others are removed: ", "$quiet"), names, (f" keeps them, {alone} alone.", "$quiet")]


def _found(finds: Finds, key: Key, wanted: Wanted) -> list[Part]:
    """How many names are replaced, and how many words somebody should look at."""
    looks: list[Part] = [(": ", "$quiet"), (key("handout.look"), "bold $now"), (" looks at them", "$quiet")]
    doubts: list[Part] = [(f"{counted(finds.doubts, 'word')} in doubt", "bold $soon"), *looks]
    if wanted.names is None:
        # Whose they are decides which of them are replaced: no number would be right for all.
        return doubts if finds.doubts else [("Names in the notes are replaced.", "$quiet")]
    if not finds.names:
        return doubts if finds.doubts else [("No name was found in the notes.", "$quiet")]
    said = f"{counted(finds.names, 'name')} replaced in {counted(finds.places, 'place')}"
    return [(f"{said},\n", "$quiet"), *doubts] if finds.doubts else [(said, "$quiet"), *looks]


def _formats(wanted: Wanted, key: Key) -> list[Content]:
    """The formats as ticks, each with its key, in two columns."""
    if not wanted.what.kind:
        return [Content.styled(f"{'':{_KEY}}A page to open and to print.", "$quiet")]
    cells = []
    for one in FORMATS.values():
        on = one.id in wanted.formats
        tick = ("✓ ", "bold $now") if on else ("· ", "$quiet")
        cells.append(
            Content.assemble(
                (key(f"handout.{one.id}").ljust(_KEY), "bold $now"), tick, (one.title, "bold" if on else "")
            )
        )
    half = -(-len(cells) // 2)
    left = max(cell.cell_length for cell in cells[:half]) + 2
    return [
        Content.assemble(cells[at], " " * (left - cells[at].cell_length), *cells[at + half : at + half + 1])
        for at in range(half)
    ]


def _link(session: Session, room: int) -> Content:
    link = group_link(session)
    if not link:
        return Content.styled(shortened("none: no code for the notes", room), "$quiet")
    bare = link.partition("://")[2] or link
    ready = session.meta.link_from
    said = f", from {ready.day} {MONTHS[ready.month - 1][:3]}" if ready else ""
    return Content(shortened(bare, max(8, room - cell_len(said))) + said)


def end_of(path: str, room: int) -> str:
    """A path in so many cells, of which the end says most."""
    if cell_len(path) <= room:
        return path
    while path and cell_len(path) > room - 1:
        path = path[1:]
    return f"…{path}"
