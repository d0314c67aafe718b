"""Charts: drawn as a PNG whatever the numbers are, in any letters, or left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbot.dialogue.outgoing import Chart
from briefbot.pictures import drawn
from support.pictures import size

SERIES = (("вопросы", (3, 0, 12)), ("отказы", (1, 0, 4)))


def test_a_chart_in_cyrillic() -> None:
    """No letter is missing from its font (which would be a warning, and an error here), and it fits a phone."""
    png = drawn(Chart(("21 нояб.", "22 нояб.", "23 нояб."), SERIES))
    assert png
    assert size(png) == (960, 480)
    assert len(png) < 100_000


def test_the_same_numbers_make_the_same_picture() -> None:
    """And others another one."""
    one, again = (drawn(Chart(("a", "b", "c"), SERIES)) for _ in range(2))
    assert one == again != drawn(Chart(("a", "b", "c"), (SERIES[0], ("отказы", (1, 0, 5)))))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=30))
def test_any_numbers_are_drawn(numbers: list[int]) -> None:
    """Nothing asked at all, one day, very many: there is a picture."""
    labels = tuple(f"{number + 1} Nov" for number in range(len(numbers)))
    png = drawn(Chart(labels, (("questions", tuple(numbers)), ("refusals", (0,) * len(numbers)))))
    assert png
    assert size(png) == (960, 480)


def test_there_is_none_where_it_cannot_be_drawn(caplog: pytest.LogCaptureFixture) -> None:
    """A chart that is broken is told in the log, and does not raise."""
    assert drawn(None) is None
    assert drawn(Chart(("a",), (("questions", (1,)),) * 3)) is None
    assert "could not be drawn" in caplog.text
