"""Days in options of the command line."""

from datetime import date, datetime

import click

from briefbot.answering.questions.dates import parse_day


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
