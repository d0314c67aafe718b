"""Date lines, as publications print them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.reading.page.dates import Rank, read_date_line

_DAY = date(2013, 2, 14)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "14.02.2013 13:57",
            "14.02.2013",
            "14. 2. 2013",
            "2013-02-14",
            "2013/02/14",
            "2013.02.14",
            "02/14/2013",
            "14-02-2013",
        ),
        *("February 14, 2013", "14 February 2013", "Feb. 14, 2013, 1:57 p.m. ET", "Feb 14 2013", "14th of February 2013"),
        *("FEBRUARY 14TH, 2013", "Thursday, February 14, 2013", "Thu 14 Feb 2013 13.57 GMT", "Thu, 14 Feb 2013 13:57:00 +0000"),
        *("Published: February 14, 2013", "Published on 14 February 2013 at 13:57", "Posted Feb 14, 2013 by Jane Doe"),
        *(
            "14 февраля 2013",
            "14 февраля 2013 г.",
            "14 февраля 2013 года, 13:57",
            "Четверг, 14 февраля 2013",
            "13:57, 14.02.2013",
        ),
        *("Опубликовано: 14 февраля 2013", "14 лютого 2013", "14. Februar 2013", "le 14 février 2013", "14 de febrero de 2013"),
        *(
            "Geneva, 14 February 2013",
            "14.02.2013 | Politics",
            "14.02.2013 13:57 • World News • 3 min read",
            "2013-02-14T13:57:00Z",
        ),
        *("14.02.2013 13:57 (MSK)", "February 14, 2013 — 13:57", "Feb. 14, 2013."),
        "Published Feb. 14, 2013Updated Feb. 15, 2013",
        *("Press release · 14 February 2013", "Latest news | 14.02.2013", "Пресс-релиз от 14 февраля 2013 г."),
    ],
)
def test_printed_dates(line: str) -> None:
    """Every form that publications print gives the day as printed."""
    dated = read_date_line(line)
    assert dated is not None
    assert dated.day == _DAY


@pytest.mark.parametrize(
    "line",
    [
        "31.02.2013",
        "02/03/2013",
        "03-02-2013",
        "February 30, 2013",
        "14 February",
        "March 3",
        "2013-13-01",
        "9:05 p.m.",
        "13:57",
    ],
)
def test_dates_that_cannot_be_told(line: str) -> None:
    """A date that does not exist, has no year or can be read in two ways is a date line without a day."""
    dated = read_date_line(line)
    assert dated is not None
    assert dated.day is None


@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            "2013",
            "In 2013",
            "The 14 February 2013 agreement holds",
            "Events of 14 February 2013",
            "Talks begin on 14.02.2013",
        ),
        *("On March 3, 2014, the harbour froze.", "Version 1.2.2013.4", "Page 14", "$14.02", "May 2013", "Room 14.02.20131"),
    ],
)
def test_lines_that_tell_something_else(line: str) -> None:
    """A line that tells anything but when is no date line."""
    assert read_date_line(line) is None


@given(
    st.dates(date(1605, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["{:%d.%m.%Y}", "{:%Y-%m-%d}", "{:%B %d, %Y}", "{:%d %b %Y}"]),
)
def test_any_day_comes_back(day: date, form: str) -> None:
    """What is printed is what is read, for every day of the calendar."""
    dated = read_date_line(form.format(day))
    assert dated is not None
    assert dated.day == day


@given(st.dates(date(1605, 1, 1), date(2199, 12, 31)))
def test_slashes_are_never_guessed(day: date) -> None:
    """Day and month between slashes give a date only where it is the only one."""
    dated = read_date_line(f"{day:%m/%d/%Y}")
    assert dated is not None
    assert dated.day == (day if day.day > 12 or day.day == day.month else None)


def test_offsets_and_halves() -> None:
    """A printed offset gives the instant; the name of a zone, which may mean several, does not."""
    cases = {
        "2013-02-14T13:57:00+04:00": datetime(2013, 2, 14, 9, 57, tzinfo=UTC),
        "Feb 14, 2013 1:57 p.m. GMT": datetime(2013, 2, 14, 13, 57, tzinfo=UTC),
        "14 февраля 2013, 13:57 UTC+3": datetime(2013, 2, 14, 10, 57, tzinfo=UTC),
        "Feb 14, 2013 12:05 a.m. UTC": datetime(2013, 2, 14, 0, 5, tzinfo=UTC),
        "Feb 14, 2013 1:57 p.m. ET": None,
        "14.02.2013 13:57": None,
        "2013-02-14T25:99:00Z": None,
    }
    assert {line: (dated := read_date_line(line)) and dated.moment for line in cases} == cases


def test_ranks() -> None:
    """Publication is surer than a plain date, which is surer than an update."""
    lines = ("Updated 14.02.2013", "14.02.2013", "Published 14.02.2013")
    assert [dated.rank for line in lines if (dated := read_date_line(line))] == [Rank.UPDATED, Rank.PLAIN, Rank.PUBLISHED]


@given(st.text(max_size=120))
def test_no_line_fails(line: str) -> None:
    """No line makes the reader fail."""
    read_date_line(line)
