"""How large the text of a stage is: the next size of the key for it, and what is said about it."""

from __future__ import annotations

from msgspec.structs import replace

from sessions.pages import set_stage, text_sizes, whole
from sessions.stage import StageView
from sessions.stage_size import Size

_NAMES = ("normal", "large", "larger", "very large", "largest")
_NO_ROOM = (
    "This window has too few columns and rows for large letters. Zoom the terminal instead (Ctrl and +): "
    "all of it is larger then."
)


def turned(size: Size) -> Size:
    """The next text size that there is room for, and after the largest the usual one again."""
    sizes = text_sizes(size)
    return replace(size, text=next((text for text in sizes if text > size.text), sizes[0]))


def said(view: StageView, before: Size, after: Size) -> str:
    """What has come of it, in words."""
    if len(text_sizes(after)) == 1:
        return _NO_ROOM
    words = f"Text on the stage: {_NAMES[after.text]}"
    if not after.text:
        return f"{words}, which is as large as costs no page."
    if view.kind in ("qr", "blank") or set_stage(view, before) != set_stage(view, after):
        return f"{words}."
    if whole(view):
        what = "This list" if view.entries else "This page"
        return f"{words}. {what} stays as it is: larger, it would not be on one page any more."
    return f"{words}. What is on the stage now does not change by that."
