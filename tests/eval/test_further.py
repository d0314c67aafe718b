"""Six Russian articles whose errors were read once they had been scored unseen."""

from briefbot.reading.quotes import find_quotes

from .corpus import further
from .quote_figures import report


def test_russian_news_has_no_wrong_name() -> None:
    """More than nine of ten speakers have their name, and none has somebody else's."""
    figures = {figure.name: figure.value for figure in report(further(), find_quotes).figures}
    assert len(further()) >= 6
    assert figures["speaker"] >= 0.95
    assert figures["wrong_name"] == 0.0
    assert figures["turn_wrong_name"] == figures["reported_wrong_name"] == 0.0
