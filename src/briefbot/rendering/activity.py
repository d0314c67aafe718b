"""What went on, for those who run the bot: sums, what came up most, and a chart."""

from collections.abc import Iterator
from datetime import date

from briefbot.dialogue.outgoing import Chart
from briefbot.dialogue.statistics import Activity, Period, Refused
from briefbot.model import Missing, Verdict
from briefbot.rendering import phrases
from briefbot.rendering.blocks import Block, Entry, Title
from briefbot.rendering.phrases import cut
from briefbot.wording.locale import ReaderLocale
from briefbot.wording.translation import N_

_NAME = 60
QUESTIONS = N_("questions")
REFUSALS = N_("refusals")
CHART = N_("Questions and refusals by day (UTC), {first} – {last}")

# Short names of what `phrases.gap` says in sentences; a subject may stand behind them.
_REASONS = {
    Missing.EMPTY_ARCHIVE: N_("the archive was empty"),
    Missing.EMPTY_QUESTION: N_("no question"),
    Missing.STRANGER: N_("nobody of that name"),
    Missing.SOURCE: N_("no such publisher"),
    Missing.LATER: N_("after the archive ends"),
    Missing.EARLIER: N_("before the archive begins"),
    Missing.DATES: N_("nothing from those days"),
    Missing.SILENT: N_("not said by that person"),
    Missing.NOTHING: N_("nothing on that"),
    Missing.PHRASE: N_("not said in these words"),
    Missing.COURTESY: N_("a greeting or thanks"),
    Missing.PARTIAL: N_("a part of the archive did not answer"),
}

# Short names of verdicts, which `rendering.checking` tells in sentences.
_VERDICTS = {
    Verdict.EXACT: N_("said in these words"),
    Verdict.ALTERED: N_("altered"),
    Verdict.STITCHED: N_("stitched together"),
    Verdict.SOMEBODY_ELSES: N_("somebody else’s"),
    Verdict.REPORTED: N_("the paper’s words"),
    Verdict.DENIED: N_("denied"),
    Verdict.ABSENT: N_("not in this archive"),
}


def blocks(reply: Activity, locale: ReaderLocale) -> Iterator[Block]:
    """The sums, then what was refused, what was cited most, and how quotations were judged, in the longest period."""
    yield Title(locale.say("Activity (days in UTC)"), tuple(_period(one, locale) for one in reply.periods))
    if reply.refused_most:
        yield Title(locale.say("Refused most"), tuple(_refused(one, locale) for one in reply.refused_most))
    if reply.cited_most:
        yield Title(locale.say("Cited most"), tuple(_cited(*one, locale) for one in reply.cited_most))
    if reply.checked:
        told = (f"{locale.number(number)} × {locale.say(_VERDICTS[verdict])}" for verdict, number in reply.checked)
        yield Title(locale.say("Quotations that were checked"), tuple(told))


def chart(reply: Activity, locale: ReaderLocale) -> tuple[Chart, str]:
    """Questions and refusals by day, and what is said beneath it."""
    labels = tuple(locale.day_and_month(day) for day in reply.days)
    series = (locale.say(QUESTIONS), reply.asked), (locale.say(REFUSALS), reply.refused)
    first, last = locale.day(reply.days[0]), locale.day(reply.days[-1])
    return Chart(labels, series), phrases.sentence(locale.say(CHART, first=first, last=last))


def by_day(reply: Activity, locale: ReaderLocale) -> Title:
    """What the chart shows, in words: the days on which something was asked, newest first, under what stands beneath it."""
    days = [(day, asked, refused) for day, asked, refused in zip(reply.days, reply.asked, reply.refused, strict=True) if asked]
    return Title(chart(reply, locale)[1], tuple(_day(*one, locale) for one in reversed(days)))


def _day(day: date, asked: int, refused: int, locale: ReaderLocale) -> Entry:
    counts = (
        locale.count("{number} question", "{number} questions", asked),
        locale.count("{number} not answered", "{number} not answered", refused),
    )
    return Entry(f"{locale.day_and_month(day)}: ", ", ".join(counts))


def _period(one: Period, locale: ReaderLocale) -> Entry:
    days = locale.say("today") if one.days == 1 else locale.count("{number} day", "{number} days", one.days)
    counts = [
        locale.count("{number} question", "{number} questions", one.asked),
        locale.count("{number} answered", "{number} answered", one.answered),
        locale.count("{number} not answered", "{number} not answered", one.refused),
        locale.count("{number} error", "{number} errors", one.failed),
        locale.count("{number} digest", "{number} digests", one.digests),
        locale.count("{number} quotation passed on", "{number} quotations passed on", one.shared),
    ]
    if one.checked:
        counts.append(locale.count("{number} quotation checked", "{number} quotations checked", one.checked))
    return Entry(f"{days}: ", ", ".join(counts))


def _refused(one: Refused, locale: ReaderLocale) -> str:
    subject = f": {cut(one.subject, _NAME)}" if one.subject else ""
    return f"{locale.number(one.number)} × {locale.say(_REASONS[one.reason])}{subject}"


def _cited(publisher: str, number: int, locale: ReaderLocale) -> str:
    return f"{locale.number(number)} × {cut(publisher, _NAME) or locale.say(phrases.UNNAMED_PUBLISHER)}"
