"""News in English from elsewhere than US politics: who says what in it."""

from briefbot.reading.quotes import find_quotes

from .corpus import dailies, evenings, papers, world
from .quote_figures import report

LEAST = {"f1": 0.99, "speaker": 0.91, "speaker_full_name": 0.9, "reported_speaker": 0.85, "turn_speaker": 1.0}
MOST = {"wrong_name": 0.02, "unnamed_given_a_name": 0.0, "reported_wrong_name": 0.0, "turn_wrong_name": 0.0}


def test_news_of_many_lands_is_read_rightly() -> None:
    """Papers of twenty lands have most speakers by name, and no more than one name of forty is somebody else's."""
    figures = {figure.name: figure.value for figure in report(world(), find_quotes).figures}
    assert len(world()) >= 20
    assert {name: figures[name] for name, least in LEAST.items() if figures[name] < least} == {}
    assert {name: figures[name] for name, most in MOST.items() if figures[name] > most} == {}


def test_papers_that_were_scored_unseen_have_no_wrong_name() -> None:
    """Twelve more papers, of courts, councils, sport and business: nearly nine of ten have their name, none another's."""
    figures = {figure.name: figure.value for figure in report(papers(), find_quotes).figures}
    assert len(papers()) >= 12
    assert figures["speaker"] >= 0.88
    assert figures["wrong_name"] == figures["unnamed_given_a_name"] == figures["reported_wrong_name"] == 0.0


def test_articles_of_many_kinds_that_were_scored_unseen_have_few_wrong_names() -> None:
    """Courts, sport, obituaries, live blogs, releases, letters: nine of ten have their name, one of forty another's."""
    figures = {figure.name: figure.value for figure in report((*dailies(), *evenings()), find_quotes).figures}
    assert len(dailies()) >= 19
    assert len(evenings()) >= 8
    assert figures["speaker"] >= 0.93
    assert figures["wrong_name"] <= 0.027
    assert figures["reported_wrong_name"] == 0.0
