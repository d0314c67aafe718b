"""What would become of a digest, and why, for whoever runs Briefbot: in English, like all of the command line."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from briefbot.digests.explanation import Explained, Fate
from briefbot.digests.planning import SlotState
from briefbot.digests.schedule import Slot
from briefbot.digests.subscription import LOCAL, Destination
from briefbot.rendering import phrases
from briefbot.wording.english import counted

_BECAUSE = {
    Fate.SENT: "it is sent",
    Fate.EMPTY: "nothing is new, and nothing is sent",
    Fate.SKIPPED: "it is skipped: its hour is more than six hours ago; the next one tells its news",
    Fate.NOT_DUE: "it is not due",
    Fate.OFF: "it is switched off",
    Fate.NO_ZONE: "it waits for a time zone (/tz)",
    Fate.LOST: "nothing can be sent into this chat: the bot was blocked or removed",
    Fate.UNKNOWN: "no digest was ever set there (/digest 08:30)",
}
_BECAME = {
    SlotState.SENT: "sent",
    SlotState.EMPTY: "nothing new, nothing sent",
    SlotState.SKIPPED: "skipped",
    SlotState.PARTLY: "sent in part; the next one tells the rest",
    SlotState.UNKNOWN: "nobody can tell whether all of it arrived; it is not sent again by itself, /digest shows it",
    SlotState.CLAIMED: "not sent yet; the next run, or the bot, tries again until six hours after its hour",
}
_WORDS = 100


def sentences(one: Explained) -> Iterator[str]:
    """What would become of a digest, line by line."""
    zone = one.subscription.zone if one.subscription else None
    yield f"{place(one.destination)}: {_BECAUSE[one.fate]}."
    if one.slot:
        yield f"  Due: {_slot(one.slot, zone)}."
    if one.skipped:
        yield f"  Skipped: {'; '.join(_slot(slot, zone) for slot in one.skipped)}."
    if one.next_at:
        yield f"  The next one: {_moment(one.next_at, zone)}."
    if one.contents:
        yield from _held(one, zone)


def outcome(one: Explained, state: SlotState | None) -> str:
    """What became of a digest, in one line."""
    became = _BECAME[state] if state else _BECAUSE[one.fate]
    told = f", {one.contents.shown} of {counted(one.contents.of, 'statement')}" if one.contents and one.contents.shown else ""
    return f"{place(one.destination)}: {became}{told}."


def place(destination: Destination) -> str:
    """Where a digest goes."""
    if destination == LOCAL:
        return "The console"
    return f"Chat {destination.chat_id}" + (f", topic {destination.topic}" if destination.topic else "")


def _held(one: Explained, zone: str | None) -> Iterator[str]:
    contents = one.contents
    if contents is None:
        return
    yield f"  Window: from {_moment(contents.since, zone)} to {_moment(contents.until, zone)}, by when documents came in."
    yield from (
        f"  Follow “{each.follow}”: {counted(each.matched, 'quotation')}, {each.delivered} of them delivered before."
        for each in one.follows
    )
    if not one.follows:
        yield "  Nothing is followed: the day’s quotations told by most sources."
    left = contents.of - contents.shown
    yield f"  Statements: {contents.of}; shown {contents.shown}, left out by the limit {left}."
    yield f"  Not told: {counted(one.delivered, 'quotation')} delivered before; {one.old} published long before they came in."
    for number, statement in enumerate(contents.statements, start=1):
        citation = statement.lead.citation
        also = f" (+{len(statement.others)})" if statement.others else ""
        yield f"  {number}. {citation.speaker or 'nobody named'}: {phrases.cut(citation.text, _WORDS)}{also}"
        yield f"     {phrases.provenance(citation.document)}"


def _slot(slot: Slot, zone: str | None) -> str:
    return f"{_moment(slot[1], zone)}, for {slot[0].isoformat()}"


def _moment(instant: datetime, zone: str | None) -> str:
    """On the clocks of the digest's zone, and in UTC."""
    local = instant.astimezone(ZoneInfo(zone or "UTC"))
    return f"{local:%Y-%m-%d %H:%M} {zone or 'UTC'}" + (f" ({instant:%Y-%m-%d %H:%M} UTC)" if zone not in (None, "UTC") else "")
