"""What went on, for those who run the bot: sums, what came up most, and a chart."""

from collections.abc import Iterator
from datetime import date

from briefbot.dialogue.outgoing import Chart
from briefbot.dialogue.statistics import Activity, Period, Refused
from briefbot.model import Missing
from briefbot.rendering import phrases
from briefbot.telegram.views.messages import Block, Run, cut
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
}


def blocks(reply: Activity, manner: ReaderLocale) -> list[Block]:
    """The sums, then what was refused and what was cited most in the longest period."""
    return [
        _listed(manner.say("Activity (days are UTC’s)"), [_period(one, manner) for one in reply.periods]),
        *_most(manner.say("Refused most"), [_refused(one, manner) for one in reply.refused_most]),
        *_most(manner.say("Cited most"), [_cited(*one, manner) for one in reply.cited_most]),
    ]


def chart(reply: Activity, manner: ReaderLocale) -> tuple[Chart, str]:
    """Questions and refusals by day, and what is said beneath it."""
    labels = tuple(manner.day_and_month(day) for day in reply.days)
    series = (manner.say(QUESTIONS), reply.asked), (manner.say(REFUSALS), reply.refused)
    first, last = manner.day(reply.days[0]), manner.day(reply.days[-1])
    return Chart(labels, series), phrases.sentence(manner.say(CHART, first=first, last=last))


def by_day(reply: Activity, manner: ReaderLocale) -> Block:
    """What the chart shows, in words: the days on which something was asked, newest first, under what stands beneath it."""
    days = [(day, asked, refused) for day, asked, refused in zip(reply.days, reply.asked, reply.refused, strict=True) if asked]
    return _listed(chart(reply, manner)[1], [_day(*one, manner) for one in reversed(days)])


def _day(day: date, asked: int, refused: int, manner: ReaderLocale) -> Block:
    counts = (
        manner.count("{number} question", "{number} questions", asked),
        manner.count("{number} not answered", "{number} not answered", refused),
    )
    return (Run(f"{manner.day_and_month(day)}: ", bold=True), Run(", ".join(counts)))


def _period(one: Period, manner: ReaderLocale) -> Block:
    days = manner.say("today") if one.days == 1 else manner.count("{number} day", "{number} days", one.days)
    counts = (
        manner.count("{number} question", "{number} questions", one.asked),
        manner.count("{number} answered", "{number} answered", one.answered),
        manner.count("{number} not answered", "{number} not answered", one.refused),
        manner.count("{number} error", "{number} errors", one.failed),
        manner.count("{number} digest", "{number} digests", one.digests),
        manner.count("{number} quotation passed on", "{number} quotations passed on", one.shared),
    )
    return (Run(f"{days}: ", bold=True), Run(", ".join(counts)))


def _refused(one: Refused, manner: ReaderLocale) -> Block:
    subject = f": {cut(one.subject, _NAME)}" if one.subject else ""
    return (Run(f"{manner.number(one.number)} × {manner.say(_REASONS[one.reason])}{subject}"),)


def _cited(publisher: str, number: int, manner: ReaderLocale) -> Block:
    return (Run(f"{manner.number(number)} × {cut(publisher, _NAME) or manner.say(phrases.UNNAMED_PUBLISHER)}"),)


def _most(title: str, lines: list[Block]) -> Iterator[Block]:
    if lines:
        yield _listed(title, lines)


def _listed(title: str, lines: list[Block]) -> Block:
    return (Run(title, bold=True), *(run for line in lines for run in (Run("\n"), *line)))
