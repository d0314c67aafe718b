"""Russian articles in the press's styles: what is read of those whose errors were read, and of others."""

from briefbot.reading.quotes import find_quotes

from .corpus import Article, fresh, news, press, unseen
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


def test_news_that_was_scored_unseen_has_no_wrong_name() -> None:
    """Of articles whose errors were read once they had been scored, nine of ten speakers have their name, none another's."""
    figures = _figures(unseen())
    assert len(unseen()) >= 12
    assert figures["speaker"] >= 0.92
    assert figures["wrong_name"] == figures["turn_wrong_name"] == 0.0
    assert figures["reported_speaker"] >= 0.87
    assert figures["turn_speaker"] == 1.0


def test_other_subjects_have_their_speakers() -> None:
    """Accidents, banks, a tram, a cook, a leak and a summit: more than nine of ten have their name, none another's."""
    figures = _figures(fresh())
    assert len(fresh()) >= 6
    assert figures["speaker"] >= 0.95
    assert figures["wrong_name"] == figures["turn_wrong_name"] == figures["reported_wrong_name"] == 0.0
    assert figures["turn_speaker"] == 1.0


def test_news_of_two_decades_has_its_speakers() -> None:
    """In news as agencies, dailies, tabloids and sites wrote it, 19 of 20 have their name, and none another's."""
    figures = _figures(news())
    assert len(news()) >= 40
    assert figures["speaker"] >= 0.96
    assert figures["wrong_name"] == figures["unnamed_given_a_name"] == 0.0
    assert figures["reported_speaker"] >= 0.93
    assert figures["reported_wrong_name"] == figures["turn_wrong_name"] == 0.0
