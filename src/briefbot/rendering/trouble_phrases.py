"""What those who run the bot are told of trouble: what it is, since when, how it is mended, and that it is over."""

from datetime import datetime
from zoneinfo import ZoneInfo

from briefbot.dialogue.troubles import Series, Trouble
from briefbot.wording.locale import ReaderLocale
from briefbot.wording.translation import N_

WHAT = {
    Trouble.ANSWERING: N_("Something that was sent to the bot could not be answered in three tries, and was put aside."),
    Trouble.SENDING: N_("Messages could not be sent, and were given up."),
    Trouble.TELEGRAM: N_("Telegram could not be reached."),
    Trouble.DATABASE: N_("The database cannot be read or written."),
    Trouble.DIGESTS: N_("Digests cannot be planned or sent."),
    Trouble.FEEDS: N_("Feeds cannot be read."),
    Trouble.READING: N_("Documents came in without their quotations, or not at all."),
    Trouble.OTHER: N_("Errors repeat."),
}
MEND = {
    Trouble.ANSWERING: N_(
        "Whoever sent it was told so. It is a fault of Briefbot’s own: look it up in the log, and report it."
    ),
    Trouble.SENDING: N_("Those who may miss an answer are told so. The log says why each was given up."),
    Trouble.TELEGRAM: N_(
        "Nothing is lost: what was asked meanwhile is being answered. See that this machine’s network is stable."
    ),
    Trouble.DATABASE: N_(
        "Nothing is lost: it is tried again. See that it runs, and that its disk has room; `briefbot doctor` looks."
    ),
    Trouble.DIGESTS: N_("They are tried again, and come as soon as they can. The log says why they fail."),
    Trouble.FEEDS: N_(
        "They are tried again, less and less often. /feeds shows which; `briefbot feeds pause` or `remove` ends it."
    ),
    Trouble.READING: N_(
        "They are found by their words alone until a later version reads them. `briefbot documents` names them."
    ),
    Trouble.OTHER: N_("The log tells what they are; `briefbot doctor` looks for what is wrong."),
}
_BEGUN = N_("Trouble")
_OVER = N_("It is over")


def begun(series: Series, zone: str | None, locale: ReaderLocale) -> str:
    """That something goes wrong again and again."""
    what, mend = locale.say(WHAT[series.kind]), locale.say(MEND[series.kind])
    times = locale.count(
        "It happened {number} time, at {since}.",
        "It happened {number} times since {since}.",
        series.number,
        since=_moment(series.since, zone, locale),
    )
    lines = [f"{locale.say(_BEGUN)}: {what}", times, mend, *_details(series, locale)]
    return "\n".join(lines)


def over(series: Series, zone: str | None, locale: ReaderLocale, *, told: bool) -> str:
    """That it does so no more; with how it is mended where nobody was `told` before."""
    since, until = (_moment(when, zone, locale) for when in (series.since, series.last_at))
    times = locale.say("From {since} until {until}.", since=since, until=until)
    lines = [f"{locale.say(_OVER)}: {locale.say(WHAT[series.kind])}", times]
    return "\n".join(lines if told else [*lines, locale.say(MEND[series.kind]), *_details(series, locale)])


def _details(series: Series, locale: ReaderLocale) -> list[str]:
    """The last of it: under which reference the log has it, or what the log says."""
    found = [locale.say("In the log, the last is {reference}.", reference=series.reference)] if series.reference else []
    return [*found, *([f"({series.said})"] if series.said else [])]


def _moment(when: datetime, zone: str | None, locale: ReaderLocale) -> str:
    """A day and an hour by the reader's clocks, or by UTC."""
    local = when.astimezone(ZoneInfo(zone)) if zone else when
    told = f"{locale.day_and_month(local)}, {local:%H:%M}"
    return told if zone else f"{told} UTC"
