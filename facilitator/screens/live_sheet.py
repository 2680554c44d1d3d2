"""The run sheet of the live screen: the time left shared, steps left out and steps put in while the room works."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from facilitator.dialogs.fitted import Fitted
from facilitator.screens.live_moving import move
from sessions import planning, progress, timing
from sessions.dates import minutes
from sessions.model import Session
from sessions.runsheet import left_out, run_sheet
from sessions.stage import current_step

if TYPE_CHECKING:
    from facilitator.dialogs.insert_step import Inserted
    from facilitator.screens.live import LiveScreen


async def share_time(screen: LiveScreen) -> None:
    """Show how what is still to come fits the time until the planned finish, and take it once that is agreed to."""
    desk = screen.desk
    now = desk.now()
    if desk.session.meta.status != "running":
        screen.facilitator.say("Nothing to share yet: the session has not begun.")
        return
    before = desk.session
    after = timing.share_time_left(before, now)
    if after == before:
        finish = run_sheet(before, now)
        why = (
            "the steps to come fit the time as they are"
            if finish.verdict == "on time"
            else "no step to come can be made shorter or longer"
        )
        screen.facilitator.say(f"Nothing to share: {why}. {_finish(before, now)}")
        return
    changes = timing.changes(before, after)

    async def answered(yes: bool | None) -> None:
        if yes and await screen.change("Time shared", lambda session: timing.with_minutes(session, changes)):
            said = f"The time left is shared over the steps to come. {_finish(desk.session, desk.now())}"
            screen.facilitator.say(f"{said} {screen.key('app.undo')} takes it back.")

    # What was said before would stand over the keys.
    screen.app.clear_notifications()
    await screen.app.push_screen(
        Fitted("Share the time left over the steps to come?", _finish(after, now), changes), answered
    )


async def skip(screen: LiveScreen) -> None:
    """Leave the current step out and go on; or leave out the one looked at, still to come, or take it back in."""
    desk = screen.desk
    now, met = desk.now(), await desk.who_met()
    step, looked_at = current_step(desk.session), screen.looked_at()
    if looked_at is None or step is None or looked_at.id == step.id:
        if progress.skip(desk.session, now, met) == desk.session:
            screen.facilitator.say("There is no step after this one to go to.")
            return
        title = step.title if step else ""
        await move(screen, "Skip", lambda session: progress.skip(session, now, met))
        screen.facilitator.say(
            f"“{title}” is left out. {screen.key('live.back')} goes back into it. {_finish(desk.session, now)}"
        )
        return
    if progress.leave_out(desk.session, looked_at.id, now) == desk.session:
        screen.facilitator.say(f"“{looked_at.title}” is not ahead of the room: nothing to leave out.")
        return
    back = looked_at.id in left_out(desk.session)
    label = f"{'Take back in' if back else 'Leave out'} “{looked_at.title}”"
    if await screen.change(label, lambda session: progress.leave_out(session, looked_at.id, now)):
        what = "is back in" if back else f"will be left out; {screen.key('live.skip')} takes it back in"
        screen.facilitator.say(f"“{looked_at.title}” {what}. {_finish(desk.session, now)}")


async def insert(screen: LiveScreen) -> None:
    """Ask for a title and minutes, and put the step in after the one looked at."""
    from facilitator.dialogs.insert_step import InsertStep

    desk = screen.desk
    if desk.session.meta.status == "finished":
        screen.facilitator.say(f"The session is finished: {screen.key('live.back')} takes it up again.")
        return
    steps = desk.session.steps
    step, looked_at = current_step(desk.session), screen.looked_at()
    behind = step is not None and looked_at in steps and steps.index(looked_at) < steps.index(step)
    after = step if looked_at is None or behind else looked_at

    async def answered(inserted: Inserted | None) -> None:
        if inserted is None:
            return
        new = replace(planning.blank_step(None), title=inserted.title, minutes=inserted.minutes)
        place = after.id if after else ""
        if await screen.change(
            f"Insert “{new.title}”", lambda session: planning.insert_step(session, new, place)
        ):
            where = f"after “{after.title}”" if after else "at the beginning"
            said = f"“{new.title}”, {minutes(new.minutes)}, is in {where}."
            screen.facilitator.say(
                f"{said} {_finish(desk.session, desk.now())} {screen.key('app.undo')} takes it out."
            )

    await screen.app.push_screen(InsertStep(after.title if after else ""), answered)


def _finish(session: Session, now: datetime) -> str:
    """When it will be over, and what is in hand, as sentences for the facilitator alone."""
    sheet = run_sheet(session, now)
    slack = f", {sheet.slack}" if sheet.slack else ""
    return f"Finish {sheet.expected_finish:%H:%M}, {sheet.verdict}{slack}."
