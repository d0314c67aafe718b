"""Russian articles that no rule was written for: what may be expected of the press unseen."""

from briefbot.reading.quotes import find_quotes

from .corpus import further
from .quote_figures import report


def test_unseen_russian_news_has_hardly_a_wrong_name() -> None:
    """Two thirds of the speakers have their name, and hardly any has somebody else's."""
    figures = {figure.name: figure.value for figure in report(further(), find_quotes).figures}
    assert len(further()) >= 6
    assert figures["speaker"] >= 0.68
    assert figures["wrong_name"] <= 0.045
    assert figures["turn_wrong_name"] == figures["reported_wrong_name"] == 0.0
