"""The clock of the live screen: started, paused, corrected, rung, and put right after the computer's own jumped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from sessions import clock as clocks
from sessions import dates, planning, progress, timekeeping
from sessions.clock import ClockView
from sessions.model import Clock, Session
from sessions.stage import current_step, stage_view
from sessions.timekeeping import Sample

if TYPE_CHECKING:
    from facilitator.screens.live import LiveScreen

NOT_STARTED = "No clock has been started yet: {} starts it."
# A start typed as a time of day is at most so long ago.
_LONGEST_AGO = timedelta(hours=12)


class Bell:
    """Rings once as a clock's time runs out."""

    def __init__(self) -> None:
        self._seen: ClockView | None = None

    def due(self, session: Session, now: datetime) -> bool:
        """Whether it is to ring, by how the clock stood at the last look."""
        before = self._seen
        self._seen = clocks.view(session.clock, now, ZoneInfo(session.meta.zone))
        return clocks.rings(before, self._seen)


async def play_pause(screen: LiveScreen) -> None:
    """Start, pause or resume the clock."""
    now = screen.desk.now()
    await screen.change("Clock", lambda session: progress.play_pause(session, now))


async def minutes(screen: LiveScreen, by: int) -> None:
    """A minute more or less on the clock; before any is started, for the step itself."""
    desk = screen.desk
    now, step = desk.now(), current_step(desk.session)
    shown = stage_view(desk.session, now).clock if screen.before_the_room else desk.session.clock.step
    if shown:
        label = "A minute more" if by > 0 else "A minute less"
        await correct(screen, label, lambda clock: clocks.add(clock, by, now))
    elif step is not None and step.minutes and step.minutes + by >= 1:

        def changed(session: Session) -> Session:
            one = session.step(step.id)
            return (
                planning.put_step(session, replace(one, minutes=max(1, one.minutes + by))) if one else session
            )

        if await screen.change(f"Minutes of “{step.title}”", changed, visit=f"minutes.{step.id}"):
            screen.facilitator.say(
                f"{step.title}: {dates.minutes(step.minutes + by)}. {screen.key('live.clock')} starts the clock."
            )
    else:
        screen.facilitator.say(NOT_STARTED.format(screen.key("live.clock")))


async def started_earlier(screen: LiveScreen) -> None:
    """The clock was started a minute late; where the step's was not started at all, it was a minute ago."""
    desk = screen.desk
    now, step = desk.now(), current_step(desk.session)

    def earlier(session: Session) -> Session:
        clock = session.clock
        if step is not None and step.minutes and clock.step != step.id:
            clock = clocks.start(step.id, step.minutes, now)
        return replace(session, clock=clocks.started_earlier(clock, 1))

    if not desk.session.clock.step and (step is None or not step.minutes):
        screen.facilitator.say(NOT_STARTED.format(screen.key("live.clock")))
    elif await screen.change("Clock started a minute earlier", earlier):
        say_start(screen)


async def started_at(screen: LiveScreen) -> None:
    """Ask when the clock should have been started."""
    from facilitator.dialogs.ask import AskLine

    desk = screen.desk
    step = current_step(desk.session)
    if not desk.session.clock.step and (step is None or not step.minutes):
        screen.facilitator.say(NOT_STARTED.format(screen.key("live.clock")))
        return
    zone = ZoneInfo(desk.session.meta.zone)

    def check(typed: str) -> str:
        try:
            read_start(typed, desk.now(), zone)
        except ValueError as error:
            return str(error)
        return ""

    async def answered(typed: str | None) -> None:
        if typed is None:
            return
        now = desk.now()
        since = read_start(typed, now, zone)

        def started(session: Session) -> Session:
            clock = session.clock
            if step is not None and step.minutes and clock.step != step.id:
                clock = clocks.start(step.id, step.minutes, now)
            return replace(session, clock=clocks.started_at(clock, since, now))

        if await screen.change("When the clock started", started):
            say_start(screen)

    hint = "A time of day such as 10:42, or how many minutes ago, such as 5."
    await screen.app.push_screen(AskLine("When did it start?", "", hint, check), answered)


