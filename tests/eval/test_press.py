"""Russian articles in the press's styles: what is read of those whose errors were read, and of those that nobody has read."""

from briefbot.reading.quotes import find_quotes

from .corpus import Article, press, unseen
from .quote_figures import report


def _figures(articles: tuple[Article, ...]) -> dict[str, float]:
    return {figure.name: figure.value for figure in report(articles, find_quotes).figures}


def test_what_was_mended_stays_so() -> None:
    """More than nine of ten speakers have their name, and none has somebody else's."""
    figures = _figures(press())
    assert len(press()) >= 12
    assert figures["speaker"] >= 0.94
    assert figures["wrong_name"] == figures["turn_wrong_name"] == 0.0
    assert figures["reported_speaker"] >= 0.95
    assert figures["turn_speaker"] == 1.0


def test_unseen_news_has_hardly_a_wrong_name() -> None:
    """Of articles whose errors nobody has read four of five speakers have their name, and hardly any somebody else's."""
    figures = _figures(unseen())
    assert len(unseen()) >= 12
    assert figures["speaker"] >= 0.8
    assert figures["wrong_name"] <= 0.01
    assert figures["reported_speaker"] >= 0.83
    assert figures["turn_wrong_name"] == 0.0
