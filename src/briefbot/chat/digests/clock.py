"""Digests by the right clock: what one that was ahead of it has planned is planned anew, instead of being waited for."""

from datetime import datetime

from briefbot.store.store import Store
from briefbot.store.work import UnitOfWork
from briefbot.wording.english import counted


def ahead_of(work: UnitOfWork, now: datetime) -> str:
    """A sentence on what was planned or came in ahead of `now` (aware), for whoever runs Briefbot; "" where nothing was."""
    digests = work.clocks.ahead(now)
    if digests:
        last = max(each.handled or each.first_day or each.since.date() for each in digests)
        return (
            f"{counted(len(digests), 'digest was', 'digests were')} planned ahead of the clock, up to {last}: "
            f"it was wrong then, or is now. All is planned anew by what it shows, {now.date()}."
        )
    if work.clocks.arrived_ahead(now):
        return "Documents had come in ahead of the clock: it was wrong then, or is now. To digests, they have come in now."
    return ""


def set_right(work: UnitOfWork, now: datetime) -> str:
    """Let all of it go by the clock that shows `now`; the sentence of `ahead_of`."""
    said = ahead_of(work, now)
    if said:
        work.clocks.set_right(now)
    return said


def set_right_in(store: Store, now: datetime) -> str:
    """The same in a database that may be one to read only: nothing is written where all is right."""
    with store.read() as work:
        said = ahead_of(work, now)
    if said:
        with store.write() as work:
            set_right(work, now)
    return said
