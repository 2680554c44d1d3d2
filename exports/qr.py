"""QR codes: which there are, and how they are drawn for paper, for files and for the terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Any

from exports.calendar import review_event
from exports.document import QrCode
from exports.errors import ExportError
from exports.links import checked, expanded, group_link, link_in, waited_for
from exports.words import long_day
from frameworks.text import has_words, slug
from sessions.faces import REVIEW_CODE
from sessions.model import Session
from sessions.text import one_line

# Light modules around a code, in every drawing of it: ISO/IEC 18004 asks for four.
QUIET = 4
# The name that the code with the link to the group's notes goes by.
NOTES_CODE = "group-notes"


def codes(session: Session, link: str = "", today: date | None = None) -> list[QrCode]:
    """The codes of a session that are for everybody: the group's notes where there is a link to them (`link`, else the
    session's own), the review date, and the sources of the frameworks that give one.

    `today` says whether the notes are still to come. Raises ExportError for a `link` that is none.
    """
    found = []
    address = expanded(link, session.meta) if link else group_link(session)
    if address:
        ready = waited_for(session.meta, today)
        said = f", ready from {long_day(ready)}" if ready else ""
        found.append(
            QrCode(caption=f"The group's notes{said}", payload=address, link=address, name=NOTES_CODE)
        )
    if session.meta.review_date is not None:
        found.append(
            QrCode(
                caption=f"The review on {long_day(session.meta.review_date)}, for your calendar",
                payload=review_event(session),
                name=REVIEW_CODE,
            )
        )
    for used in session.frameworks:
        # A source may be written in any way: what is no address has no code.
        with suppress(ExportError):
            address = checked(link_in(used.framework.source))
            name = slug(used.id) or "framework"
            found.append(
                QrCode(
                    caption=source_caption(used.framework.title, used.framework.source),
                    payload=address,
                    link=address,
                    name=f"source-{name}",
                )
            )
    return found


def payload_for(session: Session, code: QrCode, columns: int, rows: int) -> str:
    """What the code says on so many columns and rows: all it has to say or, of the review, no more than its date where
    only that fits; "" where no code does. Raises ExportError."""
    for payload in _payloads(session, code):
        wide, high = size_needed(payload)
        if wide <= columns and high <= rows:
            return payload
    return ""


def least_size(session: Session, code: QrCode) -> tuple[int, int]:
    """The columns and rows that its smallest code needs. Raises ExportError."""
    return min(map(size_needed, _payloads(session, code)))


def _payloads(session: Session, code: QrCode) -> tuple[str, ...]:
    brief = review_event(session, brief=True) if code.name == REVIEW_CODE else code.payload
    return tuple(dict.fromkeys((code.payload, brief)))


def source_caption(title: str, source: str) -> str:
    """What a source's link leads to, in the source's own words: those that stand before it in its sentence."""
    before, _, _ = one_line(source).partition(link_in(source) or "\n")
    said = re.split(r"(?<=[.!?;]) ", before.strip())[-1].rstrip(" ,;:.(<“\"'")
    return said if len(said.split()) > 1 and has_words(said) else f"{one_line(title)}: the source"


def matrix(payload: str) -> list[list[bool]]:
    """The modules of a code, dark ones True, with the quiet zone.

    The smallest version (ISO/IEC 18004: 21 modules a side, four more for each next one) that holds the payload at the
    lowest level of error correction, L: fewer modules are larger ones on the same wall or paper, and those are read
    from further away. Then the highest level (M, Q, H: 15, 25, 30 % of the code may be spoilt, against 7 % at L) that
    the same version still holds: room that would else be padding, for nothing. Raises ExportError when there is too
    much to say for any code.
    """
    return [list(row) for row in _matrix(payload)]


def svg(payload: str) -> str:
    """The code as an SVG image, one millimetre a module, dark on a white page of its own."""
    rows = _matrix(payload)
    size = len(rows)
    path = "".join(
        f"M{start} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for start, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}mm" height="{size}mm" '
        f'viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path fill="#000" d="{path}"/></svg>\n'
    )


def png(payload: str) -> bytes:
    """The code as a PNG image, eight pixels a module, black on white."""
    import png as pypng  # type: ignore[import-untyped]

    # A bit a pixel, so that a module is a byte wide.
    lines = [bytes(0x00 if dark else 0xFF for dark in row) for row in _matrix(payload)]
    rows = [line for line in lines for _ in range(8)]
    image = BytesIO()
    size = len(rows)
    pypng.Writer(width=size, height=size, greyscale=True, bitdepth=1).write_packed(image, rows)
    return image.getvalue()


def halfblocks(payload: str) -> list[str]:
    """The code as rows of ``▀▄█`` and spaces, two modules in each character, with the quiet zone.

    To be painted black on white whatever the theme: scanners want a dark code on a light page.
    """
    rows = [*_matrix(payload)]
    if len(rows) % 2:
        rows.append((False,) * len(rows[0]))
    marks = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return [
        "".join(marks[upper, lower] for upper, lower in zip(rows[at], rows[at + 1], strict=True))
        for at in range(0, len(rows), 2)
    ]


def size_needed(payload: str) -> tuple[int, int]:
    """How many columns and rows a terminal needs to show the code."""
    size = len(_matrix(payload))
    return size, (size + 1) // 2


@lru_cache(maxsize=64)
def _matrix(payload: str) -> tuple[tuple[bool, ...], ...]:
    # Imported here because only few of the program's commands draw a code.
    from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode as Encoder

    data = payload.encode()
    try:
        made: list[tuple[int, Encoder[Any]]] = []
        for level in (ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q, ERROR_CORRECT_H):
            encoder = Encoder(error_correction=level, border=QUIET)
            encoder.add_data(data)
            try:
                version = encoder.best_fit()
            except DataOverflowError:
                if not made:
                    raise
                break
            if made and version > made[0][0]:
                break
            made.append((version, encoder))
    except (DataOverflowError, ValueError) as error:
        raise ExportError(
            f"There is too much to say for a QR code ({len(data)} characters, 2,900 at most). Make it shorter."
        ) from error
    encoder = made[-1][1]
    encoder.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in encoder.get_matrix())


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many follow one another."""
    runs = []
    start = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append((start, x - start))
            start = None
    return runs
