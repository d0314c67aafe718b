"""Short Russian reports in the styles of the press: who says what in them."""

from briefbot.reading.quotes import find_quotes

from .corpus import briefs
from .quote_figures import report


def test_the_press_is_read_rightly() -> None:
    """At least nine of ten speakers whom a report names are shown by name, and at most one name of twenty-five is wrong."""
    figures = {figure.name: figure.value for figure in report(briefs(), find_quotes).figures}
    assert len(briefs()) >= 12
    assert figures["speaker"] >= 0.9
    assert figures["wrong_name"] <= 0.04
    assert figures["reported_speaker"] >= 0.9
    assert figures["turn_wrong_name"] == 0.0
