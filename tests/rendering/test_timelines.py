"""How often something was said over time, in words and as a chart."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.dialogue.commands import Channel
from briefbot.dialogue.replies import Answered
from briefbot.model import Answer, Citation, Document, Kind, Span
from briefbot.rendering import replies, timeline
from briefbot.rendering.blocks import Title
from briefbot.rendering.text import written
from briefbot.wording.locale import ENGLISH, reader_locale

DAYS = st.lists(st.dates(date(1900, 1, 1), date(2100, 12, 31)), min_size=1, max_size=40).map(lambda days: tuple(sorted(days)))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([(2016, 2, 28), (2016, 3, 1)], ["28 Feb: ▇ 1", "1 Mar: ▇ 1"]),
        ([(2015, 12, 31), (2016, 2, 1), (2016, 2, 29)], ["December 2015: ▇ 1", "February 2016: ▇▇ 2"]),
        ([(2010, 1, 1), (2016, 12, 31)], ["2010: ▇ 1", "2016: ▇ 1"]),
    ],
    ids=["days", "months", "years"],
)
def test_a_time_is_told_by_days_months_or_years(days: list[tuple[int, int, int]], told: list[str]) -> None:
    """Whatever makes a few lines of it; times in which nothing was said have none."""
    _, *lines = written([timeline.in_words([date(*day) for day in days], ENGLISH)])
    assert [line.text for line in lines] == told


@given(DAYS)
def test_a_chart_has_every_time_once_and_counts_every_day(days: tuple[date, ...]) -> None:
    """From the first to the last, without a gap and without a label twice, however long it is."""
    chart, caption = timeline.chart(days, ENGLISH)
    (_, values), *_ = chart.series
    assert (sum(values), len(set(chart.labels))) == (len(days), len(values))
    assert values[0]
    assert values[-1]
    assert len(values) <= max(36, (days[-1] - days[0]) // timedelta(days=365) + 2)
    assert ENGLISH.day(days[0]) in caption


@given(DAYS)
def test_bars_are_as_long_as_they_say_or_in_proportion(days: tuple[date, ...]) -> None:
    """No bar is empty, none is longer than a line."""
    lines = timeline.in_words(days, ENGLISH).lines
    assert all(1 <= str(line).count("▇") <= 20 for line in lines)


def test_one_time_alone_is_not_worth_a_picture() -> None:
    """It would say what the quotation says."""
    assert not timeline.is_worth_telling(())
    assert not timeline.is_worth_telling((date(2016, 3, 1), date(2016, 3, 1)))
    assert timeline.is_worth_telling((date(2016, 3, 1), date(2016, 3, 2)))


def test_the_console_tells_it_above_and_a_chat_has_a_picture() -> None:
    """In the reader's language."""
    document = Document("d1", "The bridge stays.", published=date(2016, 3, 1))
    citation = Citation(1, 0, document, Span(0, 17), Kind.DIRECT, "Dorota Lind", 1.0)
    reply = Answered(Answer((citation,), days=(date(2016, 3, 1), date(2016, 5, 9))))
    first, *_ = replies.blocks(reply, reader_locale("ru"))
    assert isinstance(first, Title)
    russian = reader_locale("ru")
    assert [line.text.split(":")[0] for line in written([first])][1:] == [russian.month(day) for day in reply.answer.days]
    assert not any(isinstance(block, Title) for block in replies.blocks(reply, ENGLISH, Channel.CHAT))
