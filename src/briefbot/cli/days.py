"""Days in options of the command line."""

from datetime import date, datetime

import click

from briefbot.answering.questions.dates import parse_day
from briefbot.reading.page import read_date


class Day(click.ParamType[date]):
    """A day, in any form that names one alone."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; wrong usage where it is none."""
        if isinstance(value, date):
            return value
        read = read_date(value)
        if read is None or read.day is None:
            self.fail(f"{value!r} is no day like 2016-09-08 or 8 September 2016.", param, ctx)
        return read.day


def today() -> date:
    """The day that it is here."""
    return datetime.now().astimezone().date()


def day_of(option: str, typed: str | None, now: date, *, end: bool = False) -> date | None:
    """The day that an option names, None where it is not given; the last one of a span where its `end` is meant."""
    if typed is None:
        return None
    day = parse_day(typed, now, end=end)
    if day is None:
        raise click.BadParameter(f"{typed!r} is not a date like 2016-09-08, September 2016 or last week", param_hint=option)
    return day
