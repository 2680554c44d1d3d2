"""Fitting a plan into the time there is: what is asked, how the answer is understood, and what would come of it."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from facilitator.dialogs.ask import AskLine
from facilitator.dialogs.fitted import Fitted
from facilitator.screens.base import DeskScreen
from sessions import timing
from sessions.dates import minutes, read_time
from sessions.model import Session
from sessions.runsheet import beginning


async def ask(screen: DeskScreen[None]) -> None:
    """Ask into how many minutes, or until when, show what would come of it, and fit the plan into that."""
    session = screen.desk.session
    least, takes, most = timing.shortest(session), timing.takes(session), timing.longest(session)
    if least == takes == most:
        screen.facilitator.say("No step is left that could be made shorter or longer.")
        return
    start = _time(session, 0)

    async def answered(text: str | None) -> None:
        if text is not None:
            await _show(screen, wanted(text, start))

    def check(text: str) -> str:
        try:
            found = wanted(text, start)
        except ValueError as error:
            return str(error)
        if found < least:
            return f"The least possible is {minutes(least)}: no step gets shorter than {timing.SHORTEST}."
        if most is not None and found > most:
            return (
                f"The most possible is {minutes(most)}: nothing after the last fixed time can be made longer."
            )
        return "A day has 1,440 minutes." if found > 24 * 60 else ""

    hint = (
        f"It takes {minutes(takes)} now, until {_time(session, takes)}; the least possible is {least}. "
        "A time such as 11:30 is understood as its end."
    )
    await screen.app.push_screen(AskLine("Fit into how many minutes?", str(takes), hint, check), answered)


async def _show(screen: DeskScreen[None], wished: int) -> None:
    """Show which steps would change, and change them once that is agreed to."""
    session = screen.desk.session
    fitted = timing.fit(session, wished)
    changes = timing.changes(session, fitted)
    if not changes:
        screen.facilitator.say(f"The plan takes {minutes(timing.takes(session))} as it is.")
        return
    takes = timing.takes(fitted)
    until = f"{minutes(takes)}, until {_time(session, takes)}"

    async def answered(yes: bool | None) -> None:
        label = f"Fit into {minutes(takes)}"
        if yes and await screen.change(label, lambda now: timing.with_minutes(now, changes)):
            undo = screen.key("app.undo")
            screen.facilitator.say(f"The plan takes {until} now. {undo} takes it back.")

    much = "longer" if takes > timing.takes(session) else "shorter"
    steps = "One step gets" if len(changes) == 1 else f"{len(changes)} steps get"
    detail = f"{steps} {much}; breaks and fixed times stay as they are."
    await screen.app.push_screen(Fitted(f"{until[:1].upper()}{until[1:]}?", detail, changes), answered)


def _time(session: Session, after: int) -> str:
    """The time of day so many minutes after the plan begins."""
    moment = beginning(session) + timedelta(minutes=after)
    return f"{moment.astimezone(ZoneInfo(session.meta.zone)):%H:%M}"


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
