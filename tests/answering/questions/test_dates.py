"""When a question is about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.answering.questions.dates import find_dates, parse_day

TODAY = date(2016, 10, 12)  # a Wednesday
LATEST = date(2016, 9, 7)


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What did Sanders think in December 2015?", "2015-12-01", "2015-12-31"),
        ("what did she say on 2016-09-08", "2016-09-08", "2016-09-08"),
        ("14.02.2013", "2013-02-14", "2013-02-14"),
        ("on 8 September 2016", "2016-09-08", "2016-09-08"),
        ("on the 8th of September 2016", "2016-09-08", "2016-09-08"),
        ("Sept. 8, 2016", "2016-09-08", "2016-09-08"),
        ("in 2016-09", "2016-09-01", "2016-09-30"),
        ("What did Lavrov say in 2019?", "2019-01-01", "2019-12-31"),
        ("mark cuban on ted cruz, march 2016", "2016-03-01", "2016-03-31"),
        ("November 2015: why did he call it useful?", "2015-11-01", "2015-11-30"),
        ("Between 1 and 10 August 2016, what did Khan say", "2016-08-01", "2016-08-10"),
        ("between June 2016 and August 2016", "2016-06-01", "2016-08-31"),
        ("from 3 March 2016 to 5 April 2016", "2016-03-03", "2016-04-05"),
        ("since 2015", "2015-01-01", None),
        ("since the spring", "2016-03-01", None),
        ("since May 2016 what did she say until August 2016?", "2016-05-01", "2016-08-31"),
        ("between 31 and 10 August 2016", "2016-08-10", "2016-08-10"),
        ("on Monday", "2016-10-10", "2016-10-10"),
        ("last December", "2015-12-01", "2015-12-31"),
        ("last October", "2015-10-01", "2015-10-31"),
        ("this March", "2016-03-01", "2016-03-31"),
        ("over the past day", "2016-10-11", "2016-10-12"),
        ("in 2016-13", None, None),
        ("after September 8, 2015", "2015-09-09", None),
        ("until May 2016", None, "2016-05-31"),
        ("before 3 September 2016", None, "2016-09-02"),
        ("in September", "2016-09-01", "2016-09-30"),
        ("at the end of May", "2016-05-16", "2016-05-31"),
        ("in the middle of May 2015", "2015-05-08", "2015-05-23"),
        ("at the beginning of May", "2016-05-01", "2016-05-15"),
        ("in early May", "2016-05-01", "2016-05-15"),
        ("in late May 2016", "2016-05-16", "2016-05-31"),
        ("until the end of May", None, "2016-05-31"),
        ("at the end of 2015", "2015-01-01", "2015-12-31"),
        ("что сказал Лавров в конце мая", "2016-05-16", "2016-05-31"),
        ("что сказал Лавров в начале мая 2015 года", "2015-05-01", "2015-05-15"),
        ("in October", "2015-10-01", "2015-10-31"),
        ("before 26 September", None, "2016-09-25"),
        ("29 February", "2016-02-29", "2016-02-29"),
        ("yesterday", "2016-10-11", "2016-10-11"),
        ("last week", "2016-10-03", "2016-10-09"),
        ("this week", "2016-10-10", "2016-10-12"),
        ("last month", "2016-09-01", "2016-09-30"),
        ("last Monday", "2016-10-10", "2016-10-10"),
        ("last Wednesday", "2016-10-05", "2016-10-05"),
        ("last year", "2015-01-01", "2015-12-31"),
        ("in the last three months", "2016-07-12", "2016-10-12"),
        ("two weeks ago", "2016-09-28", "2016-10-04"),
        ("during the summer of 2016", "2016-06-01", "2016-08-31"),
        ("In 2015, what did she say from October to November", "2015-10-01", "2015-11-30"),
        ("what did she say last week about the plan for 2015?", "2016-10-03", "2016-10-09"),
        ("in winter 2015", "2015-12-01", "2016-02-29"),
    ],
)
def test_dates_and_ranges_are_read_in_many_forms(question: str, since: str | None, until: str | None) -> None:
    """A date in words or figures, absolute or relative, limits the question to its days, both inclusive."""
    when = find_dates(question, TODAY, LATEST)
    assert (when.since and when.since.isoformat(), when.until and when.until.isoformat()) == (since, until)


@pytest.mark.parametrize(
    "question",
    [
        "What did May say about Brexit?",
        "what did may say",
        "When did they march to the capitol?",
        "how far is it to march",
        "a 15 dollar wage",
        "Who coached the winners of the 2022 World Cup?",
        "since 9/11",
        "31.02.2016",
        "on 31 February 2015",
        "until 32 May 2016",
        "2016-13-45",
        "AK-47 and F-16",
        "second to none",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_none(question: str) -> None:
    """Names, verbs, counts and days that no calendar has limit nothing."""
    when = find_dates(question, TODAY, LATEST)
    assert (when.since, when.until, when.places) == (None, None, ())


def test_month_after_a_person_of_that_name_is_still_a_month() -> None:
    """A "May" is a name where somebody is asked for and a month behind a preposition, in one question."""
    when = find_dates("What did May say in May 2016?", TODAY)
    assert (when.since, when.until) == (date(2016, 5, 1), date(2016, 5, 31))


def test_place_of_a_date_takes_its_preposition_along() -> None:
    """The words of the limit can be taken out of the question without leaving a preposition behind."""
    question = "What did he say since May 2016 about tax?"
    assert [place.of(question) for place in find_dates(question, TODAY).places] == ["since May 2016"]


@given(day=st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_a_day_written_out_is_that_day(day: date) -> None:
    """A full date comes back the same from each way to write it."""
    for words in (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ):
        when = find_dates(f"on {words}", TODAY)
        assert (when.since, when.until) == (day, day), words


@given(text=st.text(max_size=120), days=st.integers(0, 20_000))
def test_no_text_breaks_the_reading_of_dates(text: str, days: int) -> None:
    """Whatever is typed, a range has its ends in order and its words lie within the question."""
    when = find_dates(text, TODAY - timedelta(days=days))
    assert when.since is None or when.until is None or when.since <= when.until
    assert all(place.end <= len(text) for place in when.places)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-09", "2016-09-01", "2016-09-30"),
        ("september 2016", "2016-09-01", "2016-09-30"),
        ("yesterday", "2016-10-11", "2016-10-11"),
        ("September", "2016-09-01", "2016-09-30"),
        ("soon", None, None),
    ],
)
def test_a_typed_limit_starts_and_ends_where_its_words_do(typed: str, first: str | None, last: str | None) -> None:
    """A month as a lower limit is its first day, as an upper limit its last."""
    since, until = parse_day(typed, TODAY), parse_day(typed, TODAY, end=True)
    assert (since and since.isoformat(), until and until.isoformat()) == (first, last)


RELATIVE = (
    "yesterday", "last week", "last month", "last year", "in the last 3 days", "this week", "in spring", "last 500 years",
    "99999999999 weeks ago", "9999999 days ago", "99999999999999999999 years ago", "in the past 5 months", "last Friday",
    "in May", "until May", "before last week", "after last year", "since 3 weeks ago", "on 29 February", "until 1 January",
    "на прошлой неделе", "вчера", "5000 лет назад", "весной", "в прошлом году", "до мая", "99999999999 недель назад",
)  # fmt: skip


@pytest.mark.parametrize("words", RELATIVE)
@pytest.mark.parametrize("end", [date.min, date(1, 1, 2), date(999, 12, 31), date.max, date(9998, 12, 31)])
def test_the_calendars_ends_are_no_fault(words: str, end: date) -> None:
    """Whatever a clock shows, a relative date is read as days, or as no date."""
    for latest in (None, date.min, date(2013, 2, 14), date.max):
        when = find_dates(f"What did Lavrov say {words}?", end, latest)
        assert when.since is None or when.until is None or when.since <= when.until


def test_days_before_all_calendars_limit_nothing() -> None:
    """A year that no calendar has."""
    when = find_dates("99999999999 months ago", TODAY)
    assert (when.since, when.until, when.places) == (None, None, ())
