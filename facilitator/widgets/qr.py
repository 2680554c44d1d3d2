"""QR codes on the screen: black on white whatever the theme, as large as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from exports import qr
from exports.document import QrCode
from exports.errors import ExportError
from sessions.model import Session

# A scanner wants a dark code on a light page, whatever the theme (ISO/IEC 18004, 5.1).
_PAINT = "#000000 on #FFFFFF"
_MARKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def next_ref(session: Session, ref: str) -> str:
    """The code after this one, the first after "", and "" after the last."""
    names = [code.name for code in qr.codes(session)]
    if ref not in names:
        return names[0] if names else ""
    at = names.index(ref) + 1
    return names[at] if at < len(names) else ""


def qr_content(session: Session, ref: str, width: int, height: int) -> Content:
    """A whole screen with the code of this name in its middle, and below it what it is and its link in words.

    Where it does not fit, it says so and which size it needs.
    """
    code = next((code for code in qr.codes(session) if code.name == ref), None)
    if code is None:
        return _middle([Content("There is no such code any more.")], width, height)
    below = _below(code, width)
    try:
        painted = qr_lines(code, width, height - 1)
    except ExportError as error:
        return _middle(_wrapped(str(error), width), width, height)
    if not painted:
        columns, rows = qr.size_needed(code.payload)
        words = (
            f"This code needs {columns} × {rows + 1}; the stage is {width} × {height}. "
            "Make the window larger or the letters smaller."
        )
        said = [*below[:1], Content(""), *_wrapped(words, width), Content(""), *below[1:]]
        return _middle(said, width, height)
    return _middle([*painted, *below[: height - len(painted)]], width, height)


def qr_lines(code: QrCode, width: int, height: int) -> list[Content]:
    """The code as painted rows, the largest that fits into so many columns and rows; none when none does."""
    columns, rows = qr.size_needed(code.payload)
    if columns > width or rows > height:
        return []
    # Each module a square of so many half rows: twice as large can be scanned from twice as far.
    scale = max(1, min(width // columns, 2 * height // columns))
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


def _below(code: QrCode, width: int) -> list[Content]:
    """What the code is, and what to type instead of scanning it."""
    lines = _wrapped(code.caption, width, "bold")
    return lines + (_wrapped(code.link, width) if code.link else [])


def _wrapped(text: str, width: int, style: str = "") -> list[Content]:
    measure = max(10, min(width - 4, 60))
    rows = [piece for line in Content(text).wrap(measure) for piece in line.fold(measure)]
    return [Content.assemble((row.plain.rstrip(), style)) for row in rows]


def _middle(rows: Sequence[Content], width: int, height: int) -> Content:
    """Rows in the middle of the screen; those that are not code are centred each by itself."""
    above = max(0, (height - len(rows)) // 2)
    set_rows = [Content.assemble(" " * max(0, (width - row.cell_length) // 2), row) for row in rows]
    return Content("\n").join([*([Content("")] * above), *set_rows])
