"""QR codes: which there are, and how they are drawn for paper, for files and for the terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

from exports.calendar import review_event
from exports.document import QrCode
from exports.errors import ExportError
from exports.words import long_day
from frameworks.text import has_words, slug
from sessions.faces import REVIEW_CODE
from sessions.model import Session
from sessions.text import clean, one_line

# Light modules around a code, in every drawing of it: ISO/IEC 18004 asks for four.
QUIET = 4
_LINK = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)


def codes(session: Session, link: str = "") -> list[QrCode]:
    """The codes of a session: the group's notes when there is a link to them, the review date, and the sources
    of the frameworks that give one. Raises ExportError for a `link` that is none."""
    found = []
    if link:
        found.append(
            QrCode(caption="The group's notes", payload=checked(link), link=checked(link), name="group-notes")
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
        address = link_in(used.framework.source)
        if address:
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


def source_caption(title: str, source: str) -> str:
    """What a source's link leads to, in the source's own words: those that stand before it in its sentence."""
    before, _, _ = one_line(source).partition(link_in(source) or "\n")
    said = re.split(r"(?<=[.!?;]) ", before.strip())[-1].rstrip(" ,;:.(<“\"'")
    return said if len(said.split()) > 1 and has_words(said) else f"{one_line(title)}: the source"


def link_in(text: str) -> str:
    """The first web address in a text, or ""; a full stop or bracket after it is not part of it."""
    match = _LINK.search(clean(text))
    if match is None:
        return ""
    address = match.group().rstrip(".,;:!?*_")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?*_")
    return address if len(address) > len("https://") else ""


def checked(link: str) -> str:
    """A link that people gave, if it is a web address; raises ExportError if not."""
    link = link.strip()
    if not _LINK.fullmatch(link) or clean(link) != link:
        raise ExportError(
            f"“{one_line(link)}” is not a web address. One begins with https:// and has no spaces."
        )
    return link


def matrix(payload: str) -> list[list[bool]]:
    """The modules of a code, dark ones True, with the quiet zone. The code is as small as it can be, and as
    sturdy as that size allows. Raises ExportError when there is too much to say for any code."""
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
