"""What can be read of a session and still is nothing that can be counted with, because somebody changed its file by
hand or the file is from elsewhere: found when it is read, so that nothing stumbles over it before the room."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sessions.model import Session
from sessions.text import one_line


def senseless(session: Session) -> str:
    """What in the plan of a session can be read and not be counted with; "" if nothing."""
    timetable = session.progress.timetable
    if not all(map(_is_time, (session.meta.start, *(step.at for step in session.steps if step.at)))):
        return "a time of day in it is none"
    if any(step.size == 1 or step.size < 0 for step in session.steps):
        return "a step in it has groups of a size that cannot be right"
    if timetable and not any(planned.step == "" for planned in timetable):
        return "its timetable has no end"
    try:
        ZoneInfo(session.meta.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"there is no time zone “{one_line(session.meta.zone)[:40]}”"
    return ""


def _is_time(of_day: str) -> bool:
    try:
        hours, minutes = of_day.split(":")
        time(int(hours), int(minutes))
    except ValueError:
        return False
    return True
