"""Dates and times of day as options. What cannot be read as one is wrong usage."""

from __future__ import annotations

from datetime import date, datetime

import click

from sessions.dates import read_date, read_time


def today() -> date:
    """The day it is here."""
    return datetime.now().astimezone().date()


class Day(click.ParamType[date]):
    """A date on the command line, as people write one."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date. Fails with what to write instead."""
        try:
            return value if isinstance(value, date) else read_date(str(value), today())
        except ValueError as error:
            self.fail(str(error), param, ctx)


class TimeOfDay(click.ParamType[str]):
    """A time of day on the command line."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The time as ``"09:00"``. Fails with what to write instead."""
        try:
            return read_time(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)
