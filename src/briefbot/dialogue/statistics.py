"""What is counted of questions and answers, by day and without a word on who asked; and what the counts add up to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from briefbot.answering.questions.model import Query
from briefbot.model import Answer, Gap, Missing, Verdict, Verification

# Of how many days, up to the present one, sums are told.
PERIODS = (1, 7, 30)
_LONGEST_SUBJECT = 80
_WORD = re.compile(r"[\w’'-]+")


class Counted(StrEnum):
    """What is counted."""

    ASKED = "asked"
    ANSWERED = "answered"
    REFUSED = "refused"  # with the reason, and what was asked for
    CITED = "cited"  # a quotation that was shown, with its publisher
    CHECKED = "checked"  # a quotation that was checked, with the verdict
    FAILED = "failed"  # an update that could not be answered
    UNSENT = "unsent"  # a message that Telegram refused for good


@dataclass(frozen=True, slots=True)
class Count:
    """One thing to count. Of a refusal, `reason` says why (`Missing`) and `subject` who or what was asked for.

    Of a quotation that was checked, `reason` is the verdict; neither its words nor whom it names are counted.
    """

    what: Counted
    reason: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Sums of the last so many days."""

    days: int
    asked: int = 0
    answered: int = 0
    refused: int = 0
    failed: int = 0
    digests: int = 0
    shared: int = 0
    checked: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """So many refusals for one reason on one subject; "" where nothing was named."""

    reason: Missing
    subject: str
    number: int


@dataclass(frozen=True, slots=True)
class Activity:
    """What went on up to a day: sums of `PERIODS`, and of the longest of them the days one by one, and what came up most.

    `asked` and `refused` have a number for each day, the last one's last; `cited` are publishers ("" for none named); `checked`
    tells how often quotations got which verdict, the most frequent first.
    """

    until: date
    periods: tuple[Period, ...]
    asked: tuple[int, ...]
    refused: tuple[int, ...]
    refused_most: tuple[Refused, ...]
    cited_most: tuple[tuple[str, int], ...]
    checked: tuple[tuple[Verdict, int], ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """The days of `asked` and `refused`."""
        return tuple(self.until - timedelta(days=ago) for ago in reversed(range(len(self.asked))))


def counts_of_question(query: Query, answer: Answer) -> Iterator[Count]:
    """What an answer to a new question counts as."""
    yield Count(Counted.ASKED)
    if answer.citations or answer.gap is None:  # which it has wherever it cites nothing
        yield Count(Counted.ANSWERED)
    else:
        yield Count(Counted.REFUSED, answer.gap.why, _subject(query, answer.gap))
    yield from counts_of_page(answer)


def counts_of_checks(found: Iterable[Verification]) -> Iterator[Count]:
    """What quotations that were checked count as."""
    for one in found:
        yield Count(Counted.CHECKED, one.verdict)


def counts_of_page(answer: Answer) -> Iterator[Count]:
    """What quotations that are shown count as."""
    for citation in answer.citations:
        yield Count(Counted.CITED, subject=citation.document.source or "")


def _subject(query: Query, gap: Gap) -> str:
    """Whom or what a question that is refused asked for: a name, a publisher, or its words."""
    words = " ".join(dict.fromkeys(_WORD.findall((query.own_topic or query.topic).lower())))
    named = {Missing.STRANGER: gap.who, Missing.SOURCE: gap.source}
    told = {Missing.SILENT: ": ".join(filter(None, (gap.who, words)))}
    return (named.get(gap.why) or told.get(gap.why) or words)[:_LONGEST_SUBJECT]
