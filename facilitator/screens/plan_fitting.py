"""Fitting a plan into the time there is: what is asked, and how the answer is understood."""

from __future__ import annotations

from facilitator.dialogs.ask import AskLine
from facilitator.screens.base import DeskScreen
from sessions import planning, timing
from sessions.dates import minutes, read_time


async def ask(screen: DeskScreen[None]) -> None:
    """Ask into how many minutes, or until when, and fit the plan into that."""
    session = screen.desk.session
    least, length = timing.shortest(session), planning.length(session)
    if least == length:
        screen.facilitator.say("No step is left that could be made shorter or longer.")
        return

    async def answered(text: str | None) -> None:
        if text is not None:
            minutes_wanted = wanted(text, session.meta.start)
            label = f"Fit into {minutes(minutes_wanted)}"
            if await screen.change(label, lambda now: timing.fit(now, minutes_wanted)):
                takes = minutes(planning.length(screen.desk.session))
                screen.facilitator.say(f"The plan takes {takes} now.")

    def check(text: str) -> str:
        try:
            found = wanted(text, session.meta.start)
        except ValueError as error:
            return str(error)
        if found < least:
            return f"The least possible is {minutes(least)}: no step gets shorter than {timing.SHORTEST}."
        return "A day has 1,440 minutes." if found > 24 * 60 else ""

    hint = f"It takes {length} now; the least possible is {least}. A time such as 11:30 is understood as its end."
    await screen.app.push_screen(AskLine("Fit into how many minutes?", str(length), hint, check), answered)


def wanted(text: str, start: str) -> int:
    """The minutes that were typed, or those until the time that was. Raises ValueError with plain words."""
    words = text.strip().removesuffix("minutes").removesuffix("min").strip()
    if words.isdecimal() and len(words) < 5:
        return int(words)
    if ":" not in words and "." not in words:
        raise ValueError("Type a number of minutes, such as 75, or the time it ends, such as 11:30.")
    begin, end = (int(time[:2]) * 60 + int(time[3:]) for time in (start, read_time(words)))
    if end <= begin:
        raise ValueError(f"{words} is before the start at {start}.")
    return end - begin
