"""The test card as text: what the room check shows, set for the size of the stage. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from textual.content import Content

from exports import qr
from exports.document import QrCode
from facilitator.awake import WORDS
from facilitator.commands import key_name
from facilitator.keymap import Keymap
from facilitator.widgets.qr import qr_lines
from facilitator.widgets.stage import line_content
from sessions import legibility, lettering
from sessions.lines import Line, Style, wrap
from sessions.prompts import render
from sessions.stage_size import Size

HEADING = "Can you read this?"
# As a prompt is set: running text with weight in it, and letters that a poor font does not have.
PROMPT = "Tell your partner, Siân or Llŷr, about a time when **a colleague changed your mind**."
# Every phone offers to open a link, with or without a network; plain text some pass over in silence, and a date
# would end up in somebody's calendar. This address is kept for examples (RFC 2606). In capitals it makes the
# smallest code there is.
TEST_CODE = QrCode(
    caption="Your phone should offer to open example.org", payload="HTTPS://EXAMPLE.ORG", name="test"
)
# What the buttons of a clicker are called, by the keys they send.
BUTTONS = {
    "pagedown": "Next",
    "pageup": "Back",
    "f5": "Start",
    "escape": "Stop",
    "full_stop": "Blank",
}
# A start button sends both in turn.
_MORE = {"f5": "A second press of start sends Esc."}
# The rows a font takes for a letter, from the top of an l to the foot of a p.
_ROWS = {"mono12": 10, "smmono12": 10, "mono9": 8, "smmono9": 8, lettering.SMALL: 4}
# The words that name a line take so many cells.
_LABEL = 10
# Beside the words a code is at most twice its size: the heading stays the largest thing on the card.
_CODE_SCALE = 2
# Below this height in rows the card says only what the footer does not.
_TIGHT = 28


class Sent(NamedTuple):
    """A key that was pressed: its name, its button's, and what it does live."""

    key: str
    button: str
    does: str


@dataclass(frozen=True)
class Card:
    """Everything the card shows: the picture's width in metres, the time of day, how many screens (0 while that is
    not known), how it stands with staying awake, the keys of a clicker that arrived with the newest last,
    when the bell was rung ("" for never), and which of the session's codes do not `fit` this stage."""

    width: float
    time: str
    screens: int = 0
    awake: str = ""
    bell: bool = True
    rang: str = ""
    sent: tuple[str, ...] = ()
    stage_command: str = "facilitator stage"
    dark: bool = False
    unfit: str = ""
    keymap: Keymap = field(default_factory=Keymap)


def named(key: str, keymap: Keymap) -> Sent:
    """What a key is, and does in a session that is live."""
    command = next((one for one in keymap.commands_of("live") if key in one.keys), None)
    does = command.help if command else "No command of the console has it."
    return Sent(key_name(key), BUTTONS.get(key, ""), f"{does} {_MORE.get(key, '')}".rstrip())