def read_start(typed: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment meant by "10:42" or by "5" (minutes ago), in UTC. Raises ValueError with plain words."""
    words = typed.strip().removesuffix("ago").strip().removesuffix("minutes").removesuffix("min").strip()
    if words.isdecimal() and len(words) < 4:
        return now.astimezone(UTC) - timedelta(minutes=int(words))
    if not any(sign in words for sign in ":."):
        raise ValueError("Type a time such as 10:42, or a number of minutes such as 5.")
    hour, minute = (int(part) for part in dates.read_time(words).split(":"))
    local = now.astimezone(zone)
    for days in (0, 1):
        day = local.date() - timedelta(days=days)
        at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).astimezone(UTC)
        if timedelta() <= now - at <= _LONGEST_AGO:
            return at
    raise ValueError(f"It is {local:%H:%M} now: {hour:02}:{minute:02} is still to come.")


def say_start(screen: LiveScreen) -> None:
    """Say when the clock counts as started."""
    session = screen.desk.session
    words = clocks.started_words(session.clock, screen.desk.now(), ZoneInfo(session.meta.zone))
    # In the place of what the press before said.
    screen.app.clear_notifications()
    screen.facilitator.say(f"{words[:1].upper()}{words[1:]}.")


async def restart(screen: LiveScreen) -> None:
    """The whole time again."""
    now = screen.desk.now()
    await correct(screen, "Clock restarted", lambda clock: clocks.restart(clock, now))


async def correct(screen: LiveScreen, label: str, correction: Callable[[Clock], Clock]) -> None:
    """Correct the clock that is there to be seen."""
    desk = screen.desk
    if not desk.session.clock.step:
        screen.facilitator.say(NOT_STARTED.format(screen.key("live.clock")))
        return
    if screen.before_the_room and stage_view(desk.session, desk.now()).clock is None:
        # Nobody corrects a clock that is not to be seen.
        starts = screen.key("live.clock")
        screen.facilitator.say(f"This step’s clock has not been started yet: {starts} starts it.")
        return
    await screen.change(label, lambda session: replace(session, clock=correction(session.clock)))


class JumpWatch:
    """Follows the computer's clock, and keeps by how much it jumped while a clock of the room's ran."""

    def __init__(self) -> None:
        self._by = timedelta()
        self._clock = Clock()
        self._last: Sample | None = None

    def look(self, sample: Sample, clock: Clock) -> str:
        """What to say after another look at both clocks; "" while nothing jumped."""
        last, self._last = self._last, sample
        by = timekeeping.jumped(last, sample) if last is not None else timedelta()
        if not by:
            return ""
        whole = self.wrong(clock) + by
        # Put back again, it is right within what goes for no jump at all.
        self._by = whole if abs(whole) >= timekeeping.JUMP else timedelta()
        self._clock = clock
        return timekeeping.jump_words(by, running=clock.running_since is not None, wrong=bool(self._by))

    def wrong(self, clock: Clock) -> timedelta:
        """By how much the room's clock is to be put on (negative: back). One started since the jump is right."""
        same = clock.running_since is not None and clock.running_since == self._clock.running_since
        return self._by if same else timedelta()


async def put_right(screen: LiveScreen, watch: JumpWatch) -> None:
    """Put the room's clock right after the computer's was put on or back."""
    by = watch.wrong(screen.desk.session.clock)
    if not by:
        screen.facilitator.say("The computer’s clock was not put on or back: there is nothing to put right.")
        return
    if await screen.change(
        "Clock put right", lambda session: replace(session, clock=clocks.shifted(session.clock, by))
    ):
        screen.facilitator.say(f"The time left is right again. {screen.key('app.undo')} takes that back.")


def follow(screen: LiveScreen, bell: Bell, jumps: JumpWatch) -> None:
    """Read the session as it is now, ring at the end of a clock's time, and say what the facilitator has to know."""
    desk, say = screen.desk, screen.facilitator.say
    before = desk.unread
    desk.refresh()
    if desk.unread and not before:
        # The room keeps what it saw; the facilitator is told.
        say(desk.unread, error=True)
    if bell.due(desk.session, desk.now()):
        screen.facilitator.ring()
    jump = jumps.look(screen.facilitator.both_clocks(), desk.session.clock)
    if jump:
        say(jump, error=True)
