"""The next session of a series, and which earlier session a new one goes on from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from facilitator.dialogs.ask import AskLine, Pick
from facilitator.widgets.particulars import typed_date
from sessions import series
from sessions.dates import long_date, read_date
from sessions.model import Session, Template

# The answer that a session goes on from none.
NONE = "none"


def ask_when(
    before: Session, now: datetime, taken: Callable[[Session | None], None]
) -> tuple[AskLine, Callable[[str | None], None]]:
    """The dialog that asks on which day it is *same again*, and what to do with its answer: `taken` gets the new
    session, or None where there is to be none."""
    today = now.astimezone(ZoneInfo(before.meta.zone)).date()

    def check(typed: str) -> str:
        try:
            read_date(typed, today)
        except ValueError as error:
            return str(error)
        return ""

    def answered(typed: str | None) -> None:
        day = read_date(typed, today) if typed is not None else None
        taken(series.again(before, day=day, now=now) if day else None)

    hint = (
        f"“{before.meta.title}” once more at {before.meta.start}, with the same people and plan. "
        "Open actions, learning points and logs come along."
    )
    question = AskLine("Same again: on which day?", typed_date(series.next_day(before, today)), hint, check)
    return question, answered


def likely(before: Sequence[Session], templates: Iterable[Template], day: date | None) -> Session | None:
    """The session that a new one goes on from where nobody said: the cluster's last one up to that day, if the
    plan asks what became of something."""
    if not any(series.opens_with_earlier(template.steps) for template in templates):
        return None
    held = [one for one in before if (day is None or one.meta.date <= day) and one.notes]
    return max(held, key=lambda one: (one.meta.date, one.meta.start), default=None)


def words(before: Session | None, chooses: str) -> str:
    """Which session is gone on from, and what that brings; `chooses` is the key that chooses it."""
    if before is None:
        return f"Goes on from no earlier session. {chooses} chooses one."
    brought = series.brought_words(series.bring(_empty(before), before))
    return f"Goes on from “{before.meta.title}”, {long_date(before.meta.date)}.\n{brought}"


def pick(before: Sequence[Session]) -> Pick:
    """The dialog in which an earlier session of the cluster is chosen."""
    ordered = sorted(before, key=lambda one: (one.meta.date, one.meta.start), reverse=True)
    options = [(one.id, f"{long_date(one.meta.date)}, {one.meta.title}") for one in ordered]
    return Pick("Which session does it go on from?", [*options, (NONE, "None: it begins anew")])


def _empty(before: Session) -> Session:
    """A session of the same cluster in which nothing was written yet."""
    return Session(meta=before.meta, people=before.people)
