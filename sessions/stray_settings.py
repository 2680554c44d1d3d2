"""Lines of a template's prompt that were meant as settings: the room would see them, and the plan would miss them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frameworks.outline import BULLET, Block
from frameworks.source import Source
from sessions.step_settings import SETTINGS

_SETTING = re.compile(rf"(?:{'|'.join(SETTINGS)})\s*:", re.IGNORECASE)
# What a word processor makes of the dash of a list.
_MARKS = " •·–—"


def point_out(source: Source, seen: Sequence[Block], first: int, *, settled: bool) -> None:
    """Note in `source` what looks like a setting in the blocks that the room sees. `first` is the line below the
    step's heading, `settled` says whether settings stand there. In a step that has some, only what follows them
    directly is looked at: a list for the room may well begin with a word such as "From:"."""
    for number, block in enumerate(seen[:1] if settled else seen):
        line = source.lines[block.start]
        bullet = BULLET.match(line) if block.kind == "bullet_list" else None
        words = (bullet[2] or "") if bullet else line.lstrip(_MARKS) if block.kind == "paragraph" else ""
        if not _SETTING.match(words):
            continue
        if bullet and settled:
            source.warn(
                block.start,
                "The settings ended at the blank line: the room sees this line",
                "If it is a setting, take out the blank line",
            )
        elif bullet and number == 0:
            source.fault(
                block.start,
                "Settings stand directly under the heading",
                "Put them right below its line, with no blank line between",
            )
        elif not settled:
            note = source.fault if block.start == first else source.warn
            note(
                block.start,
                "This looks like a setting, and the room would see it",
                f"If it is one, write it directly under the heading, with a dash: - {words}",
            )