def card(shown: Card, size: Size) -> Content:
    """The whole card: heading and prompt as the stage sets them, and below what there is to try in this room."""
    code = _code(size)
    wide = min(size.wide - (code[0].cell_length + 4 if code else 0), size.measure)
    tight = size.height < _TIGHT
    prompt = [line_content(line) for line in _prompt(size)]
    most = max(len(_tries(one, wide, tight=tight)) for one in _longest(shown))
    heading, font = _heading(size, size.height - len(prompt) - max(most + 3, len(code)) - 4)
    reach = _reach(shown, size, font, wide)
    high = [*heading, *([Content("")] if font else []), *prompt]
    # Where the lower part begins does not depend on what it says: nothing moves while it is tried.
    spare = size.height - 2 - len(high) - max(len(reach) + 1 + most, len(code))
    air = [Content("")] * max(0, min(spare, 1 + size.height // 12))
    low = [*reach, *([Content("")] if spare > 0 else []), *_tries(shown, wide, tight=tight)]
    top = _ends(size.wide, Content.styled("Room check", "$quiet"), Content.styled(shown.time, "bold"))
    margin = " " * size.left
    rows = [top, Content(""), *high, *air, *_beside(low, code, size)]
    # A data folder with a long name takes the place of the air, if need be.
    while len(rows) > size.height and Content("") in rows:
        rows.remove(Content(""))
    return Content("\n").join(Content.assemble(margin, row) for row in rows)


def _longest(shown: Card) -> list[Card]:
    """The card after each button was pressed and with all else at its longest."""
    full = replace(shown, screens=2, bell=True, rang="00:00:00", awake=max(WORDS.values(), key=len))
    return [replace(full, sent=(key,)) for key in BUTTONS]


def code_page(code: QrCode, width: float, size: Size) -> Content:
    """One code over the whole card, as large as there is room for, and from how far it is scanned."""
    lines = qr_lines(code, size.width, size.height - 3)
    if not lines:
        columns, rows = qr.size_needed(code.payload)
        words = (
            f"{code.caption}: this code needs {columns} columns by {rows + 3} rows, and the window has {size.width} by "
            f"{size.height}. Make it larger, or its letters smaller."
        )
        return _middle([row.rstrip() for row in Content(words).wrap(min(size.wide, 60))], size)
    # The light margin around a code is not part of what a phone has to make out.
    columns, _ = qr.size_needed(code.payload)
    modules = lines[0].cell_length * (columns - 2 * qr.QUIET) // columns
    across = width * modules / size.width
    reach = legibility.metres(legibility.scanned_from(width, size.width, modules))
    said = f"{across:.2f} m wide on this picture; most phones scan it from {reach}."
    return _middle(
        [*lines, Content(""), Content.styled(code.caption, "bold"), Content.styled(said, "$quiet")], size
    )


# --- the parts ---------------------------------------------------------------------------------------------


def _heading(size: Size, room: int) -> tuple[list[Content], str]:
    """The heading in the largest letters there is room for, and their font; "" for plain ones."""
    for font in lettering.FONTS:
        rows = lettering.set_in(font, HEADING, size.wide)
        if rows is not None and len(rows) <= room:
            return [Content.styled(row, "bold $now") for row in rows], font
    return [Content.styled(HEADING, "bold $now")], ""


def _prompt(size: Size) -> list[Line]:
    """The prompt as the stage sets it."""
    runs: list[tuple[Style, str]] = [
        ("strong" if span.strong else "plain", span.text) for span in render(PROMPT, {})[0].spans
    ]
    return list(wrap(runs, size.measure, 0))


def _reach(shown: Card, size: Size, font: str, wide: int) -> list[Content]:
    """From how far it is read; and what makes it further."""
    found = legibility.reach(shown.width, size.width, size.height, _ROWS.get(font, 1))
    key = shown.keymap.key
    parts: list[tuple[str, str]] = [(f"On a picture {shown.width:.1f} m wide (", "")]
    for id, after in (("room.wider", " "), ("room.narrower", " "), ("room.width", ") it is read from ")):
        parts += [(key(id), "bold $now"), (after, "")]
    parts.append((legibility.metres(found.normal), "bold $now"))
    if font:
        parts += [(", in large letters from ", ""), (legibility.metres(found.largest), "bold $now")]
    parts.append((". ", ""))
    if size.width > 72:
        further = legibility.metres(legibility.read_from(shown.width, 60, 18))
        parts.append((f"With letters enlarged to 60 columns by 18 rows: {further}.", "$quiet"))
    return _wrap(Content.assemble(*parts), wide)


def _tries(shown: Card, measure: int, *, tight: bool) -> list[Content]:
    """What there is to try: a word that names it, and beside it what to do or how it went."""
    wide = max(20, measure - _LABEL)
    key = shown.keymap.key
    rows: list[Content] = []

    def put(label: str, *said: Content) -> None:
        lines = [line for one in said for line in _wrap(one, wide)]
        for number, line in enumerate(lines):
            rows.append(Content.assemble(((label if number == 0 else "").ljust(_LABEL), "$quiet"), line))

    put("Clicker", *_clicker(shown, tight=tight))
    put("Bell", _bell(shown, tight=tight))
    if shown.unfit:
        put("Code", Content.styled(shown.unfit, "$soon"))
    elif not tight:
        put("Code", _keys((key("room.code"), "shows a code to scan, as large as it gets")))
    put("Screens", _screens(shown))
    if not tight:
        ground = "light on dark, for a dark room" if shown.dark else "dark on light, for a light room"
        put("Theme", Content.assemble(f"{ground}; ", _keys((key("app.theme"), "changes it"))))
    put("Sleep", Content(shown.awake))
    return rows


def _clicker(shown: Card, *, tight: bool) -> list[Content]:
    """The buttons, those that have arrived with a tick; and what the last one does."""
    parts: list[Content | tuple[str, str]] = []
    for key, button in BUTTONS.items():
        came = key in shown.sent
        gap = "  " if tight else "   "
        parts.append((f"{'✓' if came else '·'} {button}{gap}", "bold" if came else "$quiet"))
    if not shown.sent:
        return [
            Content.assemble(*parts).rstrip(),
            Content(
                "Press each of its buttons."
                if tight
                else "Press each of its buttons: what it sends and does is said here."
            ),
        ]
    last = named(shown.sent[-1], shown.keymap)
    name = f"{last.button} ({last.key}): " if last.button else f"{last.key}: "
    return [Content.assemble(*parts).rstrip(), Content.assemble((name, "bold $now"), last.does)]


def _bell(shown: Card, *, tight: bool) -> Content:
    key = shown.keymap.key
    if not shown.bell:
        return Content.assemble("off in every session; ", _keys((key("room.turn-bell"), "turns it on")))
    if not shown.rang:
        return _keys((key("room.ring"), "rings it"))
    if tight:
        return Content("If you heard nothing: sound up, and the terminal’s bell on.")
    return Content(
        f"Rang at {shown.rang}. If you heard nothing: turn the sound up, or the bell on in the terminal’s settings."
    )


def _screens(shown: Card) -> Content:
    key = shown.keymap.key
    if shown.screens == 0:
        return _keys((key("room.screens"), "says whether the room sees this screen or a second one"))
    if shown.screens == 1:
        return Content.assemble(
            ("One", "bold"),
            ": the room sees this one. ",
            _keys((key("live.stage"), "is the stage,"), (key("live.console"), "your own view")),
            ".",
        )
    return Content.assemble(
        ("Two", "bold"),
        ": in a second terminal type ",
        (shown.stage_command, "bold"),
        " and drag its window to the projector.",
    )


def _code(size: Size) -> list[Content]:
    """The code that stands beside the words, where there is room for both."""
    columns, rows = qr.size_needed(TEST_CODE.payload)
    for scale in range(_CODE_SCALE, 0, -1):
        if size.wide - columns * scale - 4 >= 62 and size.height >= 26 * scale:
            return qr_lines(TEST_CODE, columns * scale, rows * scale)
    return []


# --- setting -----------------------------------------------------------------------------------------------


def _keys(*pairs: tuple[str, str]) -> Content:
    """Keys with what they do: the keys as the footer shows them."""
    parts: list[tuple[str, str]] = []
    for number, (key, words) in enumerate(pairs):
        parts += [("" if number == 0 else " ", ""), (key, "bold $now"), (f" {words}", "")]
    return Content.assemble(*parts)


def _wrap(words: Content, wide: int) -> list[Content]:
    return [row.rstrip() for row in words.wrap(wide)]


def _ends(wide: int, left: Content, right: Content) -> Content:
    return Content.assemble(left, " " * max(1, wide - left.cell_length - right.cell_length), right)


def _beside(rows: Sequence[Content], code: Sequence[Content], size: Size) -> list[Content]:
    """The words, and the code at the right edge, both ending on the same row."""
    if not code:
        return list(rows)
    deep = max(len(rows), len(code))
    words = [*rows, *([Content("")] * (deep - len(rows)))]
    drawn = [*([Content("")] * (deep - len(code))), *code]
    return [_ends(size.wide, one, other) if other else one for one, other in zip(words, drawn, strict=True)]


def _middle(rows: Sequence[Content], size: Size) -> Content:
    above = [Content("")] * max(0, (size.height - len(rows)) // 2)
    return Content("\n").join(
        [*above, *(Content.assemble(" " * max(0, (size.width - row.cell_length) // 2), row) for row in rows)]
    )
