"""QR codes on the screen: black on white whatever the theme, as large as there is room for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace
from textual.content import Content

from exports import qr
from exports.document import QrCode
from exports.errors import ExportError
from sessions import lettering
from sessions.dates import long_date
from sessions.faces import REVIEW_CODE
from sessions.model import Session
from sessions.stage_size import Size

# A scanner wants a dark code on a light page, whatever the theme (ISO/IEC 18004, 5.1).
_PAINT = "#000000 on #FFFFFF"
_MARKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
# Words beside a code stand so far from it, and are set in lines of so many cells.
_GAP, _NARROWEST, _WIDEST = 2, 16, 45
# Where an address is best broken: after these.
_PIECE = re.compile(r"[^/?&=#._-]*[/?&=#._-]*")


def next_ref(session: Session, ref: str) -> str:
    """The code after this one, the first after "", and "" after the last."""
    names = [code.name for code in qr.codes(session)]
    if ref not in names:
        return names[0] if names else ""
    at = names.index(ref) + 1
    return names[at] if at < len(names) else ""


def qr_content(session: Session, ref: str, width: int, height: int, today: date | None = None) -> Content:
    """A whole screen with the code of this name in its middle, and below it, or beside it, what it is and its link in
    words. `today` says whether what it leads to is still to come.

    Where it does not fit, its words stand there instead, as large as can be: the size it needs is said to the
    facilitator (`unfit`).
    """
    code = next((code for code in qr.codes(session, today=today) if code.name == ref), None)
    if code is None:
        return _middle([Content("There is no such code any more.")], width, height)
    try:
        payload = qr.payload_for(session, code, width, height - 1)
    except ExportError as error:
        return _middle(_wrapped(str(error), width), width, height)
    if not payload:
        return _instead(session, code, width, height)
    code = replace(code, payload=payload)
    columns, _ = qr.size_needed(payload)
    for scale in range(min(width // columns, 2 * height // columns), 0, -1):
        painted = _painted(code, scale)
        below = _below(code, width)
        if len(painted) + len(below) <= height:
            return _middle([*painted, *below], width, height)
        left = width - painted[0].cell_length - _GAP - 1
        beside = _below(code, min(left, _WIDEST), margin=0) if left >= _NARROWEST else []
        if beside and len(painted) <= height and len(beside) <= len(painted):
            return _middle(_side_by_side(painted, beside), width, height)
    painted = _painted(code, 1)
    return _middle([*painted, *below[: height - len(painted)]], width, height)


def unfit(session: Session, ref: str, sizes: Sequence[Size], *, brief: bool = False) -> str:
    """Where one of these stages is too small for a code: how large it has to be, and what the room sees there; "" where
    it fits. `brief` leaves out what is seen anyway."""
    code = next((code for code in qr.codes(session) if code.name == ref), None)
    if code is None:
        return ""
    try:
        columns, rows = qr.least_size(session, code)
    except ExportError as error:
        return str(error)
    small = next((one for one in sizes if columns > one.width or rows >= one.height), None)
    if small is None:
        return ""
    needs = f"needs {columns} columns by {rows + 1} rows"
    instead = f"the room sees {'the address' if code.link else 'the date'} in words."
    if brief:
        return f"{needs}; {instead}"
    there = f"the stage has {small.width} by {small.height}"
    return f"{needs}, {there}: {instead} Smaller letters in the terminal make room."


def qr_lines(code: QrCode, width: int, height: int) -> list[Content]:
    """The code as painted rows, the largest that fits into so many columns and rows; none when none does."""
    columns, rows = qr.size_needed(code.payload)
    if columns > width or rows > height:
        return []
    return _painted(code, max(1, min(width // columns, 2 * height // columns)))


def _painted(code: QrCode, scale: int) -> list[Content]:
    """The code with each module a square of so many half rows: twice as large is scanned from twice as far."""
    lines = qr.halfblocks(code.payload) if scale == 1 else _scaled(qr.matrix(code.payload), scale)
    return [Content.assemble((line, _PAINT)) for line in lines]


def _scaled(modules: Sequence[Sequence[bool]], scale: int) -> list[str]:
    wide = [[dark for dark in row for _ in range(scale)] for row in modules for _ in range(scale)]
    if len(wide) % 2:
        wide.append([False] * len(wide[0]))
    return [
        "".join(_MARKS[upper, lower] for upper, lower in zip(wide[at], wide[at + 1], strict=True))
        for at in range(0, len(wide), 2)
    ]


def _side_by_side(painted: Sequence[Content], words: Sequence[Content]) -> list[Content]:
    """The words to the right of the code, from the middle of its height, in rows of one length."""
    wide = max(row.cell_length for row in words)
    above = (len(painted) - len(words)) // 2
    rows = []
    for number, row in enumerate(painted):
        said = words[number - above] if above <= number < above + len(words) else Content("")
        rows.append(Content.assemble(row, " " * _GAP, said, " " * (wide - said.cell_length)))
    return rows


def _instead(session: Session, code: QrCode, width: int, height: int) -> Content:
    """What the room sees of a code that does not fit: where it leads or which day it is, as large as can be."""
    day = session.meta.review_date
    said = code.link or code.caption
    if code.name == REVIEW_CODE and day is not None:
        said = f"Review: {long_date(day).rsplit(' ', 1)[0]}"
    first = [*_wrapped(code.caption, width, "bold"), Content("")] if code.link else []
    return _middle([*first, *_large(said, width - 4, height - len(first))], width, height)


def _large(text: str, width: int, rows: int) -> list[Content]:
    """Words in the largest letters that there is room for, at least in bold ones."""
    # Nobody has to type how an address begins.
    short = text.removeprefix("https://").removesuffix("/")
    for font, cells in lettering.FONTS.items():
        if not lettering.can(font, short):
            continue
        if " " in text:
            drawn = list(lettering.set_in(font, short, width) or ())
        else:
            drawn = [
                row
                for line in _broken(short, width // cells)
                for row in lettering.draw(font, line)[slice(*lettering.used(font, line))]
            ]
        if drawn and len(drawn) <= rows:
            wide = max(len(row.rstrip()) for row in drawn)
            return [Content.styled(row.rstrip().ljust(wide), "$now") for row in drawn]
    if " " in text:
        return _wrapped(text, width + 4, "bold $now")
    return [Content.styled(line, "bold $now") for line in _broken(text, min(width, 60))]


def _broken(address: str, measure: int) -> list[str]:
    """An address in lines of at most so many signs, broken after its own marks where that can be."""
    lines = [""]
    for piece in _PIECE.findall(address):
        if len(lines[-1]) + len(piece) > measure and lines[-1]:
            lines.append("")
        while len(piece) > measure:
            lines[-1], piece = piece[:measure], piece[measure:]
            lines.append("")
        lines[-1] += piece
    return [line for line in lines if line]


def _below(code: QrCode, width: int, margin: int = 4) -> list[Content]:
    """What the code is, and what to type instead of scanning it."""
    lines = _wrapped(code.caption, width, "bold", margin)
    return lines + (_address(code.link, width, margin) if code.link else [])


def _address(link: str, width: int, margin: int) -> list[Content]:
    return [Content(row) for row in _broken(link, _measure(width, margin))]


def _measure(width: int, margin: int) -> int:
    return max(10, min(width - margin, 60))


def _wrapped(text: str, width: int, style: str = "", margin: int = 4) -> list[Content]:
    measure = _measure(width, margin)
    rows = [piece for line in Content(text).wrap(measure) for piece in line.fold(measure)]
    return [Content.assemble((row.plain.rstrip(), style)) for row in rows]


def _middle(rows: Sequence[Content], width: int, height: int) -> Content:
    """Rows in the middle of the screen; those that are not code are centred each by itself."""
    above = max(0, (height - len(rows)) // 2)
    set_rows = [Content.assemble(" " * max(0, (width - row.cell_length) // 2), row) for row in rows]
    return Content("\n").join([*([Content("")] * above), *set_rows])
